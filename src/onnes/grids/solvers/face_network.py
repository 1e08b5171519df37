"""Faces of a grid tied to their neighbours through edges: a five-point equation for one number on each of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.sparse import csc_array
from scipy.sparse.csgraph import connected_components

from onnes.grids.solvers.five_point_inverse import FivePointInverse, five_point_inverse


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
        """Return g on the free faces where N g is known there and g = 0 on all others, shapes (many, free faces)."""
        whole = np.zeros((len(rhs), *self.free.shape))
        whole[:, self.free] = rhs
        return self._inverse.solve(whole)[:, self.free]

    @property
    def inverse_diagonal(self) -> np.ndarray:
        """The diagonal of the map of `solved`, 1 on the faces that are not free, shape (nx, ny)."""
        return self.inverse_near_diagonal[0]

    @cached_property
    def inverse_near_diagonal(self) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """The diagonal, and elements between a face and the next along x and along y, see `FivePointInverse`."""
        return self._inverse.near_diagonal()

    @cached_property
    def _inverse(self) -> FivePointInverse:
        free = self.free
        diagonal = self.across_x[1:] + self.across_x[:-1] + self.across_y[:, 1:] + self.across_y[:, :-1]
        return five_point_inverse(np.where(free, diagonal, 1.0), self.across_x[1:-1] * (free[1:] & free[:-1]),
                                  self.across_y[:, 1:-1] * (free[:, 1:] & free[:, :-1]))


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
