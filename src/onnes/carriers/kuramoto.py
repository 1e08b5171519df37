"""Phase oscillators that are all coupled equally: where they lock, and how far.

    d_t phi_i = omega_i + (J/N) sum_j sin(phi_j - phi_i) + eta_i,    R = |<exp(i phi)>|,    N -> infinity

The disorder is a Lorentzian spread of the omega_i of half-width gamma ("spread"), or white noise with
<eta(t) eta(t')> = 2 D delta(t - t') ("noise"); its width is gamma or D. SI and Gaussian units do not differ.

With both at once the stationary moments Z_n = <exp(i n phi)> in the field J R of the others obey

    (gamma + n D) Z_n = (J R/2)(Z_(n-1) - Z_(n+1)),    Z_n = I_(n + nu)(x)/I_nu(x),    x = J R/D,    nu = gamma/D

which is the recurrence of the modified Bessel functions of order n + nu. R = Z_1, and J_c = 2 (D + gamma).

Source: Y. Kuramoto, Chemical Oscillations, Waves, and Turbulence (1984); H. Sakaguchi, Prog. Theor. Phys. 79, 39
    (1988); E. Ott, T. M. Antonsen, Chaos 18, 037113 (2008).
"""

from __future__ import annotations

from math import pi, sqrt

import numpy as np


def critical_coupling(width: float) -> float:
    """Return J_c = 2/(pi g(0)) = 2 gamma of a Lorentzian spread; of noise it is 2 D. In the unit of the width."""
    return 2 * width


def coupling_of_order(order: float, width: float, disorder: str) -> float:
    """Return the coupling J at which the order parameter is R, 0 < R < 1, in the unit of the width.

    2 gamma/(1 - R^2) with a spread; with noise R = I_1(x)/I_0(x), x = J R/D.
    """
    if disorder == "spread":
        return critical_coupling(width) / (1 - order**2)
    from scipy.optimize import brentq
    from scipy.special import ive

    return width / order * float(brentq(lambda x: ive(1, x) / ive(0, x) - order, 1e-12, 2 / (1 - order)))


def order_parameter(coupling: float, width: float, disorder: str) -> float:
    """Return R: sqrt(1 - 2 gamma/J) with a spread, I_1(J R/D)/I_0(J R/D) with noise; 0 up to J_c."""
    excess = 1 - critical_coupling(width) / coupling
    if excess <= 0:
        return 0.0
    if disorder == "spread":
        return sqrt(excess)
    from scipy.optimize import brentq
    from scipy.special import ive

    def lack(order: float) -> float:
        x = coupling * order / width
        return float(ive(1, x) / ive(0, x)) - order

    # R^2 is between once and twice the excess.
    return float(brentq(lack, sqrt(excess) / 2, 1.0))


def incoherent_order(number: int) -> float:
    """Return the mean R of N independent phases, sqrt(pi/(4 N))."""
    return sqrt(pi / (4 * number))


def moments(drive: np.ndarray, spread: float, numbers: np.ndarray) -> np.ndarray:
    """Return Z_n = I_(n + nu)(x)/I_nu(x), shape of ``drive`` + shape of ``numbers``.

    Args:
        drive: x = J R/D, above 0.
        spread: nu = gamma/D, at most about 50: beyond it the Bessel functions of a small x underflow.
        numbers: n, at least 0.
    """
    from scipy.special import ive

    x = np.asarray(drive, dtype=float)[..., None]
    return ive(np.asarray(numbers) + spread, x) / ive(spread, x)
