"""Signs of the directions of field and current on a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_COLOUR = "#2e3440"


def mark_field(ax: Axes, text: str = "B", into: bool = False) -> None:
    """Mark a field along the line of sight right below a map: a circle with a dot (towards the reader) or a cross."""
    sign = "⊗" if into else "⊙"
    ax.annotate(f"{sign} {text}", (1, 0), xycoords="axes fraction", xytext=(0, -9), textcoords="offset points",
                ha="right", va="center", fontsize=9, color=_COLOUR, annotation_clip=False)


def mark_current(ax: Axes, text: str = "I") -> None:
    """Draw an arrow to the right below a map, with the name of the current that flows along it."""
    place = (0.52, 0)
    ax.annotate("", (0.78, 0), xycoords="axes fraction", xytext=place, textcoords="axes fraction",
                annotation_clip=False, arrowprops={"arrowstyle": "->", "color": _COLOUR})
    ax.annotate(text, place, xycoords="axes fraction", ha="right", va="center", fontsize=9, color=_COLOUR)
