"""Chebyshev's points across the normal region ahead of a front: derivative and integral of polynomials."""

from __future__ import annotations

from functools import cache

import numpy as np

INTERVALS = 48
"""Intervals between the points."""


@cache
def points() -> np.ndarray:
    """Return Chebyshev's extreme points on 0 <= y <= 1."""
    return (1 - np.cos(np.pi * np.arange(INTERVALS + 1) / INTERVALS)) / 2


@cache
def derivative() -> np.ndarray:
    """Return the matrix of d/dy of the polynomial through values on the points.

    Source: Trefethen, Spectral Methods in MATLAB (2000), chapter 6.
    """
    y = points()
    signs = (-1.0) ** np.arange(y.size)
    signs[[0, -1]] *= 2
    matrix = np.outer(signs, 1 / signs) / (y[:, None] - y + np.eye(y.size))
    return matrix - np.diag(matrix.sum(axis=1))


@cache
def weights() -> np.ndarray:
    """Return the weights of Clenshaw and Curtis of the integral from 0 to 1, exact for polynomials of degree N."""
    powers = np.arange(INTERVALS + 1)
    moments = np.where(powers % 2 == 0, 1 / (1.0 - powers.astype(float) ** 2 + (powers == 1)), 0.0)
    return np.linalg.solve(np.cos(np.outer(powers, np.pi * powers / INTERVALS)), moments)
