"""London's theory: |psi| held, dF/dA = 0, for any |psi|(r)."""

from __future__ import annotations

from dataclasses import dataclass

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies import Drive, FreeEnergy, State
from onnes.errors import InputError
from onnes.grids.solvers import conjugate_gradient, probing
from onnes.grids.solvers.banded import banded
from onnes.grids.solvers.field_multigrid import FieldLevel, field_inverse, field_levels
from onnes.grids.solvers.preconditioner import jacobi
from onnes.grids.solvers.vectors import all_finite, dot, times
from onnes.laws.outcome import Ending, Outcome

_MANY = 40_000
"""Nodes from which multigrid repays the time to compile it; its iterations, about ten, do not grow with the grid."""


@dataclass(frozen=True)
class London:
    """Solve ``dF/dA = 0`` at a given psi.

    For London's theory F must be quadratic in A: psi real and uniform along resolved edges that
    carry a component of A would make sin of the link appear, which this law linearises (London is
    the limit of small supervelocity): ``J = -|psi|^2 A``, ``kappa^2 curl curl A = J``. H3, H7, W30.

    Attributes:
        energy: the free energy; only its terms with A matter.
        drive: applied field.
        tolerance: of the linear solve.

    Raises:
        InputError: no component of A to settle.
    """

    energy: FreeEnergy
    drive: Drive
    tolerance: float = 1e-12

    def run(self, state: State) -> Outcome:
        """Return the A of least energy at the psi of ``state``, linearised about the state's own A."""
        if not jax.tree.leaves(state.A):
            raise InputError("state", "no component of A", "a state with a vector potential")
        downhill = _downhill(self.energy, self.drive, state)
        if not bool(all_finite(downhill)):
            return Outcome("not_a_number", state, "a value that is not finite appeared")
        if state.psi.ndim == 1:
            matrix = banded(lambda v: _product(self.energy, self.drive, state, v), state.A)
            change = matrix.solve(downhill)
            return Outcome("converged", _moved(state, change), "solved directly", iterations=1)
        solution = _solve(self.energy, self.drive, state, _levels(self.energy, state), self.tolerance)
        status: Ending = "converged" if bool(solution.converged) else "not_converged"
        return Outcome(status, _moved(state, solution.x), "conjugate gradients", iterations=int(solution.iterations))


@eqx.filter_jit
def _moved(state: State, change) -> State:
    return State(state.psi, jax.tree.map(jnp.add, state.A, change))


def _levels(energy: FreeEnergy, state: State) -> tuple[FieldLevel, ...] | None:
    """Return the levels of multigrid; None for few unknowns, or a component of A along an ignorable direction."""
    grid = energy.sample.grid
    in_plane = all((a is not None) == (d in grid.resolved) for d, a in enumerate(state.A))
    if not in_plane or energy.field_stiffness is None or state.psi.size < _MANY:
        return None
    return field_levels(energy.sample)


def _force(energy, drive, psi):
    return jax.grad(lambda A: energy(State(psi, A), drive))


@eqx.filter_jit
def _downhill(energy: FreeEnergy, drive: Drive, state: State):
    return jax.tree.map(jnp.negative, _force(energy, drive, state.psi)(state.A))


@eqx.filter_jit
def _product(energy: FreeEnergy, drive: Drive, state: State, vector):
    return jax.linearize(_force(energy, drive, state.psi), state.A)[1](vector)


@eqx.filter_jit
def _solve(energy: FreeEnergy, drive: Drive, state: State, levels, tolerance):
    stiffness = jax.linearize(_force(energy, drive, state.psi), state.A)[1]
    diagonal = probing.diagonal(stiffness, state.A)
    rhs = jax.tree.map(jnp.negative, _force(energy, drive, state.psi)(state.A))
    # Near a settled A the force is rounding, which lies in no range and must not be solved for.
    floor = tolerance * jnp.sqrt(dot(state.A, times(diagonal, state.A)))
    inverse = jacobi(diagonal) if levels is None else _multigrid(energy, drive, state, levels)
    return conjugate_gradient(stiffness, rhs, inverse, tolerance=tolerance, floor=floor, max_iterations=20000)


def _multigrid(energy: FreeEnergy, drive: Drive, state: State, levels):
    """Return one V-cycle for the mass that the condensate gives to A and the curl curl of the field's energy."""
    assert energy.field_stiffness is not None, "levels are made where the field has an energy"
    of_matter = jax.linearize(_force(energy.matter, drive, state.psi), state.A)[1]
    mass = jax.tree.map(lambda m: jnp.maximum(m, 0.0), probing.diagonal(of_matter, state.A))
    stiffness = energy.field_stiffness
    assert stiffness is not None
    return field_inverse(levels, mass, 2 * stiffness)
