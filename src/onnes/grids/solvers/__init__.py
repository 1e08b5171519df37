"""Linear solvers: potentials on nodes, fields on edges, conjugate gradients, direct bands in one dimension."""

from onnes.grids.solvers.conjugate_gradient import Solution, conjugate_gradient
from onnes.grids.solvers.field_multigrid import FieldSolver, field_solver
from onnes.grids.solvers.node_equation import NodeSolver, node_solver
from onnes.grids.solvers.out_of_plane import OutOfPlaneSolver, out_of_plane_solver

__all__ = ["FieldSolver", "NodeSolver", "OutOfPlaneSolver", "Solution", "conjugate_gradient", "field_solver",
           "node_solver", "out_of_plane_solver"]
