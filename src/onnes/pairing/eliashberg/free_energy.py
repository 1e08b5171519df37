"""Free energy of the superconducting state, heat jump and condensation energy."""

from __future__ import annotations

from math import pi

from onnes.numerics.extrapolation import extrapolate_to_zero
from onnes.pairing.eliashberg.critical_temperature import critical_temperature
from onnes.pairing.eliashberg.gap_function import GapFunction, gap_function
from onnes.pairing.eliashberg.interaction import Interaction, sums_at

NEAR = (0.05, 0.04, 0.03, 0.02, 0.01)
"""Values of 1 - T/Tc from which the jump is extrapolated."""


def free_energy(solution: GapFunction) -> float:
    """Return (F_s - F_n)/N(0) = -2 pi kT sum_{n>=0} (R_n - omega_n)(Z_n^s - Z_n^n omega_n/R_n) [J^2], not positive.

    N(0) is the density of states for one spin.

    Source: J. Bardeen, M. Stephen, Phys. Rev. 136, A1485 (1964).
    """
    at, root = solution.at, solution.root
    lifted = solution.reduced**2 / (root + at.sums.odd)
    parts = lifted * (solution.mass - at.normal_mass * at.sums.odd / root)
    return -2 * (pi * at.thermal) ** 2 * float(at.sums.weight @ parts)


def sommerfeld(one: Interaction) -> float:
    """Return gamma/(N(0) k^2) = (2 pi^2/3)(1 + lambda), dimensionless, for the heat gamma T of the normal metal."""
    return 2 * pi**2 / 3 * (1 + one.spectrum.coupling)


def heat_jump(one: Interaction) -> float:
    """Return (C_s - C_n)/(gamma Tc) at Tc, from F_s - F_n = -(Delta C/2Tc)(T - Tc)^2 (1 + ...).

    One Matsubara sum with its own Tc is used at all temperatures, so that the difference stays smooth down to Tc.
    """
    first = critical_temperature(one)
    sums = sums_at(one, first)
    critical = critical_temperature(one, sums)
    curvature = [-2 * free_energy(gap_function(one, critical * (1 - each), sums)) / (each * critical) ** 2
                 for each in NEAR]
    return extrapolate_to_zero(NEAR, curvature)[0] / sommerfeld(one)


def condensation_ratio(one: Interaction, critical: float, cold: GapFunction) -> float:
    """Return (Bc^2/2 mu_0)/(gamma Tc^2) at T = 0, dimensionless.

    Args:
        critical: k Tc [J].
        cold: the solution at a T of about Tc/10, where the superconductor has almost no entropy and the normal
            metal has -gamma T^2/2, which is put back.
    """
    at_zero = -free_energy(cold) / sommerfeld(one) + cold.at.thermal**2 / 2
    return at_zero / critical**2
