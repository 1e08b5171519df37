"""Law of a slow front: trapped flux from an integral over the mixed state, and its limits.

Free lines ride with the front, where H is everywhere the applied field and the total flux density that of equilibrium,
b(theta). What streams through the front is what it leaves behind, F, so that free lines move through the metal at the
speed v (b - F)/(flux of free lines), and the trapped flux t grows with depth as

    d t/d theta = N(theta) S(theta) (b(theta) - F),    t = F where b = F

with N the pins that a line meets and S the share that holds it. Hence F = int N S (b - F)_+ d theta. For N S = const.,
with N = N S (1 - Bc1/Bc2) for the whole mixed state,

    F = (N/2)(1 - F)^2,    F = 1 + (1 - (1 + 2 N)^(1/2))/N

F -> 1 as the gradient goes to zero (N -> infinity), and N/2 for few pins: the trapped flux B F then goes as the inverse
gradient.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from scipy.optimize import brentq

from onnes.problems.cooldown.scaled import Scaled

_NODES, _WEIGHTS = np.polynomial.legendre.leggauss(60)
_ALL = 1 - 1e-12
"""Trapped fraction that counts as all of the flux."""


def slow_front(groups: Scaled) -> float:
    """Return the fraction of the flux that stays behind a slow front, between 0 and 1."""

    def excess(fraction: float) -> float:
        return _captured(groups, fraction) - fraction

    if excess(0.0) <= 0:
        return 0.0
    return float(brentq(excess, 0.0, 1.0, xtol=1e-14)) if excess(_ALL) < 0 else 1.0  # type: ignore[arg-type]


def few_pins_limit(groups: Scaled) -> float:
    """Return int N (b - 0) d theta, the trapped fraction for few pins, all strong: it goes as the inverse gradient."""
    return _captured(replace(groups, strength=np.inf), 0.0)


def _captured(groups: Scaled, fraction: float) -> float:
    """Return int N S (b - F) d theta from Bc2 to where b = F."""
    width = (1 - groups.ratio) * (1 - fraction)
    theta = groups.ratio + 0.5 * width * (1 + _NODES)
    flux = groups.equilibrium(theta) - fraction
    return float(0.5 * width * np.sum(_WEIGHTS * groups.capture(theta) * flux))
