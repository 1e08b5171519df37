"""Gaussian units of electromagnetism: number of Gaussian units per SI unit for each kind of quantity.

With c' = 2.99792458e10 (the number of cm/s in c), a charge of 1 C is c'/10 statC, an induction of 1 T is 1e4 G, a
field of 1 A/m is 4 pi 1e-3 Oe. The numbers are those by which Gaussian units are defined; since 2019 the measured
mu_0 differs from 4 pi 1e-7 by 1.3e-10, and formulas in the two systems agree to that.

Source: J. D. Jackson, Classical Electrodynamics, 3rd ed. (1999), appendix, table 4.
"""

from __future__ import annotations

import math
from typing import NamedTuple

from onnes.errors import check_name
from onnes.units.constants import SPEED_OF_LIGHT

_C = SPEED_OF_LIGHT * 100


class Unit(NamedTuple):
    """SI unit, Gaussian unit, and number of Gaussian units per SI unit."""

    si: str
    gaussian: str
    factor: float


UNITS: dict[str, Unit] = {
    "number": Unit("", "", 1.0),
    "length": Unit("m", "cm", 1e2),
    "area": Unit("m^2", "cm^2", 1e4),
    "time": Unit("s", "s", 1.0),
    "mass": Unit("kg", "g", 1e3),
    "number_density": Unit("m^-3", "cm^-3", 1e-6),
    "angular_velocity": Unit("rad/s", "rad/s", 1.0),
    "velocity": Unit("m/s", "cm/s", 1e2),
    "diffusivity": Unit("m^2/s", "cm^2/s", 1e4),
    "action": Unit("J s", "erg s", 1e7),
    "energy": Unit("J", "erg", 1e7),
    "energy_density": Unit("J/m^3", "erg/cm^3", 10.0),
    "energy_per_length": Unit("J/m", "erg/cm", 1e5),
    "energy_per_area": Unit("J/m^2", "erg/cm^2", 1e3),
    "pressure": Unit("Pa", "Ba", 10.0),
    "power_per_area": Unit("W/m^2", "erg/s/cm^2", 1e3),
    "charge": Unit("C", "statC", _C / 10),
    "current": Unit("A", "statA", _C / 10),
    "sheet_current": Unit("A/m", "statA/cm", _C / 1e3),
    "current_density": Unit("A/m^2", "statA/cm^2", _C / 1e5),
    "voltage": Unit("V", "statV", 1e8 / _C),
    "electric_field": Unit("V/m", "statV/cm", 1e6 / _C),
    "conductivity": Unit("S/m", "1/s", _C**2 * 1e-11),
    "magnetic_field": Unit("T", "G", 1e4),
    "magnetic_field_strength": Unit("A/m", "Oe", 4e-3 * math.pi),
    "magnetisation": Unit("A/m", "emu/cm^3", 1e-3),
    "magnetic_moment": Unit("A m^2", "emu", 1e3),
    "magnetic_flux": Unit("Wb", "Mx", 1e8),
    "vector_potential": Unit("T m", "G cm", 1e6),
    "susceptibility": Unit("", "", 1 / (4 * math.pi)),
}
"""Kind of quantity -> its units in the two systems."""


def unit(kind: str) -> Unit:
    """Return the units of a kind of quantity.

    Raises:
        InputError: a kind that is not on the list `UNITS`.
    """
    check_name("kind", kind, UNITS)
    return UNITS[kind]


def to_gaussian(value: float, kind: str) -> float:
    """Return ``value`` (in SI units) in Gaussian units."""
    return value * unit(kind).factor


def from_gaussian(value: float, kind: str) -> float:
    """Return ``value`` (in Gaussian units) in SI units."""
    return value / unit(kind).factor
