"""Linear solvers: potentials on nodes, preconditioners for fields on edges, conjugate gradients, bands on a line."""

from onnes.grids.solvers.conjugate_gradient import Solution, conjugate_gradient
from onnes.grids.solvers.node_equation import NodeSolver, node_solver

__all__ = ["NodeSolver", "Solution", "conjugate_gradient", "node_solver"]
