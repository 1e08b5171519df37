"""Steps of `onnes.laws.Schroedinger` that keep norm and energy, and that a change of gauge only turns.

From t to t + h, with the fields of t + h/2::

    psi' = exp(-i a) psi(t),   psi'' = exp[-i h (H + v)] psi',   psi(t + h) = exp(-i b) psi''

a and b are links in time, what the impulse grows by in the two halves of the step. Under A -> A + grad chi(t),
impulse -> impulse - chi(t) and psi -> exp(i chi(t)) psi each of the three is as before.

H = -(grad - iA)^2 + U, and v = (v[|psi'|^2] + v[|psi''|^2])/2 with v = g |psi|^2 + u is found together with psi''.
Since the exponential is exact and v linear in the density, ``<H>`` changes by ``-sum v (|psi''|^2 - |psi'|^2)``, which
is minus the change of ``sum v |psi|^2/2``: the energy stays.

A step is even in h, so that it is of second order; five in a row, h/(4 - 4^(1/3)) each but for the third, which goes
back, are of fourth. In fields at rest without interaction it is exact.

Source: M. Suzuki, Phys. Lett. A 146, 319 (1990).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from onnes.energies import State
from onnes.grids.complex_parts import scaled, squared_modulus
from onnes.grids.solvers.vectors import all_finite
from onnes.grids.unit_phase import unit_phase
from onnes.laws.outcome import Instant
from onnes.laws.steppers.exponential import exponential, terms_for

if TYPE_CHECKING:
    from onnes.laws.schroedinger import Fields, Schroedinger

_SUZUKI = 1 / (4 - 4 ** (1 / 3))
PARTS = {2: (1.0,), 4: (_SUZUKI, _SUZUKI, 1 - 4 * _SUZUKI, _SUZUKI, _SUZUKI)}
"""Lengths of the steps that together make one of an order."""
_ALIKE = 1e-13
"""Change of |psi|^2 over its largest value at which the density of a step is taken as found."""
_MOST_TRIALS = 60
_SPARE = 1.3
"""Terms of the exponential that a growing density may need, over those at first."""
_TERMS = 256
"""Terms for which programs are compiled at least, so that few are."""
_GROWTH, _SAFETY, _SMALLEST = 4.0, 0.9, 1e-6


class Passed(NamedTuple):
    """State of a run after some steps.

    Attributes:
        psi: order parameter.
        flow: current whose field acts; None without one.
        rate: change of |psi|^2 in the last step over its length, from which that of the next is guessed.
        absorbed: energy taken by the absorbing layer.
        trials: exponentials.
        solved: whether all densities of steps were found.
    """

    psi: jax.Array
    flow: Any
    rate: jax.Array
    absorbed: jax.Array
    trials: jax.Array
    solved: jax.Array


@eqx.filter_jit
def begin(law: Schroedinger, psi) -> Passed:
    """Return the beginning of a run, with no density where the sample is not."""
    psi, zero = jnp.where(law.sample.node_volume > 0, psi, 0.0), jnp.zeros(())
    flow = None if law.own_field is None else law.own_field.settled(law, psi, law.fields(zero).circulation)
    return Passed(psi, flow, jnp.zeros(psi.shape), zero, jnp.zeros((), int), jnp.ones((), bool))


def advanced(law: Schroedinger, now: Passed, t: float, h: float, count: int) -> Passed:
    """Return what comes after ``count`` steps of length h from t on."""
    begin, length = _numbers(t, h)
    return _advanced(law, now, begin, length, jnp.asarray(count), most_terms(law, now, t, h))


def fitting_step(law: Schroedinger, now: Passed, t: float, goal: float, h: float) -> float:
    """Return the longest step to a goal or before whose error is at most the tolerance of the law; nan for none.

    Steps of less than 10^-6 of the way are not tried.
    """
    longest = goal - t
    h = min(h * _GROWTH, longest)
    while h > _SMALLEST * longest:
        error = float(_error(law, now, *_numbers(t, h), most_terms(law, now, t, h)))
        if error <= float(law.tolerance):
            return h
        ratio = _SAFETY * (float(law.tolerance) / error) ** (1 / (law.order + 1)) if np.isfinite(error) else 0.1
        h *= min(max(ratio, 0.1), _SAFETY)
    return np.nan


def _numbers(*values: float) -> tuple[jax.Array, ...]:
    return tuple(jnp.asarray(np.float64(value)) for value in values)


def most_terms(law: Schroedinger, now: Passed, t: float, h: float) -> int:
    """Return a power of two of terms that suffice for steps from t on."""
    low, high = _bounds(law, now, *_numbers(t, h))
    wanted = int(terms_for(_SPARE * max(abs(part) for part in PARTS[law.order]) * abs(h) * 0.5 * float(high - low)))
    return max(_TERMS, 1 << (wanted - 1).bit_length())


@eqx.filter_jit
def _bounds(law: Schroedinger, now: Passed, t, h):
    fields = law.fields(t + 0.5 * h)
    return law.spectrum(fields.circulation, fields.potential + law.of_density(squared_modulus(now.psi)))


@eqx.filter_jit
def _advanced(law: Schroedinger, now: Passed, t, h, count, most: int) -> Passed:
    return lax.fori_loop(0, count, lambda k, carry: step(law, carry, t + k * h, h, most), now)


@eqx.filter_jit
def _error(law: Schroedinger, now: Passed, t, h, most: int):
    """Return the error of a step: what two halves of it differ by, over 1 - 2^-order."""
    halves = step(law, step(law, now, t, 0.5 * h, most), t + 0.5 * h, 0.5 * h, most)
    whole = step(law, now, t, h, most)
    error = jnp.max(jnp.abs(halves.psi - whole.psi)) / (1 - 2.0**-law.order)
    return jnp.where(halves.solved & whole.solved, error, jnp.inf)


def step(law: Schroedinger, now: Passed, t, h, most: int) -> Passed:
    """Return what comes after one step, with the absorbing layer at its ends."""
    now = _absorbed(law, now, t, 0.5 * h)
    parts = PARTS[law.order]
    if len(parts) == 1:
        now = _part(law, now, t, h, most)
    else:
        lengths, begins = jnp.asarray(parts), jnp.asarray(np.cumsum((0.0, *parts[:-1])))
        now = lax.fori_loop(0, len(parts), lambda k, carry: _part(law, carry, t + begins[k] * h, lengths[k] * h, most),
                            now)
    return _absorbed(law, now, t + h, 0.5 * h)


def _absorbed(law: Schroedinger, now: Passed, t, h) -> Passed:
    if law.absorption is None:
        return now
    fields = law.fields(t)
    psi = scaled(jnp.exp(-h * law.absorption), now.psi)
    return now._replace(psi=psi, absorbed=now.absorbed + law.energy(now.psi, fields) - law.energy(psi, fields))


def _part(law: Schroedinger, now: Passed, t, h, most: int) -> Passed:
    """Return what comes after one symmetric step."""
    fields = law.fields(t + 0.5 * h)
    start = _turned(now.psi, law.fields(t), fields)
    first = squared_modulus(start)
    smallest = _ALIKE * jnp.max(first)

    def propagated(potential, circulation):
        low, high = law.spectrum(circulation, potential)
        return exponential(law.hamiltonian(circulation, potential), start, h, low, high, most)

    def trial(carry):
        _, density, flow, _, count = carry
        circulation = fields.circulation if law.own_field is None else law.own_field.added(
            law, fields.circulation, flow)
        psi = propagated(fields.potential + law.of_density(0.5 * (first + density)), circulation)
        found = squared_modulus(psi)
        change = jnp.max(jnp.abs(found - density))
        if law.own_field is not None:
            flow, off = law.own_field.corrected(law, (start, psi), circulation, flow)
            change = jnp.maximum(change, off)
        return psi, found, flow, change, count + 1

    if law.interaction == 0 and law.charge == 0 and law.own_field is None:
        psi, flow, trials, solved = propagated(fields.potential, fields.circulation), None, 1, True
    else:
        psi, _, flow, change, trials = lax.while_loop(
            lambda carry: (carry[3] > smallest) & (carry[4] < _MOST_TRIALS), trial,
            trial((start, first + h * now.rate, now.flow, jnp.inf, jnp.zeros((), int))))
        solved = change <= smallest
    end = _turned(psi, fields, law.fields(t + h))
    return Passed(end, flow, (squared_modulus(end) - first) / h, now.absorbed, now.trials + trials,
                  now.solved & solved & all_finite(end))


def _turned(psi, before: Fields, after: Fields):
    """Return psi turned by what the impulse grows by."""
    if before.impulse is None:
        return psi
    return psi * unit_phase(before.impulse - after.impulse)


def instant(law: Schroedinger, now: Passed, t: float) -> tuple[Instant, jax.Array]:
    """Return state and currents at a time, and the energy."""
    return _instant(law, now, *_numbers(t))


@eqx.filter_jit
def _instant(law: Schroedinger, now: Passed, t) -> tuple[Instant, jax.Array]:
    fields = law.fields(t)
    energy, flow = jnp.zeros(()), None
    if law.own_field is not None:
        flow = law.own_field.settled(law, now.psi, fields.circulation, now.flow)
        fields = fields._replace(circulation=law.own_field.added(law, fields.circulation, flow))
        energy = law.own_field.energy(flow)
    impulse = jnp.zeros(law.sample.grid.shape) if fields.impulse is None else fields.impulse
    state = State(now.psi, law.sample.per_length(fields.circulation))
    return Instant(t, state, law.current(now.psi, fields.circulation), impulse), energy + law.energy(now.psi, fields)
