"""Marks on a map of a solution: vortices, flux quanta in holes, lines along the current."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.devices import Stack
from onnes.devices.period import shifts_of
from onnes.plots import Panel, prefixed

if TYPE_CHECKING:
    from matplotlib.artist import Artist

    from onnes.devices import Device
    from onnes.solutions.solution import Solution

_NO_CURRENT = 0.02
"""Share of the largest sheet current below which no streamline is drawn."""
_STREAMLINES, _FEWEST = 0.9, 0.2
"""Density of streamlines along the longer side of a device, in matplotlib's unit, and the least along the shorter."""
_MARK_SIZE, _MARK_WIDTH = 9, 0.2
"""Size of the mark of a vortex in points, and the width of its lines over that size."""
_NUMBER_SIZE, _FEW_HOLES, _WHOLE = 9, 25, 0.01
"""Size of the number of quanta in a hole in points, the number of holes from which it shrinks, and how near to a whole
number the fluxoid is that is written; another one goes through metal that is no superconductor."""
_FEW_VORTICES = 60
"""Number of vortices from which their marks shrink with their distance, so as not to cover the map."""


def mark_films(device: Device, ax: Any, scale: float) -> list[Artist]:
    """Write the name of each film of a stack above it, leave white what is between them, and return what was drawn."""
    if not isinstance(device, Stack):
        return []
    drawn: list[Artist] = []
    low_x, _, high_x, high_y = device.box
    for index, name in enumerate(device.films):
        middle = 0.5 * (low_x + high_x) + index * device.pitch
        drawn.append(ax.annotate(name, (middle * scale, high_y * scale), (0, 3), textcoords="offset points",
                                 ha="center", va="bottom", fontsize=_NUMBER_SIZE))
        if index:
            ends = high_x + (index - 1) * device.pitch, low_x + index * device.pitch
            drawn.append(ax.axvspan(ends[0] * scale, ends[1] * scale, color="white", linewidth=0, zorder=1))
    ax.set_title(ax.get_title(), pad=6 + 1.5 * _NUMBER_SIZE)
    return drawn


def draw_streamlines(solution: Solution, frame: int, ax: Any, shown: Panel) -> None:
    """Draw lines along the sheet current, where there is one."""
    data, scale = solution.data, prefixed(shown.extent, shown.length)[0]
    K = data["sheet_current"].values[frame].astype(float)
    K[:, np.hypot(*K) < _NO_CURRENT * shown.colour_limits()[1]] = np.nan
    K[:, data["inside"].values <= 0] = np.nan
    sides = np.array([np.ptp(data[axis].values) for axis in "xy"])
    density = np.maximum(_STREAMLINES * sides / np.max(sides), _FEWEST)
    ax.streamplot(data["x"].values * scale, data["y"].values * scale, *np.swapaxes(K, 1, 2), color="white",
                  linewidth=0.6, arrowsize=0.6, density=tuple(density))


def mark_vortices(solution: Solution, frame: int, ax: Any, shown: Panel, cells: tuple[int, int]) -> None:
    """Mark vortices by +, antivortices by x, in each of the cells that a map of a periodic device shows."""
    found = solution.vortices_at(frame)
    shifts = np.array(shifts_of(solution.device.period, cells))
    places = np.stack([found["x"].values, found["y"].values])[:, :, None] + shifts.T[:, None, :]
    scale, _ = prefixed(shown.extent, shown.length)
    size = _MARK_SIZE * min(1.0, (_FEW_VORTICES / max(found.sizes["vortex"], 1)) ** 0.5)
    for charge, marker in ((1, "+"), (-1, "x")):
        chosen = found["charge"].values * charge > 0
        x, y = (places[:, chosen] * scale).reshape(2, -1)
        ax.plot(x, y, marker, color="white", markersize=size, markeredgewidth=_MARK_WIDTH * size, linestyle="none")


def mark_fluxoids(solution: Solution, frame: int, ax: Any, shown: Panel, cells: tuple[int, int]) -> None:
    """Write the number of flux quanta into each hole that holds any, in each of the cells that the map shows."""
    if "fluxoid" not in solution.data:
        return
    scale, _ = prefixed(shown.extent, shown.length)
    holes = solution.device.outline.holes
    size = _NUMBER_SIZE * min(1.0, (_FEW_HOLES / max(len(holes), 1)) ** 0.25)
    for hole, fluxoid in zip(holes, solution.data["fluxoid"].values[frame], strict=True):
        quanta = round(float(fluxoid)) if np.isfinite(fluxoid) else 0
        if quanta and abs(fluxoid - quanta) < _WHOLE:
            place = hole.region.representative_point()
            for dx, dy in shifts_of(solution.device.period, cells):
                ax.annotate(f"{quanta}".replace("-", "−"), ((place.x + dx) * scale, (place.y + dy) * scale),
                            ha="center", va="center", fontsize=size, color="#2e3440", gid="fluxoid")
