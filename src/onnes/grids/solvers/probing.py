"""Diagonal and tridiagonal part of a local linear map, found by colouring.

A map that couples a node only to nodes at most one step away is found by 3^dim products per field: all nodes of one
colour are probed at once, since their responses do not overlap.
"""

from __future__ import annotations

import itertools

import jax
import jax.numpy as jnp
from jax import lax

from onnes.grids.solvers.vectors import zeros_like


def diagonal(operator, like):
    """Return the diagonal of the map on each field, real, with the shape of the fields."""
    leaves, tree = jax.tree.flatten(like)
    return jax.tree.unflatten(tree, [_field_diagonal(operator, leaves, tree, i) for i in range(len(leaves))])


def _field_diagonal(operator, leaves, tree, i):
    leaf = leaves[i]

    def of_colour(total, colours):
        mask = _mask(leaf.shape, colours)
        return total + mask * jnp.real(_probe(operator, leaves, tree, i, mask.astype(leaf.dtype))), None

    # One loop: written out, the map would be compiled once for each colour.
    colours = jnp.asarray(list(itertools.product(range(3), repeat=leaf.ndim)))
    return lax.scan(of_colour, jnp.zeros(leaf.shape), colours)[0]


def _probe(operator, leaves, tree, i, values):
    vector = [zeros_like(leaf) for leaf in leaves]
    vector[i] = values
    return jax.tree.leaves(operator(jax.tree.unflatten(tree, vector)))[i]


def _mask(shape, colours):
    mask = jnp.ones(shape)
    for axis, colour in enumerate(colours):
        on = (jnp.arange(shape[axis]) % 3 == colour).astype(float)
        mask = mask * on.reshape([-1 if a == axis else 1 for a in range(len(shape))])
    return mask


def bands(operator, like):
    """Return the tridiagonal part (lower, diagonal, upper) of the map on each field of a one-dimensional grid.

    For a complex field: of the part of the map that commutes with multiplication by i.
    """
    leaves, tree = jax.tree.flatten(like)
    out = [_field_bands(operator, leaves, tree, i) for i in range(len(leaves))]
    return tuple(jax.tree.unflatten(tree, [field[part] for field in out]) for part in range(3))


def _field_bands(operator, leaves, tree, i):
    leaf = leaves[i]
    n = leaf.shape[0]
    answers = []
    for colour in range(3):
        mask = _mask(leaf.shape, (colour,)).astype(leaf.dtype)
        answer = _probe(operator, leaves, tree, i, mask)
        if jnp.iscomplexobj(leaf):
            answer = 0.5 * (answer - 1j * _probe(operator, leaves, tree, i, 1j * mask))
        answers.append(answer)
    stacked = jnp.stack(answers)
    rows = jnp.arange(n)
    part = {shift: stacked[(rows + shift) % 3, rows] for shift in (-1, 0, 1)}
    lower = jnp.where(rows > 0, part[-1], 0.0)
    upper = jnp.where(rows < n - 1, part[1], 0.0)
    return lower, part[0], upper
