"""Inputs of a device in SI units beside those in reduced units."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from onnes.errors import InputError


class Counterpart(NamedTuple):
    """The input in SI units that may be given in place of a reduced one.

    Attributes:
        name: of the input in SI units.
        unit: its SI unit.
    """

    name: str
    unit: str


def check_one_of_each(inputs: Mapping[str, Any], counterparts: Mapping[str, Counterpart]) -> None:
    """Refuse a quantity that is given twice, and one in SI units that no material turns into reduced ones.

    Args:
        counterparts: name of a reduced input -> that in SI units.

    Raises:
        InputError: both are given; or one in SI units without a material.
    """
    for reduced, (name, _) in counterparts.items():
        given = inputs.get(name)
        if given is None:
            continue
        if inputs.get(reduced) is not None:
            raise InputError(name, given, f"either {name} or {reduced}, not both",
                             f"{reduced} is already given as {inputs[reduced]}.")
        if not inputs.get("material"):
            raise InputError(name, given, f"a material together with {name}",
                             f"Name a material, whose lengths {name} is compared with, or give {reduced}.")


def in_units(inputs: Mapping[str, Any], counterparts: Mapping[str, Counterpart],
             sizes: Mapping[str, float]) -> dict[str, float]:
    """Return the reduced inputs that were given in SI units.

    Args:
        sizes: name of a reduced input -> size of its unit in SI units.
    """
    return {reduced: inputs[name] / sizes[reduced]
            for reduced, (name, _) in counterparts.items() if reduced in sizes and inputs.get(name) is not None}


def renamed_as_given(error: InputError, reduced: str, inputs: Mapping[str, Any],
                     counterparts: Mapping[str, Counterpart]) -> InputError:
    """Return an error about a reduced input; about the one in SI units from which it follows if that was given."""
    counterpart = counterparts.get(reduced)
    if counterpart is None or inputs.get(counterpart.name) is None:
        return error
    given = f"{inputs[counterpart.name]:g} {counterpart.unit}, which is {reduced} = {error.got}"
    return InputError(counterpart.name, given, f"one of which {reduced} is {error.expected}", error.cure)


def as_given(experiment: Any, reduced: str, counterparts: Mapping[str, Counterpart]) -> tuple[str, Any]:
    """Return name and value of the input that was given for a quantity, for messages."""
    name, unit = counterparts[reduced]
    value = getattr(experiment, name)
    return (reduced, getattr(experiment, reduced)) if value is None else (name, f"{value:g} {unit}")


def those_given(every: Mapping[str, Any], counterparts: Mapping[str, Counterpart]) -> dict[str, Any]:
    """Return the inputs without the reduced ones whose counterparts were given."""
    derived = {reduced for reduced, (name, _) in counterparts.items() if every[name] is not None}
    return {name: value for name, value in every.items() if name not in derived}
