"""The faces of a grid that lie in holes, of each hole by itself."""

from __future__ import annotations

import equinox as eqx
import numpy as np


class FacesOfHoles(eqx.Module):
    """Faces of a plane grid in each of some holes, which may have faces in common.

    Attributes:
        faces: numbers of faces in an array of values on faces that is laid out in a row, shape (n,).
        hole: the hole of each, shape (n,).
        count: number of holes.
    """

    faces: np.ndarray
    hole: np.ndarray
    count: int = eqx.field(static=True)

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Return the sum of values on faces over each hole, shape (count,)."""
        return np.bincount(self.hole, np.ravel(values)[self.faces], self.count)
