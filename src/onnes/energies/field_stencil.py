"""``sum_k w_k flux_k^2 - 2 s_k flux_k`` over the faces of a grid, flux = curl c, with its derivative as one stencil.

The derivative is ``2 curl*(w flux - s)``: on an edge, the difference of what stands on the faces on either side of it,
nothing outside the grid. Automatic differentiation asks at every edge where the grid ends, which takes several times
as long as the arithmetic; here the circulations have zeros around them and faces outside the grid have no weight.
"""

from __future__ import annotations

from functools import partial

import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from onnes.grids.edges import edgewise
from onnes.grids.grid import Layout
from onnes.grids.links import inner_but, surrounded, with_rim
from onnes.grids.operators import curl, flux_through


@partial(jax.custom_jvp, nondiff_argnums=(0,))
def field_energy(layout: Layout, circulations, weights, sources):
    """The sum, a scalar.

    Args:
        circulations: c along the three directions, None where a component is absent.
        weights: w_k of the faces with normal k, of their shape or with length 1 along axes on which it does not
            change; None for none.
        sources: s_k, likewise.
    """
    total = jnp.zeros(())
    for flux, w, s in zip(curl(layout, circulations), weights, sources, strict=True):
        if flux is not None:
            total = total + (0.0 if w is None else jnp.sum(w * flux**2)) - (0.0 if s is None else 2 * jnp.sum(s * flux))
    return total


@partial(field_energy.defjvp, symbolic_zeros=True)
def _derivative(layout, primals, tangents):
    circulations, weights, sources = primals
    d_circulations, d_weights, d_sources = jax.tree.map(_none_for_zero, tangents, is_leaf=_is_zero)
    around = edgewise(with_rim, circulations)
    change = field_energy(layout, circulations, d_weights, d_sources)
    for d, dc in enumerate(d_circulations):
        if dc is not None:
            change = change + 2 * jnp.sum(_force(layout, around, weights, sources, d) * dc)
    return field_energy(layout, *primals), change


def _force(layout: Layout, around, weights, sources, d: int):
    """curl*(w flux - s) on the edges along d: c_d enters flux_k by its slope along t."""
    total = jnp.zeros(())
    for t, k, sign in (((d + 1) % 3, (d + 2) % 3, -1), ((d + 2) % 3, (d + 1) % 3, 1)):
        if weights[k] is None and sources[k] is None:
            continue
        if t in layout.resolved:
            strength = _strength(layout, around, weights[k], sources[k], k, layout.array_axis(t))
            total = total + sign * _net(strength, layout.array_axis(t))
        elif layout.harmonic(t):
            total = total + sign * layout.harmonic(t) * _strength(layout, around, weights[k], sources[k], k, None)
    return total


def _strength(layout: Layout, around, weight, source, k: int, axis: int | None) -> jax.Array:
    """w flux - s on the faces with normal k; zeros around them along one axis."""
    within = edgewise(lambda c: inner_but(c, axis), around)
    total = jnp.zeros(())
    if weight is not None:
        flux = flux_through(layout, within, k)
        assert flux is not None, "the component that feels this face has a slope along t"
        total = total + _faces(weight, axis, within) * flux
    if source is not None:
        total = total - _faces(source, axis, within)
    return total


def _net(strength, axis: int):
    """Return the value on the face behind less that on the face ahead."""
    n = strength.shape[axis] - 1
    return lax.slice_in_dim(strength, 0, n, axis=axis) - lax.slice_in_dim(strength, 1, n + 1, axis=axis)


def _faces(values, axis: int | None, within):
    """A weight with zeros around along one axis."""
    if axis is None:
        return values
    if values.shape[axis] > 1:
        return surrounded(values, axis)
    faces = max(c.shape[axis] for c in within if c is not None) - 1
    return values * surrounded(np.ones([faces - 2 if a == axis else 1 for a in range(values.ndim)]), axis)


def _is_zero(tangent) -> bool:
    return isinstance(tangent, jax.custom_derivatives.SymbolicZero)


def _none_for_zero(tangent):
    return None if _is_zero(tangent) else tangent
