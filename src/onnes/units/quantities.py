"""Conversion of text, pint quantities or SI floats to SI floats.

Text is one number and one unit ("20 mT", "1e9 S/m"): no sums, no second number, no decimal comma, so that a typing
error is refused and not read as another value. A unit is a short product of names with exponents of at most two digits:
text that takes long to evaluate ("1 m^(9^9^9)") is refused before it is.

Gaussian units (G, Oe, emu, Mx) are defined as plain multiples of their SI counterparts, each a
number in the tables of any laboratory: 1 G = 1e-4 T, 1 Oe = 1e3/(4 pi) A/m, 1 Mx = 1e-8 Wb,
1 emu = 1e-3 A m^2. A field in oersted given where an induction in tesla is wanted (or the
reverse) is converted with B = mu_0 H, the usual meaning in the laboratory. The
conversion takes mu_0 = 4 pi 1e-7 as the oersted's own definition does, so that 1 Oe is 1 G to the
last bit; the measured mu_0 differs from it by 1.3e-10.
"""

from __future__ import annotations

import math
import re
from functools import lru_cache
from numbers import Real
from typing import Any

from onnes.errors import InputError
from onnes.units.ranges import check_largest, check_smallest
from onnes.units.registry import OERSTED_PERMEABILITY, describe, dimension_in_words, registry, with_article

_NUMBER = r"[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|(?i:nan|inf(?:inity)?))"
_NUMBER_AND_UNIT = re.compile(rf"({_NUMBER})(?![\d.])\s*([^,]*)")
_UNITS = 1024
"""Texts of units that are kept parsed: a layout of a thousand holes says "nm" some thousand times."""
_LONGEST_TEXT = 100
"""Characters of a number with its unit."""
_NAME = re.compile(r"[^\W\d]\w*")
_EXPONENT = re.compile(r"(?:\^|\*\*)\s*(?:[+-]?\d{1,2}(?:\.\d)?(?![\d.])|\([+-]?\d{1,2}(?:[./]\d)?\))")
_HOW_TO_WRITE = "Write one number and a unit, with a space between and a point for decimals."
_HOW_TO_WRITE_A_NUMBER = "Write one number without a unit, with a point for decimals."

_EXAMPLES = {
    "T": '"20 mT" or "200 G"',
    "m": '"1 um" or "50 nm"',
    "s": '"3 ns"',
    "K": '"4.2 K"',
    "A": '"5 A"',
    "m/s": '"1 m/s"',
    "K/m": '"2 K/cm"',
    "K/s": '"1 K/s"',
    "S/m": '"1e9 S/m"',
    "rad/s": '"100 rad/s" or "600 rpm"',
}


def to_si(value: Any, unit: str, argument: str = "value") -> float:
    """Return a float in the SI unit ``unit`` from text, a pint quantity, or a number already in that unit.

    Numbers are those of Python and NumPy, including arrays without a dimension. Hertz, which count turns, are not
    accepted for rad/s, nor the reverse.

    Raises:
        InputError: text that is no quantity, another dimension, a value that is not finite or larger than any such
            quantity is (`onnes.units.ranges`).
    """
    number = finite_si(value, unit, argument)
    check_largest(number, unit, argument, value)
    return number


def positive_si(value: Any, unit: str, argument: str) -> float:
    """Return a positive number as `to_si` does.

    Raises:
        InputError: as `to_si`; also 0, a negative number, or one smaller than any such quantity is.
    """
    number = to_si(value, unit, argument)
    if not number > 0:
        raise InputError(argument, value, f"a positive {describe(unit)}",
                         f"Write for example {_EXAMPLES[unit]}." if unit in _EXAMPLES else "Give a number above zero.")
    check_smallest(number, unit, argument, value)
    return number


def finite_si(value: Any, unit: str, argument: str = "value") -> float:
    """Return a number of any size as `to_si` does.

    Raises:
        InputError: text that is no quantity, another dimension, or a value that is not finite.
    """
    number = _bare(value)
    if number is None:
        number = _magnitude(value, unit, argument)
    if not math.isfinite(number):
        raise InputError(argument, value, f"a finite {describe(unit)}", "Give a number that is not NaN or infinite.")
    return number


def from_si(value: float, unit: str, to: str) -> float:
    """Return ``value`` (in the SI unit ``unit``) in the unit ``to``; B = mu_0 H as in `to_si`.

    Raises:
        InputError: a value that is no number, an unknown unit, or one of another dimension.
    """
    number = _bare(value)
    if number is None:
        raise InputError("value", value, f"a number, in {unit or 'no unit'}")
    if not to.strip() and _unit(unit) != _unit(""):
        raise InputError("to", to, f"a unit of {describe(unit)}")
    one, zero = (finite_si(f"{size} {to}", unit, "to") for size in (1, 0))
    return (number - zero) / (one - zero)


def _bare(value: Any) -> float | None:
    """Return a number without a unit, of Python or NumPy or as text; None for anything else."""
    if isinstance(value, str):
        return float(value) if len(value) <= _LONGEST_TEXT and re.fullmatch(_NUMBER, value.strip()) else None
    if getattr(value, "shape", None) == () and not hasattr(value, "units"):
        value = value.item()
    if not isinstance(value, Real) or isinstance(value, bool):
        return None
    try:
        return float(value)
    except OverflowError:  # a whole number beyond the range of floats
        return math.inf if value > 0 else -math.inf  # type: ignore[operator]


def _magnitude(value: Any, unit: str, argument: str) -> float:
    expected = with_article(describe(unit)) + (f" such as {_EXAMPLES[unit]}" if unit in _EXAMPLES else "")
    wanted = _unit(unit)
    try:
        quantity = _quantity(value)
        turns_differ = _counts_turns(quantity.units) != _counts_turns(wanted)
        if turns_differ and _has_radians(quantity.units) != _has_radians(wanted):
            cure = f"Hertz count turns, and a turn is 2 pi rad; give it in {unit}."
            raise InputError(argument, value, expected, cure)
        converted = _b_from_h(quantity, wanted)
        if converted.dimensionality != wanted.dimensionality:
            cure = f"This is {dimension_in_words(quantity.units)}; give it in {unit or 'no unit'}."
            raise InputError(argument, value, expected, cure)
        return float(converted.to(wanted).magnitude)
    except InputError:
        raise
    except Exception as error:  # pint raises errors of many types for malformed text and unbounded exponents
        how = _HOW_TO_WRITE if wanted.dimensionality else _HOW_TO_WRITE_A_NUMBER
        raise InputError(argument, value, expected, how) from error


def _quantity(value: Any) -> Any:
    """Return text or a quantity of any registry as a quantity of `registry`."""
    import pint

    if isinstance(value, pint.Quantity):
        return registry().Quantity(float(value.magnitude), str(value.units))
    short = isinstance(value, str) and len(value) <= _LONGEST_TEXT
    found = _NUMBER_AND_UNIT.fullmatch(value.strip()) if short else None
    if found is None or not _is_short_product(found[2]):
        raise ValueError(value)
    return registry().Quantity(float(found[1]), _parsed(found[2]))


def _is_short_product(unit: str) -> bool:
    """Return whether a unit has no other numbers than exponents of two digits, and the 1 of "1/m"."""
    rest = _NAME.sub("_", _EXPONENT.sub("#", unit)).replace("1/", "/", 1)
    return not re.search(r"[\d^]|\*\*|#\s*#", rest)


@lru_cache(_UNITS)
def _parsed(unit: str) -> Any:
    return registry().parse_units(unit)


def _unit(text: str) -> Any:
    try:
        return _parsed(text)
    except Exception as error:  # as above
        raise InputError("unit", text, "the name of a unit", 'Write for example "T" or "A/m^2".') from error


def _b_from_h(quantity: Any, unit: Any) -> Any:
    """Return B = mu_0 H where one is given and the other is wanted."""
    units = registry()
    mu_0 = OERSTED_PERMEABILITY * units.Unit("T m / A")
    induction, strength = units.Unit("T").dimensionality, units.Unit("A/m").dimensionality
    if (quantity.dimensionality, unit.dimensionality) == (strength, induction):
        return quantity * mu_0
    if (quantity.dimensionality, unit.dimensionality) == (induction, strength):
        return quantity / mu_0
    return quantity


def _counts_turns(unit: Any) -> bool:
    return "hertz" in str(unit)


def _has_radians(unit: Any) -> bool:
    return "radian" in str(registry().Quantity(1, unit).to_root_units().units)
