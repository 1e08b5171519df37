"""Isotope exponent, and the mu* or lambda that a given Tc needs."""

from __future__ import annotations

from math import exp, log

import numpy as np
from scipy.optimize import brentq

from onnes.errors import InputError
from onnes.pairing.eliashberg.critical_temperature import critical_temperature, pair_growth
from onnes.pairing.eliashberg.interaction import CUTOFF, Interaction, interaction, kernel, repelled, sums_at
from onnes.pairing.eliashberg.spectrum import Spectrum

_STEP = 0.01
_WEAKEST, _STRONGEST = 1e-2, 1e3


def isotope_exponent(one: Interaction) -> float:
    """Return beta = -d ln Tc/d ln M, with phonon energies as M^-1/2 and mu* unchanged at the same omega_c.

    The same result follows with a cutoff that moves with the phonons, where mu* changes by
    1/mu*' = 1/mu* + ln(omega_c/omega_c'). It is a central difference over 2 % of the energies, accurate to 1e-5.
    """
    stiff, soft = (critical_temperature(one.stiffened(exp(sign * _STEP))) for sign in (1, -1))
    return 0.5 * log(stiff / soft) / (2 * _STEP)


def pseudopotential_for(spectrum: Spectrum, critical: float, cutoff: float = CUTOFF) -> float:
    """Return mu* at ``cutoff`` times the highest phonon energy for which k Tc = ``critical`` [J].

    The repulsion enters the linearised equations as a matrix of rank one, S - 2 mu* v v^T, so that mu* follows from one
    linear equation: 1 = 2 mu* v^T (S - 1)^-1 v. It is negative for an attraction.
    """
    free = interaction(spectrum, 0.0, cutoff)
    at = kernel(free, critical, sums_at(free, critical))
    root = np.sqrt(at.sums.weight / (at.normal_mass * at.sums.odd))
    vector = root * repelled(free, np.pi * critical * at.sums.odd)
    symmetric = root[:, None] * at.even / at.sums.weight * root - np.eye(len(root))
    return float(1 / (2 * vector @ np.linalg.solve(symmetric, vector)))


def coupling_for(spectrum: Spectrum, critical: float, mu_star: float, cutoff: float = CUTOFF) -> float:
    """Return lambda for which alpha^2F of this shape has k Tc = ``critical`` [J].

    Raises:
        InputError: no lambda from 0.01 to 1000 does.
    """

    def growth(logarithm: float) -> float:
        one = interaction(spectrum.with_coupling(exp(logarithm)), mu_star, cutoff)
        return pair_growth(kernel(one, critical, sums_at(one, critical)))[0] - 1

    low, high = log(_WEAKEST), log(_STRONGEST)
    if growth(low) > 0 or growth(high) < 0:
        raise InputError("critical_temperature", f"{critical:g} J", "a k Tc that is reached for some lambda")
    return exp(float(brentq(growth, low, high, xtol=1e-12)))  # type: ignore[arg-type]
