"""Geometric multigrid for ``(m + s curl* curl) A = r`` on edges, m zero in vacuum.

Curl curl vanishes on gradients, which a smoother of edges alone does not damp: each level also relaxes along gradients
A += grad chi, where the operator is - div m grad (Hiptmair 1998). Where m vanishes gradients are a choice of gauge and
are not changed. The next level leaves out every second node where gaps are short and none where they are long, see
`_coarser`: errors along a short gap of a stretched grid decay in the smoother, those along a long one do not until the
others have become as long. A component of A is interpolated as constant along its edges and linear across, so that
gradients are interpolated from gradients. Curl curl on a level is that of its grid, in any coordinates; m is summed
with the weights of interpolation. The coarsest level has a few nodes and nothing is factorised, so that m and s may be
traced. In single precision where that suffices, see `field_levels`.
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
from onnes.grids.grid import DIRECTIONS, Grid
from onnes.grids.links import inner, surrounded
from onnes.grids.operators import grad
from onnes.grids.sample import Sample
from onnes.grids.solvers.curl_curl import CurlCurl, ends_with
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
_ROUNDED = 100.0
"""Largest s/h^2, h the shortest gap, for single precision. What rounding leaves of gradients in curl curl, 6e-8 s/h^2
of A, is divided by m where steps along gradients are sought, which from 0.01 of A on leaves no approximate inverse."""
_LONGER = 1.5
"""Gaps this much longer than the shortest of the level are not joined yet."""


class Halving(eqx.Module):
    """Interpolation along one axis from the next level, as matrices: XLA's products are as fast as its copies.

    Attributes:
        of_nodes: linear, shape (nodes, nodes of the next level).
        of_edges: constant along the edges that are joined, shape (edges, edges of the next level).
    """

    of_nodes: jax.Array
    of_edges: jax.Array

    @classmethod
    def of(cls, x: np.ndarray, kept: np.ndarray, kind: type) -> Halving:
        """Return it for nodes of which some are on the next level, the first and the last among them."""
        hats = (np.interp(x, x[kept], unit) for unit in np.eye(len(kept)))
        joined = np.repeat(np.eye(len(kept) - 1), np.diff(kept), axis=0)
        return cls(*(as_array(np.asarray(each, kind)) for each in (np.stack(list(hats), 1), joined)))


class FieldLevel(eqx.Module):
    """Level of multigrid.

    Attributes:
        curl_curl: of the level.
        halvings: along each array axis; None on the last level.
    """

    grid: Grid
    curl_curl: CurlCurl
    halvings: tuple[Halving, ...] | None

    def interpolated(self, coarse: Field) -> Field:
        """Return A of the next level on the edges of this one: constant along edges, linear across."""
        return self._each(coarse, lambda matrix: matrix)

    def restricted(self, r: Field) -> Field:
        """Return the transpose of `interpolated`."""
        return self._each(r, jnp.transpose)

    def _each(self, field: Field, turned) -> Field:
        assert self.halvings is not None, "the last level has no next"
        out = list(field)
        for axis, (d, halving) in reversed([*enumerate(zip(self.grid.resolved, self.halvings, strict=True))]):
            along, across = turned(halving.of_edges), turned(halving.of_nodes)
            out = [a if a is None else _along(along if k == d else across, a, axis) for k, a in enumerate(out)]
        return tuple(out)


def field_levels(sample: Sample, stiffness: float) -> tuple[FieldLevel, ...]:
    """Return the levels of the grid of a sample, finest first.

    Args:
        stiffness: the largest s to come: up to 100 times the square of the shortest gap, in single precision.

    Raises:
        InputError: fewer than two resolved directions, on which curl A has no component.
    """
    if len(sample.grid.resolved) < 2:
        raise InputError("sample", "one resolved direction", "a plane or a block")
    levels, whole = [], sample
    axes = {d: np.asarray(sample.grid.nodes[d]) for d in sample.grid.resolved}
    shortest = min(np.diff(x).min() for x in axes.values())
    kind = np.float32 if stiffness <= _ROUNDED * shortest**2 else np.float64
    while max(map(len, axes.values())) > _FEW:
        kept = {d: _coarser(x, _LONGER * shortest) for d, x in axes.items()}
        shortest *= 2
        if all(len(kept[d]) == len(x) for d, x in axes.items()):
            continue
        levels.append(_level(whole, tuple(Halving.of(x, kept[d], kind) for d, x in axes.items()), kind))
        axes = {d: x[kept[d]] for d, x in axes.items()}
        whole = Sample(Grid([axes.get(d) for d in DIRECTIONS], sample.grid.coordinates))
    return (*levels, _level(whole, None, kind))


def field_inverse(levels: tuple[FieldLevel, ...], mass: Field, stiffness) -> Callable[[Field], Field]:
    """Return the map r -> P^-1 r of one V-cycle, symmetric, positive and near (mass + stiffness curl* curl)^-1.

    As a preconditioner of conjugate gradients it makes the number of iterations independent of the grid.

    Args:
        levels: from `field_levels`.
        mass: m >= 0 per cell (integrated) on edges; 0 in vacuum, where only curl A is determined.
        stiffness: s > 0, such as kappa^2.
    """
    kind = jax.tree.leaves(levels[0].curl_curl)[0].dtype
    mass, stiffness = jax.tree.map(lambda m: jnp.asarray(m, kind), (mass, stiffness))
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

    def inverse(r: Field) -> Field:
        A = cycle(0, jax.tree.map(lambda b: b.astype(kind), r))
        return jax.tree.map(lambda a, b: a.astype(b.dtype), A, r)

    return inverse


class _Smoother:
    """A step along gradients and Chebyshev's iteration on edges, each scaled by its diagonal.

    In an order in which all that needs a rim of zeros is in memory: r, m, or what a loop hands on.

    Attributes:
        mass: with a rim along each edge's own axis.
    """

    def __init__(self, level: FieldLevel, mass: Field, stiffness):
        self.level, self.stiffness = level, stiffness
        self.mass = self._rimmed(mass)
        self.inverse_gauge = safe_divide(jnp.asarray(_GAUGE_STEP, stiffness.dtype), self._on_nodes(
            lambda d: self.mass[d] / self._length(d)**2, jnp.add))
        self.rates = _chebyshev(_EDGES_OF_A_FACE).astype(stiffness.dtype)

    def operator(self, A: Field) -> Field:
        return edgewise(lambda a, d, k: self._inner(self.mass[d], d) * a + self.stiffness * k, A, DIRECTIONS,
                        self.level.curl_curl(A))

    def down(self, r: Field) -> Field:
        """Return the approximation that starts from zero, gradients first."""
        rimmed = self._rimmed(r)
        A = self._gradient(self._on_nodes(lambda d: rimmed[d] / self._length(d), jnp.subtract))
        return self._edges(A, r)

    def up(self, A: Field, r: Field) -> Field:
        """Return the approximation that starts from A, by the transpose of `down`."""
        A = self._edges(A, r)
        rimmed, known = self._rimmed(r), self._rimmed(A)
        steps = self._gradient(self._on_nodes(
            lambda d: (rimmed[d] - self.mass[d] * known[d]) / self._length(d), jnp.subtract))
        return jax.tree.map(jnp.add, A, steps)

    def _edges(self, A: Field, r: Field) -> Field:
        return jax.lax.fori_loop(0, 2, lambda k, A: self._step(self.rates[k], A, r), A)

    def _step(self, rate, A: Field, r: Field) -> Field:
        residual = axpy(-1.0, self.operator(A), r)
        return edgewise(lambda a, d, b, diagonal: a + rate * safe_divide(
            b, self._inner(self.mass[d], d) + self.stiffness * diagonal), A, DIRECTIONS, residual,
            self.level.curl_curl.diagonal())

    def _gradient(self, torque) -> Field:
        """Return grad chi, chi the step that a torque on the nodes asks for."""
        chi = jax.lax.optimization_barrier(self.inverse_gauge * torque)
        return edgewise(operator.truediv, grad(self.level.grid, chi), self.level.curl_curl.lengths)

    def _on_nodes(self, values: Callable, pair: Callable):
        """Return the sum over directions of pairs of values on the edges behind and ahead of each node."""
        total: Any = 0.0
        for axis, d in enumerate(self.level.grid.resolved):
            edges, n = values(d), self.level.grid.shape[axis]
            total = total + pair(jax.lax.slice_in_dim(edges, 0, n, axis=axis),
                                 jax.lax.slice_in_dim(edges, 1, n + 1, axis=axis))
        return total

    def _rimmed(self, edges: Field) -> Field:
        """Return values with a zero before and after the edges along each axis, stored in memory."""
        return edgewise(lambda e, d: jax.lax.optimization_barrier(surrounded(e, self.level.grid.array_axis(d))),
                        edges, DIRECTIONS)

    def _inner(self, rimmed, d: int):
        return inner(rimmed, self.level.grid.array_axis(d))

    def _length(self, d: int):
        """Return the lengths of the edges along a direction, 1 for those of the rim."""
        return ends_with(1.0, self.level.curl_curl.lengths[d], self.level.grid.array_axis(d))


def _chebyshev(largest: float) -> jax.Array:
    """Return two steps that damp all modes between a quarter of the largest eigenvalue and the largest."""
    middle, half = 0.625 * largest, 0.375 * largest
    return jnp.asarray([1 / (middle + half * 0.5**0.5), 1 / (middle - half * 0.5**0.5)])


def _coarser(x: np.ndarray, longest: float) -> np.ndarray:
    """Return the numbers of the nodes of the next level: pairs of gaps are joined of which neither is too long."""
    gaps, kept = np.diff(x), [0]
    while kept[-1] < len(gaps):
        here = kept[-1]
        kept.append(here + 1 + bool(np.all(gaps[here:here + 2] <= longest) and here + 2 <= len(gaps)))
    return np.asarray(kept)


def _level(whole: Sample, halvings, kind: type) -> FieldLevel:
    return FieldLevel(whole.grid, CurlCurl.of(whole, kind), halvings)


def _along(matrix, values, axis: int):
    """Return the product of a matrix with the values along an axis; none of the three needs a transposed copy."""
    if axis == values.ndim - 1:
        return values @ matrix.T
    if axis == 0:
        return jnp.tensordot(matrix, values, 1)
    return jnp.broadcast_to(matrix, (values.shape[0], *matrix.shape)) @ values
