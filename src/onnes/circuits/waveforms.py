"""Waveforms of sources: value and time integral, in SI units or, after `in_units`, in those of a circuit."""

from __future__ import annotations

from abc import abstractmethod
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.errors import InputError
from onnes.numerics.jax_settings import as_array
from onnes.units import positive_si, to_si

_MOST_PULSES = 1_000_000


class Waveform(eqx.Module):
    """Quantity f(t) of a source."""

    @abstractmethod
    def value(self, t: Any) -> Any:
        """Return f(t)."""

    @abstractmethod
    def integral(self, t: Any) -> Any:
        """Return the integral of f from 0 to t."""

    @abstractmethod
    def in_si(self, unit: str, argument: str) -> Waveform:
        """Return the waveform with numbers in place of text: values in the SI unit of the source, times in s.

        Raises:
            InputError: naming ``argument``, for what is no such quantity.
        """

    @abstractmethod
    def in_units(self, size: float, time: float) -> Waveform:
        """Return the same waveform with values in ``size`` and times in ``time``, as arrays of JAX."""

    def corners(self, end: float) -> np.ndarray:
        """Return the times of kinks and jumps between 0 and ``end``, in s."""
        return np.empty(0)

    def shortest(self) -> float:
        """Return the shortest time within which it changes [s], inf for a constant."""
        return np.inf


class Constant(Waveform):
    """The same value at all times."""

    level: Any

    def value(self, t):
        return self.level + 0 * t

    def integral(self, t):
        return self.level * t

    def in_si(self, unit, argument):
        return Constant(to_si(self.level, unit, argument))

    def in_units(self, size, time):
        return Constant(as_array(self.level / size))


class Sine(Waveform):
    """``offset + amplitude exp(-damping s) sin(2 pi frequency s)`` with s = t - delay; offset alone before the delay.

    Attributes:
        offset, amplitude: in the unit of the source.
        frequency, damping: in 1/s.
        delay: in s.
    """

    offset: Any
    amplitude: Any
    frequency: Any
    delay: Any = 0.0
    damping: Any = 0.0

    def value(self, t):
        since = jnp.maximum(t - self.delay, 0.0)
        return self.offset + self.amplitude * jnp.exp(-self.damping * since) * jnp.sin(
            2 * jnp.pi * self.frequency * since)

    def integral(self, t):
        since, omega = jnp.maximum(t - self.delay, 0.0), 2 * jnp.pi * self.frequency
        swing = omega - jnp.exp(-self.damping * since) * (
            self.damping * jnp.sin(omega * since) + omega * jnp.cos(omega * since))
        return self.offset * t + self.amplitude * swing / (self.damping**2 + omega**2)

    def in_si(self, unit, argument):
        offset, amplitude = (to_si(each, unit, argument) for each in (self.offset, self.amplitude))
        damping = to_si(self.damping, "1/s", f"damping of {argument}")
        if damping < 0:
            raise InputError(f"damping of {argument}", damping, "a damping of at least 0/s")
        return Sine(offset, amplitude, positive_si(self.frequency, "Hz", f"frequency of {argument}"),
                    to_si(self.delay, "s", f"delay of {argument}"), damping)

    def in_units(self, size, time):
        parts = (self.offset / size, self.amplitude / size, self.frequency * time, self.delay / time,
                 self.damping * time)
        return Sine(*map(as_array, parts))

    def corners(self, end):
        return np.array([self.delay]) if 0 < self.delay < end else np.empty(0)

    def shortest(self):
        return 1 / self.frequency


class PiecewiseLinear(Waveform):
    """Straight lines between points; the first value before them, the last one after them.

    Attributes:
        times, values: shape (points,), in s and the unit of the source; times ascending, of equal ones the later
            counts from there on.
    """

    times: Any
    values: Any

    def value(self, t):
        return jnp.interp(t, jnp.asarray(self.times), jnp.asarray(self.values))

    def integral(self, t):
        return self._from_first(t) - self._from_first(0.0 * t)

    def _from_first(self, t):
        """Return the integral from the first point to t."""
        times, values = jnp.asarray(self.times), jnp.asarray(self.values)
        steps = jnp.diff(times)
        sums = jnp.concatenate([jnp.zeros(1), jnp.cumsum(steps * (values[1:] + values[:-1]) / 2)])
        at = jnp.clip(jnp.searchsorted(times, t, side="right") - 1, 0, len(times) - 1)
        outside = jnp.minimum(t - times[0], 0.0) * values[0]
        return sums[at] + jnp.maximum(t - times[at], 0.0) * (values[at] + self.value(t)) / 2 + outside

    def in_si(self, unit, argument):
        if np.ndim(self.times) != 1 or np.ndim(self.values) != 1:
            raise InputError(f"times of {argument}", self.times, "a list of times, and one of values")
        times = np.array([to_si(each, "s", f"times of {argument}") for each in self.times])
        values = np.array([to_si(each, unit, argument) for each in self.values])
        if len(times) != len(values) or not len(times) or np.any(np.diff(times) < 0):
            raise InputError(f"times of {argument}", f"{len(times)} times, {len(values)} values",
                             "as many ascending times as values, at least one")
        return PiecewiseLinear(times, values)

    def in_units(self, size, time):
        return PiecewiseLinear(as_array(np.asarray(self.times, float) / time),
                               as_array(np.asarray(self.values, float) / size))

    def corners(self, end):
        times = np.asarray(self.times, float)
        return times[(times > 0) & (times < end)]

    def shortest(self):
        steps = np.diff(np.asarray(self.times, float))
        return float(steps[steps > 0].min(initial=np.inf))


class Pulse(Waveform):
    """Trapezoids: ``low``, from ``delay`` on in ``rise`` to ``high``, there for ``width``, back in ``fall``, repeated.

    Attributes:
        low, high: in the unit of the source.
        delay, rise, fall, width, period: in s; a period of inf for a single one.
    """

    low: Any
    high: Any
    delay: Any
    rise: Any
    fall: Any
    width: Any
    period: Any = np.inf

    def value(self, t):
        return self.low + (self.high - self.low) * self._shape(self._within(t)[0])

    def integral(self, t):
        return self.low * t + (self.high - self.low) * (self._since_delay(t) - self._since_delay(0.0 * t))

    def _since_delay(self, t):
        """Return the integral of the shape from the delay to t."""
        within, turns = self._within(t)
        return turns * (self.width + (self.rise + self.fall) / 2) + self._area(within)

    def _within(self, t):
        """Return the time since the last pulse began, and the number of pulses before it."""
        since = t - self.delay
        turns = jnp.where(jnp.isfinite(self.period), jnp.maximum(jnp.floor(since / self.period), 0.0), 0.0)
        return since - jnp.where(turns > 0, turns * self.period, 0.0), turns

    def _shape(self, s):
        return jnp.clip(jnp.minimum(s / self.rise, (self.rise + self.width + self.fall - s) / self.fall), 0.0, 1.0)

    def _area(self, s):
        """Return the integral of the shape from 0 to s."""
        top, back = self.rise + self.width, self.rise + self.width + self.fall
        up, flat = jnp.clip(s, 0.0, self.rise), jnp.clip(s - self.rise, 0.0, self.width)
        down = jnp.clip(jnp.minimum(s, back) - top, 0.0)
        return up**2 / (2 * self.rise) + flat + down - down**2 / (2 * self.fall)

    def in_si(self, unit, argument):
        low, high = (to_si(each, unit, argument) for each in (self.low, self.high))
        rise, fall = (positive_si(each, "s", f"rise and fall of {argument}") for each in (self.rise, self.fall))
        width = to_si(self.width, "s", f"width of {argument}")
        once = self.period is None or self.period == np.inf
        period = np.inf if once else to_si(self.period, "s", f"period of {argument}")
        if width < 0 or rise + width + fall > period:
            raise InputError(f"width of {argument}", width, "a width of at least 0 s, with rise and fall within the "
                             "period")
        return Pulse(low, high, to_si(self.delay, "s", f"delay of {argument}"), rise, fall, width, period)

    def in_units(self, size, time):
        lengths = (self.delay, self.rise, self.fall, self.width, self.period)
        return Pulse(*map(as_array, [self.low / size, self.high / size, *(each / time for each in lengths)]))

    def corners(self, end):
        first = self.delay + np.cumsum([0.0, self.rise, self.width, self.fall])
        count = int(max(0.0, end - self.delay) // self.period) + 1 if np.isfinite(self.period) else 1
        if count > _MOST_PULSES:
            raise InputError("time", f"{end:g} s, {count:.3g} pulses", f"at most {_MOST_PULSES:,} pulses of a source",
                             "Shorten it, or lengthen the period.")
        times = (first + self.period * np.arange(count)[:, None]).ravel() if count > 1 else first
        return times[(times > 0) & (times < end)]

    def shortest(self):
        return float(min(self.rise, self.fall, self.width + self.rise + self.fall))


class Noise(Waveform):
    """White noise below ``1/(2 step)``: a Gaussian number held for each step, of deviation density/sqrt(2 step).

    Attributes:
        density: one-sided amplitude spectral density, in the unit of the source per sqrt(Hz).
        step, delay: in s; zero before the delay.
        numbers: standard normal numbers, shape (steps,), once they are drawn.
    """

    density: Any
    step: Any
    delay: Any = 0.0
    numbers: Any = ()

    def drawn(self, rng: np.random.Generator, end: float) -> Noise:
        """Return it with numbers up to the time ``end`` [s]."""
        count = int(np.ceil(max(end - self.delay, 0.0) / self.step)) + 1
        return Noise(self.density, self.step, self.delay, rng.standard_normal(count))

    def _held(self, t):
        """Return the number of the interval with t, and the time since its begin; in steps."""
        since = (t - self.delay) / self.step
        at = jnp.clip(jnp.floor(since).astype(int), 0, len(self.numbers) - 1)
        return at, since

    def value(self, t):
        at, since = self._held(t)
        return jnp.where(since < 0, 0.0, self.density / jnp.sqrt(2 * self.step) * jnp.asarray(self.numbers)[at])

    def integral(self, t):
        at, since = self._held(t)
        numbers = jnp.asarray(self.numbers)
        before = jnp.concatenate([jnp.zeros(1), jnp.cumsum(numbers)])
        sums = before[at] + (since - at) * numbers[at]
        return jnp.where(since < 0, 0.0, self.density * jnp.sqrt(self.step / 2) * sums)

    def in_si(self, unit, argument):
        density = to_si(self.density, f"{unit}/Hz^(1/2)", f"density of {argument}")
        return Noise(density, positive_si(self.step, "s", f"step of {argument}"),
                     to_si(self.delay, "s", f"delay of {argument}"), self.numbers)

    def in_units(self, size, time):
        return Noise(as_array(self.density / size / np.sqrt(time)), as_array(self.step / time),
                     as_array(self.delay / time), as_array(np.asarray(self.numbers)))

    def shortest(self):
        return self.step


def values_and_slopes(waveforms: tuple[Waveform, ...], t: Any) -> tuple[Any, Any]:
    """Return the values of waveforms at t and their rates of change, shape (waveforms,) each."""
    at = jnp.asarray(t, float)
    return jax.jvp(lambda now: stacked([each.value(now) for each in waveforms]), (at,), (jnp.ones_like(at),))


def stacked(values: list[Any]) -> Any:
    """Return numbers as one array, which may have none."""
    return jnp.stack([jnp.asarray(each, float) for each in values]) if values else jnp.zeros(0)
