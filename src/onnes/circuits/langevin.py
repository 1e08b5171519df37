"""Steps of fixed length of a circuit with Johnson noise, for ensembles.

Coordinates with inertia are stepped by BAOAB: half a kick, half a drift, the damping with its noise exactly, half a
drift, half a kick. Its distribution of phases is exact for harmonic coordinates and of fourth order in the step at
large damping. Coordinates with damping only are stepped in the middle by Heun's method, of second order in the means.

Source: B. Leimkuhler, C. Matthews, Appl. Math. Res. Express 2013, 34; P. E. Kloeden, E. Platen, Numerical Solution of
    Stochastic Differential Equations (1992), 14.
"""

from __future__ import annotations

from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from onnes.circuits.equations import CircuitState, Equations
from onnes.circuits.waveforms import Constant


def noisy_step(system: Equations, state: CircuitState, t: Any, step: Any, temperature: Any,
               noise: Any) -> CircuitState:
    """Return the state one step later; without noise it is of second order in the step.

    Args:
        temperature: kT in units of the circuit.
        noise: standard normal numbers, shape (c + g,).
    """
    y, p, w = state
    inertial = system.inertial
    half = 0.5 * step
    start, middle, end = (system.drive(at) for at in (t, t + half, t + step)) if _driven(system) else (
        [system.drive(t)] * 3)

    def force(y, w, drive):
        return system.force(jnp.concatenate([y, w], axis=-1), drive[0], drive[1])

    if inertial:
        p = p + half * force(y, w, start)[..., :inertial]
        y = y + half * (p - middle[2])
        kept = jnp.exp(-system.damping * step)
        shaken = jnp.sqrt(temperature * -jnp.expm1(-2 * system.damping * step))
        p = middle[2] + kept * (p - middle[2]) + shaken * noise[..., :inertial]
    if system.damped:
        kick = jnp.sqrt(2 * temperature * step) * noise[..., inertial:]
        first = force(y, w, start)[..., inertial:]
        second = force(y, w + step * first + kick, end)[..., inertial:]
        w = w + half * (first + second) + kick
    if inertial:
        y = y + half * (p - middle[2])
        p = p + half * force(y, w, end)[..., :inertial]
    return CircuitState(y, p, w)


def _driven(system: Equations) -> bool:
    """Return whether a source may change in time."""
    return any(not isinstance(each, Constant) for each in system.currents + system.fluxes) or bool(system.voltages)


def noisy_steps(system: Equations, states: CircuitState, t: Any, step: Any, count: Any, temperature: Any,
                key: Any) -> CircuitState:
    """Return the states of an ensemble ``count`` steps later.

    Args:
        states: of all members, with their axis first.
        key: of JAX's random numbers; the same key gives the same numbers.
    """
    shape = (states.y.shape[0], system.inertial + system.damped)
    stepped = jax.vmap(noisy_step, in_axes=(None, 0, None, None, None, 0))

    def one(index, carried):
        noise = jax.random.normal(jax.random.fold_in(key, index), shape)
        return stepped(system, carried, t + index * step, step, temperature, noise)

    return jax.lax.fori_loop(0, count, one, states)


def ensemble(state: CircuitState, members: int) -> CircuitState:
    """Return the states of members that are all in one state."""
    return jax.tree.map(lambda each: jnp.broadcast_to(each, (members, *each.shape)), state)


def longest_step(system: Equations) -> float:
    """Return the step beyond which the scheme is unstable, from the stiffest the circuit can be."""
    rows, inertial = np.asarray(system.junctions), system.inertial
    stiffest = np.asarray(system.stiffness) + rows.T @ (np.asarray(system.critical)[:, None] * rows)
    swing, decay = (float(np.linalg.eigvalsh(each)[-1]) if each.size else 0.0
                    for each in (stiffest[:inertial, :inertial], stiffest[inertial:, inertial:]))
    return min(2 / np.sqrt(swing) if swing > 0 else np.inf, 2 / decay if decay > 0 else np.inf)
