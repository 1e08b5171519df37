"""Formatting of numbers for the page: uncertainties, prefixes, and words for truth values."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from onnes.plots import in_words
from onnes.report.names import printed

NOTHING = "—"


def value_in_words(value: float | bool | str | None, uncertainty: float | None, unit: str) -> str:
    """Return a value in SI as text for the page: "7.196 ± 0.006 K", "1.35 meV", "yes", or "—" for None."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return value
    return in_words(value, unit, uncertainty)


def sign_in_words(value: float | bool | None) -> str:
    """Return "+", "−", "0" or "—"."""
    if value is None:
        return NOTHING
    return "+" if value > 0 else "−" if value < 0 else "0"


def inputs_in_words(inputs: Mapping[str, Mapping[str, Any]]) -> str:
    """Return the inputs of a prediction as text, such as "debye temperature 428 K; field 1 mT (free)".
    """
    return "; ".join(_input(printed(name), note) for name, note in inputs.items())


def _input(name: str, note: Mapping[str, Any]) -> str:
    kind = note.get("kind", "")
    remark = "" if kind in ("", "measured", "condition") else " (free)" if kind == "parameter" else f" ({kind})"
    inferred = ", ".join(printed(one) for one in note.get("inferred_from", ()))
    origin = f" (inferred from {inferred})" if inferred else ""
    return f"{name} {value_in_words(note['value'], None, note['unit'])}{remark}{origin}"
