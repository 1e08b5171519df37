"""Maps of a field from files: measured, or computed elsewhere."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from onnes.drives.arrays import LARGEST_FILE, Table, ascending, digest, gridded, in_si
from onnes.drives.sources import FieldMap
from onnes.errors import InputError, listed
from onnes.results import path_of, read_text

_COLUMN = re.compile(r"\s*([A-Za-z_]+)\s*(?:[/\[(]\s*([^\])]*?)\s*[\])]?)?\s*")
"""A name and its unit: "x", "x (um)", "x [um]", "x/um"."""
_PLACES, _FIELDS = ("x", "y", "z"), ("Bx", "By", "Bz")
_HDF5 = (".nc", ".nc4", ".h5", ".hdf5", ".hdf")
_HOW = 'Name columns in the first line, "x (um), y (um), Bz (mT)", and the variables of a netCDF file x, y, Bz.'


class Column(NamedTuple):
    """Numbers of a file and their unit, None where it does not say."""

    values: np.ndarray
    unit: str | None


@dataclass(frozen=True, eq=False)
class FieldTable(FieldMap):
    """B on a table over x, y and z, interpolated linearly.

    Attributes:
        map: B_z in the plane of the film.
        points: x, y and z, ascending, in m, with z from the plane of the film; one z where the file had none.
        B: B_z, or B_x, B_y and B_z, in T, shape (1 or 3, nx, ny, nz).
    """

    points: tuple[np.ndarray, np.ndarray, np.ndarray]
    B: np.ndarray

    def seen_from(self, z):
        if z == 0:
            return self
        x, y, heights = self.points
        if not heights[0] <= z <= heights[-1] or len(heights) == 1:
            raise InputError("field", f"a file with B from z = {heights[0]:g} to {heights[-1]:g} m above the film",
                             f"one that has B at {z:g} m", "Give the file a column z, with planes below and above.")
        return field_table((x, y, heights - z), self.B)

    def in_plane_induction(self, x, y):
        if len(self.B) == 1:
            raise InputError("field", "a file with Bz alone", "one with Bx, By and Bz",
                             "The components along the film are wanted here.")
        B_x, B_y = (_in_plane(self.points, component).on(x, y) for component in self.B[:2])
        return B_x, B_y

    def describe(self) -> str:
        return f"B on a table of shape {self.B.shape[1:]} with digest {digest(self.B)}"


def field_table(points: tuple[np.ndarray, np.ndarray, np.ndarray], B: np.ndarray) -> FieldTable:
    """Return the source of a table whose z are those from the plane of the film."""
    return FieldTable(_in_plane(points, B[-1]), points, B)


def _in_plane(points: tuple[np.ndarray, np.ndarray, np.ndarray], values: np.ndarray) -> Table:
    """Return a component in the plane z = 0, between planes linearly."""
    x, y, z = points
    k = int(np.clip(np.searchsorted(z, 0.0), 1, len(z) - 1)) if len(z) > 1 else 0
    share = 0.0 if len(z) == 1 else z[k] / (z[k] - z[k - 1])
    return Table(("x", "y"), (x, y), share * values[..., k - 1] + (1 - share) * values[..., k], None, "field")


def read(path: str | Path, height: float, length_unit: str | None, field_unit: str | None) -> FieldTable:
    """Return the field in a file, see `onnes.fields.from_file`."""
    name = path_of(path, "path")
    columns = _from_hdf5(name) if name.suffix.lower() in _HDF5 else _from_text(name)
    missing = [each for each in ("x", "y", "Bz") if each not in columns]
    if missing or ("Bx" in columns) != ("By" in columns):
        lacking = missing or [each for each in _FIELDS if each not in columns]
        raise InputError("path", f"{name}, which has {listed(list(columns)) or 'no names'}",
                         f"a file that has {' and '.join(lacking)}", _HOW)
    axes = [each for each in _PLACES if each in columns]
    fields = list(_FIELDS) if "Bx" in columns else ["Bz"]
    places = [_in_si(each, columns[each], "m", length_unit, "length_unit", name) for each in axes]
    components = [_in_si(each, columns[each], "T", field_unit, "field_unit", name) for each in fields]
    if components[0].ndim == 1:
        places, components = gridded(axes, places, components)
    x, y, *z = (ascending(each, axis, "path") for each, axis in zip(places, axes, strict=True))
    if not z:
        return field_table((x, y, np.zeros(1)), np.stack(components)[..., None])
    above = z[0] - height
    if not above[0] <= 0 <= above[-1]:
        raise InputError("height", f"{height:g} m", f"a z of the file, from {z[0][0]:g} to {z[0][-1]:g} m",
                         "It is the z at which the film lies in the coordinates of the file.")
    return field_table((x, y, above), np.stack(components))


def _in_si(name: str, column: Column, unit: str, given: str | None, argument: str, path: Path) -> np.ndarray:
    """Return the numbers of a column in SI; the unit that the user gave goes before that of the file."""
    own = given or column.unit
    if own is None:
        raise InputError(argument, f"nothing, and {path} names no unit of {name}", f"the unit of {name}",
                         f'Write {argument}="{"um" if unit == "m" else "mT"}", or "{name} '
                         f'({"um" if unit == "m" else "mT"})" in the first line of the file.')
    return in_si(column.values, own, unit, f"{argument} of {name}")


def _from_text(path: Path) -> dict[str, Column]:
    """Return the columns of a text file whose first line names them; commas, semicolons or tabs between."""
    fewer = "Leave out points between which the field is nearly linear, or write a netCDF file."
    lines = [line for line in read_text(path, "path", LARGEST_FILE, fewer).splitlines() if line.strip()]
    header = lines[0].lstrip("# ") if lines else ""
    between = next((mark for mark in ",;\t" if mark in header), ",")
    found = [_COLUMN.fullmatch(each) for each in header.split(between)]
    if not all(found):
        raise InputError("path", f"{path} whose first line is {header[:60]!r}", "the names of its columns there", _HOW)
    names = [(_called(each[1]), each[2] or None) for each in found if each is not None]
    rows = list(csv.reader((line for line in lines[1:] if not line.lstrip().startswith("#")), delimiter=between))
    try:
        table = np.array(rows, dtype=float)
    except ValueError as error:
        raise InputError("path", str(path), "a number in every cell, as many in each line", str(error)) from error
    if table.ndim != 2 or table.shape[1] != len(names):
        raise InputError("path", f"{path} of shape {table.shape} below its first line", f"{len(names)} columns")
    return {name: Column(values, unit) for (name, unit), values in zip(names, table.T, strict=True)}


def _from_hdf5(path: Path) -> dict[str, Column]:
    """Return the variables of a netCDF-4 or HDF5 file; fields over (x, y) or (x, y, z).

    A file that names the dimensions of a variable, as netCDF does, may have them in any order.
    """
    import h5py

    try:
        with h5py.File(path) as file:
            held = {_called(name): each for name, each in file.items() if isinstance(each, h5py.Dataset)}
            columns = {name: _variable(name, each, held, path) for name, each in held.items()
                       if name in (*_PLACES, *_FIELDS)}
    except OSError as error:
        raise InputError("path", str(path), "a netCDF-4 or HDF5 file that can be read", f"{error}.") from error
    return columns


def _variable(name: str, variable: Any, held: Mapping[str, Any], path: Path) -> Column:
    values, unit = np.asarray(variable[()]), variable.attrs.get("units")
    unit = unit.decode() if isinstance(unit, bytes) else unit
    if name in _PLACES:
        return Column(np.ravel(values), unit)
    axes = [each for each in _PLACES if each in held]
    scales = [_called(next(iter(each.values())).name.rsplit("/", 1)[-1]) if len(each) else "" for each in variable.dims]
    order = [scales.index(each) for each in axes] if sorted(scales) == sorted(axes) else range(values.ndim)
    expected = tuple(held[each].size for each in axes)
    if values.ndim != len(axes) or np.transpose(values, order).shape != expected:
        raise InputError("path", f"{path} with {name} of shape {values.shape}",
                         f"{' x '.join(map(str, expected))} numbers, for the points along {', '.join(axes)}", _HOW)
    return Column(np.transpose(values, order), unit)


def _called(name: str) -> str:
    """Return the name of a column as it is called here: b_z and BZ are Bz."""
    plain = name.replace("_", "").casefold()
    return plain.capitalize() if plain in ("bx", "by", "bz") else plain
