"""Grids that resolve two lengths of different orders of magnitude."""

from __future__ import annotations

import numpy as np

REACH = 14.0
"""Extent of a grid in units of the larger length: exp(-x/length) is 1e-6 there, its energy 1e-12."""


def graded(inner: float, outer: float, cells: int) -> np.ndarray:
    """Return nodes ``x = inner sinh(b u)`` with u even from 0 to 1 and x(1) = outer, shape (cells + 1,).

    Near the origin the spacing is inner b/cells, far out it is x b/cells with b = ln(2 outer/inner): every decade has
    the same number of nodes. The map is smooth and odd, so halving u halves every spacing and errors fall as
    1/cells^2.
    """
    stretch = np.arcsinh(outer / inner)
    return inner * np.sinh(stretch * np.linspace(0.0, 1.0, cells + 1))


def graded_both_ways(inner: float, left: float, right: float, cells: int) -> np.ndarray:
    """Return nodes from -left to right, finest at 0, half of the cells on each side, shape (cells + 1,)."""
    return np.concatenate([-graded(inner, left, cells // 2)[:0:-1], graded(inner, right, cells // 2)])
