"""Faces of a grid tied to their neighbours through edges: a five-point equation for one number on each of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from scipy.sparse import csc_array, diags_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import splu

from onnes.grids.solvers.inverse_diagonal import inverse_diagonal


@dataclass(frozen=True, eq=False)
class FaceNetwork:
    """``N g``, the sum over the edges around a face of the edge's weight times the step of g across it; g = 0 outside.

    Attributes:
        across_x, across_y: weights of the edges that separate faces along x and along y, those of the rim included;
            shapes (nx + 1, ny) and (nx, ny + 1) for nx x ny faces.
        free: faces on which g is not given, shape (nx, ny).
    """

    across_x: np.ndarray
    across_y: np.ndarray
    free: np.ndarray

    def applied(self, g: np.ndarray) -> np.ndarray:
        """Return N g on all faces, shape (..., nx, ny)."""
        steps_x = self.across_x * np.diff(g, axis=-2, prepend=0.0, append=0.0)
        steps_y = self.across_y * np.diff(g, axis=-1, prepend=0.0, append=0.0)
        return -np.diff(steps_x, axis=-2) - np.diff(steps_y, axis=-1)

    def solved(self, rhs: np.ndarray) -> np.ndarray:
        """Return g on the free faces where N g is known there and g = 0 on all others, shapes (..., free faces)."""
        columns = np.ascontiguousarray(rhs.reshape(-1, rhs.shape[-1]).T)
        return self._factors.solve(columns).T.reshape(rhs.shape)

    @cached_property
    def inverse_diagonal(self) -> np.ndarray:
        """The diagonal of the map of `solved`, 1 on the faces that are not free, shape (nx, ny)."""
        free = self.free
        return inverse_diagonal(np.where(free, self._diagonal, 1.0), self.across_x[1:-1] * (free[1:] & free[:-1]),
                                self.across_y[:, 1:-1] * (free[:, 1:] & free[:, :-1]))

    @cached_property
    def _factors(self) -> Any:
        index = np.where(self.free, np.cumsum(self.free).reshape(self.free.shape) - 1, -1)
        sides = [(index[:-1], index[1:], self.across_x[1:-1]), (index[:, :-1], index[:, 1:], self.across_y[:, 1:-1])]
        row, column, weight = (np.concatenate([side[k].ravel() for side in sides]) for k in range(3))
        tied = (row >= 0) & (column >= 0)
        diagonal = self._diagonal[self.free]
        ties = csc_array((weight[tied], (row[tied], column[tied])), shape=(diagonal.size, diagonal.size))
        matrix = (diags_array(diagonal) - ties - ties.T).tocsc()
        return splu(matrix, permc_spec="MMD_AT_PLUS_A", options={"SymmetricMode": True}, diag_pivot_thresh=0.0)

    @property
    def _diagonal(self) -> np.ndarray:
        return self.across_x[1:] + self.across_x[:-1] + self.across_y[:, 1:] + self.across_y[:, :-1]


def joined_faces(open_x: np.ndarray, open_y: np.ndarray) -> np.ndarray:
    """Return a number of every face, the same for faces with an open edge between them; 0 of those open to the outside.

    Args:
        open_x, open_y: whether an edge is open, in the shapes of `FaceNetwork.across_x` and `across_y`.
    """
    shape = open_y.shape[0], open_x.shape[1]
    index = np.pad(np.arange(1, shape[0] * shape[1] + 1).reshape(shape), 1)
    sides = [(index[:-1, 1:-1], index[1:, 1:-1], open_x), (index[1:-1, :-1], index[1:-1, 1:], open_y)]
    row, column = (np.concatenate([side[k][side[2]] for side in sides]) for k in (0, 1))
    graph = csc_array((np.ones(len(row)), (row, column)), shape=(index.max() + 1,) * 2)
    return connected_components(graph, directed=False)[1][1:].reshape(shape)
