"""Model spectra: Einstein, Debye and cut-off Lorentzian peaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from onnes.pairing.eliashberg.spectrum import Spectrum, sampled


class Peak(NamedTuple):
    """Peak of alpha^2F: centre and half width [J], and area relative to that of the other peaks before the cut."""

    centre: float
    half_width: float
    area: float = 1.0


CUT = 3.0
"""Distance from its centre, in half widths, at which a peak ends.

It is omega_3 = 3 omega_2 of Scalapino, Schrieffer and Wilkins.
"""


def einstein(coupling: float, energy: float) -> Spectrum:
    """Return alpha^2F = (lambda Omega_E/2) delta(Omega - Omega_E), the spectrum of one phonon energy.

    Args:
        coupling: lambda, above 0.
        energy: Omega_E, above 0 [J].
    """
    return Spectrum(np.array([energy]), np.array([coupling * energy / 2]))


def debye(coupling: float, energy: float) -> Spectrum:
    """Return alpha^2F = lambda (Omega/Omega_D)^2 up to Omega_D, for sound waves with constant alpha.

    Args:
        coupling: lambda, above 0.
        energy: Omega_D, above 0 [J].
    """
    return sampled(lambda omega: coupling * (omega / energy) ** 2, energy).with_coupling(coupling)


def lorentzian_peaks(coupling: float, peaks: Sequence[Peak]) -> Spectrum:
    """Return the spectrum of a sum of cut-off Lorentzian peaks.

    alpha^2F ~ sum_i a_i [w_i/((Omega - c_i)^2 + w_i^2) - w_i/(9 w_i^2 + w_i^2)] for |Omega - c_i| < 3 w_i, else 0.

    Args:
        coupling: lambda of the sum, above 0.
        peaks: centres, half widths, relative areas. The part below Omega = 0 is dropped.

    Source: the cut-off Lorentzians of D. J. Scalapino, J. R. Schrieffer, J. W. Wilkins, Phys. Rev. 148, 263 (1966).
    """

    def density(omega: np.ndarray) -> np.ndarray:
        total = np.zeros_like(omega)
        for centre, width, area in peaks:
            away = (omega - centre) / width
            total += area / width * np.clip(1 / (1 + away**2) - 1 / (1 + CUT**2), 0, None)
        return total

    return sampled(density, max(peak.centre + CUT * peak.half_width for peak in peaks)).with_coupling(coupling)
