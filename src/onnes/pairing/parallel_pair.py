"""Pair of total momentum P = 2 p_F instead of 0: two electrons that run in the same direction, one behind the other.

In their relative coordinate the potential is a tube of length l ahead and behind and of width d, l = beta d, instead of
a sphere. An S-state feels its average over directions.
"""

from __future__ import annotations

from math import atan, exp, log, log1p, sqrt

import numpy as np
from scipy.optimize import brentq

from onnes.pairing.graded_panels import Panels, halving

_AROUND, _PANEL = 60.0, 2.0


def share_of_directions(distance: np.ndarray, width: float = 1.0) -> np.ndarray:
    """Return 1 - [1 - (d/2r)^2]^(1/2), the share of directions in which a point at r is inside the tube; 1 below d/2.

    Args:
        distance: r, shape (n,).
        width: d, in the same unit.

    For r >> d it is d^2 / 8r^2; the text writes d^2/l^2 for it at the end of the tube. Source: Appendix I.
    """
    sine = np.minimum(width / (2 * np.asarray(distance)), 1.0)
    return sine**2 / (1 + np.sqrt(1 - sine**2))


def element_share(beta: float) -> float:
    """Return the matrix element of the averaged tube over that of a sphere of radius l, (1/l) int <V(r)>/(-U) dr.

    It is computed by quadrature of (1/4 pi l) int dV / r^2 over the tube, in cylindrical coordinates with panels graded
    to the centre.

    Args:
        beta: l / d, at least 1.
    """
    radius = 1 / (2 * beta)
    along = Panels(halving(1e-9 * radius))
    across = Panels(halving(1e-9 * radius, radius))
    z, s = along.nodes[:, None], across.nodes
    return float(along.weights @ (s / (s**2 + z**2)) @ across.weights)


def element_share_closed(beta: float) -> float:
    """Return `element_share` in closed form, (1/2) ln(1 + a^2) + a arctan(1/a) with a = 1/(2 beta).

    For a long tube it is pi/(4 beta). Most of it comes from distances of about d, where the tube is as wide as it is
    far; it therefore falls as 1/beta, not as the 1/beta^2 of the text's rough estimate, which uses the average at the
    far end throughout.
    """
    a = 1 / (2 * beta)
    return log1p(a**2) / 2 + a * atan(1 / a)


def log_binding(coupling: float) -> float:
    """Return ln(Delta / hbar omega_D) = -1/B - ln(1 - exp(-1/B)), the binding W20-W22 without underflow."""
    return -1 / coupling - log1p(-exp(-1 / coupling))


def log_binding_numerical(coupling: float) -> float:
    """Return ln(Delta / hbar omega_D) by solving 1 = B int_0^1 de/(e + Delta) for t = ln Delta, with e = exp(s).

    The integrand 1/(1 + exp(t - s)) is a step around s = t, resolved by panels there and by one panel above it.
    """
    return brentq(lambda t: coupling * _logarithmic_integral(t) - 1, -1 / coupling - 10, log(coupling + 1) + 1,
                  xtol=1e-12, rtol=1e-15)


def _logarithmic_integral(t: float) -> float:
    below, above = min(t, 0.0) - _AROUND, min(t + _AROUND, 0.0)
    edges = np.linspace(below, above, int((above - below) / _PANEL) + 2)
    if above < 0:
        edges = np.append(edges, 0.0)
    panels = Panels(edges)
    return float(panels.weights @ (1 / (1 + np.exp(t - panels.nodes))))


def states_left(total: np.ndarray, energy: float) -> np.ndarray:
    """Return the density of free pair states at pair energy e above 2 e_F and total momentum P, over that for P = 0.

    Args:
        total: P / (2 p_F), from 0 to 1, shape (n,).
        energy: e / e_F, small and positive.

    Both |P/2 + p| and |P/2 - p| must be above p_F, which leaves the directions |cos(P, p)| < m e / (P p); p, which
    enters the density of states, follows from e. At P = 2 p_F the share is e / (4 e_F) and, unlike at P = 0, it
    vanishes at e = 0: the logarithm that binds at any coupling is absent.
    """
    total = np.asarray(total, dtype=float)
    relative = np.sqrt(1 - total**2 + energy / 2)
    with np.errstate(divide="ignore"):
        directions = np.minimum(energy / (4 * total * relative), 1.0)
    return relative / sqrt(1 + energy / 2) * directions


def least_coupling(cutoff_over_fermi: float) -> float:
    """Return the least B that binds a pair of P = 2 p_F, from 1 = B int_0^1 states_left de/e.

    e is in units of hbar omega_D. The result is 4 e_F / (hbar omega_D) with e/(4 e_F) states left at energy e; here it
    is computed by quadrature.

    Args:
        cutoff_over_fermi: hbar omega_D / e_F.
    """
    panels = Panels(halving(1e-6))
    left = np.array([float(states_left(np.array([1.0]), e * cutoff_over_fermi)[0]) for e in panels.nodes])
    return float(1 / (panels.weights @ (left / panels.nodes)))


def thinning(beta: float) -> float:
    """Return d^2 / l^2 = 1 / beta^2, the text's angular average, by which B is multiplied. Source: Appendix I."""
    return 1 / beta**2
