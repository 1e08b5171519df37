"""Ripples on a flat sharp front in a half space, to first order in their amplitude.

The front is at s(t) + a(t) cos(q y) with the similarity solution u_0, s' = v = l/sqrt(t), in the units of
`onnes.problems.front.wall`, where delta, beta and S are explained. With u_0 + u_1 cos(q y) and xi = x - s::

    d_t u_1 = u_1'' + v u_1' - q^2 u_1              diffusion ahead of the front; u_1 -> 0 far ahead
    u_1(0) = v a + c,   c = -(delta/2) q^2 a - beta a'     field at the boundary; c is its change there
    a' = -v^2 a - v c - u_1'(0) + S q^2 c           flux

A ripple that has grown for long has u_1 ~ exp(-k xi) with k^2 - v k = q^2 + omega, and the rate

    omega = [(k - v) v - (k - v + S q^2)(delta/2) q^2]/[1 + beta (k - v + S q^2)].

Where q exceeds v/D, the inverse diffusion length, this is v q - (delta/2) q^3. beta < 0 would make the shortest waves
grow without bound, where S q > 1 and the sharp boundary means nothing any more; c takes a' = omega a.
"""

from __future__ import annotations

import math

import numpy as np
from scipy.integrate import solve_ivp

from onnes.carriers.stefan import similarity_root
from onnes.problems.front.chebyshev import derivative, points
from onnes.problems.front.wall import WallLaw

_REACH = 16.0
"""Extent of the field ahead of the front, in 1/q."""
_ROUNDS = 50
_TOLERANCE, _SMALLEST = 1e-8, 1e-11


def growth_rate(wave_number: float, speed: float, wall: WallLaw) -> float:
    """Return omega of a ripple on a front at a steady speed, in D/lambda^2; q in 1/lambda, v in D/lambda."""
    q, v = wave_number, speed
    rate = 0.0
    for _ in range(_ROUNDS):
        lead = _decay(q, v, rate) - v
        surface = lead + wall.penetration * q**2
        rate = (lead * v - surface * wall.energy / 2 * q**2) / (1 + wall.kinetics * surface)
    return rate


def _decay(q: float, v: float, rate: float) -> float:
    """Return k; a ripple that dies faster than its field diffuses leaves k at v/2."""
    return v / 2 + math.sqrt(max(v**2 / 4 + q**2 + rate, 0.0))


def ripple_course(wave_number: float, times: np.ndarray, deficit: float, wall: WallLaw) -> np.ndarray:
    """Return the amplitude of a ripple at times over that at the first.

    Args:
        wave_number: q, in 1/lambda.
        times: t, in lambda^2/D, since a front in a uniform field left x = 0; shape (K,).
        deficit: p.
        wall: delta, beta, S.
    """
    q, root = wave_number, similarity_root(deficit)
    places, slope = points() * _REACH / q, derivative() * q / _REACH
    curvature, energy = slope @ slope, wall.energy / 2 * q**2

    def rates(t: float) -> np.ndarray:
        """Return the matrix of d/dt of (u_1 between the ends, a)."""
        v = root / math.sqrt(t)
        change = -energy - wall.kinetics * growth_rate(q, v, wall)
        matrix = np.zeros((len(places) - 1, len(places) - 1))
        diffusion = curvature + v * slope - q**2 * np.eye(len(places))
        matrix[:-1, :-1] = diffusion[1:-1, 1:-1]
        matrix[:-1, -1] = diffusion[1:-1, 0] * (v + change)
        matrix[-1, :-1] = -slope[0, 1:-1]
        matrix[-1, -1] = -v**2 - v * change - slope[0, 0] * (v + change) + wall.penetration * q**2 * change
        return matrix

    v = root / math.sqrt(times[0])
    field = (v - energy) * np.exp(-_decay(q, v, 0.0) * places[1:-1])
    run = solve_ivp(lambda t, state: rates(t) @ state, (times[0], times[-1]), np.array([*field, 1.0]), method="BDF",
                    jac=lambda t, state: rates(t), rtol=_TOLERANCE, atol=_SMALLEST, t_eval=times)
    return run.y[-1]
