"""SI prefixes on the axes: 0.02 T is shown as 20 mT, 5e-8 m as 50 nm."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

_PREFIXES = {-24: "y", -21: "z", -18: "a", -15: "f", -12: "p", -9: "n", -6: "µ", -3: "m", 0: "",
             3: "k", 6: "M", 9: "G", 12: "T", 15: "P"}
_TAKES_PREFIX = {"T", "m", "s", "A", "V", "Wb", "J", "K", "Hz", "W", "S", "Pa", "eV", "Ohm", "N"}
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def prefixed(values: Any, unit: str) -> tuple[float, str]:
    """Return the factor and the unit in which ``values`` (in the SI unit ``unit``) are easy to read.

    ``values * factor`` has its largest magnitude between 1 and 1000 of the returned unit, where the unit takes a
    prefix; otherwise the factor is 1. The returned unit is typeset (A/m²).
    """
    symbol = re.match(r"[A-Za-z]*", unit).group()  # type: ignore[union-attr]
    rest = unit[len(symbol):]
    exponent = 0
    if symbol in _TAKES_PREFIX and not rest.startswith("^"):
        exponent = _exponent(values)
    return 10.0**-exponent, _PREFIXES[exponent] + typeset(unit)


def typeset(unit: str) -> str:
    """Return a unit as it is printed: A/m^2 becomes A/m², Ohm becomes Ω."""
    powers = re.sub(r"\^(-?\d+)", lambda found: found.group(1).translate(_SUPERSCRIPTS), unit)
    return powers.replace("Ohm", "Ω").replace("*", "·")


def axis_label(meaning: str, unit: str) -> str:
    """Return ``meaning (unit)``, or the meaning alone for a dimensionless quantity."""
    return f"{meaning} ({unit})" if unit else meaning


def in_words(value: float, unit: str) -> str:
    """Return one number with its prefixed unit and four digits, such as ``12.35 ps``."""
    factor, prefixed_unit = prefixed(value, unit)
    return f"{value * factor:.4g} {prefixed_unit}".strip()


def _exponent(values: Any) -> int:
    finite = np.abs(np.asarray(values, dtype=float))
    finite = finite[np.isfinite(finite)]
    largest = float(finite.max()) if finite.size else 0.0
    if largest == 0:
        return 0
    # The allowance keeps 1e-3, which is not exact in binary, at 1 milli rather than 1000 micro.
    exponent = 3 * math.floor(math.log10(largest) / 3 + 1e-12)
    return min(max(exponent, min(_PREFIXES)), max(_PREFIXES))
