"""Chains that break where an alternating field is too small to orient their moments.

The text (section 4.3) says that chains dissociate as the field of the current crosses zero, more of them at a higher
frequency and a larger current, and gives no equation. The least that it says in numbers: at a place where the field is
B sin(theta), theta = omega t, chains are broken while |B sin(theta)| < B_th, and for a time tau after that. Then

    window of one crossing   2 arcsin(B_th/B)/omega + tau,   for a small B_th near 2 B_th/(dB/dt) + tau
    share of the cycle       (2 arcsin(B_th/B) + omega tau)/pi, at most 1

With tau = 0 the share does not depend on the frequency and falls with the amplitude, since a steeper field crosses
the window faster: the opposite of what the text claims. With tau it grows with the frequency.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def dissociated_share(ratio: ArrayLike, delay: ArrayLike = 0.0) -> Floats:
    """Return the share of a cycle in which chains are broken.

    Args:
        ratio: B_th/B, field that orients the moments over the amplitude, positive, any shape.
        delay: omega tau, angle of the cycle after the window until they join again; broadcasts.

    Source: section 4.3 of Sun, the least that it says.
    """
    return np.minimum(1.0, (2 * _half_width(ratio) + np.asarray(delay, float)) / np.pi)


def dissociated_mean_square(ratio: ArrayLike, delay: ArrayLike = 0.0) -> Floats:
    """Return the mean over a cycle of sin^2(theta) while chains are broken; 1/2 where they are always.

    A current in phase with the field flows through broken chains then: (2/3 pi) (B_th/B)^3 for a small window without
    delay.

    Args:
        ratio, delay: as for `dissociated_share`.
    """
    half, delay = np.broadcast_arrays(_half_width(ratio), np.asarray(delay, float))
    end = np.minimum(half + delay, np.pi - half)
    return (_integral(end) + _integral(half)) / np.pi


def _half_width(ratio: ArrayLike) -> Floats:
    return np.arcsin(np.minimum(1.0, np.asarray(ratio, float)))


def _integral(angle: Floats) -> Floats:
    """Return int_0^angle sin^2, also for small angles, where x/2 - sin(2x)/4 would cancel."""
    series = angle**3 / 3 - angle**5 / 15 + 2 * angle**7 / 315
    return np.where(angle < 0.05, series, angle / 2 - np.sin(2 * angle) / 4)
