"""Right-hand side of bulk Ginzburg-Landau dynamics: repeated evaluation of the gradient of the energy.

Evaluations follow one another inside one compiled loop, as in any stepper. Single calls would measure the system's
allocator: fresh pages for every result cost several times the arithmetic.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from onnes.bench.arithmetic import multiply_add_rate
from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.memory import forget_peak, peak_of_this_process
from onnes.bench.stopwatch import best_seconds
from onnes.bench.triad import triad_bandwidth

_KAPPA, _SPACING, _STEP, _FIELD = 2.0, 0.5, 1e-4, 0.1


@benchmark("right-hand side in bulk, 2D, 1024 x 1024, float64")
def plane() -> Timing:
    """Return the rate for psi and two components of A."""
    return _beside_the_limits(_measured((1024, 1024), 100))


@benchmark("right-hand side in bulk, 3D, 128 x 128 x 128, float64")
def block() -> Timing:
    """Return the rate for psi and three components of A, and the memory per cell.

    Memory is the difference between processes that evaluate many and few cells.
    """
    large, small = (_in_a_process_of_its_own((n, n, n), 30) for n in (128, 8))
    timing = _beside_the_limits(large)
    cells = large.cells - small.cells
    return Timing(timing.rate, timing.unit, timing.limit, timing.limited_by, {
        **timing.notes, "bytes per cell in all, set-up included": (large.peak - small.peak) / cells,
        "bytes per cell in all, while evaluating": (large.peak_evaluating - small.peak_evaluating) / cells})


@dataclass(frozen=True)
class Measured:
    """Measurement of one block.

    Attributes:
        dimensions, cells: of the block.
        seconds: of an evaluation.
        operations, traffic: arithmetic operations and bytes of an evaluation, as compiled.
        peak, peak_evaluating: largest number of bytes held by the process, from its start and after set-up.
    """

    dimensions: int
    cells: int
    seconds: float
    operations: float
    traffic: float
    peak: int
    peak_evaluating: int


def _measured(shape: tuple[int, ...], evaluations: int) -> Measured:
    import jax

    made = compiled(shape, evaluations)
    at_most = peak_of_this_process()
    forget_peak()
    seconds = best_seconds(lambda: jax.block_until_ready(made.loop(*made.arguments)), repeats=5) / evaluations
    since = peak_of_this_process()
    return Measured(len(shape), made.arguments[1].psi.size, seconds, made.operations, made.traffic,
                    max(at_most, since), since)


def _in_a_process_of_its_own(shape: tuple[int, ...], evaluations: int) -> Measured:
    command = [sys.executable, "-m", "onnes.bench.right_hand_side", json.dumps([shape, evaluations])]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return Measured(**json.loads(done.stdout))


def _beside_the_limits(found: Measured) -> Timing:
    """Return cells per second, compared with the rate at which memory could deliver and take back the state."""
    state = state_bytes(found.dimensions)
    rate, bandwidth, arithmetic = found.cells / found.seconds, triad_bandwidth(), multiply_add_rate()
    operations = found.operations / found.cells
    return Timing(rate, "cells/s", bandwidth / state, "memory bandwidth (triad, measured now)", {
        "ms per evaluation": 1e3 * found.seconds, "share of bandwidth, state once": state * rate / bandwidth,
        "share of arithmetic": operations * rate / arithmetic, "operations per cell": operations,
        "state bytes per cell": state, "bytes per cell touched by all kernels": found.traffic / found.cells,
        "triad GB/s": bandwidth / 1e9, "multiply-add Gflop/s": arithmetic / 1e9})


def state_bytes(dimensions: int) -> int:
    """Return bytes per cell that move if psi and A are read and written once."""
    return 2 * (16 + 8 * dimensions)


class Compiled(NamedTuple):
    """Loop and its arguments, as compiled.

    Attributes:
        operations, traffic: arithmetic operations and bytes of an evaluation.
        held: bytes of arguments, results and intermediate arrays.
    """

    loop: Any
    arguments: tuple
    operations: float
    traffic: float
    held: int


def compiled(shape: tuple[int, ...], evaluations: int) -> Compiled:
    """Compile explicit steps of psi and A in a rising field, so that every evaluation depends on the last."""
    import equinox as eqx
    import jax
    import numpy as np
    from jax import lax

    from onnes.energies import Drive, ginzburg_landau, uniform_state
    from onnes.grids import Grid, Sample

    grid = Grid(tuple(_SPACING * np.arange(n) for n in shape))
    energy = ginzburg_landau(Sample(grid), _KAPPA)

    @eqx.filter_jit
    def steps(energy, state):
        def one(k, state):
            drive = Drive(applied_field=(0.0, 0.0, _FIELD * (1 + _STEP * k)))
            return jax.tree.map(lambda u, g: u - _STEP * g, state, energy.gradient(state, drive))

        return lax.fori_loop(0, evaluations, one, state)

    arguments = (energy, uniform_state(grid))
    loop = steps.lower(*arguments).compile()  # type: ignore[attr-defined]
    cost, memory = loop.compiled.cost_analysis(), loop.compiled.memory_analysis()  # cost of one iteration of the loop
    held = memory.argument_size_in_bytes + memory.output_size_in_bytes + memory.temp_size_in_bytes
    return Compiled(loop, arguments, cost["flops"], cost["bytes accessed"], held)


if __name__ == "__main__":
    _shape, _evaluations = json.loads(sys.argv[1])
    print(json.dumps(asdict(_measured(tuple(_shape), _evaluations))))
