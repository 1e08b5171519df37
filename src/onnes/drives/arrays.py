"""Signals given as numbers: arrays on the nodes of a grid, and tables between whose points is interpolated."""

from __future__ import annotations

import csv
import hashlib
import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.drives.signals import Signal
from onnes.errors import InputError, door
from onnes.results import path_of, read_text
from onnes.units import describe, to_si
from onnes.units.registry import with_article

if TYPE_CHECKING:
    import xarray as xr

LARGEST_FILE = 100_000_000
"""Bytes of a file of numbers."""
_AXES = {"x": ("x", "m"), "y": ("y", "m"), "t": ("t", "s"), "time": ("t", "s")}


def in_si(values: Any, given: str | None, unit: str, argument: str) -> np.ndarray:
    """Return an array in SI numbers of ``unit``.

    Args:
        values: numbers or a pint quantity, of any shape.
        given: the unit of the numbers; None where they are in ``unit``.

    Raises:
        InputError: another dimension, or values that are not finite real numbers.
    """
    given = str(values.units) if hasattr(values, "magnitude") else given
    values = getattr(values, "magnitude", values)
    expected = f"finite real numbers for {with_article(describe(unit))}"
    if np.asarray(values).dtype.kind not in "fiu":
        raise InputError(argument, np.asarray(values).dtype, expected)
    numbers = np.asarray(values, float)
    if not np.all(np.isfinite(numbers)):
        raise InputError(argument, f"{np.sum(~np.isfinite(numbers))} of {numbers.size} that are NaN or infinite",
                         expected)
    if given is None:
        return numbers
    one, zero = (to_si(f"{size} {given}", unit, argument) for size in (1, 0))
    return numbers * (one - zero) + zero


@dataclass(frozen=True, eq=False)
class OnNodes(Signal):
    """An array on the nodes of the grid of a device, shape (nx, ny).

    Attributes:
        values: its numbers.
        given: their unit, None where it is that of the quantity wanted.
    """

    values: np.ndarray
    given: str | None = None
    argument: str = "value"

    @property
    def variables(self) -> tuple[str, ...]:
        return "x", "y"

    @property
    def on_nodes(self) -> bool:
        return True

    @property
    def has_unit(self) -> bool:
        return self.given is not None

    def in_si(self, unit: str, argument: str) -> Signal:
        return OnNodes(in_si(self.values, self.given, unit, argument), None, argument)

    def value(self, x, y, t):
        if np.shape(x) != self.values.shape:
            raise InputError(self.argument, f"an array of shape {self.values.shape}",
                             f"one number for each of {np.shape(x)} nodes",
                             "An xarray.DataArray with coordinates x and y is interpolated instead.")
        return self.values

    def describe(self) -> str:
        return f"array of shape {self.values.shape} with digest {digest(self.values)}"


@dataclass(frozen=True, eq=False)
class Table(Signal):
    """Values at the points of a rectangular table over some of x, y and t, interpolated linearly.

    Before the first and after the last time the value there is kept. So is the value at an end of x or y, up to one
    spacing of the table beyond it; points further away are refused.

    Attributes:
        axes: names of its axes, of "x", "y", "t".
        points: along each axis, ascending, in m or s.
        values: shape (len(points[0]), ...).
        given: unit of the values, None where it is that of the quantity wanted.
    """

    axes: tuple[str, ...]
    points: tuple[np.ndarray, ...]
    values: np.ndarray = field(repr=False)
    given: str | None = None
    argument: str = "value"

    @property
    def variables(self) -> tuple[str, ...]:
        return self.axes

    @property
    def corners(self) -> tuple[float, ...]:
        return () if self.steady else tuple(self.points[self.axes.index("t")].tolist())

    @property
    def settles(self) -> float:
        return max(self.corners, default=-math.inf)

    @property
    def has_unit(self) -> bool:
        return self.given is not None

    def in_si(self, unit: str, argument: str) -> Signal:
        return replace(self, values=in_si(self.values, self.given, unit, argument), given=None, argument=argument)

    @cached_property
    def _interpolator(self):
        from scipy.interpolate import RegularGridInterpolator

        return RegularGridInterpolator(self.points, self.values)

    def value(self, x, y, t):
        given = {"x": x, "y": y, "t": t}
        where = [self._within(name, points, given[name]) for name, points in zip(self.axes, self.points, strict=True)]
        if len(where) == 1:
            result = np.interp(where[0], self.points[0], self.values)
            return float(result) if self.uniform else result
        at = np.stack(np.broadcast_arrays(*where), axis=-1)
        return self._interpolator(at).reshape(at.shape[:-1])

    def _within(self, name: str, points: np.ndarray, at: Any) -> np.ndarray:
        at = np.asarray(at)
        if name != "t":
            low, high = 2 * points[0] - points[1], 2 * points[-1] - points[-2]
            if np.any((at < low) | (at > high)):
                raise InputError(self.argument, f"values from {name} = {points[0]:.4g} to {points[-1]:.4g} m",
                                 f"values from {np.min(at):.4g} to {np.max(at):.4g} m",
                                 "Extend the table over the whole device; coordinates are in m unless it says else.")
        return np.clip(at, points[0], points[-1])

    def describe(self) -> str:
        return f"table over {', '.join(self.axes)} of shape {self.values.shape} with digest {digest(self.values)}"


def labelled(array: xr.DataArray, argument: str) -> Table:
    """Return the table in an xarray.DataArray with coordinates among x, y and t (or time).

    Attributes called "units", of the array and of its coordinates, are respected; otherwise they are SI.

    Raises:
        InputError: other dimensions, coordinates that are missing or not ascending.
    """
    unknown = [name for name in array.dims if name not in _AXES or name not in array.coords]
    if unknown or not array.dims:
        raise InputError(argument, f"a DataArray over {array.dims}", "one with coordinates among x, y and time")
    kinds = [_AXES[str(name)] for name in array.dims]
    points = tuple(ascending(in_si(array[name].values, array[name].attrs.get("units"), unit, argument), axis, argument)
                   for name, (axis, unit) in zip(array.dims, kinds, strict=True))
    return Table(tuple(axis for axis, _ in kinds), points, array.values, array.attrs.get("units"))


@door
def from_csv(path: str | Path, unit: str | None = None, time_unit: str = "s", length_unit: str = "m") -> Table:
    """Return the table in a file of comma-separated numbers, interpolated linearly.

    Two columns are time and value; three are x, y and value, with each x beside each y, in any order. Lines before the
    numbers (a header) and lines that begin with # are passed over. Before the first and after the last time the value
    there is kept.

    Args:
        unit: of the values, such as "mT"; None where they are in the SI unit of the quantity wanted.
        time_unit, length_unit: of the times, or of x and y.

    Raises:
        InputError: a file that cannot be read, with other columns or with gaps, or a unit of another dimension.
    """
    table = _numbers(path_of(path, "path"))
    if table.shape[1] == 2:
        times = ascending(in_si(table[:, 0], time_unit, "s", "time_unit"), "t", "path")
        return Table(("t",), (times,), table[:, 1], unit)
    (xs, ys), (values,) = gridded(("x", "y"), list(table.T[:2]), [table[:, 2]])
    points = tuple(ascending(in_si(along, length_unit, "m", "length_unit"), name, "path")
                   for name, along in (("x", xs), ("y", ys)))
    return Table(("x", "y"), points, values, unit)


def gridded(names: Sequence[str], places: Sequence[np.ndarray],
            columns: Sequence[np.ndarray]) -> tuple[list[np.ndarray], list[np.ndarray]]:
    """Return the points along each axis of a table, and columns as arrays over them, from rows in any order.

    Raises:
        InputError: rows that are not each point beside each other once.
    """
    found = [np.unique(each, return_inverse=True) for each in places]
    shape, at = tuple(len(points) for points, _ in found), tuple(index for _, index in found)
    count = np.zeros(shape, int)
    np.add.at(count, at, 1)
    if np.any(count != 1):
        raise InputError("path", f"{len(columns[0])} points with " + " and ".join(
            f"{n} {name}" for n, name in zip(shape, names, strict=True)),
            f"each {' beside each '.join(names)} once",
            "Interpolate scattered points onto a grid first (scipy.interpolate.griddata).")
    arrays = [np.zeros(shape) for _ in columns]
    for array, column in zip(arrays, columns, strict=True):
        array[at] = column
    return [points for points, _ in found], arrays


def _numbers(path: Path) -> np.ndarray:
    """Return the rows of a file of numbers, shape (rows, 2 or 3)."""
    fewer = "Leave out points between which the values are nearly linear."
    lines = read_text(path, "path", LARGEST_FILE, fewer).splitlines()
    rows = list(csv.reader(line for line in lines if line.strip() and not line.lstrip().startswith("#")))
    while rows and not _is_number(rows[0][0]):
        rows.pop(0)
    try:
        table = np.array(rows, dtype=float)
    except ValueError as error:
        raise InputError("path", str(path), "a number in every cell, as many in each line", str(error)) from error
    if table.ndim != 2 or table.shape[1] not in (2, 3):
        raise InputError("path", f"{path} of shape {table.shape}", "two columns (time, value) or three (x, y, value)")
    return table


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True


def ascending(points: np.ndarray, name: str, argument: str) -> np.ndarray:
    """Return points as they are; InputError, with the name of their axis, where they do not ascend."""
    if len(points) < 2 or not np.all(np.diff(points) > 0):
        raise InputError(argument, f"{len(points)} values of {name}", f"two or more ascending values of {name}",
                         "Sort them, and put two points close together for a jump.")
    return points


def digest(values: np.ndarray) -> str:
    """Return text that tells one array from another, for the record of a run."""
    return hashlib.blake2b(np.ascontiguousarray(values).tobytes(), digest_size=8).hexdigest()
