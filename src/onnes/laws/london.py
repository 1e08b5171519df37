"""London's theory: |psi| held, dF/dA = 0, for any |psi|(r)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies import Drive, FreeEnergy, State
from onnes.errors import InputError
from onnes.grids.complex_parts import squared_modulus
from onnes.grids.links import ends
from onnes.grids.solvers import conjugate_gradient, probing
from onnes.grids.solvers.banded import banded
from onnes.grids.solvers.preconditioner import jacobi
from onnes.grids.solvers.vectors import axpy, dot, is_finite, times
from onnes.laws.ampere import current_by_ampere
from onnes.laws.outcome import Outcome
from onnes.laws.preconditioning import FieldPreconditioner, field_preconditioner
from onnes.laws.sheet_response import SheetCarriers, per_weight, sheet_carriers, sheet_response
from onnes.results import Status

_MANY = 40_000
"""Nodes from which multigrid repays the time to compile it; its iterations, about ten, do not grow with the grid."""


class Response(NamedTuple):
    """A state of London's theory.

    Attributes:
        state: psi as given, and A.
        current: through the dual face of every edge.
        potential: chi on the nodes of a film; None for other bodies.
        energy: free energy.
        iterations: of the linear solve.
        converged: whether it reached its tolerance.
        tools: what the next response may use again.
    """

    state: State
    current: Any
    potential: jax.Array | None
    energy: jax.Array
    iterations: int
    converged: bool
    tools: Any = None


@dataclass(frozen=True)
class London:
    """Solve ``dF/dA = 0`` at a given psi.

    The supercurrent is proportional to the supervelocity, ``J = |psi|^2 (grad theta - A)`` (London is the limit of
    small supervelocity): F is expanded to second order about the A at which the phase steps of psi carry no current.
    Ampere's law ``kappa^2 curl curl A = J`` in a body, ``A = A_applied + Q K + grad chi`` with ``div K = 0`` in a thin
    film. The fluxoids of psi are kept; of the phase step along an edge the value nearest to the state's own A counts.
    H3, H7, W30.

    Attributes:
        energy: the free energy; only its terms with A matter. Of a film, a term couples each edge to itself alone.
        drive: applied field, currents.
        tolerance: of the linear solve of a body.

    Raises:
        InputError: no component of A to settle.
    """

    energy: FreeEnergy
    drive: Drive
    tolerance: float = 1e-12

    def run(self, state: State) -> Outcome:
        """Return the A of least energy at the psi of ``state``."""
        if not jax.tree.leaves(state.A):
            raise InputError("state", "no component of A", "a state with a vector potential")
        found = self.response(state)
        if not is_finite(found.state):
            return Outcome("not_a_number", state, "a value that is not finite appeared")
        status: Status = "converged" if found.converged else "not_converged"
        return Outcome(status, found.state, "solved directly" if state.psi.ndim == 1 else "conjugate gradients",
                       iterations=found.iterations, energy=float(found.energy), current=found.current)

    def response(self, state: State, tools: Any = None) -> Response:
        """Return the state of least energy with its current and potential.

        Args:
            state: its psi decides; its A is the first guess.
            tools: of an earlier response of the same sample.
        """
        rest = _at_rest(self.energy, state) if jnp.iscomplexobj(state.psi) else state
        if self.energy.sheet is not None:
            return self._of_film(rest, tools)
        if state.psi.ndim == 1:
            downhill = _downhill(self.energy, self.drive, rest)
            if not is_finite(downhill):
                return self._of_body(rest, State(state.psi, downhill), 1, False, None)
            matrix = banded(lambda v: _product(self.energy, self.drive, rest, v), state.A)
            return self._of_body(rest, _moved(rest, matrix.solve(downhill)), 1, True, None)
        if tools is None:
            tools = field_preconditioner(self.energy, state.A, _MANY), state.A
        preconditioner, guess = tools
        solution = _solve(self.energy, self.drive, rest, guess, preconditioner, self.tolerance)
        return self._of_body(rest, State(state.psi, solution.x), int(solution.iterations), bool(solution.converged),
                             (preconditioner, solution.x))

    def _of_body(self, rest: State, state: State, iterations: int, converged: bool, tools: Any) -> Response:
        current, energy = _current_and_energy(self.energy, self.drive, rest, state)
        return Response(state, current, None, energy, iterations, converged, tools)

    def _of_film(self, rest: State, tools: SheetCarriers | None) -> Response:
        at_rest, weight = carriers_of_film(self.energy, self.drive, rest)
        carriers = sheet_carriers(self.energy, weight, tools)
        found = sheet_response(carriers, at_rest, self.drive)
        state = State(rest.psi, self.energy.sample.per_length(found.circulation))
        energy = _energy_of_film(self.energy, self.drive, rest, weight, state, found.current)
        return Response(state, found.current, found.potential, energy, int(found.iterations), bool(found.converged),
                        carriers)


@eqx.filter_jit
def _at_rest(energy: FreeEnergy, state: State) -> State:
    """Return a complex psi and the A at which its phase steps carry no current; along ignorable directions its own."""
    grid, components = energy.sample.grid, list(state.A)
    for d in grid.resolved:
        A, length = state.A[d], energy.sample.edge_length[d]
        if A is not None:
            here, there = ends(state.psi, grid.array_axis(d))
            components[d] = A + jnp.angle(jnp.conj(here) * there * jnp.exp(-1j * length * A)) / length
    return State(state.psi, tuple(components))


@eqx.filter_jit
def _moved(state: State, change) -> State:
    return State(state.psi, axpy(1.0, change, state.A))


def _force(energy, drive, psi):
    return jax.grad(lambda A: energy(State(psi, A), drive))


@eqx.filter_jit
def _downhill(energy: FreeEnergy, drive: Drive, rest: State):
    return jax.tree.map(jnp.negative, _force(energy, drive, rest.psi)(rest.A))


@eqx.filter_jit
def _product(energy: FreeEnergy, drive: Drive, rest: State, vector):
    return jax.linearize(_force(energy, drive, rest.psi), rest.A)[1](vector)


@eqx.filter_jit
def _solve(energy: FreeEnergy, drive: Drive, rest: State, guess, preconditioner: FieldPreconditioner | None,
           tolerance):
    """Return the solution A of ``f + H (A - A_rest) = 0``, f and H the force and the Hessian at rest."""
    force, stiffness = jax.linearize(_force(energy, drive, rest.psi), rest.A)
    left = jax.tree.map(lambda f, k: -f - k, force, stiffness(axpy(-1.0, rest.A, guess)))
    if preconditioner is None:
        diagonal = probing.diagonal(stiffness, rest.A)
        inverse, size = jacobi(diagonal), dot(guess, times(diagonal, guess))
    else:
        mass = jax.linearize(_force(energy.matter, drive, rest.psi), rest.A)[1](jax.tree.map(jnp.ones_like, rest.A))
        largest = 2 * jnp.max(squared_modulus(rest.psi))
        inverse = preconditioner.inverse(energy.sample, mass, largest, 2 * jnp.asarray(energy.field_stiffness))
        size = dot(guess, stiffness(guess))
    # Near a settled A the force is rounding, which lies in no range and must not be solved for.
    solution = conjugate_gradient(stiffness, left, inverse, tolerance=tolerance, floor=tolerance * jnp.sqrt(size),
                                  max_iterations=20000)
    return solution._replace(x=axpy(1.0, solution.x, guess))


@eqx.filter_jit
def _current_and_energy(energy: FreeEnergy, drive: Drive, rest: State, state: State):
    """The energy is ``F + f . (A - A_rest)/2`` where the force vanishes."""
    force = _force(energy, drive, rest.psi)(rest.A)
    change = axpy(-1.0, rest.A, state.A)
    return current_by_ampere(energy.field, state.A, drive), energy(rest, drive) + 0.5 * dot(force, change)


def _matter_force(energy: FreeEnergy, drive: Drive, psi):
    """Half of the force of the matter on circulations."""
    def of(a):
        return 0.5 * energy.matter(State(psi, energy.sample.per_length(a)), drive)

    return jax.grad(of)


@eqx.filter_jit
def carriers_of_film(energy: FreeEnergy, drive: Drive, rest: State):
    """Return the circulations at which no current flows and W of ``I = W (p - a)``, per resolved direction."""
    turns = energy.sample.circulation(rest.A)
    force, stiffness = jax.linearize(_matter_force(energy, drive, rest.psi), turns)
    weight = stiffness(jax.tree.map(jnp.ones_like, turns))
    return axpy(-1.0, per_weight(force, weight), turns), weight


@eqx.filter_jit
def _energy_of_film(energy: FreeEnergy, drive: Drive, rest: State, weight, state: State, current):
    change = axpy(-1.0, rest.A, state.A)
    moved = energy.sample.circulation(change)
    force = jax.grad(lambda A: energy.matter(State(rest.psi, A), drive))(rest.A)
    sheet = energy.sheet
    assert sheet is not None
    return (energy.matter(rest, drive) + dot(force, change) + dot(moved, times(weight, moved))
            + sheet.energy_of(current))
