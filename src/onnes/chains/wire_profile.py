"""Magnetic field in a wire whose current density grows in proportion to the distance from its axis."""

from __future__ import annotations

from math import pi

from onnes.errors import InputError
from onnes.units.constants import VACUUM_PERMEABILITY


def chain_wire_field(radius: float, wire_radius: float, current: float) -> float:
    """Return B = mu_0 I r^2 / (2 pi R^3), in T, for r <= R; the density J = A r encloses the current I (r/R)^3.

    Args:
        radius: r, m, from the axis.
        wire_radius: R, m.
        current: I, A.

    Raises:
        InputError: a radius outside the wire.

    Source: Z, section 5 of Sun: B grows as r^2.
    """
    if not 0 <= radius <= wire_radius:
        raise InputError("radius", f"{radius:g} m", f"a radius from 0 to that of the wire, {wire_radius:g} m")
    return VACUUM_PERMEABILITY * current * radius**2 / (2 * pi * wire_radius**3)
