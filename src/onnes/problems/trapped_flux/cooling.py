"""Ways to cool a device through Tc: everywhere at once, or by a front that crosses it."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np

from onnes.devices import Device
from onnes.drives import cold_front, ramp
from onnes.errors import InputError
from onnes.units import positive_si, to_si

HOT = 1.02
"""Temperature from which a device is cooled, over Tc."""
_REST = 600.0
"""Time after cooling in which vortices come to rest, in tau_0, where it is not given: they leave at a rate of the order
of B/(Bc2 tau_0)."""


@dataclass(frozen=True)
class Cooling:
    """A temperature that falls through Tc.

    Attributes:
        temperature: as `onnes.solve` takes it.
        time: of the run, with the rest at the end [s].
    """

    temperature: Any
    time: float


def uniform_cooling(device: Device, duration: Any = None, *, rate: Any = None, hot: float = HOT,
                    rest: Any = None) -> Cooling:
    """Return a linear fall of the temperature, the same everywhere, from ``hot Tc`` to that of the device.

    Args:
        duration: of the fall [s]; 0 is a sudden quench.
        rate: instead of the duration [K/s].
        hot: temperature at the start over Tc.
        rest: time at the end in which nothing changes [s]; 600 tau_0 if left out.

    Raises:
        InputError: a device whose Tc is not known, a start that is not above Tc, both or none of duration and rate.
    """
    first, last = _ends(device, hot)
    if (duration is None) == (rate is None):
        raise InputError("duration", duration, "either a duration or a rate", 'Write duration="1 ns".')
    if duration is None:
        duration = (first - last) / positive_si(rate, "K/s", "rate")
    return Cooling(ramp(first, last, duration), to_si(duration, "s", "duration") + _rest(device, rest))


def front_cooling(device: Device, gradient: Any, speed: Any, *, angle: Any = 0.0, hot: float = HOT,
                  rest: Any = None) -> Cooling:
    """Return a cold front that crosses a device: at first all of it is at ``hot Tc``, at last at its own temperature.

    Args:
        gradient: of the temperature in the front [K/m]; speed: of the front [m/s], see `onnes.cold_front`.
        angle: of its way with the x axis [rad].
        hot, rest: see `uniform_cooling`.

    Raises:
        InputError: see `uniform_cooling` and `onnes.cold_front`.
    """
    first, last = _ends(device, hot)
    slope, fast = positive_si(gradient, "K/m", "gradient"), positive_si(speed, "m/s", "speed")
    turn = to_si(angle, "rad", "angle")
    low_x, low_y, high_x, high_y = device.outline.bounds
    x, y = np.meshgrid((low_x, high_x), (low_y, high_y))
    along, width = x * math.cos(turn) + y * math.sin(turn), (first - last) / slope
    start = float(np.min(along)) - width
    front = cold_front(first, last, gradient=slope, speed=fast, start=start, angle=turn)
    return Cooling(front, (float(np.max(along)) - start) / fast + _rest(device, rest))


def _ends(device: Device, hot: float) -> tuple[float, float]:
    """Return the temperatures at the beginning and at the end, in K."""
    known = device.constants
    if known.critical_temperature is None or known.temperature is None:
        raise InputError("device", device.title, "a device whose Tc and temperature are known",
                         'Give it a material, or temperature="8.3 K", critical_temperature="9.2 K".')
    if not hot > 1:
        raise InputError("hot", hot, "more than 1: cooling begins above Tc")
    return hot * known.critical_temperature, known.temperature


def _rest(device: Device, rest: Any) -> float:
    return _REST * device.constants.time_unit if rest is None else to_si(rest, "s", "rest")
