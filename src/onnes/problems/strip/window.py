"""Averages over a time interval that is no whole number of periods."""

from __future__ import annotations

import numpy as np


def smooth_mean(values) -> float:
    """Return the mean of evenly spaced values under the weight sin^2.

    An oscillation with k periods in the interval contributes its amplitude times 1/(k (k^2 - 1)).
    """
    weight = _bell((np.arange(len(values)) + 0.5) / len(values))
    return float(np.sum(weight * values) / np.sum(weight))


def smooth_rate(times, numbers, begin: float, end: float) -> float:
    """Return events per time under the same weight; ``numbers`` of them at each of ``times``."""
    return float(np.sum(numbers * _bell((times - begin) / (end - begin))) * 2 / (end - begin))


def _bell(share):
    """Return sin^2, of mean 1/2 over the interval 0 to 1."""
    return np.sin(np.pi * share) ** 2
