"""Geometric multigrid for ``(m + s curl* curl) A = r`` on edges, m zero in vacuum.

Curl curl vanishes on gradients, which a smoother of edges alone does not damp: each level also relaxes along gradients
A += grad chi, where the operator is - div m grad (Hiptmair 1998). Where m vanishes gradients are a choice of gauge and
are not changed. The next level has every second node; a component of A is interpolated as constant along its edges and
linear across, so that gradients are interpolated from gradients. Curl curl on a level is that of its grid, in any
coordinates; m is summed with the weights of interpolation. The coarsest level has a few nodes and nothing is
factorised, so that m and s may be traced.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.errors import InputError
from onnes.grids.edges import edgewise
from onnes.grids.grid import Grid
from onnes.grids.operators import curl, grad, grad_adjoint
from onnes.grids.sample import Sample
from onnes.grids.solvers.curl_curl import around, curl_adjoint, curl_curl_diagonal
from onnes.grids.solvers.vectors import axpy
from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide

Field = Any
"""Three arrays on edges, None along ignorable directions."""

_EDGES_OF_A_FACE = 4
"""Bound of the eigenvalues of curl* curl over their diagonals."""
_GAUGE_STEP = 0.8
"""Length of a step along gradients, whose eigenvalues over their diagonals are below 2: errors of those above 0.5 fall
to 0.6 or less. A second step saves 2 % of the iterations."""
_FEW = 4
_LONGER = 1.8
"""An axis whose gaps are this much longer than the shortest is not halved yet."""


class FieldLevel(eqx.Module):
    """Level of multigrid.

    Attributes:
        lengths, face_weights: as in `Sample`.
        shares: for each array axis, the relative positions of the nodes that are not on the next level between those
            that are; None where the axis is not halved, and on the last level.
    """

    grid: Grid
    lengths: Field
    face_weights: Field
    shares: tuple[jax.Array | None, ...] | None

    @property
    def diagonal(self) -> Field:
        """Diagonal of curl* curl."""
        return curl_curl_diagonal(self.grid, self.lengths, self.face_weights)

    def curl_curl(self, A: Field) -> Field:
        """Return curl* curl A per cell, half the derivative of int (curl A)^2 dV."""
        fluxes = curl(self.grid, edgewise(operator.mul, A, self.lengths))
        fields = edgewise(operator.mul, fluxes, self.face_weights)
        around = curl_adjoint(self.grid, fields)
        return edgewise(lambda _, length, c: length * c, A, self.lengths, around)

    def interpolated(self, coarse: Field) -> Field:
        """Return A of the next level on the edges of this one: constant along edges, linear across."""
        return self._each(coarse, _repeated, _between)

    def restricted(self, r: Field) -> Field:
        """Return the transpose of `interpolated`."""
        return self._each(r, _summed, _collected)

    def _each(self, field: Field, along, across) -> Field:
        assert self.shares is not None, "the last level has no next"
        out = list(field)
        for axis, (d, share) in enumerate(zip(self.grid.resolved, self.shares, strict=True)):
            if share is not None:
                count = self.grid.shape[axis]
                out = [a if a is None else along(a, axis, count - 1) if k == d else across(a, axis, share, count)
                       for k, a in enumerate(out)]
        return tuple(out)


def field_levels(sample: Sample) -> tuple[FieldLevel, ...]:
    """Return the levels of the grid of a sample, finest first.

    Raises:
        InputError: fewer than two resolved directions, on which curl A has no component.
    """
    if len(sample.grid.resolved) < 2:
        raise InputError("sample", "one resolved direction", "a plane or a block")
    grids, shares = [sample.grid], []
    while max(grids[-1].shape) > _FEW:
        coarse, share = _halved(grids[-1])
        grids.append(coarse)
        shares.append(share)
    # The first level has the arrays of the sample, whose faces count in all space.
    return tuple(_level(whole, share) for whole, share in
                 zip([sample, *map(Sample, grids[1:])], [*shares, None], strict=True))


def field_inverse(levels: tuple[FieldLevel, ...], mass: Field, stiffness) -> Callable[[Field], Field]:
    """Return the map r -> P^-1 r of one V-cycle, symmetric, positive and near (mass + stiffness curl* curl)^-1.

    As a preconditioner of conjugate gradients it makes the number of iterations independent of the grid.

    Args:
        levels: from `field_levels`.
        mass: m >= 0 per cell (integrated) on edges; 0 in vacuum, where only curl A is determined.
        stiffness: s > 0, such as kappa^2.
    """
    smoothers = [_Smoother(levels[0], mass, stiffness)]
    for fine, coarse in pairwise(levels):
        mass = fine.restricted(mass)
        smoothers.append(_Smoother(coarse, mass, stiffness))

    def cycle(depth: int, r: Field) -> Field:
        smoother = smoothers[depth]
        A = smoother.down(r)
        if depth + 1 < len(smoothers):
            level = smoother.level
            residual = level.restricted(axpy(-1.0, smoother.operator(A), r))
            A = axpy(1.0, level.interpolated(cycle(depth + 1, residual)), A)
        return smoother.up(A, r)

    return lambda r: cycle(0, r)


class _Smoother:
    """Chebyshev's iteration on edges, and a step along gradients, each scaled by its diagonal."""

    def __init__(self, level: FieldLevel, mass: Field, stiffness):
        self.level, self.mass, self.stiffness = level, mass, stiffness
        self.inverse = jax.tree.map(lambda m, d: safe_divide(1.0, m + stiffness * d), mass, level.diagonal)
        self.inverse_gauge = safe_divide(_GAUGE_STEP, self._gauge_diagonal())
        self.rates = _chebyshev(_EDGES_OF_A_FACE)

    def operator(self, A: Field) -> Field:
        return jax.tree.map(lambda m, a, k: m * a + self.stiffness * k, self.mass, A, self.level.curl_curl(A))

    def down(self, r: Field) -> Field:
        """Return the approximation that starts from zero, edges first."""
        return self._along_gradients(self._edges(jax.tree.map(jnp.zeros_like, r), r), r)

    def up(self, A: Field, r: Field) -> Field:
        """Return the approximation that starts from A, by the transpose of `down`."""
        return self._edges(self._along_gradients(A, r), r)

    def _edges(self, A: Field, r: Field) -> Field:
        def step(k, A):
            rate = self.rates[k]
            return jax.tree.map(lambda a, i, b, k: a + rate * i * (b - k), A, self.inverse, r, self.operator(A))

        return jax.lax.fori_loop(0, len(self.rates), step, A)

    def _along_gradients(self, A: Field, r: Field) -> Field:
        torque = self._divergence(jax.tree.map(lambda b, m, a: b - m * a, r, self.mass, A))
        chi = jax.lax.optimization_barrier(self.inverse_gauge * torque)
        return axpy(1.0, self._gradient(chi), A)

    def _gradient(self, chi) -> Field:
        """Return grad chi, a field on edges."""
        return edgewise(operator.truediv, grad(self.level.grid, chi), self.level.lengths)

    def _divergence(self, edges: Field):
        """Return the transpose of `_gradient`."""
        return grad_adjoint(self.level.grid, edgewise(operator.truediv, edges, self.level.lengths))

    def _gauge_diagonal(self):
        """Return the sum of m/length^2 over the edges of each node."""
        grid = self.level.grid
        total = jnp.zeros(grid.shape)
        for d in grid.resolved:
            total = total + around(self.mass[d] / self.level.lengths[d] ** 2, grid.array_axis(d))
        return total


def _chebyshev(largest: float) -> jax.Array:
    """Return two steps that damp all modes between a quarter of the largest eigenvalue and the largest."""
    middle, half = 0.625 * largest, 0.375 * largest
    return jnp.asarray([1 / (middle + half * 0.5**0.5), 1 / (middle - half * 0.5**0.5)])


def _halved(grid: Grid) -> tuple[Grid, tuple[jax.Array | None, ...]]:
    """Return the grid of every second node, along axes whose gaps are not much longer than the shortest."""
    axes = [(d, np.asarray(grid.nodes[d])) for d in grid.resolved]
    spacing = {d: np.ptp(x) / (len(x) - 1) for d, x in axes if len(x) > _FEW}
    nodes, shares = list(grid.nodes), []
    for d, x in axes:
        share = None
        if spacing.get(d, np.inf) <= _LONGER * min(spacing.values()):
            kept = x[np.unique(np.append(np.arange(0, len(x), 2), len(x) - 1))]
            nodes[d], share = kept, as_array((x[1::2] - kept[:-1]) / np.diff(kept))
        shares.append(share)
    return Grid(nodes, grid.coordinates), tuple(shares)


def _level(whole: Sample, shares) -> FieldLevel:
    grid = whole.grid
    lengths = tuple(length if d in grid.resolved else None for d, length in enumerate(whole.edge_length))
    return FieldLevel(grid, lengths, whole.face_weight, shares)


def _between(values, axis: int, share, count: int):
    """Interpolate from nodes of the next level to ``count`` nodes."""
    low, high = _cut(values, axis, 0, -1), _cut(values, axis, 1, 0)
    pairs = _interleaved(low, low + _spread(share, axis, values.ndim) * (high - low), axis)
    return pairs if count % 2 == 0 else jnp.concatenate([pairs, _cut(values, axis, values.shape[axis] - 1, 0)], axis)


def _collected(values, axis: int, share, count: int):
    """Return the transpose of `_between`."""
    ahead = _spread(share, axis, values.ndim) * _cut(values, axis, 1, 0, 2)
    even, odd = _cut(values, axis, 0, 0, 2), _cut(values, axis, 1, 0, 2)
    missing = odd.shape[axis] + 1 - even.shape[axis]  # the last node of an even number stands at an odd place
    return _padded(even, axis, 0, missing) + _padded(odd - ahead, axis, 0, 1) + _padded(ahead, axis, 1, 0)


def _repeated(values, axis: int, count: int):
    """Repeat values on edges of the next level on the ``count`` edges that these consist of."""
    return jax.lax.slice_in_dim(_interleaved(values, values, axis), 0, count, axis=axis)


def _summed(values, axis: int, count: int):
    """Return the transpose of `_repeated`."""
    even, odd = _cut(values, axis, 0, 0, 2), _cut(values, axis, 1, 0, 2)
    return even + _padded(odd, axis, 0, count % 2)


def _cut(values, axis: int, first: int, last: int, stride: int = 1):
    return jax.lax.slice_in_dim(values, first, values.shape[axis] + last, stride, axis)


def _padded(values, axis: int, before: int, after: int):
    return jnp.pad(values, [(before, after) if a == axis else (0, 0) for a in range(values.ndim)])


def _spread(share, axis: int, ndim: int):
    return share.reshape([-1 if a == axis else 1 for a in range(ndim)])


def _interleaved(even, odd, axis: int):
    pair = jnp.stack([even, odd], axis + 1)
    return pair.reshape((*pair.shape[:axis], 2 * pair.shape[axis], *pair.shape[axis + 2:]))
