"""Gap in units of temperature, for thermal sums and integrals of BCS theory."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from onnes.materials.models import bcs

Floats = NDArray[np.float64]

COLDEST = 1e-6
"""Smallest T/Tc in sums and integrals; below it they equal those at T = 0 to round-off."""


class ReducedGap(NamedTuple):
    """Temperature and gap in units of it, arrays of one shape.

    Attributes:
        t: T/Tc, not below `COLDEST`.
        now: u = Delta(T)/(2 pi k T); zero from Tc on.
        at_zero: Delta(0)/(2 pi k T).
    """

    t: Floats
    now: Floats
    at_zero: Floats

    @property
    def over_temperature(self) -> Floats:
        """Delta(T)/(k T)."""
        return 2 * math.pi * self.now


def reduced_gap(t: ArrayLike) -> ReducedGap:
    """Return Delta/(2 pi k T), the gap in units of the spacing of Matsubara frequencies.

    Args:
        t: T/Tc, not negative, any shape.

    Source: gap equation of `onnes.materials.models.bcs`.
    """
    cold = np.maximum(np.asarray(t, float), COLDEST)
    at_zero = bcs.GAP_AT_ZERO / (2 * math.pi * cold)
    return ReducedGap(cold, at_zero * bcs.gap(cold), at_zero)
