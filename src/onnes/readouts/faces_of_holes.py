"""The faces of a grid that lie in holes, of each hole by itself."""

from __future__ import annotations

from typing import Self

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np


class FacesOfHoles(eqx.Module):
    """Faces of a plane grid in each of some holes, which may have faces in common.

    Attributes:
        faces: numbers of faces in an array of values on faces that is laid out in a row, shape (n,).
        hole: the hole of each, shape (n,); `count` where there is none, which fills the arrays up to a length that is
            a power of two, so that holes elsewhere compile no new program.
        count: number of holes.
    """

    faces: np.ndarray
    hole: np.ndarray
    count: int = eqx.field(static=True)

    @classmethod
    def padded(cls, faces: np.ndarray, hole: np.ndarray, count: int) -> Self:
        """Return the faces, filled up."""
        more = (0, (1 << max(len(faces) - 1, 0).bit_length()) - len(faces))
        return cls(np.pad(faces, more), np.pad(hole, more, constant_values=count), count)

    def sums(self, values: jax.Array) -> jax.Array:
        """Return the sum of values on faces over each hole, shape (count,)."""
        return jax.ops.segment_sum(jnp.ravel(values)[self.faces], self.hole, self.count)
