"""BCS gap equation with coupling N(0)V and an attraction within hbar omega_c of the Fermi energy."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from onnes.errors import InputError
from onnes.pairing.bcs.matsubara import gauss_legendre
from onnes.pairing.bcs_ratios import PREFACTOR

Floats = NDArray[np.float64]

NODES = 128
_TANH_IS_ONE = 20.0
_BISECTIONS = 80


@dataclass(frozen=True)
class CutOffPairing:
    """Gap equation 1/N(0)V = int_0^(hbar omega_c) tanh(E/2kT)/E dxi, with E = sqrt(xi^2 + Delta^2).

    Energies are in hbar omega_c. In the weak-coupling limit N(0)V to 0, 2 Delta(0)/kTc = 2 pi/e^gamma; for N(0)V to
    infinity it is 4.

    Attributes:
        coupling: N(0)V, positive.

    Raises:
        InputError: a coupling that is not a positive number.

    Source: BCS 1957, eqs. 2.40 and 3.27.
    """

    coupling: float

    def __post_init__(self) -> None:
        if not (math.isfinite(self.coupling) and self.coupling > 0):
            raise InputError("coupling", self.coupling, "a positive number N(0)V",
                             "A repulsion (negative) binds no pairs in this equation.")

    @property
    def gap_at_zero(self) -> float:
        """Gap at T = 0, Delta(0) = 1/sinh(1/N(0)V)."""
        return math.exp(self._log_gap_at_zero)

    @property
    def _log_gap_at_zero(self) -> float:
        """Logarithm of Delta(0), without overflow."""
        return math.log(2) - 1 / self.coupling - math.log(-math.expm1(-2 / self.coupling))

    @property
    def critical_temperature(self) -> float:
        """Critical temperature k Tc, where int_0^(1/2kTc) tanh(x)/x dx = 1/N(0)V."""
        return math.exp(-self._log_end) / 2

    @property
    def gap_ratio(self) -> float:
        """Ratio 2 Delta(0)/k Tc, exact also where both underflow."""
        return 4 * math.exp(self._log_gap_at_zero + self._log_end)

    @property
    def weak_critical_temperature(self) -> float:
        """Weak-coupling formula k Tc = (2 e^gamma/pi) exp(-1/N(0)V)."""
        return PREFACTOR * math.exp(-1 / self.coupling)

    @property
    def _log_end(self) -> float:
        """ln(1/2kTc), by Newton's method in the logarithm, in which the slope of the integral is tanh."""
        target = 1 / self.coupling
        log_end = max(target - math.log(2 * PREFACTOR), math.log(target))
        for _ in range(100):
            step = (target - _normal_pairing(log_end)) / math.tanh(math.exp(min(log_end, 3.0)))
            log_end += step
            if abs(step) < 1e-15 * max(1.0, abs(log_end)):
                break
        return log_end

    def gap(self, t: ArrayLike) -> Floats:
        """Return Delta(T)/Delta(0), zero from Tc on, by bisection in ln Delta.

        Args:
            t: T/Tc, any shape.
        """
        t = np.asarray(t, float)
        high = np.zeros_like(t)
        low = high - _TANH_IS_ONE  # Delta falls as sqrt(1 - t): e^-20 is beyond the last t that a float has below 1
        for _ in range(_BISECTIONS):
            middle = 0.5 * (low + high)
            too_small = self._pairing(middle, t) > 1 / self.coupling
            low, high = np.where(too_small, middle, low), np.where(too_small, high, middle)
        return np.where(t < 1, np.where(t > 0, np.exp(0.5 * (low + high)), 1.0), 0.0)

    def _pairing(self, log_gap: Floats, t: Floats) -> Floats:
        """Compute int_0^asinh(1/Delta) tanh(Delta cosh(theta)/2kT) d theta from ln of Delta/Delta(0)."""
        log_gap = log_gap + self._log_gap_at_zero
        end = np.where(log_gap > -18, np.arcsinh(np.exp(-np.maximum(log_gap, -18.0))), math.log(2) - log_gap)
        share, weight = gauss_legendre(NODES)
        # Delta/2kT, from logarithms
        ratio = np.exp(log_gap + self._log_end) / np.where(t > 0, t, 1.0)
        reach = np.minimum(end, np.arccosh(np.maximum(_TANH_IS_ONE / ratio, 1.0)))[..., None]
        inside = np.sum(weight * np.tanh(ratio[..., None] * np.cosh(reach * share)), axis=-1, keepdims=True) * reach
        return (inside - reach)[..., 0] + end


def _normal_pairing(log_end: float) -> float:
    """Compute int_0^b tanh(x)/x dx from ln b, with tanh x = 1 beyond x = 20."""
    reach = math.exp(min(log_end, math.log(_TANH_IS_ONE)))
    share, weight = gauss_legendre(NODES)
    inside = float(np.sum(weight * np.tanh(reach * share) / share))
    return inside + log_end - math.log(reach)
