"""Static states, ``dF = 0``, by Newton's method: direct in one dimension, in a region of trust elsewhere."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies import Drive, FreeEnergy, State
from onnes.grids.edges import matching
from onnes.grids.solvers import probing
from onnes.grids.solvers.banded import BandedMatrix, banded
from onnes.grids.solvers.preconditioner import jacobi
from onnes.grids.solvers.vectors import all_finite, axpy, dot, is_finite, scaled, times
from onnes.laws.moving import force, freedom, parted, second_variation
from onnes.laws.outcome import Outcome
from onnes.laws.preconditioning import static_inverse, static_levels
from onnes.laws.residual import residual, volumes
from onnes.laws.trust_region import Step, Trust, step_within
from onnes.results import Status

_SHORTEST = 2.0**-30
_FIRST_STEP = 0.1
_SURE = 1e-2
_ROUNDING = 1e-10
_MOST_REFUSED = 12


@dataclass(frozen=True)
class Static:
    """Minimise a free energy at fixed drive.

    In one dimension the Newton system is solved directly, shifted where the Hessian is not positive definite.
    Elsewhere by conjugate gradients in a region of trust, which leave a saddle along its negative curvature. Either
    way the energy falls at every step. A symmetry of the first state is kept: where the minimum breaks it, start from a
    state that breaks it slightly.

    A is frozen by pinning it; what is pinned everywhere costs nothing.

    Attributes:
        energy: the free energy.
        drive: temperature and applied field.
        pinned: state of truth values: where True the unknown keeps its first value; None pins nothing.
        tolerance: of the Newton decrement, relative to the root of the energy's size.
        residual_tolerance: of the residual, the root mean square force per volume; it then alone decides. The
            Ginzburg-Landau equation in reduced units has terms of order 1, so 1e-8 means eight digits.
    """

    energy: FreeEnergy
    drive: Drive
    pinned: State | None = None
    tolerance: float = 1e-9
    max_iterations: int = 1000
    residual_tolerance: float | None = None

    def run(self, state: State) -> Outcome:
        """Descend from ``state`` to a minimum of the free energy.

        Returns:
            The state with the smallest force found: converged, not_converged or not_a_number; steps are Newton steps,
            iterations products with the Hessian (0 where the systems were solved directly).
        """
        free = freedom(state, self.pinned)
        return self._directly(state, free) if state.psi.ndim == 1 else self._in_regions_of_trust(state, free)

    def _directly(self, state: State, free: State) -> Outcome:
        value = float(_value(self.energy, self.drive, state))
        decrement, volume = float("inf"), volumes(self.energy, free)
        ending = Ends(state, value, decrement, 0, float("inf"))
        for iteration in range(self.max_iterations):
            gradient = _gradient(self.energy, self.drive, state, free)
            left = float(residual(gradient, volume))
            ending = Ends(state, value, decrement, iteration, left)
            if not is_finite(gradient):
                return ending.outcome("not_a_number", "a value that is not finite appeared")
            if self._small_enough(left):
                return ending.outcome("converged", "the force vanished")
            direction = _direct_step(self.energy, self.drive, state, free, gradient)
            slope = float(dot(gradient, direction))
            if not is_finite(direction):
                return ending.outcome("not_a_number", "a value that is not finite appeared")
            previous, decrement = decrement, max(-slope, 0.0) ** 0.5
            ending = Ends(state, value, decrement, iteration, left)
            if self.residual_tolerance is None and decrement <= self._goal(value):
                return Ends(axpy(1.0, direction, state), *ending[1:]).outcome("converged", "the force vanished")
            moved = self._search(state, direction, value, slope, free)
            if moved is None or (moved[1] >= value and decrement > 0.5 * previous):
                return self._at_the_floor(ending)
            state, value = moved
        return ending.outcome("not_converged", "too many Newton steps")

    def _search(self, state, direction, value, slope, free) -> tuple[State, float] | None:
        """Backtrack until the energy falls enough; where its fall is below rounding, let the force say that it does."""
        if -slope < _ROUNDING * max(1.0, abs(value)):
            trial = axpy(1.0, direction, state)
            ahead = float(dot(_gradient(self.energy, self.drive, trial, free), direction))
            return (trial, float(_value(self.energy, self.drive, trial))) if slope + ahead < 0 else None
        length = 1.0
        while length > _SHORTEST:
            trial = axpy(length, direction, state)
            energy = float(_value(self.energy, self.drive, trial))
            if energy <= value + 1e-4 * length * slope:
                return trial, energy
            length /= 2
        return None

    def _in_regions_of_trust(self, state: State, free: State) -> Outcome:
        moving, held, free = parted(state, free)
        volume = volumes(self.energy, free)
        diagonal = _reference_diagonal(self.energy, moving, held, free)
        levels = static_levels(self.energy, moving)
        trust = Trust(_FIRST_STEP * float(_norm_of_ones(diagonal)))
        value, gradient = _force(self.energy, self.drive, moving, held, free)
        decrement, products, refused = float("inf"), 0, 0
        ending = Ends(state, float(value), decrement, 0, float("inf"))
        for iteration in range(self.max_iterations):
            left = float(residual(gradient, volume))
            ending = Ends(eqx.combine(moving, held), float(value), decrement, iteration, left, products)
            if not bool(all_finite(gradient)):
                return ending.outcome("not_a_number", "a value that is not finite appeared")
            if self._small_enough(left):
                return ending.outcome("converged", "the force vanished")
            step = _iterative_step(self.energy, self.drive, moving, held, free, gradient, diagonal, levels,
                                   jnp.asarray(trust.radius), jnp.asarray(trust.forcing))
            products += int(step.products)
            decrement = (2 * max(float(step.foretold), 0.0)) ** 0.5
            ending = Ends(ending.state, ending.value, decrement, iteration, left, products)
            if self.residual_tolerance is None and decrement <= self._goal(ending.value):
                if trust.forcing <= _SURE:
                    return ending.outcome("converged", "the force vanished")
                # A loosely solved step may have missed a soft direction.
                trust = Trust(trust.radius, _SURE)
                continue
            trial = axpy(1.0, step.x, moving)
            new_value, new_gradient = _force(self.energy, self.drive, trial, held, free)
            trust, taken = trust.after(*_outcome(step, value, gradient, new_value, new_gradient, diagonal))
            refused = 0 if taken else refused + 1
            if refused > _MOST_REFUSED:
                return self._at_the_floor(ending)
            if taken:
                moving, value, gradient = trial, new_value, new_gradient
        return ending.outcome("not_converged", "too many Newton steps")

    def _small_enough(self, left: float) -> bool:
        return self.residual_tolerance is not None and left <= self.residual_tolerance

    def _goal(self, value: float) -> float:
        return self.tolerance * max(1.0, abs(value)) ** 0.5

    def _at_the_floor(self, ending: Ends) -> Outcome:
        """At the floor of rounding no step lowers F; a tiny decrement then is a minimum.

        The floor is that of the terms, which may be large and cancel (the normal state in a field).
        """
        size = float(_size(self.energy, self.drive, ending.state))
        good = self.residual_tolerance is None and ending.decrement <= 1e3 * self.tolerance * max(1.0, size) ** 0.5
        return ending.outcome("converged" if good else "not_converged", "no lower energy along the last direction")


class Ends(NamedTuple):
    """State and size of the force at the end of a descent."""

    state: State
    value: float
    decrement: float
    iterations: int
    residual: float
    products: int = 0

    def outcome(self, status: Status, message: str) -> Outcome:
        return Outcome(status, self.state, message, steps=self.iterations, iterations=self.products,
                       energy=self.value, decrement=self.decrement, residual=self.residual)


def _outcome(step: Step, value, gradient, new_value, new_gradient, diagonal) -> tuple[float, Step, float]:
    """Decrease of the energy, step, and ratio of the forces.

    A change below the rounding of F is read off the forces at both ends, which do not cancel.
    """
    fallen = float(value) - float(new_value)
    if step.foretold < _ROUNDING * max(1.0, abs(float(value))):
        fallen = -0.5 * float(dot(gradient, step.x) + dot(new_gradient, step.x))
    before, after = (float(_size_of_force(g, diagonal)) for g in (gradient, new_gradient))
    return fallen, step, after / before


@eqx.filter_jit
def _value(energy: FreeEnergy, drive: Drive, state: State):
    return energy(state, drive)


@eqx.filter_jit
def _size(energy: FreeEnergy, drive: Drive, state: State):
    """Sum of the moduli of the terms of F."""
    return sum(abs(value) for value in energy.by_term(state, drive).values())


@eqx.filter_jit
def _gradient(energy: FreeEnergy, drive: Drive, state: State, free: State):
    return times(free, energy.gradient(state, drive))


@eqx.filter_jit
def _product(energy: FreeEnergy, drive: Drive, state: State, free: State, vector: State):
    return times(free, energy.hessian(state, drive)(times(free, vector)))


_force = eqx.filter_jit(force)


@eqx.filter_jit
def _reference_diagonal(energy: FreeEnergy, moving: State, held: State, free: State):
    """Diagonal of the Hessian where psi = 1 and what moves of A is 0: a positive bound of what it is elsewhere."""
    def superconducting(s):
        return State(jnp.ones_like(s.psi), jax.tree.map(jnp.zeros_like, s.A))

    energy = replace(energy, images=False)  # a rim node and its image each have half of what is coupled to both
    like = superconducting(moving) if moving.psi is not None else jax.tree.map(jnp.zeros_like, moving)
    return probing.diagonal(second_variation(energy, Drive(), like, held, free), moving)


@eqx.filter_jit
def _norm_of_ones(diagonal):
    return jnp.sqrt(sum(jnp.sum(leaf) for leaf in jax.tree.leaves(diagonal)))


@eqx.filter_jit
def _size_of_force(gradient, diagonal):
    return jnp.sqrt(dot(gradient, jacobi(diagonal)(gradient)))


@eqx.filter_jit
def _iterative_step(energy, drive, moving, held, free, gradient, diagonal, levels, radius, forcing) -> Step:
    """The Newton step as far as it is trusted, by preconditioned conjugate gradients."""
    hessian = second_variation(energy, drive, moving, held, free)
    precondition = static_inverse(levels, diagonal, energy, drive, eqx.combine(moving, held), free)
    return step_within(hessian, gradient, precondition, radius, forcing)


def hessian_matrix(energy: FreeEnergy, drive: Drive, state: State, pinned: State | None = None) -> BandedMatrix:
    """The Hessian at a state of a one-dimensional grid, pinned unknowns decoupled."""
    free = freedom(state, pinned)
    return banded(lambda v: _product(energy, drive, state, free, v), state)


def _direct_step(energy, drive, state, free, gradient) -> State:
    matrix = banded(lambda v: _product(energy, drive, state, free, v), state)
    shift = 0.0
    weights = _metric(energy, state)
    while not (shifted := matrix.plus_diagonal(scaled(shift, weights)) if shift else matrix).is_positive_definite():
        shift = 10 * shift if shift else 1e-3
    return scaled(-1.0, shifted.solve(gradient))


@eqx.filter_jit
def _metric(energy: FreeEnergy, state: State) -> Any:
    sample = energy.sample
    A = matching(state.A, sample.edge_volume)
    return jax.tree.map(lambda w, leaf: w * jnp.ones_like(leaf) * (1 + 1j if jnp.iscomplexobj(leaf) else 1),
                        State(sample.node_volume, A), state)
