"""The moving wall between superconductor and normal metal as a boundary without width, to first order in its width.

At rest the wall of Ginzburg-Landau theory holds the normal metal at Bc [1 - (delta/2) K]. A wall that moves, and
along which the field changes, adds two terms. With lengths in lambda, times in lambda^2/D, fields in Hc, and the
boundary where the flux puts it, int (b - theta) dx = 0 for the field b(x) of the wall at rest::

    u = 1 - (delta/2) K - beta v,       beta = 2 R kappa int f'^2 dx - int (b - b^2) dx/kappa
    u v = -d_n u - S d_y^2 u            along the boundary the field diffuses in a layer S behind it as well

with x in xi, f = |psi|, R = D tau/lambda^2. beta is the heat of the order parameter, less the Joule heat of the normal
metal that the sharp boundary has in place of the wall; it is negative where eddy currents set the pace. The electric
field of a current across the wall ends where the current has become a supercurrent: (d_x^2 - R f^2) Phi = 0, and Phi,
extrapolated from the normal metal, vanishes at the depth S.

Source: energy balance and continuity of a wall that moves slowly; delta and beta by matched asymptotics in
    A. T. Dorsey, Ann. Phys. 233, 248 (1994).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

from onnes.problems.domain_wall import Wall, domain_wall

WALL_CELLS = 400
_FINE = 4000


@dataclass(frozen=True)
class WallLaw:
    """Attributes: delta, wall energy over Bc^2/(2 mu_0), in lambda; beta in lambda/D; S in lambda."""

    energy: float
    kinetics: float
    penetration: float


@cache
def flat_wall(kappa: float) -> Wall:
    """Return the wall at rest between normal metal at x < 0 and superconductor, in xi.

    Raises:
        ArithmeticError: the solver did not converge.
    """
    wall = domain_wall(kappa, WALL_CELLS)
    if wall.energy is None:
        raise ArithmeticError(f"the wall at kappa = {kappa:g} did not converge")
    return wall


def boundary_place(wall: Wall) -> float:
    """Return x/xi up to which a full field would hold the flux of the wall."""
    return float(wall.position[0] + np.trapezoid(wall.field, wall.position))


def wall_energy(kappa: float) -> float:
    """Return delta of the flat wall between normal metal and superconductor, in lambda."""
    energy = flat_wall(kappa).energy
    assert energy is not None
    return energy


def wall_law(kappa: float, relaxation: float = 1.0) -> WallLaw:
    """Return wall energy, kinetics and penetration.

    Args:
        kappa: lambda/xi, below 1/sqrt(2).
        relaxation: R = D tau/lambda^2.
    """
    from scipy.linalg import solve_banded

    wall = flat_wall(kappa)
    x, b = wall.position, wall.field
    slope = np.gradient(wall.modulus, x)
    kinetics = 2 * relaxation * kappa * np.trapezoid(slope**2, x) - np.trapezoid(b - b**2, x) / kappa
    even = np.linspace(x[0], x[-1], _FINE)
    h = even[1] - even[0]
    bands = np.zeros((3, _FINE))
    bands[0, 1:], bands[2, :-1] = 1.0, 1.0
    bands[1] = -2 - relaxation * (h * np.interp(even, x, wall.modulus)) ** 2
    bands[1, 0], bands[1, -1], bands[2, -2] = -1.0, 1.0, 0.0
    slopes = np.zeros(_FINE)
    slopes[0] = -h  # d_x Phi = -1 in the normal metal
    potential = solve_banded((1, 1), bands, slopes)
    reach = even[0] + potential[0]
    return WallLaw(wall_energy(kappa), float(kinetics), float(reach - boundary_place(wall)) / kappa)
