"""The mass of psi on nodes, shared so that no sliver of a cell is stiff."""

from __future__ import annotations

import numpy as np
from scipy.ndimage import maximum_filter

from onnes.grids import Sample
from onnes.numerics.safe_division import safe_divide

_STIFFEST = 2.0
"""Largest stiffness of a cut cell, over that of a whole cell of the grid."""


def node_inertia(sample: Sample, pinned=None) -> tuple[np.ndarray, float]:
    """Mass of every node and a bound of the Laplacian's eigenvalues; infinite outside the sample and where pinned.

    The Laplacian of a node is ``sum w (psi_i - psi_j)/m``. Where a surface cuts a corner off a cell, its volume
    vanishes faster than its edges' weights, and the node becomes stiffer without end, for no physical reason. Such
    nodes take the inertia they lack from their neighbours: the total stays, and what moves, moves by one cell, so the
    dynamics keeps second order. Forces, and so all static states, are untouched.
    """
    volume, edges = np.array(sample.node_volume), _edges(sample)
    links = _sum_of_weights(volume.shape, edges)
    inside = links > 0
    uncut = volume > 0.5 * maximum_filter(volume, size=3)  # of the cells around, which may be of another weight
    whole = np.max(links[uncut] / volume[uncut])
    mass = _shared(edges, volume, needed=links / (_STIFFEST * whole))
    stiffness = float(np.max(links[inside] / mass[inside]))
    still = ~inside if pinned is None else ~inside | np.asarray(pinned)
    return np.where(still, np.inf, mass), 2 * stiffness


def _edges(sample: Sample) -> list[tuple[int, np.ndarray]]:
    """Return the array axis and the weights of the edges along each resolved direction."""
    weights, layout = sample.edge_weight, sample.grid.layout
    return [(layout.array_axis(d), np.asarray(weights[d])) for d in layout.resolved]


def _sum_of_weights(shape: tuple[int, ...], edges: list[tuple[int, np.ndarray]]) -> np.ndarray:
    total = np.zeros(shape)
    for axis, weight in edges:
        for side in (_first, _last):
            total[side(axis, total.ndim)] += weight
    return total


def _shared(edges: list[tuple[int, np.ndarray]], volume: np.ndarray, needed: np.ndarray) -> np.ndarray:
    """Masses of at least ``needed``: what a node lacks its neighbours give, each in proportion to what it can spare."""
    lacking, spare = np.maximum(needed - volume, 0), np.maximum(volume - needed, 0)
    pairs = []
    for axis, weight in edges:
        a, b, live = _first(axis, volume.ndim), _last(axis, volume.ndim), weight > 0
        pairs += [(a, b, live), (b, a, live)]
    offered, given = np.zeros_like(volume), np.zeros_like(volume)
    for to, giver, live in pairs:
        offered[to] += live * spare[giver]
    share = safe_divide(lacking, offered)
    for to, giver, live in pairs:
        given[giver] += live * spare[giver] * share[to]
    # Nobody gives more than it can spare; the little that then lacks is added.
    return volume + lacking - np.minimum(given, spare)


def _first(axis: int, dim: int):
    return tuple(slice(None, -1) if a == axis else slice(None) for a in range(dim))


def _last(axis: int, dim: int):
    return tuple(slice(1, None) if a == axis else slice(None) for a in range(dim))
