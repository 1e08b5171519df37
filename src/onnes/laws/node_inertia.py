"""The mass of psi on nodes, shared so that no sliver of a cell is stiff."""

from __future__ import annotations

import jax.numpy as jnp
import numpy as np

from onnes.grids import Sample

_STIFFEST = 2.0
"""How much stiffer than a whole cell of the grid a cut cell may be."""


def node_inertia(sample: Sample):
    """Mass of every node (infinite outside the sample, where psi stays) and a bound of the Laplacian's eigenvalues.

    The Laplacian of a node is ``sum w (psi_i - psi_j)/m``. Where a surface cuts a corner off a cell, its volume
    vanishes faster than its edges' weights, and the node becomes stiffer without end, for no physical reason. Such
    nodes take the inertia they lack from their neighbours: the total stays, and what moves, moves by one cell, so the
    dynamics keeps second order. Forces, and so all static states, are untouched.
    """
    volume = np.array(sample.node_volume)
    links = _sum_of_weights(sample)
    inside = links > 0
    whole = np.max(np.where(inside, links, 0) / np.where(volume > 0.5 * volume.max(), volume, np.inf))
    needed = np.where(inside, links / (_STIFFEST * whole), 0.0)
    mass = _shared(sample, volume, needed)
    stiffness = np.max(np.where(inside, links / np.where(mass > 0, mass, np.inf), 0.0))
    return jnp.asarray(np.where(inside, mass, np.inf)), jnp.asarray(2 * stiffness)


def _sum_of_weights(sample: Sample) -> np.ndarray:
    total = np.zeros(sample.grid.shape)
    for d in sample.grid.resolved:
        axis = sample.grid.array_axis(d)
        for side in (_first, _last):
            total[side(axis, total.ndim)] += np.asarray(sample.edge_weight[d])
    return total


def _shared(sample: Sample, volume: np.ndarray, needed: np.ndarray) -> np.ndarray:
    """Masses of at least ``needed``, taken from neighbours that have more, in proportion to the shared edge."""
    mass = volume.copy()
    lacking, spare = np.maximum(needed - volume, 0), np.maximum(volume - needed, 0)
    given = np.zeros_like(volume)
    offers = []
    for d in sample.grid.resolved:
        axis = sample.grid.array_axis(d)
        a, b = _first(axis, volume.ndim), _last(axis, volume.ndim)
        live = np.asarray(sample.edge_weight[d]) > 0
        offers += [(a, b, live * spare[b]), (b, a, live * spare[a])]
    total = np.zeros_like(volume)
    for to, _, offer in offers:
        total[to] += offer
    share = np.where(total > 0, lacking / np.where(total > 0, total, 1), 0)
    for to, source, offer in offers:
        moved = offer * share[to]
        given[source] += moved
    # A neighbour is never asked for more than it has to spare; what is still lacking is added.
    factor = np.where(given > spare, spare / np.where(given > 0, given, 1), 1.0)
    mass -= given * factor
    return np.maximum(mass, needed)


def _first(axis: int, dim: int):
    return tuple(slice(None, -1) if a == axis else slice(None) for a in range(dim))


def _last(axis: int, dim: int):
    return tuple(slice(1, None) if a == axis else slice(None) for a in range(dim))
