"""The vector potential on a grid of which only the flux through every face is known.

Of all A with these fluxes it is that with the least ``int A^2``: ``A = (-d_y g, d_x g)``, where the stream function g,
on faces and zero outside the grid, solves ``lap g = B`` as differences on the grid. A has no sources on inner nodes and
does not cross the rim. The curl undoes it to rounding, whatever the field and the grid.
"""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from onnes.grids.solvers.axis_modes import Basis, axis_modes


def circulations_of_flux(flux: np.ndarray, x_nodes: np.ndarray, y_nodes: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return int A . dl along the edges of a grid, shapes (nx - 1, ny) and (nx, ny - 1).

    Args:
        flux: through each face, shape (nx - 1, ny - 1).
        x_nodes, y_nodes: ascending coordinates of the nodes.
    """
    x, y = _modes(tuple(x_nodes)), _modes(tuple(y_nodes))
    along_x, along_y = _potential(flux, x, y)
    left = flux - (np.diff(along_y, axis=0) - np.diff(along_x, axis=1))  # what rounding in the transforms left over
    more_x, more_y = _potential(left, x, y)
    return along_x + more_x, along_y + more_y


def _potential(flux: np.ndarray, x: Basis, y: Basis) -> tuple[np.ndarray, np.ndarray]:
    """Return the circulations of (-d_y g, d_x g)."""
    root_area = np.sqrt(np.multiply.outer(np.asarray(x.gaps), np.asarray(y.gaps)))
    modes = y.edge_modes(x.edge_modes(flux / root_area, 0), 1)
    squared = np.add.outer(np.square(x.wave_numbers), np.square(y.wave_numbers))
    modes = -np.asarray(modes) / np.where(squared > 0, squared, 1.0)
    g = np.pad(np.asarray(y.edge_values(x.edge_values(modes, 0), 1)) / root_area, 1)
    across_x, across_y = np.asarray(x.gaps)[:, None], np.asarray(y.gaps)[None, :]
    return (-np.diff(g[1:-1], axis=1) * across_x / np.asarray(y.dual_gaps),
            np.diff(g[:, 1:-1], axis=0) * across_y / np.asarray(x.dual_gaps)[:, None])


@lru_cache(maxsize=8)
def _modes(nodes: tuple[float, ...]) -> Basis:
    return axis_modes(np.asarray(nodes))
