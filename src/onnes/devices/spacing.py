"""The grid of a device: fine enough for its coherence length and for its shape."""

from __future__ import annotations

import numpy as np

from onnes.errors import InputError
from onnes.geometry import Shape, resolves
from onnes.units import to_si

CELLS_PER_XI = 3.0
FEWEST_CELLS_PER_XI = 0.5
CLOSEST_TO_TC = 0.01
"""Smallest epsilon for which the spacing follows xi."""
MOST_CELLS_PER_XI = 8.0
NODES_OF_SMALL_DEVICES = 3000
MOST_NODES = 4_000_000
_MOST_HALVINGS = 3
_FEWEST_CELLS = 4


def spacing_for(outline: Shape, xi: float, cells_per_xi: float | None = None) -> float:
    """Return a grid spacing in metres: xi/3, or finer where the outline needs it or the device is small.

    Three cells per xi put vortex energies within about 3 % and critical currents within about 1 %; errors fall with
    the square of the spacing. It is halved up to three times until it resolves the outline, and small devices get a
    few thousand nodes, which cost little, but no more than eight cells per xi.

    Args:
        xi: coherence length at the lowest temperature of the run [m].
        cells_per_xi: if given, the spacing is xi/``cells_per_xi``.

    Raises:
        InputError: less than half a cell per xi; more nodes than memory holds.
    """
    if cells_per_xi is not None:
        cells = to_si(cells_per_xi, "", "cells_per_xi")
        if not cells >= FEWEST_CELLS_PER_XI:
            raise InputError("cells_per_xi", cells_per_xi, "at least half a cell per coherence length",
                             "Vortex cores need two or more.")
        return _affordable(outline, xi / cells, xi)
    return _affordable(outline, wanted_spacing(outline, xi), xi)


def wanted_spacing(outline: Shape, xi: float) -> float:
    """Return the grid spacing of `spacing_for` in metres, whether or not it can be afforded."""
    low_x, low_y, high_x, high_y = outline.bounds
    area = (high_x - low_x) * (high_y - low_y)
    spacing = min(xi / CELLS_PER_XI, max(np.sqrt(area / NODES_OF_SMALL_DEVICES), xi / MOST_CELLS_PER_XI))
    for _ in range(_MOST_HALVINGS):
        if resolves(outline, spacing) and _cells_across(outline, spacing) >= _FEWEST_CELLS:
            break
        spacing /= 2
    return spacing


def grid_nodes(outline: Shape, spacing: float) -> tuple[np.ndarray, np.ndarray]:
    """Return nodes along x and y over the bounding box, evenly spaced by ``spacing`` or a little less, in metres."""
    low_x, low_y, high_x, high_y = outline.bounds
    x, y = ((low, high, max(int(np.ceil((high - low) / spacing - 1e-6)), 2)) for low, high in
            ((low_x, high_x), (low_y, high_y)))
    return np.linspace(x[0], x[1], x[2] + 1), np.linspace(y[0], y[1], y[2] + 1)


def _cells_across(outline: Shape, spacing: float) -> float:
    low_x, low_y, high_x, high_y = outline.bounds
    return min(high_x - low_x, high_y - low_y) / spacing


def _affordable(outline: Shape, spacing: float, xi: float) -> float:
    low_x, low_y, high_x, high_y = outline.bounds
    nodes = (high_x - low_x) * (high_y - low_y) / spacing**2
    if nodes > MOST_NODES:
        largest = xi / spacing * np.sqrt(MOST_NODES / nodes)
        coarser = f"cells_per_xi={np.floor(100 * largest) / 100:g}, " if largest >= FEWEST_CELLS_PER_XI else ""
        raise InputError(
            "cells_per_xi", f"{xi / spacing:g}, a grid of {nodes:.3g} nodes", f"at most {MOST_NODES:,} nodes",
            f"Take {coarser}a temperature at which xi is {np.sqrt(nodes / MOST_NODES):.2g} times as long, a smaller "
            "device, or law=\"london\", whose grid resolves lambda and not xi.")
    return spacing
