"""Linear solvers: one door for potentials, conjugate gradients for any law, direct bands in one dimension."""

from onnes.grids.solvers.conjugate_gradient import Solution, conjugate_gradient
from onnes.grids.solvers.node_equation import NodeSolver, node_solver

__all__ = ["NodeSolver", "Solution", "conjugate_gradient", "node_solver"]
