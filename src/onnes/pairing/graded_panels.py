"""Gauss panels graded towards zero: integrals, derivatives and Fourier integrals over many scales."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from scipy.special import spherical_jn


@dataclass(frozen=True, eq=False)
class Panels:
    """Adjacent intervals with a Gauss-Legendre rule on each.

    Attributes:
        edges: shape (panels + 1,), rising.
        points: Gauss points of a panel.
    """

    edges: np.ndarray
    points: int = 16

    @cached_property
    def _rule(self) -> tuple[np.ndarray, np.ndarray]:
        return np.polynomial.legendre.leggauss(self.points)

    @cached_property
    def _half(self) -> np.ndarray:
        return np.diff(self.edges) / 2

    @cached_property
    def nodes(self) -> np.ndarray:
        """Quadrature nodes, shape (panels * points,)."""
        middle = self.edges[:-1] + self._half
        return (middle[:, None] + self._half[:, None] * self._rule[0]).ravel()

    @cached_property
    def weights(self) -> np.ndarray:
        """Quadrature weights, shape (panels * points,): int f dx = sum of weights f(nodes)."""
        return (self._half[:, None] * self._rule[1]).ravel()

    def _coefficients(self, values: np.ndarray) -> np.ndarray:
        """Return the Legendre coefficients on each panel, shape (panels, points)."""
        place, weight = self._rule
        degree = np.arange(self.points)
        project = np.polynomial.legendre.legvander(place, self.points - 1) * weight[:, None] * (degree + 0.5)
        return values.reshape(-1, self.points) @ project

    def slope(self, values: np.ndarray) -> np.ndarray:
        """Return the derivative at the nodes of the panels' polynomials through ``values``, without jumps."""
        slopes = np.polynomial.legendre.legder(self._coefficients(values), axis=1)
        at_nodes = np.polynomial.legendre.legval(self._rule[0], slopes.T, tensor=True)
        return (at_nodes / self._half[:, None]).ravel()

    def fourier(self, values: np.ndarray, distance: np.ndarray) -> np.ndarray:
        """Return int f(x) exp(i x r) dx for every r of ``distance``, accurate for any r.

        Each panel's polynomial is integrated exactly (Filon's method): int_-1^1 P_n(t) exp(i z t) dt = 2 i^n j_n(z).
        """
        distance = np.asarray(distance, dtype=float)
        coefficients = self._coefficients(values) * 2 * 1j ** np.arange(self.points)
        total = np.zeros(len(distance), dtype=complex)
        middle = self.edges[:-1] + self._half
        which = np.unique(np.round(np.log(self._half), 9), return_inverse=True)[1]
        for width in range(which.max() + 1):
            of_width = which == width
            half = np.mean(self._half[of_width])
            waves = spherical_jn(np.arange(self.points)[:, None], half * distance)
            phases = np.exp(1j * np.outer(middle[of_width], distance))
            total += half * np.sum(phases * (coefficients[of_width] @ waves), axis=0)
        return total


def halving(smallest: float, largest: float = 1.0) -> np.ndarray:
    """Return the edges 0, ..., largest/4, largest/2, largest, down to below ``smallest``."""
    panels = max(1, int(np.ceil(np.log2(largest / smallest))))
    return np.concatenate(([0.0], largest * 2.0 ** -np.arange(panels, -1, -1.0)))


def stretched(smallest: float, largest: float, width: float) -> np.ndarray:
    """Return edges that halve from 1 down to ``smallest`` and rise evenly to ``largest``, at most ``width`` apart."""
    even = np.linspace(1.0, largest, int(np.ceil((largest - 1) / width)) + 1)
    return np.concatenate((halving(smallest), even[1:]))
