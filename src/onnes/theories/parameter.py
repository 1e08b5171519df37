"""Free parameters of a theory, and what value of one a measured fact would need."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Parameter:
    """A number that a theory leaves open.

    Attributes:
        name: of the parameter; the name of a material quantity where the theory takes it from the tables.
        unit: SI unit.
        meaning: what it is, and why the default.
        default: value taken when none is given; None to take it from the material, or to have none.
        low, high: range that the theory allows an order-of-one constant; None for a parameter without one.
        signed: whether values below zero make sense.
    """

    name: str
    unit: str
    meaning: str
    default: float | None = None
    low: float | None = None
    high: float | None = None
    signed: bool = False


@dataclass(frozen=True)
class Requirement:
    """The value of a free parameter for which a theory would give a measured value.

    Attributes:
        theory, parameter, observable, material: names; material "" for none.
        value: what the fact demands, in ``unit``; None where no value would do.
        default: what the theory takes when nothing is demanded, None where it has no value of its own.
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
        """Every field, JSON-ready."""
        return {**vars(self), "equations": list(self.equations)}


@dataclass(frozen=True)
class Needed:
    """What a theory's ``parameter_from_...`` method hands back: a parameter, its value, and by what relation."""

    parameter: str
    value: float | None
    by: str
    equations: tuple[str, ...]
    reason: str = ""
