"""Values of a body continued beyond its surface, for maps that are smooth up to the surface."""

from __future__ import annotations

import numpy as np


def filled(values: np.ndarray, inside: np.ndarray) -> np.ndarray:
    """Return values with those outside replaced by that of the nearest place inside.

    A map that is interpolated and cut off at the outline of the body then shows nothing of what is outside.

    Args:
        values: shape (..., nx, ny).
        inside: truth values, shape (nx, ny).
    """
    from scipy.ndimage import distance_transform_edt

    if np.all(inside):
        return values
    nearest = distance_transform_edt(~inside, return_distances=False, return_indices=True)
    return values[(..., *nearest)]
