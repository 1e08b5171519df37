"""Marks of regions and pins, on the picture of a device and on maps of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onnes.devices.period import shifts_of
from onnes.devices.pins import with_images
from onnes.devices.regions import Normal
from onnes.plots import outline_path

if TYPE_CHECKING:
    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from onnes.devices.device import Device

_NORMAL, _SUPERCONDUCTING, _PIN = "#d08770", "#8fbcbb", "#bf616a"
_DARK = "#2e3440"


def mark_regions(device: Device, ax: Axes, scale: float, *, dark: bool = False,
                 cells: tuple[int, int] = (1, 1)) -> list[Artist]:
    """Draw the boundaries of regions, with their names, and circles of the radius of pins; return what was drawn.

    Args:
        scale: of metres in the unit of the axes.
        dark: whether regions are filled with colour, on a light ground; on a map they are lines in white.
        cells: of a periodic device, in which pins are drawn.
    """
    from matplotlib.collections import EllipseCollection
    from matplotlib.patches import PathPatch

    made: list[Artist] = []
    for name, region in device.regions.items():
        colour = _NORMAL if isinstance(region, Normal) else _SUPERCONDUCTING
        made.append(ax.add_patch(PathPatch(outline_path(region.shape.region, scale), linewidth=1.0, linestyle="--",
                                           facecolor=colour if dark else "none", alpha=0.8 if dark else 0.9,
                                           edgecolor=_DARK if dark else "white")))
        if dark:
            place = region.shape.region.representative_point()
            made.append(ax.annotate(name, (place.x * scale, place.y * scale), ha="center", va="center", fontsize=8))
    if dark:
        for name, shape in device.insulator.items():
            place = shape.region.representative_point()
            made.append(ax.annotate(name, (place.x * scale, place.y * scale), ha="center", va="center", fontsize=8))
    pins = [each for each in with_images(device.pins, device.period, reach=1.0) if not each.hole]
    if pins:
        shifts = shifts_of(device.period, cells)
        sizes = [2 * each.radius * scale for each in pins for _ in shifts]
        circles = EllipseCollection(sizes, sizes, [0.0] * len(sizes), units="xy",
                                    offsets=[((each.at[0] + dx) * scale, (each.at[1] + dy) * scale)
                                             for each in pins for dx, dy in shifts],
                                    offset_transform=ax.transData, facecolors="none", linewidths=0.8,
                                    edgecolors=_PIN if dark else "white")
        made.append(ax.add_collection(circles, autolim=False))
    return made
