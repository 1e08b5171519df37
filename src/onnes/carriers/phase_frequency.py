"""Rotation frequency of the phase of an orbit of radius 2 lambda_L, in two equivalent forms."""

from __future__ import annotations

from math import pi

from onnes.units.constants import BOHR_MAGNETON, ELECTRON_MASS, HBAR, VACUUM_PERMEABILITY


def phase_frequency(depth: float) -> float:
    """Return omega = v_0 / (2 lambda_L) = hbar / (8 m_e lambda_L^2), in rad/s; 9.514e9 rad/s for lambda_L = 39 nm.

    Source: section XII of Hirsch.
    """
    return HBAR / (8 * ELECTRON_MASS * depth**2)


def phase_frequency_from_moments(density: float) -> float:
    """Return omega = (mu_0 / 4 pi) (2 pi / hbar) n_s mu_B^2, in rad/s, from the density n_s (1/m^3).

    It equals `phase_frequency`.

    Source: Fig. 10 of Hirsch, in SI.
    """
    return VACUUM_PERMEABILITY / (4 * pi) * (2 * pi / HBAR) * density * BOHR_MAGNETON**2
