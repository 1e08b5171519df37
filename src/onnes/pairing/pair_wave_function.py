"""Wave function of a bound pair: its envelope in space, its size and the distribution of probability.

Lengths are in units of the tube's length l = 2 hbar v_F / (hbar omega_D), in which rho = hbar v_F / Delta is hbar
omega_D / (2 Delta).
"""

from __future__ import annotations

import numpy as np

from onnes.pairing.cooper_problem import BoundPair
from onnes.pairing.graded_panels import Panels, halving

_FARTHEST, _POINTS = 1e4, 8


def coherence_length(pair: BoundPair) -> float:
    """Return rho = hbar v_F / Delta = hbar omega_D / (2 Delta), in tube lengths. Source: W27, W18."""
    return 1 / (2 * pair.binding)


def envelope(pair: BoundPair, distance: np.ndarray) -> np.ndarray:
    """Return phi(r) = (1/pi)^(1/2) int alpha(x) exp(i x r) dx, complex; r in tube lengths, shape (n,).

    The wave function is Psi(r) = sqrt2 Im[exp(i k_F r) phi(r)], r times the three-dimensional one, so that a mean over
    the fast waves gives |Psi|^2 = |phi|^2, and the integral of that from 0 to infinity is 1.

    Source: W10.
    """
    return pair.panels.fourier(pair.amplitude, distance) / np.sqrt(np.pi)


def momentum_size(pair: BoundPair) -> float:
    """Return sqrt<r^2> = [int (d alpha/dx)^2 dx / int alpha^2 dx]^(1/2), in units of hbar v_F / Delta.

    For a stepped element and weak coupling it is 2/sqrt3 = 1.1547 (Cooper's pair). The integral runs over the allowed
    shell; the jump of alpha at the Fermi surface is ignored, as is usual. A sharp Fermi surface gives Psi a tail as
    1/r, with which int r^2 Psi^2 dr grows without limit in proportion to the largest r; the size by `radius_of_share`
    is finite. At T > 0 the Fermi surface is not sharp, and this is sqrt<r^2> without restriction.

    Source: W26-W27; L. N. Cooper (1956).
    """
    slope = pair.panels.slope(pair.amplitude)
    weights = pair.panels.weights
    size = np.sqrt((weights @ slope**2) / (weights @ pair.amplitude**2))
    return float(size / coherence_length(pair))


def radius_of_share(pair: BoundPair, share: float = 0.5) -> float:
    """Return the distance r, in units of hbar v_F / Delta, within which a share of the probability lies.

    Args:
        share: above 0, below what lies within 1e4 hbar v_F / Delta, which is 0.9999.
    """
    unit = coherence_length(pair)
    panels = Panels(halving(min(0.1 / unit, 0.1), _FARTHEST), _POINTS)
    density = np.abs(envelope(pair, panels.nodes * unit)) ** 2 * unit
    within = np.concatenate(([0.0], np.cumsum(np.sum((panels.weights * density).reshape(-1, _POINTS), axis=1))))
    last = int(np.searchsorted(within, share))
    low, high = panels.edges[last - 1], panels.edges[last]
    piece = Panels(np.linspace(low, high, 65), _POINTS)
    density = np.abs(envelope(pair, piece.nodes * unit)) ** 2 * unit
    steps = within[last - 1] + np.cumsum(np.sum((piece.weights * density).reshape(-1, _POINTS), axis=1))
    return float(np.interp(share, np.concatenate(([within[last - 1]], steps)), piece.edges))
