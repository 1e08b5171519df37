"""Expulsion of a field from a cylinder whose order parameter is held: a surface current, and a field that falls evenly.

With |psi| and its phase held, the supercurrent is London's, J_s = -A/(mu_0 lambda^2), and the normal current is
sigma E. Then ``d_t A = D (lap A - A/lambda^2)``, D = 1/(mu_0 sigma): from a uniform field the deep interior falls as
``exp(-D t/lambda^2)``, everywhere at once, and the sum of both currents flows within lambda of the surface only.
"""

from __future__ import annotations

from math import sqrt
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

_MODES_PER_DEPTH, _FEWEST = 16, 60


class RigidExpulsion(NamedTuple):
    """Fields over times (T,) and places (N,): B over the applied field, E over B D/lambda, mu_0 J over B/lambda."""

    magnetic: np.ndarray
    electric: np.ndarray
    current: np.ndarray


def rigid_expulsion(time: ArrayLike, place: ArrayLike, radius: float) -> RigidExpulsion:
    """Return the fields of a cylinder that starts in the uniform field.

    ``B = I0(r)/I0(R) + sum_i c_i J0(k_i r) exp(-(1 + k_i^2) t)`` with J0(k_i R) = 0 and
    ``c_i = 2/(k_i R J1(k_i R) (1 + k_i^2))``; E from Faraday's law, mu_0 J = curl B; E and J are
    the components along the angle.

    Args:
        time: t in lambda^2/D, above 0, shape (T,).
        place: r in lambda, up to R, shape (N,).
        radius: R in lambda.
    """
    from scipy.special import ive, j0, j1, jn_zeros

    times, r = np.asarray(time, float)[:, None, None], np.asarray(place, float)
    zeros = jn_zeros(0, max(_FEWEST, int(_MODES_PER_DEPTH * radius)))
    k = zeros / radius
    size = 2 / (zeros * j1(zeros) * (1 + k**2))
    falling = size * np.exp(-(1 + k**2) * times[..., 0])
    still = np.exp(r - radius) / ive(0, radius)
    return RigidExpulsion(
        ive(0, r) * still + falling @ j0(np.outer(k, r)),
        (falling * (1 + k**2) / k) @ j1(np.outer(k, r)),
        -ive(1, r) * still + (falling * k) @ j1(np.outer(k, r)),
    )


def london_flux(radius: float) -> float:
    """Return the flux of the London state over that of the uniform field, 2 I1(R)/(R I0(R)), R in lambda."""
    from scipy.special import ive

    return float(2 * ive(1, radius) / (radius * ive(0, radius)))


def starting_energy(radius: float) -> float:
    """Return R^2/8, R in lambda: kinetic energy of the London current in a uniform field, over B^2/(2 mu_0) pi R^2.

    Carriers at rest relative to the phase move at e B r/(2 m) everywhere as soon as psi is uniform in the field.
    """
    return radius**2 / 8


def heat(radius: float) -> float:
    """Return the Joule heat of the whole expulsion, over B^2/(2 mu_0) pi R^2; R in lambda.

    The start has the energy of `starting_energy`, the end that of the London state, 1 - `london_flux`.
    """
    return starting_energy(radius) - (1 - london_flux(radius))


def largest_radius(field: float) -> float:
    """Return sqrt(8)/h, in lambda: above it the start costs more than condensation gains, at B = h Bc."""
    return sqrt(8) / field
