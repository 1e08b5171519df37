"""A cold front: a temperature, or another quantity, that falls across a line which moves at a constant speed."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from onnes.drives.signals import Constant, Signal
from onnes.errors import InputError, door
from onnes.units import positive_si, to_si

_ROUNDING = 1 / 40
"""Length over which the ends of the slope are rounded, over the width of the front. A sharp kink would pass every node
at a time of its own, and a run would stop at each: such a front takes five times as long."""


@door
def cold_front(hot: Any, cold: Any, *, gradient: Any, speed: Any, start: Any, angle: Any = 0.0) -> Signal:
    """Return a front that moves at a constant speed, hot before it and cold behind it, linear in between.

        q = cold + (hot - cold) clip(s/w, 0, 1),   s = x cos(angle) + y sin(angle) - start - speed t,
        w = (hot - cold)/gradient

    with corners rounded over w/40. ``onnes.solve(film, temperature=onnes.cold_front(...))`` cools a film from one side.
    Tc passes at the distance ``(Tc - cold)/gradient`` before the cold end. All of a film between x1 and x2 (angle 0)
    is hot at first for ``start = x1 - w``, and cold after ``(x2 - x1 + w)/speed``.

    Args:
        hot, cold: before and behind the front [K].
        gradient: slope in between [K/m].
        speed: of the front [m/s].
        start: s of the cold end of the slope at t = 0 [m].
        angle: of the way of the front with the x axis [rad], "90 deg" for upwards.

    Raises:
        InputError: a quantity of the wrong dimension or sign; a front that is not hot before and cold behind.
    """
    return Front(hot, cold, positive_si(gradient, "K/m", "gradient"), positive_si(speed, "m/s", "speed"),
                 to_si(start, "m", "start"), to_si(angle, "rad", "angle"))


@dataclass(frozen=True, eq=False)
class Front(Signal):
    """See `cold_front`."""

    hot: Any
    cold: Any
    gradient: float
    speed: float
    start: float
    angle: float

    @property
    def variables(self) -> tuple[str, ...]:
        return ("x", "y", "t")

    @property
    def has_unit(self) -> bool:
        return Constant(self.hot).has_unit or Constant(self.cold).has_unit

    def in_si(self, unit: str, argument: str) -> Signal:
        hot, cold = to_si(self.hot, unit, argument), to_si(self.cold, unit, argument)
        if not hot > cold:
            raise InputError(argument, f"a front from {self.hot} to {self.cold}",
                             "hot before the front, cold behind it",
                             "The first argument of cold_front is the higher temperature.")
        return replace(self, hot=hot, cold=cold)

    def value(self, x, y, t):
        width = (self.hot - self.cold) / self.gradient
        s = (x * math.cos(self.angle) + y * math.sin(self.angle) - self.start - self.speed * t) / width
        rise = np.logaddexp(0.0, s / _ROUNDING) - np.logaddexp(0.0, (s - 1.0) / _ROUNDING)
        return self.cold + (self.hot - self.cold) * _ROUNDING * rise

    def describe(self) -> str:
        return (f"cold_front({self.hot}, {self.cold}, gradient={self.gradient}, speed={self.speed}, "
                f"start={self.start}, angle={self.angle})")
