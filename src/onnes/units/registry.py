"""Unit registry, with Gaussian units as multiples of SI units."""

from __future__ import annotations

import math
from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pint

OERSTED_PERMEABILITY = 4e-7 * math.pi
"""mu_0 by which the oersted is defined [T m/A]; the measured one differs from it by 1.3e-10."""

_DEFINITIONS = (
    "gauss_unit = 1e-4 tesla = G",
    f"oersted_unit = {1e-4 / OERSTED_PERMEABILITY!r} ampere / meter = Oe",
    "maxwell_unit = 1e-8 weber = Mx",
    "emu_unit = 1e-3 ampere * meter ** 2 = emu",
    "flux_quantum_unit = 2.067833848461929e-15 weber = Phi_0 = Phi0",
    "@alias gauss_unit = gauss = Gauss",
    "@alias oersted_unit = oersted = Oersted",
    "@alias maxwell_unit = maxwell = Maxwell",
    "@alias ohm = Ohm",
)

_DIMENSION_WORDS = {
    "": "plain number",
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
    "K/s": "rate of cooling or heating",
    "A/m^2": "current density",
    "S/m": "conductivity",
    "J": "energy",
    "rad/s": "angular velocity",
}


@cache
def registry() -> pint.UnitRegistry:
    """Return the registry; Gaussian units take SI prefixes (mG, kOe, memu)."""
    import pint

    units = pint.UnitRegistry(autoconvert_offset_to_baseunit=True, on_redefinition="ignore")
    for definition in _DEFINITIONS:
        units.define(definition)
    return units


def describe(unit: str) -> str:
    """Return the physical dimension of a unit in words, for error messages."""
    return _DIMENSION_WORDS.get("" if unit == "1" else unit, f"quantity in {unit}")


def dimension_in_words(unit: Any) -> str:
    """Return the dimension of any pint unit in words, with an article."""
    units = registry()
    same = (words for known, words in _DIMENSION_WORDS.items()
            if units.Unit(known).dimensionality == units.Unit(unit).dimensionality)
    return with_article(next(same, f"quantity in {unit}"))


def with_article(words: str) -> str:
    """Return words with an indefinite article: "a length", "an energy"."""
    return f"{'an' if words[0] in 'aeiou' else 'a'} {words}"
