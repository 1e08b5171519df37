"""Classical motion of a packet's middle in uniform fields, and its width, in closed form."""

from __future__ import annotations

import numpy as np


def classical(b: float, force: complex, start: complex, velocity: complex, t: np.ndarray
              ) -> tuple[np.ndarray, np.ndarray]:
    """Return position and velocity x + i y under ``dv/dt = 2 (force + v x b)``; those of a wave's means too."""
    if b == 0:
        return start + velocity * t + force * t**2, velocity + 2 * force * t
    # (1 - exp(-2ibt))/(2ib) and what the force adds, without the difference of large numbers in a weak field.
    turned, half = np.exp(-2j * b * t), np.exp(-1j * b * t) * t * np.sinc(b * t / np.pi)
    drift = -1j * force / b
    return start + velocity * half + drift * (t - half), velocity * turned + drift * (1 - turned)


def width_at(b: float, width: float, t: np.ndarray) -> np.ndarray:
    """Return the standard deviation of |psi|^2 along each axis of a Gaussian in the plane.

    ``w(t)^2 = w^2 cos^2(b t) + (t sinc(b t)/w)^2``.
    """
    return np.hypot(width * np.cos(b * t), t * np.sinc(b * t / np.pi) / width)
