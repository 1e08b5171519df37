"""Test of whether a grid resolves the narrowest parts and gaps of a shape."""

from __future__ import annotations

from typing import Any

import shapely

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
