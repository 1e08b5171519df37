"""Closed forms of a junction with thermal noise: barrier, escape, mean voltage.

With E_J = I_c Phi_0/(2 pi), i = I/I_c, omega_p = sqrt(2 pi I_c/(Phi_0 C)), beta_c = (omega_p R C)^2, and
Gamma = kT/E_J.
"""

from __future__ import annotations

import numpy as np
from scipy.integrate import simpson
from scipy.optimize import brentq
from scipy.special import i0e

_POINTS = 20001


def barrier(bias: float) -> float:
    """Return ``2 [sqrt(1 - i^2) - i arccos(i)]``, the barrier of the tilted washboard over E_J, for 0 <= i <= 1."""
    return float(2 * (np.sqrt(1 - bias**2) - bias * np.arccos(bias)))


def bias_of_barrier(height: float) -> float:
    """Return the bias i at which the barrier over E_J is ``height``, from 0 to 2."""
    return float(brentq(lambda bias: barrier(bias) - height, 0.0, 1.0, xtol=1e-14))


def kramers_rate(bias: float, beta_c: float, noise: float) -> float:
    """Return the rate of thermal escape in omega_p.

    ``a (omega_a/2 pi) exp(-Delta U/kT)`` with ``omega_a = (1 - i^2)^(1/4)``. At moderate and strong damping a is
    Kramers' ``sqrt(1 + g^2) - g`` with ``g = 1/(2 omega_a R C)``; at weak damping it is limited by the energy that
    noise supplies, ``4/[sqrt(1 + Q kT/(1.8 Delta U)) + 1]^2`` with ``Q = omega_a R C``. The smaller of both is taken.

    Validity: a barrier of several kT; between both limits the true rate is up to a few ten percent lower.

    Args:
        bias: i, below 1.
        beta_c: damping, above 0.
        noise: Gamma.

    Source: H. A. Kramers, Physica 7, 284 (1940); M. Buttiker, E. P. Harris, R. Landauer, Phys. Rev. B 28, 1268 (1983).
    """
    curvature, height = (1 - bias**2) ** 0.25, barrier(bias) / noise
    quality = curvature * np.sqrt(beta_c)
    strong = np.sqrt(1 + 1 / (4 * quality**2)) - 1 / (2 * quality)
    weak = 4 / (np.sqrt(1 + quality / (1.8 * height)) + 1) ** 2
    return float(min(strong, weak) * curvature / (2 * np.pi) * np.exp(-height))


def overdamped_escape_rate(bias: float, noise: float) -> float:
    """Return the inverse of the mean time in which the phase first advances by 2 pi, in 2 pi I_c R/Phi_0.

    Without capacitance it follows from the mean voltage v of `ambegaokar_halperin` for any barrier:
    ``v/[2 pi (1 - e^(-2 pi i/Gamma))]``.

    Args:
        bias: i, above 0.
        noise: Gamma.

    Source: C. W. Gardiner, Handbook of Stochastic Methods (1985), 5.2.7.
    """
    return ambegaokar_halperin(bias, noise) / (2 * np.pi * -np.expm1(-2 * np.pi * bias / noise))


def ambegaokar_halperin(bias: float, noise: float) -> float:
    """Return the mean voltage over I_c R of a junction without capacitance and with noise.

        v = 2 pi Gamma (1 - e^(-2 pi i/Gamma)) / int_0^2pi dx int_0^2pi dy exp[(cos(x + y) - cos(x) - i y)/Gamma]

    which tends to ``sqrt(i^2 - 1)`` without noise. The integral over x is ``2 pi I_0(2 sin(y/2)/Gamma)``.

    Args:
        bias: i.
        noise: Gamma, above 0.

    Source: V. Ambegaokar, B. I. Halperin, Phys. Rev. Lett. 22, 1364 (1969).
    """
    if bias == 0:
        return 0.0
    turn = np.linspace(0, 2 * np.pi, _POINTS)
    swing = 2 * np.abs(np.sin(turn / 2)) / noise
    exponent = swing - abs(bias) * turn / noise
    largest = exponent.max()
    total = simpson(2 * np.pi * i0e(swing) * np.exp(exponent - largest), x=turn)
    return float(np.sign(bias) * 4 * np.pi**2 * noise * -np.expm1(-2 * np.pi * abs(bias) / noise) * np.exp(-largest)
                 / total / (2 * np.pi))
