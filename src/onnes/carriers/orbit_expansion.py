"""Azimuthal speed of a carrier on an orbit that grows in a steady magnetic field."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE


def expanded_speed(
    radius: float, field: float, start: float = 0.0, charge: float = -ELEMENTARY_CHARGE, mass: float = ELECTRON_MASS
) -> float:
    """Return v_theta = -(q B / 2m) (r - r_0^2 / r), in m/s, of a carrier moved from rest at r_0 to r in B along z.

    Args:
        radius: r, m.
        field: B, T.
        start: r_0, m, where the carrier had no azimuthal velocity; the text lets it go to zero.
        charge, mass: q (C, signed) and m (kg).

    At r = 2 lambda_L it is the speed of the Meissner current.

    Source: H50-H51.
    """
    return -charge * field / (2 * mass) * (radius - start**2 / radius)


def speed_along_growth(
    radius: Callable[[float], float],
    radial_speed: Callable[[float], float],
    duration: float,
    field: float,
    charge: float = -ELEMENTARY_CHARGE,
    mass: float = ELECTRON_MASS,
    tolerance: float = 1e-10,
) -> float:
    """Compute the azimuthal speed at the end of any growth law r(t), in m/s, by integrating the equation of motion.

    d_t v_theta = -(r' / r) (v_theta + q r B / m), the azimuthal part of m dv/dt = q v x B with v_r = r'.

    Args:
        radius: r(t), m, positive for 0 <= t <= duration.
        radial_speed: r'(t), m/s.
        duration: s.
        field: B along z, T.
        charge, mass: q (C, signed), m (kg).
        tolerance: relative error asked of each step.

    The answer must not depend on the law, only on its ends: `expanded_speed`.

    Source: H50, Figs 7 and 9 of Hirsch.
    """
    from scipy.integrate import solve_ivp

    unit = charge * field * radius(duration) / mass

    def rate(time: float, speed: np.ndarray) -> np.ndarray:
        r = radius(time)
        return -radial_speed(time) / r * (speed + r / radius(duration))

    path = solve_ivp(rate, (0.0, duration), np.zeros(1), rtol=tolerance, atol=tolerance * 1e-3, method="DOP853")
    return float(path.y[0, -1]) * unit
