"""Units that turn and move: heat bath of each direction and Metropolis' rule for each displacement, unit after unit.

    E = E_m + q E_e - sum_i mu_i . B,    no two units closer than ``core``

q is the Coulomb energy of two units a apart over (mu_0/4 pi) mu^2/a^3, zero without charges. The text gives no
smallest distance; without one E has no lower bound, as two point dipoles head to tail have -2/r^3, and there is no
thermal state. Sums over waves are kept for the unit that moves: N + K operations for each of N units. States beside
each other exchange their samples.

Source: Z2, Z5, Z7.
"""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from onnes.chains.ewald import Cell, energies, pair_terms, structure_factors
from onnes.chains.monte_carlo.exchange import exchanged, rearranged
from onnes.chains.monte_carlo.heat_bath import langevin_directions, two_states
from onnes.chains.monte_carlo.record import Plan, Record, Report, States, random_directions
from onnes.numerics.jax_settings import as_array, prepare_jax

_FIRST_STEP, _LARGEST_STEP = 0.1, 0.5
"""Step of a displacement along each axis, in a."""
_WANTED, _GAIN = 0.4, 0.1
AXIS = (1.0, 0.0, 0.0)
"""Direction of the field."""


def _sweep(key: jax.Array, places: jax.Array, directions: jax.Array, step: jax.Array, beta: jax.Array,
           field: jax.Array, charge: jax.Array, core: jax.Array, cell: Cell, two: bool):
    """Turn and move each unit of one sample once; return places, directions and the share of moves accepted."""
    number, axis = len(places), jnp.array(AXIS)
    of_turn, of_move, of_choice = jax.random.split(key, 3)
    turns = jax.random.split(of_turn, number)
    moves = step * jax.random.normal(of_move, places.shape)
    choices = jnp.log(jax.random.uniform(of_choice, (number,)))
    factors = structure_factors(places, directions, jnp.ones(number), cell)

    def seen(place, places, directions, index, of_moments, of_charges):
        """Return the field and the potential of the others at a place, and the distance of the nearest."""
        apart = cell.nearest(place - places)
        r, screened, b, c = pair_terms(apart, cell.split)
        others = jnp.arange(number) != index
        screened, b, c = (jnp.where(others, each, 0.0) for each in (screened, b, c))
        phase = jnp.exp(1j * (cell.waves @ place))
        induced = (c * jnp.sum(directions * apart, axis=-1)) @ apart - b @ directions
        induced -= 2 * (cell.weights * jnp.real(phase * jnp.conj(of_moments))) @ cell.waves
        potential = jnp.sum(screened) + 2 * cell.weights @ jnp.real(phase * jnp.conj(of_charges))
        return induced, potential, jnp.min(jnp.where(others, r, jnp.inf)), phase

    def one(index, now):
        places, directions, of_moments, of_charges, accepted = now
        place, old = places[index], directions[index]
        phase = jnp.exp(1j * (cell.waves @ place))
        of_moments -= phase * (cell.waves @ old)
        of_charges -= phase
        here, potential, _, _ = seen(place, places, directions, index, of_moments, of_charges)
        local = beta * (here + field * axis)
        new = two_states(turns[index], local @ axis) * axis if two else langevin_directions(turns[index], local)
        moved = place + moves[index]
        there, other_potential, nearest, new_phase = seen(moved, places, directions, index, of_moments, of_charges)
        change = -new @ (there - here) + charge * (other_potential - potential)
        accept = (choices[index] < -beta * change) & (nearest >= core)
        phase = jnp.where(accept, new_phase, phase)
        places = places.at[index].set(jnp.where(accept, moved, place))
        return (places, directions.at[index].set(new), of_moments + phase * (cell.waves @ new), of_charges + phase,
                accepted + accept)

    places, directions, *_, accepted = jax.lax.fori_loop(0, number, one, (places, directions, *factors, 0.0))
    return places, directions, accepted / number


@partial(jax.jit, static_argnames=("sweeps", "two"))
def _advance(places: jax.Array, directions: jax.Array, log_step: jax.Array, states: States, charge: jax.Array,
             core: jax.Array, cell: Cell, key: jax.Array, gain: jax.Array, sweeps: int, two: bool):
    """Make sweeps of all repeats and states, axes (repeats, S, N, 3)."""
    shape, number = places.shape[:2], places.shape[2]
    of_sample = jax.vmap(jax.vmap(partial(_sweep, two=two), in_axes=(0, 0, 0, 0, 0, 0, None, None, None)),
                         in_axes=(0, 0, 0, 0, None, None, None, None, None))

    def read(places, directions):
        magnetic, electric = energies(places, directions, jnp.ones(number), cell)
        apart = cell.nearest(places[:, None, :] - places[None, :, :])
        distance = jnp.linalg.norm(apart, axis=-1) + jnp.where(jnp.eye(number) > 0, jnp.inf, 0.0)
        return magnetic, electric, jnp.mean(jnp.min(distance, axis=1)), jnp.mean(directions, axis=0)

    def sweep(now, key):
        places, directions, log_step, parity = now
        of_sweep, of_exchange = jax.random.split(key)
        steps = jnp.broadcast_to(jnp.exp(log_step), shape)
        places, directions, share = of_sample(jax.random.split(of_sweep, shape), places, directions, steps,
                                              states.inverse, states.field, charge, core, cell)
        share = jnp.mean(share, axis=0)
        log_step = jnp.minimum(log_step + gain * (share - _WANTED), jnp.log(_LARGEST_STEP))
        seen = jax.vmap(jax.vmap(read))(places, directions)
        magnetic, electric, _, mean = seen
        chosen = exchanged(of_exchange, magnetic + charge * electric, number * mean[..., 0], states, parity)
        places, directions, *seen = (rearranged(chosen, each) for each in (places, directions, *seen))
        return (places, directions, log_step, 1 - parity), (*seen, share)

    (places, directions, log_step, _), series = jax.lax.scan(
        sweep, (places, directions, log_step, jnp.zeros((), int)), jax.random.split(key, sweeps))
    return (places, directions, log_step), series


def run_moving(start: np.ndarray, cell: Cell, states: States, charge: float, core: float, plan: Plan, two: bool,
               seed: int, report: Report = lambda share: None) -> Record:
    """Run all states side by side from the places ``start`` (in a, shape (N, 3)) and random directions.

    The steps are tuned while warming up, and then held.
    """
    prepare_jax()
    key, first = jax.random.split(jax.random.key(seed))
    shape, shown = (plan.repeats, len(states.inverse), len(start)), list(plan.shown)
    places, directions = as_array(np.broadcast_to(start, (*shape, 3)).copy()), random_directions(first, shape)
    if two:
        directions = jnp.where(directions[..., :1] > 0, 1.0, -1.0) * jnp.array(AXIS)
    lengths = plan.lengths()
    stiff = np.maximum(np.asarray(states.inverse) * charge, _FIRST_STEP**-2)  # charges in the cold hardly move
    log_step = as_array(-0.5 * np.log(stiff))
    kept, frames = [], [(np.asarray(places[0, shown]), np.asarray(directions[0, shown]))]
    for index, (length, warm) in enumerate(lengths):
        key, now = jax.random.split(key)
        (places, directions, log_step), series = _advance(
            places, directions, log_step, states, as_array(charge), as_array(core), cell, now,
            as_array(_GAIN if warm else 0.0), length, two)
        frames.append((np.asarray(places[0, shown]), np.asarray(directions[0, shown])))
        if not warm:
            kept.append(series)
        report((index + 1) / len(lengths))
    energy, coulomb, spacing, order, accepted = (np.concatenate(each) for each in zip(*kept, strict=True))
    warm = sum(length for length, warm in lengths if warm)
    frame_places, moving = (np.array(each) for each in zip(*frames, strict=True))
    return Record(energy, coulomb, order[..., 0], order, spacing, accepted.mean(axis=0), np.asarray(directions),
                  np.asarray(places), moving, frame_places, np.cumsum([0, *(n for n, _ in lengths)]) - warm)
