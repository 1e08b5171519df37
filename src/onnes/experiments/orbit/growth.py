"""Laws by which the radius of an orbit grows from s_0 to s_1 in the time from 0 to 1."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from math import cos, exp, log, pi, sin

from onnes.carriers.orbit_expansion import Growth

_WAVES, _SWING = 3, 0.15
"""Oscillations on the way, and their amplitude over the whole growth: the orbit shrinks and grows in turn."""

_SHARES: dict[str, Callable[[float], tuple[float, float]]] = {
    "linear": lambda t: (t, 1.0),
    "accelerating": lambda t: (t**2, 2 * t),
    "decelerating": lambda t: (t * (2 - t), 2 * (1 - t)),
    "oscillating": lambda t: (t + _SWING * sin(2 * pi * _WAVES * t),
                              1 + 2 * pi * _WAVES * _SWING * cos(2 * pi * _WAVES * t)),
}
"""Time -> share of s_1 - s_0 that has been grown, and its rate."""

LAWS = ("linear", "exponential", "accelerating", "decelerating", "oscillating")


def growth(law: str, start: float, end: float) -> Growth:
    """Return s(t) and ds/dt of a law, from ``start`` to ``end``."""
    if law == "exponential":
        return partial(_exponential, start, log(end / start))
    return partial(_by_share, _SHARES[law], start, end - start)


def _exponential(start: float, rate: float, time: float) -> tuple[float, float]:
    radius = start * exp(rate * time)
    return radius, rate * radius


def _by_share(share: Callable[[float], tuple[float, float]], start: float, gain: float,
              time: float) -> tuple[float, float]:
    grown, rate = share(time)
    return start + gain * grown, gain * rate
