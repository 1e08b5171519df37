"""Test of whether a grid resolves the narrowest parts and gaps of a shape."""

from __future__ import annotations

from typing import Any

from onnes.geometry.lengths import positive_length
from onnes.geometry.planar_shape import Shape
from onnes.geometry.regions import counts, polygons_of


def resolves(shape: Shape, cell: Any) -> bool:
    """Return whether a grid of a cell size resolves a shape.

    It does if the shape keeps its number of parts and of holes when it loses one cell all around and when it gains one:
    all strips and necks, holes and gaps are then wider than two cells.

    Raises:
        InputError: a cell size that is not positive.
    """
    reach = positive_length(cell, "cell")
    return all(counts(polygons_of(shape.region.buffer(distance, quad_segs=2))) == counts(shape.region)
               for distance in (-reach, reach))
