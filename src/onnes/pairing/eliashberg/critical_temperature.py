"""Critical temperature from the linearised Eliashberg equations."""

from __future__ import annotations

from math import exp, log

import numpy as np
from scipy.optimize import brentq
from scipy.sparse.linalg import eigsh

from onnes.pairing.eliashberg.interaction import POINTS, REACH, Interaction, Kernel, kernel, sums_at
from onnes.pairing.eliashberg.matsubara import MatsubaraSum

COLDEST = 1e-12
"""Lowest kT, in Omega_log, down to which a transition is sought."""

_HOTTEST = 0.25
_STRIDE = 1.5


def pair_growth(at: Kernel) -> tuple[float, np.ndarray]:
    """Return the largest eigenvalue of the linearised E1 and its eigenvector Delta_n, 1 at the lowest frequency.

    The eigenvalue is 1 at Tc and larger below. With u_n = Delta_n/omega_n, E1 is Z_n omega_n u_n = pi kT sum_m
    [lambda - mu*] u_m, a symmetric problem.
    """
    root = np.sqrt(at.sums.weight / (at.normal_mass * at.sums.odd))
    symmetric = root[:, None] * at.even / at.sums.weight * root
    values, vectors = eigsh(symmetric, k=1, which="LA", v0=root)
    shape = vectors[:, -1] * root * at.sums.odd / at.sums.weight
    return float(values[-1]), shape / shape[0]


def critical_temperature(
    one: Interaction, sums: MatsubaraSum | None = None, reach: float = REACH, points: int = POINTS
) -> float:
    """Return k Tc [J], or 0.0 where the repulsion leaves no transition above kT = 1e-12 Omega_log.

    Args:
        one: the interaction.
        sums: points to be used at all temperatures; those that fit each temperature if left out.
        reach, points: as in `sums_at`.

    Bounded by k Tc < 0.2309 A (C. R. Leavens, Solid State Commun. 17, 1499 (1975)).
    """

    def growth(logarithm: float) -> float:
        thermal = exp(logarithm)
        return pair_growth(kernel(one, thermal, sums or sums_at(one, thermal, reach, points)))[0] - 1

    hot = log(_HOTTEST * one.spectrum.area)
    coldest = log(COLDEST * one.spectrum.log_energy)
    cold = hot
    while growth(cold) <= 0:
        if cold <= coldest:
            return 0.0
        hot, cold = cold, max(cold - _STRIDE, coldest)
    return exp(float(brentq(growth, cold, hot, xtol=1e-11)))  # type: ignore[arg-type]


def truncation(one: Interaction, critical: float) -> float:
    """Estimate the truncation error of k Tc [J], as the change with half the frequencies and fewer points."""
    return abs(critical_temperature(one, reach=REACH / 2, points=POINTS - 2) - critical)
