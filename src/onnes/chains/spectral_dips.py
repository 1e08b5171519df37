"""Dips that the standing waves of chains would leave in a spectrum: their distance, depth and shape.

The text (section 4.2) claims dips at equal distances in blue light. The size of the standing wave sets the distance;
the depth grows with the number of ordered chains and vanishes at Tc and at the critical field. There is neither an
equation nor a number. With the modes n c/(2 R) of a standing wave (Z0) dips are c/(2 R) apart. Depth and width stay
free; two laws of order are the least that the text says:

    linear    (1 - T/Tc)(1 - B/Bc), as claimed, zero beyond
    moments   L(mu B/k T), the text's own thermal moment (Z3-Z6): without field there is no order, and it grows with it
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

from onnes.chains.thermal_moment import langevin
from onnes.units.constants import BOLTZMANN, SPEED_OF_LIGHT

Floats = NDArray[np.float64]


def radius_for_spacing(spacing: ArrayLike) -> Floats:
    """Return R = c/(2 df), in m, of standing waves whose modes are df (Hz) apart; the inverse of Z0."""
    return SPEED_OF_LIGHT / (2 * np.asarray(spacing, float))


def linear_order(temperature: ArrayLike, field: ArrayLike, critical_temperature: float,
                 critical_field: float) -> Floats:
    """Return (1 - T/Tc)(1 - B/Bc), zero above either.

    Args:
        temperature, field: T [K] and B [T], which broadcast.
        critical_temperature, critical_field: Tc [K], Bc [T].
    """
    thermal = np.maximum(0.0, 1 - np.asarray(temperature, float) / critical_temperature)
    return thermal * np.maximum(0.0, 1 - np.asarray(field, float) / critical_field)


def order_of_moments(temperature: ArrayLike, field: ArrayLike, moment: float) -> Floats:
    """Return L(mu B/k T), mean moment along the field over mu.

    Args:
        temperature, field: T [K], above 0, and B [T], which broadcast.
        moment: mu [J/T].

    Source: Z3-Z6.
    """
    return langevin(moment * np.asarray(field, float) / (BOLTZMANN * np.asarray(temperature, float)))


def contrast_of_dips(spacing: float, linewidth: float, depth: float) -> float:
    """Return the rise of the transmission from a dip to the middle between two: depth/cosh(pi w/df)^2.

    Args:
        spacing, linewidth, depth: as of `dips`. Far below the depth, dips have merged.
    """
    return depth / np.cosh(np.pi * min(linewidth / spacing, 100.0)) ** 2  # beyond, 0 within rounding


def dips(frequency: ArrayLike, spacing: float, linewidth: float, depth: float) -> Floats:
    """Return 1 less a Lorentzian of this depth at every multiple of the spacing.

    Their sum in closed form, scaled so that at a multiple it is the depth: sum_n w^2/((f - n df)^2 + w^2) is
    (pi w/df) sinh(2 pi w/df)/(cosh(2 pi w/df) - cos(2 pi f/df)).

    Args:
        frequency: f [Hz], any shape.
        spacing: df [Hz].
        linewidth: half width w of a dip at half depth [Hz].
        depth: at a multiple of the spacing, 0 to 1.
    """
    x = min(2 * np.pi * linewidth / spacing, 1e3)  # beyond, dips have merged
    angle = np.pi * np.asarray(frequency, float) / spacing
    # (cosh x - 1)/(cosh x - cos 2a) = sinh^2(x/2)/(sinh^2(x/2) + sin^2 a)
    return 1 - depth / (1 + (np.sin(angle) / np.sinh(x / 2)) ** 2)
