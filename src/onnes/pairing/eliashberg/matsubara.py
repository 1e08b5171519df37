"""Sums over very many Matsubara frequencies with few points.

sum_{m=0}^{N-1} f(m) of a smooth f is taken exactly for the first terms and then panel by panel, each panel twice as far
out and as wide, by Gauss's rule for the sum itself: p points that are exact for polynomials of degree 2p - 1. Its
points are zeros of the discrete Chebyshev (Gram) polynomials, whose recurrence is known, and need not be integers. A
million frequencies need about a hundred points for nine digits.

Source: G. H. Golub, J. H. Welsch, Math. Comp. 23, 221 (1969), with the recurrence of the Gram polynomials.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np

POINTS = 8
"""Number of points in a panel."""


@dataclass(frozen=True, eq=False)
class MatsubaraSum:
    """Rule sum_{m=0}^{N-1} f(m) = sum_j weight_j f(index_j).

    Attributes:
        index: m, real numbers that rise, shape (n,).
        weight: how many frequencies each stands for, shape (n,).
        exact: the first so many indices are 0, 1, 2, ... with weight 1.
    """

    index: np.ndarray
    weight: np.ndarray
    exact: int

    @property
    def odd(self) -> np.ndarray:
        """omega_m/(pi kT) = 2m + 1, shape (n,)."""
        return 2 * self.index + 1


def matsubara_sum(terms: int, exact: int = 16, points: int = POINTS) -> MatsubaraSum:
    """Return the rule for ``terms`` frequencies.

    Args:
        terms: N, at least 1.
        exact: how many frequencies are taken one by one, at least 1.
        points: p, points in a panel.
    """
    first = min(exact, terms)
    pieces = [(np.arange(float(first)), np.ones(first))]
    while first < terms:
        count = min(max(first, points), terms - first)
        if terms - first - count < points:
            count = terms - first
        nodes, weights = _gauss(count, points)
        pieces.append((first + nodes, weights))
        first += count
    index, weight = (np.concatenate(each) for each in zip(*pieces, strict=True))
    return MatsubaraSum(index, weight, min(exact, terms))


@cache
def _gauss(count: int, points: int) -> tuple[np.ndarray, np.ndarray]:
    """Return nodes and weights for sum_{m=0}^{count-1}."""
    if count <= points:
        return np.arange(float(count)), np.ones(count)
    k = np.arange(1.0, points)
    beside = 0.5 * k * np.sqrt((float(count) ** 2 - k**2) / (4 * k**2 - 1))
    nodes, vectors = np.linalg.eigh(np.diag(beside, 1) + np.diag(beside, -1))
    return (count - 1) / 2 + nodes, count * vectors[0] ** 2
