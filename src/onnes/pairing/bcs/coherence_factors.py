"""Coherence factors of BCS: nuclear relaxation (case II) and attenuation of sound (case I)."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import ArrayLike, NDArray

from onnes.materials.models import bcs
from onnes.pairing.bcs.density_of_states import density_of_states, pair_density
from onnes.pairing.bcs.matsubara import gauss_legendre
from onnes.pairing.bcs.reduced_gap import COLDEST, reduced_gap

Floats = NDArray[np.float64]

NODES = 192
"""Number of nodes of the integral over energy on either side of half the gap."""


def sound_attenuation(t: ArrayLike) -> Floats:
    """Return alpha_s/alpha_n = 2 f(Delta) = 2/(1 + exp(Delta/kT)), dimensionless, for longitudinal sound.

    Valid for hbar omega << Delta; the ratio is 1 from Tc on.

    Args:
        t: T/Tc, any shape.

    Source: BCS 1957, case I; R. W. Morse, H. V. Bohm, Phys. Rev. 108, 1094 (1957).
    """
    return 1 - np.tanh(reduced_gap(t).over_temperature / 2)


def nuclear_relaxation(t: ArrayLike, broadening: ArrayLike, nodes: int = NODES) -> Floats:
    """Return the ratio T_1n/T_1s = 2 int_0^inf [N(E)^2 + M(E)^2] (-df/dE) dE, dimensionless (case II).

    It has the peak of Hebel and Slichter below Tc. Without broadening the integral diverges as the logarithm of the
    nuclear frequency; a spread Gamma of the energies (lifetime of quasiparticles, anisotropy of the gap) cuts it off
    and sets the height of the peak.

    Args:
        t: T/Tc, any shape; the ratio is 1 from Tc on.
        broadening: Gamma/Delta(0) > 0; broadcasts with t.
        nodes: of the integral; half of them give an estimate of its error.

    Source: L. C. Hebel, C. P. Slichter, Phys. Rev. 113, 1504 (1959).
    """
    t, broadening = np.broadcast_arrays(np.asarray(t, float), np.asarray(broadening, float))
    thermal = np.maximum(t, COLDEST)[..., None] / bcs.GAP_AT_ZERO  # kT over Delta(0), the unit of energy
    superconducting = t < 1
    gap = np.where(superconducting, bcs.gap(t), 1.0)[..., None]
    width = broadening[..., None]
    share, weight = gauss_legendre(nodes)

    def rate(energy: Floats) -> Floats:
        return density_of_states(energy, gap, width) ** 2 + pair_density(energy, gap, width) ** 2

    # Below half the gap the Fermi function sets the scale: energies evenly in tanh(E/2kT) = 2 int (-df/dE) dE.
    most = np.tanh(gap / (4 * thermal))
    below = most * np.sum(weight * rate(2 * thermal * np.arctanh(share * most)), axis=-1, keepdims=True)
    # Above it the peak does: E - Delta = Gamma sinh(z).
    first, last = np.arcsinh(-gap / (2 * width)), np.arcsinh(45 * thermal / width)
    z = first + (last - first) * share
    energy = gap + width * np.sinh(z)
    spread = 1 / (2 * thermal * np.cosh(np.minimum(energy / (2 * thermal), 350.0)) ** 2)
    above = (last - first) * np.sum(weight * rate(energy) * spread * width * np.cosh(z), axis=-1, keepdims=True)
    return np.where(superconducting, (below + above)[..., 0], 1.0)


@cache
def relaxation_peak(broadening: float) -> float:
    """Return the largest T_1n/T_1s below Tc, dimensionless: 1.29 for Gamma = 0.1 Delta(0), 1.10 for 0.2.

    Args:
        broadening: Gamma/Delta(0) > 0, as in `nuclear_relaxation`.
    """
    return float(np.max(nuclear_relaxation(np.linspace(0.5, 0.999, 80), broadening)))
