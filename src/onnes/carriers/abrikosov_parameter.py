"""beta_A of a lattice of vortices in the lowest Landau level, and the energy near Bc2 that follows from it."""

from __future__ import annotations

import math

import numpy as np

_REACH = 12
"""Reciprocal vectors further out than this count less than rounding down to angles of 20 degrees."""


def abrikosov_parameter(angle: float) -> float:
    """Return beta_A = <|psi|^4>/<|psi|^2>^2 of the lattice of rhombi of an angle in degrees, with a vortex for each.

    ``sum_km exp(-pi (k^2 + m^2 - 2 k m cos(angle))/sin(angle))``, the harmonics of |psi|^2 squared: 1.1595953 at 60
    degrees (triangular), the least of all lattices, 1.1803406 at 90 (square).

    Source: W. H. Kleiner, L. M. Roth, S. H. Autler, Phys. Rev. 133, A1226 (1964).
    """
    turn, numbers = math.radians(angle), np.arange(-_REACH, _REACH + 1)
    k, m = numbers[:, None], numbers[None, :]
    return float(np.sum(np.exp(-math.pi * (k**2 + m**2 - 2 * k * m * math.cos(turn)) / math.sin(turn))))


def energy_near_bc2(kappa: float, induction: float, beta_a: float) -> float:
    """Return F per volume less that of the normal metal in the same mean field, over Bc^2/(2 mu_0).

    ``-2 kappa^2 (1 - b)^2/(1 + (2 kappa^2 - 1) beta_A)``, b = B/Bc2; exact to first order as b approaches 1.

    Source: A. A. Abrikosov, Sov. Phys. JETP 5, 1174 (1957).
    """
    return -2 * kappa**2 * (1 - induction) ** 2 / (1 + (2 * kappa**2 - 1) * beta_a)
