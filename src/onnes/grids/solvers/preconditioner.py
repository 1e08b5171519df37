"""Preconditioners: each field by itself, by lines in one dimension and by its diagonal otherwise."""

from __future__ import annotations

import jax
import jax.numpy as jnp
from jax import lax

from onnes.grids.solvers import probing


def preconditioner(operator, like):
    """r -> P^-1 r for a local operator, P its field-by-field tridiagonal part (1D) or diagonal (2D, 3D).

    Degrees of freedom that the operator does not see (outside the sample) pass unchanged.
    """
    if all(leaf.ndim == 1 for leaf in jax.tree.leaves(like)):
        lower, diagonal, upper = probing.bands(operator, like)
        return lambda r: jax.tree.map(_solve_tridiagonal, lower, _living(diagonal), upper, r)
    return jacobi(probing.diagonal(operator, like))


def jacobi(diagonal):
    """r -> r / diagonal."""
    living = _living(diagonal)
    return lambda r: jax.tree.map(lambda d, x: x / d, living, r)


def _living(diagonal):
    return jax.tree.map(lambda d: jnp.where(jnp.real(d) > 0, d, 1.0), diagonal)


def _solve_tridiagonal(lower, diagonal, upper, rhs):
    return lax.linalg.tridiagonal_solve(lower, diagonal, upper, rhs[:, None])[:, 0]
