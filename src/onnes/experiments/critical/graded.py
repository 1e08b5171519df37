"""Where nodes stand when two lengths far apart must both be resolved."""

from __future__ import annotations

import numpy as np

REACH = 14.0
"""How many of the larger length a grid reaches: what decays as exp(-x/length) is 1e-6 there, its energy 1e-12."""


def graded(inner: float, outer: float, cells: int) -> np.ndarray:
    """``x = inner sinh(b u)`` with u even from 0 to 1 and x(1) = outer, shape (cells + 1,).

    Near the origin the gap is inner b/cells, far out it is x b/cells with b = ln(2 outer/inner): each decade gets its
    share. The map is smooth and odd, so halving u halves every gap and errors fall with 1/cells^2.
    """
    stretch = np.arcsinh(outer / inner)
    return inner * np.sinh(stretch * np.linspace(0.0, 1.0, cells + 1))


def graded_both_ways(inner: float, left: float, right: float, cells: int) -> np.ndarray:
    """Nodes from -left to right, finest at 0, half of the cells on each side, shape (cells + 1,)."""
    return np.concatenate([-graded(inner, left, cells // 2)[:0:-1], graded(inner, right, cells // 2)])
