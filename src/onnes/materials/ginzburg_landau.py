"""The two lengths of Ginzburg-Landau theory at T = 0, from measured quantities.

A Ginzburg-Landau superconductor has two parameters: (depth lambda, length xi), or equivalently (Bc, kappa):

    Bc = Phi_0/(2 sqrt2 pi lambda xi)    Bc2 = Phi_0/(2 pi xi^2) = sqrt2 kappa Bc    kappa = lambda/xi

The tables hold up to five measured numbers for them, which in a real metal at T = 0 need not satisfy these relations:
its electrodynamics is non-local, its coupling strong. Thermodynamic fields, where known, are therefore preferred to
lengths, because they decide which phase grows and how much field it expels. `ROUTES` lists the pairs of inputs in order
of preference; the first whose inputs are in the tables is taken. With any route, the four relations above hold between
the numbers that a material gives at any T.

Source: V. L. Ginzburg, L. D. Landau, Zh. Eksp. Teor. Fiz. 20, 1064 (1950); A. A. Abrikosov, Sov. Phys. JETP 5, 1174
(1957); M. Tinkham, Introduction to Superconductivity (1996), eqs 4.20 and 4.62.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import NamedTuple

from onnes.units.constants import FLUX_QUANTUM

_AREA_FIELD = FLUX_QUANTUM / (2 * math.sqrt(2) * math.pi)
"""lambda xi Bc [T m^2], the same for every superconductor."""


class Lengths(NamedTuple):
    """Penetration depth and coherence length [m]."""

    depth: float
    length: float


def from_fields(critical_field: float, upper_critical_field: float) -> Lengths:
    """Return xi = sqrt(Phi_0/(2 pi Bc2)) and lambda = Phi_0/(2 sqrt2 pi Bc xi), from fields in T."""
    length = math.sqrt(FLUX_QUANTUM / (2 * math.pi * upper_critical_field))
    return Lengths(_AREA_FIELD / (critical_field * length), length)


def from_field_and_parameter(critical_field: float, kappa: float) -> Lengths:
    """Return the lengths with lambda xi = Phi_0/(2 sqrt2 pi Bc) and lambda/xi = kappa, from Bc in T."""
    length = math.sqrt(_AREA_FIELD / (critical_field * kappa))
    return Lengths(kappa * length, length)


def from_field_and_depth(critical_field: float, depth: float) -> Lengths:
    """Return the lengths with xi = Phi_0/(2 sqrt2 pi Bc lambda), from Bc in T and lambda in m."""
    return Lengths(depth, _AREA_FIELD / (critical_field * depth))


def from_depth_and_upper_field(depth: float, upper_critical_field: float) -> Lengths:
    """Return the lengths with xi = sqrt(Phi_0/(2 pi Bc2)), from lambda in m and Bc2 in T."""
    return Lengths(depth, math.sqrt(FLUX_QUANTUM / (2 * math.pi * upper_critical_field)))


class Route(NamedTuple):
    """Pair of inputs in the tables, and the function that makes the two lengths of them."""

    needs: tuple[str, str]
    lengths: Callable[[float, float], Lengths]


ROUTES = (
    Route(("critical_field_0", "upper_critical_field_0"), from_fields),
    Route(("critical_field_0", "ginzburg_landau_parameter"), from_field_and_parameter),
    Route(("critical_field_0", "london_depth_0"), from_field_and_depth),
    Route(("critical_field_0", "penetration_depth_0"), from_field_and_depth),
    Route(("penetration_depth_0", "upper_critical_field_0"), from_depth_and_upper_field),
    Route(("penetration_depth_0", "coherence_length_0"), Lengths),
)


def thermodynamic_critical_field(lengths: Lengths) -> float:
    """Return Bc = Phi_0/(2 sqrt2 pi lambda xi), in T."""
    return _AREA_FIELD / (lengths.depth * lengths.length)


def upper_critical_field(lengths: Lengths) -> float:
    """Return Bc2 = Phi_0/(2 pi xi^2), in T, below which the normal state is unstable (in type I, on supercooling)."""
    return FLUX_QUANTUM / (2 * math.pi * lengths.length**2)


def ginzburg_landau_parameter(lengths: Lengths) -> float:
    """Return kappa = lambda/xi, dimensionless."""
    return lengths.depth / lengths.length
