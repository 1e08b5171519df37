"""A picture of a device: outline, holes, regions, pins, terminals, probes, scale bar."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from onnes.devices.region_marks import mark_regions
from onnes.devices.terminal import Edge
from onnes.plots import PALETTE, figure, figure_size, in_words, outline_path, prefixed, round_length

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from onnes.devices.device import Device


def draw(device: Device, ax: Any = None) -> Axes:
    """Draw a device from above."""
    from matplotlib.patches import PathPatch

    ax = figure(size=figure_size(device.outline.bounds))[1] if ax is None else ax
    scale, _ = prefixed(device.outline.bounds, "m")
    ax.add_patch(PathPatch(outline_path(device.outline.region, scale), facecolor="#d8dee9", edgecolor="#2e3440",
                           linewidth=1.2))
    mark_regions(device, ax, scale, dark=True)
    for number, (name, terminal) in enumerate(device.terminals.items()):
        colour = PALETTE[number % len(PALETTE)]
        if isinstance(terminal.region, Edge):
            low_high = terminal.region.intervals(device.outline)
            line = np.array(terminal.region.line(device.outline).coords)
            for interval in low_high:
                line[:, 1 - terminal.region.axis] = interval
                ax.plot(*(line.T * scale), color=colour, linewidth=4, solid_capstyle="butt")
            place = np.mean(line, axis=0)
        else:
            for part in shapely.get_parts((device.outline & terminal.region).region):
                ax.fill(*(np.asarray(part.exterior.coords).T * scale), color=colour, alpha=0.4)
            centre = (device.outline & terminal.region).region.centroid
            place = np.array([centre.x, centre.y])
        ax.annotate(name, place * scale, color=colour, ha="center", va="center", xytext=_outwards(device, place),
                    textcoords="offset points")
    for name, place in device.probes.items():
        point = np.asarray(place) * scale
        ax.plot(*point, "o", color="#bf616a", markersize=4)
        ax.annotate(name, point, color="#bf616a", xytext=(4, 4), textcoords="offset points")
    for name, index in device.holes.items():
        centre = device.outline.holes[index].region.centroid
        ax.annotate(name, (centre.x * scale, centre.y * scale), ha="center", va="center")
    _scale_bar(device, ax, scale)
    ax.set_aspect("equal")
    ax.margins(0.15)
    ax.axis("off")
    return ax


def _outwards(device: Device, place: np.ndarray) -> tuple[float, float]:
    """Offset in points of a label from the middle of the device."""
    low_x, low_y, high_x, high_y = device.outline.bounds
    away = (place - [(low_x + high_x) / 2, (low_y + high_y) / 2]) / [high_x - low_x, high_y - low_y]
    return (24.0 * np.sign(away[0]), 0.0) if abs(away[0]) >= abs(away[1]) else (0.0, 12.0 * np.sign(away[1]))


def _scale_bar(device: Device, ax: Any, scale: float) -> None:
    """A bar of a round length below the device."""
    low_x, low_y = device.outline.bounds[:2]
    length = round_length(device.extent)
    y = low_y - 0.08 * device.extent
    ends = np.array([[low_x, y], [low_x + length, y]]) * scale
    ax.plot(*ends.T, color="#2e3440", linewidth=3, solid_capstyle="butt")
    ax.annotate(in_words(length, "m"), ends.mean(axis=0), ha="center", va="top", xytext=(0, -4),
                textcoords="offset points")
