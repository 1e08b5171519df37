"""The force on the condensate: one gradient of the Ginzburg-Landau energy."""

from __future__ import annotations

from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.stopwatch import best_seconds
from onnes.bench.triad import triad_bandwidth

# Read and written once each: psi (16 bytes), two components of A (8 bytes each).
_BYTES_PER_CELL = 2 * (16 + 2 * 8)


@benchmark("gradient of the Ginzburg-Landau energy, 512 x 512, float64")
def energy_gradient() -> Timing:
    """Cells per second, beside the rate at which memory could deliver and take back the state."""
    import equinox as eqx
    import jax
    import numpy as np

    from onnes.energies import Drive, ginzburg_landau, uniform_state
    from onnes.grids import Grid, Sample

    nodes = np.linspace(0.0, 128.0, 512)
    grid = Grid((nodes, nodes))
    energy, state, drive = ginzburg_landau(Sample(grid), 2.0), uniform_state(grid), Drive(applied_field=(0.0, 0.0, 0.1))
    gradient = eqx.filter_jit(energy.gradient)
    seconds = best_seconds(lambda: jax.block_until_ready(gradient(state, drive)))
    limit = triad_bandwidth() / _BYTES_PER_CELL
    return Timing(state.psi.size / seconds, "cells/s", limit, "memory bandwidth (triad, measured now)")
