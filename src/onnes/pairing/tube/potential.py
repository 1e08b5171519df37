"""Potential of the displaced ions for a second electron."""

from __future__ import annotations

import numpy as np

from onnes.pairing.tube.crossing import Crossing
from onnes.pairing.tube.passage import Wake

_PER_CELL = 12
"""Number of places along a lattice distance over which the potential is averaged."""


def tube_potential(crossing: Crossing, wake: Wake, behind: np.ndarray, across: np.ndarray) -> np.ndarray:
    """Return the change of potential energy of an electron, in e_A, averaged over a lattice distance.

    The shape is (points behind, points across). It is the sum over ions of V(r - u) - V(r), V = -exp(-k r)/r, with each
    displacement u at the time when the first electron is ``behind`` ahead of the point: ions nearer to it were passed
    later.

    Args:
        wake: of the ions of ``crossing.rows``, at rest before.
        behind: distances behind the first electron, shape (n,), in d; negative in front of it.
        across: places across the path, shape (m, 2), in d.

    Source: W7 and Figs. 1 and 2 of the text, as a sum over the lattice.
    """
    reach = np.ptp(crossing.rows[:, 0]) / 2
    along = np.arange(-np.ceil(reach) * _PER_CELL, np.ceil(reach) * _PER_CELL + 1) / _PER_CELL
    place = np.zeros((len(along), len(crossing.rows), 1, 3))
    place[..., 0] = along[:, None, None]
    place = np.repeat(place, len(across), axis=2)
    place[..., 1:] += crossing.rows[:, None, :] - across
    at_rest = _well(place, crossing.screening)
    total = np.empty((len(behind), len(across)))
    for index, distance in enumerate(behind):
        moved = place + wake.displacement(distance - along)[:, :, None, :]
        total[index] = np.sum(_well(moved, crossing.screening) - at_rest, axis=(0, 1)) / _PER_CELL
    return total


def _well(place: np.ndarray, screening: float) -> np.ndarray:
    r = np.sqrt(np.einsum("...i,...i->...", place, place))
    return -np.exp(-screening * r) / r
