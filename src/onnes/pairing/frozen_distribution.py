"""Current of a vector potential that is switched on: a normal metal sheds its momentum, a frozen distribution keeps it.

A is switched on in a time r tau, with a(t) = min(t/r, 1) and t in units of tau. The distribution f relaxes to that of
lowest kinetic energy, d_t f = -(f - f_0)/tau; one that is frozen by a gap does not. Moments of f, with the current in
-n e^2 A/m, energies in n e^2 A^2/2m and the work of the induced field 2 int y a' dt:

    normal    y' = a' - y,    K' = 2 y a' - K,    Q' = K
    frozen    y = a,          K = a^2,            Q = 0

Q is the heat that the lattice takes; work = K + Q in both.

Source: W34 and the paragraph around it.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Shedding:
    """Moments over time, each of shape (n,).

    Attributes:
        current: y.
        kinetic: K less its value without A.
        heat: Q.
        work: of the induced electric field on the electrons.
    """

    current: np.ndarray
    kinetic: np.ndarray
    heat: np.ndarray
    work: np.ndarray


def shedding(time: np.ndarray, rise: float) -> Shedding:
    """Return the course in a normal metal, in closed form.

    Args:
        time: t in tau, from 0, shape (n,).
        rise: r, time of switching on, in tau.
    """
    on = np.minimum(time, rise)
    decay, after = np.exp(-on), np.exp(on - time)
    current = -np.expm1(-on) / rise
    kinetic = 2 / rise**2 * (-np.expm1(-on) - on * decay)
    heat = 2 / rise**2 * (on - 2 + (on + 2) * decay)
    work = 2 / rise**2 * (on + np.expm1(-on))
    return Shedding(current * after, kinetic * after, heat + kinetic * (1 - after), work)


def frozen(time: np.ndarray, rise: float) -> Shedding:
    """Return the course of a frozen distribution; arguments as in `shedding`."""
    on = np.minimum(time / rise, 1.0)
    return Shedding(on, on**2, np.zeros_like(on), on**2)


def share_to_reverse(shift: float) -> float:
    """Return (3/4) x - x^3/16: share of the electrons that a shifted Fermi sphere has outside the one at rest.

    Those are the few "near the top of the Fermi distribution" that reverse their momentum to undo the current.

    Args:
        shift: x = e A/p_F, from 0 to 2.

    Source: footnote to W34; the volume of a crescent.
    """
    return 0.75 * shift - shift**3 / 16


def share_kept(gap_over_shift: float) -> float:
    """Return 1 - (1 - g^2)^(3/2) for g < 1, else 1: share of the current that stays with a gap, at T = 0.

    To reverse an electron and leave a hole costs 2 Delta and yields 2 v_F e A cos(angle); where it pays, the surplus
    goes. Delta is taken as constant.

    Args:
        gap_over_shift: g = Delta/(v_F e A); 0 for a normal metal.

    Source: J. Bardeen, Rev. Mod. Phys. 34, 667 (1962), at T = 0.
    """
    return 1 - max(1 - gap_over_shift**2, 0.0) ** 1.5
