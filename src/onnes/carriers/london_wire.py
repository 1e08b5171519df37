"""Magnetic field inside a current-carrying London wire."""

from __future__ import annotations

from math import exp

from onnes.errors import InputError


def london_wire_field_ratio(radius: float, wire_radius: float, depth: float) -> float:
    """Return B(r)/B(R) = I_1(r/lambda) / I_1(R/lambda) for r <= R, dimensionless; I_1 is a modified Bessel function.

    Args:
        radius: r, m.
        wire_radius: R, m.
        depth: lambda_L, m.

    Goes to r/R for R << lambda and to exp(-(R - r)/lambda) sqrt(R/r) for r >> lambda; below 1e-308 it is 0.

    Raises:
        InputError: a radius outside the wire.

    Source: H4, W35-W40 beyond the step profile W38.
    """
    from scipy.special import ive

    if not 0 <= radius <= wire_radius:
        raise InputError("radius", f"{radius:g} m", f"a radius from 0 to that of the wire, {wire_radius:g} m")
    inside, surface = radius / depth, wire_radius / depth
    return float(ive(1, inside) / ive(1, surface)) * exp(inside - surface)
