"""settle: ``dF = 0``. Static states by Newton's method with a line search."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies import Drive, FreeEnergy, State
from onnes.grids.solvers import conjugate_gradient, probing
from onnes.grids.solvers.banded import BandedMatrix, banded
from onnes.grids.solvers.preconditioner import jacobi
from onnes.grids.solvers.vectors import all_finite, axpy, dot, scaled, times
from onnes.laws.outcome import Ending

_SHORTEST = 2.0**-30


@dataclass(frozen=True)
class Settled:
    """A static state.

    Attributes:
        status: converged, not_converged or not_a_number.
        state: the state with the smallest force found.
        energy: its free energy in (Bc^2/mu_0) xi^3.
        decrement: (g . H^-1 g)^(1/2) at the end: distance to the minimum in the energy's own metric.
        iterations: Newton steps.
        message: why it ended.
    """

    status: Ending
    state: State
    energy: float
    decrement: float
    iterations: int
    message: str


@dataclass(frozen=True)
class Settle:
    """Minimise a free energy at fixed drive.

    In one dimension the Newton system is solved directly; otherwise by truncated conjugate
    gradients. Where the Hessian is not positive definite it is shifted until it is, so the energy
    falls at every step and the end is a minimum, not just any stationary state.

    Attributes:
        energy: the free energy.
        drive: temperature and applied field.
        pinned: state of truth values: where True the unknown keeps its first value; None pins nothing.
        tolerance: of the Newton decrement, relative to the root of the energy's size.
    """

    energy: FreeEnergy
    drive: Drive
    pinned: State | None = None
    tolerance: float = 1e-9
    max_iterations: int = 200

    def run(self, state: State) -> Settled:
        """Descend from ``state`` to the minimum of its valley."""
        free = _free(state, self.pinned)
        direct = state.psi.ndim == 1
        diagonal = None if direct else _reference_diagonal(self.energy, state, free)
        value = float(_value(self.energy, self.drive, state))
        decrement = float("inf")
        for iteration in range(self.max_iterations):
            gradient = _gradient(self.energy, self.drive, state, free)
            finite = bool(all_finite(gradient))
            direction = (_direct_step if direct else _iterative_step)(
                self.energy, self.drive, state, free, gradient, diagonal) if finite else gradient
            slope = float(dot(gradient, direction))
            if not finite or not bool(all_finite(direction)):
                return Settled("not_a_number", state, value, decrement, iteration,
                               "a value that is not finite appeared")
            previous, decrement = decrement, max(-slope, 0.0) ** 0.5
            if decrement <= self.tolerance * max(1.0, abs(value)) ** 0.5:
                return Settled("converged", axpy(1.0, direction, state), value, decrement, iteration,
                               "the force vanished")
            moved = self._search(state, direction, value, slope)
            if moved is None or (moved[1] >= value and decrement > 0.5 * previous):
                # At the floor of rounding no step lowers F; a tiny decrement then is a minimum. The floor is that
                # of the terms, which may be large and cancel (the normal state in a field).
                size = float(_size(self.energy, self.drive, state))
                good = decrement <= 1e3 * self.tolerance * max(1.0, size) ** 0.5
                return Settled("converged" if good else "not_converged", state, value, decrement, iteration,
                               "no lower energy along the last direction")
            state, value = moved
        return Settled("not_converged", state, value, decrement, self.max_iterations, "too many Newton steps")

    def _search(self, state, direction, value, slope) -> tuple[State, float] | None:
        """Backtrack until the energy falls enough."""
        length = 1.0
        while length > _SHORTEST:
            trial = axpy(length, direction, state)
            energy = float(_value(self.energy, self.drive, trial))
            if energy <= value + 1e-4 * length * slope:
                return trial, energy
            length /= 2
        return None


def _free(state: State, pinned: State | None) -> State:
    if pinned is None:
        return jax.tree.map(lambda leaf: jnp.ones(leaf.shape), state)
    return jax.tree.map(lambda p: 1.0 - jnp.asarray(p, float), pinned)


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


@eqx.filter_jit
def _reference_diagonal(energy: FreeEnergy, state: State, free: State):
    ones = State(jnp.ones_like(state.psi), jax.tree.map(jnp.zeros_like, state.A))
    return times(free, probing.diagonal(energy.hessian(ones, Drive()), state))


def hessian_matrix(energy: FreeEnergy, drive: Drive, state: State, pinned: State | None = None) -> BandedMatrix:
    """The Hessian at a state of a one-dimensional grid, pinned unknowns decoupled."""
    free = _free(state, pinned)
    return banded(lambda v: _product(energy, drive, state, free, v), state)


def _direct_step(energy, drive, state, free, gradient, diagonal) -> State:
    matrix = banded(lambda v: _product(energy, drive, state, free, v), state)
    shift = 0.0
    weights = _metric(energy, state)
    while not (shifted := matrix.plus_diagonal(scaled(shift, weights)) if shift else matrix).is_positive_definite():
        shift = 10 * shift if shift else 1e-3
    return scaled(-1.0, shifted.solve(gradient))


@eqx.filter_jit
def _metric(energy: FreeEnergy, state: State) -> Any:
    sample = energy.sample
    A = tuple(None if a is None else v for a, v in zip(state.A, sample.edge_volume, strict=True))
    return jax.tree.map(lambda w, leaf: w * jnp.ones_like(leaf) * (1 + 1j if jnp.iscomplexobj(leaf) else 1),
                        State(sample.node_volume, A), state)


@eqx.filter_jit
def _iterative_step(energy, drive, state, free, gradient, diagonal):
    """Newton step by conjugate gradients, cut where curvature turns negative; the gradient itself if at once."""
    hessian = energy.hessian(state, drive)
    downhill = scaled(-1.0, gradient)
    precondition = jacobi(diagonal)
    solution = conjugate_gradient(lambda v: times(free, hessian(times(free, v))), downhill, precondition,
                                  tolerance=1e-3, max_iterations=1000)
    first = precondition(downhill)
    stuck = dot(solution.x, solution.x) == 0
    return jax.tree.map(lambda a, b: jnp.where(stuck, a, b), first, solution.x)
