"""The ensemble of pairs: discrete pair states in one volume, orthogonal although they overlap.

A periodic cube of side 2 pi holds plane waves of integer wave vector. Those in a layer of thickness w under the Fermi
surface, k_F - w < |k| <= k_F, are what pairs are made of (Fig. 5). A pair state around a place c is

    psi_c(r) = M^(-1/2) sum_k alpha_k exp(i k (r - c)),

a wave of wave number k_F within about 1/w = rho of c. Lengths in units of the side over 2 pi, momenta of its inverse.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import qr

_OFFERED = 4
"""Places offered for each that is taken."""


@dataclass(frozen=True, eq=False)
class PairStates:
    """As many pair states as the layer has room for.

    Attributes:
        waves: wave vectors in the layer, shape (M, 3).
        centres: places of the pairs, shape (M, 3).
        raw: the states around the places, one a row, on the plane waves; each normalised, none orthogonal to others.
        orthogonal: the orthonormal states nearest to them (Loewdin).
    """

    waves: np.ndarray
    centres: np.ndarray
    raw: np.ndarray
    orthogonal: np.ndarray


def layer(fermi: float, thickness: float) -> np.ndarray:
    """Integer wave vectors with fermi - thickness < |k| <= fermi, shape (M, 3). Source: W28, Fig. 5."""
    reach = int(np.floor(fermi))
    axis = np.arange(-reach, reach + 1)
    grid = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    length = np.linalg.norm(grid, axis=1)
    return grid[(length > fermi - thickness) & (length <= fermi)]


def spread_places(count: int) -> np.ndarray:
    """Places that fill the cube evenly (the additive sequence of the three-dimensional golden ratio), (count, 3)."""
    ratio = 1.2207440846057596  # the real root of x^4 = x + 1
    steps = np.array([1 / ratio, 1 / ratio**2, 1 / ratio**3])
    return 2 * np.pi * ((0.5 + np.outer(np.arange(1, count + 1), steps)) % 1.0)


def states_around(waves: np.ndarray, centres: np.ndarray, fermi: float, thickness: float) -> np.ndarray:
    """psi_c on the plane waves: Cooper's amplitude 1/(depth + w), depth below the surface; shape (places, M), norm 1.

    Source: W22 with energies counted in momenta, Delta as wide as the layer (W26).
    """
    depth = fermi - np.linalg.norm(waves, axis=1)
    amplitude = 1 / (depth + thickness)
    amplitude /= np.linalg.norm(amplitude)
    return amplitude * np.exp(-1j * centres @ waves.T)


def pair_states(fermi: float, thickness: float) -> PairStates:
    """Fill the layer: one pair state for each of its plane waves, then make them orthogonal.

    The places are taken one by one, each where most room is left (a pivoted QR of more places than are needed).
    Loewdin's G^(-1/2), G the Gram matrix, then changes the states as little as can be.

    Source: W29.
    """
    waves = layer(fermi, thickness)
    offered = spread_places(_OFFERED * len(waves))
    states = states_around(waves, offered, fermi, thickness)
    chosen = qr(states.T, mode="r", pivoting=True)[1][: len(waves)]
    centres, raw = offered[chosen], states[chosen]
    left, _, right = np.linalg.svd(raw)
    return PairStates(waves, centres, raw, left @ right)


def gram(states: np.ndarray) -> np.ndarray:
    """G_ik = int psi_i* psi_k dr, shape (n, n). Source: W29."""
    return states.conj() @ states.T


def in_space(states: np.ndarray, waves: np.ndarray, places: np.ndarray) -> np.ndarray:
    """psi_i at places (n, 3), normalised to int |psi|^2 dV = 1 over the cube; shape (states, n)."""
    return states @ np.exp(1j * waves @ places.T) / (2 * np.pi) ** 1.5


def covering(states: np.ndarray, waves: np.ndarray, points: int) -> np.ndarray:
    """int |psi_i| |psi_k| dr, shape (n, n): how far states cover the same space, signs aside; 1 is all the way.

    Args:
        points: along each side of the cube.
    """
    axis = np.arange(points) * 2 * np.pi / points
    grid = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    size = np.abs(in_space(states, waves, grid))
    return size @ size.T * (2 * np.pi / points) ** 3


def spread(state: np.ndarray, waves: np.ndarray, centre: np.ndarray, points: int) -> float:
    """Distance from its place within which half of a state's probability lies, in the periodic cube."""
    axis = np.arange(points) * 2 * np.pi / points
    grid = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    density = np.abs(in_space(state[None, :], waves, grid)[0]) ** 2
    away = np.abs(grid - centre)
    distance = np.linalg.norm(np.minimum(away, 2 * np.pi - away), axis=1)
    order = np.argsort(distance)
    share = np.cumsum(density[order]) / density.sum()
    return float(distance[order][np.searchsorted(share, 0.5)])


def room(states: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Room for one more pair after 0, 1, ..., n states: part, squared, of a new state orthogonal to those, a mean.

    Args:
        states: shape (n, M), in the order in which they fill the layer.
        others: normalised states of which one is to be added, shape (m, M).

    Falls from 1 as 1 - n/M and is 0 when the layer is full: another pair would only repeat what is there (W29).
    """
    basis = np.linalg.qr(states.T)[0]
    taken = np.mean(np.abs(others.conj() @ basis) ** 2, axis=0)
    return 1 - np.concatenate(([0.0], np.cumsum(taken)))
