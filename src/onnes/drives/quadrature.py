"""Integrals over the cells of an axis by Gauss-Legendre quadrature with three points (degree 5)."""

from __future__ import annotations

import numpy as np

_POINTS, _WEIGHTS = np.polynomial.legendre.leggauss(3)


def gauss_points(nodes: np.ndarray) -> np.ndarray:
    """Return the points at which integrands are wanted, three in each of n - 1 cells; shape (3 (n - 1),)."""
    middle, half = 0.5 * (nodes[1:] + nodes[:-1]), 0.5 * np.diff(nodes)
    return (middle[:, None] + half[:, None] * _POINTS).ravel()


def cell_integrals(values: np.ndarray, nodes: np.ndarray, axis: int) -> np.ndarray:
    """Return the integral over each cell of an integrand known at the `gauss_points` along an axis."""
    by_cell = np.reshape(np.moveaxis(values, axis, -1), (*np.delete(values.shape, axis), -1, len(_POINTS)))
    return np.moveaxis(by_cell @ _WEIGHTS * (0.5 * np.diff(nodes)), -1, axis)
