"""Units that do not interact: every sweep draws all of them anew from their weights in the field."""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from onnes.chains.lattice import Lattice
from onnes.chains.monte_carlo.heat_bath import langevin_directions, two_states
from onnes.chains.monte_carlo.record import Plan, Record, Report, States
from onnes.numerics.jax_settings import as_array


@partial(jax.jit, static_argnames=("sweeps",))
def mean_directions(key: jax.Array, field: jax.Array, sweeps: int) -> tuple[jax.Array, jax.Array]:
    """Return the mean direction of all units after each sweep, shape (sweeps, 3), and the last directions.

    Args:
        field: mu B/kT of each unit, shape (N, 3).
    """
    def sweep(last, key):
        drawn = langevin_directions(key, field)
        return drawn, jnp.mean(drawn, axis=-2)

    last, means = jax.lax.scan(sweep, jnp.zeros_like(field), jax.random.split(key, sweeps))
    return means, last


@partial(jax.jit, static_argnames=("shape", "two"))
def _drawn(key: jax.Array, field: jax.Array, along: jax.Array, patterns: jax.Array, shape: tuple[int, ...], two: bool):
    """Return directions in the field, shape (*shape, N, 3), and what is read of them."""
    if two:
        size = jnp.broadcast_to(jnp.sum(field * along, axis=-1), shape[:-1])
        directions = two_states(key, size)[..., None] * along
    else:
        directions = langevin_directions(key, jnp.broadcast_to(field, shape))
    number = field.shape[-2]
    return (directions, jnp.sum(directions * along, axis=(-2, -1)) / number,
            jnp.einsum("csna,kna->csk", directions, patterns) / number)


def run_free(found: Lattice, states: States, plan: Plan, two: bool, seed: int, report: Report = lambda share: None
             ) -> Record:
    """Run all states side by side. Sweeps are independent of each other, and nothing needs warming up."""
    along, profile = (found.at_units(part) for part in (found.along, np.broadcast_to(found.profile, found.along.shape)))
    patterns, key = found.at_units(found.patterns), jax.random.key(seed)
    field = (states.inverse * states.field)[:, None, None] * profile * along
    shape = (plan.repeats, len(states.inverse), found.number, 3)
    every, series, frames, directions = max(1, plan.sweeps // plan.blocks), [], [], np.zeros(shape)
    for sweep in range(plan.sweeps):
        key, now = jax.random.split(key)
        directions, *read = _drawn(now, field, as_array(along), as_array(patterns), shape, two)
        series.append([np.asarray(each) for each in read])
        if sweep % every == 0:
            frames.append(np.asarray(directions[0, list(plan.shown)]))
            report(sweep / plan.sweeps)
    aligned, order = (np.array(each) for each in zip(*series, strict=True))
    still = np.zeros_like(aligned)
    moving = np.array(frames)
    return Record(still, still, aligned, order, still + 1, np.ones(shape[1]), np.asarray(directions),
                  np.broadcast_to(found.places, shape), moving, np.broadcast_to(found.places, moving.shape),
                  every * np.arange(len(frames)))
