"""Connected pieces of a sample, on each of which an equation without mass leaves a constant undetermined."""

from __future__ import annotations

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import scipy.sparse
from scipy.sparse.csgraph import connected_components

from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide

_TINY = 1e-12
"""Volume of a node that has none, as a share of the largest cell."""


class Pieces(eqx.Module):
    """Connected pieces on which no mass determines the constant.

    Attributes:
        live: 1 on nodes that have an edge or a mass, shape of the nodes.
        share: on a piece without mass, the fraction of the piece's volume; 0 on all other nodes.
        label: number of the piece; None if there is one piece.
        count: at least the number of pieces.
    """

    live: jax.Array
    share: jax.Array | None
    label: jax.Array | None
    count: int = eqx.field(static=True)

    def consistent(self, rhs):
        """Return rhs projected on the range of the operator: zero in vacuum, no net source on a piece without mass."""
        rhs = self.live * rhs
        return rhs if self.share is None else rhs - self.share * self._of_piece(jnp.where(self.share > 0, rhs, 0.0))

    def centred(self, x):
        """Return x with zero mean over the volume of each piece without mass, and zero in vacuum."""
        x = self.live * x
        return x if self.share is None else x - jnp.where(self.share > 0, self._of_piece(self.share * x), 0.0)

    def _of_piece(self, values):
        """Return the sum over each node's piece."""
        if self.label is None:
            return jnp.sum(values)
        return jax.ops.segment_sum(values.ravel(), self.label.ravel(), self.count)[self.label]


def pieces(weights: list[np.ndarray], mass: np.ndarray, volume: np.ndarray) -> Pieces:
    """Return the pieces connected by edges of positive weight.

    Args:
        weights: on the edges along each axis.
        mass: on nodes.
        volume: of nodes, by which means are taken; a piece without any counts its nodes.
    """
    _, label = connected_components(_graph(weights, mass.shape), directed=False)
    joined = np.zeros(mass.shape, bool)
    for axis, weight in enumerate(weights):
        for end in (slice(0, -1), slice(1, None)):
            joined[tuple(end if a == axis else slice(None) for a in range(mass.ndim))] |= weight > 0
    free = joined & (np.bincount(label, mass.ravel())[label].reshape(mass.shape) == 0)
    live = as_array((joined | (mass > 0)).astype(float))
    if not free.any():
        return Pieces(live, None, None, 0)
    numbers, label = np.unique(np.where(free.ravel(), label, -1), return_inverse=True)
    measure = free * (volume + _TINY * volume.max())
    total = np.bincount(label, measure.ravel())[label].reshape(mass.shape)
    share = safe_divide(measure, total)
    single = np.count_nonzero(numbers >= 0) == 1
    count = 2 ** int(np.ceil(np.log2(len(numbers))))  # rounded up: fewer different programs
    return Pieces(live, as_array(share), None if single else as_array(label.reshape(mass.shape)), count)


def _graph(weights: list[np.ndarray], shape: tuple[int, ...]) -> scipy.sparse.csr_matrix:
    index = np.arange(int(np.prod(shape))).reshape(shape)
    rows, columns = [], []
    for axis, weight in enumerate(weights):
        ends = [np.delete(index, end, axis=axis)[weight > 0] for end in (-1, 0)]
        rows.append(ends[0])
        columns.append(ends[1])
    row, column = np.concatenate(rows), np.concatenate(columns)
    return scipy.sparse.csr_matrix((np.ones(len(row)), (row, column)), shape=(index.size, index.size))
