"""Chains of bound units: who is bound to whom, how long chains are and how far they stay straight."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from onnes.chains.lattice import Form

HEAD_TO_TAIL = {"dipole": -2.0, "text": -1.0}
"""Least energy of two units a apart, in (mu_0/4 pi) mu^2/a^3."""
_REACH = 1.2
"""Distance of two units that can be bound, in the spacing of the nearest."""


@dataclass(frozen=True)
class Chains:
    """Units bound to each other.

    Attributes:
        label: number of its chain for each unit, shape (N,).
        lengths: units of each chain, 1 of a single unit, shape (chains,).
        tangent: mean cosine between the directions of bound units; None without any.
    """

    label: np.ndarray
    lengths: np.ndarray
    tangent: float | None

    @property
    def mean_length(self) -> float:
        """Mean number of units in a chain."""
        return float(np.mean(self.lengths))

    @property
    def share_bound(self) -> float:
        """Part of all units that are bound to another."""
        return 1 - float(np.sum(self.lengths == 1)) / len(self.label)

    @property
    def persistence(self) -> float | None:
        """Persistence length -1/ln <cos>, in the distance of bound units; None without bound units or correlation."""
        if self.tangent is None or self.tangent <= 0 or self.tangent >= 1:
            return None
        return -1 / float(np.log(self.tangent))


def chains(places: np.ndarray, directions: np.ndarray, side: float | None, form: Form, fraction: float,
           spacing: float = 1.0) -> Chains:
    """Return the chains of units bound by less than a fraction of the energy head to tail at their spacing.

    Args:
        places: in a, shape (N, 3).
        directions: unit vectors, shape (N, 3).
        side: of a periodic cell, in a; None in the open.
        fraction: of the energy of two units head to tail.
        spacing: distance, in a, at which that energy is taken: that of nearest units.
    """
    if side is not None:
        places = np.mod(places, side)
    tree = cKDTree(places) if side is None else cKDTree(places, boxsize=np.full(3, side))
    pairs = tree.query_pairs(_REACH * spacing, output_type="ndarray")
    apart = places[pairs[:, 0]] - places[pairs[:, 1]]
    if side is not None:
        apart -= side * np.round(apart / side)
    first, second = directions[pairs[:, 0]], directions[pairs[:, 1]]
    r, cosine = np.linalg.norm(apart, axis=1), np.sum(first * second, axis=1)
    energy = -cosine / r**3
    if form == "dipole":
        energy = cosine / r**3 - 3 * np.sum(first * apart, axis=1) * np.sum(second * apart, axis=1) / r**5
    bound = energy <= fraction * HEAD_TO_TAIL[form] / spacing**3
    pairs, number = pairs[bound], len(places)
    graph = csr_array((np.ones(len(pairs)), (pairs[:, 0], pairs[:, 1])), shape=(number, number))
    count, label = connected_components(graph, directed=False)
    tangent = float(np.mean(cosine[bound])) if bound.any() else None
    return Chains(label, np.bincount(label, minlength=count), tangent)
