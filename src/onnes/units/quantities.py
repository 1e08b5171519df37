"""Numbers with units at the doors: text, pint quantities or SI floats in, SI floats inside.

Gaussian units (G, Oe, emu, Mx) are defined as plain multiples of their SI counterparts, each a
number in the tables of any laboratory: 1 G = 1e-4 T, 1 Oe = 1e3/(4 pi) A/m, 1 Mx = 1e-8 Wb,
1 emu = 1e-3 A m^2. A field in oersted given where an induction in tesla is wanted (or the
reverse) is converted with B = mu_0 H, which is what the user of a magnet means by it. The
conversion takes mu_0 = 4 pi 1e-7 as the oersted's own definition does, so that 1 Oe is 1 G to the
last bit; the measured mu_0 differs from it by 1.3e-10.
"""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

from onnes.errors import InputError

if TYPE_CHECKING:
    import pint

_OERSTED_PERMEABILITY = 4e-7 * math.pi

_GAUSSIAN = (
    "gauss_unit = 1e-4 tesla = G",
    f"oersted_unit = {1e-4 / _OERSTED_PERMEABILITY!r} ampere / meter = Oe",
    "maxwell_unit = 1e-8 weber = Mx",
    "emu_unit = 1e-3 ampere * meter ** 2 = emu",
    "flux_quantum_unit = 2.067833848461929e-15 weber = Phi_0 = Phi0",
)


@cache
def registry() -> pint.UnitRegistry:
    """The one unit registry of the program; Gaussian units carry SI prefixes (mG, kOe, memu)."""
    import pint

    units = pint.UnitRegistry(autoconvert_offset_to_baseunit=True)
    for definition in _GAUSSIAN:
        units.define(definition)
    return units


def describe(unit: str) -> str:
    """The physical dimension of a unit in words, for error messages."""
    if unit in ("", "1"):
        return "plain number"
    return _DIMENSION_WORDS.get(unit, f"quantity in {unit}")


_DIMENSION_WORDS = {
    "T": "magnetic field",
    "A/m": "magnetic field strength",
    "m": "length",
    "s": "time",
    "K": "temperature",
    "A": "current",
    "V": "voltage",
    "Wb": "magnetic flux",
    "m/s": "speed",
    "K/m": "temperature gradient",
    "A/m^2": "current density",
    "S/m": "conductivity",
    "J": "energy",
    "rad/s": "angular velocity",
}

_EXAMPLES = {
    "T": '"20 mT" or "200 G"',
    "m": '"1 um" or "50 nm"',
    "s": '"3 ns"',
    "K": '"4.2 K"',
    "A": '"5 A"',
    "m/s": '"1 m/s"',
    "K/m": '"2 K/cm"',
    "S/m": '"1e9 S/m"',
}


def to_si(value: Any, unit: str, argument: str = "value") -> float:
    """A float in the SI unit ``unit`` from text, a pint quantity, or a float already in that unit.

    Raises:
        InputError: text that is no quantity, another dimension, or a value that is not finite.
    """
    expected = f"a {describe(unit)}" + (f" such as {_EXAMPLES[unit]}" if unit in _EXAMPLES else "")
    number = _magnitude(value, unit, argument, expected)
    if not math.isfinite(number):
        raise InputError(argument, value, f"a finite {describe(unit)}", "Give a number that is not NaN or infinite.")
    return number


def _magnitude(value: Any, unit: str, argument: str, expected: str) -> float:
    if isinstance(value, bool):
        raise InputError(argument, value, expected)
    if isinstance(value, (int, float)):
        return float(value)
    import pint

    units = registry()
    try:
        quantity = value if isinstance(value, pint.Quantity) else units.Quantity(str(value).strip())
        if quantity.dimensionless and unit not in ("", "1", "rad/s"):
            number = float(quantity.to("").magnitude)
            if isinstance(value, str) and quantity.unitless:
                return number
            raise InputError(argument, value, expected)
        return float(_b_from_h(quantity, unit, units).to(unit or "").magnitude)
    except InputError:
        raise
    except pint.DimensionalityError as error:
        cure = f"{value!s} is a {_words(error.units1)}; give it in {unit or 'no unit'}."
        raise InputError(argument, value, expected, cure) from None
    except Exception as error:  # pint's parser raises tokenizer errors of many types for malformed text
        raise InputError(argument, value, expected, "Write a number and a unit, with a space between.") from error


def _b_from_h(quantity: Any, unit: str, units: Any) -> Any:
    """B = mu_0 H where one is given and the other is asked for."""
    mu_0 = _OERSTED_PERMEABILITY * units.Unit("T m / A")
    if unit == "T" and quantity.check("[current]/[length]"):
        return quantity * mu_0
    if unit == "A/m" and quantity.check("[mass]/[current]/[time]**2"):
        return quantity / mu_0
    return quantity


def _words(unit: Any) -> str:
    for known, words in _DIMENSION_WORDS.items():
        if registry().Unit(known).dimensionality == registry().Unit(unit).dimensionality:
            return words
    return f"quantity in {unit}"


def from_si(value: float, unit: str, to: str) -> float:
    """The number that ``value`` (in the SI unit ``unit``) is in the unit ``to``."""
    units = registry()
    return float(_b_from_h(units.Quantity(value, unit), to, units).to(to).magnitude)
