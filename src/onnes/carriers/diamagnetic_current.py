"""Diamagnetic current of a filled shell, L = 0, in a magnetic field (Weisskopf's neon atom).

With A = B x r/2 the current density is j = -(e^2/m) n A. The canonical angular momenta of the electrons stay whole
multiples of hbar and sum to zero; the current comes from the kinetic momentum m v = p + e A.
"""

from __future__ import annotations

from math import pi

import numpy as np

from onnes.carriers.larmor import larmor_susceptibility
from onnes.units.constants import AVOGADRO, ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY


def azimuthal_potential(distance, field: float):
    """Return A_phi = B rho/2 at the distance rho (m) from the axis, in T m."""
    return 0.5 * field * np.asarray(distance)


def diamagnetic_current_density(density, distance, field: float):
    """Return j_phi = -(e^2/m) n A_phi, in A/m^2.

    The sign is opposite to that of a current that would produce B.

    Args:
        density: n, electrons per volume, 1/m^3.
        distance: rho from the axis along B, m.
        field: B, T.

    Exact to first order in B for a filled shell. Source: W32 with the neon paragraph after W33.
    """
    return -(ELEMENTARY_CHARGE**2) / ELECTRON_MASS * density * azimuthal_potential(distance, field)


def larmor_angular_velocity(field: float) -> float:
    """Return the Larmor frequency omega_L = e B/(2 m) at which the whole shell rotates, in rad/s."""
    return ELEMENTARY_CHARGE * field / (2 * ELECTRON_MASS)


def circulating_current(electrons: float, field: float) -> float:
    """Return I = int j_phi drho dz over a half-plane through the axis = -N e omega_L/(2 pi), in A.

    N electrons rotate at the Larmor frequency; any density that is symmetric about the axis gives the same current.
    """
    return -electrons * ELEMENTARY_CHARGE * larmor_angular_velocity(field) / (2 * pi)


def kinetic_angular_momentum(mean_square_radius: float, field: float) -> float:
    """Return <(r x m v)_z> = (e B/2) sum <rho^2> = (e B/3) sum <r^2>, in J s; <(r x p)_z> is 0.

    Args:
        mean_square_radius: sum over the electrons of <r^2>, m^2.
    """
    return ELEMENTARY_CHARGE * field / 3 * mean_square_radius


def molar_susceptibility(mean_square_radius: float) -> float:
    """Return chi = -mu_0 N_A e^2 sum <r^2>/(6 m), in m^3/mol (SI; 4 pi 1e-6 times the number in cm^3/mol).

    Larmor's susceptibility of N_A atoms, each with <rho^2> = 2/3 <r^2> round an axis.

    Args:
        mean_square_radius: sum over the electrons of one atom of <r^2>, m^2.

    Source: J. H. Van Vleck, The Theory of Electric and Magnetic Susceptibilities (1932); H40-H41.
    """
    return larmor_susceptibility(AVOGADRO, 2 * mean_square_radius / 3)


def magnetic_moment(mean_square_radius: float, field: float) -> float:
    """Return the induced moment mu = -e^2 B sum <r^2>/(6 m) of one atom, in J/T."""
    return molar_susceptibility(mean_square_radius) / AVOGADRO * field / VACUUM_PERMEABILITY


def nuclear_shielding(mean_inverse_radius: float) -> float:
    """Return sigma = mu_0 e^2 sum <1/r>/(12 pi m), dimensionless: the current's field at the nucleus is -sigma B.

    Args:
        mean_inverse_radius: sum over the electrons of <1/r>, 1/m.

    Source: W. E. Lamb, Phys. Rev. 60, 817 (1941).
    """
    return VACUUM_PERMEABILITY * ELEMENTARY_CHARGE**2 * mean_inverse_radius / (12 * pi * ELECTRON_MASS)
