"""Weisskopf's penetration depth, corrected and as printed."""

from __future__ import annotations

from math import pi, sqrt

from onnes.units.constants import CLASSICAL_ELECTRON_RADIUS


def penetration_depth(spacing: float) -> float:
    """Return lambda = sqrt(m / (mu_0 n e^2)) with n = d^-3, that is d sqrt(d / (4 pi r_e)), in m; 27.6 nm for d = 3 A.

    Source: W33, corrected.
    """
    return spacing * sqrt(spacing / (4 * pi * CLASSICAL_ELECTRON_RADIUS))


def penetration_depth_as_printed(spacing: float) -> float:
    """Return lambda = d sqrt(d / r_e), in m; 97.9 nm for d = 3 A, a little more than 137 lattice distances.

    It is too large by sqrt(4 pi): e^2 of Gaussian units in a formula of Heaviside-Lorentz units.

    Source: W33, as printed.
    """
    return spacing * sqrt(spacing / CLASSICAL_ELECTRON_RADIUS)
