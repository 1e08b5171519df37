"""Limits at Tc of quotients whose numerator and denominator vanish there."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating]

_STEPS = 0.01 * 0.5 ** np.arange(5)


def at_tc(function: Callable[[Floats], Floats]) -> tuple[float, float]:
    """Return the limit of a function of T/Tc at 1 from below, and an estimate of its error.

    Richardson extrapolation in 1 - T/Tc = 0.01, 0.005, ...: each column removes one power, and the last two differ by
    about the error of the better one.
    """
    column = np.asarray(function(1 - _STEPS), float)
    corner = [float(column[-1])]
    for order in range(1, len(_STEPS)):
        column = column[1:] + (column[1:] - column[:-1]) / (2.0**order - 1)
        corner.append(float(column[-1]))
    return corner[-1], abs(corner[-1] - corner[-2])
