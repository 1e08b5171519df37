"""Units on a lattice with two states each, along the axis of the field or against it: heat bath, unit after unit.

    E = (1/2) sum_ij s_i J_ij s_j - sum_i s_i B_i,    s = 1 or -1,    J_ij = x . T(r_i - r_j) x

Each unit in turn takes s with the weight exp(-E/kT) at the present states of the others, which leaves the weight of the
whole unchanged; N^2 operations a sweep. States beside each other exchange their samples.
"""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from onnes.chains.lattice import Lattice
from onnes.chains.monte_carlo.exchange import exchanged, rearranged
from onnes.chains.monte_carlo.record import Plan, Record, Report, States
from onnes.numerics.jax_settings import as_array


@partial(jax.jit, static_argnames=("sweeps",))
def _advance(pairs: jax.Array, states: States, signs: jax.Array, patterns: jax.Array, key: jax.Array, sweeps: int):
    """Make sweeps; signs of shape (repeats, S, N), patterns (K, N). Return signs and series."""
    number = len(pairs)

    def sweep(now, key):
        signs, parity = now
        of_turns, of_exchange = jax.random.split(key)
        drawn = jax.random.uniform(of_turns, (number, *signs.shape[:2]))

        def turn(index, signs):
            local = states.field - signs @ pairs[index]
            up = drawn[index] < jax.nn.sigmoid(2 * states.inverse * local)
            return signs.at[..., index].set(jnp.where(up, 1.0, -1.0))

        signs = jax.lax.fori_loop(0, number, turn, signs)
        energy, along = 0.5 * jnp.einsum("csi,csi->cs", signs @ pairs, signs), jnp.sum(signs, axis=-1)
        chosen = exchanged(of_exchange, energy, along, states, parity)
        signs, energy, along = (rearranged(chosen, each) for each in (signs, energy, along))
        order = jnp.einsum("csn,kn->csk", signs, patterns) / number
        return (signs, 1 - parity), (energy, along / number, order)

    (signs, _), series = jax.lax.scan(sweep, (signs, jnp.zeros((), int)), jax.random.split(key, sweeps))
    return signs, series


def run_two_state(found: Lattice, states: States, plan: Plan, seed: int, report: Report = lambda share: None) -> Record:
    """Run all states side by side from random signs. The axis is that of the field, x, everywhere."""
    pairs, patterns = as_array(found.pairs()), as_array(found.at_units(found.patterns)[..., 0])
    key, first = jax.random.split(jax.random.key(seed))
    shape = (plan.repeats, len(states.inverse), found.number)
    signs = jnp.where(jax.random.bernoulli(first, 0.5, shape), 1.0, -1.0)
    shown, lengths = list(plan.shown), plan.lengths()
    kept, frames = [], [np.asarray(signs[0, shown])]
    for index, (length, warm) in enumerate(lengths):
        key, now = jax.random.split(key)
        signs, series = _advance(pairs, states, signs, patterns, now, length)
        frames.append(np.asarray(signs[0, shown]))
        if not warm:
            kept.append(series)
        report((index + 1) / len(lengths))
    energy, aligned, order = (np.concatenate(each) for each in zip(*kept, strict=True))
    axis = np.array([1.0, 0.0, 0.0])
    directions, moving = np.asarray(signs)[..., None] * axis, np.array(frames)[..., None] * axis
    warm = sum(length for length, warm in lengths if warm)
    return Record(energy, 0 * energy, aligned, order, np.ones_like(energy), np.ones(shape[1]), directions,
                  np.broadcast_to(found.places, directions.shape), moving,
                  np.broadcast_to(found.places, moving.shape), np.cumsum([0, *(n for n, _ in lengths)]) - warm)
