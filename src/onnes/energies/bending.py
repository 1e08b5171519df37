"""``sum w |U psi_j - psi_i|^2`` over the edges of a grid, with its derivative as one stencil.

The energy's own derivative by automatic differentiation is right and reads every edge twice, through the step
U psi_j - psi_i. Written out, the force on a node is ``2 sum w (psi_i - U psi_j)`` over its edges, a third less work;
the tests hold it against the derivative of the plain sum.
"""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp
from jax import lax

from onnes.grids.links import covariant_difference


@partial(jax.custom_jvp, nondiff_argnums=(0,))
def bending(axes: tuple[int, ...], psi, links, weights):
    """The sum over edges along array ``axes``, with a link (or None, U = 1) and a weight for each axis."""
    return sum((_along(axis, psi, U, w) for axis, U, w in zip(axes, links, weights, strict=True)), jnp.zeros(()))


def _along(axis: int, psi, link, weight):
    step = covariant_difference(psi, link, axis)
    return jnp.sum(weight * jnp.real(step * jnp.conj(step)))


@partial(bending.defjvp, symbolic_zeros=True)
def _derivative(axes, primals, tangents):
    psi, links, weights = primals
    d_psi, d_links, d_weights = tangents
    change = jnp.zeros(())
    if not _is_zero(d_psi):
        force = sum(_force(axis, psi, U, w) for axis, U, w in zip(axes, links, weights, strict=True))
        change = change + 2 * jnp.sum(jnp.real(jnp.conj(force) * d_psi))
    for axis, w, dU, dw, U in zip(axes, weights, d_links, d_weights, links, strict=True):
        if dU is not None and not _is_zero(dU):
            # |U|^2 = 1 stays, so that only the product of the two ends changes.
            here, there = _ends(axis, psi)
            change = change - 2 * jnp.sum(jnp.real(w * jnp.conj(here) * there * dU))
        if not _is_zero(dw):
            change = change + _along(axis, psi, U, dw)
    return bending(axes, psi, links, weights), change


def _force(axis: int, psi, link, weight):
    """sum over the two edges of a node along one axis of w (psi_i - U psi_j)."""
    here, there = _ends(axis, psi)
    ahead, behind = (there, here) if link is None else (link * there, jnp.conj(link) * here)
    return _onto(axis, weight * (here - ahead), (0, 1)) + _onto(axis, weight * (there - behind), (1, 0))


def _ends(axis: int, psi):
    n = psi.shape[axis]
    return lax.slice_in_dim(psi, 0, n - 1, axis=axis), lax.slice_in_dim(psi, 1, n, axis=axis)


def _onto(axis: int, values, ends: tuple[int, int]):
    return jnp.pad(values, [ends if a == axis else (0, 0) for a in range(values.ndim)])


def _is_zero(tangent) -> bool:
    return isinstance(tangent, jax.custom_derivatives.SymbolicZero)
