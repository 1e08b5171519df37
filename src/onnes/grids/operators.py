"""Discrete grad, curl and div: differences of neighbours on integrated values.

They act on integrals (a phase on nodes, circulations on edges, fluxes on faces), so they contain
no lengths; ``curl(grad(f))`` and ``div(curl(c))`` vanish because each is a sum of pairs of equal
numbers of opposite sign: to the last bit where no sum rounds, to rounding otherwise.
"""

from __future__ import annotations

from typing import Any

import jax.numpy as jnp

from onnes.grids.edges import Components
from onnes.grids.grid import DIRECTIONS, Grid, Layout


def grad(grid: Grid, f) -> Components:
    """Return circulations of the gradient: differences of node values along every resolved edge."""
    return tuple(grid.difference(f, d) if d in grid.resolved else None for d in DIRECTIONS)


def curl(grid: Grid | Layout, circulation: Components) -> Components:
    """Return fluxes through faces with normal k: d_i c_j - d_j c_i, (i, j, k) cyclic; None where identically zero."""
    return tuple(flux_through(grid, circulation, k) for k in DIRECTIONS)


def flux_through(grid: Grid | Layout, circulation: Components, k: int):
    """Return the component of `curl` along k."""
    i, j = (k + 1) % 3, (k + 2) % 3
    first = _derivative(grid, circulation[j], i)
    second = _derivative(grid, circulation[i], j)
    if first is None and second is None:
        return None
    if first is None or second is None:
        return first if second is None else -second
    return first - second


def _derivative(grid, component, direction):
    """Return differences of a component along a direction; None where they vanish identically."""
    if component is None or (direction not in grid.resolved and grid.harmonic(direction) == 0.0):
        return None
    return grid.difference(component, direction)


def div(grid: Grid, flux: Components):
    """Return the net flux out of each cell: the sum over directions of differences of face fluxes."""
    parts = (_derivative(grid, flux[k], k) for k in DIRECTIONS)
    return sum((part for part in parts if part is not None), jnp.zeros(()))


def grad_adjoint(grid: Grid, edges: Components):
    """Return the transpose of `grad`: sum over edges of (grad f) c = sum over nodes of f grad_adjoint(c)."""
    total: Any = 0.0
    for d in grid.resolved:
        if edges[d] is not None:
            axis = grid.array_axis(d)
            pad = [(1, 1) if a == axis else (0, 0) for a in range(len(grid.shape))]
            total = total - jnp.diff(jnp.pad(edges[d], pad), axis=axis)
    return total
