"""Fraction of the flux that a slow front leaves behind, by islands and by pins in the mixed state."""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from scipy.optimize import brentq

from onnes.problems.cooldown.metal import Metal
from onnes.problems.cooldown.pins import Pins
from onnes.problems.cooldown.scaled import Scaled
from onnes.problems.cooldown.slow_front import slow_front

Fraction = TypeVar("Fraction", float, np.ndarray)

_STEEPEST = 1e15
"""Gradient at which the search ends [K/m]."""


def trapped_fraction(metal: Metal, field: float, gradient: float, pins: Pins) -> float:
    """Return 1 - (1 - F_islands)(1 - F_pins): what islands do not keep, pins of the mixed state may capture."""
    captured = slow_front(Scaled.behind_front(metal, field, gradient, 0.0, pins))
    return both(pins.left_behind(metal, gradient), captured)


def both(islands: Fraction, captured: Fraction) -> Fraction:
    """Return the fraction that one or the other keeps."""
    return islands + captured - islands * captured


def expelling_gradient(metal: Metal, field: float, pins: Pins, fraction: float) -> float:
    """Return the gradient at which a slow front leaves a fraction of the flux [K/m]; less stays behind steeper ones.

    Zero without pins.
    """

    def excess(gradient: float) -> float:
        return trapped_fraction(metal, field, gradient, pins) - fraction

    high = 1.0
    while excess(high) > 0 and high < _STEEPEST:
        high *= 10
    low = high / 10
    while excess(low) <= 0:
        low /= 10
        if low < 1 / _STEEPEST:
            return 0.0
    return float(brentq(excess, low, high, rtol=1e-8))  # type: ignore[arg-type]
