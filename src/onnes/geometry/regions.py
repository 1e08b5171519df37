"""Shapely geometries as regions of the plane: valid, not empty, with coordinates that agree where they are meant to."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely

from onnes.errors import InputError

Region = shapely.Polygon | shapely.MultiPolygon

_OVERLAP = 1e-9
"""Share of its area by which an outline may cover itself, or a hole leave its outline, through rounding."""
_ROUNDINGS = 64
"""Coordinates that differ by so many roundings are meant to be equal."""


def region_of(geometry: shapely.Geometry, argument: str) -> Region:
    """Return a polygon or several as a valid region in two dimensions.

    An outline may touch itself, as that of a ring does which is given as one outline with a slit of no width between
    rim and hole. It must not cross itself: the region on its left (or right) would not be clear.

    Raises:
        InputError: another geometry, an empty one, coordinates that are not finite, an outline that crosses itself, a
            hole outside its outline, no area.
    """
    if not isinstance(geometry, Region):
        raise InputError(argument, type(geometry).__name__, "a polygon or several",
                         "A line has no area: make a strip of it with path(points, width).")
    if geometry.is_empty:
        raise InputError(argument, "an empty shape", "a shape with an area", "Give three or more corners.")
    region = shapely.force_2d(geometry)
    if not np.all(np.isfinite(shapely.get_coordinates(region))):
        raise InputError(argument, "NaN or infinity", "finite coordinates", "Look for a missing number.")
    if not region.is_valid:
        region = polygons_of(shapely.union_all([_mended(part, argument) for part in shapely.get_parts(region)]))
    if not 0 < region.area < np.inf:
        raise InputError(argument, f"an area of {region.area:g}", "a shape with a finite area above 0",
                         "Corners on one line enclose nothing.")
    return region


def polygons_of(geometry: shapely.Geometry) -> Region:
    """Return the polygons among the parts of a geometry; points and lines have no area."""
    parts = shapely.get_parts(shapely.get_parts(geometry))  # of a collection, which may hold several polygons as one
    polygons = [part for part in parts if isinstance(part, shapely.Polygon) and not part.is_empty]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def counts(region: Region) -> tuple[int, int]:
    """Return the number of parts and the number of holes."""
    parts = shapely.get_parts(region)
    return len(parts), int(shapely.get_num_interior_rings(parts).sum())


def aligned(geometries: Sequence[shapely.Geometry]) -> np.ndarray:
    """Return geometries whose x (and y) that differ by rounding are equal.

    Two rectangles from 0 to 0.1 + 0.2 and from 0.3 onwards are meant to touch. In floating point a gap remains between
    them, or a sliver after a difference, which this closes.
    """
    moved = np.array(geometries)
    coordinates = shapely.get_coordinates(moved)
    tolerance = _ROUNDINGS * np.finfo(float).eps * np.abs(coordinates).max(initial=0.0)
    for along in coordinates.T:
        order = np.argsort(along)
        groups = np.diff(along[order], prepend=-np.inf) > tolerance
        along[order] = along[order][groups][np.cumsum(groups) - 1]
    return shapely.set_coordinates(moved, coordinates)


def _mended(polygon: shapely.Polygon, argument: str) -> Region:
    """The region of a polygon that shapely calls invalid."""
    filled = _filled(polygon.exterior, argument)
    holes = shapely.union_all([_filled(hole, argument) for hole in polygon.interiors])
    if shapely.difference(holes, filled).area > _OVERLAP * holes.area:
        raise InputError(argument, "a hole outside the outline", "holes inside the outline",
                         "Move or shrink the hole, or subtract a shape instead.")
    return polygons_of(shapely.difference(filled, holes))


def _filled(outline: shapely.LinearRing, argument: str) -> Region:
    """Return what an outline encloses: the same area as by its corners, unless it crosses itself."""
    by_corners = shapely.Polygon(outline)
    enclosed = polygons_of(shapely.make_valid(by_corners))
    if abs(by_corners.area - enclosed.area) > _OVERLAP * enclosed.area:
        raise InputError(argument, shapely.is_valid_reason(by_corners), "an outline that does not cross itself",
                         "Give the corners in their order along the outline.")
    return enclosed
