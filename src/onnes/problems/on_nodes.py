"""Interpolation of a field from the midpoints of cells to the nodes."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import CubicSpline


def on_nodes(x: np.ndarray, between: np.ndarray) -> np.ndarray:
    """Return values on the nodes ``x``, shape (n,), by a cubic spline through those at the midpoints, shape (n - 1,).

    Linear interpolation would have a relative error of (spacing/lambda)^2/8 where a field falls as exp(-x/lambda).
    """
    return CubicSpline(0.5 * (x[1:] + x[:-1]), between)(x)
