"""Rectangles, discs, ellipses, rings, polygons and strips.

Curved outlines are polygons of 2048 corners whose radius is a little larger than that of the curve, so that the area is
exact; every point of them lies within 1e-6 of the radius of the curve. On the mean over a few corners the outline is
where the curve is, so that moments of the area and fields are right to about 1e-12.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import numpy as np
import shapely

from onnes.errors import InputError, door
from onnes.geometry.lengths import point, point_array, positive_length
from onnes.geometry.planar_shape import Shape, shape

_CORNERS = 2048
_ORIGIN = (0.0, 0.0)


@door
def rectangle(width: Any, height: Any, centre: Any = _ORIGIN) -> Shape:
    """Return a rectangle with its sides along x and y.

    Args:
        width, height: lengths along x and along y ("800 nm", pint, or metres).
        centre: x and y.

    Raises:
        InputError: lengths that are not positive.
    """
    half_x, half_y = 0.5 * positive_length(width, "width"), 0.5 * positive_length(height, "height")
    x, y = point(centre, "centre")
    return Shape(shapely.box(x - half_x, y - half_y, x + half_x, y + half_y))


@door
def disc(radius: Any, centre: Any = _ORIGIN) -> Shape:
    """Return a disc: a polygon of the area pi r^2, see `onnes.geometry.outlines`.

    Raises:
        InputError: a radius that is not positive.
    """
    metres = positive_length(radius, "radius")
    return ellipse(metres, metres, centre)


@door
def ellipse(semi_axis_x: Any, semi_axis_y: Any, centre: Any = _ORIGIN) -> Shape:
    """Return an ellipse with its axes along x and y: a polygon of the area pi a b, see `onnes.geometry.outlines`.

    Raises:
        InputError: semi-axes that are not positive.
    """
    semi_axes = [positive_length(semi_axis_x, "semi_axis_x"), positive_length(semi_axis_y, "semi_axis_y")]
    return Shape(shapely.Polygon(_circle() * semi_axes + point(centre, "centre")))


@door
def ring(outer_radius: Any, inner_radius: Any, centre: Any = _ORIGIN) -> Shape:
    """Return a ring between two circles: a disc with a round hole, or the cross-section of a tube.

    Raises:
        InputError: radii that are not positive, or a hole that is not inside the disc.
    """
    outer, inner = positive_length(outer_radius, "outer_radius"), positive_length(inner_radius, "inner_radius")
    if inner >= outer:
        raise InputError("inner_radius", inner_radius, f"a radius below the outer, {outer:g} m",
                         "The hole must lie inside the disc.")
    return disc(outer, centre) - disc(inner, centre)


@door
def polygon(points: Any) -> Shape:
    """Return a polygon from its corners, in their order along the outline.

    An outline that touches itself (a ring as one keyholed polygon) or crosses itself is repaired, see `shape`.

    Args:
        points: corners as pairs of lengths, shape (n, 2); or a shapely geometry or well-known text in metres.

    Raises:
        InputError: fewer than three corners, lengths that are not finite.
    """
    if isinstance(points, str | shapely.Geometry | Shape):
        return shape(points, argument="points")
    corners = point_array(points, "points")
    if len(np.unique(corners, axis=0)) < 3:
        raise InputError("points", f"{len(corners)} corners", "three or more different corners",
                         "For a line with a width, use path(points, width).")
    return shape(shapely.Polygon(corners), argument="points")


@door
def path(points: Any, width: Any) -> Shape:
    """Return a strip of a width along a line of straight pieces: mitred at its bends, flat at its ends.

    A bend sharper than 23 degrees is cut off, and a line whose last point is its first is a closed loop.

    Args:
        points: pairs of lengths along the middle of the strip, shape (n, 2).
        width: of the strip.

    Raises:
        InputError: fewer than two different points, a width that is not positive.
    """
    line, half = point_array(points, "points"), 0.5 * positive_length(width, "width")
    if len(np.unique(line, axis=0)) < 2:
        raise InputError("points", f"{len(line)} points", "two or more different points", "Give both ends.")
    closed = len(line) > 3 and np.array_equal(line[0], line[-1])
    middle = shapely.LinearRing(line) if closed else shapely.LineString(line)
    return Shape(middle.buffer(half, cap_style="flat", join_style="mitre"))


@cache
def _circle() -> np.ndarray:
    """Corners of a polygon of area pi, shape (n, 2), with every symmetry of the square exact."""
    angle = 2 * np.pi / _CORNERS
    radius = np.sqrt(angle / np.sin(angle))
    along = radius * np.cos(np.linspace(0, np.pi / 2, _CORNERS // 4 + 1))
    along[-1] = 0.0
    x, y = along[:-1], along[:0:-1]
    return np.concatenate([np.stack(corners, axis=1) for corners in ((x, y), (-y, x), (-x, -y), (y, -x))])
