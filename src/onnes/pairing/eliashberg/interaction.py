"""Electron-phonon attraction lambda(n - m) and Coulomb repulsion mu* on the Matsubara axis at one temperature."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

import numpy as np

from onnes.pairing.eliashberg.matsubara import POINTS, MatsubaraSum, matsubara_sum
from onnes.pairing.eliashberg.spectrum import Spectrum

REACH = 1000.0
"""Highest frequency of the sums, in units of the highest phonon energy.

The error falls as its inverse square; it changes Tc by 1e-7.
"""

BEYOND = 100.0
"""Least highest frequency of the sums, in units of omega_c."""

FEWEST = 1000
"""Least number of frequencies of the sums, for kT above all phonon energies."""

CUTOFF = 6.0
"""Usual omega_c of mu* over the highest phonon energy (Carbotte 1990)."""

EDGE = 4
"""Exponent of the soft cutoff of the repulsion.

theta(omega_c - omega) is taken as 1/(1 + (omega/omega_c)^4), a Fermi function of ln(omega) with the same logarithm,
since a sharp edge makes Tc jump whenever a frequency crosses it.
"""


@dataclass(frozen=True)
class Interaction:
    """Attraction and repulsion of electrons: alpha^2F, mu* and its cutoff.

    Attributes:
        spectrum: alpha^2F.
        mu_star: Coulomb pseudopotential, dimensionless, at ``cutoff``.
        cutoff: omega_c [J], above all phonons.
    """

    spectrum: Spectrum
    mu_star: float
    cutoff: float

    def stiffened(self, factor: float) -> Interaction:
        """Return the interaction with phonon energies multiplied by ``factor`` and the same mu* at the same omega_c."""
        return Interaction(self.spectrum.stiffened(factor), self.mu_star, self.cutoff)


def interaction(spectrum: Spectrum, mu_star: float, cutoff: float = CUTOFF) -> Interaction:
    """Return the interaction with mu* at ``cutoff`` times the highest phonon energy."""
    return Interaction(spectrum, mu_star, cutoff * spectrum.largest)


@dataclass(frozen=True)
class Kernel:
    """E1 as matrices between the points of a Matsubara sum, with positive and negative frequencies combined.

    Attributes:
        thermal: kT [J].
        sums: the points.
        even: weight_m [lambda(n-m) + lambda(n+m+1) - 2 mu* c_n c_m], acts on Delta/R; c the edge at omega_c.
        odd: weight_m [lambda(n-m) - lambda(n+m+1)], acts on omega/R.
    """

    thermal: float
    sums: MatsubaraSum
    even: np.ndarray
    odd: np.ndarray

    @property
    def normal_mass(self) -> np.ndarray:
        """Z_n of the normal state, shape (n,)."""
        return 1 + self.odd.sum(axis=1) / self.sums.odd


def sums_at(one: Interaction, thermal: float, reach: float = REACH, points: int = POINTS) -> MatsubaraSum:
    """Return the points for kT = ``thermal`` [J], with frequencies up to ``reach`` times the highest phonon energy."""
    largest = max(reach * one.spectrum.largest, BEYOND * one.cutoff)
    return matsubara_sum(max(int(largest / (2 * pi * thermal)), FEWEST), points=points)


def kernel(one: Interaction, thermal: float, sums: MatsubaraSum) -> Kernel:
    """Return the matrices of E1 at kT = ``thermal`` [J] between the points of a sum."""
    index = sums.index
    apart = attraction(one.spectrum, 2 * pi * thermal * (index[:, None] - index))
    together = attraction(one.spectrum, 2 * pi * thermal * (index[:, None] + index + 1))
    edge = repelled(one, pi * thermal * sums.odd)
    repulsion = 2 * one.mu_star * np.outer(edge, edge)
    return Kernel(thermal, sums, (apart + together - repulsion) * sums.weight, (apart - together) * sums.weight)


def attraction(spectrum: Spectrum, frequency: np.ndarray) -> np.ndarray:
    """Return lambda(nu) = sum_j lambda_j Omega_j^2/(Omega_j^2 + nu^2), with nu = ``frequency`` [J], in its shape."""
    squared = np.asarray(frequency) ** 2
    total = np.zeros_like(squared)
    for energy, weight in zip(spectrum.energy, spectrum.weight, strict=True):
        if weight:
            total += weight / (1 + squared / energy**2)
    return total


def repelled(one: Interaction, frequency: np.ndarray) -> np.ndarray:
    """Return c = [1 + (omega/omega_c)^4]^(-1/2), the soft cutoff of the repulsion at omega = ``frequency`` [J]."""
    return (1 + (frequency / one.cutoff) ** EDGE) ** -0.5
