"""Base class of virtual experiments: inputs with units, a run that returns readings, a picture.

A new experiment is a file (or folder) with one subclass of `Experiment` and one line in `onnes.experiments`; the
command line, the report and the shared tests find it there. The functions ``picture`` and ``film`` of the module
``picture`` in its folder draw its results; what reads better as a page has a function ``page`` in the module ``page``.
"""

from __future__ import annotations

import math
import time
from abc import abstractmethod
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from dataclasses import dataclass, field
from importlib import import_module
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, get_args, get_origin

import pydantic

from onnes.errors import InputError, OnnesError, check_name, unknown_name
from onnes.experiments.belonging import Belonging, check_belonging, homes, strangers
from onnes.experiments.expected_time import TOLD, as_duration
from onnes.experiments.si_inputs import Counterpart, check_one_of_each, renamed_as_given, those_given
from onnes.numerics.compile_time import compile_seconds
from onnes.results import Array, Reading, Result, Status, path_of
from onnes.results.provenance import provenance
from onnes.units import describe, finite_si
from onnes.units.ranges import check_largest, check_smallest, physical_range
from onnes.units.registry import with_article

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LARGEST_WHOLE = 2**53
"""Largest whole number below which all are exact as floats."""
_LONGEST_TEXT = 1_000_000
"""Characters of an input that is text: an outline of ten thousand corners has fewer."""

_READ: ContextVar[set[str] | None] = ContextVar("names of the inputs that a run has read", default=None)

Progress = Callable[[float, str], None]


def silent(fraction: float, message: str) -> None:
    """Ignore progress."""


def quantity(default: str | float | None, unit: str, meaning: str, *, above: float | None = None,
             at_least: float | None = None, below: float | None = None, at_most: float | None = None) -> Any:
    """Declare an input with a unit: it accepts text, pint quantities or SI floats, and holds an SI float.

    Args:
        default: as a user would write it ("20 mT"); None for an input that may be left out.
        unit: the SI unit held inside, "" for a plain number.
        meaning: one phrase, shown by ``onnes list experiments``.
        above, at_least, below, at_most: bounds in SI units, inside the range of the quantity
            (`onnes.units.ranges`), which holds in any case.
    """
    bounds = {"above": above, "at_least": at_least, "below": below, "at_most": at_most}
    extra = {"unit": unit, "default": default, **{k: v for k, v in bounds.items() if v is not None}}
    return pydantic.Field(default=default, description=meaning, json_schema_extra=extra)


def choice(default: str, meaning: str) -> Any:
    """Declare an input that is one of the names of its Literal type."""
    return pydantic.Field(default=default, description=meaning)


def temperature_law(of: str) -> Any:
    """Declare the input ``model``: how ``of`` the material depends on temperature. Without a material it has no effect.

    Args:
        of: "depth", "lengths", "field".
    """
    return pydantic.Field(default="two_fluid", description=f"temperature law of the material's {of}",
                          json_schema_extra={"of_material": True})


@dataclass(frozen=True)
class Measurement:
    """Readings, arrays, status and warnings that an experiment's `measure` returns to `run`."""

    readings: Mapping[str, Reading]
    arrays: Mapping[str, Array] = field(default_factory=dict)
    status: Status = "converged"
    warnings: tuple[str, ...] = ()


class Experiment(pydantic.BaseModel):
    """Apparatus (the inputs), protocol (`measure`), readings and picture of one experiment.

    Attributes:
        name: on the public list.
        summary: one phrase, shown by ``onnes list experiments``.
        dynamic: whether it has a `film`; see `has_film` for that of one run.
        paged: whether it has a `page`.
        theories: names that the input ``theory`` may have.
        uses_material: whether the input ``material`` may be given.
        counterparts: name of a reduced input -> the one in SI units that may be given in its place with a material.
        belonging: name of a choice -> its value -> names of the inputs that count with it alone (or with several, under
            each of which they stand). One that is given beside another value is refused, and no record holds it::

                belonging = {"device": {"strip": ("width", "length"), "disc": ("radius",)}}

        example: inputs of a run that takes seconds; empty where the defaults do. Shown by ``onnes list experiments``,
            run by the shared tests.

    Raises:
        InputError: an input of the wrong name, dimension, sign or size, before anything runs.
    """

    model_config = pydantic.ConfigDict(frozen=True, extra="forbid", validate_default=True, arbitrary_types_allowed=True)

    name: ClassVar[str]
    summary: ClassVar[str]
    dynamic: ClassVar[bool] = False
    paged: ClassVar[bool] = False
    theories: ClassVar[tuple[str, ...]] = ("conventional",)
    uses_material: ClassVar[bool] = True
    counterparts: ClassVar[Mapping[str, Counterpart]] = {}
    belonging: ClassVar[Belonging] = {}
    example: ClassVar[dict[str, Any]] = {}

    material: str = pydantic.Field(default="", description="name of a material")
    theory: str = pydantic.Field(default="conventional", description="theory of the experiment")

    def __init__(self, /, **inputs: Any):
        kind, given = type(self), inputs
        known = kind.model_fields
        for name in inputs:
            check_name(f"input of {kind.name}", name, known)
        material = _convert(known["material"], "material", inputs.get("material", ""))
        units = kind.units_of(material)
        inputs = {name: _convert(known[name], name, value, units.get(name)) for name, value in inputs.items()}
        if theory := inputs.get("theory"):
            _check_theory(kind, theory)
        if material:
            kind._check_material(material)
        try:
            check_one_of_each(inputs, kind.counterparts)
            self._set_up(inputs)
        except InputError as error:
            raise kind._about_what_was_given(error, given, inputs) from None

    def _set_up(self, inputs: dict[str, Any]) -> None:
        """Fill the fields from inputs of the right types, and check that they fit each other."""
        try:
            super().__init__(**self.completed(inputs))
        except pydantic.ValidationError as error:
            name, wrong = next((each["loc"][0], each.get("ctx", {})["error"]) for each in error.errors())
            raise renamed_as_given(wrong, str(name), inputs, self.counterparts) from None
        check_belonging(inputs, self.belonging, self.value_of_choice)
        self.check()

    @classmethod
    def _about_what_was_given(cls, error: InputError, given: dict[str, Any], inputs: dict[str, Any]) -> InputError:
        """Return an error that names an input that was given.

        An error about another one, which is left at its default or follows, is due to the input without which there is
        none, or another.
        """
        if error.argument in given:
            return _as_typed(error, given[error.argument], inputs[error.argument])
        if any(name in error.argument for name in inputs):
            return error
        belonging = homes(cls.belonging)
        if error.argument in belonging and cls.model_fields[error.argument].default == "":
            return error  # missing beside the choice to which it belongs
        # Others rather than the material or a choice to which others belong.
        for name in sorted(inputs, key=lambda each: (each == "material", each in cls.belonging.keys() - belonging)):
            try:
                cls.__new__(cls)._set_up({other: value for other, value in inputs.items() if other != name})
            except OnnesError as other:
                if str(other) == str(error):
                    continue
            expected = f"one that goes with {error.argument} = {error.got}: {error.expected}"
            return InputError(name, given[name], expected, error.cure)
        return error

    def __getattribute__(self, name: str) -> Any:
        """Return an attribute; while a run is under way, note which inputs it reads (`Result.used`)."""
        read = _READ.get()
        if read is not None and name in type(self).model_fields:
            read.add(name)
        return super().__getattribute__(name)

    @classmethod
    def units_of(cls, material: str) -> Mapping[str, str]:
        """Return the units of inputs that have another unit with or without a material than the one they declare."""
        return {}

    @classmethod
    def completed(cls, inputs: dict[str, Any]) -> dict[str, Any]:
        """Return the inputs that were given, already numbers in SI units, with others that follow from them."""
        return inputs

    def value_of_choice(self, choice: str) -> str:
        """Return the value of a choice as `belonging` names it."""
        return getattr(self, choice)

    @pydantic.field_validator("*", mode="before")
    @classmethod
    def _read(cls, value: Any, field: pydantic.ValidationInfo) -> Any:
        """Return the value of an input as the model holds it; pydantic wraps the InputError that names it."""
        assert field.field_name is not None
        return _convert(cls.model_fields[field.field_name], field.field_name, value)

    @classmethod
    def _check_material(cls, name: str) -> None:
        from onnes.materials import material

        if not cls.uses_material:
            raise InputError("material", name, f"no material with {cls.name}", "Its other inputs define it.")
        material(name)

    def check(self) -> None:
        """Raise InputError for inputs that are valid by themselves but contradict each other."""

    def expected_seconds(self) -> float:
        """Return the expected time of computing [s], to a factor of about three; 0 for an experiment that is fast."""
        return 0.0

    @abstractmethod
    def measure(self, progress: Progress) -> Measurement:
        """Carry out the protocol and return readings and arrays.

        An experiment that can be resumed also takes ``checkpoint: Path | None = None`` and passes it to its law.
        """

    @classmethod
    def resumable(cls) -> bool:
        """Return whether a run can be resumed from a checkpoint."""
        return "checkpoint" in signature(cls.measure).parameters

    @classmethod
    def picture(cls, result: Result) -> Figure:
        """Return the picture of a result without the line below, by the function of that name in ``picture``.

        An experiment in one file overrides it.
        """
        return cls._pictures().picture(result)

    @classmethod
    def has_film(cls, result: Result) -> bool:
        """Return whether something moves in a result: in those of a dynamic experiment.

        A dynamic experiment that is at rest with some inputs overrides it.
        """
        return cls.dynamic

    @classmethod
    def film(cls, result: Result, path: Path) -> None:
        """Write the film of a dynamic experiment's result to ``path`` (.mp4 or .gif), by the function ``film`` there.

        Raises:
            InputError: an experiment that is not dynamic.
        """
        if not cls.dynamic:
            raise InputError("film", cls.name, "a dynamic experiment")
        cls._pictures().film(result, path)

    @classmethod
    def page(cls, result: Result) -> str:
        """Return the result as an HTML page that needs no other file, by the function of that name in ``page``.

        Raises:
            InputError: an experiment without a page.
        """
        if not cls.paged:
            raise InputError("page", cls.name, "an experiment that has one")
        return import_module(f"{cls.__module__}.page").page(result)

    @classmethod
    def _pictures(cls) -> Any:
        return import_module(f"{cls.__module__}.picture")

    @classmethod
    def plot(cls, result: Result, path: str | Path | None = None) -> Figure:
        """Return the picture of a result with its parameters below, and write it to ``path`` if one is given."""
        from onnes.plots import parameters, save_figure, write_caption

        picture = cls.picture(result)
        write_caption(picture, parameters(result))
        if path is not None:
            save_figure(picture, path, argument="path")
        return picture

    @staticmethod
    def save(result: Result, path: str | Path) -> Path:
        """Write a result to HDF5; `onnes.load` reads it back."""
        return result.save(path)

    def run(self, progress: Progress = silent, checkpoint: str | Path | None = None) -> Result:
        """Carry out the experiment; the result holds the full input and provenance.

        Args:
            progress: called with the share done and a message.
            checkpoint: folder where a run in time saves its state. If it exists, the run goes on from it, and ends as
                if it had never been stopped. `onnes.read_running` reads it meanwhile.

        Raises:
            InputError: a checkpoint of a run with other inputs, or for an experiment that cannot be resumed.
        """
        if checkpoint is not None and not self.resumable():
            raise InputError("checkpoint", str(checkpoint), f"none with {type(self).name}, which cannot be resumed",
                             "Leave it out.")
        start, compiled = time.perf_counter(), compile_seconds()
        if (seconds := self.expected_seconds()) >= TOLD:
            progress(0.0, f"expected to take about {as_duration(seconds)}")
        resumed = {} if checkpoint is None else {"checkpoint": path_of(checkpoint, "checkpoint")}
        read: set[str] = set()
        before = _READ.set(read)
        try:
            measured = self.measure(progress, **resumed)
        finally:
            _READ.reset(before)
        return Result(
            experiment=type(self).name,
            theory=self.theory,
            material=self.material,
            inputs=self.inputs(),
            used=self._used(read),
            readings=measured.readings,
            arrays=measured.arrays,
            status=measured.status,
            warnings=(*measured.warnings, *_not_finite(measured)),
            seconds=time.perf_counter() - start,
            compile_seconds=compile_seconds() - compiled,
            provenance=provenance(**self._seed()),
        )

    def _seed(self) -> dict[str, int]:
        """Return the seed of an experiment that draws random numbers."""
        seed = getattr(self, "seed", None)
        return {} if seed is None else {"seed": seed}

    def _used(self, read: set[str]) -> tuple[str, ...]:
        """Return the names of the inputs on which a run depends that has read these.

        A reduced one stands for the one in SI units from which it follows.
        """
        used = read | {name for reduced, (name, _) in self.counterparts.items() if reduced in read}
        if not self.material:
            used -= {name for name, info in type(self).model_fields.items() if _extra(info).get("of_material")}
        return tuple(name for name in self.inputs() if name in used)

    def inputs(self) -> dict[str, Any]:
        """Return every input that counts, defaults included, JSON-ready: numbers with units as {"value", "unit"}.

        Of two inputs for one quantity it is the one that was given.
        """
        out: dict[str, Any] = {}
        left_out = {"material", "theory", *strangers(self.belonging, self.value_of_choice)}
        for name, info in type(self).model_fields.items():
            if name in left_out:
                continue
            value = getattr(self, name)
            unit = _extra(info).get("unit")
            out[name] = {"value": value, "unit": unit} if unit and value is not None else value
        return those_given(out, self.counterparts)

    @classmethod
    def describe_inputs(cls) -> list[dict[str, Any]]:
        """Return one row per input: name, unit, default, meaning, choices."""
        rows, needed = [], homes(cls.belonging)
        for name, info in cls.model_fields.items():
            extra = _extra(info)
            choices = list(get_args(info.annotation)) if get_origin(info.annotation) is Literal else []
            rows.append({"name": name, "unit": extra.get("unit", ""), "default": extra.get("default", info.default),
                         "meaning": "; with ".join([info.description or "", *map(str, needed.get(name, []))]),
                         "choices": choices})
        return rows


def _check_theory(kind: type[Experiment], name: str) -> None:
    if name not in kind.theories:
        from onnes.theories import aliases

        raise unknown_name(f"theory of {kind.name}", name, kind.theories, aliases())


def _as_typed(error: InputError, typed: Any, value: Any) -> InputError:
    """Return an error about an input that was given as text with that text, and with what the error says beyond it."""
    if not isinstance(typed, str) or typed in error.got:
        return error
    first, comma, rest = error.got.partition(", ")
    same = first == str(value) or _starts_with(first, value)
    got = f"{typed}{comma}{rest}" if same else f"{typed}, which is {error.got}"
    return InputError(error.argument, got, error.expected, error.cure)


def _starts_with(text: str, value: Any) -> bool:
    """Return whether a text starts with this number, to the digits that a message shows."""
    try:
        return math.isclose(float(text.split()[0]), value, rel_tol=1e-5)
    except (TypeError, ValueError, IndexError):
        return False


def _not_finite(measured: Measurement) -> tuple[str, ...]:
    """Return warnings of arrays that hold NaN or infinity without saying why."""
    counts = {name: array.unexplained for name, array in measured.arrays.items()}
    return tuple(f"{name}: {count} of {measured.arrays[name].values.size} values are not finite numbers."
                 for name, count in counts.items() if count)


def _extra(info: Any) -> dict[str, Any]:
    return info.json_schema_extra if isinstance(info.json_schema_extra, dict) else {}


def _convert(info: Any, name: str, value: Any, unit: str | None = None) -> Any:
    """Convert one raw input to the value that the model holds; InputError names the input.

    Args:
        unit: in place of the unit that the input declares.
    """
    extra = _extra(info)
    if "unit" in extra:
        return _bounded(name, value, extra, extra["unit"] if unit is None else unit)
    if get_origin(info.annotation) is Literal:
        check_name(name, value, get_args(info.annotation))
        return value
    if info.annotation is int or info.annotation == (int | None):
        return None if info.default is None and _is_none(value) else _whole(name, value)
    if info.annotation is bool:
        return _truth(name, value)
    if not isinstance(value, str):
        raise InputError(name, value, f"the name of a {name}, as text")
    if len(value) > _LONGEST_TEXT:
        raise InputError(name, value, f"text of at most {_LONGEST_TEXT:,} characters, not {len(value):,}")
    return str(value)


def _bounded(name: str, value: Any, extra: dict[str, Any], unit: str) -> float | None:
    if _is_none(value):
        if extra["default"] is None:
            return None
        raise InputError(name, value, with_article(describe(unit)))
    number = finite_si(value, unit, name)
    holds = {"above": number.__gt__, "at_least": number.__ge__, "below": number.__lt__, "at_most": number.__le__}
    for key, within in holds.items():
        if key in extra and not within(extra[key]):
            raise InputError(name, value, f"{with_article(describe(unit))} {_accepted(extra, unit, name)}",
                             f"Is the unit right? It is held in {unit}." if unit else "")
    check_largest(number, unit, name, value, name)
    check_smallest(number, unit, name, value, name)
    return number


def _is_none(value: Any) -> bool:
    return value is None or (isinstance(value, str) and value.strip().lower() == "none")


def _accepted(extra: dict[str, Any], unit: str, name: str) -> str:
    """Return the range of a quantity in words: "of at least 1e-09 m and at most 1000 m"."""
    words = {"above": "above", "at_least": "of at least", "below": "below", "at_most": "at most"}
    bounds = {key: extra[key] for key in words if key in extra}
    if not {"below", "at_most"} & bounds.keys():
        bounds["at_most"] = physical_range(unit, name).largest
    return " and ".join(f"{words[key]} {bound:g} {unit}".rstrip() for key, bound in bounds.items())


def _whole(name: str, value: Any) -> int:
    number = finite_si(value, "", name)
    if number != int(number) or abs(number) > LARGEST_WHOLE:
        raise InputError(name, value, f"a whole number of at most {LARGEST_WHOLE:g} to either side of zero")
    return int(number)


def _truth(name: str, value: Any) -> bool:
    words = {"true": True, "yes": True, "on": True, "1": True, "false": False, "no": False, "off": False, "0": False}
    if isinstance(value, bool):
        return value
    word = value.lower() if isinstance(value, str) else str(value) if isinstance(value, int) and value in (0, 1) else ""
    if word not in words:
        raise InputError(name, value, "true or false")
    return words[word]
