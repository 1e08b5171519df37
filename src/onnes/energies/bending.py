"""``sum w |U psi_j - psi_i|^2`` over the edges of a grid, with its derivative as one stencil.

The energy's own derivative by automatic differentiation is right and reads every edge twice, through the step
U psi_j - psi_i, and asks at every node where the grid ends. Written out, the force on a node is
``2 sum w (psi_i - U psi_j)`` over its edges, in one loop without a question; the tests hold it against the derivative
worked out by hand from the plain sum.
"""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from onnes.grids.complex_parts import real_product, scaled, squared_modulus
from onnes.grids.links import ends, inner, surrounded, with_rim


@partial(jax.custom_jvp, nondiff_argnums=(0,))
def bending(axes: tuple[int, ...], psi, links, weights):
    """The sum over edges along array ``axes``, with links as `onnes.grids.links.link` (or None, U = 1) and weights.

    A weight has the shape of the edges of its axis, or length 1 along axes on which it does not change.
    """
    return sum((_along(axis, psi, U, w) for axis, U, w in zip(axes, links, weights, strict=True)), jnp.zeros(()))


def _along(axis: int, psi, links, weight):
    here, there = ends(psi, axis)
    step = there - here if links is None else inner(links, axis) * there - here
    return jnp.sum(weight * squared_modulus(step))


@partial(bending.defjvp, symbolic_zeros=True)
def _derivative(axes, primals, tangents):
    psi, links, weights = primals
    d_psi, d_links, d_weights = tangents
    change = jnp.zeros(())
    around = with_rim(psi)
    if not _is_zero(d_psi):
        force = sum(_force(axis, around, U, w) for axis, U, w in zip(axes, links, weights, strict=True))
        change = change + 2 * jnp.sum(real_product(force, d_psi))
    for axis, w, dU, dw, U in zip(axes, weights, d_links, d_weights, links, strict=True):
        if dU is not None and not _is_zero(dU):
            # |U|^2 = 1 stays, so that only the product of the two ends changes.
            here, there = ends(_shifted(around, axis, 0), axis)
            change = change - 2 * jnp.sum(w * real_product(here * jnp.conj(there), inner(dU, axis)))
        if not _is_zero(dw):
            change = change + _along(axis, psi, U, dw)
    return bending(axes, psi, links, weights), change


def _force(axis: int, around, links, weight):
    """sum over the two edges of a node along one axis of w (psi_i - U psi_j)."""
    psi, before, after = (_shifted(around, axis, by) for by in (0, -1, 1))
    n = psi.shape[axis]
    if links is not None:
        before = jnp.conj(lax.slice_in_dim(links, 0, n, axis=axis)) * before
        after = lax.slice_in_dim(links, 1, n + 1, axis=axis) * after
    if weight.shape[axis] == 1:
        return scaled(weight, scaled(_edges_of_a_node(n, axis, psi.ndim), psi) - before - after)
    weight = surrounded(weight, axis)
    return (scaled(lax.slice_in_dim(weight, 0, n, axis=axis), psi - before)
            + scaled(lax.slice_in_dim(weight, 1, n + 1, axis=axis), psi - after))


def _shifted(around, axis: int, by: int):
    """The neighbours of all nodes ``by`` places along an axis."""
    for a in range(around.ndim):
        first = 1 + (by if a == axis else 0)
        around = lax.slice_in_dim(around, first, first + around.shape[a] - 2, axis=a)
    return around


def _edges_of_a_node(n: int, axis: int, dimensions: int):
    """Two, and one at the ends of the axis."""
    count = np.full(n, 2.0)
    count[[0, -1]] -= 1
    return count.reshape([-1 if a == axis else 1 for a in range(dimensions)])


def _is_zero(tangent) -> bool:
    return isinstance(tangent, jax.custom_derivatives.SymbolicZero)
