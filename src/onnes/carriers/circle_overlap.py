"""Area that two circles have in common: the flux that one long orbit sends through another, over its field."""

from __future__ import annotations

from math import pi

import numpy as np


def overlap_area(distance, first: float, second: float) -> np.ndarray:
    """Return the common area of two circles.

    Args:
        distance: of their centres, >= 0, shape (...).
        first, second: radii, in the same unit of length.
    """
    d = np.asarray(distance, dtype=float)
    smaller = min(first, second)
    inside = d <= abs(first - second)
    apart = d >= first + second
    d = np.where(inside | apart, max(first, second), d)  # any distance at which they cross
    along = [(d**2 + mine**2 - other**2) / (2 * d * mine) for mine, other in ((first, second), (second, first))]
    angles = [np.arccos(np.clip(cosine, -1, 1)) for cosine in along]
    area = sum(radius**2 * (angle - np.sin(2 * angle) / 2)
               for radius, angle in zip((first, second), angles, strict=True))
    return np.where(inside, pi * smaller**2, np.where(apart, 0.0, area))
