"""Expelled charge of Hirsch's electrodynamics against closed forms, and bodies far larger or smaller than lambda."""

from __future__ import annotations

import math

import numpy as np
from scipy.special import ellipe

from onnes.carriers import charge_expulsion as closed
from onnes.carriers.spin_current import spin_current_speed
from onnes.experiments import experiment
from onnes.geometry import Shape, disc, ellipse, rectangle
from onnes.numerics.extrapolation import extrapolate_to_zero, richardson
from onnes.problems.expelled_charge import ExpelledCharge, expelled_charge
from onnes.units.constants import SPEED_OF_LIGHT
from onnes.validation.checks import check


def _meridian(semi_axis: float, along: float) -> Shape:
    return ellipse(semi_axis, along) & rectangle(semi_axis, 2 * along, (semi_axis / 2, 0))


def _potential(of: ExpelledCharge) -> float:
    return float(of.potential.max())


@check("XIII: charge of the surface layer over e n_s, {material}, over v_0/c", tolerance=1e-8, reference=1.0,
       cases=[{"material": "Pb"}, {"material": "MgB2"}], source="section XIII of Hirsch: rho = e n_s v_0/c")
def layer_over_carriers(material: str) -> float:
    result = experiment("charge-expulsion", material=material).run()
    return float(result["charge_over_carriers"]) * SPEED_OF_LIGHT / spin_current_speed(float(result["depth"]))


@check("potential in the middle, radius 7 lambda, d = {dimension:g}, over the closed form", tolerance=1e-3,
       reference=1.0, cases=[{"dimension": 2}, {"dimension": 3}], source="Bessel functions")
def on_a_grid(dimension: int) -> float:
    body = disc(7.0) if dimension == 2 else _meridian(7.0, 7.0)
    coarse, fine = (_potential(expelled_charge(body, spacing, round_body=dimension == 3)) for spacing in (0.35, 0.175))
    return richardson(coarse, fine) / closed.potential(np.zeros(1), 7.0, dimension)[0]


@check("field outside an ellipse of axes 1 : {ratio:g}, lambda -> 0, over E_m", tolerance=1e-2, slow=True,
       cases=[{"ratio": 2.0}], source="uniform ellipse less a charged conducting one, at the tip")
def leaking_field(ratio: float) -> tuple[float, float]:
    """Extrapolated from semi-axes of 5, 10, 20 lambda; P (b - a)/(2 pi a (a + b)), P the perimeter."""
    sizes = np.array([5.0, 10.0, 20.0])
    fields = [richardson(*(expelled_charge(ellipse(a, ratio * a), spacing, round_body=False).outside_field
                           for spacing in (0.5, 0.25))) for a in sizes]
    perimeter = 4 * ratio * float(ellipe(1 - 1 / ratio**2))
    return extrapolate_to_zero(1 / sizes, fields)[0], perimeter * (ratio - 1) / (2 * math.pi * (1 + ratio))


@check("quadrupole of a prolate spheroid 1 : {ratio:g}, lambda -> 0, in charge times R^2", tolerance=1.5e-2, slow=True,
       cases=[{"ratio": 2.0}], source="-(2/15)(2 b^2 - 2 a^2): uniform spheroid less a charged conductor")
def leaking_quadrupole(ratio: float) -> tuple[float, float]:
    sizes = np.array([5.0, 10.0, 20.0])
    moments = []
    for a in sizes:
        coarse, fine = (expelled_charge(_meridian(a, ratio * a), spacing, round_body=True) for spacing in (0.5, 0.25))
        moments.append(richardson(coarse.quadrupole, fine.quadrupole) / fine.surface / a**2)
    return extrapolate_to_zero(1 / sizes, moments)[0], -4 / 15 * (ratio**2 - 1)


@check("quadrupole of an ellipse of axes 1 : {ratio:g}, much smaller than lambda, over the exact one", tolerance=5e-3,
       cases=[{"ratio": 0.5}, {"ratio": 3.0}], reference=1.0, source="rho = phi_0 less its mean")
def small_ellipse(ratio: float) -> float:
    a, b = 0.1, 0.1 * ratio
    coarse, fine = (expelled_charge(ellipse(a, b), min(a, b) / cells, round_body=False) for cells in (10, 20))
    n_x, n_y, mixed = b / (a + b), a / (a + b), a**2 * b**2 / 48
    exact = -fine.surface / 2 * (n_x * (a**4 / 16 + mixed) - n_y * (b**4 / 16 + mixed))
    return richardson(coarse.quadrupole, fine.quadrupole) / exact
