"""Magnetic field inside a rotating superconductor (London moment), and angular momentum that goes with it."""

from __future__ import annotations

from math import pi

from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMITTIVITY


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

    It is also the speed by which the electrons at the surface stay behind the lattice.

    Args:
        depth: lambda_L, m.
        rotation: omega, rad/s.

    Source: H53-H55.
    """
    return 2 * depth * rotation


def radial_field_angular_momentum(radius: float, rotation: float) -> float:
    """Return -eps_0 int r E_r B dA = pi eps_0 (m/e)^2 omega^3 R^4, in J s/m, of the field in a rotating cylinder.

    In the interior electrons go round with the lattice, held by q (E_r + omega r B) = -m omega^2 r, so that
    E_r = -(m/q) omega^2 r + 2 (m/q) omega^2 r = -(m/e) omega^2 r for electrons.

    Args:
        radius: R, m, much larger than the penetration depth.
        rotation: omega, rad/s.

    Smaller than the angular momentum of the surface current by (omega R/2 c)^2.

    Source: F. London, Superfluids I (1950).
    """
    return pi * VACUUM_PERMITTIVITY * (ELECTRON_MASS / ELEMENTARY_CHARGE) ** 2 * rotation**3 * radius**4
