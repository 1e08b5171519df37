"""Reading a device file, with changes from the command line."""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any

from onnes.device_files.places import joined, within
from onnes.device_files.sections import DEVICES, SECTIONS, device_file, device_of
from onnes.device_files.task import Task
from onnes.devices import Film
from onnes.errors import InputError, unknown_name
from onnes.results import read_text

LARGEST_FILE = 10_000_000
"""Bytes."""


def read(path: Path, changes: Mapping[str, str] | None = None) -> Task:
    """Return what a device file asks for.

    Args:
        changes: values in place of those of the file, by place: "run.field", or "field" where one table alone has it.

    Raises:
        InputError: a file that cannot be read or is no TOML; an unknown key, or a value of the wrong kind.
    """
    tables = _tables(path)
    changed: dict[tuple[str, ...], str] = {}
    for name, value in (changes or {}).items():
        place = _place(name, tables)
        if tuple(place) in changed:
            raise InputError(name, value, "one value", f"It is already given as {changed[tuple(place)]}.")
        changed[tuple(place)] = name
        _change(tables, place, _value(value))
    return Task(device_file(tables, path.parent), tables)


def read_film(path: Path, besides: Mapping[str, Any] = MappingProxyType({}),
              ignored: Collection[str] = ()) -> tuple[Film, dict[str, Any]]:
    """Return the film of a device file, and the arguments that the file gives it; ``[run]`` and ``[out]`` are not read.

    Args:
        besides: arguments of the film that the file does not give.
        ignored: names of arguments that count as not given.

    Raises:
        InputError: as `read`; also a bulk or a solid.
    """
    device = device_of(_tables(path), path.parent)
    if device.film is None:
        kind = "a solid" if device.bulk is None else "a bulk"
        raise InputError("file", f"{path}, {kind}", "the file of a film", "Describe it in a table [film].")
    given = {name: value for name, value in device.film.given().items() if name not in ignored}
    with within("film"):
        return Film(**{**besides, **given}), given


def _tables(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(read_text(path, "file", LARGEST_FILE,
                                       "Move long tables of numbers to a file of their own: {csv = ...}."))
    except RecursionError as error:
        raise InputError("file", str(path), "tables and lists that are not nested so deeply") from error
    except tomllib.TOMLDecodeError as error:
        raise InputError("file", str(path), "a text file in TOML", f"{error}.") from error


def _place(name: str, tables: Mapping[str, Any]) -> list[str]:
    """Return the place of a value: its table and the keys in it."""
    first, *rest = name.split(".")
    if first in SECTIONS:
        return [first, *rest]
    here = [section for section in SECTIONS if section not in DEVICES or section in tables]
    homes = [section for section in here if first in SECTIONS[section].model_fields]
    if not homes:
        keys = [key for section in here for key in SECTIONS[section].model_fields]
        raise unknown_name("input", first, [*here, *keys])
    if len(homes) > 1:
        raise InputError("input", name, "the key of one table",
                         f"Write {' or '.join(joined(home, name) for home in homes)}.")
    return [homes[0], first, *rest]


def _value(text: str) -> Any:
    """Return a value that is TOML as such (true, 3, {ramp = [...]}), and any other as text ("20 mT")."""
    try:
        found = tomllib.loads(f"value = {text}")
    except (tomllib.TOMLDecodeError, RecursionError):
        return text
    return found["value"] if len(found) == 1 else text


def _change(tables: dict[str, Any], place: list[str], value: Any) -> None:
    """Put a value into its place, making tables on the way."""
    inside: Any = tables
    for key in place[:-1]:
        inside = inside.setdefault(key, {}) if isinstance(inside, dict) else inside[_number(inside, key, place)]
    inside[place[-1] if isinstance(inside, dict) else _number(inside, place[-1], place)] = value


def _number(inside: Any, key: str, place: list[str]) -> int:
    """Return the number of an entry of a list."""
    if isinstance(inside, list) and key.isdecimal() and int(key) < len(inside):
        return int(key)
    raise InputError("input", ".".join(place), "a key in a table, or the number of an entry of a list",
                     f"{key!r} would be in {inside!r}.")
