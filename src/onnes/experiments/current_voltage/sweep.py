"""The protocol: current up in steps, down again until slips cease, and a record of the slips."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from onnes.problems.strip.hold import Point, hold
from onnes.problems.strip.strip import Bench
from onnes.readouts.probes import mean_voltage

_MOST_HALVINGS = 20
_PERIODS, _FRAMES = 6.0, 240


@dataclass(frozen=True, eq=False)
class Sweep:
    """Attributes: points on the way up and down, in order; currents between which slips cease on the way down."""

    up: list[Point]
    down: list[Point]
    retrapping: tuple[float, float] | None


def sweep(bench: Bench, largest: float, levels: int, precision: float, progress: Callable[[float], None]) -> Sweep:
    """Sweep the current up from 0 and down again.

    Up to ``largest`` in ``levels`` equal steps; down by the same steps until no phase slips, then the last step is
    halved from its running side until it is shorter than ``precision``.
    """
    currents = np.linspace(0.0, largest, levels + 1)
    up: list[Point] = []
    state, before = bench.start(), 0.0
    for index, current in enumerate(currents[1:]):
        up.append(hold(bench, state, before, float(current), index))
        state, before = up[-1].state, float(current)
        progress(0.5 * (index + 1) / levels)
    down: list[Point] = []
    for index, current in enumerate(currents[-2::-1]):
        if not (down or up)[-1].running:
            break
        down.append(hold(bench, state, before, float(current), levels + index))
        state, before = down[-1].state, float(current)
        progress(0.5 + 0.5 * (index + 1) / levels)
    running = [point for point in (up[-1], *down) if point.running]
    if not running or down[-1].running:
        return Sweep(up, down, None)
    lowest, below, found = running[-1], down[-1].current, []
    for index in range(_MOST_HALVINGS):
        if lowest.current - below <= precision:
            break
        trial = hold(bench, lowest.state, lowest.current, 0.5 * (lowest.current + below), 2 * levels + index)
        if trial.running:
            lowest = trial
            found.append(trial)
        else:
            below = trial.current
    return Sweep(up, [*down[:-1], *found, down[-1]], (below, lowest.current))


@dataclass(frozen=True, eq=False)
class Portrait:
    """Attributes: times (n,) in tau; |psi|^2 (n, *grid); voltage (n - 1,), the mean of each interval."""

    current: float
    time: np.ndarray
    density: np.ndarray
    voltage: np.ndarray


def portrait(bench: Bench, point: Point) -> Portrait:
    """Record six phase slips, or six slow times where there are none."""
    duration = _PERIODS / point.slip_rate if point.slip_rate > 0 else _PERIODS * bench.strip.slow

    def record(now):
        return bench.record(now) | {"density": np.abs(np.asarray(now.state.psi)).astype(np.float32) ** 2}

    run = bench.run(point.state, point.current, point.current, 1.0, duration, _FRAMES, record=record, number=10**6)
    records = run.records
    return Portrait(point.current, records["time"], records["density"],
                    mean_voltage(records["time"], records["circulations"]))
