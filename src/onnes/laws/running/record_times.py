"""The recorded times of a run."""

from __future__ import annotations

import numpy as np


def record_times(until: float, every: float) -> np.ndarray:
    """Return 0, every, 2 every, ... up to and with ``until``."""
    count = max(1, int(np.ceil(until / every - 1e-9)))
    return np.minimum(np.arange(count + 1) * every, until)
