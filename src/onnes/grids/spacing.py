"""Where nodes stand along an axis."""

from __future__ import annotations

import numpy as np

from onnes.errors import InputError


def uniform(low: float, high: float, spacing: float) -> np.ndarray:
    """Evenly spaced nodes from low to high, no further apart than ``spacing``."""
    if not spacing > 0 or not high > low:
        raise InputError("spacing", spacing, "a positive spacing and low < high")
    return np.linspace(low, high, max(2, int(np.ceil((high - low) / spacing - 1e-9)) + 1))


def stretched(fine_end: float, far_end: float, spacing: float, growth: float = 1.1) -> np.ndarray:
    """Nodes from 0: evenly spaced to ``fine_end``, then each gap ``growth`` times the last, to ``far_end``.

    For vacuum: the far field of a sample falls as a power of distance, so a few dozen nodes reach
    twenty radii.
    """
    if not growth > 1 or not far_end > fine_end:
        raise InputError("growth", growth, "a growth above 1 and far_end beyond fine_end")
    nodes = list(uniform(0.0, fine_end, spacing))
    gap = nodes[1] - nodes[0]
    while nodes[-1] < far_end:
        gap *= growth
        nodes.append(nodes[-1] + gap)
    return np.asarray(nodes)


def mirrored(half: np.ndarray) -> np.ndarray:
    """Nodes on both sides of zero from nodes that start at zero."""
    return np.concatenate([-half[:0:-1], half])
