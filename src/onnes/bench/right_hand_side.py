"""The right-hand side of bulk Ginzburg-Landau dynamics: the gradient of the energy, evaluated again and again.

Evaluations follow one another inside one compiled loop, as in any stepper. One call at a time would measure the
system's allocator: fresh pages for every result cost several times the arithmetic.
"""

from __future__ import annotations

from functools import cache
from typing import Any, NamedTuple

from onnes.bench.arithmetic import multiply_add_rate
from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.stopwatch import best_seconds
from onnes.bench.triad import triad_bandwidth

_KAPPA, _SPACING, _STEP = 2.0, 0.5, 1e-4


@benchmark("right-hand side in bulk, 2D, 1024 x 1024, float64")
def plane() -> Timing:
    """psi and two components of A."""
    return _of((1024, 1024), 20)


@benchmark("right-hand side in bulk, 3D, 128 x 128 x 128, float64")
def block() -> Timing:
    """psi and three components of A."""
    from onnes.bench.memory import bytes_per_cell_of_a_block

    timing = _of((128, 128, 128), 5)
    return Timing(timing.rate, timing.unit, timing.limit, timing.limited_by,
                  {**timing.notes, "bytes per cell in all": bytes_per_cell_of_a_block()})


class Compiled(NamedTuple):
    """Attributes: the loop; its arguments; arithmetic operations and bytes of an evaluation, as compiled."""

    loop: Any
    arguments: tuple
    operations: float
    traffic: float


def _of(shape: tuple[int, ...], evaluations: int) -> Timing:
    """Cells per second, beside the rate at which memory could deliver and take back the state."""
    import jax

    made = compiled(shape, evaluations)
    seconds = best_seconds(lambda: jax.block_until_ready(made.loop(*made.arguments)), repeats=5) / evaluations
    cells = made.arguments[1].psi.size
    state = 2 * (16 + 8 * len(shape))  # psi and A, each read and written once
    rate, bandwidth, arithmetic = cells / seconds, triad_bandwidth(), multiply_add_rate()
    notes = {"ms per evaluation": 1e3 * seconds, "share of bandwidth, state once": state * rate / bandwidth,
             "share of arithmetic": made.operations / cells * rate / arithmetic,
             "operations per cell": made.operations / cells, "state bytes per cell": state,
             "bytes per cell touched by all kernels": made.traffic / cells,
             "triad GB/s": bandwidth / 1e9, "multiply-add Gflop/s": arithmetic / 1e9}
    return Timing(rate, "cells/s", bandwidth / state, "memory bandwidth (triad, measured now)", notes)


@cache
def compiled(shape: tuple[int, ...], evaluations: int) -> Compiled:
    """Explicit steps of psi and A, so that every evaluation depends on the last."""
    import equinox as eqx
    import jax
    import numpy as np
    from jax import lax

    from onnes.energies import Drive, ginzburg_landau, uniform_state
    from onnes.grids import Grid, Sample

    grid = Grid(tuple(_SPACING * np.arange(n) for n in shape))
    energy, drive = ginzburg_landau(Sample(grid), _KAPPA), Drive(applied_field=(0.0, 0.0, 0.1))

    @eqx.filter_jit
    def steps(energy, state, drive):
        def one(_, state):
            return jax.tree.map(lambda u, g: u - _STEP * g, state, energy.gradient(state, drive))

        return lax.fori_loop(0, evaluations, one, state)

    arguments = (energy, uniform_state(grid), drive)
    lowered = steps.lower(*arguments)  # type: ignore[attr-defined]
    cost = lowered.compile().compiled.cost_analysis()  # of a loop it counts one turn
    return Compiled(steps, arguments, cost["flops"], cost["bytes accessed"])
