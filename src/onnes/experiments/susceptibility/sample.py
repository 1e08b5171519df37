"""Orbits at random places, with their coupling."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

import numpy as np

from onnes.carriers.orbit_coupling import long_orbits, plane_loops

BELOW = 3.0
"""Distance of an orbit's centre from the edge of a disc, in its radius, from which on it is read."""


@dataclass(frozen=True)
class OrbitSample:
    """Orbits of one placement; lengths in their radius.

    Attributes:
        centres: shape (N, 2) or (N, 3).
        coupling: C, shape (N, N).
        read: which orbits are away from a surface, shape (N,).
    """

    centres: np.ndarray
    coupling: np.ndarray
    read: np.ndarray


def placed(geometry: str, number: int, size: float, wire: float, seed: tuple[int, int]) -> OrbitSample:
    """Return orbits at random places.

    Args:
        geometry: "cell", "disc" or "loops".
        number: N.
        size: side of the cell, diameter of the disc, in orbit radii.
        wire: thickness of loops, in orbit radii.
        seed: of the random places.
    """
    draw, everywhere = np.random.default_rng(seed), np.ones(number, bool)
    if geometry == "loops":
        centres = size * (draw.random((number, 3)) - 0.5)
        return OrbitSample(centres, plane_loops(centres, 1.0, size, wire), everywhere)
    if geometry == "cell":
        centres = size * (draw.random((number, 2)) - 0.5)
        return OrbitSample(centres, long_orbits(centres, 1.0, size**2, size), everywhere)
    distance, angle = size / 2 * np.sqrt(draw.random(number)), 2 * pi * draw.random(number)
    centres = distance[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return OrbitSample(centres, long_orbits(centres, 1.0, pi * size**2 / 4), distance <= size / 2 - BELOW)
