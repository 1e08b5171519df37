"""Bar of a round length on a map or a drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.transforms import Transform

_SHARE = 0.3
"""Largest length of a bar over the width of what it measures."""
_DARK = "#2e3440"


def round_length(extent: float) -> float:
    """Return the largest of 1, 2, 5 times a power of ten that is at most 0.3 of an extent."""
    wanted = _SHARE * extent
    power = 10.0 ** np.floor(np.log10(wanted))
    return max(step * power for step in (1, 2, 5) if step * power <= wanted)


def scale_bar(ax: Axes, unit: str) -> None:
    """Draw a bar below the left end of a map, in place of the ticks and labels of its axes.

    Args:
        unit: of the axes of the map, written after the length.
    """
    left, right = ax.get_xlim()
    length = round_length(right - left)
    share = length / (right - left)
    ax.set(xticks=[], yticks=[], xlabel="", ylabel="")
    ax.annotate("", (0, 0), (share, 0), xycoords=below_map(ax), textcoords=below_map(ax), annotation_clip=False,
                arrowprops={"arrowstyle": "|-|, widthA=0.25, widthB=0.25", "color": _DARK, "shrinkA": 0, "shrinkB": 0})
    ax.annotate(f"{length:g} {unit}", (share, 0), xycoords=below_map(ax), xytext=(5, 0), textcoords="offset points",
                va="center", fontsize=8, color=_DARK, annotation_clip=False, gid="scale bar")


def below_map(ax: Axes) -> Transform:
    """Return coordinates that run along the lower edge of the axes, some points below it."""
    from matplotlib.transforms import ScaledTranslation

    return ax.transAxes + ScaledTranslation(0, -9 / 72, ax.figure.get_figure(root=True).dpi_scale_trans)
