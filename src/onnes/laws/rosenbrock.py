"""One step of a Rosenbrock method for ``M du/dt = -grad F(u, t)``, M diagonal and possibly zero.

The matrix of every stage is M/(h gamma) + H with H the Hessian of the free energy: symmetric, so
conjugate gradients apply, and positive definite unless the step is longer than an instability of
the state takes to grow; a direction of negative curvature therefore rejects the step.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp

from onnes.energies import FreeEnergy, State
from onnes.grids.solvers import conjugate_gradient
from onnes.grids.solvers.vectors import axpy, scaled, times, zeros_like
from onnes.laws.preconditioning import Preparation, approximate_inverse
from onnes.laws.tableau import Tableau


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
    start = _downhill(energy, drive, state, t)
    drift = jax.jvp(lambda s: _downhill(energy, drive, state, s), (t,), (jnp.ones_like(t),))[1]

    stages: list[Any] = []
    iterations, solved = jnp.zeros((), int), jnp.ones((), bool)
    for i in range(len(tableau.m)):
        rhs = start if not any(tableau.a[i]) and tableau.alpha[i] == 0 else _downhill(
            energy, drive, _combine(state, tableau.a[i], stages), t + tableau.alpha[i] * h)
        rhs = axpy(tableau.gamma_sum[i] * h, drift, rhs)
        if i:
            rhs = jax.tree.map(jnp.add, rhs, times(scaled(1 / h, mass),
                                                   _combine(zeros_like(state), tableau.c[i], stages)))
        solution = conjugate_gradient(operator, rhs, precondition, tolerance=linear_tolerance, floor=floor,
                                      max_iterations=500)
        stages.append(solution.x)
        iterations += solution.iterations
        solved &= solution.converged & ~solution.negative_curvature
    return Step(_combine(state, tableau.m, stages), _combine(zeros_like(state), tableau.e, stages), iterations, solved)


def _downhill(energy, drive, state, t):
    return scaled(-1.0, energy.gradient(state, drive(t)))


def _combine(base, coefficients, stages):
    """base + sum of coefficients times stages."""
    for coefficient, stage in zip(coefficients, stages, strict=False):
        if coefficient:
            base = axpy(coefficient, stage, base)
    return base
