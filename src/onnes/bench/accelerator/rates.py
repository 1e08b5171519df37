"""Rates on the device beside its own bandwidth, which is measured in the same run."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import jax
import numpy as np

from onnes.bench.accelerator.sizes import Sizes
from onnes.bench.benchmarks import Timing
from onnes.bench.film import BYTES_PER_STAGE
from onnes.bench.right_hand_side import compiled, state_bytes
from onnes.bench.square_film import SquareFilm, finished
from onnes.bench.stopwatch import best_seconds
from onnes.bench.triad import triad_bandwidth
from onnes.laws.outcome import Outcome

_EVALUATIONS, _STEP, _STEPS, _INTERVALS = 20, 0.05, 4, 3
_SPACING, _PEARL, _RIM = 0.3, 20.0, 7.0
"""Spacing and Pearl length in xi; B L in Bc2 xi, so that phases across a cell at the rim are as in small films."""
_BANDWIDTH = "bandwidth of the device (triad, measured now)"
_BODY_BYTES, _FILM_BYTES = 250, 2500
"""Bytes per cell that are asked for beforehand: twice those of the programs compiled for a CPU."""


@dataclass(frozen=True)
class Rate:
    """Measurement that can be made.

    Attributes:
        needed: bytes, estimated from above.
    """

    measure: Callable[[], Timing]
    needed: int


def rates(sizes: Sizes) -> dict[str, Rate]:
    """Return the measurements, by name; small ones first, so that the peak of memory is that of the last."""
    found: dict[str, Rate] = {}
    for dimensions, sides in ((2, sizes.plane), (3, sizes.block)):
        for n in sides:
            shape, needed = (n,) * dimensions, _BODY_BYTES * n**dimensions
            found[f"force in bulk, {' x '.join(map(str, shape))}"] = Rate(partial(bulk, shape), needed)
    for kind, pearl in (("film", None), ("film with self-field", _PEARL)):
        for n in sizes.film:
            side = _SPACING * (n - 1)
            film = SquareFilm(side, _SPACING, induction=_RIM / side, gamma=0.0, pearl=pearl, roughness=0.01)
            needed = _FILM_BYTES * n**2
            found[f"steps of a {kind}, {n} x {n}"] = Rate(partial(steps, film), needed)
            if n == sizes.film[0]:
                found[f"a {kind} to t = {sizes.until:g}, {n} x {n}"] = Rate(partial(run_to, film, sizes.until), needed)
    return found


def bulk(shape: tuple[int, ...]) -> Timing:
    """Return the rate of evaluations of dF/dpsi* and dF/dA, each depending on the last."""
    began = time.perf_counter()
    made = compiled(shape, _EVALUATIONS)
    compilation = time.perf_counter() - began
    seconds = best_seconds(lambda: jax.block_until_ready(made.loop(*made.arguments)), repeats=3) / _EVALUATIONS
    cells, state = int(np.prod(shape)), state_bytes(len(shape))
    return Timing(cells / seconds, "cells/s", triad_bandwidth() / state, _BANDWIDTH, {
        "cells": cells, "ms per evaluation": 1e3 * seconds, "bytes per cell, state once": state,
        "bytes per cell held by the program": made.held / cells, "set-up and compilation s": compilation})


def steps(film: SquareFilm) -> Timing:
    """Return the rate of steps of fixed length, without what comes before the first."""
    law = film.law(fixed_step=_STEP)
    state, every = film.start(law), _STEPS * _STEP
    began, stamps = time.perf_counter(), []
    run = finished(law.run(state, (1 + _INTERVALS) * every, every=every,
                           progress=lambda *_: stamps.append(time.perf_counter())))
    seconds = min(np.diff(stamps)) / _STEPS
    return _timing(run, seconds, {"set-up and compilation s": stamps[0] - began})


def run_to(film: SquareFilm, until: float) -> Timing:
    """Return the rate of a run with steps of its own choice."""
    law = film.law()
    state = film.start(law)
    began = time.perf_counter()
    finished(law.run(state, 1e-3, every=1e-3))  # compiles
    compiled = time.perf_counter()
    run = finished(law.run(state, until, every=until))
    seconds = time.perf_counter() - compiled
    return _timing(run, seconds / run.steps, {"steps": run.steps, "tau_0 per s": until / seconds,
                                              "set-up and compilation s": compiled - began})


def _timing(run: Outcome, seconds: float, notes: dict[str, float | int]) -> Timing:
    """Return points times steps per second, beside a memory that moves psi and its links once a stage."""
    points, stages = run.state.psi.size, run.iterations / run.steps
    return Timing(points / seconds, "point-steps/s", triad_bandwidth() / (BYTES_PER_STAGE * stages), _BANDWIDTH, {
        "cells": points, "ms per step": 1e3 * seconds, "stages and iterations per step": stages,
        "bytes per cell, state once a stage": BYTES_PER_STAGE, **notes})
