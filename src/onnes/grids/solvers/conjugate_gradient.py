"""Preconditioned conjugate gradients for states."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import jax
import jax.numpy as jnp
from jax import lax
from jax.typing import ArrayLike

from onnes.grids.solvers.vectors import axpy, dot, zeros_like
from onnes.numerics.safe_division import safe_divide


class Solution(NamedTuple):
    """Outcome of a linear solve.

    Attributes:
        x: the solution, or the best found.
        iterations: products with the operator.
        converged: the residual fell below the tolerance.
        negative_curvature: a direction with v . L v <= 0 or r . P^-1 r < 0 was met, so L is not positive definite.
    """

    x: Any
    iterations: jax.Array
    converged: jax.Array
    negative_curvature: jax.Array


def conjugate_gradient(operator: Callable, rhs: Any, precondition: Callable = lambda r: r, *,
                       tolerance: ArrayLike = 1e-6, floor: ArrayLike = 0.0, max_iterations: int = 2000,
                       start: Any = None) -> Solution:
    """Solve L x = rhs for a symmetric positive (semi)definite L; stop at negative curvature.

    L may be singular (gauge freedom of vacuum) if rhs lies in its range.

    Args:
        operator: v -> L v.
        precondition: r -> P^-1 r, with P symmetric positive definite and near L.
        tolerance: stop when (r . P^-1 r)^(1/2) has fallen by this factor.
        floor: or below this value, where the right-hand side is dominated by rounding.
        start: what the solution is added to, for which no memory is then needed.
    """
    def unfinished(carry):
        _, _, _, rho, goal, k, bad = carry
        return (rho > goal) & (k <= max_iterations) & ~bad

    def iterate(carry):
        x, r, p, rho, goal, k, bad = carry
        first = k == 0
        Lp = operator(p)
        curvature = dot(p, Lp)
        bad = ~(curvature > 0) & ~first
        alpha = safe_divide(rho, curvature)
        x, r = axpy(alpha, p, x), axpy(-alpha, Lp, r)
        z = precondition(r)
        new_rho = jnp.where(bad, rho, dot(r, z))
        goal = jnp.where(first, jnp.maximum(jnp.square(tolerance) * jnp.abs(new_rho), jnp.square(floor)), goal)
        # r . P^-1 r < 0 means that P, made of parts of L, is not positive: then neither is L.
        return x, r, axpy(new_rho / rho, p, z), new_rho, goal, k + 1, bad | (new_rho < -goal)

    # The first direction too is found in the loop, in which the preconditioner is compiled once: there p = 0 leads
    # nowhere, and the infinite product before makes z the direction.
    nothing = zeros_like(rhs)
    begun = (nothing if start is None else start, rhs, nothing, jnp.asarray(jnp.inf), jnp.zeros(()),
             jnp.zeros((), int), jnp.zeros((), bool))
    x, _, _, rho, goal, k, bad = lax.while_loop(unfinished, iterate, begun)
    return Solution(x, k - 1, (rho <= goal) & ~bad, bad)
