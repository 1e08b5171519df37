"""``m A + s curl* curl A = r`` for the one component of A that points along an ignorable direction.

A_theta on (r, z), A_z on (x, y), A_phi of a sphere: the circulation c = A |edge| closes on its own node, curl takes
differences of it between nodes, and the equation is that of a potential, with the faces' weights as conductivity.
"""

from __future__ import annotations

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax.typing import ArrayLike

from onnes.errors import InputError
from onnes.grids.grid import NAMES
from onnes.grids.sample import Sample
from onnes.grids.solvers.conjugate_gradient import Solution
from onnes.grids.solvers.node_equation import NodeSolver, node_solver
from onnes.numerics.safe_division import safe_divide


class OutOfPlaneSolver(eqx.Module):
    """Attributes: the solver for circulations; 1/length of the edges, 0 on an axis, where there is no circulation."""

    circulations: NodeSolver
    per_length: jax.Array

    def solve(self, rhs, guess=None, tolerance: ArrayLike = 1e-10) -> Solution:
        """A for r per cell; arguments and outcome as those of `NodeSolver`."""
        start = None if guess is None else safe_divide(guess, self.per_length)
        solution = self.circulations.solve(self.per_length * rhs, start, tolerance)
        return solution._replace(x=self.per_length * solution.x)


def out_of_plane_solver(sample: Sample, direction: int, mass, stiffness: float = 1.0) -> OutOfPlaneSolver:
    """The solver for A along an ignorable direction.

    Args:
        mass: m >= 0 per cell (integrated), shape of the grid; 0 in vacuum.
        stiffness: s, such as kappa^2.

    Raises:
        InputError: a resolved direction.
    """
    grid = sample.grid
    if direction in grid.resolved:
        raise InputError("direction", NAMES[grid.coordinates][direction], "an ignorable direction",
                         "For the components along resolved directions use field_solver.")
    length = np.broadcast_to(sample.edge_length[direction], grid.shape)
    open_ = length > 0
    per_length = safe_divide(1.0, length)
    c_mass = np.asarray(mass) * per_length**2
    weights = []
    for across in range(3):
        if across == direction:
            continue
        weight = stiffness * np.broadcast_to(sample.face_weight[3 - direction - across], grid.cell_shape((across,)))
        if across not in grid.resolved:
            c_mass = c_mass + grid.harmonic(across) ** 2 * weight
        else:
            axis = grid.array_axis(across)
            low, high = np.delete(open_, -1, axis), np.delete(open_, 0, axis)
            # c = 0 on the axis: what couples to it holds its neighbour.
            c_mass = c_mass + _at(weight * (low & ~high), axis, 0) + _at(weight * (high & ~low), axis, 1)
            weights.append(weight * (low & high))
    return OutOfPlaneSolver(node_solver(sample, mass=np.where(open_, c_mass, 0.0), weights=weights),
                            jnp.asarray(per_length))


def _at(edges: np.ndarray, axis: int, end: int) -> np.ndarray:
    """Edge values at the node at one end."""
    return np.pad(edges, [((1, 0) if end else (0, 1)) if a == axis else (0, 0) for a in range(edges.ndim)])
