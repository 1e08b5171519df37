"""Superconductor growing into a half space of normal metal: the similarity solution of the moving boundary."""

from __future__ import annotations

from math import pi, sqrt

from onnes.errors import InputError


def similarity_root(deficit: float) -> float:
    """Return the root l of sqrt(pi) l exp(l^2) erfc(l) = p, dimensionless; the front is at x0 = 2 l sqrt(D t).

    Args:
        deficit: p = 1 - H/Hc, between 0 and 1.

    Exact at any p for a front held at Hc with field diffusing ahead of it at D = 1/(mu_0 sigma). 2 l = 0.259756,
    0.865503, 1.634880 for p = 0.2, 0.5, 0.7.

    Raises:
        InputError: p outside 0 < p < 1; a front in no field at all is not slowed by eddy currents.

    Source: Carslaw and Jaeger, Conduction of Heat in Solids, chapter XI; the bracket is from
        2/(x + sqrt(x^2 + 2)) < sqrt(pi) exp(x^2) erfc(x) < 2/(x + sqrt(x^2 + 4/pi)).
    """
    from scipy.optimize import brentq
    from scipy.special import erfcx

    if not 0 < deficit < 1:
        raise InputError("deficit", deficit, "p = 1 - H/Hc between 0 and 1", "Apply a field below the critical field.")
    low, high = deficit / sqrt(pi * (1 - deficit)), deficit / sqrt(2 * (1 - deficit))
    return float(brentq(lambda root: sqrt(pi) * root * erfcx(root) - deficit, low, high, xtol=1e-15, rtol=1e-14))


def stefan_front(time: float, diffusivity: float, deficit: float) -> float:
    """Return the position of the front x0 = 2 l sqrt(D t), in m, with l the `similarity_root` of p.

    Args:
        time: t, s.
        diffusivity: D = 1/(mu_0 sigma), m^2/s.
        deficit: p.
    """
    return 2 * similarity_root(deficit) * sqrt(diffusivity * time)
