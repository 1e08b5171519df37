"""Superconductor growing into normal metal without end: the similarity solution of the moving boundary.

The front is at x0 = 2 l sqrt(D t) from a face (plane) or from an axis (cylinder), in a field that was uniform before.
"""

from __future__ import annotations

from collections.abc import Callable
from math import pi, sqrt
from typing import Any

import numpy as np

from onnes.errors import InputError


def similarity_root(deficit: float, dimension: int = 0) -> float:
    """Return the root l of sqrt(pi) l exp(l^2) erfc(l) = p (plane) or l^2 exp(l^2) E1(l^2) = p (cylinder).

    Args:
        deficit: p = 1 - H/Hc, between 0 and 1.
        dimension: 0 for a plane front, 1 for a cylinder.

    Exact at any p for a front held at Hc with field diffusing ahead of it at D = 1/(mu_0 sigma). Plane: 2 l = 0.259756,
    0.865503, 1.634880 for p = 0.2, 0.5, 0.7.

    Raises:
        InputError: p outside 0 < p < 1; a front in no field at all is not slowed by eddy currents.

    Source: Carslaw and Jaeger, Conduction of Heat in Solids, chapter XI; the bracket of the plane is from
        2/(x + sqrt(x^2 + 2)) < sqrt(pi) exp(x^2) erfc(x) < 2/(x + sqrt(x^2 + 4/pi)), that of the cylinder from
        1/(x + 1) < exp(x) E1(x) < ln(1 + 1/x) < x^(-1/2).
    """
    from scipy.special import erfcx, hyperu

    if not 0 < deficit < 1:
        raise InputError("deficit", deficit, "p = 1 - H/Hc between 0 and 1", "Apply a field below the critical field.")
    if dimension == 0:
        low, high = deficit / sqrt(pi * (1 - deficit)), deficit / sqrt(2 * (1 - deficit))
        return _root(lambda root: sqrt(pi) * root * erfcx(root) - deficit, low, high)
    low, high = deficit, sqrt(deficit / (1 - deficit))
    return _root(lambda root: root**2 * hyperu(1, 1, root**2) - deficit, low, high)


def _root(excess: Callable[[float], Any], low: float, high: float) -> float:
    """Return the root between two positive numbers, to rounding of itself however small it is."""
    from scipy.optimize import brentq

    return float(brentq(excess, low, high, xtol=1e-15 * low, rtol=1e-14))  # type: ignore[arg-type]


def similarity_field(reach: np.ndarray, deficit: float, dimension: int = 0) -> np.ndarray:
    """Return H/Hc ahead of the front, 1 - p + p f(z)/f(l) with f = erfc(z) or E1(z^2), in the shape of ``reach``.

    Args:
        reach: z = r/(2 sqrt(D t)), at least l.
        deficit, dimension: as in `similarity_root`.
    """
    from scipy.special import erfcx, hyperu

    root = similarity_root(deficit, dimension)

    def scaled(z: Any) -> Any:
        return erfcx(z) if dimension == 0 else hyperu(1, 1, np.square(z))

    return 1 - deficit + deficit * scaled(reach) / scaled(root) * np.exp(root**2 - np.square(reach))


def stefan_front(time: float | np.ndarray, diffusivity: float, deficit: float) -> np.ndarray:
    """Return the position of a plane front x0 = 2 l sqrt(D t), in m, with l the `similarity_root` of p.

    Args:
        time: t, s, of any shape.
        diffusivity: D = 1/(mu_0 sigma), m^2/s.
        deficit: p.
    """
    return 2 * similarity_root(deficit) * np.sqrt(diffusivity * np.asarray(time))
