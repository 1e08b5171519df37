"""Conversion of text, pint quantities or SI floats to SI floats.

Text is one number and one unit ("20 mT", "1e9 S/m"): no sums, no second number, no decimal comma, so that a typing
error is refused and not read as another value.

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
from numbers import Real
from typing import Any

from onnes.errors import InputError
from onnes.units.registry import OERSTED_PERMEABILITY, describe, dimension_in_words, registry, with_article

_NUMBER = r"[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|(?i:nan|inf(?:inity)?))"
_NUMBER_AND_UNIT = re.compile(rf"({_NUMBER})(?![\d.])\s*([^,]*)")
_HOW_TO_WRITE = "Write one number and a unit, with a space between and a point for decimals."

_EXAMPLES = {
    "T": '"20 mT" or "200 G"',
    "m": '"1 um" or "50 nm"',
    "s": '"3 ns"',
    "K": '"4.2 K"',
    "A": '"5 A"',
    "m/s": '"1 m/s"',
    "K/m": '"2 K/cm"',
    "S/m": '"1e9 S/m"',
    "rad/s": '"100 rad/s" or "600 rpm"',
}


def to_si(value: Any, unit: str, argument: str = "value") -> float:
    """Return a float in the SI unit ``unit`` from text, a pint quantity, or a number already in that unit.

    Numbers are those of Python and NumPy, including arrays without a dimension. Hertz, which count turns, are not
    accepted for rad/s, nor the reverse.

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
    one, zero = (to_si(f"{size} {to}", unit, "to") for size in (1, 0))
    return (number - zero) / (one - zero)


def _bare(value: Any) -> float | None:
    """Return a number without a unit, of Python or NumPy or as text; None for anything else."""
    if isinstance(value, str):
        return float(value) if re.fullmatch(_NUMBER, value.strip()) else None
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
    try:
        quantity = _quantity(value)
    except Exception as error:  # pint's parser raises tokenizer errors of many types for malformed text
        raise InputError(argument, value, expected, _HOW_TO_WRITE) from error
    wanted = _unit(unit)
    if _counts_turns(quantity.units) != _counts_turns(wanted) and _has_radians(quantity.units) != _has_radians(wanted):
        raise InputError(argument, value, expected, f"Hertz count turns, and a turn is 2 pi rad; give it in {unit}.")
    converted = _b_from_h(quantity, wanted)
    if converted.dimensionality != wanted.dimensionality:
        cure = f"{value!s} is {dimension_in_words(quantity.units)}; give it in {unit or 'no unit'}."
        raise InputError(argument, value, expected, cure)
    return float(converted.to(wanted).magnitude)


def _quantity(value: Any) -> Any:
    """Return text or a quantity of any registry as a quantity of `registry`."""
    import pint

    if isinstance(value, pint.Quantity):
        return registry().Quantity(float(value.magnitude), str(value.units))
    found = _NUMBER_AND_UNIT.fullmatch(str(value).strip())
    if found is None:
        raise ValueError(value)
    return registry().Quantity(float(found[1]), registry().parse_units(found[2]))


def _unit(text: str) -> Any:
    try:
        return registry().parse_units(text)
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
