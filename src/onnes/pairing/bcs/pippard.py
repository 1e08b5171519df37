"""Pippard's kernel of a non-local response."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]

_SERIES_BELOW = 0.1
_SERIES = tuple(3 * (-1) ** k / (4 * (k + 1) ** 2 - 1) for k in range(8))


def pippard_kernel(y: ArrayLike) -> Floats:
    """Return F(y) = (3 / 2 y^3) [(1 + y^2) arctan(y) - y], which is 1 at y = 0 and 3 pi/(4 y) for y to infinity.

    F is the mean of 1/(1 + y^2 mu^2) over directions, weighted with (3/2)(1 - mu^2): electrons of mean free path l
    respond to a transverse A(q) with F(q l). Pippard's own kernel is lambda_L^2 K(q) = F(q xi_0), at most a tenth above
    that of BCS at T = 0.

    Args:
        y: wave number times length, any shape.

    Source: H7; G. E. H. Reuter, E. H. Sondheimer (1948); A. B. Pippard, Proc. R. Soc. A 216, 547 (1953).
    """
    y = np.abs(np.asarray(y, float))
    inverse = 1 / np.maximum(y, _SERIES_BELOW)
    value = np.asarray(1.5 * inverse**2 * ((y + inverse) * np.arctan(y) - 1))
    near = y < _SERIES_BELOW
    value[near] = np.polynomial.polynomial.polyval(y[near] ** 2, _SERIES)
    return value
