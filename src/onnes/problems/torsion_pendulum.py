"""A body on a fibre whose electrons take up angular momentum in sudden steps, followed exactly."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sqrt

import numpy as np


@dataclass(frozen=True)
class Swing:
    """Motion at K times, two to each kick: just before and just after it.

    Attributes:
        time: t, shape (K,) [s].
        angle, velocity: of the body, shape (K,) [rad], [rad/s].
        electrons: angular momentum of the electrons, shape (K,), in the unit of the kicks.
        body: of the body, in the same unit.
        surroundings: what fibre and friction have taken from the body.
    """

    time: np.ndarray
    angle: np.ndarray
    velocity: np.ndarray
    electrons: np.ndarray
    body: np.ndarray
    surroundings: np.ndarray

    @property
    def closure(self) -> float:
        """Return the largest sum of all angular momenta over the largest one of the body."""
        total = self.electrons + self.body + self.surroundings
        return float(np.max(np.abs(total)) / np.max(np.abs(self.body)))


def swing(electrons: np.ndarray, inertia: float, period: float, quality: float, points: int) -> Swing:
    """Return the motion of I theta'' = -K theta - c theta' - dL/dt from rest.

    Between the steps of L the state (theta, theta', int theta dt) moves by a matrix exponential, so that angle and
    momentum taken by the fibre, K int theta dt, and by friction, c theta, hold to round-off.

    Args:
        electrons: L after the kicks at t = 0, T/2, T, ..., shape (N,) [J s]; L = 0 before.
        inertia: I [kg m^2].
        period: T = 2 pi/omega_d of the damped swing [s].
        quality: Q = omega_0 I/c.
        points: number of times within each half period.
    """
    from scipy.linalg import expm

    natural = 2 * pi / period / sqrt(1 - 1 / (4 * quality**2))
    stiffness, friction = natural**2, natural / quality  # over I
    interval = period / (2 * points)
    step = expm(interval * np.array([[0.0, 1.0, 0.0], [-stiffness, -friction, 0.0], [1.0, 0.0, 0.0]]))
    state, before, rows = np.zeros(3), 0.0, [(0.0, 0.0, 0.0, 0.0, 0.0)]
    for number, after in enumerate(electrons):
        state = state - np.array([0.0, (after - before) / inertia, 0.0])
        before = after
        rows.append((number * period / 2, *state, after))
        for k in range(points):
            state = step @ state
            rows.append((number * period / 2 + (k + 1) * interval, *state, after))
    time, angle, velocity, area, carried = np.array(rows).T
    return Swing(time, angle, velocity, carried, inertia * velocity, inertia * (stiffness * area + friction * angle))
