"""Regions of the plane: their polygons, counts, and coordinates that agree where they are meant to."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

Region = shapely.Polygon | shapely.MultiPolygon

_ROUNDINGS = 64
"""Coordinates that differ by so many roundings are meant to be equal."""


def polygons_of(geometry: shapely.Geometry) -> Region:
    """Return the polygons among the parts of a geometry; points and lines have no area."""
    parts = shapely.get_parts(shapely.get_parts(geometry))  # of a collection, which may hold several polygons as one
    polygons = [part for part in parts if isinstance(part, shapely.Polygon) and not part.is_empty]
    return polygons[0] if len(polygons) == 1 else shapely.MultiPolygon(polygons)


def counts(region: Region) -> tuple[int, int]:
    """Return the number of parts and the number of holes."""
    parts = shapely.get_parts(region)
    return len(parts), int(shapely.get_num_interior_rings(parts).sum())


def coarsened(regions: Any, tolerance: Any) -> Any:
    """Return a region, or an array of them, with fewer corners and each rim within a distance of where it was."""
    fewer = shapely.simplify(regions, tolerance, preserve_topology=False)
    return np.where(shapely.is_valid(fewer) & ~shapely.is_empty(fewer), fewer, regions)[()]


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
