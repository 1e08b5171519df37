"""Uniform cells of real energies, and convolutions of alpha^2F with functions on them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.pairing.eliashberg.spectrum import Spectrum

CELLS = 200
"""Number of cells between zero and the energy of a sharp phonon."""

REACH = 4
"""Highest energy that is followed, in units of the highest phonon energy, counted from `GAPS` times the gap."""

GAPS = 2
"""Energy from which `REACH` is counted, in units of the gap."""


@dataclass(frozen=True, eq=False)
class EnergyCells:
    """Energies 0, h, 2h, ... at which functions are computed, with alpha^2F constant in each cell between them.

    Attributes:
        step: h [J].
        strength: g_j = int alpha^2F dOmega of the cell around (j + 1/2) h [J], shape (phonons,).
        points: number of cells between zero and the highest energy wanted.
    """

    step: float
    strength: np.ndarray
    points: int

    @property
    def phonons(self) -> int:
        """Number of cells with phonons."""
        return len(self.strength)

    @property
    def wanted(self) -> np.ndarray:
        """Energies at which functions are computed [J], shape (points + 1,)."""
        return self.step * np.arange(self.points + 1)

    @property
    def beyond(self) -> np.ndarray:
        """Energies from zero to the last `wanted` plus the highest phonon energy [J], shape (points + phonons + 1,)."""
        return self.step * np.arange(self.points + self.phonons + 1)

    @property
    def both_ways(self) -> np.ndarray:
        """Energies of `beyond` and their negatives [J], shape (2 (points + phonons) + 1,)."""
        return np.concatenate([-self.beyond[:0:-1], self.beyond])

    def after_emission(self, strength: np.ndarray, mean: np.ndarray) -> np.ndarray:
        """Return int alpha^2F(Omega) k(omega - Omega) dOmega at the energies `wanted`, shape (points + 1,).

        Args:
            strength: g_j, or g_j times a function of Omega_j.
            mean: of k in each cell of `both_ways`, shape (2 (points + phonons),).
        """
        first = self.points + self.phonons - 1
        return _convolved(mean, strength)[first : first + self.points + 1]

    def after_absorption(self, strength: np.ndarray, mean: np.ndarray) -> np.ndarray:
        """Return int alpha^2F(Omega) k(omega + Omega) dOmega at the energies `wanted`; see `after_emission`."""
        first = self.points + 2 * self.phonons - 1
        return _convolved(mean, strength[::-1])[first : first + self.points + 1]


def energy_cells(spectrum: Spectrum, gap: float) -> EnergyCells:
    """Return the cells for a spectrum: its own if it is continuous, else new ones of even width.

    A sharp phonon is shared between the two cells around it.

    Args:
        spectrum: alpha^2F.
        gap: estimate of the gap [J], which the cells must cover.
    """
    if spectrum.step:
        strength, step = np.trim_zeros(spectrum.strength, "b"), spectrum.step
    else:
        strength, step = _shared(spectrum)
    return EnergyCells(step, strength, REACH * len(strength) + int(GAPS * gap / step))


def _shared(spectrum: Spectrum) -> tuple[np.ndarray, float]:
    """Return the cells' strengths and width, each phonon shared so that its strength and energy are kept.

    The highest phonon lies at the centre of one cell.
    """
    step = spectrum.largest / (CELLS - 0.5)
    place = np.clip(spectrum.energy / step - 0.5, 0, None)
    lower = np.floor(place + 1e-9).astype(int)
    share = np.clip(place - lower, 0, 1)
    strength = np.bincount(lower, (1 - share) * spectrum.strength, CELLS + 1)
    strength += np.bincount(lower + 1, share * spectrum.strength, CELLS + 1)
    return np.trim_zeros(strength, "b"), step


def _convolved(long: np.ndarray, short: np.ndarray) -> np.ndarray:
    """Return sum_j short_j long_(n-j), by fast Fourier transform."""
    size = len(long) + len(short) - 1
    padded = 1 << (size - 1).bit_length()
    return np.fft.ifft(np.fft.fft(long, padded) * np.fft.fft(short, padded))[:size]
