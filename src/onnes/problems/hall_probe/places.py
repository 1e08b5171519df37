"""Depths of two holes at which the readings tell laws apart best.

The number that is made as large as possible is D (`onnes.problems.hall_probe.evidence`) of a pair of laws, or the least
one of several pairs, at one current after a number of rounds.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from onnes.problems.hall_probe import LEAST_DEPTH
from onnes.problems.hall_probe.evidence import separation
from onnes.problems.hall_probe.instrument import (
    Expected,
    Probe,
    Response,
    around,
    on_surface,
    one_round,
    response,
)
from onnes.problems.hall_probe.laws import RoundWire, profiles

_FROM_AXIS = 0.02
"""Least distance from the axis over the radius, where all fields are small."""
_GRID = 24
"""Depths on a side of the map."""
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Places:
    """Separation over the depths of two holes, and the best of them.

    Attributes:
        depth: distances from the axis of the map, shape (n,) [m].
        separation: D with the first hole at depth[i] and the second at depth[j], shape (n, n); NaN for j < i.
        best: distances of both holes [m], the deeper one first.
        largest: D there.
    """

    depth: np.ndarray
    separation: np.ndarray
    best: tuple[float, float]
    largest: float


def reach(radius: float, probe: Probe) -> tuple[float, float]:
    """Return the least and the greatest distance from the axis for the middle of a probe in a hole [m]."""
    margin = max(0.5 * probe.length + 4 * probe.position, LEAST_DEPTH * probe.hole)
    return margin + _FROM_AXIS * radius, radius - margin


def least_separation(laws: Mapping[str, Expected], probe: Probe, rounds: float, of: Pairs) -> float:
    """Return the least D of some pairs of laws, the true one of each first."""
    return min(separation(laws[true], laws[rejected], probe.spreads, rounds) for true, rejected in of)


def best_places(wire: RoundWire, current: float, probe: Probe, rounds: float, of: Pairs, grid: int = _GRID) -> Places:
    """Return the map of the least D of the pairs over both depths, and its maximum.

    The maximum starts from the best point of the map and is refined by Nelder and Mead's simplex.
    """
    low, high = reach(wire.radius, probe)
    depth, surface = np.linspace(low, high, grid), on_surface(wire.radius, probe)
    named = {name for pair in of for name in pair}
    fields = {name: each for name, each in profiles(wire, around(np.array([current]))).items() if name in named}

    def all_in(places: np.ndarray) -> dict[str, Response]:
        return {name: response(each, np.append(places, surface), probe) for name, each in fields.items()}

    def least(responses: Mapping[str, Response], i: int, j: int) -> float:
        laws = {name: one_round(name, each.at([i, j, -1]), probe) for name, each in responses.items()}
        return least_separation(laws, probe, rounds, of)

    everywhere, found = all_in(depth), np.full((grid, grid), np.nan)
    for i in range(grid):
        for j in range(i, grid):
            found[i, j] = least(everywhere, i, j)
    i, j = np.unravel_index(np.nanargmax(found), found.shape)

    def cost(holes: np.ndarray) -> float:
        return -least(all_in(np.clip(holes, low, high)), 0, 1)

    step, start = depth[1] - depth[0], np.array([depth[i], depth[j]])
    simplex = start + step * np.array([[0.0, 0.0], [-0.4, 0.0], [0.0, 0.4]])
    refined = minimize(cost, start, method="Nelder-Mead", options={"initial_simplex": simplex, "xatol": 1e-4 * low,
                                                                   "fatol": 1e-6 * float(found[i, j])})
    best = np.sort(np.clip(refined.x, low, high))
    return Places(depth, found, (float(best[0]), float(best[1])), -float(refined.fun))
