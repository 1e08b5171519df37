"""A coherent state of one mode: number, phase, and their loss by an interaction."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.special import gammaln

_REACH, _FEWEST = 10, 24
"""Numbers kept to either side of the mean, in standard deviations, and at least."""
_FINENESS = 16
"""Points of the phase in the width of its distribution, at least."""


@dataclass(frozen=True)
class CoherentMode:
    """A coherent state in the numbers that count.

    Attributes:
        mean: N.
        numbers: n, shape (k,).
        probability: |c_n|^2, shape (k,), of sum 1.
    """

    mean: float
    numbers: np.ndarray
    probability: np.ndarray

    @property
    def number_moments(self) -> tuple[float, float]:
        """Return mean and variance of the number."""
        mean = float(self.probability @ self.numbers)
        return mean, float(self.probability @ (self.numbers - mean) ** 2)

    def phase_distribution(self, turning: float = 0.0) -> tuple[np.ndarray, np.ndarray]:
        """Return theta in (-pi, pi) and P(theta) [1/rad], after the phase U t/hbar = ``turning``.

        The uniform turning of the mean phase is taken out.
        """
        size = 2 ** int(np.ceil(np.log2(max(256, 2 * len(self.numbers), 2 * np.pi * _FINENESS * np.sqrt(self.mean)))))
        offset = self.numbers - round(self.mean)
        amplitude = np.zeros(size, complex)
        np.add.at(amplitude, offset.astype(int) % size,
                  np.sqrt(self.probability) * np.exp(-0.5j * turning * (offset + round(self.mean) - self.mean) ** 2))
        theta = 2 * np.pi * (np.arange(size) / size - 0.5)
        density = np.abs(np.fft.fftshift(np.fft.fft(amplitude))) ** 2 / (2 * np.pi)
        return theta, density

    def coherence(self, turning: np.ndarray) -> np.ndarray:
        """Return |<a>|/sqrt N after each phase U t/hbar, by the sum over numbers.

        <a> = sum_n sqrt(n) c_(n-1) c_n exp(-i U t (2n - 1)/(2 hbar)), and sqrt(n) c_n = sqrt(N) c_(n-1).
        """
        offset = self.numbers - round(self.mean)
        return np.abs([np.exp(-1j * each * offset) @ self.probability for each in turning])


def coherent_mode(mean: float) -> CoherentMode:
    """Return the coherent state of mean number ``mean``, above 0."""
    reach = int(np.ceil(_REACH * np.sqrt(mean))) + _FEWEST
    numbers = np.arange(max(0, int(mean) - reach), int(mean) + reach + 1, dtype=float)
    logarithm = numbers * np.log(mean) - mean - gammaln(numbers + 1)
    probability = np.exp(logarithm - logarithm.max())
    return CoherentMode(mean, numbers, probability / probability.sum())


def phase_moments(theta: np.ndarray, density: np.ndarray) -> tuple[float, float]:
    """Return the standard deviation of the phase about 0, and P at the opposite phase, -pi [1/rad]."""
    step = theta[1] - theta[0]
    return float(np.sqrt(np.sum(theta**2 * density) * step)), float(density[0])
