"""Gap function Delta(i omega_n) and renormalisation Z(i omega_n) below Tc."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, pi

import numpy as np
from scipy.optimize import brentq

from onnes.errors import OnnesError
from onnes.pairing.eliashberg.critical_temperature import pair_growth
from onnes.pairing.eliashberg.interaction import Interaction, Kernel, kernel, sums_at
from onnes.pairing.eliashberg.matsubara import MatsubaraSum

_TOLERANCE = 1e-11
_STEPS = 60
_SHORTEST = 1e-3


class GapNotFoundError(OnnesError, ArithmeticError):
    """Error raised when Newton's method does not converge to a solution of E1."""


@dataclass(frozen=True)
class GapFunction:
    """Solution of E1.

    Attributes:
        at: the kernel it solves.
        reduced: Delta_n/(pi kT) at the points of the kernel's sum; all zero in the normal state.
    """

    at: Kernel
    reduced: np.ndarray

    @property
    def frequency(self) -> np.ndarray:
        """Matsubara frequencies omega_n [J], shape (n,)."""
        return pi * self.at.thermal * self.at.sums.odd

    @property
    def gap(self) -> np.ndarray:
        """Gap Delta_n [J], shape (n,)."""
        return pi * self.at.thermal * self.reduced

    @property
    def root(self) -> np.ndarray:
        """R_n/(pi kT), shape (n,)."""
        return np.hypot(self.at.sums.odd, self.reduced)

    @property
    def mass(self) -> np.ndarray:
        """Renormalisation Z_n, shape (n,)."""
        return 1 + self.at.odd @ (self.at.sums.odd / self.root) / self.at.sums.odd


def gap_function(one: Interaction, thermal: float, sums: MatsubaraSum | None = None) -> GapFunction:
    """Solve E1 at kT = ``thermal`` [J] by Newton's method with analytic derivatives, to rounding.

    At and above Tc the normal state (Delta = 0) is returned.

    Raises:
        GapNotFoundError: no convergence.
    """
    at = kernel(one, thermal, sums or sums_at(one, thermal))
    growth, shape = pair_growth(at)
    if growth <= 1:
        return GapFunction(at, np.zeros_like(shape))
    return GapFunction(at, _newton(at, shape * _amplitude(at, shape)))


def _amplitude(at: Kernel, shape: np.ndarray) -> float:
    """Return the amplitude of a gap with the fastest-growing shape that satisfies E1 on the average."""
    weight = at.sums.weight * shape / at.sums.odd

    def excess(logarithm: float) -> float:
        return float(weight @ _residual(at, exp(logarithm) * shape)) / exp(logarithm)

    high = 0.0
    while excess(high) > 0:
        high += 1.0
    low = high - 1.0
    while excess(low) < 0:
        low -= 1.0
    return exp(float(brentq(excess, low, high, xtol=1e-3)))  # type: ignore[arg-type]


def _residual(at: Kernel, reduced: np.ndarray) -> np.ndarray:
    """Return the residual of E1, in units of pi kT."""
    root = np.hypot(at.sums.odd, reduced)
    return at.even @ (reduced / root) - reduced * (1 + at.odd @ (at.sums.odd / root) / at.sums.odd)


def _newton(at: Kernel, reduced: np.ndarray) -> np.ndarray:
    """Solve E1 by Newton's method, each step shortened until the residual falls."""
    residual = _residual(at, reduced)
    for _ in range(_STEPS):
        step = np.linalg.solve(_slope(at, reduced), residual)
        share = 1.0
        while share > _SHORTEST:
            better = reduced - share * step
            trial = _residual(at, better)
            if better[0] > 0 and np.abs(trial).max() <= max(np.abs(residual).max(), _TOLERANCE * better[0]):
                break
            share /= 2
        else:
            break
        reduced, residual = better, trial
        if share == 1.0 and np.abs(step).max() < _TOLERANCE * reduced[0]:
            return reduced
    raise GapNotFoundError("Eliashberg's equations: Newton's method found no gap function.")


def _slope(at: Kernel, reduced: np.ndarray) -> np.ndarray:
    """Return the derivative of the residual, shape (n, n)."""
    odd = at.sums.odd
    root = np.hypot(odd, reduced)
    slope = at.even * (odd**2 / root**3) + (reduced / odd)[:, None] * at.odd * (odd * reduced / root**3)
    slope[np.diag_indices_from(slope)] -= 1 + at.odd @ (odd / root) / odd
    return slope
