"""Solution for a potential: unknowns per second, and growth of the work with their number."""

from __future__ import annotations

from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.stopwatch import best_seconds
from onnes.bench.triad import triad_bandwidth

# Bytes that any solver must read or write once: right-hand side, two weights of edges and the solution, 8 each.
_BYTES_PER_NODE = 4 * 8
_LIMIT = "memory bandwidth (triad, measured now)"


@benchmark("potential of a disc to 1e-8, multigrid, 101 x 101")
def small_disc() -> Timing:
    """Return nodes solved per second in a film of typical size."""
    return _of_disc(101)


@benchmark("potential of a disc to 1e-8, multigrid, 1001 x 1001")
def large_disc() -> Timing:
    """Return the rate for a hundred times the nodes, which differs only by effects of the caches."""
    return _of_disc(1001)


@benchmark("potential of a full square, fast cosines, 1001 x 1001")
def square() -> Timing:
    """Return nodes per second of an exact solve."""
    from onnes.grids import Grid, Sample, uniform

    nodes = uniform(-0.5, 0.5, 1 / 1000)
    return _of(Sample(Grid([nodes, nodes])))


def _of_disc(count: int) -> Timing:
    from onnes.geometry import disc
    from onnes.grids import Grid, Sample, uniform

    nodes = uniform(-0.5, 0.5, 1 / (count - 1))
    return _of(Sample(Grid([nodes, nodes]), disc(0.45)))


def _of(sample) -> Timing:
    """Return nodes per second of a solve without initial guess."""
    import equinox as eqx
    import jax
    import numpy as np

    from onnes.grids.solvers import node_solver

    solver, solve = node_solver(sample), eqx.filter_jit(lambda s, r: s.solve(r, None, 1e-8))
    rhs = jax.numpy.asarray(np.random.default_rng(0).normal(size=sample.grid.shape))
    seconds = best_seconds(lambda: jax.block_until_ready(solve(solver, rhs).x), repeats=5)
    return Timing(rhs.size / seconds, "nodes/s", triad_bandwidth() / _BYTES_PER_NODE, _LIMIT)
