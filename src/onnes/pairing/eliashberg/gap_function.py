"""Delta(i omega_n) and Z(i omega_n) below Tc."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sqrt

import numpy as np

from onnes.errors import OnnesError
from onnes.pairing.eliashberg.critical_temperature import pair_growth
from onnes.pairing.eliashberg.interaction import Interaction, Kernel, kernel, sums_at
from onnes.pairing.eliashberg.matsubara import MatsubaraSum

_TOLERANCE = 1e-12
_STEPS = 60


class GapNotFoundError(OnnesError, ArithmeticError):
    """Newton's method did not settle on a solution of E1."""


@dataclass(frozen=True)
class GapFunction:
    """A solution of E1.

    Attributes:
        at: the kernel it solves.
        reduced: Delta_n/(pi kT) at the points of the kernel's sum; all zero in the normal state.
    """

    at: Kernel
    reduced: np.ndarray

    @property
    def frequency(self) -> np.ndarray:
        """omega_n [J]."""
        return pi * self.at.thermal * self.at.sums.odd

    @property
    def gap(self) -> np.ndarray:
        """Delta_n [J]."""
        return pi * self.at.thermal * self.reduced

    @property
    def root(self) -> np.ndarray:
        """R_n/(pi kT)."""
        return np.hypot(self.at.sums.odd, self.reduced)

    @property
    def mass(self) -> np.ndarray:
        """Z_n."""
        return 1 + self.at.odd @ (self.at.sums.odd / self.root) / self.at.sums.odd


def gap_function(one: Interaction, thermal: float, sums: MatsubaraSum | None = None) -> GapFunction:
    """Solve E1 at kT = ``thermal`` [J]: Newton's method, derivatives by hand, to rounding.

    The normal state (Delta = 0) is given back at and above Tc.

    Raises:
        GapNotFoundError: no convergence.
    """
    at = kernel(one, thermal, sums or sums_at(one, thermal))
    growth, shape = pair_growth(at)
    if growth <= 1:
        return GapFunction(at, np.zeros_like(shape))
    return GapFunction(at, _newton(at, _approach(at, shape * sqrt(2 * (growth - 1) / growth))))


def _approach(at: Kernel, reduced: np.ndarray) -> np.ndarray:
    """Iterate E1 until it no longer grows by much: into the range of Newton's method, from below."""
    for _ in range(_STEPS):
        root = np.hypot(at.sums.odd, reduced)
        better = at.even @ (reduced / root) / (1 + at.odd @ (at.sums.odd / root) / at.sums.odd)
        if abs(better[0] - reduced[0]) < 0.02 * reduced[0]:
            return better
        reduced = better
    return reduced


def _newton(at: Kernel, reduced: np.ndarray) -> np.ndarray:
    odd = at.sums.odd
    for _ in range(_STEPS):
        root = np.hypot(odd, reduced)
        mass = 1 + at.odd @ (odd / root) / odd
        residual = at.even @ (reduced / root) - reduced * mass
        slope = at.even * (odd**2 / root**3) + (reduced / odd)[:, None] * at.odd * (odd * reduced / root**3)
        slope[np.diag_indices_from(slope)] -= mass
        step = np.linalg.solve(slope, residual)
        reduced = reduced - step
        if not reduced[0] > 0:
            break
        if np.abs(step).max() < _TOLERANCE * reduced[0]:
            return reduced
    raise GapNotFoundError("Eliashberg's equations: Newton's method found no gap function.")
