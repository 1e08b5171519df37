"""Shapes of samples as signed distances: negative inside, positive outside, zero on the surface.

A shape is a function of coordinates; ``union`` and ``difference`` make new shapes of old ones.
The grid never sees a staircase: `aperture` turns the distance into fractions of cells.
Coordinates and lengths are in the units of the grid.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from onnes.errors import InputError


class Shape:
    """A region of space; `distance` is its signed distance function."""

    def distance(self, *coordinates: np.ndarray) -> np.ndarray:
        """Signed distance (or a function with its sign and zero set) at points, any array shape."""
        raise NotImplementedError

    def __or__(self, other: Shape) -> Shape:
        return Union(self, other)

    def __sub__(self, other: Shape) -> Shape:
        return Difference(self, other)


def _positive(name: str, value: float) -> None:
    if not np.isfinite(value) or value <= 0:
        raise InputError(name, value, "a positive length")


@dataclass(frozen=True)
class Everywhere(Shape):
    """All of space: a sample that fills its grid."""

    def distance(self, *coordinates):
        return -np.ones_like(coordinates[0])


@dataclass(frozen=True)
class Slab(Shape):
    """``|x - centre| < half_thickness`` along one resolved axis."""

    half_thickness: float
    centre: float = 0.0
    axis: int = 0

    def __post_init__(self):
        _positive("half_thickness", self.half_thickness)

    def distance(self, *coordinates):
        return np.abs(coordinates[self.axis] - self.centre) - self.half_thickness


@dataclass(frozen=True)
class Ball(Shape):
    """Distance from a centre below a radius: a disc or cylinder in two dimensions, a sphere in three."""

    radius: float
    centre: tuple[float, ...] = ()

    def __post_init__(self):
        _positive("radius", self.radius)

    def distance(self, *coordinates):
        centre = self.centre or (0.0,) * len(coordinates)
        return np.sqrt(sum((x - c) ** 2 for x, c in zip(coordinates, centre, strict=True))) - self.radius


Disc = Cylinder = Sphere = Ball


@dataclass(frozen=True)
class Box(Shape):
    """``|x_d - centre_d| < half_sides_d`` for every axis."""

    half_sides: tuple[float, ...]
    centre: tuple[float, ...] = ()

    def __post_init__(self):
        for side in self.half_sides:
            _positive("half_sides", side)

    def distance(self, *coordinates):
        centre = self.centre or (0.0,) * len(coordinates)
        outside = [np.abs(x - c) - a for x, c, a in zip(coordinates, centre, self.half_sides, strict=True)]
        return np.sqrt(sum(np.maximum(q, 0) ** 2 for q in outside)) + np.minimum(np.maximum.reduce(outside), 0)


@dataclass(frozen=True)
class Polygon(Shape):
    """A polygon with holes, in the plane.

    Args:
        points: (n, 2) corners of the outline.
        holes: outlines of holes.

    Raises:
        InputError: fewer than three corners, an outline that crosses itself, a hole outside.
    """

    points: tuple[tuple[float, float], ...]
    holes: tuple[tuple[tuple[float, float], ...], ...] = ()

    def __post_init__(self):
        import shapely

        if len(self.points) < 3:
            raise InputError("points", len(self.points), "three or more corners")
        for outline in (self.points, *self.holes):
            if not np.all(np.isfinite(outline)):
                raise InputError("points", outline, "finite coordinates")
        outline = shapely.Polygon(self.points)
        if not outline.is_valid:
            raise InputError("points", shapely.is_valid_reason(outline), "an outline that does not cross itself")
        for hole in self.holes:
            if not outline.contains(shapely.Polygon(hole)):
                raise InputError("holes", "a hole outside the sample", "holes inside the outline",
                                 "Move or shrink the hole, or cut the outline instead.")

    def distance(self, *coordinates):
        import shapely

        area = shapely.Polygon(self.points, self.holes)
        shapely.prepare(area)
        points = shapely.points(np.stack([np.ravel(c) for c in coordinates[:2]], axis=-1))
        to_edge = shapely.distance(area.boundary, points)
        signed = np.where(shapely.contains(area, points), -to_edge, to_edge)
        return signed.reshape(np.shape(coordinates[0]))


@dataclass(frozen=True)
class Union(Shape):
    """Inside either."""

    first: Shape
    second: Shape

    def distance(self, *coordinates):
        return np.minimum(self.first.distance(*coordinates), self.second.distance(*coordinates))


@dataclass(frozen=True)
class Difference(Shape):
    """Inside the first and not inside the second."""

    first: Shape
    second: Shape

    def distance(self, *coordinates):
        return np.maximum(self.first.distance(*coordinates), -self.second.distance(*coordinates))


def ring(outer_radius: float, inner_radius: float, centre: Sequence[float] = ()) -> Shape:
    """A ring, or the cross-section of a tube.

    Raises:
        InputError: the hole is not inside the sample.
    """
    if not 0 < inner_radius < outer_radius:
        raise InputError("inner_radius", inner_radius, f"a radius above 0 and below the outer {outer_radius:g}",
                         "The hole must lie inside the sample.")
    return Ball(outer_radius, tuple(centre)) - Ball(inner_radius, tuple(centre))


Ring = Tube = ring
