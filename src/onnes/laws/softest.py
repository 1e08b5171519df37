"""The softest directions of a state in a plane or a block: lowest eigenvectors of the second variation, by iteration.

``d2F v = 2 e M v`` with M of volumes. Blocks of vectors descend the Rayleigh quotient by locally optimal conjugate
gradients; each residual is first turned into what would remove it, by conjugate gradients on the second variation
shifted until it is positive, which makes the number of rounds independent of the grid.

Source: A. V. Knyazev, SIAM J. Sci. Comput. 23, 517 (2001).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, FreeEnergy, State
from onnes.grids.solvers import conjugate_gradient, probing
from onnes.grids.solvers.preconditioner import jacobi
from onnes.grids.solvers.vectors import axpy, times
from onnes.laws.gauge_directions import gauge_weight, stiffened
from onnes.laws.moving import force, freedom, parted, second_variation
from onnes.laws.residual import volumes

_GUARDS = 3
_INNER = 40
_SHIFT = 0.3


@dataclass(frozen=True)
class Modes:
    """Softest directions of a state.

    Attributes:
        converged: whether every one asked for is within the tolerance.
        eigenvalues: e in ascending order, shape (count,), in units of Bc^2/mu_0.
        modes: the directions of what moves, normalised to 2 v . M v = 1.
        rounds: of the iteration.
        message: how it ended.
    """

    converged: bool
    eigenvalues: np.ndarray
    modes: tuple[State, ...]
    rounds: int
    message: str


class Variation(eqx.Module):
    """Force and second variation at a state, in unknowns scaled by (2 M)^(1/2); gauge directions stiffened.

    Attributes:
        energy, drive: as everywhere.
        moving, held: the state, parted into what moves and what is held.
        free, volume, gauge: freedom and volumes of what moves, weight of gauge directions.
        scale: (2 M)^(-1/2) where an unknown is free and has a volume, else 0.
        diagonal: of the scaled second variation where it was first taken, made positive.
    """

    energy: FreeEnergy
    drive: Drive
    moving: State
    held: State
    free: State
    volume: State
    gauge: jax.Array
    scale: State
    diagonal: State

    def __init__(self, energy: FreeEnergy, drive: Drive, state: State, pinned: State | None):
        self.energy, self.drive = energy, drive
        self.moving, self.held, self.free = parted(state, freedom(state, pinned))
        self.volume = volumes(energy, self.free)
        self.gauge = gauge_weight(energy, state, self.free)
        self.scale = jax.tree.map(lambda v: jnp.where(v > 0, 1 / jnp.sqrt(jnp.where(v > 0, 2 * v, 1.0)), 0.0),
                                  self.volume)
        self.diagonal = jax.tree.map(jnp.zeros_like, self.scale)
        self.diagonal = _diagonal(self)

    def at(self, moving: State) -> Variation:
        """The same about another state; the diagonal, a mere help, stays."""
        return eqx.tree_at(lambda v: v.moving, self, moving)

    def moved(self, step: State) -> Variation:
        """The same after a step in scaled unknowns."""
        return self.at(axpy(1.0, times(self.scale, step), self.moving))

    @property
    def state(self) -> State:
        return eqx.combine(self.moving, self.held)

    def product(self) -> Callable[[State], State]:
        """v -> scaled second variation of v."""
        hessian = second_variation(self.energy, self.drive, self.moving, self.held, self.free)
        gauged = stiffened(self.energy, self.moving, self.volume, self.gauge, hessian)
        return lambda v: times(self.scale, gauged(times(self.scale, v)))

    @eqx.filter_jit
    def force(self) -> tuple[jax.Array, State]:
        """F and its gradient, zero where pinned."""
        return force(self.energy, self.drive, self.moving, self.held, self.free)


@eqx.filter_jit
def _diagonal(variation: Variation) -> State:
    found = probing.diagonal(variation.product(), variation.moving)
    return jax.tree.map(lambda d: jnp.maximum(jnp.abs(jnp.real(d)), 0.5), found)


def softest_modes(energy: FreeEnergy, drive: Drive, state: State, pinned: State | None = None, count: int = 1, *,
                  guess: Sequence[State] = (), tolerance: float = 1e-4, most: int = 100) -> Modes:
    """Lowest eigenvalues and their directions, changes of gauge left out.

    A turn of the phase by the same angle everywhere costs nothing and is among them where A is held.

    Args:
        state: where dF = 0 for all that is not pinned.
        pinned: state of truth values: where True the unknown takes no part.
        count: how many.
        guess: directions that may be near.
        tolerance: norm of H v - e v for |v| = 1; the error of e is its square over the gap to the next.
        most: rounds.
    """
    return softest(Variation(energy, drive, state, pinned), count, guess, tolerance, most)


def softest(variation: Variation, count: int = 1, guess: Sequence[State] = (), tolerance: float = 1e-4,
            most: int = 100) -> Modes:
    """`softest_modes` of a variation at hand; guess and modes in its scaled unknowns."""
    like = variation.moving
    living = np.asarray(ravelled(_living(variation)))[:, None]
    block = _orthonormal(_first(variation, count + _GUARDS, guess), living)
    images = np.asarray(_images(variation, jnp.asarray(block)))
    values, block, images = _ritz(block, images, block.shape[1])
    before, sizes = None, np.full(count, np.inf)
    for round_ in range(most):
        residuals = images - block * values
        sizes = np.linalg.norm(residuals, axis=0)[:count]
        if not np.all(np.isfinite(sizes)):
            return _ended(False, values, block, count, round_, "a value that is not finite appeared", like)
        if np.all(sizes <= tolerance):
            return _ended(True, values, block, count, round_, "the residuals vanished", like)
        shift = jnp.asarray(_SHIFT + max(0.0, -1.5 * values[0]))
        better = np.asarray(_corrections(variation, jnp.asarray(residuals), shift))
        space = _orthonormal(np.hstack([block, better] if before is None else [block, better, before]), living)
        new_values, new_block, images = _ritz(space, np.asarray(_images(variation, jnp.asarray(space))),
                                              block.shape[1])
        before, values, block = new_block - block @ (block.T @ new_block), new_values, new_block
    return _ended(False, values, block, count, most, f"residual {np.max(sizes):.1e} after {most} rounds", like)


def _ended(converged, values, block, count, rounds, message, like) -> Modes:
    modes = tuple(unravelled(jnp.asarray(block[:, k]), like) for k in range(count))
    return Modes(converged, values[:count], modes, rounds, message)


def _first(variation: Variation, size: int, guess: Sequence[State]) -> np.ndarray:
    """Guesses, then smooth noise: as softened by the shifted second variation."""
    chance = np.random.default_rng(0)
    given = [np.asarray(ravelled(one)) for one in guess]
    mask = np.asarray(ravelled(_living(variation)))
    noise = [chance.normal(size=mask.shape) * mask for _ in range(size - len(given))]
    smooth = np.asarray(_corrections(variation, jnp.asarray(np.stack(noise, axis=1)), jnp.asarray(1.0)))
    return np.hstack([*(g[:, None] for g in given), smooth])


def _living(variation: Variation) -> State:
    return jax.tree.map(lambda s, leaf: (s > 0) * (1.0 + 1j if jnp.iscomplexobj(leaf) else 1.0),
                        variation.scale, variation.moving)


def _orthonormal(block: np.ndarray, living: np.ndarray) -> np.ndarray:
    """An orthonormal basis of the columns, those that are nearly dependent dropped.

    What is pinned has eigenvalue 0 and would be found, once rounding had put a trace of it into the basis.
    """
    scaled = block / np.maximum(np.linalg.norm(block, axis=0), 1e-300)
    left, sizes, _ = np.linalg.svd(scaled, full_matrices=False)
    return living * left[:, sizes > 1e-8 * sizes[0]]


def _ritz(basis: np.ndarray, images: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """The best of a subspace: lowest values of the second variation in it, their vectors, and images of those."""
    small = basis.T @ images
    values, vectors = np.linalg.eigh((small + small.T) / 2)
    kept = vectors[:, :size]
    return values[:size], basis @ kept, images @ kept


@eqx.filter_jit
def _images(variation: Variation, block):
    product = variation.product()
    return jax.vmap(lambda v: ravelled(product(unravelled(v, variation.moving))), 1, 1)(block)


@eqx.filter_jit
def _corrections(variation: Variation, residuals, shift):
    """(H + shift)^-1 r, roughly."""
    product, precondition = variation.product(), jacobi(variation.diagonal)

    def correction(r):
        solved = conjugate_gradient(lambda v: axpy(shift, v, product(v)), unravelled(r, variation.moving),
                                    precondition, tolerance=0.05, max_iterations=_INNER)
        return ravelled(solved.x)

    return jax.vmap(correction, 1, 1)(residuals)


def ravelled(state: State) -> jax.Array:
    """All real unknowns of a state in one vector."""
    parts: list[Any] = []
    for leaf in jax.tree.leaves(state):
        parts += [jnp.real(leaf).ravel(), jnp.imag(leaf).ravel()] if jnp.iscomplexobj(leaf) else [leaf.ravel()]
    return jnp.concatenate(parts)


def unravelled(vector: jax.Array, like: State) -> State:
    """The inverse of `ravelled`."""
    leaves, tree = jax.tree.flatten(like)
    out, at = [], 0
    for leaf in leaves:
        n = leaf.size
        if jnp.iscomplexobj(leaf):
            out.append((vector[at : at + n] + 1j * vector[at + n : at + 2 * n]).reshape(leaf.shape))
            at += 2 * n
        else:
            out.append(vector[at : at + n].reshape(leaf.shape))
            at += n
    return jax.tree.unflatten(tree, out)
