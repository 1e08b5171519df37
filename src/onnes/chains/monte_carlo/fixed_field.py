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


@partial(jax.jit, static_argnames=("repeats", "sweeps", "two"))
def draw_sweeps(key: jax.Array, field: jax.Array, along: jax.Array, patterns: jax.Array, repeats: int, sweeps: int,
                two: bool):
    """Draw all units ``sweeps`` times; return the last directions and, after each sweep, their means.

    Args:
        field: mu B/kT of each unit in each state, shape (S, N, 3).
        along: unit vector along which <mu>/mu is read, shape (N, 3).
        patterns: of the order parameter, shape (K, N, 3).

    Returns:
        Directions, shape (repeats, S, N, 3); means along the field, shape (sweeps, repeats, S), and the order
        parameter, shape (sweeps, repeats, S, K).
    """
    shape, number = (repeats, *field.shape), field.shape[1]

    def sweep(_, key):
        if two:
            size = jnp.broadcast_to(jnp.sum(field * along, axis=-1), shape[:-1])
            directions = two_states(key, size)[..., None] * along
        else:
            directions = langevin_directions(key, jnp.broadcast_to(field, shape))
        aligned = jnp.einsum("csna,na->cs", directions, along) / number
        return directions, (aligned, jnp.einsum("csna,kna->csk", directions, patterns) / number)

    return jax.lax.scan(sweep, jnp.zeros(shape), jax.random.split(key, sweeps))


def run_free(found: Lattice, states: States, plan: Plan, two: bool, seed: int, report: Report = lambda share: None
             ) -> Record:
    """Run all states side by side. Sweeps are independent of each other, and nothing needs warming up."""
    along, profile = (found.at_units(part) for part in (found.along, np.broadcast_to(found.profile, found.along.shape)))
    field = as_array((np.asarray(states.inverse) * np.asarray(states.field))[:, None, None] * profile * along)
    along, patterns, key = as_array(along), as_array(found.at_units(found.patterns)), jax.random.key(seed)
    lengths = [length for length, warm in plan.lengths() if not warm]
    kept, frames, directions = [], [], np.zeros(0)
    for index, length in enumerate(lengths):
        key, now = jax.random.split(key)
        directions, series = draw_sweeps(now, field, along, patterns, plan.repeats, length, two)
        kept.append(series)
        frames.append(np.asarray(directions[0, list(plan.shown)]))
        report((index + 1) / len(lengths))
    aligned, order = (np.concatenate(each) for each in zip(*kept, strict=True))
    still, moving, directions = np.zeros_like(aligned), np.array(frames), np.asarray(directions)
    return Record(still, still, aligned, order, still + 1, np.ones(len(states.inverse)), directions,
                  np.broadcast_to(found.places, directions.shape), moving,
                  np.broadcast_to(found.places, moving.shape), np.cumsum(lengths))
