"""Sum of the currents of orbits with random centres in a disc, averaged over the angle round its middle."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

import numpy as np

GROUPS = 50
"""Groups of orbits whose sums are compared to estimate the scatter."""


@dataclass(frozen=True)
class Superposition:
    """Sum of the orbits of each group, as if it were all of them; shape (GROUPS, places).

    Attributes:
        places: distances from the middle at which currents are counted.
        outside: current per length that flows beyond each place, over B_a/mu_0.
    """

    places: np.ndarray
    outside: np.ndarray

    def between(self, first: float, last: float) -> np.ndarray:
        """Return the current per length between two distances by each group, over B_a/mu_0."""
        return self._beyond(first) - self._beyond(last)

    def _beyond(self, place: float) -> np.ndarray:
        return np.array([np.interp(place, self.places, each) for each in self.outside])


def random_centres(number: int, disc: float, seed: int) -> np.ndarray:
    """Return the centres, uniformly distributed in a disc, shape (number, 2)."""
    draw = np.random.default_rng(seed)
    distance, angle = disc * np.sqrt(draw.random(number)), 2 * pi * draw.random(number)
    return distance[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1)


def superpose(centres: np.ndarray, disc: float, orbit: float, places: np.ndarray) -> Superposition:
    """Return the currents of orbits of one radius.

    A point of an orbit at the distance r from the middle is seen from there at the angle theta from the orbit's centre,
    cos theta = (r^2 + d^2 - a^2)/(2 r d). Of the current I of the orbit I theta/pi flows beyond r on the average over
    the directions: the share of a circle of radius r that the orbit encloses.

    Args:
        centres: shape (number, 2).
        disc, orbit: radii R and a.
        places: r > 0, ascending.
    """
    away = np.hypot(*centres.T)
    groups = np.array_split(away, GROUPS)
    return Superposition(places, np.array([_outside(each, orbit, places) for each in groups]) * (disc / orbit) ** 2)


def _outside(away: np.ndarray, orbit: float, places: np.ndarray) -> np.ndarray:
    """Return the mean of theta/pi over orbits, at each place."""
    squares, total = away**2 - orbit**2, np.empty(len(places))
    for index, place in enumerate(places):
        total[index] = np.mean(np.arccos(np.clip((place**2 + squares) / (2 * place * away), -1, 1))) / pi
    return total


def current_map(centres: np.ndarray, orbit: float, edges: np.ndarray, points: int = 64) -> np.ndarray:
    """Return the current round the middle in the cells of a square grid, shape (cells, cells), rows along y.

    In units of the current of one orbit times length: divided by the area of a cell it is a current density.

    Args:
        edges: of the cells, along x as along y.
        points: of each orbit.
    """
    psi = 2 * pi * (np.arange(points) + 0.5) / points
    x, y = (centres[:, i, None] + orbit * f(psi) for i, f in enumerate((np.cos, np.sin)))
    round_middle = (x * np.cos(psi) + y * np.sin(psi)) / np.hypot(x, y) * (2 * pi * orbit / points)
    return np.histogram2d(y.ravel(), x.ravel(), bins=(edges, edges), weights=round_middle.ravel())[0]
