"""Frequency of the electron as a standing wave."""

from __future__ import annotations

from onnes.units.constants import SPEED_OF_LIGHT


def standing_wave_frequency(radius: float) -> float:
    """Return f = c / (2 R), in Hz, for a standing wave of radius R (m). The text does not fix R.

    Source: Z0.
    """
    return SPEED_OF_LIGHT / (2 * radius)
