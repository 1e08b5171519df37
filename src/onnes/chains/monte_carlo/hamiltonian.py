"""Directions of units on a lattice: Hamiltonian Monte Carlo on the product of spheres, and exchange between states.

    ds/dtau = p,    dp/dtau = -beta (dE/ds across s) - |p|^2 s,    p across s

s has no weight but exp(-beta E), p a Gaussian. A kick by the force and a turn along great circles are both exact, so
that the leapfrog of the two conserves volume, is reversible and stays on the spheres; what it changes in the total
energy is put right by Metropolis' rule. Fields of all units come from one FFT: N log N a step. States beside each other
exchange their directions, by which cold ones leave local minima.

Source: S. Duane et al., Phys. Lett. B 195, 216 (1987); S. Byrne, M. Girolami, Scand. J. Stat. 40, 825
    (2013).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import jax
import jax.numpy as jnp
import numpy as np

from onnes.chains.lattice import Lattice
from onnes.chains.monte_carlo.exchange import exchanged, rearranged
from onnes.chains.monte_carlo.record import Plan, Record, Report, States, random_directions
from onnes.numerics.jax_settings import as_array, prepare_jax

LEAPS = 8
"""Leapfrog steps of a trajectory."""
_FIRST_STEP, _LARGEST_STEP = 0.2, 0.6
_WANTED, _GAIN = 0.8, 0.1
"""Acceptance to which the step is tuned while warming up, and how fast."""
_GRID = (-4, -3, -2)


@jax.tree_util.register_dataclass
@dataclass(frozen=True)
class Sites:
    """A lattice on the device; the parts of `Lattice` that a sweep needs."""

    kernel: jax.Array
    occupied: jax.Array
    along: jax.Array
    profile: jax.Array
    patterns: jax.Array

    @classmethod
    def of(cls, found: Lattice) -> Sites:
        """Return the parts of a lattice."""
        prepare_jax()
        parts = found.kernel, found.occupied.astype(float), found.along, found.profile, found.patterns
        return cls(*map(as_array, parts))


def interaction(sites: Sites, spins: jax.Array, padded: tuple[int, int, int]) -> jax.Array:
    """Return sum_j T(r_i - r_j) s_j at each site: minus the field of the others. Shape (..., *shape, 3)."""
    waves = jnp.fft.rfftn(spins, s=padded, axes=_GRID)
    waves = jnp.einsum("xyzab,...xyzb->...xyza", sites.kernel, waves)
    whole = jnp.fft.irfftn(waves, s=padded, axes=_GRID)
    nx, ny, nz = spins.shape[-4:-1]
    return whole[..., :nx, :ny, :nz, :]


def leapfrog(sites: Sites, states: States, padded: tuple[int, int, int], spins: jax.Array, momenta: jax.Array,
             step: jax.Array) -> tuple[jax.Array, jax.Array]:
    """Return spins and momenta after ``LEAPS`` steps; axes (repeats, S, *shape, 3), ``step`` of shape (repeats, S)."""
    beta, field = (each[:, None, None, None, None] for each in (states.inverse, states.field))
    step = step[..., None, None, None, None]

    def kicked(spins, momenta):
        force = beta * sites.occupied * (field * sites.profile * sites.along - interaction(sites, spins, padded))
        return momenta + 0.5 * step * (force - spins * jnp.sum(spins * force, axis=-1, keepdims=True))

    def leap(_, now):
        spins, momenta = now
        momenta = kicked(spins, momenta)
        speed = jnp.linalg.norm(momenta, axis=-1, keepdims=True)
        cosine, sine = jnp.cos(step * speed), jnp.sin(step * speed)
        turned = spins * cosine + momenta * sine / jnp.where(speed == 0, 1.0, speed)
        return turned, kicked(turned, momenta * cosine - spins * speed * sine)

    return jax.lax.fori_loop(0, LEAPS, leap, (spins, momenta))


def _energies(sites: Sites, spins: jax.Array, padded: tuple[int, int, int]) -> tuple[jax.Array, jax.Array]:
    """Return the energy of the pairs and sum_i s_i . b_i over all units, b = B_i/max B; shape (repeats, S)."""
    axes = (-4, -3, -2, -1)
    return (0.5 * jnp.sum(spins * interaction(sites, spins, padded), axis=axes),
            jnp.sum(spins * sites.profile * sites.along, axis=axes))


@partial(jax.jit, static_argnames=("padded", "sweeps"))
def _advance(sites: Sites, states: States, padded: tuple[int, int, int], spins: jax.Array, log_step: jax.Array,
             key: jax.Array, gain: jax.Array, sweeps: int):
    """Make sweeps of one trajectory and one exchange each, and return spins, steps, acceptance and the series."""
    number = jnp.sum(sites.occupied)

    def sweep(now, key):
        spins, log_step, pair, along, parity = now
        of_momenta, of_step, of_choice, of_exchange = jax.random.split(key, 4)
        momenta = sites.occupied * jax.random.normal(of_momenta, spins.shape)
        momenta -= spins * jnp.sum(spins * momenta, axis=-1, keepdims=True)
        # Steps of one length would turn harmonic motion by the same phase each time.
        step = jnp.exp(log_step) * jax.random.uniform(of_step, pair.shape, minval=0.7, maxval=1.0)
        after, speeds = leapfrog(sites, states, padded, spins, momenta, step)
        new_pair, new_along = _energies(sites, after, padded)
        kinetic = 0.5 * jnp.sum(momenta**2 - speeds**2, axis=(-4, -3, -2, -1))
        change = states.inverse * (new_pair - pair - states.field * (new_along - along)) - kinetic
        accept = jnp.log(jax.random.uniform(of_choice, pair.shape)) < -change
        spins = jnp.where(accept[..., None, None, None, None], after, spins)
        pair, along = jnp.where(accept, new_pair, pair), jnp.where(accept, new_along, along)
        share = jnp.mean(jnp.exp(jnp.minimum(-change, 0.0)), axis=0)
        log_step = jnp.minimum(log_step + gain * (share - _WANTED), jnp.log(_LARGEST_STEP))
        chosen = exchanged(of_exchange, pair, along, states, parity)
        spins, pair, along = (rearranged(chosen, each) for each in (spins, pair, along))
        aligned = jnp.sum(spins * sites.along, axis=(-4, -3, -2, -1)) / number
        order = jnp.einsum("cs...,k...->csk", spins, sites.patterns) / number
        return (spins, log_step, pair, along, 1 - parity), (pair, aligned, order, share)

    start = (spins, log_step, *_energies(sites, spins, padded), jnp.zeros((), int))
    (spins, log_step, *_), series = jax.lax.scan(sweep, start, jax.random.split(key, sweeps))
    return spins, log_step, series


def run_lattice(found: Lattice, states: States, plan: Plan, seed: int, report: Report = lambda share: None) -> Record:
    """Run all states side by side from random directions. The steps are tuned while warming up, and then held."""
    sites = Sites.of(found)
    key, first = jax.random.split(jax.random.key(seed))
    shape = (plan.repeats, len(states.inverse), *found.shape)
    spins = random_directions(first, shape) * sites.occupied
    log_step = jnp.full(shape[1], np.log(_FIRST_STEP))
    lengths, kept, frames = plan.lengths(), [], [np.asarray(spins[0, list(plan.shown)])]
    for index, (length, warm) in enumerate(lengths):
        key, now = jax.random.split(key)
        spins, log_step, series = _advance(sites, states, found.padded, spins, log_step, now,
                                           as_array(_GAIN if warm else 0.0), length)
        frames.append(np.asarray(spins[0, list(plan.shown)]))
        if not warm:
            kept.append(series)
        report((index + 1) / len(lengths))
    energy, aligned, order, accepted = (np.concatenate(each) for each in zip(*kept, strict=True))
    directions = found.at_units(np.asarray(spins))
    warm = sum(length for length, warm in lengths if warm)
    places = np.broadcast_to(found.places, directions.shape)
    moving = found.at_units(np.array(frames))
    return Record(energy, 0 * energy, aligned, order, np.ones_like(energy), accepted.mean(axis=0), directions, places,
                  moving, np.broadcast_to(found.places, moving.shape),
                  np.cumsum([0, *(length for length, _ in lengths)]) - warm)
