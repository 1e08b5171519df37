"""Richardson extrapolation from two grids, and arithmetic of numbers with an uncertainty."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

CELLS = 128
"""Cells of the coarser grid. All problems share the number, so that they share compiled programs."""


@dataclass(frozen=True)
class Estimate:
    """A number and its standard uncertainty; both are None where the solver did not converge."""

    value: float | None
    uncertainty: float | None = None

    def with_also(self, uncertainty: float | None) -> Estimate:
        """Return the same number with one more, independent contribution to its uncertainty."""
        if self.value is None or uncertainty is None:
            return self
        return Estimate(self.value, math.hypot(self.uncertainty or 0.0, uncertainty))


NOTHING = Estimate(None)


def product(a: Estimate, b: Estimate) -> Estimate:
    """Return a b with independent uncertainties propagated; no uncertainty where neither factor has one."""
    if a.value is None or b.value is None:
        return NOTHING
    if a.uncertainty is None and b.uncertainty is None:
        return Estimate(a.value * b.value)
    return Estimate(a.value * b.value, math.hypot(b.value * (a.uncertainty or 0.0), a.value * (b.uncertainty or 0.0)))


def quotient(a: Estimate, b: Estimate) -> Estimate:
    """Return a/b with independent uncertainties propagated."""
    if b.value is None:
        return NOTHING
    return product(a, Estimate(1 / b.value, None if b.uncertainty is None else b.uncertainty / b.value**2))


def extrapolated(coarse: float | None, fine: float | None) -> Estimate:
    """Return ``q(h/2) + [q(h/2) - q(h)]/3``, the limit of a method of second order.

    The uncertainty is the correction, which is the error of the finer grid: an upper estimate of the error of the
    extrapolated value, which itself would need a third grid.

    Source: L. F. Richardson, Phil. Trans. R. Soc. A 210, 307 (1911).
    """
    if coarse is None or fine is None:
        return NOTHING
    correction = (fine - coarse) / 3
    return Estimate(fine + correction, abs(correction))


def refined(read: Callable[[int], float | None], cells: int = CELLS) -> Estimate:
    """Return `extrapolated` values of ``read(cells)`` and ``read(2 cells)``."""
    return extrapolated(read(cells), read(2 * cells))


def swing(read: Callable[[float], float | None], at: float, uncertainty: float | None) -> float | None:
    """Return |read(at + u) - read(at - u)|/2, the uncertainty that the uncertain argument u contributes.

    None without an uncertainty, with one that is not below ``at``, or where a value could not be computed.

    Source: JCGM 100:2008 (GUM), 5.1.3 note 2.
    """
    if not uncertainty or not uncertainty < at:
        return None
    high, low = read(at + uncertainty), read(at - uncertainty)
    return None if high is None or low is None else abs(high - low) / 2
