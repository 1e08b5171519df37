"""Linear solvers: conjugate gradients with a preconditioner for any grid, direct bands in one dimension."""

from onnes.grids.solvers.conjugate_gradient import Solution, conjugate_gradient

__all__ = ["Solution", "conjugate_gradient"]
