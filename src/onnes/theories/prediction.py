"""Prediction of a theory for one observable: a value with its inputs and equations, or silence with a reason."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

MISSING = "an input is not in the tables"
"""Beginning of the reason why a theory is silent on a material whose tables lack what it needs."""


@dataclass(frozen=True)
class Prediction:
    """Prediction of one theory for one observable of one material.

    Attributes:
        theory, observable, material: names; material "" for a statement about superconductors in general.
        value: a number in ``unit``, a sign (+1, -1; 0 for no change), a truth value; None where the theory is silent.
        unit: SI unit, empty for ratios, signs and truth values.
        uncertainty: standard uncertainty that the inputs' uncertainties bring, in ``unit``; None where none is known.
        probability: share of the uncertain inputs' values with which a yes or no, or a sign, comes out as `value`; None
            for numbers, and where no input is uncertain.
        factor: the factor within which the theory itself claims to be right: 1 for a closed form, more for an estimate.
        equations: identifiers of the equations used ("H62").
        inputs: name -> {"value", "unit", "uncertainty", "kind"} of every number used that is not a free parameter; kind
            is "condition" or that of the tables ("measured", "calculated", "derived", ...); a number that was inferred
            from measured observables has their names under "inferred_from".
        free_parameters: the same for numbers that the theory leaves open.
        independent: False when the measured value itself, or one that follows from it, was used.
        asserted: True where the theory states a yes, no or sign that is not computed from its equations here.
        outside: why the material lies outside the theory's range of validity; "" where it does not.
        reason: why the theory is silent, or a remark about the value.
    """

    theory: str
    observable: str
    material: str
    value: float | bool | int | None
    unit: str = ""
    uncertainty: float | None = None
    probability: float | None = None
    factor: float = 1.0
    equations: tuple[str, ...] = ()
    inputs: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    free_parameters: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    independent: bool = True
    asserted: bool = False
    outside: str = ""
    reason: str = ""

    def __post_init__(self) -> None:
        for name in ("inputs", "free_parameters"):
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    @property
    def silent(self) -> bool:
        """True if the theory makes no statement."""
        return self.value is None

    def as_dict(self) -> dict[str, Any]:
        """Return every field, JSON-ready."""
        return {
            **vars(self),
            "equations": list(self.equations),
            "inputs": dict(self.inputs),
            "free_parameters": dict(self.free_parameters),
        }


@dataclass(frozen=True)
class Answer:
    """Return value of a theory's method for one observable.

    Attributes:
        value: as in `Prediction`.
        equations: identifiers.
        reason: a remark.
        independent: False where the text takes the observable as given instead of deriving it.
        factor: accuracy that an estimate claims, apart from the ranges of its constants.
        asserted: True for a yes, no or sign that the text states and nothing here computes from its equations.
    """

    value: float | bool | int
    equations: tuple[str, ...]
    reason: str = ""
    independent: bool = True
    factor: float = 1.0
    asserted: bool = False


class Silence(Exception):
    """Raised by a theory's method that makes no statement; the message is the reason."""
