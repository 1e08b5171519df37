"""One step of a Rosenbrock method for ``M du/dt = -grad F(u, t)``, M diagonal and possibly zero.

The matrix of every stage is M/(h gamma) + H with H the Hessian of the free energy: symmetric, so
conjugate gradients apply, and positive definite unless the step is longer than an instability of
the state takes to grow; a direction of negative curvature therefore rejects the step.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, NamedTuple

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from onnes.energies import Drive, FreeEnergy, State
from onnes.errors import InputError
from onnes.grids import Sample
from onnes.grids.edges import edgewise
from onnes.grids.solvers import conjugate_gradient
from onnes.grids.solvers.vectors import axpy, scaled, times, zeros_like
from onnes.laws.preconditioning import Preparation, approximate_inverse, prepare
from onnes.laws.steppers.stepper import Attempt, Stepper
from onnes.laws.steppers.tableau import RODAS3, Tableau
from onnes.numerics.safe_division import safe_divide

if TYPE_CHECKING:
    from onnes.laws.heat import HeatState
    from onnes.laws.tdgl import TDGL

_FLOOR = 1e-2


class Setup(NamedTuple):
    """Attributes: mass of every degree of freedom, the preconditioner's parts, weights of the error."""

    mass: State
    preparation: Preparation
    weight: State


@dataclass(frozen=True)
class Rosenbrock(Stepper):
    """Linearly implicit in psi and A together.

    Where the conductivity is zero (vacuum) A has no inertia and follows at once: it is solved as a constraint
    instead of giving vacuum a small conductivity. Real metals make the field a thousand times stiffer or slower than
    psi and neither limits the step.
    """

    tableau: Tableau = RODAS3

    @property
    def order(self) -> int:
        return self.tableau.order

    @property
    def growth(self) -> float:
        return 3.0

    def prepare(self, law: TDGL, state: State) -> Setup:
        if law.pinned is not None or law.heat is not None or bool(np.any(law.pair_breaking)):
            raise InputError("stepper", "a Rosenbrock method with pair breaking, pinned nodes or heat", "split steps",
                             "Take stepper=Split().")
        sample = law.energy.sample
        return Setup(inertia(sample, state, law.relaxation_time, law.conductivity), prepare(law.energy, state),
                     _error_weight(sample, state))

    def begin(self, law: TDGL, setup: Setup, state: State, t: Any) -> tuple[State, tuple]:
        return state, ()

    def attempt(self, law: TDGL, setup: Setup, drive, state: State, memory: tuple, heat: HeatState | None, t,
                h) -> Attempt:
        floor = _FLOOR * law.tolerance * law.linear_tolerance
        trial = step(self.tableau, law.energy, drive, setup.mass, (law.relaxation_time, law.conductivity),
                     setup.preparation, state, t, h, law.linear_tolerance, floor)
        error = _largest(setup.weight, trial.error) / law.tolerance
        relaxation, joule, work = _balance(law.energy, setup.mass, drive, state, trial.state, t, h)
        return Attempt(trial.state, memory, error, trial.solved, jnp.asarray(jnp.inf), trial.iterations, relaxation,
                       joule, work)

    def energy(self, law: TDGL, setup: Setup, state: State, memory: tuple, drive: Drive):
        return law.energy(state, drive)


def inertia(sample: Sample, state: State, relaxation_time, conductivity) -> State:
    """M of ``M du/dt = -grad F``: 2 tau dV for psi, 2 sigma dV for A; zero in vacuum."""
    A = edgewise(lambda _, volume: 2 * conductivity * volume, state.A, sample.edge_volume)
    return State(2 * relaxation_time * sample.node_volume, A)


def _error_weight(sample: Sample, state: State) -> State:
    """1 well inside the sample, less in cut cells, 0 in vacuum, where A is no more than a gauge choice."""
    def share(volume):
        return jnp.sqrt(volume / jnp.max(volume))

    return State(share(sample.node_volume), edgewise(lambda _, volume: share(volume), state.A, sample.edge_volume))


def _largest(weight: State, error: State):
    parts = jax.tree.map(lambda w, e: jnp.max(w * jnp.abs(e)), weight, error)
    return jnp.maximum(jnp.max(jnp.stack(jax.tree.leaves(parts))), 1e-12)


def _balance(energy: FreeEnergy, mass: State, drive: Callable, begin: State, end: State, t, h):
    """Heats and source work of one step, from the cubic through both ends and their velocities.

    Heat is ``int M |du/dt|^2 dt``; work is ``int dF/dt|_u dt`` by Simpson's rule.
    """
    change = axpy(-1.0, begin, end)
    v0 = _velocity(energy, drive, mass, begin, t)
    v1 = _velocity(energy, drive, mass, end, t + h)
    heat = jax.tree.map(lambda m, d, a, b: jnp.sum(m * _squared_speed(d, a, b, h)), mass, change, v0, v1)
    middle = jax.tree.map(lambda u, w, a, b: 0.5 * (u + w) + h / 8 * (a - b), begin, end, v0, v1)
    rate = [jax.jvp(lambda s, u=u: energy(u, drive(s)), (when,), (jnp.ones_like(when),))[1]
            for u, when in ((begin, t), (middle, t + h / 2), (end, t + h))]
    joule = sum(jax.tree.leaves(heat.A), jnp.zeros(()))
    return heat.psi, joule, h / 6 * (rate[0] + 4 * rate[1] + rate[2])


def _velocity(energy, drive, mass, state, t):
    gradient = energy.gradient(state, drive(t))
    return jax.tree.map(lambda m, g: safe_divide(-g, m), mass, gradient)


def _squared_speed(change, v0, v1, h):
    """``int |du/dt|^2 dt`` of the cubic with these ends."""
    def product(a, b):
        return jnp.real(jnp.conj(a) * b)

    ends = 2 * product(v0, v0) + 2 * product(v1, v1) - product(v0, v1)
    return 1.2 * product(change, change) / h - 0.2 * product(change, v0 + v1) + h / 15 * ends


class Step(NamedTuple):
    """Attributes: state after the step, error estimate, linear iterations, whether the solves succeeded."""

    state: State
    error: State
    iterations: jax.Array
    solved: jax.Array


def step(tableau: Tableau, energy: FreeEnergy, drive: Callable, mass: State, inertias, preparation: Preparation,
         state: State, t, h, linear_tolerance, floor) -> Step:
    """Advance by h from (state, t).

    Args:
        drive: t -> Drive.
        mass: M, the inertia of every degree of freedom.
        inertias: tau and sigma, of which M is made.
        preparation: see `onnes.laws.preconditioning`.
        linear_tolerance, floor: of the linear solves, see `conjugate_gradient`.
    """
    shift = scaled(1 / (tableau.gamma * h), mass)
    hessian = energy.hessian(state, drive(t))

    def operator(v):
        return jax.tree.map(jnp.add, times(shift, v), hessian(v))

    rates = tuple(2 * inertia / (tableau.gamma * h) for inertia in inertias)
    precondition = approximate_inverse(preparation, energy, state, shift, rates, operator)
    drift = jax.jvp(lambda s: _downhill(energy, drive, state, s), (t,), (jnp.ones_like(t),))[1]
    row, count = _rows(tableau), len(tableau.m)

    def stage(i, carry):
        stages, iterations, solved = carry
        rhs = _downhill(energy, drive, _combine(state, row.a[i], stages), t + row.alpha[i] * h)
        rhs = axpy(row.gamma_sum[i] * h, drift, rhs)
        rhs = jax.tree.map(jnp.add, rhs, times(scaled(1 / h, mass), _combine(zeros_like(state), row.c[i], stages)))
        solution = conjugate_gradient(operator, rhs, precondition, tolerance=linear_tolerance, floor=floor,
                                      max_iterations=500)
        stages = tuple(jax.tree.map(lambda new, old, j=j: jnp.where(i == j, new, old), solution.x, stages[j])
                       for j in range(count))
        return stages, iterations + solution.iterations, solved & solution.converged & ~solution.negative_curvature

    # One loop: written out, the solver would be compiled once for each stage, which takes seconds.
    start = (zeros_like(state),) * count, jnp.zeros((), int), jnp.ones((), bool)
    stages, iterations, solved = lax.fori_loop(0, count, stage, start)
    return Step(_combine(state, tableau.m, stages), _combine(zeros_like(state), tableau.e, stages), iterations, solved)


def _rows(tableau: Tableau) -> Tableau:
    """Return the coefficients as arrays, those of a and c in squares with zeros on and above the diagonal."""
    n = len(tableau.m)
    a, c = (jnp.asarray([(*row, *[0.0] * (n - len(row))) for row in rows]) for rows in (tableau.a, tableau.c))
    return replace(tableau, a=a, c=c, alpha=jnp.asarray(tableau.alpha), gamma_sum=jnp.asarray(tableau.gamma_sum))


def _downhill(energy, drive, state, t):
    return scaled(-1.0, energy.gradient(state, drive(t)))


def _combine(base, coefficients, stages):
    """base + sum of coefficients times stages."""
    for coefficient, stage in zip(coefficients, stages, strict=True):
        base = axpy(coefficient, stage, base)
    return base
