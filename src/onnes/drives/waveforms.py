"""Functions of time in closed form: ramps, sines, pulses."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from typing import Any

from onnes.drives.signals import Constant, Signal
from onnes.errors import InputError, door
from onnes.units import to_si


@door
def ramp(start: Any, stop: Any, duration: Any, delay: Any = 0.0) -> Signal:
    """Return ``start + (stop - start) clip((t - delay)/duration, 0, 1)``: a linear change, constant before and after.

    Args:
        start, stop: values before and after, text with a unit, pint quantities or numbers.
        duration: of the change, in s; 0 for a jump.
        delay: when the change begins, in s.

    Raises:
        InputError: a value that is not a time, or a negative duration.
    """
    return Ramp(start, stop, _duration(duration, "duration"), to_si(delay, "s", "delay"))


@door
def sine(amplitude: Any, frequency: Any, phase: Any = 0.0, offset: Any = 0.0) -> Signal:
    """Return ``offset + amplitude sin(2 pi frequency t + phase)``.

    Args:
        amplitude: text with a unit, a pint quantity or a number.
        frequency: in Hz.
        phase: in rad, or text such as "90 deg".
        offset: of the same kind as the amplitude; 0 has any unit.

    Raises:
        InputError: a value that is not a frequency or a phase.
    """
    return Sine(amplitude, to_si(frequency, "Hz", "frequency"), to_si(phase, "rad", "phase"), offset)


@door
def pulse(height: Any, start: Any, duration: Any, rise: Any = 0.0) -> Signal:
    """Return a pulse: 0 until ``start``, linear over ``rise``, ``height`` for ``duration``, linear over ``rise``, 0.

    Args:
        height: text with a unit, a pint quantity or a number.
        start, duration, rise: in s; without a rise time the pulse jumps.

    Raises:
        InputError: a value that is not a time, or a negative duration or rise time.
    """
    return Pulse(height, to_si(start, "s", "start"), _duration(duration, "duration"), _duration(rise, "rise"))


def _duration(value: Any, argument: str) -> float:
    seconds = to_si(value, "s", argument)
    if seconds < 0:
        raise InputError(argument, value, "a time that is not negative")
    return seconds


class _Waveform(Signal):
    """A function of time alone."""

    @property
    def variables(self) -> tuple[str, ...]:
        return ("t",)


@dataclass(frozen=True, eq=False)
class Ramp(_Waveform):
    """See `ramp`; at a jump the value is the later one."""

    start: Any
    stop: Any
    duration: float
    delay: float

    @property
    def corners(self) -> tuple[float, ...]:
        return self.delay, self.delay + self.duration

    @property
    def settles(self) -> float:
        return self.delay + self.duration

    @property
    def has_unit(self) -> bool:
        return Constant(self.start).has_unit or Constant(self.stop).has_unit

    def in_si(self, unit: str, argument: str) -> Signal:
        return replace(self, start=to_si(self.start, unit, argument), stop=to_si(self.stop, unit, argument))

    def value(self, x, y, t):
        return self.start + (self.stop - self.start) * _rising(t, self.delay, self.duration)

    def describe(self) -> str:
        return f"ramp({self.start}, {self.stop}, {self.duration}, delay={self.delay})"


@dataclass(frozen=True, eq=False)
class Sine(_Waveform):
    """See `sine`."""

    amplitude: Any
    frequency: float
    phase: float
    offset: Any

    @property
    def has_unit(self) -> bool:
        return Constant(self.amplitude).has_unit or Constant(self.offset).has_unit

    def in_si(self, unit: str, argument: str) -> Signal:
        return replace(self, amplitude=to_si(self.amplitude, unit, argument), offset=to_si(self.offset, unit, argument))

    def value(self, x, y, t):
        return self.offset + self.amplitude * math.sin(2 * math.pi * self.frequency * t + self.phase)

    def describe(self) -> str:
        return f"sine({self.amplitude}, {self.frequency}, phase={self.phase}, offset={self.offset})"


@dataclass(frozen=True, eq=False)
class Pulse(_Waveform):
    """See `pulse`; at a jump the value is the later one."""

    height: Any
    start: float
    duration: float
    rise: float

    @property
    def fall(self) -> float:
        """Time at which it begins to fall, in s."""
        return self.start + self.rise + self.duration

    @property
    def corners(self) -> tuple[float, ...]:
        return self.start, self.start + self.rise, self.fall, self.fall + self.rise

    @property
    def settles(self) -> float:
        return self.fall + self.rise

    @property
    def has_unit(self) -> bool:
        return Constant(self.height).has_unit

    def in_si(self, unit: str, argument: str) -> Signal:
        return replace(self, height=to_si(self.height, unit, argument))

    def value(self, x, y, t):
        return self.height * (_rising(t, self.start, self.rise) - _rising(t, self.fall, self.rise))

    def describe(self) -> str:
        return f"pulse({self.height}, {self.start}, {self.duration}, rise={self.rise})"


def _rising(t: float, begin: float, duration: float) -> float:
    """Return a value that goes from 0 to 1, linearly within ``duration``."""
    if duration == 0:
        return float(t >= begin)
    return min(max((t - begin) / duration, 0.0), 1.0)
