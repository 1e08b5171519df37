"""Minimum-energy path between two states, by the string method.

Every state of the string takes an implicit step of relaxation, ``(H + s) dx = -grad F``, stable for stiff directions.
Then the states are redistributed evenly along the string, which keeps them from moving to its ends.

Source: W. E, W. Ren, E. Vanden-Eijnden, J. Chem. Phys. 126, 164103 (2007).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
from jax import lax

from onnes.energies import State
from onnes.grids.edges import matching
from onnes.grids.solvers import conjugate_gradient
from onnes.grids.solvers.preconditioner import jacobi
from onnes.grids.solvers.vectors import axpy, dot, scaled, times
from onnes.laws.stability.lowest_eigenmodes import Variation
from onnes.numerics.safe_division import safe_divide

_RATE = 2.0
_INNER = 25


@dataclass(frozen=True)
class MinimumEnergyPath:
    """States at equal distances along a path between two states, and their energies.

    Attributes:
        about: the variation at one of them.
        states: unknowns that move, stacked along a first axis.
        energies: shape (states,).
    """

    about: Variation
    states: Any
    energies: jax.Array

    def state(self, k: int) -> Variation:
        return self.about.at(jax.tree.map(lambda leaf: leaf[k], self.states))

    def tangent(self, k: int) -> State:
        """Return the tangent of the path, of norm 1 in scaled unknowns."""
        along = jax.tree.map(lambda leaf: leaf[k + 1] - leaf[k - 1], self.states)
        along = times(_unscale(self.about), along)
        return scaled(1 / jnp.sqrt(dot(along, along)), along)


def minimum_energy_path(about: Variation, one: State, other: State, count: int, rounds: int) -> MinimumEnergyPath:
    """Return the path that relaxes from the straight line between two states.

    Args:
        about: the variation at ``one``, which determines the unknowns that move.
        count: number of states, ends included.
        rounds: number of relaxation steps.
    """
    first, last = (_moving_part(state, about) for state in (one, other))
    share = jnp.linspace(0.0, 1.0, count)
    states = jax.tree.map(lambda a, b: jax.vmap(lambda s: (1 - s) * a + s * b)(share), first, last)
    states = _relaxed_path(about, states, jnp.asarray(rounds))
    return MinimumEnergyPath(about, states, _energies(about, states))


def _moving_part(state: State, about: Variation) -> State:
    like = about.moving
    A = matching(like.A, state.A)
    psi: Any = None if like.psi is None else state.psi
    return State(psi, A)


@eqx.filter_jit
def _energies(about: Variation, states):
    return jax.vmap(lambda moving: about.at(moving).force()[0])(states)


@eqx.filter_jit
def _relaxed_path(about: Variation, states, rounds):
    def round_(_, states):
        inner = jax.tree.map(lambda leaf: leaf[1:-1], states)
        relaxed = jax.vmap(lambda moving: _relaxed(about.at(moving)))(inner)
        states = jax.tree.map(lambda leaf, new: leaf.at[1:-1].set(new), states, relaxed)
        return _evenly_spaced(about, states)

    return lax.fori_loop(0, rounds, round_, states)


def _relaxed(at: Variation) -> State:
    """Return the state after one implicit step of relaxation; conjugate gradients end it at negative curvature."""
    product = at.product()
    downhill = scaled(-1.0, times(at.scale, at.force()[1]))
    step = conjugate_gradient(lambda v: axpy(_RATE, v, product(v)), downhill, jacobi(at.diagonal), tolerance=0.05,
                              max_iterations=_INNER)
    return axpy(1.0, times(at.scale, step.x), at.moving)


def _evenly_spaced(about: Variation, states):
    """Return states at equal lengths along the polygon through the given ones."""
    gaps = jax.tree.map(lambda leaf: leaf[1:] - leaf[:-1], states)
    lengths = jax.vmap(lambda gap: _length(about, gap))(gaps)
    along = jnp.concatenate([jnp.zeros(1), jnp.cumsum(lengths)])
    wanted = jnp.linspace(0.0, along[-1], len(along))
    before = jnp.clip(jnp.searchsorted(along, wanted, side="right") - 1, 0, len(along) - 2)
    share = (wanted - along[before]) / jnp.maximum(lengths[before], 1e-300)
    return jax.tree.map(lambda leaf: jax.vmap(lambda k, s: (1 - s) * leaf[k] + s * leaf[k + 1])(before, share), states)


def _length(about: Variation, gap: State) -> jax.Array:
    unscaled = times(_unscale(about), gap)
    return jnp.sqrt(dot(unscaled, unscaled))


def _unscale(about: Variation) -> State:
    """Return (2 M)^(1/2) where an unknown is free, else 0."""
    return jax.tree.map(lambda s: safe_divide(1.0, s), about.scale)
