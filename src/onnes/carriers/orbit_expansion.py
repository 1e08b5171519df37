"""Carrier on an orbit that grows in a magnetic field: closed forms, and the equation of motion for any law of growth.

In the field B along z, uniform over the orbit, with v the azimuthal velocity and r(t) given::

    m (v' + r' v / r) = -q r' B - (q r / 2) B'

the Lorentz force of the radial motion, and Faraday's force where B changes. So m r v + q r^2 B/2 is conserved. Orbits
of density n_s that feel one another are in B = B_a + mu_0 n_s q r v/2.

Reduced units: radius s = r/(2 lambda_L), speed u = v/(-q lambda_L B_a/m), field b = B/B_a.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE

Growth = Callable[[float], tuple[float, float]]
"""Time over the duration -> radius s and its rate ds/dt."""


def expanded_speed(radius: float, field: float, start: float = 0.0, depth: float | None = None,
                   charge: float = -ELEMENTARY_CHARGE, mass: float = ELECTRON_MASS) -> float:
    """Return v = -(q B_a / 2m) (r - r_0^2 / r) / (1 + r^2 / 4 lambda_L^2), in m/s, of a carrier moved from r_0 to r.

    Args:
        radius: r, m.
        field: B_a along z, T.
        start: r_0, m, where the carrier was at rest; 0 if it began with Larmor's speed -(q r_0/2m) B.
        depth: lambda_L, m, if the field of the other orbits acts on it; None leaves the denominator out.
        charge, mass: q (C, signed) and m (kg).

    At r = 2 lambda_L it is the speed of the Meissner current, or half of it with the field of the others.

    Source: H50-H51; H46.
    """
    alone = -charge * field / (2 * mass) * (radius - start**2 / radius)
    return alone if depth is None else alone / (1 + (radius / (2 * depth)) ** 2)


@dataclass(frozen=True)
class GrownOrbit:
    """Course of an orbit, at times from 0 to 1; arrays of shape (n,), in reduced units.

    Attributes:
        time: over the duration.
        radius, speed: s, u.
        angle: of the carrier about the centre [rad].
        field: b that acts on the orbit.
        lorentz, faraday: angular momentum from either force so far [2 lambda m v_s].
        radial_work, faraday_work: work of the force that moves the carrier outwards against the magnetic and the
            centrifugal force, and of Faraday's, so far [m v_s^2].
    """

    time: np.ndarray
    radius: np.ndarray
    speed: np.ndarray
    angle: np.ndarray
    field: np.ndarray
    lorentz: np.ndarray
    faraday: np.ndarray
    radial_work: np.ndarray
    faraday_work: np.ndarray

    @property
    def kinetic(self) -> np.ndarray:
        """Kinetic angular momentum m r v [2 lambda m v_s]."""
        return self.radius * self.speed

    @property
    def canonical(self) -> np.ndarray:
        """Canonical angular momentum m r v + q r^2 B/2 [2 lambda m v_s]."""
        return self.kinetic - self.radius**2 * self.field


def grow_orbit(growth: Growth, felt: bool, at_rest: bool, turning: float, times: np.ndarray,
               tolerance: float = 1e-11) -> GrownOrbit:
    """Integrate the equation of motion of a carrier on an orbit that grows.

    Args:
        growth: s(t) > 0 and its rate.
        felt: whether the field of the other orbits, which grow alike, acts on it.
        at_rest: whether it starts without azimuthal velocity, or with Larmor's.
        turning: v_s times the duration over 2 lambda_L.
        times: at which it is recorded, from 0 to 1.
        tolerance: relative error of a step of the integration, which is of order 8.

    Source: H44-H45, H50; Figs 7 and 9 of Hirsch.
    """
    from scipy.integrate import solve_ivp

    def rates(time: float, state: np.ndarray) -> list[float]:
        (s, ds), u = growth(time), state[0]
        b = 1 - s * u if felt else 1.0
        du = (2 * ds * b - ds * u / s - (s * ds * u if felt else 0.0)) / (1 + s**2 if felt else 1.0)
        db = -(ds * u + s * du) if felt else 0.0
        return [du, turning * u / s, 2 * s * ds * b, s**2 * db, (2 * b - u / s) * u * ds, s * u * db]

    s_0 = growth(0.0)[0]
    u_0 = 0.0 if at_rest else s_0 / (1 + s_0**2 if felt else 1.0)
    path = solve_ivp(rates, (0.0, 1.0), [u_0, 0, 0, 0, 0, 0], t_eval=times, rtol=tolerance, atol=1e-3 * tolerance,
                     method="DOP853")
    radius = np.array([growth(time)[0] for time in times])
    speed, angle, lorentz, faraday, radial_work, faraday_work = path.y
    field = 1 - radius * speed if felt else np.ones_like(radius)
    return GrownOrbit(times, radius, speed, angle, field, lorentz, faraday, radial_work, faraday_work)
