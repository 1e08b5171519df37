"""The grid of a device: fine enough for its coherence length and for its shape."""

from __future__ import annotations

import numpy as np
from scipy.fft import next_fast_len

from onnes.errors import InputError
from onnes.geometry import Shape, resolves
from onnes.grids.solvers.axis_modes import SHORT
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


def spacing_for(outline: Shape, xi: float, cells_per_xi: float | None = None, finest: float | None = None,
                rigid: bool = False) -> float:
    """Return a grid spacing in metres: a third of the finest length, or less where the shape needs it or is small.

    Three cells per xi put vortex energies within about 3 % and critical currents within about 1 %; errors fall with
    the square of the spacing. It is halved up to three times until it resolves the outline, and small devices get a
    few thousand nodes, which cost little, but no more than eight cells per xi.

    Args:
        xi: coherence length at the lowest temperature of the run [m].
        cells_per_xi: if given, the spacing is xi/``cells_per_xi``.
        finest: the shortest length over which anything varies [m]; xi if left out.
        rigid: whether |psi| is held, so that the grid need not resolve xi.

    Raises:
        InputError: less than half a cell per xi unless |psi| is held; more nodes than memory holds.
    """
    if cells_per_xi is not None:
        cells = to_si(cells_per_xi, "", "cells_per_xi")
        if not cells >= (0 if rigid else FEWEST_CELLS_PER_XI) or cells == 0:
            raise InputError("cells_per_xi", cells_per_xi, "a positive number" if rigid else
                             "at least half a cell per coherence length", "Vortex cores need two or more.")
        return _affordable(outline, xi / cells, xi, rigid)
    return _affordable(outline, wanted_spacing(outline, finest or xi, rigid), xi, rigid)


def wanted_spacing(outline: Shape, finest: float, rigid: bool = False) -> float:
    """Return the grid spacing of `spacing_for` in metres, whether or not it can be afforded."""
    low_x, low_y, high_x, high_y = outline.bounds
    small = np.sqrt((high_x - low_x) * (high_y - low_y) / NODES_OF_SMALL_DEVICES)
    spacing = min(finest / CELLS_PER_XI, small if rigid else max(small, finest / MOST_CELLS_PER_XI))
    for _ in range(_MOST_HALVINGS):
        if resolves(outline, spacing) and _cells_across(outline, spacing) >= _FEWEST_CELLS:
            break
        spacing /= 2
    return spacing


def grid_nodes(outline: Shape, spacing: float) -> tuple[np.ndarray, np.ndarray]:
    """Return nodes along x and y over the bounding box, evenly spaced by ``spacing`` or a little less, in metres.

    Where transforms are fast ones, for the next number of cells of which they are fast: a prime takes twice as long.
    """
    low_x, low_y, high_x, high_y = outline.bounds

    def nodes(low: float, high: float) -> np.ndarray:
        cells = max(int(np.ceil((high - low) / spacing - 1e-6)), 2)
        return np.linspace(low, high, (next_fast_len(cells) if cells > SHORT else cells) + 1)

    return nodes(low_x, high_x), nodes(low_y, high_y)


def _cells_across(outline: Shape, spacing: float) -> float:
    low_x, low_y, high_x, high_y = outline.bounds
    return min(high_x - low_x, high_y - low_y) / spacing


def _affordable(outline: Shape, spacing: float, xi: float, rigid: bool) -> float:
    low_x, low_y, high_x, high_y = outline.bounds
    nodes = (high_x - low_x) * (high_y - low_y) / spacing**2
    if nodes > MOST_NODES:
        largest = xi / spacing * np.sqrt(MOST_NODES / nodes)
        coarser = f"cells_per_xi={_rounded_down(largest):g}, " if rigid or largest >= FEWEST_CELLS_PER_XI else ""
        other = "" if rigid else ', or law="london", whose grid resolves lambda and not xi'
        raise InputError(
            "cells_per_xi", f"{xi / spacing:g}, a grid of {nodes:.3g} nodes", f"at most {MOST_NODES:,} nodes",
            f"Take {coarser}a temperature at which lengths are {np.sqrt(nodes / MOST_NODES):.2g} times as long, a "
            f"smaller device{other}.")
    return spacing


def _rounded_down(number: float) -> float:
    """Return a number with two digits, not larger than it."""
    unit = 10.0 ** (np.floor(np.log10(number)) - 1)
    return float(np.floor(number / unit) * unit)
