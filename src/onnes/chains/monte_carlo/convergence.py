"""Diagnostics of Markov chains: means with statistical errors, autocorrelation, agreement of independent runs."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

LARGEST_R_HAT = 1.05
"""Split R-hat above which a run counts as not converged."""


@dataclass(frozen=True)
class Series:
    """A quantity of one state in several runs from independent starts, shape (sweeps, repeats).

    Source: A. Gelman, D. B. Rubin, Statist. Sci. 7, 457 (1992), for halves of runs; C. J. Geyer, ibid., 473.
    """

    values: np.ndarray

    @property
    def mean(self) -> float:
        """Mean over sweeps and runs."""
        return float(np.mean(self.values))

    @property
    def constant(self) -> bool:
        """Return True if it does not change beyond rounding."""
        return float(np.ptp(self.values)) <= 1e-12 * max(1.0, abs(self.mean))

    @property
    def effective(self) -> float:
        """Number of independent values that would give the same error of the mean."""
        from numpyro.diagnostics import effective_sample_size

        if self.constant:
            return float(self.values.size)
        return float(np.clip(effective_sample_size(self.values.T), 1.0, self.values.size))

    @property
    def error(self) -> float:
        """Standard error of the mean."""
        return float(np.std(self.values)) / self.effective**0.5

    @property
    def autocorrelation(self) -> float:
        """Integrated autocorrelation time 1 + 2 sum_t rho(t), in sweeps."""
        return self.values.size / self.effective

    @property
    def r_hat(self) -> float:
        """Split R-hat: 1 where all halves of all runs agree."""
        from numpyro.diagnostics import split_gelman_rubin

        return 1.0 if self.constant else float(split_gelman_rubin(self.values.T))


def binder(order: np.ndarray) -> float:
    """Return 1 - <m^4>/(3 <m^2>^2) of order parameters of shape (..., K).

    2/3 where m has one size, 1 - (K + 2)/(3 K) where its components are Gaussian: 0 for K = 1, 4/9 for K = 3.

    Source: K. Binder, Z. Phys. B 43, 119 (1981).
    """
    square = np.sum(order**2, axis=-1)
    return float(1 - np.mean(square**2) / (3 * np.mean(square) ** 2))
