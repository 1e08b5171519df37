"""Means over a stretch of a signal that oscillates."""

from __future__ import annotations

import numpy as np


def windowed_mean(values: np.ndarray) -> float:
    """Return the mean of evenly spaced values under sin^2: k periods in the stretch leave 1/(k (k^2 - 1)) of them."""
    weight = np.sin(np.pi * (np.arange(len(values)) + 0.5) / len(values)) ** 2
    return float(np.sum(weight * values) / np.sum(weight))
