"""Averages over a stretch of time that need no whole number of periods."""

from __future__ import annotations

import numpy as np


def smooth_mean(values) -> float:
    """Mean of evenly spaced values under sin^2: what oscillates k times in the stretch is left to 1/(k (k^2 - 1))."""
    weight = _bell((np.arange(len(values)) + 0.5) / len(values))
    return float(np.sum(weight * values) / np.sum(weight))


def smooth_rate(times, numbers, begin: float, end: float) -> float:
    """Events per time under the same weight; ``numbers`` of them at each of ``times``."""
    return float(np.sum(numbers * _bell((times - begin) / (end - begin))) * 2 / (end - begin))


def _bell(share):
    """sin^2, of mean 1/2 over the stretch 0 to 1."""
    return np.sin(np.pi * share) ** 2
