"""Directions of magnetic units drawn in a field, and sweeps of units with all their dipole forces."""

from __future__ import annotations

from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.stopwatch import best_seconds

_UNITS, _SWEEPS = 100_000, 50
_ACROSS, _LATTICE_SWEEPS = 16, 5


@benchmark("magnetic chains: moves of 10^5 units in a field")
def field_only() -> Timing:
    """Return directions per second drawn from Langevin's law, beside the rate of their random numbers alone."""
    import jax
    import jax.numpy as jnp

    from onnes.chains.monte_carlo.fixed_field import draw_sweeps
    from onnes.numerics.jax_settings import prepare_jax

    prepare_jax()
    key, along = jax.random.key(0), jnp.zeros((_UNITS, 3)).at[:, 0].set(1.0)
    field, patterns = 0.8 * along[None], along[None]

    @jax.jit
    def numbers(key):
        def sweep(total, key):
            return total + jax.random.uniform(key, (2, _UNITS)), None

        return jax.lax.scan(sweep, jnp.zeros((2, _UNITS)), jax.random.split(key, _SWEEPS))

    seconds = best_seconds(lambda: jax.block_until_ready(draw_sweeps(key, field, along, patterns, 1, _SWEEPS, False)))
    alone = best_seconds(lambda: jax.block_until_ready(numbers(key)))
    done = _UNITS * _SWEEPS
    return Timing(done / seconds, "moves/s", done / alone, "random numbers alone (measured now)",
                  {"units": _UNITS, "seconds": seconds})


@benchmark("magnetic chains: trajectories of 4096 units with all dipole forces")
def all_forces() -> Timing:
    """Return moves per second of units on a cubic lattice, beside those with sums over all pairs.

    A trajectory has 8 steps and moves every unit; a step needs one FFT there and back, or N^2 pairs.
    """
    import jax
    import jax.numpy as jnp
    import numpy as np

    from onnes.chains.lattice import lattice
    from onnes.chains.monte_carlo.hamiltonian import LEAPS, run_lattice
    from onnes.chains.monte_carlo.record import Plan, States

    sites = lattice("cubic", _ACROSS)
    states = States(jnp.ones(1), jnp.zeros(1))
    plan = Plan(_LATTICE_SWEEPS, _LATTICE_SWEEPS, 1, 2, (0,))
    seconds = best_seconds(lambda: run_lattice(sites, states, plan, 0), repeats=3)
    pairs = jnp.asarray(sites.pairs())
    spins = jnp.asarray(np.ones((sites.number, 3)))
    product = jax.jit(lambda pairs, spins: pairs @ spins)
    direct = 3 * LEAPS * best_seconds(lambda: jax.block_until_ready(product(pairs, spins)), repeats=3)
    return Timing(2 * _LATTICE_SWEEPS * sites.number / seconds, "moves/s", sites.number / direct,
                  "sums over all pairs (measured now)", {"units": sites.number, "seconds": seconds})
