"""Link variables: how the vector potential enters without breaking gauge invariance.

On the edge from node i to node j, U = exp(-i c) with c = (q/hbar) A |edge| the circulation in
units of Phi_0 / 2 pi. Under psi -> psi exp(i chi), c -> c + chi_j - chi_i the difference
U psi_j - psi_i only turns with psi_i, so its modulus is gauge invariant to round-off.

Links are laid out with one more edge before the first node and one after the last, so that every node finds an edge on
either side at a fixed distance in memory and no loop over nodes asks where the grid ends.
"""

from __future__ import annotations

from functools import partial, reduce

import jax
import jax.numpy as jnp
from jax import lax

from onnes.grids.complex_parts import scaled
from onnes.grids.unit_phase import unit_phase


@partial(jax.custom_jvp, nondiff_argnums=(1,))
def link(circulation, axis: int):
    """U = exp(-i c) on the edges along an array axis, and U = 1 on one more at either end."""
    return unit_phase(-inner_but(with_rim(circulation), axis))


@link.defjvp
def _derivative(axis, primals, tangents):
    links = link(primals[0], axis)
    return links, surrounded(scaled(tangents[0], -1j * inner(links, axis)), axis)


def with_rim(values) -> jax.Array:
    """With zeros around along all axes, in memory: loops then read neighbours without asking where the grid ends."""
    return lax.optimization_barrier(jnp.pad(values, 1))


def inner_but(values, axis: int | None) -> jax.Array:
    """Without the first and the last along all axes but one."""
    return reduce(lambda v, a: v if a == axis else inner(v, a), range(values.ndim), values)


def surrounded(values, axis: int) -> jax.Array:
    """With a zero before the first and one after the last."""
    return jnp.pad(values, [(1, 1) if a == axis else (0, 0) for a in range(values.ndim)])


def inner(values, axis: int) -> jax.Array:
    """Without the first and the last."""
    return lax.slice_in_dim(values, 1, values.shape[axis] - 1, axis=axis)


def ends(psi, axis: int):
    """Values at the two ends of every edge."""
    n = psi.shape[axis]
    return lax.slice_in_dim(psi, 0, n - 1, axis=axis), lax.slice_in_dim(psi, 1, n, axis=axis)
