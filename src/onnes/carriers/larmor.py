"""Diamagnetism of electrons on orbits: Larmor and Landau susceptibility, and the limit of a perfect diamagnet."""

from __future__ import annotations

from math import pi

from onnes.units.constants import BOHR_MAGNETON, ELECTRON_MASS, ELEMENTARY_CHARGE, HBAR, VACUUM_PERMEABILITY


def larmor_susceptibility(density: float, mean_square_radius: float) -> float:
    """Return chi = -mu_0 n e^2 <r^2> / (4 m_e), dimensionless (SI).

    Args:
        density: n, electrons per volume, 1/m^3.
        mean_square_radius: <r^2> of an orbit perpendicular to the field, m^2.

    Exactly -1 for <r^2> = (2 lambda_L)^2.

    Source: H40-H41.
    """
    return -VACUUM_PERMEABILITY * density * ELEMENTARY_CHARGE**2 * mean_square_radius / (4 * ELECTRON_MASS)


def fermi_wave_number(density: float) -> float:
    """Return k_F = (3 pi^2 n)^(1/3), in 1/m, of free electrons of density n (1/m^3)."""
    return (3 * pi**2 * density) ** (1 / 3)


def landau_susceptibility(density: float, fermi_wave_number: float) -> float:
    """Return chi = -(1/3) mu_0 mu_B^2 g(e_F), with g = 3 n / (2 e_F) and e_F = (hbar k_F)^2 / 2 m_e (SI).

    It equals `larmor_susceptibility` of orbits with <r^2> = k_F^-2, the orbits of the normal state.

    Args:
        density: n, 1/m^3.
        fermi_wave_number: k_F, 1/m.

    Source: H48-H49.
    """
    fermi_energy = (HBAR * fermi_wave_number) ** 2 / (2 * ELECTRON_MASS)
    states = 3 * density / (2 * fermi_energy)
    return -VACUUM_PERMEABILITY * BOHR_MAGNETON**2 * states / 3


def field_magnetised_by_applied(susceptibility: float, applied: float) -> float:
    """Return B = (1 + chi) B_a, in T, where each orbit feels only the applied field B_a = mu_0 H (T).

    The diamagnet is perfect at chi = -1.

    Source: H38.
    """
    return (1 + susceptibility) * applied


def field_magnetised_by_total(susceptibility: float, applied: float) -> float:
    """Return B = B_a / (1 - chi), in T, where each orbit feels the total field (Pippard, Tinkham).

    The diamagnet is perfect only in the limit chi -> -infinity.

    Source: H39.
    """
    return applied / (1 - susceptibility)
