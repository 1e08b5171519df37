"""Attraction of the tube in pairs of angular momentum L: does a pair with L > 0 miss it?

Two electrons that are scattered from p to p' on the Fermi surface, by the angle theta, exchange q = 2 k_F sin(theta/2).
A tube much longer than a wavelength acts through its profile across the path, and the element of the partial wave L is
V_L = (1/2) int V(q) P_L(cos theta) d cos theta. Sum rule: sum (2L + 1) V_L = V(0).

Wave numbers are in 1/d.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from scipy.special import j1

_NODES = 64


def cylinder(q: np.ndarray, diameter: float = 1.0) -> np.ndarray:
    """Return V(q)/V(0) = 2 J1(z)/z, z = q w/2, of a cylinder of uniform potential; ``diameter`` w in d. Source: W8."""
    z = np.asarray(q) * diameter / 2
    safe = np.where(z > 0, z, 1.0)
    return np.where(z > 0, 2 * j1(safe) / safe, 1.0)


def displaced_ions(q: np.ndarray, screening: float) -> np.ndarray:
    """Return q^2/(q^2 + k^2)^2, V(q) over that of ions on springs, (4 pi e_A)^2/(M omega_D^2 d^2), lattice averaged.

    The displaced ions draw electrons with them, so that the potential has no mean: V(0) = 0. Its attraction on the path
    is paid for by a repulsion around it.

    Args:
        q: momentum transfer across the path, any shape.
        screening: k = d over the screening length.

    Source: W4-W7; the profile is the convolution of `kick.impulse` with itself.
    """
    return np.square(q) / (np.square(q) + screening**2) ** 2


def partial_waves(profile: Callable[[np.ndarray], np.ndarray], fermi_wave_number: float, highest: int) -> np.ndarray:
    """Return V_L for L = 0 to ``highest``, shape (highest + 1,), in the unit of ``profile``.

    Args:
        profile: V(q).
        fermi_wave_number: k_F d = a of W2.
    """
    cosine, weight = np.polynomial.legendre.leggauss(_NODES)
    values = profile(fermi_wave_number * np.sqrt(2 * (1 - cosine)))
    return np.polynomial.legendre.legvander(cosine, highest).T @ (weight * values) / 2
