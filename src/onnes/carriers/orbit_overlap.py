"""Overlap of orbits of one radius whose centres are at random places, in a plane (discs) or in space (balls)."""

from __future__ import annotations

from math import pi

import numpy as np

PERCOLATION = {"plane": 1.128087, "space": 0.341889}
"""n v at which overlapping discs, or balls, first form a cluster through the whole sample.

Source: S. Mertens, C. Moore, Phys. Rev. E 86, 061109 (2012); S. Torquato, Y. Jiao, J. Chem. Phys. 137, 074106 (2012).
"""


def orbit_content(radius, space: str):
    """Return v = pi r^2 (space="plane") or 4 pi r^3/3 ("space") of an orbit of radius r, in m^2 or m^3."""
    return pi * radius**2 if space == "plane" else 4 * pi / 3 * radius**3


def radius_of_content(content: float, space: str) -> float:
    """Return the radius r of an orbit from its content v: the inverse of `orbit_content`."""
    return (content / pi) ** (1 / 2) if space == "plane" else (3 * content / (4 * pi)) ** (1 / 3)


def overlap_share(distance, radius: float, space: str):
    """Return the share of an orbit that an equal one covers whose centre is at the given distance, shape of distance.

    With u = d/2r <= 1: (2/pi)(arccos u - u sqrt(1 - u^2)) in the plane, (1 - u)^2 (1 + u/2) in space. Summed over
    centres of density n it is n v on average, since it is the convolution of an orbit with itself over v.
    """
    u = np.minimum(np.asarray(distance) / (2 * radius), 1.0)
    if space == "plane":
        return 2 / pi * (np.arccos(u) - u * np.sqrt(1 - u**2))
    return (1 - u) ** 2 * (1 + u / 2)


def orbits_overlapped(density: float, radius: float, space: str) -> float:
    """Return n v(2r): the mean number of orbits that overlap one, their centres within 2r.

    Args:
        density: n, centres per area (1/m^2) or volume (1/m^3).

    For electrons of density n_s in space and r = 1/k_F it is 32/(9 pi) = 1.13, in any metal; at r = 2 lambda_L of the
    order of 10^8.
    """
    return density * orbit_content(2 * radius, space)
