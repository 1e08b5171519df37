"""Lowest eigenmodes of the second variation of a state in a plane or a block, by iteration.

``d2F v = 2 e M v`` with M of volumes. A block of vectors minimises the Rayleigh quotient by locally optimal conjugate
gradients. The residuals are preconditioned by conjugate gradients on the second variation, shifted so that it is
positive, which makes the number of rounds independent of the grid.

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
from onnes.laws.moving import force, freedom, parted, second_variation
from onnes.laws.residual import volumes
from onnes.laws.stability.gauge_directions import gauge_weight, stiffened
from onnes.numerics.jax_settings import as_array

_GUARDS = 3
_INNER = 40
_SHIFT = 0.3
_DEPENDENT = 1e-10


@dataclass(frozen=True)
class Modes:
    """Lowest eigenmodes of a state.

    Attributes:
        converged: whether all requested modes are within the tolerance.
        eigenvalues: e in ascending order, shape (count,), in units of Bc^2/mu_0.
        modes: v in the unknowns that move, normalised to 2 v . M v = 1.
        rounds: of the iteration.
        message: how it ended.
    """

    converged: bool
    eigenvalues: np.ndarray
    modes: tuple[State, ...]
    rounds: int
    message: str


class Variation(eqx.Module):
    """Force and second variation at a state, in unknowns scaled by (2 M)^(1/2), with gauge directions shifted.

    Attributes:
        energy, drive: the free energy and the drive.
        moving, held: the unknowns of the state that move and those that are held.
        free, volume, gauge: freedom and volumes of the unknowns that move, weight of gauge directions.
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
        self.scale = jax.tree.map(_inverse_root, self.volume)
        self.diagonal = self.scale
        self.diagonal = _diagonal(self)

    def at(self, moving: State) -> Variation:
        """Return the variation at another state; the diagonal, used in preconditioning only, is kept."""
        return eqx.tree_at(lambda v: v.moving, self, moving)

    def moved(self, step: State) -> Variation:
        """Return the variation at the state after a step in scaled unknowns."""
        return self.at(axpy(1.0, times(self.scale, step), self.moving))

    @property
    def state(self) -> State:
        return eqx.combine(self.moving, self.held)

    def product(self) -> Callable[[State], State]:
        """Return the map v -> scaled second variation of v."""
        hessian = second_variation(self.energy, self.drive, self.moving, self.held, self.free)
        gauged = stiffened(self.energy, self.moving, self.volume, self.gauge, hessian)
        return lambda v: times(self.scale, gauged(times(self.scale, v)))

    @eqx.filter_jit
    def force(self) -> tuple[jax.Array, State]:
        """Return F and its gradient, zero where pinned."""
        return force(self.energy, self.drive, self.moving, self.held, self.free)


def _inverse_root(volume: jax.Array) -> jax.Array:
    """Return (2 V)^(-1/2), 0 where there is no volume."""
    v = np.asarray(volume)
    return as_array(np.where(v > 0, 1 / np.sqrt(np.where(v > 0, 2 * v, 1.0)), 0.0))


@eqx.filter_jit
def _diagonal(variation: Variation) -> State:
    found = probing.diagonal(variation.product(), variation.moving)
    return jax.tree.map(lambda d: jnp.maximum(jnp.abs(jnp.real(d)), 0.5), found)


def lowest_eigenmodes(energy: FreeEnergy, drive: Drive, state: State, pinned: State | None = None, count: int = 1, *,
                  guess: Sequence[State] = (), tolerance: float = 1e-3, most: int = 100) -> Modes:
    """Return the lowest eigenvalues and their modes, without changes of gauge.

    A uniform change of the phase has eigenvalue 0 and is among them where A is held.

    Args:
        state: where dF = 0 for all that is not pinned.
        pinned: state of truth values; where True the unknown does not vary.
        count: number of modes.
        guess: approximate modes.
        tolerance: norm of H v - e v for |v| = 1, a bound of the error of e. Where no other eigenvalue is near, the
            error is its square over the distance to the next.
        most: largest number of rounds.
    """
    return lowest_modes(Variation(energy, drive, state, pinned), count, guess, tolerance, most)


def lowest_modes(variation: Variation, count: int = 1, guess: Sequence[State] = (), tolerance: float = 1e-3,
                 most: int = 100) -> Modes:
    """Return `lowest_eigenmodes` of a variation, with guess and modes in its scaled unknowns."""
    like, present = variation.moving, _present(variation)[:, None]
    size = count + _GUARDS
    block = present * _first(variation, present, size, guess)
    values, block, images = _ritz(block, np.asarray(_images(variation, as_array(block))), size)
    before: list[np.ndarray] = []
    sizes = np.full(count, np.inf)
    for round_ in range(most):
        residuals = images - block * values
        sizes = np.linalg.norm(residuals, axis=0)[:count]
        if not np.all(np.isfinite(sizes)):
            return _ended(False, values, block, count, round_, "a value that is not finite appeared", like)
        if np.all(sizes <= tolerance):
            return _ended(True, values, block, count, round_, "the residuals vanished", like)
        shift = as_array(_SHIFT + max(0.0, -1.5 * values[0]))
        better, of_better = map(np.asarray, _corrections(variation, as_array(residuals), shift))
        space, of_space = ([block, better, *before[:1]], [images, of_better, *before[1:]])
        values, new_block, new_images = _ritz(present * np.hstack(space), np.hstack(of_space), size)
        # The part of the new block orthogonal to the old one is the conjugate direction of the next round.
        overlap = block.T @ new_block
        before = [new_block - block @ overlap, new_images - images @ overlap]
        block, images = new_block, new_images
    return _ended(False, values, block, count, most, f"residual {np.max(sizes):.1e} after {most} rounds", like)


def _ended(converged, values, block, count, rounds, message, like) -> Modes:
    modes = tuple(_unravelled(as_array(block[:, k]), like) for k in range(count))
    return Modes(converged, values[:count], modes, rounds, message)


def _first(variation: Variation, present: np.ndarray, size: int, guess: Sequence[State]) -> np.ndarray:
    """Return the guesses, completed by noise that the inverse of the shifted second variation has smoothed."""
    noise = present * np.random.default_rng(0).normal(size=(len(present), size))
    smooth = np.asarray(_corrections(variation, as_array(noise), as_array(1.0))[0])
    given = [np.asarray(_ravelled(one))[:, None] for one in guess]
    return np.hstack([*given, smooth])[:, :size]


def _present(variation: Variation) -> np.ndarray:
    """Return 1 for real unknowns that are free and have a volume, else 0."""
    pairs = zip(jax.tree.leaves(variation.scale), jax.tree.leaves(variation.moving), strict=True)
    return np.concatenate([np.tile((np.asarray(scale) > 0).astype(float).ravel(), 2 if np.iscomplexobj(leaf) else 1)
                           for scale, leaf in pairs])


def _ritz(vectors: np.ndarray, images: np.ndarray, size: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the lowest Ritz values in the span of some vectors, with their vectors and images.

    Nearly dependent combinations are left out.
    """
    lengths = np.maximum(np.linalg.norm(vectors, axis=0), 1e-300)
    vectors, images = vectors / lengths, images / lengths
    weights, mixing = np.linalg.eigh(vectors.T @ vectors)
    kept = weights > _DEPENDENT * weights[-1]
    mixing = mixing[:, kept] / np.sqrt(weights[kept])
    small = mixing.T @ (vectors.T @ images) @ mixing
    values, best = np.linalg.eigh((small + small.T) / 2)
    mixing = mixing @ best[:, :size]
    return values[:size], vectors @ mixing, images @ mixing


@eqx.filter_jit
def _images(variation: Variation, block):
    product = variation.product()
    return jax.vmap(lambda v: ravelled(product(unravelled(v, variation.moving))), 1, 1)(block)


@eqx.filter_jit
def _corrections(variation: Variation, residuals, shift):
    """Return x near (H + shift)^-1 r and H x."""
    product, precondition = variation.product(), jacobi(variation.diagonal)

    def correction(r):
        solved = conjugate_gradient(lambda v: axpy(shift, v, product(v)), unravelled(r, variation.moving),
                                    precondition, tolerance=0.05, max_iterations=_INNER)
        return ravelled(solved.x), ravelled(product(solved.x))

    return jax.vmap(correction, 1, 1)(residuals)


def ravelled(state: State) -> jax.Array:
    """Return all real unknowns of a state in one vector."""
    parts: list[Any] = []
    for leaf in jax.tree.leaves(state):
        parts += [jnp.real(leaf).ravel(), jnp.imag(leaf).ravel()] if jnp.iscomplexobj(leaf) else [leaf.ravel()]
    return jnp.concatenate(parts)


def unravelled(vector: jax.Array, like: State) -> State:
    """Return the inverse of `ravelled`."""
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


_ravelled, _unravelled = eqx.filter_jit(ravelled), eqx.filter_jit(unravelled)
