"""Energy of two parallel moments by the full dipole tensor, over that of the text."""

from __future__ import annotations

from math import acos, cos, sqrt

REPELLING_ANGLE = acos(1 / sqrt(3))
"""Angle between parallel moments and their line beyond which they repel: 54.7 degrees [rad]."""


def parallel_factor(angle: float) -> float:
    """Return 3 cos^2(angle) - 1, the attraction of two parallel moments over that of Z7; negative where they repel.

    From U = (mu_0/4 pi a^3) (mu_1 . mu_2 - 3 (mu_1 . n)(mu_2 . n)). Head to tail it is 2, side by side -1. Antiparallel
    moments side by side have the factor 1 of the text.

    Args:
        angle: between the moments and the line n that joins them, rad.
    """
    return 3 * cos(angle) ** 2 - 1
