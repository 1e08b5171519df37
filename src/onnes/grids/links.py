"""Link variables: the vector potential in a gauge-invariant difference.

On the edge from node i to node j, U = exp(-i c) with c = (q/hbar) A |edge| the circulation in
units of Phi_0 / 2 pi. Under psi -> psi exp(i chi), c -> c + chi_j - chi_i the difference
U psi_j - psi_i only turns with psi_i, so its modulus is gauge invariant to round-off.

Arrays of links have one more edge before the first node and one after the last. Every node then has an edge on either
side at a fixed distance in memory, and loops over nodes need no branch at the ends of the grid.
"""

from __future__ import annotations

from functools import partial, reduce

import jax
import jax.numpy as jnp
from jax import lax

from onnes.grids.complex_parts import scaled
from onnes.grids.edges import Components
from onnes.grids.grid import Grid
from onnes.grids.unit_phase import unit_phase


@partial(jax.custom_jvp, nondiff_argnums=(1,))
def link(circulation, axis: int):
    """Return U = exp(-i c) on the edges along an array axis, and U = 1 on one more at either end."""
    return unit_phase(-surrounded(circulation, axis))


@link.defjvp
def _derivative(axis, primals, tangents):
    circulation, change = primals[0], tangents[0]
    return link(circulation, axis), surrounded(scaled(change, -1j * unit_phase(-circulation)), axis)


def rimmed(grid: Grid, edges: Components) -> Components:
    """Return values on edges with a zero before the first and after the last along each resolved direction.

    Values that are thin along their direction, the same on all edges, stay. To be taken of arrays that are in memory:
    what is worked out in the loop that adds the rim takes six times as long.
    """
    def rim(d, values):
        axis = grid.array_axis(d)
        return surrounded(values, axis) if values.shape[axis] == grid.cell_shape((d,))[axis] else values

    return tuple(values if values is None or d not in grid.resolved else rim(d, values)
                 for d, values in enumerate(edges))


def with_rim(values) -> jax.Array:
    """Return values with a layer of zeros around, stored in memory: loops then read neighbours without a branch."""
    return lax.optimization_barrier(jnp.pad(values, 1))


def inner_but(values, axis: int | None) -> jax.Array:
    """Return values without the first and the last along all axes but one."""
    return reduce(lambda v, a: v if a == axis else inner(v, a), range(values.ndim), values)


def surrounded(values, axis: int) -> jax.Array:
    """Return values with a zero before the first and after the last along an axis."""
    return jnp.pad(values, [(1, 1) if a == axis else (0, 0) for a in range(values.ndim)])


def inner(values, axis: int) -> jax.Array:
    """Return values without the first and the last along an axis."""
    return lax.slice_in_dim(values, 1, values.shape[axis] - 1, axis=axis)


def ends(psi, axis: int):
    """Return the node values at the two ends of every edge."""
    n = psi.shape[axis]
    return lax.slice_in_dim(psi, 0, n - 1, axis=axis), lax.slice_in_dim(psi, 1, n, axis=axis)
