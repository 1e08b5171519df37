"""Criterion for a chain to form: dipole attraction against Coulomb repulsion."""

from __future__ import annotations

from math import sqrt

from onnes.units.constants import ELEMENTARY_CHARGE, SPEED_OF_LIGHT, VACUUM_PERMEABILITY, VACUUM_PERMITTIVITY


def binding_ratio(moment: float, spacing: float, duty: float = 1.0) -> float:
    """Return eta mu_0 eps_0 mu^2 / (a^2 e^2) = |mean U_m| / U_e, dimensionless; a chain forms above 1.

    Args:
        moment: mu, J/T.
        spacing: a, m.
        duty: eta, 0 to 1.

    4.56e-7 for the Bohr magneton at a = 2.86 A.

    Source: Z9-Z10.
    """
    magnetic = duty * VACUUM_PERMEABILITY * VACUUM_PERMITTIVITY * moment**2 / spacing**2
    return magnetic / ELEMENTARY_CHARGE**2


def chain_forms(moment: float, spacing: float, duty: float = 1.0) -> bool:
    """Return True if `binding_ratio` is above 1. Source: Z9-Z10."""
    return binding_ratio(moment, spacing, duty) > 1


def moment_to_bind(spacing: float, duty: float = 1.0) -> float:
    """Return mu = e a c / sqrt(eta), in J/T, the least moment for which a chain forms; 1481 Bohr magnetons at 2.86 A.

    Source: Z10 at equality.
    """
    return ELEMENTARY_CHARGE * spacing * SPEED_OF_LIGHT / sqrt(duty)


def spacing_to_bind(moment: float, duty: float = 1.0) -> float:
    """Return a = sqrt(eta) mu / (e c), in m, the largest spacing at which a moment mu (J/T) binds.

    For the Bohr magneton 0.193 pm, half the reduced Compton length.

    Source: Z10 at equality.
    """
    return sqrt(duty) * moment / (ELEMENTARY_CHARGE * SPEED_OF_LIGHT)


def radius_to_carry(moment: float) -> float:
    """Return R = 2 mu/(e c), in m, the least radius of a charge e that has a moment mu (J/T) by its circulation.

    mu = (1/2) |int r x j| <= e c R/2 for a charge within R that is nowhere faster than light; equality on a ring.
    The reduced Compton length for the Bohr magneton; twice the spacing for a moment that binds (`moment_to_bind`). A
    wave of the frequency c/(2R) (Z0) whose charge went around once a period would be pi times as fast as light.

    Source: classical bound on the figure-8 current of section 2; the text gives no radius.
    """
    return 2 * moment / (ELEMENTARY_CHARGE * SPEED_OF_LIGHT)
