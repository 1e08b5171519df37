"""Routes by which a field leaves a cylinder, and what bodies with and without a hole keep."""

from __future__ import annotations

from functools import cache

import numpy as np

from onnes.carriers.rigid_expulsion import heat, rigid_expulsion
from onnes.experiments import experiment
from onnes.validation.checks import check


@check("psi held, R = {radius:g} lambda: Joule heat against the energy of the start less that of London's state",
       tolerance=1e-3, cases=[{"radius": 5.0}, {"radius": 50.0}], source="route (a) of Hirsch's Fig. 1, closed form")
def rigid_heat(radius: float) -> tuple[float, float]:
    times, places = np.geomspace(1e-5, 12, 800), np.linspace(0, radius, 801)
    electric = rigid_expulsion(times, places, radius).electric
    power = 4 * np.atleast_1d(np.trapezoid(electric**2 * places, places, axis=1)) / radius**2
    return float(np.trapezoid(power, times)) + float(power[0]) * 1e-5, heat(radius)


@check("one nucleus at Hc (1 - {p:g}), kappa = {kappa:g}: all heat over the excess of energy", tolerance=0.12,
       slow=True, source="first law; the rest is the wall of the nucleus",
       cases=[{"kappa": 0.25, "p": 0.3}, {"kappa": 0.3, "p": 0.2}])
def heat_of_one_nucleus(kappa: float, p: float) -> tuple[float, float]:
    result = experiment("routes", kappa=kappa, p=p, cells=1, domains=2).run()
    return float(result["c_heat_over_excess"]), 1.0


@check("perfect conductor, {body}, kappa = 1: flux after cooling in the field over that before", tolerance=1e-10,
       slow=True, cases=[{"body": body} for body in ("ring", "hollow", "solid")], source="Lippmann 1919; H6")
def perfect_conductor(body: str) -> tuple[float, float]:
    return float(_bodies()[f"{body}_perfect_conductor_flux_cooled"]), 1.0


@check("Ginzburg-Landau, {body}, kappa = 1: fluxoid without the field less the nearest whole number", tolerance=1e-6,
       slow=True, cases=[{"body": "ring"}, {"body": "hollow"}, {"body": "solid"}], source="single-valued psi; M7")
def whole_fluxoid(body: str) -> tuple[float, float]:
    fluxoid = float(_bodies()[f"{body}_fluxoid_left"])
    return fluxoid - round(fluxoid), 0.0


@cache
def _bodies():
    return experiment("bodies", kappa=1.0, radius="0.5 um", field=0.2, cells=1).run()
