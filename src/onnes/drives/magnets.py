"""Magnets beside a film, magnetised across it: of one magnetisation in any outline, or with a pattern.

Source: J. D. Jackson, Classical Electrodynamics (1999), section 5.10.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

import numpy as np
import shapely
from scipy.interpolate import RectBivariateSpline
from scipy.signal import fftconvolve

from onnes.drives.arrays import OnNodes, Table, digest
from onnes.drives.signals import Signal
from onnes.drives.sources import Pair, Source, mirrored
from onnes.errors import InputError
from onnes.geometry import Shape
from onnes.geometry.regions import coarsened
from onnes.grids import Grid
from onnes.grids.cell_potential import corner_gradient, corner_potential
from onnes.grids.polygon_aperture import polygon_fractions
from onnes.units.constants import VACUUM_PERMEABILITY

_SIDES = 200
"""Part of the height, or of a fifth of the root of the area, by which rims may be moved to have fewer corners."""
_CELLS = 8
"""Cells of a pattern, and points between which its field is interpolated, per height."""
_MOST_CELLS = 2**23
_BEYOND = 4
"""Points of the interpolated field beyond the places where it is wanted."""
_GAUSS = np.polynomial.legendre.leggauss(3)


@dataclass(frozen=True, eq=False)
class Magnet(Source):
    """One A/m along z within an outline, from z = low to z = high: a current around its sides.

        A = (mu_0/4 pi) sum_e t_e int_e dl int dz'/|r - r'|

    over the straight sides e of the outline along the unit vectors t_e, anticlockwise; the potential of a rectangle is
    in closed form, see `onnes.grids.cell_potential`.

    Attributes:
        sides: x and y of both ends of each side in m, shape (n, 2, 2).
        low, high: in m, both above or both below the plane.
    """

    sides: np.ndarray
    low: float
    high: float

    def induction(self, x, y, t):
        total = np.zeros(np.broadcast_shapes(np.shape(x), np.shape(y)))
        for _, gradient in self._rectangles(x, y, corner_gradient):
            total -= gradient[2]
        return total

    def vector_potential(self, x, y):
        return _along_sides((along, part) for along, (part,) in self._rectangles(
            x, y, lambda *r: (corner_potential(*r),)))

    def in_plane_induction(self, x, y):
        """``B_x = -d_z A_y``, ``B_y = d_z A_x``."""
        d_z_A_x, d_z_A_y = _along_sides((along, gradient[1]) for along, gradient in self._rectangles(
            x, y, corner_gradient))
        return -d_z_A_y, d_z_A_x

    def seen_from(self, z):
        return replace(self, low=self.low - z, high=self.high - z)

    def image(self, depth):
        return -1.0, replace(self, low=mirrored(self.high, depth), high=mirrored(self.low, depth))

    def describe(self) -> str:
        return f"magnet with {len(self.sides)} sides {digest(self.sides)} from z = {self.low:g} to {self.high:g} m"

    def _rectangles(self, x, y, of_corner: Callable[..., tuple]):
        """Return, for every side, its direction and the sum over the corners of its face, times mu_0/4 pi.

        Args:
            of_corner: function of the displacement from a corner along the side, along z and to the left of the side.
        """
        constant = VACUUM_PERMEABILITY / (4 * math.pi)
        for start, end in self.sides:
            length = math.hypot(*(end - start))
            t_x, t_y = along = (end - start) / length
            u = (x - start[0]) * t_x + (y - start[1]) * t_y
            left = (y - start[1]) * t_x - (x - start[0]) * t_y
            corners = [(sign, of_corner(u - shift, -z, left)) for sign, shift, z in (
                (1, 0.0, self.low), (-1, length, self.low), (-1, 0.0, self.high), (1, length, self.high))]
            yield along, tuple(constant * sum(sign * part[k] for sign, part in corners)
                               for k in range(len(corners[0][1])))


def _along_sides(parts: Iterable[tuple[np.ndarray, Any]]) -> Pair:
    """Return the sum of what is along the directions of sides."""
    total_x = total_y = 0.0
    for (t_x, t_y), part in parts:
        total_x, total_y = total_x + t_x * part, total_y + t_y * part
    return total_x, total_y  # type: ignore[return-value]


@dataclass(frozen=True, eq=False)
class Pattern(Source):
    """A magnetisation along z that depends on place, the same from z = low to z = high, on equal cells.

        W(r) = (mu_0/4 pi) int M(r') d^2r' int dz'/|r - r'|,    A = (d_y W, -d_x W),    B_z = -lap W

    W is a convolution with the potential of a cell, and interpolated by polynomials of degree 5 between points less
    than an eighth of the height apart, on which scale it is smooth: the B of given cells is right to 1e-5 of its
    largest value. What a function does within a cell, and a curved rim, are left out: some 1e-3.

    Attributes:
        corner: lowest x and y of the first cell, in m.
        spacing: of the cells along x and y, in m.
        values: M in A/m per unit, shape (nx, ny).
        low, high: in m, both above or both below the plane.
    """

    corner: tuple[float, float]
    spacing: tuple[float, float]
    values: np.ndarray
    low: float
    high: float

    def induction(self, x, y, t):
        W = self._interpolated(x, y, self._potential)
        return -W(x, y, dx=2, grid=False) - W(x, y, dy=2, grid=False)

    def vector_potential(self, x, y):
        W = self._interpolated(x, y, self._potential)
        return W(x, y, dy=1, grid=False), -W(x, y, dx=1, grid=False)

    def in_plane_induction(self, x, y):
        """``(B_x, B_y) = grad d_z W``."""
        rise = self._interpolated(x, y, self._slope)
        return rise(x, y, dx=1, grid=False), rise(x, y, dy=1, grid=False)

    def seen_from(self, z):
        low, high = self.low - z, self.high - z
        if low <= 0 <= high:
            raise InputError("field", f"a plane at z = {z:g} m, within a magnetised layer", "a plane beside it")
        return pattern_of(self.corner, self.spacing, self.values, low, high)

    def image(self, depth):
        return -1.0, replace(self, low=mirrored(self.high, depth), high=mirrored(self.low, depth))

    def describe(self) -> str:
        return (f"magnetisation on {self.values.shape} cells {digest(self.values)} from ({self.corner[0]:g}, "
                f"{self.corner[1]:g}) m, from z = {self.low:g} to {self.high:g} m")

    def _potential(self, squared):
        """Return ``int dz'/r`` of a column at a squared distance in the plane."""
        near, far = sorted((abs(self.low), abs(self.high)))
        return np.log((far + np.sqrt(squared + far**2)) / (near + np.sqrt(squared + near**2)))

    def _slope(self, squared):
        """Return the derivative of `_potential` with respect to z."""
        return 1 / np.sqrt(squared + self.low**2) - 1 / np.sqrt(squared + self.high**2)

    def _interpolated(self, x, y, of_column: Callable[[Any], Any]) -> RectBivariateSpline:
        """Return the sum over all cells of a function of columns, interpolated where points are."""
        begin = [corner + 0.5 * h for corner, h in zip(self.corner, self.spacing, strict=True)]
        ends = [((np.min(points) - first) / h, (np.max(points) - first) / h)
                for points, first, h in zip((x, y), begin, self.spacing, strict=True)]
        steps = [np.arange(math.floor(low) - _BEYOND, math.ceil(high) + _BEYOND + 1) for low, high in ends]
        _check_count(math.prod(len(s) + n for s, n in zip(steps, self.values.shape, strict=True)))
        # Differences between points and cells.
        away = [h * np.arange(s[0] - n + 1, s[-1] + 1) for s, n, h in
                zip(steps, self.values.shape, self.spacing, strict=True)]
        points, weights = _GAUSS
        kernel = np.zeros((len(away[0]), len(away[1])))
        for (p, a), (q, b) in product(zip(points, weights, strict=True), repeat=2):
            squared = (np.square(along - 0.5 * h * at) for along, h, at in zip(away, self.spacing, (p, q), strict=True))
            kernel += 0.25 * a * b * of_column(np.add.outer(*squared))
        factor = VACUUM_PERMEABILITY / (4 * math.pi) * math.prod(self.spacing)
        total = factor * fftconvolve(kernel, self.values, mode="valid")
        nodes_x, nodes_y = (first + h * s for first, h, s in zip(begin, self.spacing, steps, strict=True))
        return RectBivariateSpline(nodes_x, nodes_y, total, kx=5, ky=5)


def magnet_of(shape: Shape, low: float, high: float) -> Magnet:
    """Return the magnet of one A/m within a shape, with as many sides of a curved rim as can be told apart."""
    height, sides = min(abs(low), abs(high)), []
    for part in shapely.get_parts(shape.region):
        turned = shapely.orient_polygons(part)  # holes clockwise
        for ring in (turned.exterior, *turned.interiors):
            corners = _with_fewer_corners(ring, height)
            sides.append(np.stack([corners[:-1], corners[1:]], axis=1))
    return Magnet(np.concatenate(sides), low, high)


def _with_fewer_corners(ring: shapely.LinearRing, height: float) -> np.ndarray:
    """Return the corners of a ring, or of one of the same area with fewer sides, shape (n + 1, 2)."""
    whole = shapely.Polygon(ring)
    fewer = coarsened(whole, min(height, 0.2 * math.sqrt(whole.area)) / _SIDES)
    grown = math.sqrt(whole.area / fewer.area)
    middle, corners = shapely.get_coordinates(whole.centroid)[0], shapely.get_coordinates(fewer.exterior)
    turned = 1 if shapely.is_ccw(fewer.exterior) == shapely.is_ccw(ring) else -1
    return (corners if grown == 1 else middle + grown * (corners - middle))[::turned]


def pattern_of(corner: tuple[float, float], spacing: tuple[float, float], values: np.ndarray, low: float,
               high: float) -> Pattern:
    """Return the pattern of given cells, cut into smaller ones where they are large beside the height."""
    height = min(abs(low), abs(high))
    parts = [math.ceil(_CELLS * h / height) for h in spacing]
    _check_count(values.size * math.prod(parts))
    cells = np.repeat(np.repeat(values, parts[0], axis=0), parts[1], axis=1)
    return Pattern(corner, (spacing[0] / parts[0], spacing[1] / parts[1]), cells, low, high)


def pattern_of_place(place: Signal, shape: Shape | None, low: float, high: float) -> Pattern:
    """Return the pattern of a magnetisation that depends on place, in A/m.

    Args:
        place: a function of x and y, which is taken in the middle of cells of an eighth of the height; a table, whose
            values are those around their places; or an array, of cells that fill the bounding box of the shape.
        shape: outside of which nothing is magnetised; that of the table if left out.

    Raises:
        InputError: a function or an array without a shape; one that changes with time; a layer of too many cells.
    """
    if not place.steady:
        raise InputError("magnetisation", place.describe(), "a function of x and y alone",
                         "Let its strength change: onnes.ramp(0, 1, ...) * onnes.fields.magnet(...).")
    if isinstance(place, Table) and shape is None:
        ends = [(along[0], along[-1], (along[-1] - along[0]) / (len(along) - 1))
                for along in (place.points[place.axes.index(name)] for name in ("x", "y"))]
        (low_x, high_x, h_x), (low_y, high_y, h_y) = ends
        bounds = low_x - 0.5 * h_x, low_y - 0.5 * h_y, high_x + 0.5 * h_x, high_y + 0.5 * h_y
    elif shape is not None:
        bounds = shape.bounds
    else:
        raise InputError("shape", "nothing", "the shape of the magnetised layer",
                         "Write onnes.fields.magnet(..., shape=onnes.rectangle(...)).")
    if isinstance(place, OnNodes) and np.ndim(place.values) != 2:
        raise InputError("magnetisation", f"an array of shape {np.shape(place.values)}",
                         "one over x and y, of cells that fill the bounding box of the shape")
    low_x, low_y, high_x, high_y = bounds
    height = min(abs(low), abs(high))
    sides = high_x - low_x, high_y - low_y
    counts = place.values.shape if isinstance(place, OnNodes) else tuple(
        math.ceil(_CELLS * side / height) for side in sides)
    _check_count(math.prod(counts))
    h = sides[0] / counts[0], sides[1] / counts[1]
    x, y = (first + step * (np.arange(n) + 0.5) for first, step, n in zip((low_x, low_y), h, counts, strict=True))
    values = np.array(place.on(x[:, None], y[None, :], 0.0))
    if shape is not None:
        values *= _covered(shape, (x, y), h)
    return pattern_of((low_x, low_y), h, values, low, high)


def _covered(shape: Shape, middles: tuple[np.ndarray, np.ndarray], spacing: tuple[float, float]) -> np.ndarray:
    """Return the part of each cell within a shape."""
    nodes = [np.concatenate([[along[0] - h], along, [along[-1] + h]]) / spacing[0]
             for along, h in zip(middles, spacing, strict=True)]
    return polygon_fractions(Grid(nodes), shape.scaled(1 / spacing[0]))[0][1:-1, 1:-1]


def _check_count(count: int) -> None:
    if count > _MOST_CELLS:
        raise InputError("height", f"{count:,} cells of an eighth of the height", f"at most {_MOST_CELLS:,}",
                         "Cut the pattern to what is near the film, or give shapes of one magnetisation each, whose "
                         "field is in closed form.")
