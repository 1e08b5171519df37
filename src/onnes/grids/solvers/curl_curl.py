"""Transpose of curl, and the diagonal of curl* curl."""

from __future__ import annotations

import jax.numpy as jnp

from onnes.grids.grid import Grid
from onnes.grids.operators import Components


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
