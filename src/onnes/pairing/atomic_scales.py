"""Energy, momentum and frequency scales of a simple metal from its lattice distance and the mass of its ions."""

from __future__ import annotations

from math import pi, sqrt

from onnes.units.constants import (
    BOHR_RADIUS,
    CLASSICAL_ELECTRON_RADIUS,
    ELECTRON_MASS,
    ELEMENTARY_CHARGE,
    HBAR,
    SPEED_OF_LIGHT,
    VACUUM_PERMITTIVITY,
)

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


def debye_constant_of_springs(spacing: float) -> float:
    """Return b = 2 sqrt(2 f), dimensionless, for which a displacement by d/2 costs e_A: M omega_D^2 (d/2)^2/2 = e_A.

    8 for f = 8, the b of the text. Source: footnote to W3, solved.
    """
    return 2 * sqrt(2 * bohr_ratio(spacing))


def ladder() -> dict[str, float]:
    """Return the lengths that the text has "all in the ratio 137", in m, from the shortest.

    They are e^2/(4 pi eps_0 m c^2), hbar/(m c), a_B and, for light of the Rydberg energy Ry = e^2/(8 pi eps_0 a_B), the
    reduced and the full wavelength, hbar c/Ry and 2 pi hbar c/Ry. The first two ratios are 1/alpha; hbar c/Ry is
    2/alpha times a_B, since Ry is half of the energy e^2/(4 pi eps_0 a_B).

    Source: footnote to W33.
    """
    rydberg_length = 2 * HBAR * SPEED_OF_LIGHT / atomic_energy(BOHR_RADIUS)
    return {
        "classical_radius": CLASSICAL_ELECTRON_RADIUS,
        "compton_length": HBAR / (ELECTRON_MASS * SPEED_OF_LIGHT),
        "bohr_radius": BOHR_RADIUS,
        "rydberg_length": rydberg_length,
        "rydberg_wavelength": 2 * pi * rydberg_length,
    }
