"""Measured fact: value, sample, uncertainty and source."""

from __future__ import annotations

import math
from dataclasses import dataclass

KINDS = {
    "measured": "read off an instrument",
    "exact": "a number of nature that the definition of the units fixes, so that no instrument can contradict it",
    "defined": "a convention",
    "theory": "a theory's number, kept beside the facts for comparison",
    "calculated": "computed from other data of the material in its normal state",
    "derived": "computed from measured facts, which are scored themselves",
    "bound": "an upper or lower limit, or the best or largest value seen",
    "extrapolated": "continued beyond the range of the measurement",
    "estimate": "an order of magnitude or a typical value",
    "disputed": "measured, but contested by others, or never repeated",
    "quoted": "a number quoted by a review",
    "missing": "not measured; the note describes the nearest measurement",
}

SCORED_KINDS = frozenset({"measured"})


@dataclass(frozen=True)
class Fact:
    """Measured fact with its source.

    Attributes:
        id: permanent name, e.g. "E027".
        observable: what was observed; a name on the theories' list where one fits, else its own.
        statement: the fact in words.
        material: canonical name of the material; "" for a fact about superconductors in general, or about a sample that
            is not a material on the list.
        family: of a sample that is not a material on the list: "cuprate", "element", as in the tables of materials.
        sample: what exactly was measured, where it matters.
        value: number, truth value, or text.
        uncertainty: standard uncertainty as the source gives it, in ``unit``; None where it gives none.
        last_digit: one unit in the last digit that the source prints (numbers only), in ``unit``.
        unit: unit of value, "" for dimensionless numbers, truth values and text.
        kind: one of `KINDS`; a theory is scored only against `SCORED_KINDS`.
        conditions, source, note: in words.
        category, demand: the group, and the question that the fact puts to a theory.
        checked: whether the number was read in the source: "yes", "partly", "no" (a textbook value, reliable but not
            verified) or "derived".
    """

    id: str
    observable: str
    value: float | bool | str
    unit: str = ""
    uncertainty: float | None = None
    last_digit: float | None = None
    kind: str = "measured"
    material: str = ""
    family: str = ""
    sample: str = ""
    statement: str = ""
    conditions: str = ""
    source: str = ""
    checked: str = "no"
    category: str = ""
    demand: str = ""
    note: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"fact {self.id}: kind {self.kind!r} is none of {', '.join(KINDS)}")
        if self.numeric and not math.isfinite(float(self.value)):
            raise ValueError(f"fact {self.id}: value {self.value!r} is not finite")

    @property
    def numeric(self) -> bool:
        """True for a number; truth values and text are not numbers."""
        return isinstance(self.value, (int, float)) and not isinstance(self.value, bool)

    @property
    def scored(self) -> bool:
        """True if a theory may be judged by it."""
        return self.kind in SCORED_KINDS

    @property
    def effective_uncertainty(self) -> float | None:
        """Uncertainty for comparisons, in ``unit``; None for truth values and text.

        It is that of the source. Where the source gives none, a printed value is good to its last digit at best: one
        unit of the last digit is taken (0.46 is 0.46 +- 0.01). An exact number has none.
        """
        if not self.numeric:
            return None
        if self.uncertainty is not None:
            return self.uncertainty
        return 0.0 if self.kind == "exact" else self.last_digit

    def number(self, unit: str) -> tuple[float, float]:
        """Return value and effective uncertainty in another unit, e.g. ``fact.number("Wb")``.

        Raises:
            InputError: a unit of another dimension, or a fact that is not a number.
        """
        from onnes.measurements.natural_units import convert

        return convert(self.value, self.unit, unit, self.id), convert(
            self.effective_uncertainty or 0.0, self.unit, unit, self.id
        )
