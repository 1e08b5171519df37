"""Supercurrent near a surface, carried by the vector potential while the canonical momenta sum to zero.

It is j = -(n e^2/m) A (W32). In SI, n e^2/m = 1/(mu_0 lambda^2).
"""

from __future__ import annotations

from math import exp, pi

from onnes.units.constants import VACUUM_PERMEABILITY


def current_density(potential: float, depth: float) -> float:
    """Return j = -A/(mu_0 lambda^2), in A/m^2; A in T m, in the gauge in which the momenta sum to zero.

    Source: W32-W33.
    """
    return -potential / (VACUUM_PERMEABILITY * depth**2)


def half_space_potential(distance: float, field: float, depth: float) -> float:
    """Return A = -lambda B0 exp(-x/lambda), in T m, at the depth x (m) under a surface in the field B0 (T).

    Source: W37.
    """
    return -depth * field * exp(-distance / depth)


def current_per_width(field: float) -> float:
    """Return J = B0/mu_0, in A/m, the total current per width of surface for any profile. Source: W39, in SI."""
    return field / VACUUM_PERMEABILITY


def wire_current(radius: float, field: float) -> float:
    """Return I = 2 pi R B0/mu_0, in A, of a wire with the surface field B0; Silsbee's current if B0 = Bc.

    Source: W40, in SI.
    """
    return 2 * pi * radius * current_per_width(field)


def kinetic_energy_density(potential: float, depth: float) -> float:
    """Return n e^2 A^2/(2 m) = A^2/(2 mu_0 lambda^2), in J/m^3, the kinetic energy density of the current.

    Source: W34, second term.
    """
    return potential**2 / (2 * VACUUM_PERMEABILITY * depth**2)


def kinetic_energy_of_step(field: float, depth: float) -> float:
    """Return lambda B0^2/(2 mu_0), in J/m^2, for the text's uniform current to the depth lambda with A = lambda B0.

    It is twice `kinetic_energy_of_half_space`.

    Source: W38, W41.
    """
    return depth * kinetic_energy_density(depth * field, depth)


def kinetic_energy_of_half_space(field: float, depth: float) -> float:
    """Return int A^2/(2 mu_0 lambda^2) dx = lambda B0^2/(4 mu_0), in J/m^2, over the exponential profile.

    Source: W34 with W37.
    """
    return kinetic_energy_of_step(field, depth) / 2
