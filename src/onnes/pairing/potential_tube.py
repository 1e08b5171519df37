"""Tube of attractive potential that an electron leaves behind it in the lattice: estimates."""

from __future__ import annotations

from onnes.pairing.atomic_scales import (
    DEBYE_CONSTANT,
    FERMI_CONSTANT,
    atomic_energy,
    bohr_ratio,
    debye_frequency,
    fermi_momentum,
    mass_ratio_root,
)
from onnes.units.constants import ELECTRON_MASS


def impulse(spacing: float, a: float = FERMI_CONSTANT, c: float = 1.0) -> float:
    """Return p = c tau e_A / d with tau = d / v_e, in kg m/s, the impulse of an electron on an ion beside it.

    Source: W4, in SI.
    """
    passing_time = spacing * ELECTRON_MASS / fermi_momentum(spacing, a)
    return c * passing_time * atomic_energy(spacing) / spacing


def ion_displacement(
    spacing: float, ion_mass: float, a: float = FERMI_CONSTANT, b: float = DEBYE_CONSTANT, c: float = 1.0
) -> float:
    """Return delta = p / (M omega_D) = (f c / a b) d / beta, in m, the displacement of the ion towards the path.

    Source: W5.
    """
    return impulse(spacing, a, c) / (ion_mass * debye_frequency(spacing, ion_mass, b))


def tube_length(
    spacing: float, ion_mass: float, a: float = FERMI_CONSTANT, b: float = DEBYE_CONSTANT, s: float = 1.0
) -> float:
    """Return l = s v_e / omega_D = (s a / b) beta d, in m, the length of the displaced tail. Source: W6."""
    speed = fermi_momentum(spacing, a) / ELECTRON_MASS
    return s * speed / debye_frequency(spacing, ion_mass, b)


def tube_constant(
    spacing: float, a: float = FERMI_CONSTANT, b: float = DEBYE_CONSTANT, c: float = 1.0, g: float = 1.0
) -> float:
    """Return kappa = f c g / (a b), dimensionless; the text expects about 1, with g above 1. Source: W7."""
    return bohr_ratio(spacing) * c * g / (a * b)


def tube_potential(spacing: float, ion_mass: float, kappa: float = 1.0) -> float:
    """Return U = -(kappa / beta) e_A, in J, negative, about -hbar omega_D: the potential in the tube. Source: W7-W8."""
    return -kappa / mass_ratio_root(ion_mass) * atomic_energy(spacing)
