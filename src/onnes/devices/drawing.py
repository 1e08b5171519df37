"""A picture of a device: outline, holes, regions, pins, terminals, probes, scale bar; marks of contacts on a map."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from onnes.devices.region_marks import mark_regions
from onnes.devices.terminal import Edge, Terminal
from onnes.plots import PALETTE, figure, figure_size, in_words, outline_path, prefixed, round_length

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from onnes.devices.device import Device

_DARK = "#2e3440"
_ARROW = 20.0
"""Length of the arrow of a current, in points."""


def draw(device: Device, ax: Any = None) -> Axes:
    """Draw a device from above."""
    from matplotlib.patches import PathPatch

    from onnes.plots.labels import Label, around_point

    ax = figure(size=figure_size(device.outline.bounds))[1] if ax is None else ax
    scale, _ = prefixed(device.outline.bounds, "m")
    ax.add_patch(PathPatch(outline_path(device.outline.region, scale), facecolor="#d8dee9", edgecolor=_DARK,
                           linewidth=1.2))
    mark_regions(device, ax, scale, dark=True)
    others: list[Artist] = []
    for number, (name, terminal) in enumerate(device.terminals.items()):
        colour = PALETTE[number % len(PALETTE)]
        drawn, place = _draw_terminal(device, terminal, ax, scale, colour)
        others += [*drawn, ax.annotate(name, place * scale, color=colour, ha="center", va="center",
                                       xytext=_outwards(device, place), textcoords="offset points")]
    points: list[Any] = [np.asarray(place) * scale for place in device.probes.values()]
    for point in points:
        others += ax.plot(*point, "o", color="#bf616a", markersize=4)
    for name, point in zip(device.probes, points, strict=True):
        Label(ax, name, point, around_point(), others, color="#bf616a")
    for name, index in device.holes.items():
        centre = device.outline.holes[index].region.centroid
        ax.annotate(name, (centre.x * scale, centre.y * scale), ha="center", va="center")
    _scale_bar(device, ax, scale)
    ax.set_aspect("equal")
    ax.margins(0.15)
    ax.axis("off")
    return ax


def mark_contacts(device: Device, ax: Axes, scale: float, currents: Mapping[str, float]) -> list[Artist]:
    """Mark terminals, with an arrow along the current of each, and probes on a map; return what was drawn.

    Args:
        scale: of metres in the unit of the axes.
        currents: into the device at each terminal.
    """
    from matplotlib.patheffects import withStroke

    from onnes.plots.labels import Label, around_point, inside_of

    lined: dict[str, Any] = {"path_effects": [withStroke(linewidth=2.5, foreground=_DARK)]}
    made: list[Artist] = []
    names: list[tuple[str, Any, Any]] = []
    for number, (name, terminal) in enumerate(device.terminals.items()):
        drawn, place = _draw_terminal(device, terminal, ax, scale, PALETTE[number % len(PALETTE)])
        at: Any = place * scale
        inwards: Any = -np.sign(_outwards(device, place))
        made += drawn
        if current := currents.get(name, 0.0):
            style = "<|-" if current > 0 else "-|>"
            made.append(ax.annotate("", at, xytext=_ARROW * inwards, textcoords="offset points",
                                    gid="current", arrowprops={"arrowstyle": style, "color": "white", "shrinkA": 0,
                                                               "shrinkB": 0, "linewidth": 1.5, **lined}))
        names.append((name, at, inside_of(*inwards)))
    for name, place in device.probes.items():
        point: Any = np.asarray(place) * scale
        made += ax.plot(*point, "o", color="white", markersize=4, markeredgecolor=_DARK)
        names.append((name, point, around_point()))
    others = [*made]
    return made + [Label(ax, name, at, places, others, color="white", fontsize=8, **lined)
                   for name, at, places in names]


def _draw_terminal(device: Device, terminal: Terminal, ax: Axes, scale: float,
                   colour: str) -> tuple[list[Artist], np.ndarray]:
    """Draw the edge or the pad of a terminal; return what was drawn, and its middle in metres."""
    made: list[Artist] = []
    if isinstance(terminal.region, Edge):
        line = np.array(terminal.region.line(device.outline).coords)
        for interval in terminal.region.intervals(device.outline):
            line[:, 1 - terminal.region.axis] = interval
            made += ax.plot(*(line.T * scale), color=colour, linewidth=4, solid_capstyle="butt", clip_on=False)
        return made, np.mean(line, axis=0)
    pad = (device.outline & terminal.region).region
    for part in shapely.get_parts(pad):
        made += ax.fill(*(np.asarray(part.exterior.coords).T * scale), color=colour, alpha=0.4)
    return made, np.array([pad.centroid.x, pad.centroid.y])


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
    ax.plot(*ends.T, color=_DARK, linewidth=3, solid_capstyle="butt")
    ax.annotate(in_words(length, "m"), ends.mean(axis=0), ha="center", va="top", xytext=(0, -4),
                textcoords="offset points")
