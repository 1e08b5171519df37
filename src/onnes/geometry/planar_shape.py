"""Shapes in the plane: regions with straight or finely divided outlines, holes and several parts, over shapely."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import shapely
from shapely import affinity

from onnes.errors import InputError, door, shortened
from onnes.geometry.lengths import lengths, point
from onnes.geometry.regions import Region, aligned, counts, polygons_of
from onnes.geometry.repair import region_of
from onnes.units import to_si

_DECIMALS = 40
"""Decimal places of text: more than a float has, so that shapely writes every digit."""


@dataclass(frozen=True, eq=False)
class Shape:
    """A region of the plane, of one or several parts, with or without holes; lengths in metres.

    ``a + b`` is the union, ``a - b`` the difference, ``a & b`` the intersection; b may be whatever `shape` accepts,
    so that ``plate - [hole, hole, ...]`` cuts a thousand holes at once. Sides that are meant to coincide do, though
    their coordinates differ by rounding. Shapes are equal if they cover the same points of the plane.

    Attributes:
        region: shapely Polygon or MultiPolygon.

    Raises:
        InputError: see `shape`; also an operation that leaves nothing.
    """

    region: Region

    def __post_init__(self):
        object.__setattr__(self, "region", region_of(self.region, "region"))

    def __add__(self, other: Any) -> Shape:
        return Shape(polygons_of(shapely.union(*aligned([self.region, shape(other).region]))))

    def __sub__(self, other: Any) -> Shape:
        other = shape(other)
        if not self.region.intersects(other.region):
            warnings.warn("What is subtracted lies outside of the shape: nothing is cut.", stacklevel=2)
        return self._combined(shapely.difference, other, "what is subtracted covers all of the shape")

    def __and__(self, other: Any) -> Shape:
        return self._combined(shapely.intersection, other, "the two shapes have no area in common")

    def _combined(self, operation, other: Any, nothing: str) -> Shape:
        left = polygons_of(operation(*aligned([self.region, shape(other).region])))
        if left.is_empty:
            raise InputError("shape", nothing, "shapes of which something is left",
                             "Look at the bounds of both: are their lengths in the same unit?")
        return Shape(left)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Shape) and bool(self.region.equals(other.region))

    def __hash__(self) -> int:
        return hash(self.bounds)

    def __repr__(self) -> str:
        x_min, y_min, x_max, y_max = self.bounds
        parts, holes = counts(self.region)
        return (f"Shape({_readable(x_max - x_min)} x {_readable(y_max - y_min)}"
                + f", {parts} parts" * (parts > 1) + f", {holes} hole{'s' * (holes > 1)}" * (holes > 0) + ")")

    @property
    def area(self) -> float:
        """Area in m^2."""
        return self.region.area

    @property
    def bounds(self) -> tuple[float, float, float, float]:
        """Smallest x and y, largest x and y."""
        return self.region.bounds

    @cached_property
    def holes(self) -> list[Shape]:
        """The holes of all parts, filled."""
        return [Shape(shapely.Polygon(hole)) for part in shapely.get_parts(self.region) for hole in part.interiors]

    def moved(self, dx: Any, dy: Any) -> Shape:
        """Return the shape displaced by lengths dx and dy."""
        step = np.array([to_si(dx, "m", "dx"), to_si(dy, "m", "dy")])
        return Shape(shapely.transform(self.region, lambda corners: corners + step))

    def rotated(self, angle: Any, about: Any = (0.0, 0.0)) -> Shape:
        """Return the shape turned counterclockwise by an angle ("30 deg", or radians) about a point."""
        radians = to_si(angle, "rad", "angle")
        return Shape(affinity.rotate(self.region, radians, point(about, "about"), use_radians=True))

    def scaled(self, factor: float) -> Shape:
        """Return the shape with all lengths multiplied by a factor: 1/xi for a grid in units of xi.

        Raises:
            InputError: a factor that is not a finite number above 0.
        """
        number = to_si(factor, "", "factor")
        if number <= 0:
            raise InputError("factor", factor, "a number above 0", "Write 1/xi, with xi in metres, for lengths in xi.")
        return Shape(shapely.transform(self.region, lambda corners: corners * number))

    def contains(self, x: Any, y: Any) -> np.ndarray:
        """Return whether points (numbers or arrays of lengths) lie in the shape or on its outline."""
        shapely.prepare(self.region)
        return shapely.intersects_xy(self.region, lengths(x, "x"), lengths(y, "y"))

    def to_wkt(self) -> str:
        """Return the shape as well-known text, in metres, to the last digit."""
        return shapely.to_wkt(self.region, rounding_precision=_DECIMALS)


@door
def shape(anything: Any, unit: str = "m", argument: str = "shape") -> Shape:
    """Return a Shape from a Shape, a shapely polygon, well-known text, or a sequence of these, which are united.

    What is not valid is repaired, and a warning says what was done: a ring as one keyholed polygon becomes a ring with
    a hole; an outline that crosses itself is all that it goes around; repeated corners and slivers of rounding go.

    Args:
        unit: of the coordinates of shapely geometries and of text.
        argument: name by which errors call what came.

    Raises:
        InputError: text or an object that is no polygon, an empty one, coordinates that are not finite, a hole outside
            its outline.
    """
    if isinstance(anything, Shape):
        return anything
    if isinstance(anything, str):
        anything = _parsed(anything, argument)
    if isinstance(anything, shapely.Geometry):
        found = Shape(region_of(anything, argument))
        return found if unit == "m" else found.scaled(to_si(f"1 {unit}", "m", "unit"))
    if isinstance(anything, Iterable):
        with suppress(TypeError, RecursionError):  # an array without a dimension, a list that contains itself
            parts = [shape(part, unit, argument).region for part in anything]
            if parts:
                return Shape(polygons_of(shapely.disjoint_subset_union_all(aligned(parts))))
    raise InputError(argument, anything, "a shape, a shapely polygon or well-known text",
                     'Write for example rectangle("800 nm", "400 nm") or "POLYGON ((0 0, 20 0, 10 15, 0 0))".')


def _parsed(text: str, argument: str) -> shapely.Geometry:
    try:
        with np.errstate(invalid="ignore"):  # NaN among the coordinates is refused later, by name
            return shapely.from_wkt(text)
    except shapely.errors.GEOSException as error:
        raise InputError(argument, text, "a polygon as well-known text",
                         f"Write for example POLYGON ((0 0, 20 0, 10 15, 0 0)). {shortened(str(error))}") from error


def _readable(metres: float) -> str:
    for size, unit in ((1.0, "m"), (1e-3, "mm"), (1e-6, "um")):
        if metres >= size:
            return f"{metres / size:.4g} {unit}"
    return f"{metres / 1e-9:.4g} nm"
