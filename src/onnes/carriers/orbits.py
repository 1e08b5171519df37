"""Orbits of radius 2 lambda_L: the Meissner current as a superposition of small circles."""

from __future__ import annotations

from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE


def orbit_radius(depth: float) -> float:
    """r = 2 lambda_L, in m: the orbit whose Larmor susceptibility is that of a perfect diamagnet.

    Source: H35, H41.
    """
    return 2 * depth


def meissner_speed(depth: float, field: float) -> float:
    """v_s = e lambda_L B_0 / m_e, in m/s: speed of the surface current that screens ``field`` (T).

    The size only; for electrons the current runs so as to oppose the field.

    Source: H27.
    """
    return ELEMENTARY_CHARGE * depth * field / ELECTRON_MASS


def moment_per_carrier(depth: float, speed: float) -> float:
    """mu = e lambda_L v_s, in J/T: magnetisation M = n_s mu of a screened cylinder, shared among its carriers.

    Source: H31-H33.
    """
    return ELEMENTARY_CHARGE * depth * speed


def orbital_angular_momentum(moment: float) -> float:
    """l = 2 m_e mu / e, in J s, of an electron whose orbit has the magnetic moment mu (J/T).

    With `moment_per_carrier` it gives l = m_e v_s (2 lambda_L): an orbit of radius 2 lambda_L.

    Source: H34-H35.
    """
    return 2 * ELECTRON_MASS * moment / ELEMENTARY_CHARGE


def induced_speed(radius: float, field: float) -> float:
    """v = -e r B / (2 m_e), in m/s: azimuthal speed of an electron circling at r while a field grows from 0 to B.

    Source: H36-H37.
    """
    return -ELEMENTARY_CHARGE * radius * field / (2 * ELECTRON_MASS)
