"""Static problems solved on a grid and on one of twice as many cells, and extrapolated to vanishing spacing."""

from __future__ import annotations

from collections.abc import Callable

from onnes.numerics.extrapolation import refined_estimate
from onnes.numerics.uncertainty import Estimate

CELLS = 128
"""Cells of the coarser grid. All problems share the number, so that they share compiled programs."""

REACH = 14.0
"""Extent of a grid in units of the larger length: exp(-x/length) is 1e-6 there, its energy 1e-12."""


def refined(read: Callable[[int], float | None], cells: int = CELLS) -> Estimate:
    """Return the limit for vanishing spacing of ``read(cells)`` and ``read(2 cells)``."""
    return refined_estimate(read(cells), read(2 * cells))


def spread_by(read: Callable[[float], float | None], at: float, uncertainty: float | None) -> float | None:
    """Return |read(at + u) - read(at - u)|/2, the uncertainty that the uncertain argument u contributes.

    None without an uncertainty, with one that is not below ``at``, or where a value could not be computed.

    Source: JCGM 100:2008 (GUM), 5.1.3 note 2.
    """
    if not uncertainty or not uncertainty < at:
        return None
    high, low = read(at + uncertainty), read(at - uncertainty)
    return None if high is None or low is None else abs(high - low) / 2
