"""Ground state of one particle, or of the relative motion of two, in a round well in one, two and three dimensions.

-psi'' - (D - 1)/r psi' = (u - q^2) psi for r < l, and -q^2 psi outside: depth U = u hbar^2/(m l^2), binding Delta = q^2
hbar^2/(m l^2), two particles of mass m each (reduced mass m/2), l = 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from math import exp, log, pi, sqrt

import numpy as np
from scipy.integrate import solve_ivp
from scipy.optimize import brentq
from scipy.special import j0, j1, k0e, k1e

from onnes.numerics.extrapolation import extrapolate_to_zero

_FIRST_ZERO_OF_J0 = 2.404825557695773
_LEAST_LOGARITHM = -600.0

# For each dimension: K times minus the logarithmic slope inside, q times minus that outside, the largest K of a ground
# state and the least.
_Slope = Callable[[float], float]
_SLOPES: dict[int, tuple[_Slope, _Slope, float, float]] = {
    1: (lambda k: k * np.tan(k), lambda q: q, pi / 2, 0.0),
    2: (lambda k: k * j1(k) / j0(k), lambda q: q * k1e(q) / k0e(q), _FIRST_ZERO_OF_J0, 0.0),
    3: (lambda k: -k / np.tan(k), lambda q: q, pi, pi / 2),
}


def binding(dimension: int, strength: float) -> float:
    """Return q^2, the binding of the ground state in hbar^2/(m l^2), 0.0 if unbound or less than exp(-1200).

    Args:
        dimension: 1, 2 or 3.
        strength: u, above 0.

    Matches the slopes at r = l: tan, J1/J0 and cot inside, exp, K1/K0 and exp(-qr)/r outside.
    """
    inside, outside, most, least = _SLOPES[dimension]
    if strength <= least**2:
        return 0.0
    spare = strength - most**2

    def excess(logarithm: float) -> float:
        q = exp(logarithm)
        return float(inside(sqrt(max(strength - q * q, 0.0))) - outside(q))

    lowest = 0.5 * log(spare) + 1e-12 if spare > 0 else _LEAST_LOGARITHM
    if excess(lowest) <= 0:
        return 0.0
    return exp(2 * brentq(excess, lowest, 0.5 * log(strength - least**2), xtol=1e-15, rtol=1e-15))


def zero_energy_slope(strength: float) -> float:
    """Return d(r psi)/dr at r = l of the S-wave of zero energy in three dimensions, integrated from the centre.

    Where it is negative the wave turns down inside the well and a bound state exists.
    """
    solved = solve_ivp(lambda r, wave: (wave[1], -strength * wave[0]), (0.0, 1.0), (0.0, 1.0), method="DOP853",
                       rtol=1e-12, atol=1e-14)
    return float(solved.y[1, -1])


@dataclass(frozen=True)
class Laws:
    """The text's three laws of binding at weak attraction, as found from solved wells.

    Attributes:
        power_1d: exponent of U in one dimension.
        factor_1d: t' of Delta = t' U^2 / (hbar^2/(m l^2)).
        exponent_2d: xi of Delta = t'' hbar^2/(m l^2) exp(-xi (hbar^2/(m l^2))/U).
        factor_2d: t''.
        threshold_3d: t of U > t hbar^2/(m l^2).
        power_3d: exponent of U - U_threshold in three dimensions.
    """

    power_1d: float
    factor_1d: float
    exponent_2d: float
    factor_2d: float
    threshold_3d: float
    power_3d: float


def laws() -> Laws:
    """Fit the three laws to solved wells, each slope extrapolated to vanishing attraction."""
    power_1d = _limit(lambda s: _log_slope(lambda x: binding(1, x), 1e-3 * s))
    factor_1d = _limit(lambda s: binding(1, 1e-3 * s) / (1e-3 * s) ** 2)
    threshold = float(brentq(zero_energy_slope, 1.0, 5.0, xtol=1e-13))
    power_3d = _limit(lambda s: _log_slope(lambda x: binding(3, threshold + x), 1e-2 * s))
    exponent_2d = _limit(lambda s: _inverse_slope(0.08 * s))
    factor_2d = _limit(lambda s: exp(log(binding(2, 0.08 * s)) + exponent_2d / (0.08 * s)))
    return Laws(power_1d, factor_1d, exponent_2d, factor_2d, threshold, power_3d)


def _log_slope(law: Callable[[float], float], x: float) -> float:
    """Return d ln law / d ln x."""
    return _slope(lambda y: log(law(exp(y))), log(x), 0.05)


def _inverse_slope(strength: float) -> float:
    """Return -d ln Delta / d(1/u) in two dimensions."""
    return -_slope(lambda inverse: log(binding(2, 1 / inverse)), 1 / strength, 0.05 / strength)


def _slope(function: Callable[[float], float], x: float, h: float) -> float:
    """Return the derivative by central differences of fourth order."""
    first, second, third, fourth = (function(x + step * h) for step in (-2, -1, 1, 2))
    return (first - 8 * second + 8 * third - fourth) / (12 * h)


def _limit(value: Callable[[float], float]) -> float:
    """Return the value at s = 0 from those at s = 1, 1/2, 1/4, expanded in powers of s."""
    steps = (1.0, 0.5, 0.25)
    return extrapolate_to_zero(steps, [value(s) for s in steps])[0]
