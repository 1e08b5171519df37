"""Slivers of cells at a curved boundary joined with their neighbours.

A boundary cuts some cells down to almost nothing, and the frequency of psi in such a cell, (sum of its edge weights)/
volume, has no bound. A sliver takes volume from its neighbours until that ratio is at most twice what it is in a whole
cell. The sum of volumes stays, and since psi is even across a boundary without flux the error is of second order in the
spacing, as that of the grid. Nodes without volume that have edges stay as they are: psi = 0 holds there, a wall.
"""

from __future__ import annotations

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.grids.edges import Components
from onnes.grids.grid import Grid
from onnes.grids.sample import Sample
from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide

_MOST = 2.0
_LEFT = 0.5
"""Least share of its volume that a node keeps."""


def merged(sample: Sample) -> Sample:
    """Return a sample of which no node has more than twice the weight per volume of a whole cell."""
    whole = Sample(sample.grid)
    volume, coupling = np.array(sample.node_volume), _weights(sample)
    ratio = safe_divide(_weights(whole), np.asarray(whole.node_volume))
    lacking = np.where(volume > 0, np.maximum(safe_divide(coupling, _MOST * np.asarray(ratio)) - volume, 0.0), 0.0)
    if not np.any(lacking > 0):
        return sample
    share = np.asarray(safe_divide(lacking, coupling))
    taken = np.zeros_like(volume)
    for d in sample.grid.resolved:
        axis, weight = sample.grid.array_axis(d), np.asarray(sample.edge_weight[d])
        here, there = _ends(share, axis)
        _add(taken, axis, weight * there, weight * here)
    kept = np.maximum(volume + lacking - taken, _LEFT * (volume + lacking))
    return eqx.tree_at(lambda s: s.node_volume, sample, as_array(kept))


def _weights(sample: Sample) -> np.ndarray:
    return np.asarray(weights_of_nodes(sample.grid, sample.edge_weight))


def weights_of_nodes(grid: Grid, weights: Components) -> jax.Array:
    """Return the sum of the weights of the edges of every node."""
    total = jnp.zeros(grid.shape)
    for d in grid.resolved:
        for side in ((0, 1), (1, 0)):
            total = total + jnp.pad(weights[d], [side if a == grid.array_axis(d) else (0, 0)
                                                 for a in range(len(grid.shape))])
    return total


def _ends(values: np.ndarray, axis: int) -> tuple[np.ndarray, np.ndarray]:
    n = values.shape[axis]
    return np.take(values, range(n - 1), axis), np.take(values, range(1, n), axis)


def _add(total: np.ndarray, axis: int, to_first: np.ndarray, to_second: np.ndarray) -> None:
    """Add values on edges to the nodes at their two ends."""
    first = tuple(slice(None, -1) if a == axis else slice(None) for a in range(total.ndim))
    second = tuple(slice(1, None) if a == axis else slice(None) for a in range(total.ndim))
    total[first] += to_first
    total[second] += to_second
