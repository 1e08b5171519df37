"""Apertures of bodies with vertical walls: fractions of dual cells and dual faces that lie in prisms."""

from __future__ import annotations

import numpy as np

from onnes.errors import InputError
from onnes.geometry.prisms import Prisms
from onnes.grids.grid import Grid, dual_ends
from onnes.grids.polygon_aperture import polygon_fractions


def prism_fractions(grid: Grid, body: Prisms) -> tuple[np.ndarray, dict[int, np.ndarray]]:
    """Return the fractions inside a body of the dual cells of nodes, and of the dual faces of edges by direction.

    A fraction is that of the base in the plane times that of the height, which are exact; a vertical edge counts where
    its middle is between the heights. As `polygon_fractions`, an edge of a node whose cell is outside is outside.

    Args:
        grid: with three resolved Cartesian directions.

    Raises:
        InputError: another grid.
    """
    if len(grid.resolved) != 3 or grid.coordinates != "cartesian":
        raise InputError("shape", "prisms", "a body in as many dimensions as the grid",
                         "Prisms need a Cartesian grid of three directions.")
    plane, z = Grid(grid.nodes[:2]), np.asarray(grid.nodes[2])
    low, high = dual_ends(z)
    middles = 0.5 * (z[1:] + z[:-1])
    nodes = np.zeros(grid.shape)
    edges = {d: np.zeros(grid.cell_shape((d,))) for d in grid.resolved}
    for base, bottom, top in body.parts:
        flat, along = polygon_fractions(plane, base)
        share = np.clip(np.minimum(high, top) - np.maximum(low, bottom), 0.0, None) / (high - low)
        nodes += flat[:, :, None] * share
        for d in (0, 1):
            edges[d] += along[d][:, :, None] * share
        edges[2] += flat[:, :, None] * ((middles > bottom) & (middles < top))
    return np.minimum(nodes, 1.0), {d: np.minimum(edge, 1.0) for d, edge in edges.items()}
