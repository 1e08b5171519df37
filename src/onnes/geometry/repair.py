"""Checks of shapely geometries, and repair of outlines that are not valid: of layouts, drawings, set operations."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np
import shapely

from onnes.errors import InputError
from onnes.geometry.regions import Region, counts, polygons_of

_OVERLAP = 1e-9
"""Share of its area by which an outline may cover itself, or a hole leave its outline, through rounding."""
_SLIVER = 1e-7
"""Width over the extent of a shape below which a part or a hole is a trace of rounding: 1 nm in 1 cm."""


def region_of(geometry: shapely.Geometry, argument: str) -> Region:
    """Return a polygon or several as a valid region in two dimensions; a warning tells what was repaired.

    An outline may touch itself, as that of a ring does which is given as one outline with a slit of no width between
    rim and hole: it is opened there. One that crosses itself is taken as all that it goes around. Corners given twice
    are taken once; parts and holes narrower than 1e-7 of the extent are left out.

    Raises:
        InputError: another geometry, an empty one, coordinates that are not finite, a hole outside its outline, no
            area.
    """
    if not isinstance(geometry, Region):
        raise InputError(argument, type(geometry).__name__, "a polygon or several",
                         "A line has no area: make a strip of it with path(points, width).")
    if geometry.is_empty:
        raise InputError(argument, "an empty shape", "a shape with an area", "Give three or more corners.")
    region = shapely.force_2d(geometry)
    if not np.all(np.isfinite(shapely.get_coordinates(region))):
        raise InputError(argument, "NaN or infinity", "finite coordinates", "Look for a missing number.")
    done: list[str] = []
    region = _without_repeats(region, done)
    if not region.is_valid:
        region = _valid(region, argument, done)
    if not 0 < region.area < np.inf:
        raise InputError(argument, f"an area of {region.area:g}", "a shape with a finite area above 0",
                         "Corners on one line enclose nothing.")
    region = _without_slivers(region, done)
    if done:
        warnings.warn(f"{argument} was repaired: {'; '.join(done)}.", stacklevel=3)
    return region


def _without_repeats(region: Region, done: list[str]) -> Region:
    """Return a region in which no corner is given twice running."""
    single = shapely.remove_repeated_points(region)
    repeats = int(shapely.get_num_coordinates(region) - shapely.get_num_coordinates(single))
    if repeats:
        done.append(f"{repeats} repeated {'corners are' if repeats > 1 else 'corner is'} removed")
    return single


def _valid(region: Region, argument: str, done: list[str]) -> Region:
    """Return the region of polygons that shapely calls invalid."""
    found = polygons_of(shapely.union_all([_mended(part, argument, done) for part in shapely.get_parts(region)]))
    if not done and counts(found) != counts(region):
        (parts, holes), (given_parts, given_holes) = counts(found), counts(region)
        done.append(f"outlines that touch themselves are opened there: {parts} part{'s' * (parts > 1)} "
                    f"with {holes} hole{'s' * (holes != 1)} where {given_parts} with {given_holes} were given")
    return found


def _mended(polygon: shapely.Polygon, argument: str, done: list[str]) -> Region:
    filled = _filled(polygon.exterior, done)
    holes = shapely.union_all([_filled(hole, done) for hole in polygon.interiors])
    if shapely.difference(holes, filled).area > _OVERLAP * holes.area:
        raise InputError(argument, "a hole outside the outline", "holes inside the outline",
                         "Move or shrink the hole, or subtract a shape instead.")
    return polygons_of(shapely.difference(filled, holes))


def _filled(outline: shapely.LinearRing, done: list[str]) -> Region:
    """Return what an outline encloses: the same area as by its corners, unless it crosses itself."""
    by_corners = shapely.Polygon(outline)
    enclosed = polygons_of(shapely.make_valid(by_corners))
    if abs(by_corners.area - enclosed.area) <= _OVERLAP * enclosed.area:
        return enclosed
    done.append(f"an outline that crosses itself ({shapely.is_valid_reason(by_corners)}) is taken as all that it goes "
                "around")
    return polygons_of(shapely.make_valid(by_corners, method="structure", keep_collapsed=False))


def _without_slivers(region: Region, done: list[str]) -> Region:
    """Return a region without parts and holes that are wide by rounding alone."""
    if counts(region) == (1, 0):
        return region
    low_x, low_y, high_x, high_y = region.bounds
    least = _SLIVER * max(high_x - low_x, high_y - low_y)

    def wide(polygons: Any) -> Any:
        return 2 * shapely.area(polygons) > least * shapely.length(polygons)

    parts = shapely.get_parts(region)
    rings = [np.array(part.interiors, object) for part in parts]
    holes_kept = [wide(shapely.polygons(holes)) for holes in rings]
    parts_kept = wide(parts) if len(parts) > 1 else np.ones(1, bool)
    lost = [int(np.sum(~kept)) for kept in (parts_kept, np.concatenate(holes_kept))]
    if not any(lost) or not np.any(parts_kept):
        return region
    done += [f"{count} {name}{'s' * (count > 1)} narrower than {least:.2g} m {'are' if count > 1 else 'is'} left out"
             for count, name in zip(lost, ("part", "hole"), strict=True) if count]
    left = [shapely.Polygon(part.exterior, list(holes[kept]))
            for part, holes, kept, there in zip(parts, rings, holes_kept, parts_kept, strict=True) if there]
    return polygons_of(shapely.multipolygons(left))
