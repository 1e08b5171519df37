"""Interactions of few places: the whole inverse of London's matrix, at Pearl lengths a factor of 3 apart."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from scipy.linalg.lapack import dpotrf, dpotri
from scipy.sparse import csr_array

from onnes.problems.vortex_kinetics.interactions import APART, Interactions, level

if TYPE_CHECKING:
    from onnes.problems.vortex_kinetics.network import Network

_AT_ONCE = 200


@dataclass(frozen=True, eq=False)
class DenseInteractions(Interactions):
    """Interactions with all elements of G, mixed of those at two Pearl lengths.

    Attributes:
        coarse, fine: G at the larger and the smaller of them, shape (places, places); 0 of the outside, the last.
        part: share of the second.
    """

    coarse: np.ndarray
    fine: np.ndarray
    part: float

    def dipoles(self, network: Network) -> np.ndarray:
        first, second = network.first, network.second
        between = (1 - self.part) * self.coarse[first, second] + self.part * self.fine[first, second]
        return 0.5 * (self.diagonal[first] + self.diagonal[second]) - between

    def stream(self, flux: np.ndarray, near: np.ndarray | None = None) -> np.ndarray:
        return (1 - self.part) * (flux @ self.coarse) + self.part * (flux @ self.fine)

    def step(self, change: csr_array) -> np.ndarray:
        return (1 - self.part) * (change @ self.coarse) + self.part * (change @ self.fine)


@dataclass(frozen=True, eq=False)
class DenseLevels:
    """Inverses of London's matrix at the Pearl lengths of the last temperature."""

    network: Network
    known: dict[int, np.ndarray] = field(default_factory=dict)

    def at(self, pearl_length: float) -> DenseInteractions:
        """Return the interactions at a Pearl length [m].

        Exact at Pearl lengths apart by factors of 3, and linear in the logarithm between them: within 1.5 % for every
        wave number.
        """
        net, largest = self.network, self.network.landscape.pearl_length
        below, part = level(largest, pearl_length)
        for known in [k for k in self.known if k not in (below, below + 1)]:
            del self.known[known]
        for k in (below, below + 1):
            if k not in self.known:
                self.known[k] = self.inverse(largest / APART**k)
        coarse, fine = self.known[below], self.known[below + 1]
        diagonals = np.diagonal(coarse), np.diagonal(fine)
        owns = [net.self_energy(each[:net.sites], largest / APART**k) for k, each in enumerate(diagonals, below)]
        diagonal, own = ((1 - part) * a + part * b for a, b in (diagonals, owns))
        return DenseInteractions(own, diagonal, 0.0, coarse, fine, part)

    def inverse(self, pearl_length: float) -> np.ndarray:
        """Return the inverse of London's matrix M, with one number of the stream function in every hole."""
        net, count = self.network, self.network.sites + self.network.holes
        stream, rows = net.stream(pearl_length), np.arange(count)
        matrix = np.empty((count, count))
        for some in np.array_split(rows, -(-count // _AT_ONCE)):
            flux = stream.applied((net.place == some[:, None, None]).astype(float))
            matrix[some] = net.in_places(flux)[:, :count]
        upper = np.triu(dpotri(dpotrf(matrix)[0])[0])
        between = np.zeros((count + 1, count + 1))
        between[:count, :count] = upper + np.triu(upper, 1).T
        return between
