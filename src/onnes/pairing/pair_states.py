"""Discrete pair states in one volume, which are orthogonal although they overlap.

A periodic cube of side 2 pi holds plane waves of integer wave vector. Pairs are made of those in a layer of thickness w
under the Fermi surface, k_F - w < |k| <= k_F (Fig. 5). A pair state centred at c is

    psi_c(r) = M^(-1/2) sum_k alpha_k exp(i k (r - c)),

a wave of wave number k_F within about 1/w = rho of c. Lengths in units of the side over 2 pi, momenta of its inverse.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import qr

_CANDIDATES = 4
"""Number of candidate places for each that is chosen."""


@dataclass(frozen=True, eq=False)
class PairStates:
    """As many pair states as there are plane waves in the layer.

    Attributes:
        waves: wave vectors in the layer, shape (M, 3).
        centres: places of the pairs, shape (M, 3).
        raw: states centred at the places, one a row, on the plane waves; normalised but not orthogonal.
        orthogonal: the orthonormal states nearest to them (Loewdin).
    """

    waves: np.ndarray
    centres: np.ndarray
    raw: np.ndarray
    orthogonal: np.ndarray


def layer(fermi: float, thickness: float) -> np.ndarray:
    """Return the integer wave vectors with fermi - thickness < |k| <= fermi, shape (M, 3). Source: W28, Fig. 5."""
    reach = int(np.floor(fermi))
    axis = np.arange(-reach, reach + 1)
    grid = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    length = np.linalg.norm(grid, axis=1)
    return grid[(length > fermi - thickness) & (length <= fermi)]


def spread_places(count: int) -> np.ndarray:
    """Return places that fill the cube evenly, shape (count, 3).

    They are the additive sequence of the three-dimensional golden ratio.
    """
    ratio = 1.2207440846057596  # the real root of x^4 = x + 1
    steps = np.array([1 / ratio, 1 / ratio**2, 1 / ratio**3])
    return 2 * np.pi * ((0.5 + np.outer(np.arange(1, count + 1), steps)) % 1.0)


def states_around(waves: np.ndarray, centres: np.ndarray, fermi: float, thickness: float) -> np.ndarray:
    """Return psi_c on the plane waves, shape (places, M), norm 1.

    The amplitude is Cooper's, 1/(depth + w), with the depth below the Fermi surface.

    Source: W22 with energies counted in momenta, Delta as wide as the layer (W26).
    """
    depth = fermi - np.linalg.norm(waves, axis=1)
    amplitude = 1 / (depth + thickness)
    amplitude /= np.linalg.norm(amplitude)
    return amplitude * np.exp(-1j * centres @ waves.T)


def pair_states(fermi: float, thickness: float) -> PairStates:
    """Return one pair state for each plane wave of the layer, made orthogonal.

    The places are chosen one by one, each where the state is least contained in those before (a pivoted QR of more
    places than are needed). Loewdin's G^(-1/2), G the Gram matrix, then makes the smallest change that orthogonalises
    them.

    Source: W29.
    """
    waves = layer(fermi, thickness)
    offered = spread_places(_CANDIDATES * len(waves))
    states = states_around(waves, offered, fermi, thickness)
    chosen = qr(states.T, mode="r", pivoting=True)[1][: len(waves)]
    centres, raw = offered[chosen], states[chosen]
    left, _, right = np.linalg.svd(raw)
    return PairStates(waves, centres, raw, left @ right)


def gram(states: np.ndarray) -> np.ndarray:
    """Return G_ik = int psi_i* psi_k dr, shape (n, n). Source: W29."""
    return states.conj() @ states.T


def in_space(states: np.ndarray, waves: np.ndarray, places: np.ndarray) -> np.ndarray:
    """Return psi_i at places (n, 3), normalised to int |psi|^2 dV = 1 over the cube; shape (states, n)."""
    return states @ np.exp(1j * waves @ places.T) / (2 * np.pi) ** 1.5


def covering(states: np.ndarray, waves: np.ndarray, points: int) -> np.ndarray:
    """Return int |psi_i| |psi_k| dr, shape (n, n), the overlap of the states without phases; 1 is complete.

    Args:
        points: along each side of the cube.
    """
    axis = np.arange(points) * 2 * np.pi / points
    grid = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    size = np.abs(in_space(states, waves, grid))
    return size @ size.T * (2 * np.pi / points) ** 3


def spread(state: np.ndarray, waves: np.ndarray, centre: np.ndarray, points: int) -> float:
    """Return the distance from its centre within which half of a state's probability lies, in the periodic cube."""
    axis = np.arange(points) * 2 * np.pi / points
    grid = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    density = np.abs(in_space(state[None, :], waves, grid)[0]) ** 2
    away = np.abs(grid - centre)
    distance = np.linalg.norm(np.minimum(away, 2 * np.pi - away), axis=1)
    order = np.argsort(distance)
    share = np.cumsum(density[order]) / density.sum()
    return float(distance[order][np.searchsorted(share, 0.5)])


def room(states: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return the mean squared part of a new state that is orthogonal to the first 0, 1, ..., n states, shape (n + 1,).

    Args:
        states: shape (n, M), in the order in which they fill the layer.
        others: normalised states of which one is to be added, shape (m, M).

    It falls from 1 as 1 - n/M and is 0 when the layer is full: no further independent pair state exists (W29).
    """
    basis = np.linalg.qr(states.T)[0]
    taken = np.mean(np.abs(others.conj() @ basis) ** 2, axis=0)
    return 1 - np.concatenate(([0.0], np.cumsum(taken)))
