"""Tests of the narrowest parts and gaps of a shape: whether a grid resolves them, whether they have a width."""

from __future__ import annotations

from typing import Any

import shapely

from onnes.errors import InputError
from onnes.geometry.lengths import positive_length
from onnes.geometry.planar_shape import Shape
from onnes.geometry.regions import coarsened, counts, polygons_of

_TOLERANCE = 0.01
"""Distance over the cell by which rims may be moved to have fewer corners."""


def resolves(shape: Shape, cell: Any) -> bool:
    """Return whether a grid of a cell size resolves a shape.

    It does if the shape keeps its number of parts and of holes when it loses one cell all around and when it gains one:
    all strips and necks, holes and gaps are then wider than two cells.

    Raises:
        InputError: a cell size that is not positive.
    """
    reach = positive_length(cell, "cell")
    rims = coarsened(shape.region, _TOLERANCE * reach)
    return all(counts(polygons_of(shapely.buffer(rims, distance, quad_segs=2))) == counts(shape.region)
               for distance in (-reach, reach))


def check_apart(shape: Shape, argument: str) -> None:
    """Refuse a shape of which holes or parts touch: between them is metal, or a gap, of no width.

    Raises:
        InputError: rims that have a point in common.
    """
    rims = [rim for part in shapely.get_parts(shape.region) for rim in (part.exterior, *part.interiors)]
    one, other = shapely.STRtree(rims).query(rims, predicate="intersects")
    touching = one < other
    if touching.any():
        at = shapely.intersection(rims[one[touching][0]], rims[other[touching][0]]).representative_point()
        raise InputError(argument, f"a shape with holes or parts that touch at ({at.x:g} m, {at.y:g} m)",
                         "metal and gaps of some width between all rims",
                         "Set them apart, or let them overlap so that they are one.")
