"""Orbits of radius 2 lambda_L, whose superposition is the Meissner current."""

from __future__ import annotations

from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE


def orbit_radius(depth: float) -> float:
    """Return r = 2 lambda_L, in m, the orbit whose Larmor susceptibility is that of a perfect diamagnet.

    Source: H35, H41.
    """
    return 2 * depth


def meissner_speed(depth: float, field: float) -> float:
    """Return v_s = e lambda_L B_0 / m_e, in m/s, the speed of the surface current that screens ``field`` (T).

    Only the magnitude is returned; the current of the electrons opposes the field.

    Args:
        depth: lambda_L, m.
        field: B_0, T.

    Source: H27.
    """
    return ELEMENTARY_CHARGE * depth * field / ELECTRON_MASS


def moment_per_carrier(depth: float, speed: float) -> float:
    """Return mu = e lambda_L v_s, in J/T, the moment per carrier of a screened cylinder with M = n_s mu.

    Args:
        depth: lambda_L, m.
        speed: v_s, m/s.

    Source: H31-H33.
    """
    return ELEMENTARY_CHARGE * depth * speed


def orbital_angular_momentum(moment: float) -> float:
    """Return l = 2 m_e mu / e, in J s, for an electron whose orbit has the magnetic moment mu (J/T).

    With `moment_per_carrier` it gives l = m_e v_s (2 lambda_L): an orbit of radius 2 lambda_L.

    Source: H34-H35.
    """
    return 2 * ELECTRON_MASS * moment / ELEMENTARY_CHARGE


def induced_speed(radius: float, field: float) -> float:
    """Return v = -e r B / (2 m_e), in m/s, the azimuthal speed that a field growing from 0 to B induces at r.

    Args:
        radius: r, m.
        field: B, T.

    Source: H36-H37.
    """
    return -ELEMENTARY_CHARGE * radius * field / (2 * ELECTRON_MASS)
