"""Links between the vortices of one record and the next: the assignment of least motion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from scipy.optimize import linear_sum_assignment

_NEVER = 1e30


class Vortices(NamedTuple):
    """Vortices of one record.

    Attributes:
        place: x and y, shape (n, 2).
        charge: +1 or -1, shape (n,).
        exit: distance to the nearest edge or hole, shape (n,).
    """

    place: np.ndarray
    charge: np.ndarray
    exit: np.ndarray


class Links(NamedTuple):
    """Indices that link the vortices of two records, -1 where there is no such partner.

    Attributes:
        next: index in the later record of each vortex of the earlier.
        annihilated_with: index in the earlier record of the partner of each vortex of the earlier.
        created_with: index in the later record of the partner of each vortex of the later.
    """

    next: np.ndarray
    annihilated_with: np.ndarray
    created_with: np.ndarray


def nearest_image(steps: np.ndarray, period: Sequence[float | None]) -> np.ndarray:
    """Return steps, shape (..., 2), to the nearest image of where they lead in a cell that repeats.

    Args:
        period: lengths along x and y; None along a direction that does not repeat.
    """
    lengths = np.array([length or 0.0 for length in period])
    cells = np.round(np.divide(steps, lengths, where=lengths > 0, out=np.zeros(np.shape(steps))))
    return steps - lengths * cells


def linked(before: Vortices, after: Vortices, period: Sequence[float | None] = (None, None)) -> Links:
    """Return the links of two records with the least sum of squared displacements.

    A vortex moves to one of its own sign, annihilates with one of the other sign of the same record, or leaves over the
    nearest edge or hole; one that is new entered there or was created with one of the other sign. Each of these counts
    the square of the way; the charge is conserved in all of them. As in any linking of records, vortices that move
    farther than half of their distances between two records are taken for each other.

    Args:
        period: lengths along x and y over which the device repeats, see `nearest_image`.
    """
    n, m = len(before.charge), len(after.charge)
    links = Links(*(np.full(count, -1) for count in (n, n, m)))
    # Flux lines begin at vortices before and antivortices after, and end at vortices after and antivortices before.
    begin = [*np.flatnonzero(before.charge > 0), *(n + np.flatnonzero(after.charge < 0))]
    end = [*np.flatnonzero(before.charge < 0), *(n + np.flatnonzero(after.charge > 0))]
    place = np.concatenate([before.place, after.place])
    leave = np.concatenate([before.exit, after.exit]) ** 2
    cost = np.full((len(begin) + len(end),) * 2, _NEVER)
    inner = cost[:len(begin), :len(end)]
    inner[:] = np.sum(nearest_image(place[begin][:, None] - place[end][None], period) ** 2, axis=-1)
    np.fill_diagonal(cost[:len(begin), len(end):], leave[begin])
    np.fill_diagonal(cost[len(begin):, :len(end)], leave[end])
    cost[len(begin):, len(end):] = 0.0
    for row, column in zip(*linear_sum_assignment(cost), strict=True):
        if row < len(begin) and column < len(end):
            _link(links, n, int(begin[row]), int(end[column]))
    return links


def _link(links: Links, n: int, one: int, other: int) -> None:
    """Enter a link between two vortices, those of the later record numbered from n on."""
    early, late = min(one, other), max(one, other)
    if late < n:
        links.annihilated_with[[one, other]] = other, one
    elif early >= n:
        links.created_with[[one - n, other - n]] = other - n, one - n
    else:
        links.next[early] = late - n
