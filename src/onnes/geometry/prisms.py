"""Bodies with vertical walls in space: regions of the plane, each between two heights."""

from __future__ import annotations

from typing import NamedTuple

from onnes.geometry.planar_shape import Shape


class Prism(NamedTuple):
    """Points (x, y, z) with (x, y) in a shape and z between two heights; lengths in the units of the grid.

    Attributes:
        base: the shape in the plane.
        bottom, top: heights.
    """

    base: Shape
    bottom: float
    top: float


class Prisms(NamedTuple):
    """Prisms that do not overlap; those that touch are one body.

    Attributes:
        parts: the prisms.
    """

    parts: tuple[Prism, ...]
