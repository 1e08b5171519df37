"""One point of a current-voltage curve: a current is held until the mean voltage is constant.

Without noise psi = 0 would last where the normal state is unstable. A strip that has become normal therefore gets a
fluctuation of 1e-2 whenever the current changes, which grows if it can.
"""

from __future__ import annotations

from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np

from onnes.energies import State
from onnes.numerics.smooth_window import smooth_mean, smooth_rate
from onnes.problems.strip.strip import Bench
from onnes.problems.strip.threshold import DEAD
from onnes.readouts.probes import mean_voltage, phase_slips, slip_times

_FEWEST_RECORDS, _MOST_RECORDS = 64, 1024
_FIRST_STRETCH, _MOST_STRETCHES = 2.0, 8
"""Length of the first interval of time, in slow times, each next one being twice as long; most intervals."""
_ENOUGH_SLIPS = 24
_FLUCTUATION = 1e-2
_AGREE, _AGREE_NOISY = 1e-3, 3e-2
_NOTHING, _ROUNDING = 1e-4, 1e-8
"""Changes of the mean voltage that do not count: over that of normal metal, and over the distance of the probes."""


@dataclass(frozen=True, eq=False)
class Point:
    """A point of the curve.

    Attributes:
        current: mean density.
        voltage: mean between the probes; slip_rate: phase slips per tau between them, NaN where a probe stands on
            normal metal, which has no phase.
        change: of the voltage between the last two intervals of time, the second twice as long.
        steady: whether that is small enough.
        state: at the end.
        slips: in the last interval.
    """

    current: float
    voltage: float
    slip_rate: float
    change: float
    steady: bool
    state: State
    slips: int

    @property
    def running(self) -> bool:
        """True if phases slip, or the strip has become normal."""
        return self.slips > 0 or np.isnan(self.slip_rate)


def hold(bench: Bench, state: State, before: float, current: float, number: int = 0) -> Point:
    """Bring the current from ``before`` to ``current`` and hold it until the mean voltage is constant.

    The voltage is averaged over intervals of time, each twice as long as the last, until two in a row agree. Intervals
    with 1 to 23 phase slips are too short to count, and so are those in which the psi of a normal strip grows.

    Args:
        bench: the strip.
        state: from which to start.
        before, current: mean current densities.
        number: of the point, which selects its noise.
    """
    state = state if bench.strip.noise else _with_fluctuation(bench, state, number)
    point = _listen(bench, state, before, current, np.inf, number * _MOST_STRETCHES, 0)
    for attempt in range(1, _MOST_STRETCHES):
        if not np.isfinite(point.voltage):
            break
        point = _listen(bench, point.state, current, current, point.voltage, number * _MOST_STRETCHES, attempt)
        if attempt > 1 and point.steady:
            break
    return point


def _with_fluctuation(bench: Bench, state: State, number: int) -> State:
    """Return the state with a random psi where its own has died out everywhere."""
    if _largest(bench, state) > _FLUCTUATION:
        return state
    psi = np.asarray(state.psi)
    parts = np.random.default_rng((bench.strip.seed, number)).normal(scale=_FLUCTUATION, size=(2, *psi.shape))
    return State(jnp.asarray(np.where(bench.pinned, psi, parts[0] + 1j * parts[1])), state.A)


def _listen(bench: Bench, state: State, before: float, current: float, previous: float, number: int,
            attempt: int) -> Point:
    """Run one interval of time and compare its voltage with that of the ``previous`` one."""
    strip = bench.strip
    stretch = _FIRST_STRETCH * strip.slow * 2**attempt
    records = min(_FEWEST_RECORDS * 2**attempt, _MOST_RECORDS)
    run = bench.run(state, before, current, strip.slow, stretch, records, number=number + attempt)
    if run.status != "completed":
        return Point(current, np.nan, np.nan, np.inf, False, run.state, 0)
    time, psi, along = (run.records[name] for name in ("time", "psi", "circulations"))
    voltage = smooth_mean(mean_voltage(time, along))
    slips = int(abs(np.sum(phase_slips(psi, along))))
    change = abs(voltage - previous)
    agree = _AGREE_NOISY if strip.noise else _AGREE
    close = change <= agree * abs(voltage) + (_NOTHING * abs(current) + _ROUNDING) * bench.distance
    alive = np.min(np.abs(psi[:, [0, -1]])) > DEAD
    rate = smooth_rate(*slip_times(time, psi, along), 0.0, stretch) if alive else np.nan
    settled = (slips == 0 or slips >= _ENOUGH_SLIPS) if alive else _largest(bench, run.state) <= _largest(bench, state)
    return Point(current, voltage, rate, change, close and settled, run.state, slips)


def _largest(bench: Bench, state: State) -> float:
    """Return the largest |psi| where it is free."""
    return float(np.max(np.abs(np.where(bench.pinned, 0.0, np.asarray(state.psi)))))
