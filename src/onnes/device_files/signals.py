"""Quantities that may change with time or place, in a device file.

A quantity is text with a unit, a number in SI units, or a table that names one function and its arguments, one after
the other or by name::

    field = {ramp = ["0 mT", "20 mT", "1 ns"]}
    field = {sum = ["3 mT", {sine = {amplitude = "1 mT", frequency = "2 GHz"}}]}
    field = {csv = "field.csv", unit = "mT", time_unit = "ns"}
    field = {magnet = "800 kA/m", shape = {add = "disc", radius = "200 nm"}, thickness = "50 nm", height = "60 nm"}

Circuits are made of such quantities::

    voltage = [{ramp = ["0 mV", "2 mV", "1 ns"]}, "source", "drain"]
    load = {resistance = "50 ohm", inductance = "100 nH", source = "20 uA", between = ["source", "drain"]}
"""

from __future__ import annotations

import operator
from functools import reduce
from pathlib import Path
from typing import Any

from onnes.device_files.calls import called
from onnes.device_files.places import within
from onnes.device_files.shapes import read_shape
from onnes.drives import Load, cold_front, fields, from_csv, load, photon, pulse, ramp, sine
from onnes.errors import InputError, unknown_name

FUNCTIONS = {"ramp": ramp, "sine": sine, "pulse": pulse, "cold_front": cold_front, "csv": from_csv, "photon": photon,
             "uniform": fields.uniform, "loop": fields.loop, "dipole": fields.dipole, "wire": fields.wire,
             "magnet": fields.magnet, "field_file": fields.from_file}
_OF_FILES = ("csv", "field_file")
COMBINATIONS = {"sum": operator.add, "product": operator.mul}

_HOW = 'Write for example "20 mT", or {ramp = ["0 mT", "20 mT", "1 ns"]}.'


def read_signal(given: Any, folder: Path) -> Any:
    """Return a quantity as `onnes.solve` takes it, in which every table has become the signal that it describes.

    Args:
        folder: from which names of files count.

    Raises:
        InputError: a truth value, a date, an unknown function, arguments that do not fit.
    """
    if isinstance(given, list):
        return [_numbered(index, each, folder) for index, each in enumerate(given)]
    if isinstance(given, dict):
        return _function(given, folder)
    return read_number(given)


def read_number(given: Any) -> str | float:
    """Return text or a number.

    Raises:
        InputError: anything else.
    """
    if isinstance(given, bool) or not isinstance(given, (str, int, float)):
        raise InputError("", given, "a number, or text with a number and a unit", _HOW)
    return given


def read_voltage(given: Any, folder: Path) -> Any:
    """Return a voltage and names of terminals as `onnes.solve` takes them, see `read_signal`."""
    if not isinstance(given, list):
        return given
    return [read_signal(each, folder) if index == 0 else each for index, each in enumerate(given)]


def read_load(given: Any, folder: Path) -> Load:
    """Return a circuit of a table with the arguments of `onnes.load`.

    Raises:
        InputError: no table, an unknown key, arguments that do not fit.
    """
    if not isinstance(given, dict):
        raise InputError("", given, "a table", 'Write load = {resistance = "50 ohm", source = "20 uA"}.')
    return called(load, [], {name: each if name == "between" else read_signal(each, folder)
                             for name, each in given.items()})


def _numbered(index: int, given: Any, folder: Path) -> Any:
    with within(str(index)):
        return read_signal(given, folder)


def _function(table: dict[str, Any], folder: Path) -> Any:
    known = FUNCTIONS | COMBINATIONS
    names = [name for name in known if name in table]
    if not names:
        raise unknown_name("key", next(iter(table), ""), known)
    if len(names) > 1:
        raise InputError("", table, f"one function, not {' and '.join(names)}", "Combine them with sum or product.")
    name, rest = names[0], {key: value for key, value in table.items() if key != names[0]}
    with within(name):
        if name in COMBINATIONS:
            return _combined(name, table[name], rest, folder)
        first = table[name]
        positional = first if isinstance(first, list) else [] if isinstance(first, dict) else [first]
        named = rest | (first if isinstance(first, dict) else {})
        arguments = {key: _argument(key, value, folder) for key, value in named.items()}
        values = [read_signal(value, folder) for value in positional]
        if name in _OF_FILES and "path" in arguments and not values:
            values = [arguments.pop("path")]
        if name in _OF_FILES and values:
            values = [_file(values[0], folder), *values[1:]]
        return called(FUNCTIONS[name], values, arguments)


def _argument(key: str, given: Any, folder: Path) -> Any:
    """Return an argument of a function: a shape by its name, else a quantity."""
    if key != "shape":
        return read_signal(given, folder)
    with within(key):
        return read_shape(given, folder)


def _combined(name: str, parts: Any, rest: dict[str, Any], folder: Path) -> Any:
    if rest or not isinstance(parts, list) or len(parts) < 2:
        raise InputError("", parts, "a list of two or more quantities, and nothing else", _HOW)
    found = [_numbered(index, part, folder) for index, part in enumerate(parts)]
    # Numbers and text are combined by signals only, so that one of these must come first.
    found.sort(key=lambda part: isinstance(part, (str, int, float)))
    if isinstance(found[0], (str, int, float)):
        raise InputError("", parts, "at least one function of time or place among the quantities", _HOW)
    if any(isinstance(part, list) for part in found):
        raise InputError("", parts, "no vector among the quantities", "Write {uniform = [[B_x, B_y, B_z]]} for it.")
    return reduce(COMBINATIONS[name], found)


def _file(name: Any, folder: Path) -> Path:
    if not isinstance(name, str):
        raise InputError("", name, "the name of a file, as text")
    return folder / name
