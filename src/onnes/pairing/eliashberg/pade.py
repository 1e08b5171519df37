"""Pade continuation to real energies: a continued fraction through the values at Matsubara frequencies."""

from __future__ import annotations

import numpy as np

from onnes.pairing.eliashberg.gap_function import GapFunction


def continued_fraction(places: np.ndarray, values: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    """Return the rational function through ``values`` at the complex ``places``, evaluated at the complex ``wanted``.

    u(z) = a_0/(1 + a_1 (z - z_0)/(1 + a_2 (z - z_1)/...)). It is exact for a function that is such a fraction;
    otherwise it magnifies errors of the values, so they must be accurate to rounding.

    Source: H. J. Vidberg, J. W. Serene, J. Low Temp. Phys. 29, 179 (1977).
    """
    row = np.asarray(values, dtype=complex)
    coefficients = [row[0]]
    for place, behind in zip(places[:-1], range(1, len(places)), strict=True):
        row = (row[0] - row[1:]) / ((places[behind:] - place) * row[1:])
        coefficients.append(row[0])
    total = np.zeros_like(np.asarray(wanted, dtype=complex))
    for coefficient, place in zip(coefficients[:0:-1], places[-2::-1], strict=True):
        total = coefficient * (wanted - place) / (1 + total)
    return coefficients[0] / (1 + total)


def gap_edge(solution: GapFunction) -> float | None:
    """Return Delta_0 [J], where Re Delta(omega) = omega, from the lowest frequencies, or None if there is none."""
    lowest = slice(solution.at.sums.exact)
    if not solution.reduced[0] > 0:
        return None
    places, values = 1j * solution.frequency[lowest], solution.gap[lowest]
    energy = np.linspace(0.5, 2, 1501) * values[0]
    unit = values[0]
    above = energy - unit * np.real(continued_fraction(places / unit, values / unit, energy / unit))
    crossing = np.flatnonzero((above[:-1] < 0) & (above[1:] >= 0))
    if not len(crossing):
        return None
    i = crossing[0]
    return float(energy[i] + (energy[1] - energy[0]) * above[i] / (above[i] - above[i + 1]))
