"""Energy, momentum and frequency scales of a simple metal from its lattice distance and the mass of its ions."""

from __future__ import annotations

from math import pi, sqrt

from onnes.units.constants import BOHR_RADIUS, ELECTRON_MASS, ELEMENTARY_CHARGE, HBAR, VACUUM_PERMITTIVITY

FERMI_CONSTANT = 3.1
"""Constant a of W2, p_F = a hbar/d; (3 pi^2)^(1/3) = 3.094 for one electron per d^3."""

DEBYE_CONSTANT = 8.0
"""Constant b of W3: "between 5 and 10 in most metals", 8 by the text's footnote."""


def atomic_energy(spacing: float) -> float:
    """Return e_A = e^2 / (4 pi eps_0 d), in J, for the lattice distance d (m). Source: W1, in SI."""
    return ELEMENTARY_CHARGE**2 / (4 * pi * VACUUM_PERMITTIVITY * spacing)


def bohr_ratio(spacing: float) -> float:
    """Return f = d / a_B, dimensionless, with which e_A = f hbar^2 / (m d^2). Source: W1a."""
    return spacing / BOHR_RADIUS


def fermi_momentum(spacing: float, a: float = FERMI_CONSTANT) -> float:
    """Return p_F = a hbar / d, in kg m/s. Source: W2."""
    return a * HBAR / spacing


def fermi_energy(spacing: float, a: float = FERMI_CONSTANT) -> float:
    """Return e_F = p_F^2 / 2m = (a^2 / 2f) e_A, in J. Source: W2 with W14."""
    return fermi_momentum(spacing, a) ** 2 / (2 * ELECTRON_MASS)


def mass_ratio_root(ion_mass: float) -> float:
    """Return beta = sqrt(M / m), dimensionless, about 300, for the mass M of an ion (kg). Source: W3b."""
    return sqrt(ion_mass / ELECTRON_MASS)


def debye_frequency(spacing: float, ion_mass: float, b: float = DEBYE_CONSTANT) -> float:
    """Return omega_D = b hbar / (sqrt(m M) d^2), in rad/s. Source: W3a."""
    return b * HBAR / (sqrt(ELECTRON_MASS * ion_mass) * spacing**2)
