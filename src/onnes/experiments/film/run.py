"""Run the film."""

from __future__ import annotations

import math
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.film.device import device_of, drive_of
from onnes.experiments.film.readings import arrays, readings
from onnes.solutions import Solution, solve

if TYPE_CHECKING:
    from onnes.experiments.film import Film

_AT_THE_ENDS = ("The voltage is read between the ends, where normal current turns into supercurrent: it is not zero "
                "while the film superconducts. onnes.Film has probes, which are read away from the ends.")
_SCALE = "Here 1 m stands for xi and 1 s for tau_0."


def measure(film: Film, progress: Progress, checkpoint: Path | None = None) -> Measurement:
    """Run, or go on from the checkpoint, and return readings and arrays."""
    device = device_of(film)
    clock: list[float] = []

    def report(fraction: float, message: str) -> None:
        clock.append(time.perf_counter())
        progress(fraction, message if film.material else f"{fraction * film.time:.4g} of {film.time:g} tau_0")

    solution = solve(device, **drive_of(film, device), checkpoint=checkpoint, progress=report)
    found = readings(film, solution, _seconds_per_step(solution, clock))
    return Measurement(found, arrays(film, solution), solution.outcome.status, _warnings(film, solution))


def _seconds_per_step(solution: Solution, clock: list[float]) -> float:
    """Return the wall time per step from the first record after the start, when all is compiled, to the last.

    NaN where there are fewer than two such records.
    """
    if len(clock) < 2:
        return math.nan
    steps = solution.data["steps"].values[-len(clock):]
    return (clock[-1] - clock[0]) / float(steps[-1] - steps[0]) if steps[-1] > steps[0] else math.nan


def _warnings(film: Film, solution: Solution) -> tuple[str, ...]:
    found = solution.warnings + (_AT_THE_ENDS,) * (film.current != 0 and film.terminals != "held")
    if film.material:
        return found
    return tuple(f"{warning} {_SCALE}" if re.search(r"\d (m|s)\b", warning) else warning
                 for warning in found)
