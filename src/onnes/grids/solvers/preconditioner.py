"""Preconditioners of each field separately: tridiagonal in one dimension, diagonal otherwise."""

from __future__ import annotations

import jax
import jax.numpy as jnp
from jax import lax

from onnes.grids.solvers import probing


def preconditioner(operator, like):
    """Return the map r -> P^-1 r of a local operator, P its tridiagonal part (1D) or diagonal (2D, 3D) for each field.

    Unknowns on which the operator does not depend (outside the sample) pass unchanged.
    """
    if all(leaf.ndim == 1 for leaf in jax.tree.leaves(like)):
        lower, diagonal, upper = probing.bands(operator, like)
        return lambda r: jax.tree.map(_solve_tridiagonal, lower, _positive(diagonal), upper, r)
    return jacobi(probing.diagonal(operator, like))


def jacobi(diagonal):
    """Return the map r -> r / diagonal; where the diagonal is not positive, r is unchanged."""
    positive = _positive(diagonal)
    return lambda r: jax.tree.map(lambda d, x: x / d, positive, r)


def _positive(diagonal):
    return jax.tree.map(lambda d: jnp.where(jnp.real(d) > 0, d, 1.0), diagonal)


def _solve_tridiagonal(lower, diagonal, upper, rhs):
    return lax.linalg.tridiagonal_solve(lower, diagonal, upper, rhs[:, None])[:, 0]
