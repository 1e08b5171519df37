"""Richardson extrapolation of computed numbers to zero spacing, and the observed order of convergence.

Source: L. F. Richardson, Phil. Trans. R. Soc. A 210, 307 (1911).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from numpy.typing import NDArray

from onnes.numerics.uncertainty import UNKNOWN, Estimate

_Numbers = Sequence[float] | NDArray[Any]


def richardson(coarse: float, fine: float, order: float = 2.0, ratio: float = 2.0) -> float:
    """Return the limit for spacing h to 0 of a number with an error proportional to h^order.

    q(0) = q(h/r) + [q(h/r) - q(h)]/(r^order - 1).

    Args:
        coarse, fine: the number at the spacings h and h/r.
        order: order of the method.
        ratio: r > 1.
    """
    return fine + (fine - coarse) / (ratio**order - 1)


def refined_estimate(coarse: float | None, fine: float | None) -> Estimate:
    """Return the limit of a second-order method from two grids, with the correction as its uncertainty.

    The correction is the error of the finer grid; the limit is more accurate, by how much only a third grid would tell.
    `UNKNOWN` if one of the numbers is None.
    """
    if coarse is None or fine is None:
        return UNKNOWN
    limit = richardson(coarse, fine)
    return Estimate(limit, abs(limit - fine))


def extrapolate_to_zero(steps: _Numbers, values: _Numbers) -> tuple[float, float]:
    """Return the value at 0 of the polynomial through points (h_k, q_k), by Neville's scheme.

    For q(h) a power series in h; if it is one in h^2, pass h^2. With steps in a fixed ratio this is Richardson's
    extrapolation that eliminates one power of h with each value.

    Args:
        steps: distinct steps h, the smallest last; at least two.
        values: q at these steps.

    Returns:
        The limit, and the change made to it by the last value, an estimate of its error.
    """
    limits: list[float] = []
    row: list[float] = []
    for k, value in enumerate(values):
        new = [float(value)]
        for j, left in enumerate(row, start=1):
            new.append(new[-1] + (new[-1] - left) / (steps[k - j] / steps[k] - 1))
        row = new
        limits.append(row[-1])
    return limits[-1], abs(limits[-1] - limits[-2])


def observed_order(coarse: float, fine: float, ratio: float = 2.0) -> float:
    """Return p = ln(e(h)/e(h/r))/ln r, the order at which an error falls.

    Args:
        coarse, fine: errors (positive) at the spacings h and h/r.
        ratio: r > 1.
    """
    return math.log(coarse / fine) / math.log(ratio)
