"""A drive on a window of time, as arrays: what the compiled loop of a run receives.

Functions of time cannot be compiled without compiling again when a number changes. So they are evaluated beforehand at
a few times of a window, and the loop interpolates.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce

import equinox as eqx
import jax
import numpy as np

from onnes.numerics.jax_settings import as_array

K = 5
"""Times at which a window is sampled: polynomials of degree 4 are exact."""

_INSIDE = 1 - 1e-8
_NODES = -_INSIDE * np.cos(np.pi * np.arange(K) / (K - 1))
"""Chebyshev-Lobatto points of (-1, 1), a little drawn in so that a jump at an end of the window is seen from inside."""

_COEFFICIENTS = np.linalg.inv(np.vander(_NODES, increasing=True)).T
"""Lagrange polynomials: l_k(s) = sum_n _COEFFICIENTS[k, n] s^n."""

_CHECKS = -np.cos(np.pi * (np.arange(2 * (K - 1)) + 0.5) / (2 * (K - 1)))
"""Points between the nodes at which interpolation is compared with the function."""

_MOST_BISECTIONS = 20
_CLEAR = 1e-12
"""Part of a time below which two times are one: far above rounding, so that a window always goes forward."""
_NOTICEABLE = 1e-4
"""Changes smaller than this part of a value need not be followed to the tolerance: they may be rounding."""

_SMOOTH = 100.0
"""A smooth function whose error on half a window is below the tolerance is below this many tolerances on all of it."""


def _array(value) -> jax.Array:
    """Return an array of one type, whether a Python float or a number of NumPy came: JAX would tell them apart."""
    return as_array(np.asarray(value))


class SampledDrive(eqx.Module):
    """Values between t0 and t1: those that are held, and the interpolating polynomials of those that change.

    Only arrays, so that a drive with other numbers does not compile anew.

    Attributes:
        t0, t1: ends of the window.
        held: name -> value that does not change.
        polynomials: name -> coefficients of 1, s, ..., s^(K - 1), s from -1 to 1 in the window; shape (K, ...).
    """

    t0: jax.Array = eqx.field(converter=_array)
    t1: jax.Array = eqx.field(converter=_array)
    held: dict[str, jax.Array]
    polynomials: dict[str, jax.Array]

    def __call__(self, t) -> dict[str, jax.Array]:
        """Return name -> value at t, differentiable in t."""
        s = (2 * t - self.t0 - self.t1) / (self.t1 - self.t0)
        # Horner's scheme has nothing but sums and products, which compilers put into the loops that use the values.
        return self.held | {name: reduce(lambda value, c: c + s * value, tuple(polynomial)[::-1])
                            for name, polynomial in self.polynomials.items()}

    def later(self, t) -> SampledDrive:
        """Return the same values on a clock that begins at t."""
        return eqx.tree_at(lambda drive: (drive.t0, drive.t1), self, (self.t0 - t, self.t1 - t))


def polynomial(values: np.ndarray) -> np.ndarray:
    """Return the coefficients of the polynomial through values at the Chebyshev-Lobatto points; both (K, ...).

    From differences to the middle: those of a constant are exactly 0.
    """
    middle = values[K // 2]
    coefficients = np.tensordot(_COEFFICIENTS.T, values - middle, axes=1)
    coefficients[0] += middle
    return coefficients


Values = dict[str, np.ndarray]
Given = Mapping[str, Callable[[float], np.ndarray | float] | np.ndarray | float]


def changes(signals: Given, t: float, goal: float) -> dict[str, float]:
    """Return name -> largest change of any component between 65 times from t to the goal, of all that are functions."""
    return {name: _scale(values) for name, values in _sampled(signals, t, goal, np.linspace(-1, 1, 65)).items()}


def window(signals: Given, t: float, goal: float, breaks: Iterable[float] = (), tolerance: float = 1e-7,
           scale: Mapping[str, float] | None = None) -> tuple[SampledDrive, float]:
    """Return signals on the longest window from t that interpolation follows, and the end of that window.

    The window ends at the goal, at the first break or where its length, halved as often as necessary, lets the
    interpolation agree with every signal within ``tolerance`` of how much it changes. A jump that is not listed is
    found by bisection and replaced by a straight line over 1e-6 of the way to the goal. What a signal does within a
    tenth of a window may go unseen: set goals no further apart than that.

    Args:
        signals: name -> function of time, or a value that is held once. Which of them change is up to the caller, so
            that all windows of a run have one structure and share one compiled program.
        t, goal: in any unit of time, t < goal.
        breaks: times of kinks and jumps, on which windows end.
        tolerance: relative to the largest change of any component of a signal between t and the goal, or to ``scale``
            if that is more.
        scale: name -> largest change in the whole run, see `changes`.
    """
    held = {name: _array(value) for name, value in signals.items() if not callable(value)}
    if len(held) == len(signals):
        return SampledDrive(t, goal, held, {}), goal
    clear = _CLEAR * max(abs(t), abs(goal))
    last = min((b for b in breaks if t + clear < b < goal - clear), default=goal)
    samples, end = _longest(signals, t, last, clear, tolerance, dict(scale or {}))
    return SampledDrive(t, end, held, {name: as_array(polynomial(value)) for name, value in samples.items()}), end


def _longest(signals: Given, t: float, last: float, shortest: float, tolerance: float,
             scale: dict[str, float]) -> tuple[Values, float]:
    """Return samples and the end of a window from t to ``last`` or before; none that is halved below ``shortest``."""
    end = too_far = last
    error_there, found = 0.0, None
    samples: Values = {}
    for _ in range(_MOST_BISECTIONS + 1):
        samples = _sampled(signals, t, end, _NODES)
        scale = {name: max(_scale(values), scale.get(name, 0.0)) for name, values in samples.items()}
        error = max(_error(samples[name], checked, tolerance * scale[name])
                    for name, checked in _sampled(signals, t, end, _CHECKS).items())
        if error <= 1:
            found = samples, end
        else:
            too_far, error_there = end, error
        if found and error_there < _SMOOTH:
            break
        end = 0.5 * (too_far + (found[1] if found else t))
        if end - t < shortest:
            break
    if found:
        return found
    ramp = 0.5 * (1 + _NODES)
    straight = {name: values[0] + np.multiply.outer(ramp, values[-1] - values[0]) for name, values in samples.items()}
    return straight, too_far  # the end tried last


def _sampled(signals: Given, t: float, end: float, points: np.ndarray) -> Values:
    """Return the values of all functions at points of (-1, 1), stretched to the window."""
    times = 0.5 * (t + end) + 0.5 * (end - t) * points
    return {name: np.stack([np.asarray(signal(float(time)), float) for time in times])
            for name, signal in signals.items() if callable(signal)}


def _scale(values: np.ndarray) -> float:
    """Return the largest change of a component, or a small part of its size where that is more."""
    return max(float(np.max(np.ptp(values, axis=0))), _NOTICEABLE * float(np.max(np.abs(values))))


def _error(values: np.ndarray, checked: np.ndarray, allowed: float) -> float:
    """Return the error of interpolation at the check points over the allowed one."""
    weights = np.vander(_CHECKS, K, increasing=True) @ _COEFFICIENTS.T
    difference = float(np.max(np.abs(np.tensordot(weights, values, axes=1) - checked)))
    return difference / allowed if difference > 0 else 0.0  # allowed is not 0 then
