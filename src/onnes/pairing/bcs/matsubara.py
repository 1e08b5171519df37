"""Quadrature rules for sums over Matsubara frequencies."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.floating]

TERMS, NODES = 32, 48
"""Number of terms that are summed one by one, and of nodes of the integral over the rest."""


class MatsubaraRule(NamedTuple):
    """Rule sum_(n >= 0) g(n + 1/2) = sum_i weight_i g(a_i), along the last axis."""

    a: Floats
    weight: Floats


def matsubara_rule(scale: ArrayLike, terms: int = TERMS, nodes: int = NODES) -> MatsubaraRule:
    """Return frequencies a = omega/(2 pi k T) > 0 and weights that sum functions which fall at least as a^-2.

    The first N terms are summed one by one. The rest is an integral from N to infinity, by Gauss-Legendre quadrature
    in x with a = N + c [(1 - x)^-2 - 1], c = hypot(N, scale), and the difference between a sum of midpoints and its
    integral, d/24 - 17 d^3/5760 + 367 d^5/967680, with d the central differences of g around N.

    Args:
        scale: frequency on which g changes, in the same units (Delta/(2 pi k T)); any shape. The rule gets one more
            axis.
        terms, nodes: N, and nodes of the integral; half of them give an estimate of the error.

    Source: Gauss's formula of summation; F. B. Hildebrand, Introduction to Numerical Analysis (1956).
    """
    scale = np.asarray(scale, float)[..., None]
    x, share = gauss_legendre(nodes)
    width: Floats = np.hypot(terms, scale)
    one_by_one = np.ones(terms + 3)
    one_by_one[-3:] = 0
    one_by_one[-6:] += _END
    steps = np.broadcast_to(np.arange(terms + 3) + 0.5, (*scale.shape[:-1], terms + 3))
    a = np.concatenate([steps, terms + width * ((1 - x) ** -2 - 1)], axis=-1)
    weight = np.concatenate([np.broadcast_to(one_by_one, steps.shape), 2 * width * share / (1 - x) ** 3], axis=-1)
    return MatsubaraRule(a, weight)


_END = (
    np.array([0, 0, -1, 1, 0, 0]) / 24
    - 17 / 5760 * np.array([0, -1, 3, -3, 1, 0])
    + 367 / 967680 * np.array([-1, 5, -10, 10, -5, 1])
)
"""Weights at N - 5/2, ..., N + 5/2 that turn the integral beyond N into the sum."""


@cache
def gauss_legendre(nodes: int) -> tuple[Floats, Floats]:
    """Return Gauss-Legendre nodes and weights on (0, 1), each of shape (nodes,)."""
    x, weight = np.polynomial.legendre.leggauss(nodes)
    return (x + 1) / 2, weight / 2
