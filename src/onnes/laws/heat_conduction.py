"""Conduction of heat on the nodes of a sample, with no flux through its sides, or with nodes that are held."""

from __future__ import annotations

from typing import NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.grids import Sample
from onnes.grids.solvers.coarsening import stencil_of
from onnes.grids.solvers.conjugate_gradient import conjugate_gradient
from onnes.grids.solvers.diffusion import Diffusion, diffusion
from onnes.grids.solvers.node_equation import NodeSolver, node_solver
from onnes.grids.solvers.vectors import dot
from onnes.numerics.jax_settings import as_array

_STIFF = 100.0
"""Rate of the fastest mode of diffusion per tau from which on multigrid repays its cost."""
_MOST_ITERATIONS = 200


class Conducted(NamedTuple):
    """Attributes: u on the nodes; what flowed into held nodes; iterations, whether they converged."""

    density: jax.Array
    outflow: jax.Array
    iterations: jax.Array
    converged: jax.Array


class Insulated(eqx.Module):
    """Solver of ``mass volume u - stiffness div(w grad u) = r`` with no flux through the sides.

    Attributes:
        solver: for mass = stiffness = 1.
        volume: of the nodes.
    """

    solver: NodeSolver
    volume: jax.Array

    def solve(self, mass, stiffness, rhs, guess, tolerance) -> Conducted:
        """Return u; its sum is exact, since what the solver leaves is made up for everywhere."""
        found = self.solver.scaled(mass, stiffness).solve(rhs, guess, tolerance)
        lacking = (jnp.sum(rhs) / mass - jnp.sum(self.volume * found.x)) / jnp.sum(self.volume)
        return Conducted(found.x + lacking, jnp.zeros(()), found.iterations, found.converged)

    def held(self, density, value):
        """Return u with the value of the nodes that are held, of which there are none."""
        return density


class WithReservoirs(eqx.Module):
    """The same with u held on some nodes, by conjugate gradients on the others.

    Attributes:
        solver: without held nodes, an approximate inverse; None where the diagonal of the operator is one.
        operator: likewise.
        volume: of the nodes.
        free: 1 on the nodes that are not held, 0 on the others and outside.
    """

    solver: NodeSolver | None
    operator: Diffusion
    volume: jax.Array
    free: jax.Array

    def solve(self, mass, stiffness, rhs, guess, tolerance) -> Conducted:
        """Return u with the values of the guess on the held nodes, and what flows into these."""
        operator = self.operator.scaled(mass, stiffness)
        image = operator(guess)
        near = None if self.solver is None else self.solver.scaled(mass, stiffness)
        diagonal = operator.inverse_diagonal()

        def precondition(r):
            r = self.free * r
            return diagonal * r if near is None else self.free * near.approximate_inverse(r)

        change = conjugate_gradient(
            operator, self.free * (rhs - image), precondition, tolerance=tolerance,
            floor=tolerance * jnp.sqrt(dot(guess, image)), max_iterations=_MOST_ITERATIONS)
        u = guess + change.x
        # What the iteration leaves is made up for on all nodes that are not held, so that no heat is lost.
        left, of_one = rhs - operator(u), operator(self.free)
        lacking = jnp.sum(self.free * left) / jnp.sum(self.free * of_one)
        outflow = jnp.sum((1 - self.free) * (left - lacking * of_one))
        return Conducted(u + lacking * self.free, outflow, change.iterations, change.converged)

    def held(self, density, value):
        """Return u with the value of the nodes that are held."""
        return jnp.where((self.free > 0) | (self.volume == 0), density, value)


Conduction = Insulated | WithReservoirs


def conduction(sample: Sample, diffusivity: float, reservoirs: np.ndarray | None) -> Conduction:
    """Return the solver for a sample.

    Args:
        diffusivity: D, for the choice of the solver.
        reservoirs: truth values of the nodes that are held, or None for no such nodes.
    """
    gaps = np.concatenate([np.ravel(sample.edge_length[d]) for d in sample.grid.resolved])
    volume = np.asarray(sample.node_volume)
    stiff = bool(8 * diffusivity / np.min(gaps) ** 2 > _STIFF)
    if reservoirs is None:
        return Insulated(node_solver(sample, mass=1.0, stiff=stiff), as_array(volume))
    solver = node_solver(sample, mass=1.0) if stiff else None
    weights = [np.asarray(sample.edge_weight[d]) for d in sample.grid.resolved]
    operator = diffusion(stencil_of(weights, sample.grid.shape), volume)
    return WithReservoirs(solver, operator, as_array(volume), as_array(np.where(reservoirs | (volume == 0), 0.0, 1.0)))
