"""Records of a run in a file that can be read while it grows.

One line of JSON that names the columns with their types and shapes, then one row of fixed size after another, the
numbers as they lie in memory (little-endian, C order). A row is there once it is whole: what a killed run left of one
is not counted. No library is needed to read it: ``numpy.fromfile`` with the types of the first line, from its end on.
"""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np

from onnes.errors import InputError, door
from onnes.results import path_of

FILE = "records"
FORMAT = 1
_NUMBERS = "biufc"
_LONGEST_LINE = 1_000_000
"""Bytes of the first line."""


@door
def read_running(path: str | Path, since: int = 0) -> dict[str, np.ndarray]:
    """Records so far of a run with a checkpoint; it may be running, killed or done.

    Safe to call again and again from another process while the run goes on: rows appear one by one, each whole.

    Args:
        path: the checkpoint, as given to the run.
        since: leave out so many rows from the start, those that were read before.

    Returns:
        name -> array with one entry per recorded time (``time``, ``energy``, the ledger, and what the run was asked
        to record), in the units of the law: tau, xi, Bc2. Empty while the run is still being set up.

    Raises:
        InputError: nothing is there, or no checkpoint.
    """
    path = path_of(path, "path")
    if not path.is_dir() or not (path / FILE).is_file():
        raise InputError("path", str(path), "the checkpoint of a run that has begun",
                         "Give the path that the run was given as its checkpoint.")
    with open(path / FILE, "rb") as file:
        line = file.readline(_LONGEST_LINE)
        if not line.endswith(b"\n") and len(line) < _LONGEST_LINE:
            return {}
        row = _row_type(line, path)
        file.seek(len(line) + since * row.itemsize)
        rows = np.fromfile(file, row)
    assert row.names is not None
    return {name: np.ascontiguousarray(rows[name]) for name in row.names}


def append(folder: Path, row: Mapping[str, np.ndarray], index: int) -> None:
    """Write a row as number ``index``, and have it on the disk; what lay from there on is gone.

    Raises:
        InputError: something recorded is no array of numbers, or has changed its name, type or shape since the first
            row; or rows before this one are missing.
    """
    wanted = _type_of(row)
    line = _first_line(wanted)
    with open(folder / FILE, "r+b" if index else "wb") as file:
        if index:
            _refuse_other(file.readline(), line, folder)
            start = len(line) + index * wanted.itemsize
            if os.fstat(file.fileno()).st_size < start:
                raise InputError("checkpoint", str(folder), "one whose records are all there", "Remove it.")
            file.truncate(start)
            file.seek(start)
        else:
            file.write(line)
        file.write(b"".join(_in_order(row[name], wanted[name].base).tobytes() for name in row))
        file.flush()
        os.fsync(file.fileno())


def _type_of(row: Mapping[str, np.ndarray]) -> np.dtype:
    for name, value in row.items():
        if value.dtype.kind not in _NUMBERS:
            raise InputError("record", f"{name} of type {value.dtype}", "numbers, truth values, or arrays of them")
    return np.dtype([(name, value.dtype.newbyteorder("<"), value.shape) for name, value in row.items()])


def _in_order(value: np.ndarray, kind: np.dtype) -> np.ndarray:
    return np.ascontiguousarray(value, kind)


def _first_line(row: np.dtype) -> bytes:
    assert row.names is not None
    columns = [[name, row[name].base.str, list(row[name].shape)] for name in row.names]
    return json.dumps({"onnes_records": FORMAT, "columns": columns}).encode() + b"\n"


def _row_type(line: bytes, path: Path) -> np.dtype:
    try:
        about: dict[str, Any] = json.loads(line)
        row = np.dtype([(name, kind, tuple(map(_length, shape))) for name, kind, shape in about["columns"]])
        if any(row[name].base.kind not in _NUMBERS for name in row.names or ()) or not row.itemsize:
            raise ValueError("columns that are no numbers")
        return row
    except (ValueError, KeyError, TypeError, RecursionError, OverflowError) as error:
        raise InputError("path", str(path), "the checkpoint of a run", "It holds other records.") from error


def _length(number: Any) -> int:
    if not isinstance(number, int) or number < 0:
        raise ValueError("a length that is negative or no whole number")
    return number


def _refuse_other(found: bytes, line: bytes, folder: Path) -> None:
    if found != line:
        now, before = _shapes(line, folder), _shapes(found, folder)
        odd = [name for name in now | before if now.get(name) != before.get(name)] or ["the order of the records"]
        raise InputError("record", f"{odd[0]}: {now.get(odd[0])}", f"{before.get(odd[0])}, as in the first row",
                         "A run records the same names with the same shapes at every time; another run, another "
                         "checkpoint.")


def _shapes(line: bytes, folder: Path) -> dict[str, str]:
    row = _row_type(line, folder)
    return {name: f"{row[name].base} {list(row[name].shape)}" for name in row.names or ()}
