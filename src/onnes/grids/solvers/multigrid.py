"""Geometric multigrid for ``(c - div w grad) f = r`` on nodes, w and c given by apertures.

One V-cycle is a symmetric positive map near the inverse for any shape of the sample; `coarsening` makes its levels.
Errors that vary from node to node are damped by two steps of Chebyshev's iteration on D^-1 A (few wide operations, no
colouring), or by whole lines along each axis in turn on stretched grids that couple neighbours much more strongly along
one axis in some places and along another elsewhere. Smooth errors are passed to the next level, the last of which is
solved by its own modes.

Source: Trottenberg, Oosterlee and Schueller, Multigrid (2001); for the smoother Adams, Brezina, Hu and Tuminaro 2003.
"""

from __future__ import annotations

from functools import partial
from typing import NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from onnes.grids.solvers import coarsening
from onnes.grids.solvers.coarsening import Interpolation, Stencil
from onnes.grids.solvers.diffusion import Diffusion, diffusion, on_device
from onnes.grids.solvers.transfer import Transfer
from onnes.numerics.safe_division import safe_divide

COARSEST = 400
"""Nodes up to which a level is solved directly."""

LARGEST_DIRECT = 2000
"""The same if the next level would lose parts of the sample (strips and slits thinner than its cells)."""

_SMOOTH_BELOW = 0.25
"""Modes of D^-1 A below this share of its largest eigenvalue are left to the coarser level."""


_WEAK_LINE, _FEW = 0.05, 0.1
"""Whole lines are relaxed if more than a few nodes (as a share) are coupled this weakly along some axis."""

_LINE_RATE = 0.8


class Level(eqx.Module):
    """Level: its operator, its smoother, and the transfer to the next level.

    Attributes:
        inverse: 1/diagonal of the operator, 0 in vacuum.
        rates: factors of the two steps of the smoother.
        uneven: whether whole lines are relaxed rather than nodes.
    """

    operator: Diffusion
    inverse: jax.Array
    rates: jax.Array
    transfer: Transfer
    uneven: bool = eqx.field(static=True)

    def scaled(self, mass, stiffness) -> Level:
        operator = self.operator.scaled(mass, stiffness)
        return Level(operator, operator.inverse_diagonal(), self.rates, self.transfer, self.uneven)

    def down(self, r):
        """Return the smoothed approximation of A^-1 r that starts from zero."""
        if self.uneven:
            x = jnp.zeros_like(r)
            for axis in range(r.ndim):
                x = x + _LINE_RATE * self.operator.along_lines(axis, r - self.operator(x), self.inverse)
            return x
        x = self.rates[0] * self.inverse * r
        return x + self.rates[1] * self.inverse * (r - self.operator(x))

    def up(self, x, r):
        """Return the approximation smoothed from x, by the transpose of `down`."""
        if self.uneven:
            for axis in reversed(range(r.ndim)):
                x = x + _LINE_RATE * self.operator.along_lines(axis, r - self.operator(x), self.inverse)
            return x
        # A loop of two: unrolled, XLA would recompute the first step for each neighbour that the second reads, four
        # times slower on 513 x 513 nodes.
        return lax.fori_loop(0, 2, lambda k, x: x + self.rates[k] * self.inverse * (r - self.operator(x)), x)


class Coarsest(eqx.Module):
    """Inverse of mass M + stiffness K by the modes V that diagonalise both; 0 on their common null space.

    Attributes:
        modes: V, shape (nodes, nodes).
        stiffnesses, masses: V^T K V and V^T M V, shape (nodes,).
    """

    modes: jax.Array
    stiffnesses: jax.Array
    masses: jax.Array

    def scaled(self, mass, stiffness) -> Coarsest:
        return Coarsest(self.modes, stiffness * self.stiffnesses, mass * self.masses)

    def __call__(self, r):
        size = self.stiffnesses + self.masses
        share = safe_divide(1.0, size)
        return (self.modes @ (share * (jnp.ravel(r) @ self.modes))).reshape(r.shape)


class Hierarchy(eqx.Module):
    """Levels, finest first, and the direct solve on the last; in single precision, which suffices here."""

    levels: tuple[Level, ...]
    coarsest: Coarsest

    def scaled(self, mass, stiffness) -> Hierarchy:
        """Return the levels of ``mass c - stiffness div w grad``; both numbers may be traced."""
        return Hierarchy(tuple(level.scaled(mass, stiffness) for level in self.levels),
                         self.coarsest.scaled(mass, stiffness))

    def v_cycle(self, r):
        """Return P^-1 r near A^-1 r, both of the padded shape; no number may exceed the range of single precision."""
        return _cycle(self.levels, self.coarsest, r.astype(self.coarsest.modes.dtype)).astype(r.dtype)


@partial(jax.jit, inline=True)
def _cycle(levels: tuple[Level, ...], coarsest: Coarsest, r):
    """Return the V-cycle from the first of some levels on, traced once for all programs of one form."""
    if not levels:
        return coarsest(r)
    level, *coarser = levels
    x = level.down(r)
    residual = level.transfer.restricted(r - level.operator(x))
    return level.up(x + level.transfer.interpolated(_cycle(tuple(coarser), coarsest, residual)), r)


def hierarchy(weights: list[np.ndarray], mass: np.ndarray, coarsest: int = COARSEST) -> tuple[Diffusion, Hierarchy]:
    """Return the operator on nodes padded with vacuum to numbers that halve evenly, and its levels.

    Args:
        weights: w >= 0 on the edges along each axis.
        mass: c >= 0 on nodes.
        coarsest: nodes up to which a level is solved directly.
    """
    rungs = ladder(weights, mass, coarsest)
    return diffusion(rungs[0].stencil, rungs[0].mass), Hierarchy(levels(rungs), _coarsest(rungs[-1].stencil,
                                                                                          rungs[-1].mass))


class Rung(NamedTuple):
    """Operator of a level, and its interpolation from the next along the halved axes: none for the last."""

    stencil: Stencil
    mass: np.ndarray
    interpolation: Interpolation
    halved: tuple[bool, ...]


def ladder(weights: list[np.ndarray], mass: np.ndarray, coarsest: int = COARSEST) -> list[Rung]:
    """Return the operators of all levels, finest first; arguments as in `hierarchy`."""
    halvings = _plan(weights, mass.shape, coarsest)
    padded = tuple(_filled_up(n, sum(h[axis] for h in halvings)) for axis, n in enumerate(mass.shape))
    stencil = coarsening.stencil_of(weights, padded)
    mass = np.pad(mass, [(0, big - n) for big, n in zip(padded, mass.shape, strict=True)])
    rungs = []
    for halved in halvings:
        coarse = coarsening.coarsened(stencil, mass, halved)
        if coarse.lost and mass.size <= LARGEST_DIRECT:
            break
        rungs.append(Rung(stencil, mass, coarse.interpolation, halved))
        stencil, mass = coarse.stencil, coarse.mass
    return [*rungs, Rung(stencil, mass, {}, ())]


def levels(rungs: list[Rung]) -> tuple[Level, ...]:
    """Return all levels but the last."""
    return tuple(_level(*rung) for rung in rungs[:-1])


def _plan(weights, shape, coarsest: int) -> list[tuple[bool, ...]]:
    """Return the axes to halve at each level: those along which neighbours are not coupled weakly."""
    strengths, sizes, plan = np.array([w.sum() for w in weights]), np.array(shape), []
    while sizes.prod() > coarsest:
        halved = (sizes > 1) & (strengths >= coarsening.WEAK * strengths[sizes > 1].max())
        plan.append(tuple(bool(half) for half in halved))
        sizes = np.where(halved, (sizes + 1) // 2, sizes)
        strengths = np.where(halved, strengths / 4, strengths)
    return plan


def _filled_up(n: int, halvings: int) -> int:
    block = 2**halvings
    return -(-n // block) * block


def _level(stencil: Stencil, mass: np.ndarray, P: Interpolation, halved) -> Level:
    corners = tuple((p, o) for p, weights in P.items() for o in weights)
    weights = tuple(on_device(np.pad(P[p][o], [(k, 0) for k in o]), np.float32) for p, o in corners)
    inverse = _inverse_diagonal(stencil, mass)
    rates = _chebyshev_rates(_largest_eigenvalue(stencil, mass, inverse))
    return Level(diffusion(stencil, mass, np.float32), on_device(inverse, np.float32), on_device(rates, np.float32),
                 Transfer(weights, corners, halved), _is_uneven(stencil))


def _is_uneven(stencil: Stencil) -> bool:
    """Return whether the axis of strongest coupling changes from place to place."""
    centre = stencil[coarsening.zero(len(next(iter(stencil))))]
    along = [sum(-a for s, a in stencil.items() if s[axis]) for axis in range(centre.ndim)]
    strong = sum(np.maximum(a, 0.0) for a in along) > 0
    return any(np.mean((a < _WEAK_LINE * centre)[strong]) > _FEW for a in along)


def _inverse_diagonal(stencil: Stencil, mass: np.ndarray) -> np.ndarray:
    return safe_divide(1.0, stencil[coarsening.zero(mass.ndim)] + mass)


def _chebyshev_rates(largest: float, degree: int = 2) -> np.ndarray:
    """Return the steps of Richardson's iteration at the roots of Chebyshev's polynomial on the upper eigenvalues."""
    middle, half = 0.5 * (1 + _SMOOTH_BELOW) * largest, 0.5 * (1 - _SMOOTH_BELOW) * largest
    return 1 / (middle + half * np.cos(np.pi * (np.arange(degree) + 0.5) / degree))


def _largest_eigenvalue(stencil: Stencil, mass: np.ndarray, inverse: np.ndarray, passes: int = 10) -> float:
    """Return an upper estimate of the largest eigenvalue of D^-1 A, by the power method."""
    x = np.random.default_rng(0).normal(size=mass.shape)
    size = 1.0
    for _ in range(passes):
        x = inverse * (coarsening.apply(stencil, x) + mass * x)
        size = float(np.linalg.norm(x)) or 1.0
        x = x / size
    return 1.1 * size


def _coarsest(stencil: Stencil, mass: np.ndarray) -> Coarsest:
    whole, M = coarsening.dense(stencil), mass.ravel()
    live = np.flatnonzero((np.diag(whole) > 0) | (M > 0))
    K, M = whole[np.ix_(live, live)], M[live]
    massive = M.any() and K.any()
    alpha = np.trace(K) / M.sum() if massive else 1.0
    sizes, kept_modes = np.linalg.eigh(K + alpha * np.diag(M))
    kept = sizes > _NULL * max(sizes.max(initial=0.0), 0.0)
    kept_modes = kept_modes[:, kept] / np.sqrt(sizes[kept])
    if massive:
        shares, turn = np.linalg.eigh(kept_modes.T @ K @ kept_modes)  # from 0, all mass, to 1, all stiffness
        shares, kept_modes = np.where(shares > _NULL, shares, 0.0), kept_modes @ turn
    else:
        shares = np.full(kept.sum(), float(K.any()))
    # Padded with columns of zeros, so that all outlines on one grid share compiled programs.
    modes, stiffnesses, masses = np.zeros(whole.shape), np.zeros(len(whole)), np.zeros(len(whole))
    modes[live, : len(shares)], stiffnesses[: len(shares)] = kept_modes, shares
    masses[: len(shares)] = np.sum(kept_modes**2 * M[:, None], axis=0)
    return Coarsest(*(on_device(part, np.float32) for part in (modes, stiffnesses, masses)))


_NULL = 1e-12
