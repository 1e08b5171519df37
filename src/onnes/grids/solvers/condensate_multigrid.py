"""Multigrid for ``m psi - (grad - iA)^2 psi = r`` on nodes: a preconditioner for the condensate.

Levels, couplings and interpolation are those of `multigrid` without a field; A enters by phases along edges, the
coarse link being the product of the fine ones (Peierls), so that the cycle is gauge covariant. Levels end where a cell
is as wide as one or two coherence lengths: there B H^2 and m H^2 are of order 1, and smoothing solves the equation.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.grids.sample import Sample
from onnes.grids.solvers.coarsening import Offset, places_of_parity
from onnes.grids.solvers.diffusion import Diffusion
from onnes.grids.solvers.multigrid import hierarchy
from onnes.grids.solvers.transfer import Transfer
from onnes.grids.unit_phase import unit_phase
from onnes.numerics.safe_division import safe_divide

_WIDE = 2.0
"""Gaps in units of xi at which no further level is needed."""

_FEWEST = 16
"""Nodes of the smallest level."""

_LAST_PASSES = 3

_RATES = tuple(1 / (0.625 + sign * 0.375 * 0.5**0.5) / 2 for sign in (1, -1))
"""Two steps of Chebyshev's iteration on the upper three quarters of (0, 2), where D^-1 A lies."""


class CondensateLevel(eqx.Module):
    """Level without field: its couplings, and the transfer from the next level, None on the last one."""

    couplings: Diffusion
    transfer: Transfer | None


def condensate_levels(sample: Sample) -> tuple[CondensateLevel, ...]:
    """Return the levels, finest first, for a sample whose lengths are in coherence lengths."""
    weights = [np.asarray(sample.edge_weight[d]) for d in sample.grid.resolved]
    _, whole = hierarchy(weights, np.zeros(sample.grid.shape), _FEWEST)
    gap = min(float(np.min(np.diff(np.asarray(sample.grid.nodes[d])))) for d in sample.grid.resolved)
    kept = whole.levels[:max(1, int(np.ceil(np.log2(_WIDE / gap)))) + 1]
    return tuple(CondensateLevel(level.operator, level.transfer if k + 1 < len(kept) else None)
                 for k, level in enumerate(kept))


def condensate_inverse(levels: Sequence[CondensateLevel], circulation: Sequence[jax.Array | None],
                       mass: jax.Array) -> Callable[[jax.Array], jax.Array]:
    """Return the map r -> P^-1 r near (mass - (grad - iA)^2)^-1 r, one V-cycle in single precision.

    Args:
        levels: from `condensate_levels`.
        circulation: A |edge| along each resolved direction, None where it vanishes.
        mass: m > 0 per cell (integrated), shape of the grid.
    """
    shape, padded = mass.shape, levels[0].couplings.shape
    turns = [jnp.zeros(padded) if c is None else _filled(c, padded) for c in circulation]
    mass = _filled(mass, padded).astype(jnp.float32)
    operators, transfers = [], []
    for level in levels:
        operators.append(_Covariant(level.couplings, turns, mass))
        if level.transfer is not None:
            mass = level.transfer.restricted(mass)
            transfers.append(_with_phases(level.transfer, turns))
            turns = [_along_coarse(turn, axis, level.transfer.halved) for axis, turn in enumerate(turns)]

    def cycle(depth: int, r):
        A = operators[depth]
        x = A.smoothed(jnp.zeros_like(r), r)
        if depth < len(transfers):
            P = transfers[depth]
            x = x + P.interpolated(cycle(depth + 1, P.restricted(r - A(x))))
            return A.smoothed(x, r)
        return A.smoothed(x, r, _LAST_PASSES)

    def apply(r):
        z = cycle(0, _filled(r, padded).astype(jnp.complex64))
        return z[tuple(slice(0, n) for n in shape)].astype(r.dtype)

    return apply


class _Covariant:
    """``(A x)_i = (m_i + sum_s k_s[i]) x_i - sum_s k_s[i] U_s[i] x_{i + s}``, Hermitian."""

    def __init__(self, couplings: Diffusion, turns, mass):
        self.offsets, self.shape = couplings.offsets, couplings.shape
        full = Diffusion(couplings.coupling, mass, couplings.offsets)
        self.inverse = full.inverse_diagonal()
        self.diagonal = safe_divide(1.0, self.inverse)
        self.hopping = [k * jnp.pad(_phase(turns, s), 1) for s, k in
                        zip(couplings.offsets, couplings.coupling, strict=True)]

    def __call__(self, x):
        padded, total = jnp.pad(x, 1), self.diagonal * x
        for s, hop in zip(self.offsets, self.hopping, strict=True):
            back = tuple(-step for step in s)
            total = total - self._window(hop) * self._window(padded, s)
            total = total - jnp.conj(self._window(hop, back)) * self._window(padded, back)
        return total

    def smoothed(self, x, r, passes: int = 1):
        # A loop of two: unrolled, XLA would recompute the first step for each neighbour that the second reads.
        rates = jnp.asarray(passes * _RATES, jnp.float32)
        return jax.lax.fori_loop(0, len(rates), lambda k, x: x + rates[k] * self.inverse * (r - self(x)), x)

    def _window(self, padded, offset: Offset | None = None):
        offset = offset or (0,) * len(self.shape)
        return padded[tuple(slice(1 + k, 1 + k + n) for k, n in zip(offset, self.shape, strict=True))]


def _phase(turns, path: Offset):
    """Return exp(-i int A) from node i to i + path, axis by axis."""
    total, here = jnp.zeros_like(turns[0]), [0] * len(path)
    for axis, step in enumerate(path):
        if step:
            at = tuple(h - (step < 0) * (a == axis) for a, h in enumerate(here))
            total = total + step * _moved(turns[axis], at)
            here[axis] += step
    return unit_phase(-total).astype(jnp.complex64)


def _with_phases(transfer: Transfer, turns) -> Transfer:
    """Return the interpolation with the phases from each fine node to the coarse ones around it."""
    weights = []
    for (p, o), weight in zip(transfer.corners, transfer.weights, strict=True):
        path = tuple((1 if ahead else -1) if odd else 0 for odd, ahead in zip(p, o, strict=True))
        phase = _phase(turns, path)[places_of_parity(p, transfer.halved)]
        weights.append(weight * jnp.pad(phase, [(k, 0) for k in o]))
    return Transfer(tuple(weights), transfer.corners, transfer.halved)


def _along_coarse(turn, axis: int, halved: tuple[bool, ...]):
    """Return the circulations of the coarse edges along an axis, which lie on even lines."""
    even = turn[places_of_parity((0,) * turn.ndim, halved)]
    if not halved[axis]:
        return even
    return even + turn[places_of_parity(tuple(int(a == axis) for a in range(turn.ndim)), halved)]


def _filled(values, shape):
    """Return values padded with zeros to a shape."""
    return jnp.pad(values, [(0, big - n) for big, n in zip(shape, values.shape, strict=True)])


def _moved(values, offset: Offset):
    """Return values[i + offset], zero beyond the ends."""
    return jax.lax.pad(values, jnp.zeros((), values.dtype), [(-k, k, 0) for k in offset])
