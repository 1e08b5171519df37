"""curl* curl on the edges of a grid, its diagonal, and the transpose of curl."""

from __future__ import annotations

from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.grids.edges import edgewise
from onnes.grids.gathering import on_host
from onnes.grids.grid import DIRECTIONS, Grid, Layout
from onnes.grids.links import inner_but, with_rim
from onnes.grids.operators import Components
from onnes.grids.sample import Sample
from onnes.numerics.jax_settings import as_array


class CurlCurl(eqx.Module):
    """``A -> curl* curl A`` per cell, half the derivative of int (curl A)^2 dV, for components along resolved
    directions.

    Along an edge of direction d it is the sum over the other directions t, with faces of normal k,

        - l_d D_t[w (D_t(l_d A_d) - D_d(l_t A_t))],   w = f_t f_d f_k.

    The weights w of faces are products of a factor along each axis, and lengths of edges change along these alone: no
    array of the size of the grid is held. A has zeros around it, and so have the factors f_t, so that at the ends of
    the grid no loop asks where it is.

    Attributes:
        layout: of the grid.
        lengths: of the edges along every resolved direction, with length 1 along other axes.
        factors: of the weights of the faces with normal k, along each array axis.
    """

    layout: Layout = eqx.field(static=True)
    lengths: Components
    factors: tuple[tuple[jax.Array, ...], ...]

    @classmethod
    def of(cls, sample: Sample, kind: type = np.float64) -> CurlCurl:
        """Return curl* curl with the weights of a sample, whose faces count in all space, in numbers of a kind."""
        grid = sample.grid
        lengths = tuple(_along_axis(on_host(length), grid.array_axis(d), grid.cell_shape((d,))[grid.array_axis(d)])
                        if d in grid.resolved else None for d, length in enumerate(sample.edge_length))
        factors = (_factors(on_host(sample.face_weight[k]), grid.cell_shape([d for d in DIRECTIONS if d != k]))
                   for k in DIRECTIONS)
        return cls(grid.layout, *jax.tree.map(lambda thin: as_array(thin.astype(kind)), (lengths, tuple(factors))))

    def diagonal(self) -> Components:
        """Return the diagonal: squared edge length times the weights of its faces."""
        return edgewise(lambda length, d: length * self._weights_around(d), self.lengths, DIRECTIONS)

    def _weights_around(self, d: int) -> jax.Array:
        """Return the edge length times the weights of the faces of every edge along d."""
        total: Any = 0.0
        for _, k, axis in self._across(d):
            weights = around(self.factors[k][axis], axis)
            for factor in self._outside(d, k, axis):
                weights = weights * factor
            total = total + weights
        return total

    def __call__(self, A: Components) -> Components:
        rimmed = edgewise(with_rim, A)
        return edgewise(lambda a, d: self._along(rimmed, d), A, DIRECTIONS)

    def _along(self, rimmed: Components, d: int) -> jax.Array:
        total: Any = 0.0
        for t, k, axis in self._across(d):
            own, other = inner_but(rimmed[d], axis), inner_but(rimmed[t], axis)
            ahead = ends_with(0.0, self.factors[k][axis], axis)
            crossed = ahead * ends_with(0.0, self.lengths[t], axis)
            field = (jnp.diff(own, axis=axis) * self.lengths[d] * ahead
                     - jnp.diff(other, axis=self.layout.array_axis(d)) * crossed)
            # One thin factor after the other: a product of two would be an array of the size of the grid.
            for factor in self._outside(d, k, axis):
                field = field * factor
            total = total - jnp.diff(field, axis=axis)
        return total

    def _across(self, d: int) -> list[tuple[int, int, int]]:
        """Return each direction across edges along d, the normal of the faces that both span, and its array axis."""
        return [(t, 3 - d - t, self.layout.array_axis(t)) for t in self.layout.resolved if t != d]

    def _outside(self, d: int, k: int, axis: int) -> list[jax.Array]:
        """Return the factors that do not change along ``axis``."""
        own = self.layout.array_axis(d)
        return [factor * self.lengths[d] if a == own else factor
                for a, factor in enumerate(self.factors[k]) if a != axis]


def _along_axis(thin: np.ndarray, axis: int, count: int) -> np.ndarray:
    """Return values that change along one axis at most, with their full length along it."""
    return np.array(np.broadcast_to(thin, [count if a == axis else 1 for a in range(thin.ndim)]))


def _factors(weight: np.ndarray, shape: tuple[int, ...]) -> tuple[np.ndarray, ...]:
    """Return the factors of a weight along each axis, each with length 1 along the others."""
    weight = np.broadcast_to(weight, shape)
    middle = tuple(n // 2 for n in shape)
    whole = weight[middle]
    lines = [weight[tuple(slice(None) if a == axis else slice(m, m + 1) for a, m in enumerate(middle))]
             for axis in range(len(shape))]
    return (lines[0], *(line / whole for line in lines[1:]))


def ends_with(value: float, thin: jax.Array, axis: int) -> jax.Array:
    """Return thin values with one more at either end of an axis."""
    pad = [(1, 1) if a == axis else (0, 0) for a in range(thin.ndim)]
    return jnp.pad(thin, pad, constant_values=value)


def curl_adjoint(grid: Grid, faces: Components) -> Components:
    """Return the transpose of `curl`: sum over faces of curl(c) f = sum over edges of c curl_adjoint(f)."""
    out: list = [None, None, None]
    for k, f in enumerate(faces):
        i, j = (k + 1) % 3, (k + 2) % 3
        for component, direction, sign in ((j, i, 1.0), (i, j, -1.0)):
            if f is not None and (direction in grid.resolved or grid.harmonic(direction) != 0.0):
                part = sign * _derivative_adjoint(grid, f, direction)
                out[component] = part if out[component] is None else out[component] + part
    return tuple(out)


def _derivative_adjoint(grid: Grid, values, direction: int):
    if direction not in grid.resolved:
        return grid.harmonic(direction) * values
    axis = grid.array_axis(direction)
    pad = [(1, 1) if a == axis else (0, 0) for a in range(values.ndim)]
    return -jnp.diff(jnp.pad(values, pad), axis=axis)


def curl_curl_diagonal(grid: Grid, lengths: Components, face_weights: Components) -> Components:
    """Return the diagonal of curl* curl along resolved directions: squared edge length times the weights of its faces.

    Args:
        lengths, face_weights: as in `Sample`.
    """
    out: list = [None, None, None]
    for d in grid.resolved:
        total = jnp.zeros(grid.cell_shape((d,)))
        for across in grid.resolved:
            if across != d:
                weight = jnp.broadcast_to(face_weights[3 - d - across], grid.cell_shape((d, across)))
                total = total + around(weight, grid.array_axis(across))
        out[d] = lengths[d] ** 2 * total
    return tuple(out)


def around(values, axis: int):
    """Return the sum of the two neighbours along an axis; of one at the ends."""
    pad = [[(1, 0) if a == axis else (0, 0) for a in range(values.ndim)],
           [(0, 1) if a == axis else (0, 0) for a in range(values.ndim)]]
    return jnp.pad(values, pad[0]) + jnp.pad(values, pad[1])
