"""Cross-section of a body in which everything depends on the distance from an axis or from a plane."""

from __future__ import annotations

from typing import Any

import numpy as np

from onnes.plots.maps import Panel

_CELLS, _AROUND = 360, 1.06
"""Cells across a panel, and its extent over that of the body."""


def cross_section(places: np.ndarray, profiles: np.ndarray, *, size: float | None = None, flat: bool = False,
                  beyond: float | np.ndarray = 0.0, **how: Any) -> Panel:
    """Return the panel of profiles along the distance from the middle, one a frame.

    Args:
        places: distances from the middle, rising, shape (n,).
        profiles: values there, shape (frames, n).
        size: distance of the surface, up to which the last values hold; the last place if left out.
        flat: whether the distance is that from a plane x = 0; else from an axis.
        beyond: value outside the body, of all frames or of each.
        how: other attributes of `Panel`.
    """
    size = float(places[-1]) if size is None else size
    half = _AROUND * size
    grid = ((np.arange(_CELLS) + 0.5) / _CELLS * 2 - 1) * half
    x, y = np.meshgrid(grid, grid)
    distance = np.abs(x) if flat else np.hypot(x, y)
    inside, outside = distance <= size, np.broadcast_to(beyond, len(profiles))
    # Interpolation, with the weights of all frames found once.
    after = np.clip(np.searchsorted(places, distance), 1, len(places) - 1)
    share = np.clip((distance - places[after - 1]) / (places[after] - places[after - 1]), 0, 1)
    frames = [np.where(inside, (1 - share) * row[after - 1] + share * row[after], value)
              for row, value in zip(profiles, outside, strict=True)]
    return Panel(np.array(frames, np.float32), (-half, half, -half, half), outline=inside, **how)
