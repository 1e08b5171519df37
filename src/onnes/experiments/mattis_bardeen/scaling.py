"""Fits of the law of loss far below Tc and below the gap, R proportional to (f^2/T) exp(-Delta/kT)."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from onnes.problems.microwave_sample import Sample
from onnes.units.constants import BOLTZMANN

Floats = NDArray[np.floating]

DECADE = 10.0
COLD, COOL = 0.15, 0.45
"""T/Tc between which the temperature dependence is fitted; above, the gap itself changes."""

LEAST_RESISTANCE = 1e-250
"""Smallest R for which a double has all its digits [Ohm]."""

_POINTS = 25


class Fit(NamedTuple):
    """The slope of a straight line through points, and the largest departure of a local slope from it."""

    slope: float
    spread: float


def frequency_exponent(sample: Sample, frequency: float, kelvin: float) -> Fit | None:
    """Return p of R ~ f^p, fitted over a decade around f. It is 2 minus 1/ln(2.25 kT/hf) at low frequency.

    Returns:
        None where R vanishes within the decade, or is that of a normal metal.
    """
    f = frequency * np.geomspace(DECADE**-0.5, DECADE**0.5, _POINTS)
    resistance = sample.impedance(f, kelvin).real
    if sample.gap(kelvin) == 0 or np.min(resistance) < LEAST_RESISTANCE:
        return None
    return _line(np.log(f), np.log(resistance))


def activation_energy(sample: Sample, frequency: float, prefactor: bool) -> Fit:
    """Return the slope of -ln R against 1/kT between 0.15 and 0.45 Tc, in Delta(0).

    Args:
        frequency: f [Hz].
        prefactor: whether to fit R ~ exp(-Delta/kT)/T, with the known factor 1/T of the number of excited states.
    """
    kelvin = 1 / np.linspace(1 / COOL, 1 / COLD, _POINTS) * sample.critical_temperature
    resistance = sample.impedance(frequency, kelvin).real * (kelvin if prefactor else 1.0)
    return _line(sample.gap_at_zero / (BOLTZMANN * kelvin), -np.log(resistance))


def _line(x: Floats, y: Floats) -> Fit:
    slope = float(np.polyfit(x, y, 1)[0])
    return Fit(slope, float(np.max(np.abs(np.gradient(y, x) - slope))))
