"""Exact inverses on a box of ``c + kappa^2 curl curl`` for fields and ``c - s laplacian`` for potentials.

In the modes of its axes, see `axis_modes`, curl curl on a tensor-product Cartesian grid is the 3x3 matrix
|k|^2 - k k^T for each mode k, whose inverse with c is (1/c) k k^T/|k|^2 + (1 - k k^T/|k|^2)/(c + kappa^2 |k|^2).
"""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np

from onnes.grids.grid import DIRECTIONS, Grid
from onnes.grids.solvers.axis_modes import Basis, End, axis_modes
from onnes.numerics.safe_division import safe_divide

__all__ = ["Basis", "bases", "inverse", "node_inverse"]


def bases(grid: Grid, mirrors: tuple[End, ...] = ()) -> tuple[Basis, ...] | None:
    """Return the modes of every resolved axis, with mirror planes at ends; None if the grid is not Cartesian."""
    if grid.coordinates != "cartesian":
        return None
    return tuple(axis_modes(np.asarray(grid.nodes[d]), tuple(end for direction, end in mirrors if direction == d),
                            periodic=d in grid.periodic) for d in grid.resolved)


def inverse(bases: tuple[Basis, ...], resolved: tuple[int, ...], mass, stiffness):
    """Return the map r -> (mass + stiffness curl curl)^-1 r for the components of A, per cell.

    Args:
        mass, stiffness: positive scalars; the operator is mass * (cell volume) + stiffness * curl* curl
            on fields, as in the Hessian of a free energy without apertures.
    """
    k = _outer([basis.wave_numbers for basis in bases])
    squared = sum(component**2 for component in k)
    safe = jnp.where(squared > 0, squared, 1.0)

    def apply(A):
        modes = [_forward(A[d], bases, axis) for axis, d in enumerate(resolved)]
        along = sum(kd * a for kd, a in zip(k, modes, strict=True)) / safe
        across = 1 / (mass + stiffness * squared)
        solved = [across * a + (1 / mass - across) * kd * along for kd, a in zip(k, modes, strict=True)]
        back = {d: _backward(solved[axis], bases, axis) for axis, d in enumerate(resolved)}
        return tuple(back.get(d) for d in DIRECTIONS)

    return apply


def node_inverse(bases: tuple[Basis, ...], mass, stiffness):
    """Return the map f -> (mass - stiffness laplacian)^-1 f on nodes, per cell.

    Without mass the constant mode has no inverse and becomes 0.
    """
    squared = sum(component**2 for component in _outer([basis.wave_numbers for basis in bases]))
    root = _root_volume(bases, None)
    whole = mass + stiffness * squared

    def apply(f):
        modes = f / root
        for a, basis in enumerate(bases):
            modes = basis.node_modes(modes, a)
        modes = safe_divide(modes, whole)
        for a, basis in enumerate(bases):
            modes = basis.node_values(modes, a)
        return modes / root

    return apply


def _outer(vectors):
    count = len(vectors)
    return [v.reshape([-1 if a == axis else 1 for a in range(count)]) for axis, v in enumerate(vectors)]


def _root_volume(bases, axis):
    """Return the root of the volume of an edge along ``axis``, or of a node if it is None."""
    total = jnp.ones(())
    for a, basis in enumerate(bases):
        total = jnp.multiply.outer(total, basis.gaps if a == axis else basis.dual_gaps)
    return jnp.sqrt(total)


def _forward(component, bases, axis):
    """Return the amplitudes of the modes of a component along ``axis``."""
    values = component / _root_volume(bases, axis)
    for a, basis in enumerate(bases):
        values = basis.edge_modes(values, a) if a == axis else basis.node_modes(values, a)
    return values


def _backward(modes, bases, axis):
    for a, basis in enumerate(bases):
        modes = basis.edge_values(modes, a) if a == axis else basis.node_values(modes, a)
    return modes / _root_volume(bases, axis)
