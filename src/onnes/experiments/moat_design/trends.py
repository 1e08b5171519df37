"""Pareto front of designs, slits against squares, and the power of the pitch."""

from __future__ import annotations

import math

import numpy as np

Trend = tuple[float | None, float | None]
"""Value and its uncertainty."""


def on_front(area: np.ndarray, field: np.ndarray) -> np.ndarray:
    """Return whether no other design has a larger field at no more area, or the same field at less."""
    better = (area <= area[:, None]) & (field >= field[:, None]) & ((area < area[:, None]) | (field > field[:, None]))
    return np.isfinite(field) & ~np.any(better, axis=1)


def distinct(area: np.ndarray, field: np.ndarray, spread: np.ndarray) -> int:
    """Return the number of designs, by rising area, that exceed the last counted one by two standard errors."""
    last, count = (-math.inf, 0.0), 0
    for each in np.argsort(area):
        if field[each] - last[0] > 2 * math.hypot(spread[each], last[1]):
            last, count = (float(field[each]), float(spread[each])), count + 1
    return count


def slits_over_squares(pitch: np.ndarray, area: np.ndarray, aspect: np.ndarray, field: np.ndarray,
                       relative: np.ndarray) -> Trend:
    """Return the field of the longest moats over that of squares of their area and pitch, geometric mean.

    Args:
        relative: uncertainty of the field over the field.
    """
    logs, squares = [], []
    for p, share in sorted(set(zip(pitch.tolist(), area.tolist(), strict=True))):
        alike = np.flatnonzero((pitch == p) & (area == share) & np.isfinite(field))
        if len(alike) > 1 and np.min(aspect[alike]) == 1:
            square, longest = (alike[which(aspect[alike])] for which in (np.argmin, np.argmax))
            logs.append(math.log(field[longest] / field[square]))
            squares.append(relative[longest] ** 2 + relative[square] ** 2)
    if not logs:
        return None, None
    ratio = math.exp(float(np.mean(logs)))
    return ratio, ratio * math.sqrt(sum(squares)) / len(squares)


def power_of_pitch(pitch: np.ndarray, area: np.ndarray, aspect: np.ndarray, field: np.ndarray,
                   relative: np.ndarray) -> Trend:
    """Return the power of the pitch in the field, by weighted least squares in the logarithms with one constant for
    each share and aspect.
    """
    top, weight = 0.0, 0.0
    for share, shape in set(zip(area.tolist(), aspect.tolist(), strict=True)):
        alike = (area == share) & (aspect == shape) & np.isfinite(field)
        if np.sum(alike) > 1:
            w = 1 / relative[alike] ** 2
            x, y = (np.log(each[alike]) - np.average(np.log(each[alike]), weights=w) for each in (pitch, field))
            top, weight = top + float(np.sum(w * x * y)), weight + float(np.sum(w * x * x))
    return (top / weight, 1 / math.sqrt(weight)) if weight else (None, None)
