"""Transpose of curl, and the diagonal of curl* curl."""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np

from onnes.grids.grid import Grid
from onnes.grids.operators import Components
from onnes.grids.sample import Sample
from onnes.numerics.jax_settings import as_array


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


def curl_curl_diagonal(whole: Sample) -> Components:
    """Return the diagonal of curl* curl along resolved directions: squared edge length times the weights of its faces.

    Args:
        whole: a sample that fills its grid.
    """
    grid = whole.grid
    out: list = [None, None, None]
    for d in grid.resolved:
        total = np.zeros(grid.cell_shape((d,)))
        for across in grid.resolved:
            if across != d:
                weight = np.broadcast_to(whole.face_weight[3 - d - across], grid.cell_shape((d, across)))
                total = total + around(weight, grid.array_axis(across), np)
        out[d] = as_array(np.asarray(whole.edge_length[d]) ** 2 * total)
    return tuple(out)


def around(values, axis: int, xp=jnp):
    """Return the sum of the two neighbours along an axis; of one at the ends."""
    pad = [[(1, 0) if a == axis else (0, 0) for a in range(values.ndim)],
           [(0, 1) if a == axis else (0, 0) for a in range(values.ndim)]]
    return xp.pad(values, pad[0]) + xp.pad(values, pad[1])
