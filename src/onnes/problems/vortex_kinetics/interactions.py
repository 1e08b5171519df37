"""Interactions of flux quanta at one Pearl length, as the rates need them."""

from __future__ import annotations

import math
from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from scipy.sparse import csr_array

if TYPE_CHECKING:
    from onnes.problems.vortex_kinetics.network import Network

APART = 3.0
"""Ratio of Pearl lengths at which interactions are computed; between them they are interpolated in the logarithm."""


def level(largest: float, pearl_length: float) -> tuple[int, float]:
    """Return k so that a Pearl length lies between largest/3^k and largest/3^(k + 1), and its part of the way in ln.

    A Pearl length above the largest counts as that.
    """
    found = max(math.log(largest / pearl_length, APART), 0.0)
    return int(found), found % 1


@dataclass(frozen=True, eq=False)
class Interactions(ABC):
    """Interactions G of flux quanta, in units of Phi_0/(mu_0 Lambda): 0 of the outside, the last place.

    Attributes:
        own: U/eps_0 of a vortex at every site with xi as in the landscape, shape (sites,).
        diagonal: G_ii of all places, shape (places,).
        lag: largest step of g between neighbours by which `step` is wrong for a hop; 0 where it is exact.
    """

    own: np.ndarray
    diagonal: np.ndarray
    lag: float

    @abstractmethod
    def dipoles(self, network: Network) -> np.ndarray:
        """Return 1/2 G_ii + 1/2 G_jj - G_ij of the two places of every bond, shape (bonds,)."""

    @abstractmethod
    def stream(self, flux: np.ndarray, near: np.ndarray | None = None) -> np.ndarray:
        """Return g = G flux, shape (replicas, places).

        Args:
            flux: quanta less those of the applied field, shape (replicas, places).
            near: g of a configuration like this one, from which a solve starts.
        """

    @abstractmethod
    def step(self, change: csr_array) -> np.ndarray:
        """Return what quanta that move change of g, shape (replicas, places)."""
