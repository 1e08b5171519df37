"""London penetration depth of a superfluid and the superfluid density of a given depth."""

from __future__ import annotations

from math import pi, sqrt

from onnes.units.constants import CLASSICAL_ELECTRON_RADIUS, ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY

DEPTH_OF_THE_TEXT = 39e-9
"""lambda_L of Hirsch's examples [m]."""


def london_depth(density: float, mass: float = ELECTRON_MASS, charge: float = ELEMENTARY_CHARGE) -> float:
    """Return the London penetration depth lambda_L = sqrt(m / (mu_0 n_s q^2)), in m.

    Args:
        density: n_s, carriers per volume, 1/m^3.
        mass: m of one carrier, kg.
        charge: q of one carrier, C; its sign does not matter.

    Valid for local electrodynamics at zero temperature. A pair of mass 2m, charge 2q and half the density gives the
    same depth.

    Source: H4, H30, W33 (in SI).
    """
    return sqrt(mass / (VACUUM_PERMEABILITY * density * charge**2))


def superfluid_density(depth: float, mass: float = ELECTRON_MASS, charge: float = ELEMENTARY_CHARGE) -> float:
    """Return n_s = m / (mu_0 q^2 lambda^2), in 1/m^3, the density whose London depth is ``depth`` (m).

    Source: H30.
    """
    return mass / (VACUUM_PERMEABILITY * charge**2 * depth**2)


def orbit_radius_from_density(density: float) -> float:
    """Return 2 lambda_L = n_s^(-1/3) / sqrt(pi r_e n_s^(1/3)), in m, for electrons of density n_s (1/m^3).

    The same length as twice `london_depth`, written with the classical electron radius r_e: it shows how many
    neighbours an orbit of radius 2 lambda_L overlaps, since r_e is far below the distance n_s^(-1/3).

    Source: H42.
    """
    spacing = density ** (-1 / 3)
    return spacing / sqrt(pi * CLASSICAL_ELECTRON_RADIUS / spacing)
