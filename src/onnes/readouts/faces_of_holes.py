"""The faces of a grid that lie in holes, of each hole by itself."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import jax
import numpy as np


@partial(jax.tree_util.register_dataclass, data_fields=["faces", "hole"], meta_fields=["count"])
@dataclass(frozen=True, eq=False)
class FacesOfHoles:
    """Faces of a plane grid in each of some holes, which may have faces in common.

    Attributes:
        faces: numbers of faces in an array of values on faces that is laid out in a row, shape (n,).
        hole: the hole of each, shape (n,).
        count: number of holes.
    """

    faces: np.ndarray
    hole: np.ndarray
    count: int

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Return the sum of values on faces over each hole, shape (count,)."""
        return np.bincount(self.hole, np.ravel(values)[self.faces], self.count)
