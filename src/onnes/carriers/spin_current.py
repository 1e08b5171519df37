"""Spin current of Hirsch's theory: its speed, its spin-orbit field and the field that stops one spin branch."""

from __future__ import annotations

from math import sqrt

import numpy as np

from onnes.carriers.orbits import meissner_speed
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, HBAR, VACUUM_PERMEABILITY


def spin_current_speed(depth: float) -> float:
    """Return v_0 = hbar / (4 m_e lambda_L), in m/s; 742.10 m/s for lambda_L = 39 nm.

    Source: H62.
    """
    return HBAR / (4 * ELECTRON_MASS * depth)


def spin_current_density(density: float, depth: float, spin: np.ndarray, normal: np.ndarray) -> np.ndarray:
    """Return J_sigma = n_s v_0 (sigma x n), in carriers per m^2 and s, shape (3,).

    The text prints the opposite sign. H58 gives an electron of canonical momentum zero the velocity (e/m_e) A_sigma =
    (e hbar/4 m_e^2 c^2) sigma x E, and the field E of the ions points outward: that is the direction of H62. The
    printed one belongs to an orbit of canonical angular momentum -hbar, which has the same kinetic energy.

    Args:
        density: n_s, 1/m^3.
        depth: lambda_L, m; the current flows within this distance of the surface.
        spin: sigma, unit vector parallel to the surface, shape (3,).
        normal: outward unit normal n, shape (3,).

    Source: H56, with the sign that follows from H57-H62.
    """
    return density * spin_current_speed(depth) * np.cross(spin, normal)


def spin_orbit_field(depth: float) -> float:
    """Return B_sigma = hbar / (4 e lambda_L^2) along the spin, in T; 0.108187 T for lambda_L = 39 nm.

    It is the curl of the Aharonov-Casher potential of the ions' charge e n_s. The text prints -hbar c / (4 e
    lambda_L^2) with e the electron's negative charge: the same positive number.

    Source: H57-H61, in SI.
    """
    return HBAR / (4 * ELEMENTARY_CHARGE * depth**2)


def spin_orbit_field_from_charge(charge_density: float, depolarising_factor: float = 0.0) -> float:
    """Return B_sigma = (mu_0 hbar rho / 4 m_e) (1 - N), in T along the spin.

    It is the curl of A_sigma = (hbar / 4 m_e c^2) sigma x E, which is sigma div E - (sigma . grad) E times the same
    factor. In a uniformly charged ellipsoid div E = rho / eps_0 and (sigma . grad) E = N rho sigma / eps_0.

    Args:
        charge_density: rho, C/m^3; rho = e n_s, as in the text, gives `spin_orbit_field`.
        depolarising_factor: N along the spin: 0 in a cylinder along it or a slab parallel to it, 1/3 in a sphere. The
            text leaves it out.

    Source: H59-H60, in SI.
    """
    return (1 - depolarising_factor) * VACUUM_PERMEABILITY * HBAR * charge_density / (4 * ELECTRON_MASS)


def orbital_spin_angular_momentum(depth: float) -> float:
    """Return l = m_e v_0 2 lambda_L, in J s; it is hbar/2 at any depth.

    Source: H63.
    """
    return ELECTRON_MASS * spin_current_speed(depth) * 2 * depth


def stopping_field(depth: float) -> float:
    """Return B = hbar / (4 e lambda_L^2), in T, at which the Meissner speed equals v_0 and one spin branch stops.

    The text calls it the critical field.

    Source: H27 with H62.
    """
    return HBAR / (4 * ELEMENTARY_CHARGE * depth**2)


def depth_of_stopping_field(field: float) -> float:
    """Return lambda_L = sqrt(hbar / (4 e B)), in m, the depth at which `stopping_field` is ``field`` (T)."""
    return sqrt(HBAR / (4 * ELEMENTARY_CHARGE * field))


def branch_speeds(depth: float, field: float) -> tuple[float, float]:
    """Return v_0 - v_s and v_0 + v_s, in m/s: the spin branch that a field slows, and the other.

    By H62 the field slows electrons whose spin is antiparallel to it; with the direction printed in H56, parallel ones.

    Args:
        depth: lambda_L, m.
        field: B, T.

    Source: section XI of Hirsch, H27 and H62.
    """
    rest, screening = spin_current_speed(depth), meissner_speed(depth, field)
    return rest - screening, rest + screening
