"""Names beside points of a picture, put where they cover neither each other nor the marks.

Places are chosen when a picture is drawn: only then are its size and that of its letters known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.text import Annotation, Text
from matplotlib.transforms import Bbox, IdentityTransform

_POINTS_PER_INCH = 72.0
_AIR = 1.0
"""Points between a name and what it must not cover."""
_FROM_POINT = (4.0, 10.0, 18.0)
_FROM_EDGE = ((24.0, 0.0), *((along, across) for across in (11.0, -11.0, 22.0, -22.0) for along in (4.0, 24.0)),
              (44.0, 0.0), (64.0, 0.0))
"""Distances from the middle of an edge, into the device and along the edge."""


class Place(NamedTuple):
    """Offset of a name from its point, in points of the page, and its end that is there."""

    x: float
    y: float
    ha: str
    va: str


class Label(Annotation):
    """A name at the first of some places where it covers nothing; if there is none, where it covers least.

    Args:
        places: in the order of preference.
        others: labels, lines and markers not to be covered; the label is added to them.
        style: arguments of matplotlib's Text.
    """

    def __init__(self, ax: Axes, text: str, at: tuple[float, float], places: Sequence[Place],
                 others: list[Artist], **style: Any):
        super().__init__(text, at, xytext=places[0][:2], textcoords="offset points", **style)
        self._places, self._others = tuple(places), tuple(others)
        self.set_transform(IdentityTransform())
        ax.add_artist(self)
        others.append(self)

    def update_positions(self, renderer: Any) -> None:
        """Choose the place, then do as matplotlib does."""
        assert self.axes is not None
        pixels, within = _pixels_per_point(self.axes), self.axes.bbox
        taken = [_box(each, renderer, pixels) for each in self._others]
        costs = []
        for place in self._places:
            self._put(place, renderer)
            box = Text.get_window_extent(self, renderer).padded(_AIR * pixels)
            inside = _common(box, within) if self.axes.axison else box.width * box.height
            costs.append(sum(_common(box, each) for each in taken) + box.width * box.height - inside)
            if costs[-1] <= 0:
                return
        self._put(self._places[int(np.argmin(costs))], renderer)

    def _put(self, place: Place, renderer: Any) -> None:
        self.xyann = place[:2]
        self.set(ha=place.ha, va=place.va)
        super().update_positions(renderer)


def around_point() -> list[Place]:
    """Return places around a point, near ones first."""
    found = []
    for d in _FROM_POINT:
        found += [Place(d, d, "left", "bottom"), Place(d, -d, "left", "top"), Place(-d, d, "right", "bottom"),
                  Place(-d, -d, "right", "top"), Place(0, 1.5 * d, "center", "bottom"),
                  Place(0, -1.5 * d, "center", "top"), Place(1.5 * d, 0, "left", "center"),
                  Place(-1.5 * d, 0, "right", "center")]
    return found


def inside_of(x: float, y: float) -> list[Place]:
    """Return places inside of an edge, at the end of the arrow of its current or beside that.

    Args:
        x, y: direction inwards, one of them 1 or -1 and the other 0.
    """
    ha, va = {1: "left", -1: "right", 0: "center"}, {1: "bottom", -1: "top", 0: "center"}
    return [Place(along * x - across * y, along * y + across * x, ha[int(x) or int(np.sign(-across * y))], va[int(y)])
            for along, across in _FROM_EDGE]


def _box(artist: Artist, renderer: Any, pixels_per_point: float) -> Bbox:
    """Return the box around something, in pixels; matplotlib's of a line does not count its width."""
    width = artist.get_linewidth() if isinstance(artist, Line2D) else 0.0
    return artist.get_window_extent(renderer).padded(0.5 * width * pixels_per_point)


def _common(one: Bbox, other: Bbox) -> float:
    """Return the area that two boxes share."""
    shared = Bbox.intersection(one, other)
    return 0.0 if shared is None else shared.width * shared.height


def _pixels_per_point(ax: Any) -> float:
    assert ax.figure is not None
    return ax.figure.dpi / _POINTS_PER_INCH
