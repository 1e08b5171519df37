"""Second variation of one-dimensional states for waves along an ignorable direction.

Five rows of the same sample, a small spacing h apart, make a sheet on which the direction of the waves is resolved. The
second variation of the same energy on the sheet, applied to

    psi: a(x) cos(qy) + i b(x) sin(qy),   A_y: c(x) cos(qy),   A_x: d(x) sin(qy),

is evaluated on the middle row. It is the block of the second variation for the wave number q up to order (q h)^2: by
the symmetry of the state under (y -> -y, complex conjugation) such waves do not couple to others. The energy has first
derivatives only, so the block is a polynomial of second degree in q, determined by three wave numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from scipy.optimize import minimize_scalar

from onnes.energies import Drive, FreeEnergy, State
from onnes.errors import InputError
from onnes.grids import Grid, Sample
from onnes.grids.solvers.banded import BandedMatrix, banded
from onnes.grids.solvers.vectors import times
from onnes.laws.moving import freedom
from onnes.laws.residual import doubled, volumes
from onnes.laws.stability.gauge_directions import gauge_weight, stiffened
from onnes.numerics.jax_settings import as_array

# Five, because the result on a row depends on two rows to either side: gauge directions reach one further than H.
_ROWS, _MIDDLE = 5, 2
_TRIED = 7
_SPACING = 1e-3
_PROBED = (0.0, 1.0, 2.0)
_LARGEST = _PROBED[-1]
_PHASE = np.pi / 4


class Sheet(eqx.Module):
    """Five rows of a one-dimensional state, on which waves along them are resolved.

    Attributes:
        energy, drive, state: repeated on the rows.
        volume, weight: volumes of the unknowns and weight of gauge directions on the rows.
        spacing: h between rows.
        across, along: the resolved direction of the state, and that of the waves.
    """

    energy: FreeEnergy
    drive: Drive
    state: State
    volume: State
    weight: jax.Array
    spacing: jax.Array
    across: int = eqx.field(static=True)
    along: int = eqx.field(static=True)

    def __init__(self, energy: FreeEnergy, drive: Drive, state: State, along: int):
        self.across, self.along = _across(energy, state, along), along
        momentum = _momentum(energy, state, along)
        spacing = _SPACING / max(_LARGEST, float(np.max(np.abs(momentum))))
        self.energy = FreeEnergy(energy.terms, _sheet(energy.sample, spacing, self.across, along))
        self.drive = Drive(self._where_needed(drive.condensation), drive.applied_field,
                           self._where_needed(drive.force))
        gaps = np.zeros(len(momentum) - 1)
        A = {self.across: self._repeat(gaps, _ROWS), along: self._repeat(momentum, _ROWS - 1)}
        self.state = State(self._repeat(np.asarray(state.psi, complex), _ROWS), _components(A))
        free = freedom(self.state, None)
        self.volume = volumes(self.energy, free)
        self.weight = gauge_weight(self.energy, self.state, free)
        self.spacing = as_array(spacing)

    @property
    def _axis(self) -> int:
        """Array axis across the rows."""
        return int(self.along > self.across)

    def _repeat(self, line, count: int):
        return as_array(np.stack([np.asarray(line)] * count, axis=self._axis))

    def _where_needed(self, value):
        return value if jnp.ndim(value) == 0 else self._repeat(value, _ROWS)

    @eqx.filter_jit
    def product(self, wave_number: jax.Array, v: State) -> State:
        """Return the block of the second variation, per unit length along the waves, on amplitudes (a + i b, d, c)."""
        on = wave_number * self.spacing * (jnp.arange(_ROWS) - _MIDDLE) + _PHASE
        phases = on, on[:-1] + 0.5 * wave_number * self.spacing
        hessian = self.energy.hessian(self.state, self.drive)
        answer = stiffened(self.energy, self.state, self.volume, self.weight, hessian)(self._wave(v, *phases))
        return self._amplitudes(answer, *phases)

    def _times(self, line, factor):
        """Return a line repeated on rows, each with its own factor."""
        return jnp.expand_dims(line, self._axis) * jnp.expand_dims(factor, 1 - self._axis)

    def _wave(self, v: State, on, between) -> State:
        """Return the fields on the rows, from the phases of the wave on the rows and half-way between."""
        psi = self._times(jnp.real(v.psi), jnp.cos(on)) + 1j * self._times(jnp.imag(v.psi), jnp.sin(on))
        A = {self.across: self._times(v.A[self.across], jnp.sin(on)),
             self.along: self._times(v.A[self.along], jnp.cos(between))}
        return State(psi, _components(A))

    def _amplitudes(self, answer: State, on, between) -> State:
        psi = self._middle(answer.psi)
        cosine, sine = jnp.cos(on[_MIDDLE]), jnp.sin(on[_MIDDLE])
        A = {self.across: self._middle(answer.A[self.across]) / sine,
             self.along: self._middle(answer.A[self.along]) / jnp.cos(between[_MIDDLE])}
        return State(jnp.real(psi) / cosine + 1j * jnp.imag(psi) / sine, _components(A))

    def _middle(self, rows):
        return jnp.take(rows, _MIDDLE, self._axis) / self.spacing


@dataclass(frozen=True)
class Waves:
    """Eigenvalues for waves exp(iqy) along a direction that the state ignores.

    ``d2F v = 2 e M v`` with complex psi and A along and across the waves; e as in
    `onnes.laws.stability.lowest_eigenvalues`, without changes of gauge. At q = 0 the e are those of the state itself
    and of changes of its phase.

    Attributes:
        blocks: of the second variation at the probed wave numbers.
        metric: 2 M.

    Source: L. Kramer, Phys. Rev. 170, 475 (1968); M. K. Transtrum, G. Catelani, J. P. Sethna, Phys. Rev. B 83, 094505
    (2011).
    """

    blocks: tuple[BandedMatrix, ...]
    metric: State

    def lowest(self, wave_number: float, count: int = 1) -> np.ndarray:
        """Return the lowest e at a wave number q >= 0 [1/xi], shape (count,), in units of Bc^2/mu_0."""
        if not (np.isfinite(wave_number) and wave_number >= 0):
            raise InputError("wave_number", wave_number, "a wave number of 0 or more, in 1/xi")
        shares = [np.prod([(wave_number - other) / (one - other) for other in _PROBED if other != one])
                  for one in _PROBED]
        band = sum(share * block.lower for share, block in zip(shares, self.blocks, strict=True))
        return BandedMatrix(np.asarray(band), self.blocks[0].like).lowest_eigenvalues(self.metric, count)

    def most_unstable(self, largest: float = 1.5) -> tuple[float, float]:
        """Return the wave number below ``largest`` with the lowest e, and that e."""
        tried = np.linspace(0.0, largest, _TRIED)
        found = [float(self.lowest(q)[0]) for q in tried]
        best = int(np.argmin(found))
        between = tried[max(best - 1, 0)], tried[min(best + 1, _TRIED - 1)]
        inside: Any = minimize_scalar(lambda q: float(self.lowest(q)[0]), bounds=between, method="bounded",
                                      options={"xatol": 1e-4 * largest})
        return (float(inside.x), float(inside.fun)) if inside.fun < found[best] else (float(tried[best]), found[best])


def waves_along(energy: FreeEnergy, drive: Drive, state: State, along: int, pinned: State | None = None) -> Waves:
    """Return the waves along an ignorable direction of a one-dimensional Cartesian grid.

    Args:
        state: where dF = 0, with real psi and, of A, only the component along the waves.
        along: direction of the waves.
        pinned: of psi, and of A along the waves; None pins nothing.

    Raises:
        InputError: another grid or another state.
    """
    sheet = Sheet(energy, drive, state, along)
    n = len(state.psi)
    edges, nodes = as_array(np.zeros(n - 1)), as_array(np.zeros(n))
    like = State(as_array(np.zeros(n, complex)), _components({sheet.across: edges, along: nodes}))
    held = None
    if pinned is not None:
        nowhere, of_A = np.zeros(n - 1, bool), pinned.A[along]
        held = State(pinned.psi, _components({sheet.across: nowhere, along: False if of_A is None else of_A}))
    free = freedom(like, held)
    blocks = tuple(banded(lambda v, q=q: times(free, sheet.product(as_array(q), times(free, v))), like)
                   for q in _PROBED)
    return Waves(blocks, doubled(volumes(energy, free), like))


def _components(A: dict[int, Any]) -> tuple[Any, ...]:
    return tuple(A.get(d) for d in range(3))


def _across(energy: FreeEnergy, state: State, along: int) -> int:
    """Return the resolved direction; raise InputError where waves couple to others."""
    grid = energy.sample.grid
    if len(grid.resolved) != 1 or grid.coordinates != "cartesian":
        raise InputError("grid", f"{grid.coordinates}, directions {grid.resolved}", "one resolved Cartesian direction",
                         "On a grid that resolves the waves they are among the modes of lowest_eigenmodes.")
    if along not in range(3) or along in grid.resolved:
        raise InputError("along", along, "an ignorable direction, 0 to 2")
    if any(a is not None and d != along for d, a in enumerate(state.A)) or jnp.iscomplexobj(state.psi):
        raise InputError("state", "complex psi, or A in another direction", "a real psi, and A only along the waves",
                         "Waves along the field have higher energy than the uniform mode: lowest_eigenvalues suffices.")
    return grid.resolved[0]


def _momentum(energy: FreeEnergy, state: State, along: int) -> np.ndarray:
    """Return A along the waves minus the wave number of psi along them."""
    A = state.A[along]
    own = sum(term.wave_number(along) for term in energy.terms)
    return (np.zeros(len(state.psi)) if A is None else np.asarray(A)) - own


def _sheet(sample: Sample, spacing: float, across: int, along: int) -> Sample:
    """Return the sample on rows ``spacing`` apart, with the same fractions of dual cells inside."""
    rows = spacing * (np.arange(_ROWS) - _MIDDLE)
    nodes = {across: np.asarray(sample.grid.nodes[across]), along: rows}
    whole = Sample(Grid([nodes.get(d) for d in range(3)]))
    share = np.asarray(sample.node_volume) / sample.grid.dual_measure(())
    shares = tuple(np.asarray(sample.edge_volume[d]) / (sample.grid.dual_measure((d,)) * sample.grid.measure((d,)))
                   for d in range(3))
    axis = int(along > across)

    def lifted(weights, shares):
        return tuple(as_array(np.asarray(w) * np.expand_dims(inside, axis))
                     for w, inside in zip(weights, shares, strict=True))

    (volume,) = lifted((whole.node_volume,), (share,))
    weights = lifted(whole.edge_weight, shares)
    return eqx.tree_at(lambda s: (s.node_volume, s.thin_edge_weight), whole, (volume, weights))
