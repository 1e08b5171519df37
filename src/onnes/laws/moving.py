"""Separation of the fields that move from those that are held; a field that is pinned everywhere is a constant."""

from __future__ import annotations

from collections.abc import Callable

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, FreeEnergy, State
from onnes.grids.solvers.vectors import times
from onnes.numerics.jax_settings import as_array


def freedom(state: State, pinned: State | None) -> State:
    """1 where an unknown is free, 0 where it is pinned."""
    if pinned is None:
        return jax.tree.map(lambda leaf: as_array(np.ones(leaf.shape)), state)
    return jax.tree.map(lambda leaf, p: as_array(np.where(p, 0.0, np.ones(leaf.shape))), state, pinned)


def parted(state: State, free: State) -> tuple[State, State, State]:
    """Fields that move, fields that are held, and the freedom of those that move; None in the place of the others."""
    moves = jax.tree.map(lambda f: bool(np.any(np.asarray(f) > 0)), free)
    moving, held = eqx.partition(state, moves)
    return moving, held, eqx.filter(free, moves)


def force(energy: FreeEnergy, drive: Drive, moving: State, held: State, free: State) -> tuple[jax.Array, State]:
    """F and its gradient with respect to what moves, zero where it is pinned."""
    value, gradient = jax.value_and_grad(lambda m: energy(eqx.combine(m, held), drive))(moving)
    return value, times(free, jax.tree.map(jnp.conj, gradient))


def second_variation(energy: FreeEnergy, drive: Drive, moving: State, held: State, free: State) -> Callable:
    """v -> H v for what moves, with the state's part computed once."""
    gradient = jax.grad(lambda m: energy(eqx.combine(m, held), drive))
    product = jax.linearize(lambda m: jax.tree.map(jnp.conj, gradient(m)), moving)[1]
    return lambda v: times(free, product(times(free, v)))
