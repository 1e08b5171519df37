"""Averages over a stretch of time, weighted by sin^2 so that it need not hold a whole number of periods."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike


def smooth_mean(values: ArrayLike) -> float:
    """Return the mean of evenly spaced values weighted by sin^2(pi t), t from 0 to 1 over the stretch.

    An oscillation with k periods in the stretch contributes at most 1/(k (k^2 - 1)) of its amplitude.
    """
    values = np.asarray(values, float)
    return float(np.average(values, weights=_weight((np.arange(len(values)) + 0.5) / len(values))))


def smooth_rate(times: ArrayLike, numbers: ArrayLike, begin: float, end: float) -> float:
    """Return the number of events per unit time between ``begin`` and ``end``, under the same weight.

    Args:
        times: of the events, shape (n,).
        numbers: events at each of these times, shape (n,).
    """
    share = (np.asarray(times) - begin) / (end - begin)
    return float(np.sum(np.asarray(numbers) * _weight(share)) * 2 / (end - begin))


def _weight(share: np.ndarray) -> np.ndarray:
    """Return sin^2(pi share), of mean 1/2 over [0, 1]."""
    return np.sin(np.pi * share) ** 2
