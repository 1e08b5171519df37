"""Screened Coulomb repulsion of two electrons in the pair equation, and what is left of it by Morel and Anderson.

V_c(r) = e^2 exp(-kappa r)/(4 pi eps_0 r). Between S-states, in the measure of B (W21),

    2 nu int_0^inf sin(kr) sin(k'r) exp(-kappa r)/r dr = (nu/2) ln{[kappa^2 + (k + k')^2]/[kappa^2 + (k - k')^2]},

nu = 1/(2 pi k_F a_B). The core is beta times as strong as the tube and beta times as short: beta drops out, as in W19.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import log, log1p, pi

import numpy as np

from onnes.units.constants import BOHR_RADIUS


@dataclass(frozen=True)
class CoulombCore:
    """Screened repulsion between two electrons at the Fermi surface.

    Attributes:
        strength: nu = m e^2/(4 pi eps_0 2 pi hbar p_F), dimensionless.
        screening: kappa/k_F, above 0.
    """

    strength: float
    screening: float

    @classmethod
    def of(cls, fermi_wave_number: float, screening_length: float) -> CoulombCore:
        """Return the core for k_F (1/m) and the screening length 1/kappa (m)."""
        return cls(1 / (2 * pi * fermi_wave_number * BOHR_RADIUS), 1 / (fermi_wave_number * screening_length))

    @property
    def mu(self) -> float:
        """mu = (nu/2) ln(1 + 4 k_F^2/kappa^2), the repulsion at the Fermi surface, in the measure of B."""
        return self.strength / 2 * log1p(4 / self.screening**2)

    def kernel(self, k: np.ndarray, other: np.ndarray) -> np.ndarray:
        """Return the matrix element in the measure of B; wave numbers in k_F, arrays that broadcast."""
        square = self.screening**2
        return self.strength / 2 * np.log((square + (k + other) ** 2) / (square + (k - other) ** 2))

    def shapes(self, k: np.ndarray, count: int) -> np.ndarray:
        """Return the first functions of `kernel` = sum_n shapes_n(k) shapes_n(k'), shape (len(k), count).

        shapes_n = sqrt(2 nu/n) cos^n(t) sin(n t), tan t = kappa/k, n from 1: the functions r exp(-kappa r) L_(n-1)^1(
        kappa r), orthogonal with the weight of the potential. The sum converges as (cos t cos t')^n.

        Args:
            k: wave numbers in k_F, shape (m,).
            count: number of functions.
        """
        order, angle = np.arange(1, count + 1), np.arctan2(self.screening, k)[:, None]
        return np.sqrt(2 * self.strength / order) * np.cos(angle) ** order * np.sin(order * angle)


def morel_anderson(mu: float, reach: float) -> float:
    """Return mu* = mu/(1 + mu ln(E_c/hbar omega_D)), what a repulsion leaves of itself against a slower attraction.

    Args:
        mu: repulsion at the Fermi surface, in the measure of B.
        reach: E_c/hbar omega_D, energies of pairs up to which it acts over those up to which the attraction does.

    Source: P. Morel, P. W. Anderson, Phys. Rev. 125, 1263 (1962).
    """
    return mu / (1 + mu * log(reach))
