"""The tables of a device file and what they may hold."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypeVar

import pydantic
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

from onnes.device_files.calls import called
from onnes.device_files.places import joined, renamed
from onnes.device_files.regions import read_normal, read_pins, read_superconductor
from onnes.device_files.shapes import read_layer, read_shape, read_terminal
from onnes.device_files.signals import read_load, read_number, read_signal, read_voltage
from onnes.devices import ground_plane
from onnes.drives import Heat, heat
from onnes.errors import InputError, unknown_name

if TYPE_CHECKING:
    from onnes.solutions import Solution


def _start(given: Any, info: ValidationInfo) -> str | Solution:
    """Return "normal", or the solution in a file."""
    from onnes.solutions.storage import KIND, kind_of, load

    if not isinstance(given, str):
        raise InputError("", given, 'the name of a file, or "normal"')
    if given == "normal":
        return given
    path = _folder(info) / given
    if kind_of(path) != KIND:
        raise InputError("", given, 'the file of a solution, or "normal"', "onnes solve --out writes solution.h5.")
    return load(path)


def _period(given: Any) -> tuple[Any, Any]:
    """Return the lengths along x and y of a table that has one or both of them."""
    if not isinstance(given, dict) or not given or set(given) - {"x", "y"}:
        raise InputError("", given, 'a table such as {x = "1 um", y = "2 um"}, or with one of them')
    lengths = {name: read_number(each) for name, each in given.items()}
    return lengths.get("x"), lengths.get("y")


def _heat(given: Any, info: ValidationInfo) -> Heat:
    """Return what heats and cools the electrons, from the arguments of `onnes.heat`."""
    if not isinstance(given, dict):
        raise InputError("", given, "a table", 'Write for example heat = {escape = "1e5 W/(m^2 K)"}.')
    return called(heat, [], {name: read_signal(value, _folder(info)) for name, value in given.items()})


def _ground_plane(given: Any) -> Any:
    """Return a distance, or a plane from the arguments of `onnes.ground_plane`."""
    return called(ground_plane, [], given) if isinstance(given, dict) else read_number(given)


def _noise(given: Any) -> Any:
    """Return a truth value, or a temperature."""
    return given if isinstance(given, bool) else read_number(given)


def _folder(info: ValidationInfo) -> Path:
    return (info.context or {})["folder"]


def _filmed(given: Any) -> Any:
    """Return a truth value, or names of fields."""
    if isinstance(given, bool) or (isinstance(given, list) and all(isinstance(name, str) for name in given)):
        return given
    raise InputError("", given, 'true, false, or a list of fields such as ["psi", "phase"]')


def _in_folder(read: Callable[[Any, Path], Any]) -> BeforeValidator:
    """Return a reader for values that name files, which count from the folder of the device file."""
    def reader(given: Any, info: ValidationInfo) -> Any:
        return read(given, _folder(info))

    return BeforeValidator(reader)


Number = Annotated[Any, BeforeValidator(read_number)]
Quantity = Annotated[Any, _in_folder(read_signal)]
Outline = Annotated[Any, _in_folder(read_shape)]
Contact = Annotated[Any, _in_folder(read_terminal)]
NormalMetal = Annotated[Any, _in_folder(read_normal)]
OtherSuperconductor = Annotated[Any, _in_folder(read_superconductor)]
SolidLayer = Annotated[Any, _in_folder(read_layer)]
Pins = Annotated[Any, BeforeValidator(read_pins)]
Place = Annotated[list[Number], Field(min_length=2, max_length=2)]


class Section(BaseModel):
    """A table of a device file."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    def given(self) -> dict[str, Any]:
        """Return what the file gives, by name."""
        return {name: getattr(self, name) for name in type(self).model_fields if name in self.model_fields_set}


class DeviceSection(Section):
    """Arguments of all devices."""

    outline: Outline
    material: str = ""
    temperature: Number = None
    coherence_length: Number = None
    penetration_depth: Number = None
    critical_temperature: Number = None
    resistivity: Number = None
    residual_resistance_ratio: Number = None
    disorder: Quantity = None
    holes: dict[str, Outline] = {}
    gamma: Number = None
    u: Number = None


class SolidSection(DeviceSection):
    """Arguments of `onnes.Solid`."""

    thickness: Number = None
    layers: list[SolidLayer] | None = None
    margin: Number = None
    section: int | None = None


class BulkSection(DeviceSection):
    """Arguments of `onnes.Bulk`."""

    normal: dict[str, NormalMetal] = {}
    superconductor: dict[str, OtherSuperconductor] = {}
    insulator: dict[str, Outline] = {}
    pins: Pins = None
    period: Annotated[Any, BeforeValidator(_period)] = None


class FilmSection(BulkSection):
    """Arguments of `onnes.Film`."""

    thickness: Quantity
    terminals: dict[str, Contact] = {}
    probes: dict[str, Place] = {}
    ground_plane: Annotated[Any, BeforeValidator(_ground_plane)] = None


class RunSection(Section):
    """Arguments of `onnes.solve`."""

    time: Number
    field: Quantity = None
    current: dict[str, Quantity] = {}
    temperature: Quantity = None
    potential: Quantity = None
    voltage: Annotated[Any, _in_folder(read_voltage)] = None
    load: Annotated[Any, _in_folder(read_load)] = None
    heat: Annotated[Any, BeforeValidator(_heat)] = None
    law: str = ""
    start: Annotated[Any, BeforeValidator(_start)] = None
    noise: Annotated[Any, BeforeValidator(_noise)] = None
    seed: int = 0
    self_field: bool = True
    cells_per_xi: Number = None
    frames: int = 100
    tolerance: Number = None
    precision: str = ""


class OutSection(Section):
    """Pictures and films that ``--out`` draws.

    Attributes:
        plot: panels of picture.png, names that `onnes.Solution.plot` knows; chosen from the device if left out.
        movie: whether film.mp4 is written, or the maps that it shows side by side.
    """

    plot: list[str] = []
    movie: Annotated[Any, BeforeValidator(_filmed)] = True


class DeviceTables(Section):
    """The device of a device file: ``[film]``, ``[bulk]`` or ``[solid]``."""

    film: FilmSection | None = None
    bulk: BulkSection | None = None
    solid: SolidSection | None = None


class DeviceFile(DeviceTables):
    """A device file: the device, ``[run]`` and ``[out]``."""

    run: RunSection
    out: OutSection = OutSection()


Tables = TypeVar("Tables", bound=DeviceTables)

SECTIONS: dict[str, type[Section]] = {"film": FilmSection, "bulk": BulkSection, "solid": SolidSection,
                                     "run": RunSection, "out": OutSection}
DEVICES = ("film", "bulk", "solid")

_KINDS = {"model_type": "a table", "dict_type": "a table", "list_type": "a list", "string_type": "text",
          "bool_type": "true or false", "int_type": "a whole number", "float_type": "a number",
          "too_short": "two lengths", "too_long": "two lengths"}
"""Expectations of pydantic, in words."""


def device_file(given: dict[str, Any], folder: Path) -> DeviceFile:
    """Return a device file from its tables.

    Args:
        folder: from which names of files count.

    Raises:
        InputError: an unknown key, a missing one, or a value of the wrong kind; named by its place in the file.
    """
    return _checked(DeviceFile, given, folder)


def device_of(given: dict[str, Any], folder: Path) -> DeviceTables:
    """Return the device alone of a device file from its tables; arguments and errors as of `device_file`."""
    return _checked(DeviceTables, {name: table for name, table in given.items() if name not in ("run", "out")}, folder)


def _checked(kind: type[Tables], given: dict[str, Any], folder: Path) -> Tables:
    if len(devices := [name for name in DEVICES if name in given]) != 1:
        raise InputError("file", " and ".join(devices) or "no device", f"one table of {' or '.join(DEVICES)}")
    try:
        return kind.model_validate(given, context={"folder": folder})
    except pydantic.ValidationError as error:
        raise _first(error) from error


def _first(error: pydantic.ValidationError) -> InputError:
    """Return the first of pydantic's complaints as an InputError."""
    found = error.errors()[0]
    *above, last = map(str, found["loc"])
    place, kind, cause = joined(*above, last), found["type"], found.get("ctx", {}).get("error")
    if kind == "extra_forbidden":
        known = SECTIONS[above[0]].model_fields if above else DeviceFile.model_fields
        cause, place = unknown_name("key", last, known), joined(*above)
    if isinstance(cause, InputError):
        argument = joined(place, cause.argument)
        if cause.argument.rpartition(".")[2] == "key":
            argument = f"key of {argument.removesuffix('key').removesuffix('.') or 'the file'}"
        return renamed(cause, argument)
    if kind == "missing":
        return InputError(place, "nothing", "a value", "It has no default.")
    return InputError(place, found["input"], _KINDS.get(kind) or found["msg"].removeprefix("Input should be "))
