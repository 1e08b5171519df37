"""Diamagnetism of electrons on orbits: Larmor's, Landau's, and what "perfect" means."""

from __future__ import annotations

from onnes.units.constants import BOHR_MAGNETON, ELECTRON_MASS, ELEMENTARY_CHARGE, HBAR, VACUUM_PERMEABILITY


def larmor_susceptibility(density: float, mean_square_radius: float) -> float:
    """chi = -mu_0 n e^2 <r^2> / (4 m_e), a plain number (SI).

    Args:
        density: n, electrons per volume, 1/m^3.
        mean_square_radius: <r^2> of an orbit perpendicular to the field, m^2.

    Exactly -1 for <r^2> = (2 lambda_L)^2.

    Source: H40-H41.
    """
    return -VACUUM_PERMEABILITY * density * ELEMENTARY_CHARGE**2 * mean_square_radius / (4 * ELECTRON_MASS)


def landau_susceptibility(density: float, fermi_wave_number: float) -> float:
    """chi = -(1/3) mu_0 mu_B^2 g(e_F) with g = 3 n / (2 e_F), e_F = (hbar k_F)^2 / 2 m_e (SI).

    Equal to `larmor_susceptibility` of orbits with <r^2> = k_F^-2: the normal state's orbits.

    Args:
        density: n, 1/m^3.
        fermi_wave_number: k_F, 1/m.

    Source: H48-H49.
    """
    fermi_energy = (HBAR * fermi_wave_number) ** 2 / (2 * ELECTRON_MASS)
    states = 3 * density / (2 * fermi_energy)
    return -VACUUM_PERMEABILITY * BOHR_MAGNETON**2 * states / 3


def field_magnetised_by_applied(susceptibility: float, applied: float) -> float:
    """B = (1 + chi) B_a: each orbit feels the applied field B_a = mu_0 H (T) alone. Perfect at chi = -1.

    Source: H38.
    """
    return (1 + susceptibility) * applied


def field_magnetised_by_total(susceptibility: float, applied: float) -> float:
    """B = B_a / (1 - chi): each orbit feels the total field (Pippard, Tinkham). Perfect only as chi -> -infinity.

    Source: H39.
    """
    return applied / (1 - susceptibility)
