"""Field in a wire whose current density grows in proportion to the distance from its axis."""

from __future__ import annotations

from math import pi

from onnes.units.constants import VACUUM_PERMEABILITY


def chain_wire_field(radius: float, wire_radius: float, current: float) -> float:
    """B = mu_0 I r^2 / (2 pi R^3), in T, for r <= R: J = A r encloses I (r/R)^3.

    Args:
        radius: r, m, from the axis.
        wire_radius: R, m.
        current: I, A.

    Source: Z, section 5 of Sun: B grows as r^2.
    """
    return VACUUM_PERMEABILITY * current * radius**2 / (2 * pi * wire_radius**3)
