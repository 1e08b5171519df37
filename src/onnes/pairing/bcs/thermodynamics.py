"""Free energy, entropy and specific heat of the electrons of a superconductor, from its quasiparticles."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from onnes.materials.models import bcs
from onnes.pairing.bcs.reduced_gap import ReducedGap, reduced_gap
from onnes.pairing.bcs_ratios import CONDENSATION_RATIO

Floats = NDArray[np.float64]

NODES = 160
"""Number of nodes of integrals over the energy of quasiparticles."""

_LARGEST_EXPONENT = 45.0


def free_energy(t: ArrayLike) -> Floats:
    """Return (F_s - F_n)/(gamma Tc^2) = -3/(4 e^(2 gamma_E)) [Bc(T)/Bc(0)]^2; gamma Tc^2 is an energy per volume.

    Args:
        t: T/Tc, any shape; zero from Tc on.

    Source: critical field of `onnes.materials.models.bcs`.
    """
    return -CONDENSATION_RATIO * bcs.critical_field(t) ** 2


def entropy(t: ArrayLike, nodes: int = NODES) -> Floats:
    """Return S/(gamma Tc) = t (6/pi^2) int_0^inf f(e) (e + x^2/e) dx, with e = sqrt(x^2 + (Delta/kT)^2).

    From Tc on it is t.

    Args:
        t: T/Tc, any shape.
        nodes: of the integral; half of them give an estimate of its error.

    Source: BCS 1957, eq. 3.44; Tinkham, Introduction to Superconductivity, section 3.6.
    """
    gap, normal = reduced_gap(t), np.asarray(t, float)

    def integrand(x: Floats, e: Floats) -> Floats:
        return _fermi(e) * (e + x**2 / e)

    return _below_tc(normal, normal * 6 / math.pi**2 * _over_excitations(gap, integrand, nodes))


def heat(t: ArrayLike, nodes: int = NODES) -> Floats:
    """Return C/(gamma Tc) = t (3/2 pi^2) [int_0^inf sech^2(e/2) e^2 dx + 2 d^2 (1 - s)^2/s], with d = Delta/kT.

    From Tc on it is t. s(t) is the superfluid density: since d ln(Delta)/d ln(T) = 1 - 1/s, the second part is the work
    of closing the gap. It gives the jump at Tc; just below it C is 1 + 12/(7 zeta(3)) times that of the normal metal.

    Args:
        t: T/Tc, any shape.
        nodes: of the integral; half of them give an estimate of its error.

    Source: BCS 1957, eq. 3.48; Tinkham, section 3.6.
    """
    gap, normal = reduced_gap(t), np.asarray(t, float)
    superfluid = bcs.superfluid_density(gap.t)
    excited = _over_excitations(gap, lambda x, e: _spread(e) / 2, nodes)  # 1 - s, exact also where s is 1
    closing = 2 * (gap.over_temperature * excited) ** 2 / np.where(superfluid > 0, superfluid, 1.0)
    exciting = _over_excitations(gap, lambda x, e: _spread(e) * e**2, nodes)
    return _below_tc(normal, normal * 1.5 / math.pi**2 * (exciting + closing))


@cache
def heat_activation(coldest: float = 1 / 4.5, warmest: float = 1 / 1.5) -> float:
    """Return b of C = a gamma Tc exp(-b Tc/T), dimensionless, fitted to ln C at even steps of Tc/T.

    1.44 between Tc/4.5 and Tc/1.5, with a = 8.5; 1.47 between Tc/6 and Tc/2.5.

    Args:
        coldest, warmest: ends of the fit, T/Tc.

    Source: BCS 1957, section III; W. S. Corak et al., Phys. Rev. 102, 656 (1956), for such a fit.
    """
    inverse = np.linspace(1 / warmest, 1 / coldest, 30)
    return -float(np.polyfit(inverse, np.log(heat(1 / inverse)), 1)[0])


def gap_mismatch(t: ArrayLike, nodes: int = NODES) -> Floats:
    """Return the relative difference of Delta(T) between the Matsubara sum and the integral over energies.

    The gap equation over energies is ln[Delta(0)/Delta(T)] = 2 int_0^inf f(E)/E dx; the mismatch of its two sides over
    their slope s(t) is the relative error of Delta. It estimates the errors of rounding and truncation.

    Args:
        t: 0 < T/Tc < 1, any shape.
        nodes: of the integral.
    """
    gap = reduced_gap(t)
    thermal = 2 * _over_excitations(gap, lambda x, e: _fermi(e) / e, nodes)
    return (np.log(gap.at_zero / gap.now) - thermal) / bcs.superfluid_density(gap.t)


def _over_excitations(gap: ReducedGap, integrand: Callable[[Floats, Floats], Floats], nodes: int) -> Floats:
    """Compute int_0^inf g(x, e) dx with x = d sinh(theta), by the trapezoidal rule, whose error is exponentially small.

    The poles of f(e) lie at cosh(theta) = i pi (2n + 1)/d, that is pi/2 away from the real axis at any d = Delta/kT.
    """
    d = np.where(gap.now > 0, gap.over_temperature, 1.0)[..., None]
    end = np.arccosh(1 + _LARGEST_EXPONENT / d)
    theta = end * np.linspace(0, 1, nodes)
    e = d * np.cosh(theta)
    return np.trapezoid(integrand(d * np.sinh(theta), e) * e, axis=-1) * end[..., 0] / (nodes - 1)


def _fermi(e: Floats) -> Floats:
    """Return 1/(exp(e) + 1) for e > 0, and zero where it underflows."""
    decay = np.exp(-e)
    return decay / (1 + decay)


def _spread(e: Floats) -> Floats:
    """Return sech^2(e/2) = 4 f (1 - f)."""
    return 4 * _fermi(e) * (1 - _fermi(e))


def _below_tc(t: Floats, superconducting: Floats) -> Floats:
    """Return the superconducting value below Tc, zero at T = 0, and that of the normal metal from Tc on."""
    return np.where(t < 1, np.where(t > 0, superconducting, 0.0), t)
