"""Range of sizes that a quantity of each dimension can have in a laboratory of superconductivity, with the reason.

A number outside is a typing error or another unit. Inside, products and powers of a few quantities are far from the
limits of floating point (1e-308 to 1e308). Zero is in every range; an experiment narrows it where its equations ask for
less.
"""

from __future__ import annotations

from dataclasses import dataclass

from onnes.errors import InputError
from onnes.units.registry import describe, with_article


@dataclass(frozen=True)
class Range:
    """Smallest and largest magnitude of a quantity that is not zero, in its SI unit.

    Attributes:
        reason: one or two sentences about the ends of the range.
    """

    smallest: float
    largest: float
    reason: str


_RANGES = {
    "": Range(1e-16, 1e16, "Double precision has 16 digits: beside 1 a number outside of this range does not count."),
    "m": Range(1e-12, 1e6, "An atom is 1e-10 m across, and no sample is larger than 1e6 m."),
    "s": Range(1e-21, 1e11, "Light crosses an atom in 1e-19 s, and 1e11 s are three thousand years."),
    "K": Range(1e-10, 1e6, "The coldest gas had 4e-11 K, and no condensed matter is hotter than 1e6 K."),
    "T": Range(1e-18, 1e4, "A SQUID notices 1e-18 T, and the strongest field made in a laboratory was 3e3 T."),
    "A/m": Range(1e-12, 1e10, "As a magnetic field these are 1e-18 T and 1e4 T."),
    "A": Range(1e-21, 1e9, "One electron in two minutes is 1e-21 A, and the strongest pulses are below 1e9 A."),
    "A/m^2": Range(1e-9, 1e18, "Pairs break at 1e14 A/m^2 or less."),
    "V": Range(1e-24, 1e9, "A flux quantum in 1e9 s is 2e-24 V, and no machine gives 1e9 V."),
    "ohm": Range(1e-12, 1e15, "Joints of 1e-12 ohm and insulators of 1e15 ohm have been measured."),
    "H": Range(1e-18, 1e3, "A nanometre of wire has 1e-15 H, and no coil has more than 1e3 H."),
    "F": Range(1e-21, 1e3, "Two atoms have 1e-20 F, and the largest capacitors 1e3 F."),
    "Wb": Range(1e-27, 1e6, "A flux quantum is 2e-15 Wb."),
    "m/s": Range(1e-18, 299792458.0, "Nothing is faster than light, 299792458 m/s."),
    "K/m": Range(1e-12, 1e15, "1e15 K/m is 1e5 K across an atom."),
    "K/s": Range(1e-12, 1e21, "1e21 K/s is 1 K while light crosses an atom."),
    "S/m": Range(1e3, 1e14, "The purest metals have 1e13 S/m at low temperature, and the poorest that superconduct 1e4 "
                            "S/m."),
    "ohm m": Range(1e-14, 1e-3, "The purest metals have 1e-13 ohm m at low temperature, and the poorest that "
                                "superconduct 1e-4 ohm m."),
    "S/m^2": Range(1.0, 1e26, "Conductivity over mean free path is about 1e15 S/m^2 in metals."),
    "m^2/s": Range(1e-9, 1e3, "Of D = 1/(mu_0 sigma) with sigma from 1e3 to 1e14 S/m."),
    "s/m": Range(1e-15, 1e15, "The inverse of a speed."),
    "J": Range(1e-33, 1e-9, "k_B times 1e-10 K is 1e-33 J, and 1e-9 J is more than an electron ever has in matter."),
    "J/T": Range(1e-30, 1e-12, "A nuclear magneton is 5e-27 J/T, and 1e-12 J/T are 1e11 Bohr magnetons."),
    "Pa": Range(1e-15, 1e15, "The best vacuum has 1e-15 Pa, and no anvil gives 1e15 Pa."),
    "kg": Range(1e-31, 1e6, "An electron has 9e-31 kg."),
    "kg/m^3": Range(1e-3, 1e6, "Osmium, the densest metal, has 2.3e4 kg/m^3."),
    "Hz": Range(1e-12, 1e20, "X-rays have up to 1e20 Hz."),
    "rad/s": Range(1e-12, 1e20, "X-rays have up to 1e20 rad/s."),
}
_OTHER = Range(1e-60, 1e60, "Beyond it products of such quantities leave the range of floating point.")


_OF_QUANTITIES = {
    "penetration_depth": Range(1e-9, 1e-3, "Depths are 1e-8 m or more, and 1e-3 m only within 1e-8 of Tc."),
    "coherence_length": Range(1e-12, 1e-3, "Coherence lengths are 1e-10 m or more, and 1e-3 m only within 1e-6 of Tc."),
    "london_depth": Range(1e-9, 1e-3, "Depths are 1e-8 m or more, and 1e-3 m only within 1e-8 of Tc."),
    "mean_free_path": Range(1e-10, 1.0, "It is an atom's distance or more, and below 1 cm in the purest metals."),
    "mass_density": Range(10.0, 1e5, "Osmium, the densest metal, has 2.3e4 kg/m^3."),
    "residual_resistance_ratio": Range(1.0, 1e6, "The purest metals have 1e5."),
    "kappa": Range(1e-4, 1e4, "Pure aluminium has 0.01, dirty films and organic superconductors a few hundred."),
    "debye_temperature": Range(1.0, 1e4, "Diamond, the stiffest solid, has 2.2e3 K."),
}
"""Quantities whose range is narrower than that of their dimension, by the name of the input."""


def physical_range(unit: str, quantity: str = "") -> Range:
    """Return the range of a quantity in an SI unit; of its dimension where the quantity has none of its own."""
    return _OF_QUANTITIES.get(quantity) or _RANGES.get("" if unit == "1" else unit, _OTHER)


def check_largest(number: float, unit: str, argument: str, value: object, quantity: str = "") -> None:
    """Refuse a number whose magnitude is above the range of its quantity.

    Raises:
        InputError: it is.
    """
    limits = physical_range(unit, quantity)
    if abs(number) > limits.largest:
        raise _outside(f"of at most {limits.largest:g}", unit, argument, value, limits)


def check_smallest(number: float, unit: str, argument: str, value: object, quantity: str = "") -> None:
    """Refuse a number that is not zero and whose magnitude is below the range of its quantity.

    Raises:
        InputError: it is.
    """
    limits = physical_range(unit, quantity)
    if 0 < abs(number) < limits.smallest:
        raise _outside(f"of at least {limits.smallest:g}", unit, argument, value, limits)


def _outside(bound: str, unit: str, argument: str, value: object, limits: Range) -> InputError:
    expected = f"{with_article(describe(unit))} {bound} {unit}".rstrip()
    return InputError(argument, value, expected, f"{limits.reason} Is the unit right?")
