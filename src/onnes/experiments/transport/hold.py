"""One point of a current-voltage curve: a current is held until the mean voltage stands still."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.energies import State
from onnes.experiments.transport.strip import Bench
from onnes.experiments.transport.threshold import DEAD
from onnes.experiments.transport.window import smooth_mean, smooth_rate
from onnes.readouts.probes import mean_voltage, phase_slips, slip_times

_FEWEST_RECORDS, _MOST_RECORDS = 64, 1024
_FIRST_STRETCH, _MOST_STRETCHES = 2.0, 8
"""The first stretch of time, in units of the slow time; each next one is twice as long."""
_ENOUGH_SLIPS = 24
_AGREE, _AGREE_NOISY = 1e-3, 3e-2
_NOTHING = 1e-4


@dataclass(frozen=True, eq=False)
class Point:
    """A point of the curve.

    Attributes:
        current: mean density.
        voltage: mean between the probes; slip_rate: phase slips per tau between them, NaN where a probe stands on
            normal metal, which has no phase.
        change: of the voltage between the last two stretches of time, the second twice as long.
        steady: whether that is small enough.
        state: at the end.
        slips: in the last stretch.
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
        """Whether phases slip, or the condensate has died."""
        return self.slips > 0 or np.isnan(self.slip_rate)


def hold(bench: Bench, state: State, before: float, current: float, number: int = 0) -> Point:
    """Bring the current from ``before`` to ``current`` and wait: stretches of time, each twice the last, until the
    voltage of two in a row agrees. A stretch with fewer than 24 slips says too little, one with none is enough."""
    point = _listen(bench, state, before, current, np.inf, number * _MOST_STRETCHES, 0)
    for attempt in range(1, _MOST_STRETCHES):
        if not np.isfinite(point.voltage):
            break
        point = _listen(bench, point.state, current, current, point.voltage, number * _MOST_STRETCHES, attempt)
        if attempt > 1 and point.steady:
            break
    return point


def _listen(bench: Bench, state: State, before: float, current: float, previous: float, number: int,
            attempt: int) -> Point:
    """One stretch of time, beside the voltage of the ``previous`` one."""
    strip = bench.strip
    stretch = _FIRST_STRETCH * strip.slow * 2**attempt
    records = min(_FEWEST_RECORDS * 2**attempt, _MOST_RECORDS)
    run = bench.run(state, before, current, strip.slow, stretch, records, number=number + attempt)
    if run.status != "stopped":
        return Point(current, np.nan, np.nan, np.inf, False, run.state, 0)
    time, psi, along = (run.records[name] for name in ("time", "psi", "circulations"))
    voltage = smooth_mean(mean_voltage(time, along))
    slips = int(abs(np.sum(phase_slips(psi, along))))
    change = abs(voltage - previous)
    agree = _AGREE_NOISY if strip.noise else _AGREE
    close = change <= agree * abs(voltage) + _NOTHING * abs(current) * bench.distance
    alive = np.min(np.abs(psi[:, [0, -1]])) > DEAD
    rate = smooth_rate(*slip_times(time, psi, along), 0.0, stretch) if alive else np.nan
    return Point(current, voltage, rate, change, close and (slips == 0 or slips >= _ENOUGH_SLIPS or not alive),
                 run.state, slips)
