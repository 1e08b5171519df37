"""Coupling of orbits by their mutual inductances, so scaled that a dense sample of them has a row sum of one.

N orbits of radius a in a volume V stand for n_s carriers per volume: each carries the current
I = (n_s V/N) q v/(2 pi a), and its speed is that which the flux Phi through it induces, v = -q Phi/(2 pi a m). With
b = Phi/(pi a^2 B_a)::

    b_i = 1 + chi sum_j C_ij b_j,   C_ij = M_ij V/(N mu_0 pi^2 a^4),   chi = -a^2/(4 lambda_L^2)

M_ij is the mutual inductance; sum_j C_ij -> 1 where many orbits overlap.
"""

from __future__ import annotations

from math import pi

import numpy as np

from onnes.carriers.circle_overlap import overlap_area

_REACH = 3.5
"""Wave number up to which the field of loops is summed, over the inverse of their thickness."""
_BLOCK = 4096
"""Wave vectors in one matrix product."""


def long_orbits(centres: np.ndarray, orbit: float, area: float, cell: float | None = None) -> np.ndarray:
    """Return C of orbits that are long along the field, per length: M_ij = mu_0 (area common to i and j).

    Args:
        centres: shape (N, 2).
        orbit: radius a.
        area: of the sample in which the N centres lie, V per length.
        cell: side of a square that repeats, at least 4 a; None for a sample that ends.
    """
    apart = centres[:, None] - centres
    if cell is not None:
        apart -= cell * np.round(apart / cell)
    return overlap_area(np.hypot(*np.moveaxis(apart, -1, 0)), orbit, orbit) * area / (len(centres) * pi**2 * orbit**4)


def plane_loops(centres: np.ndarray, orbit: float, cell: float, wire: float) -> np.ndarray:
    """Return C of plane circular loops across the field, in a cube that repeats.

    The field of the loops in all cubes is a sum over wave vectors k, with the transverse part of the magnetisation::

        C_ij = (1/N) sum_k (1 - k_z^2/k^2) [2 J_1(k_r a)/(k_r a)]^2 exp(-k^2 w^2) cos k (x_i - x_j)

    The term k = 0 is 1, as in a long sample: no demagnetising field.

    Args:
        centres: shape (N, 3), the field along the last axis.
        orbit: radius a.
        cell: side of the cube.
        wire: w, standard deviation of the thickness of a loop.
    """
    from scipy.special import j1

    most = int(_REACH / wire * cell / (2 * pi))
    across, along = np.arange(-most, most + 1), np.arange(most + 1)
    k = 2 * pi / cell * np.stack(np.meshgrid(across, across, along, indexing="ij"), axis=-1).reshape(-1, 3)
    size = np.linalg.norm(k, axis=1)
    twice = np.where(k[:, 2] > 0, 2.0, 1.0)  # for -k
    keep = (size <= _REACH / wire) & (np.hypot(k[:, 0], k[:, 1]) + (size == 0) > 0)
    k, size, twice = k[keep], size[keep], twice[keep]
    radial = np.hypot(k[:, 0], k[:, 1]) * orbit
    form = np.where(radial > 0, 2 * j1(radial) / np.where(radial > 0, radial, 1), 1.0)
    transverse = np.where(size > 0, 1 - (k[:, 2] / np.where(size > 0, size, 1)) ** 2, 1.0)
    weight = np.sqrt(twice * transverse / len(centres)) * form * np.exp(-((size * wire) ** 2) / 2)
    total = np.zeros((len(centres), len(centres)))
    for first in range(0, len(k), _BLOCK):
        block = slice(first, first + _BLOCK)
        phase = centres @ k[block].T
        for wave in (np.cos(phase), np.sin(phase)):
            wave *= weight[block]
            total += wave @ wave.T
    return total
