"""Magnetic field inside a rotating superconductor (London moment)."""

from __future__ import annotations

from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE


def london_moment(rotation: float, charge: float = -ELEMENTARY_CHARGE, mass: float = ELECTRON_MASS) -> float:
    """Return the London field B = -(2 m / q) omega, in T, along the axis of rotation.

    Args:
        rotation: omega, rad/s, signed.
        charge, mass: q (C, signed) and m (kg) of a carrier; a pair gives the same as an electron.

    Electrons (q = -e): B is parallel to omega, 7.1448e-9 T at 100 revolutions a second.

    Source: H52.
    """
    return -2 * mass / charge * rotation


def london_moment_orbit_speed(depth: float, rotation: float) -> float:
    """Return v = 2 lambda_L omega, in m/s, the speed on orbits of radius 2 lambda_L that carry the London moment.

    Args:
        depth: lambda_L, m.
        rotation: omega, rad/s.

    Source: H53-H55.
    """
    return 2 * depth * rotation
