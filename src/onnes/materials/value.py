"""Tabulated value: number, uncertainty, unit and source."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["measured", "calculated", "derived", "lower limit", "rejected"]


@dataclass(frozen=True)
class Value:
    """Value of one quantity, in SI units.

    Attributes:
        value: the number.
        uncertainty: standard uncertainty in the same unit: that of the source, or by the rules of
            `onnes.materials.uncertainty`; None only where it cannot be propagated.
        unit: SI unit, empty if dimensionless.
        source: where it is from; for a derived value, the relation and its inputs.
        checked: "yes" (read in the source), "partly", "no ..." (a textbook value from memory) or "derived".
        kind: "measured", "calculated" (from normal-state data or a free-electron count), "derived" (from other values
            in the tables, or extrapolated), "lower limit", or "rejected" (superseded or contradicted, see the note;
            shown, and used for nothing).
        note: what to know before using it.
        temperature: at which it was measured [K], where that matters.
        inferred_from: observables (names on the list of `onnes.theories`) from which the number was inferred, so that a
            theory that predicts one of them from it is not tested by it.
    """

    value: float
    uncertainty: float | None
    unit: str
    source: str
    checked: str
    kind: Kind
    note: str = ""
    temperature: float | None = None
    inferred_from: tuple[str, ...] = ()
