"""Conductance that a weak field raises by aligning moments and a stronger one lowers by breaking their chains."""

from __future__ import annotations

from functools import cache
from math import pi, sqrt

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import expit

from onnes.chains.thermal_moment import langevin
from onnes.units.constants import BOLTZMANN, VACUUM_PERMEABILITY

_LEAST_RATIO, _LARGEST_RATIO = 1e-12, 1e12
"""Range of mu over `moment_unit` in which a peak is sought."""


def chain_share(x: np.ndarray | float, binding: float) -> np.ndarray:
    """Return L(x)/(1 + exp(x - x_c)), the share of electrons in aligned and unbroken chains.

    L is Langevin's mean alignment (Z5, Z6); a link with the energy -|mean U_m| against -mu B of its moment in the field
    is unbroken with the probability of two levels, one half at the field of Z17.

    Args:
        x: mu B/kT.
        binding: x_c = |mean U_m|/kT = mu Bc/kT.

    The text says that the conductance first rises and then falls, and gives no equation; this is the least that does.
    """
    return langevin(x) * expit(binding - np.asarray(x, dtype=float))


def peak(binding: float) -> float:
    """Return x = mu B/kT of the one peak of `chain_share`: L'(x)/L(x) = 1/(1 + exp(x_c - x)).

    The left side falls and the right one rises; at x = x_c + 2 the left is below 1/2, the right above 0.8. It is 1.129
    for x_c = 0, and x_c - ln(x_c^2) for large x_c.
    """
    return brentq(lambda x: _relative_slope(x) - float(expit(x - binding)), 1e-3, binding + 2, xtol=1e-14, rtol=1e-14)


def _relative_slope(x: float) -> float:
    """Return L'(x)/L(x), L' = 1/x^2 - 1/sinh^2 x."""
    if x < 1e-2:
        return 1 / x - 2 * x / 15
    return float((1 / x**2 - (1 / np.sinh(x) ** 2 if x < 300 else 0.0)) / langevin(x))


def field_unit(spacing: float, temperature: float, duty: float = 1.0) -> float:
    """Return sqrt(eta mu_0 kT/(4 pi a^3)), in T: Bc of a moment whose attraction is kT."""
    return sqrt(duty * VACUUM_PERMEABILITY * BOLTZMANN * temperature / (4 * pi * spacing**3))


def moment_unit(spacing: float, temperature: float, duty: float = 1.0) -> float:
    """Return kT over `field_unit`, in J/T: the moment whose attraction is kT."""
    return BOLTZMANN * temperature / field_unit(spacing, temperature, duty)


def peak_field(moment: float, spacing: float, temperature: float, duty: float = 1.0) -> float:
    """Return the field of the peak, in T: near 1.129 kT/mu for a small moment, near Bc for a large one."""
    ratio = moment / moment_unit(spacing, temperature, duty)
    return field_unit(spacing, temperature, duty) * peak(ratio**2) / ratio


@cache
def least_peak() -> tuple[float, float]:
    """Return the least peak field over `field_unit`, and the moment over `moment_unit` that has it."""
    found = minimize_scalar(lambda ratio: peak(ratio**2) / ratio, bounds=(0.5, 3.0), method="bounded",
                            options={"xatol": 1e-10})
    return float(found.fun), float(found.x)


def moments_for_peak(field: float, spacing: float, temperature: float, duty: float = 1.0
                     ) -> tuple[float, float] | None:
    """Return the two moments, in J/T, whose peak is at a field (T); None below the least peak field.

    The smaller moment is barely aligned there, the larger has its critical field there.
    """
    target = field / field_unit(spacing, temperature, duty)
    least, at = least_peak()
    if target < least:
        return None

    def off(log_ratio: float) -> float:
        ratio = float(np.exp(log_ratio))
        return np.log(peak(ratio**2) / ratio / target)

    low, middle, high = (float(np.log(each)) for each in (_LEAST_RATIO, at, _LARGEST_RATIO))
    if off(low) < 0 or off(high) < 0:
        return None
    unit = moment_unit(spacing, temperature, duty)
    small, large = (unit * float(np.exp(brentq(off, *ends))) if off(middle) < 0 else unit * at
                    for ends in ((low, middle), (middle, high)))
    return small, large
