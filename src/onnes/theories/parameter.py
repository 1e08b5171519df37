"""Free parameters of a theory, and the values of them that measured facts require."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Parameter:
    """Number that a theory leaves open.

    Attributes:
        name: of the parameter; the name of a material quantity where the theory takes it from the tables.
        unit: SI unit.
        meaning: what it is, and why the default.
        default: value taken when none is given; None to take it from the material, or to have none.
        low, high: range that the theory allows an order-of-one constant; None for a parameter without one.
        signed: whether values below zero make sense.
        at_most: largest value that makes sense, None for no limit.
    """

    name: str
    unit: str
    meaning: str
    default: float | None = None
    low: float | None = None
    high: float | None = None
    signed: bool = False
    at_most: float | None = None


@dataclass(frozen=True)
class Requirement:
    """Value of a free parameter for which a theory would give a measured value.

    Attributes:
        theory, parameter, observable, material: names; material "" for none.
        value: value required by the fact, in ``unit``; None where no value would do.
        default: the theory's value when nothing is required, None where it has no value of its own.
        unit: SI unit of value and default.
        by: the relation that was solved, in words.
        equations: its identifiers.
        reason: why no value would do, or a remark.
    """

    theory: str
    parameter: str
    observable: str
    material: str
    value: float | None
    default: float | None
    unit: str
    by: str
    equations: tuple[str, ...]
    reason: str = ""

    def as_dict(self) -> dict[str, Any]:
        """Return every field, JSON-ready."""
        return {**vars(self), "equations": list(self.equations)}


@dataclass(frozen=True)
class Needed:
    """Parameter, value and relation returned by a theory's ``parameter_from_...`` method."""

    parameter: str
    value: float | None
    by: str
    equations: tuple[str, ...]
    reason: str = ""
