"""One biased junction, many at a time: mean voltages, escapes, and the current at which it is trapped again.

Phases, times and currents are in the units of the junction's circuit: 1 rad, t_0, I_c.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.circuits.circuit import Circuit
from onnes.circuits.elements import CurrentSource, Junction
from onnes.circuits.equations import CircuitState, Equations
from onnes.circuits.langevin import noisy_step, noisy_steps
from onnes.circuits.waveforms import Constant, Waveform

CHUNK = 32
"""Steps whose random numbers are drawn at once."""


class Rates(NamedTuple):
    """Mean rates of change of the phase, one for each member.

    Attributes:
        mean: change over time.
        between_turns: 2 pi times the whole turns over the time that they took; 0 with fewer than two.
    """

    mean: Any
    between_turns: Any


def biased_junction(critical_current: float, resistance: float, capacitance: float) -> Circuit:
    """Return a circuit of one junction and a source of current, in SI units."""
    return Circuit([
        Junction("B", "1", "0", critical_current=critical_current, resistance=resistance, capacitance=capacitance),
        CurrentSource("I", "0", "1", current=0.0)])


def with_bias(system: Equations, bias: Waveform) -> Equations:
    """Return the equations of the junction with another current."""
    return eqx.tree_at(lambda each: each.currents, system, (bias,), is_leaf=lambda each: isinstance(each, Waveform))


def at_phase(system: Equations, phase: Any, rate: Any = 0.0) -> CircuitState:
    """Return the states with these phases and rates of change of the junction, shape (members,)."""
    scale = system.junctions[0, 0]
    values, rates = (jnp.atleast_1d(jnp.asarray(each, float))[:, None] / scale for each in (phase, rate))
    none = jnp.zeros((len(values), 0))
    if system.inertial:
        return CircuitState(values, jnp.broadcast_to(rates, values.shape), none)
    return CircuitState(none, none, values)


def phase_of(system: Equations, states: CircuitState) -> Any:
    """Return the phase of the junction of each member."""
    return system.junctions[0, 0] * (states.y if system.inertial else states.w)[:, 0]


def _run(system: Equations, biases: Waveform, states: CircuitState, followed: Any, chunk: Any, step: Any,
         temperature: Any, key: Any, follow: Callable[[Any, Any, Any, Any], Any]) -> tuple[CircuitState, Any]:
    """Return the states of all members, each with its own bias, `CHUNK` steps later, and what was followed.

    The random numbers of these steps are drawn at once, which for few members is three times as fast.

    Args:
        followed: anything; ``follow(followed, phases before, phases after, time before)`` renews it in each step.
        key: None for no noise.
    """
    shape = (CHUNK, jax.tree.leaves(states)[0].shape[0], 1)
    kicks = jnp.zeros(shape) if key is None else jax.random.normal(jax.random.fold_in(key, chunk), shape)

    def one(index: Any, carried: tuple[CircuitState, Any]) -> tuple[CircuitState, Any]:
        now, known = carried
        t = (chunk * CHUNK + index) * step
        later = jax.vmap(lambda bias, state, kick: noisy_step(with_bias(system, bias), state, t, step, temperature,
                                                              kick))(biases, now, kicks[index])
        return later, follow(known, phase_of(system, now), phase_of(system, later), t)

    return jax.lax.fori_loop(0, CHUNK, one, (states, followed))


@eqx.filter_jit
def mean_rates(system: Equations, biases: Waveform, states: CircuitState, step: Any, settle: Any, count: Any,
               temperature: Any, key: Any) -> Rates:
    """Return the mean rates of phases, over ``count`` chunks of steps after ``settle`` chunks.

    Args:
        biases: with arrays of shape (members,).
        states: at the start, of all members.
        settle, count: numbers of `CHUNK` steps.
        temperature: Gamma = kT over the coupling energy.
        key: of the noise; None for none.
    """
    states, _ = jax.lax.fori_loop(0, settle, lambda chunk, now: _run(
        system, biases, now[0], None, chunk, step, temperature, key, lambda *_: None), (states, None))
    start = phase_of(system, states)

    def turn(known, before, after, t):
        first, last, turns, highest = known
        before, after = before / (2 * jnp.pi), after / (2 * jnp.pi)
        passed = jnp.floor(after) > highest  # a phase that swings around a whole turn does not pass it again
        at = t + step * (jnp.floor(after) - before) / jnp.where(passed, after - before, 1.0)
        first = jnp.where(passed & jnp.isnan(first), at, first)
        return first, jnp.where(passed, at, last), turns + passed, jnp.maximum(highest, jnp.floor(after))

    none = jnp.full(start.shape, jnp.nan)
    known = none, none, jnp.zeros(start.shape, int), jnp.floor(start / (2 * jnp.pi))
    end, (first, last, turns, _) = jax.lax.fori_loop(settle, settle + count, lambda chunk, now: _run(
        system, biases, now[0], now[1], chunk, step, temperature, key, turn), (states, known))
    whole = jnp.where(turns > 1, 2 * jnp.pi * (turns - 1) / jnp.where(turns > 1, last - first, 1.0), 0.0)
    return Rates((phase_of(system, end) - start) / (count * CHUNK * step), whole)


@eqx.filter_jit
def escape_times(system: Equations, biases: Waveform, states: CircuitState, beyond: Any, step: Any, count: Any,
                 temperature: Any, key: Any) -> Any:
    """Return the times at which phases first pass ``beyond``; inf for those that do not within ``count`` chunks.

    The arguments are those of `mean_rates`.
    """

    def passed(known, before, after, t):
        return jnp.where(jnp.isinf(known) & (after > beyond), t + step, known)

    def one(carried):
        chunk, now, escaped = carried
        now, escaped = _run(system, biases, now, escaped, chunk, step, temperature, key, passed)
        return chunk + 1, now, escaped

    def waits(carried):
        return (carried[0] < count) & jnp.any(jnp.isinf(carried[2]))

    never = jnp.full(phase_of(system, states).shape, jnp.inf)
    return jax.lax.while_loop(waits, one, (0, states, never))[2]


@eqx.filter_jit
def course(system: Equations, bias: Any, phase: Any, step: Any, count: Any, records: int, temperature: Any,
           key: Any) -> Any:
    """Return the phase of one junction under a constant bias, after each ``count`` steps; shape (records + 1,)."""
    system = with_bias(system, Constant(bias))

    def interval(now, index):
        now = noisy_steps(system, now, 0.0, step, count, temperature, jax.random.fold_in(key, index))
        return now, phase_of(system, now)[0]

    start = at_phase(system, phase)
    return jnp.append(phase_of(system, start), jax.lax.scan(interval, start, jnp.arange(records))[1])


def retrapping_bias(system: Equations, damping_time: float, step: float = 0.01) -> float:
    """Return the least I/I_c at which the junction keeps running, to 1e-4 of itself; 1 if none below 1 is enough.

    At that bias a phase that leaves the top of the barrier, ``pi - arcsin(i)``, just reaches the next top; below it
    falls short. The bias is bisected between such courses.

    Args:
        damping_time: RC in the units of the circuit.
    """
    low, high, many = 0.0, 0.9999, 32
    count = round((40.0 + 4 * damping_time) / step / CHUNK)
    for _ in range(3):
        biases = np.linspace(low, high, many + 1)[1:]
        passes = np.asarray(_reaches_next_top(system, jnp.asarray(biases), step, count))
        if not passes.any():
            return 1.0
        first = int(np.argmax(passes))
        low, high = (biases[first - 1] if first else low), biases[first]
    return float((low + high) / 2)


@eqx.filter_jit
def _reaches_next_top(system: Equations, biases: Any, step: float, count: int) -> Any:
    top = jnp.pi - jnp.arcsin(biases)
    states = at_phase(system, top + 1e-4, 1e-4 * (1 - biases**2) ** 0.25)
    times = escape_times(system, Constant(biases), states, top + 2 * jnp.pi + 1e-3, step, count, 0.0, None)
    return jnp.isfinite(times)
