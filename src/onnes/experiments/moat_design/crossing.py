"""Field in which a given number of vortices is left on average, from counts in a series of fields."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from scipy.optimize import isotonic_regression

from onnes.problems.vortex_kinetics import Expulsion

_RESAMPLES = 400


def crossing(fields: np.ndarray, counts: Sequence[np.ndarray], level: float, random: np.random.Generator) -> Expulsion:
    """Return the field in which the mean count reaches a level, with its uncertainty.

    Args:
        fields: increasing [T], shape (fields,).
        counts: of every field, numbers left in its runs.
        level: of the mean.
        random: for resampling.
    """
    found = _at(fields, counts, level)
    if found <= fields[0] or found >= fields[-1]:
        low = found <= fields[0]
        return Expulsion(None, None, f"{'below' if low else 'above'} {fields[0 if low else -1]:.3g} T")
    others = [_at(fields, [random.choice(each, len(each)) for each in counts], level) for _ in range(_RESAMPLES)]
    after = int(np.searchsorted(fields, found))
    apart = math.log(fields[after] / fields[after - 1]) / math.sqrt(12)
    return Expulsion(found, found * math.hypot(float(np.std(np.log(others))), apart), "")


def _at(fields: np.ndarray, counts: Sequence[np.ndarray], level: float) -> float:
    """Return the field of the level on the isotonic means; the first or last field where they do not reach it."""
    weights = np.array([len(each) for each in counts], float)
    means = isotonic_regression(np.array([np.mean(each) for each in counts]), weights=weights).x
    after = int(np.searchsorted(means, level))
    if after in (0, len(fields)):
        return float(fields[min(after, len(fields) - 1)])
    part = (level - means[after - 1]) / (means[after] - means[after - 1])
    return float(fields[after - 1] ** (1 - part) * fields[after] ** part)
