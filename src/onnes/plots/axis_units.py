"""Numbers as people read them: 0.02 T is shown as 20 mT, 5e-8 m as 50 nm, 1.6e-22 J as 1 meV."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np

from onnes.units.constants import ELEMENTARY_CHARGE

_PREFIXES = {-24: "y", -21: "z", -18: "a", -15: "f", -12: "p", -9: "n", -6: "µ", -3: "m", 0: "",
             3: "k", 6: "M", 9: "G", 12: "T", 15: "P"}
_TAKES_PREFIX = {"T", "m", "s", "A", "V", "Wb", "J", "H", "F", "K", "Hz", "W", "S", "Pa", "eV", "Ohm", "ohm", "N", "B"}
_ATOMIC = 1e-17
"""Joules below which energies are shown in eV."""
_MOST_DIGITS = 6
_SAME = 1e-9
"""Difference from 1 that is rounding of the numerics."""
_LEAST_DECIMAL = 1e-4
"""Smallest number that is not written with a power of ten."""
_SUPERSCRIPTS = str.maketrans("0123456789-", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻")


def prefixed(values: Any, unit: str) -> tuple[float, str]:
    """Return the factor and the unit in which ``values`` (in the SI unit ``unit``) are easy to read.

    ``values * factor`` has its largest magnitude between 1 and 1000 of the returned unit, where the unit takes a
    prefix; otherwise, and where they are below all prefixes, the factor is 1. Energies of atoms and electrons are given
    in eV, products of units with a power of ten (10⁻¹⁸ A m²). The returned unit is typeset (A/m²).
    """
    if unit == "J" and 0 < _largest(values) < _ATOMIC:
        factor, shown = prefixed(np.asarray(values, dtype=float) / ELEMENTARY_CHARGE, "eV")
        return factor / ELEMENTARY_CHARGE, shown
    symbol = re.match(r"[A-Za-z]*", unit).group()  # type: ignore[union-attr]
    rest = unit[len(symbol):]
    exponent = 0
    if symbol in _TAKES_PREFIX and not rest.startswith("^"):
        exponent = _exponent(values)
    if rest.startswith(" ") and exponent:
        return 10.0**-exponent, f"10{str(exponent).translate(_SUPERSCRIPTS)} {typeset(unit)}"
    return 10.0**-exponent, _PREFIXES[exponent] + typeset(unit)


def typeset(unit: str) -> str:
    """Return a unit as it is printed: A/m^2 becomes A/m², ohm becomes Ω."""
    powers = re.sub(r"\^(-?\d+)", lambda found: found.group(1).translate(_SUPERSCRIPTS), unit)
    return powers.replace("Ohm", "Ω").replace("ohm", "Ω").replace("*", "·")


def axis_label(meaning: str, unit: str) -> str:
    """Return ``meaning (unit)``, or the meaning alone for a dimensionless quantity."""
    return f"{meaning} ({unit})" if unit else meaning


def in_words(value: float, unit: str, uncertainty: float | None = None, beside: Any = None) -> str:
    """Return one number with its prefixed unit: four digits, or as many as its uncertainty allows.

    ``12.35 ps``, ``80.30 ± 0.10 mT``. An uncertainty below the sixth digit is rounding and is left out. A ratio near 1
    has as many digits as show its difference from 1: ``0.999992``.

    Args:
        beside: values beside which it is read: the unit is that of the largest of them; its own if None.
    """
    factor, shown = prefixed(value if beside is None else beside, unit)
    shown = f"× {shown}" if shown.startswith("10") else shown
    number, spread = value * factor + 0.0, (uncertainty or 0.0) * factor  # which makes -0 a 0
    if not 0 < spread < np.inf or spread < 0.5 * 10.0 ** (_power(number) + 1 - _MOST_DIGITS):
        return f"{number:.4g} {shown}" if shown else _plain(number)
    decimals = max(0, 1 - _power(float(f"{spread:.1e}")))  # of 0.0996 as of 0.10
    if decimals > 9 or not _LEAST_DECIMAL <= max(abs(number), spread) < 1e6:
        return f"{number:.4g} ± {spread:.2g} {shown}".strip()
    return f"{number:.{decimals}f} ± {spread:.{decimals}f} {shown}".strip()


def _plain(number: float) -> str:
    """Return a number without a unit in four digits, or in two digits of its difference from 1 or -1."""
    apart = abs(abs(number) - 1)
    near = f"{number:.4g}" in ("1", "-1") and apart > _SAME
    return f"{number:.{1 - _power(apart)}f}".rstrip("0") if near else f"{number:.4g}"


def _power(number: float) -> int:
    """Return the power of ten of the first digit; a very small one for 0 and for what is not finite."""
    return math.floor(math.log10(abs(number))) if number and math.isfinite(number) else -300


def _largest(values: Any) -> float:
    finite = np.abs(np.asarray(values, dtype=float))
    finite = finite[np.isfinite(finite)]
    return float(finite.max()) if finite.size else 0.0


def _exponent(values: Any) -> int:
    largest = _largest(values)
    if largest == 0:
        return 0
    # The allowance keeps 1e-3, which is not exact in binary, at 1 milli rather than 1000 micro.
    exponent = 3 * math.floor(math.log10(largest) / 3 + 1e-12)
    return min(exponent, max(_PREFIXES)) if exponent >= min(_PREFIXES) else 0
