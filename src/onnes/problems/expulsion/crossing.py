"""Time at which what is left has fallen below a level for good."""

from __future__ import annotations

import numpy as np


def first_time_below(times: np.ndarray, values: np.ndarray, level: float) -> float | None:
    """Return the time of the last downward crossing of ``level``, interpolated; None if ``values`` ends above."""
    if values[-1] > level:
        return None
    above = np.nonzero(values > level)[0]
    if len(above) == 0:
        return float(times[0])
    i = above[-1]
    share = (values[i] - level) / (values[i] - values[i + 1])
    return float(times[i] + share * (times[i + 1] - times[i]))
