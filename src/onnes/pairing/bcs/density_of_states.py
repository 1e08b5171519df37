"""Density of states of quasiparticles."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def density_of_states(energy: ArrayLike, gap: ArrayLike, broadening: ArrayLike = 0.0) -> Floats:
    """Return N(E)/N(0) = Re[z/sqrt(z^2 - Delta^2)], z = |E| + i Gamma, dimensionless.

    Without broadening: zero below the gap, |E|/sqrt(E^2 - Delta^2) above it, infinite on it.

    Args:
        energy: E from the Fermi energy, any shape.
        gap: Delta in the same unit; zero for the normal metal.
        broadening: Gamma in the same unit, from the finite life of quasiparticles.

    Source: BCS 1957, eq. 3.29; R. C. Dynes, V. Narayanamurti, J. P. Garno, Phys. Rev. Lett. 41, 1509 (1978).
    """
    return _propagator(energy, gap, broadening, numerator="energy")


def pair_density(energy: ArrayLike, gap: ArrayLike, broadening: ArrayLike = 0.0) -> Floats:
    """Return M(E)/N(0) = Re[Delta/sqrt(z^2 - Delta^2)], z = |E| + i Gamma, which enters the coherence factors.

    Args:
        energy, gap, broadening: as in `density_of_states`.

    Source: L. C. Hebel, C. P. Slichter, Phys. Rev. 113, 1504 (1959).
    """
    return _propagator(energy, gap, broadening, numerator="gap")


def _propagator(energy: ArrayLike, gap: ArrayLike, broadening: ArrayLike, numerator: str) -> Floats:
    z = np.abs(np.asarray(energy, float)) + 1j * np.asarray(broadening, float)
    gap = np.asarray(gap, float)
    # two roots, not that of z^2 - Delta^2, decide the branch: Im sqrt > 0, also where the broadening is zero
    root = np.sqrt(z - gap) * np.sqrt(z + gap)
    above = np.where(numerator == "energy", z, gap)
    ratio = np.real(above / np.where(root == 0, 1.0, root))
    normal = 1.0 if numerator == "energy" else 0.0
    return np.where(gap == 0, normal, np.where(root == 0, np.inf, ratio))
