"""Signs of the directions of field and current on a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from onnes.plots.scale_bar import below_map

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOUR = "#2e3440"


def mark_field(ax: Axes, text: str = "B", into: bool = False) -> None:
    """Mark a field along the line of sight right below a map: a circle with a dot (towards the reader) or a cross."""
    sign = "⊗" if into else "⊙"
    ax.annotate(f"{sign} {text}", (1, 0), xycoords=below_map(ax), ha="right", va="center", fontsize=9, color=_COLOUR,
                annotation_clip=False)


def mark_current(ax: Axes, text: str = "I") -> None:
    """Draw an arrow to the right below a map, with the name of the current that flows along it."""
    start, end, below = (0.72, 0), (1, 0), below_map(ax)
    ax.annotate("", end, start, xycoords=below, textcoords=below, annotation_clip=False,
                arrowprops={"arrowstyle": "->", "color": _COLOUR})
    ax.annotate(f"{text} ", start, xycoords=below, ha="right", va="center", fontsize=9, color=_COLOUR,
                annotation_clip=False)
