"""Wall energy and critical fields of Ginzburg-Landau theory, each extrapolated from two grids."""

from __future__ import annotations

import math

import numpy as np
from scipy.optimize import brentq
from scipy.special import k0

from onnes.numerics.uncertainty import Estimate
from onnes.problems.domain_wall import domain_wall
from onnes.problems.isolated_vortex import isolated_vortex
from onnes.problems.nucleation import bulk_nucleation, surface_nucleation
from onnes.problems.superheating import superheating
from onnes.problems.two_grids import CELLS, refined
from onnes.validation.checks import check

_TABLE = "Ginzburg-Landau equations solved numerically, four digits"
_TYPE_LIMIT = 1 / math.sqrt(2)


def _number(estimate: Estimate) -> float:
    if estimate.value is None:
        raise ArithmeticError("the solver did not converge")
    return estimate.value


def _wall(kappa: float) -> float:
    return _number(refined(lambda cells: domain_wall(kappa, cells).energy))


def _lower(kappa: float) -> float:
    return _number(refined(lambda cells: isolated_vortex(kappa, cells).lower_critical_field))


def _superheating(kappa: float) -> float:
    return _number(refined(lambda cells: superheating(kappa, cells).field))


@check("kappa where the wall energy vanishes", tolerance=1e-3, reference=_TYPE_LIMIT, source="Ginzburg, Landau 1950")
def type_limit() -> float:
    return float(brentq(_wall, 0.6, 0.8, xtol=1e-6))  # type: ignore[arg-type]


@check("wall energy delta/lambda, kappa = {kappa:g}", tolerance=1e-2, source=_TABLE, cases=[
    {"kappa": 0.3, "reference": 2.386}, {"kappa": 1.0, "reference": -0.432}, {"kappa": 2.0, "reference": -0.868}])
def wall(kappa: float) -> float:
    return _wall(kappa)


@check("wall energy delta/lambda, small kappa = {kappa:g}", tolerance=1e-3, cases=[{"kappa": 0.01}, {"kappa": 0.05}],
       source="Boulter, Indekeu 1996, expansion in kappa^(1/2)")
def wall_small_kappa(kappa: float) -> tuple[float, float]:
    """Compare with delta/xi = 4 sqrt2/3 - 2.05634 kappa^(1/2) - 0.26614 kappa^(3/2)."""
    limit = 2 * (2 * math.sqrt(2) / 3 - 1.02817 * math.sqrt(kappa) - 0.13307 * kappa**1.5)
    return _wall(kappa), limit / kappa


@check("wall energy delta/lambda, large kappa = {kappa:g}", tolerance=1e-3, cases=[{"kappa": 200.0}],
       reference=-8 / 3 * (math.sqrt(2) - 1), source="|psi|^2 = 1 - A^2 where gradients of |psi| cost nothing")
def wall_large_kappa(kappa: float) -> float:
    return _wall(kappa)


@check("Hc1/Hc, kappa = {kappa:g}", tolerance=5e-3, source=_TABLE, cases=[
    {"kappa": 1.0, "reference": 0.8180}, {"kappa": 2.0, "reference": 0.5490}, {"kappa": 10.0, "reference": 0.2019}])
def lower(kappa: float) -> float:
    return _lower(kappa)


@check("Hc1/Hc, kappa = 1/sqrt2", tolerance=1e-6, reference=1.0, source="Bogomolny 1976, exact")
def lower_at_type_limit() -> float:
    return _lower(_TYPE_LIMIT)


@check("Hc1/Hc, large kappa = {kappa:g}", tolerance=1e-3, cases=[{"kappa": 100.0}],
       source="Hu 1972, (ln kappa + 0.49693)/(sqrt2 kappa)")
def lower_large_kappa(kappa: float) -> tuple[float, float]:
    return _lower(kappa), (math.log(kappa) + 0.49693) / (math.sqrt(2) * kappa)


@check("vortex field between 3 and 8 lambda over London's, kappa = {kappa:g}", tolerance=1e-2, reference=1.0,
       cases=[{"kappa": 20.0}, {"kappa": 100.0}], source="K0(r/lambda) Phi_0/(2 pi lambda^2), for kappa to infinity")
def far_field(kappa: float) -> float:
    """Return the largest ratio; at kappa = 10 it is 1.013, a property of Ginzburg-Landau theory and not of the grid."""
    vortex = isolated_vortex(kappa, 2 * CELLS)
    far = (vortex.radius > 3 * kappa) & (vortex.radius < 8 * kappa)
    london = k0(vortex.radius[far] / kappa) * math.sqrt(2) / kappa
    return float(np.max(vortex.field[far] / london))


@check("superheating Hsh/Hc (one-dimensional), kappa = {kappa:.4g}", tolerance=1e-2, source=_TABLE, cases=[
    {"kappa": 0.3, "reference": 1.810}, {"kappa": _TYPE_LIMIT, "reference": 1.385}, {"kappa": 1.0, "reference": 1.276}])
def superheated(kappa: float) -> float:
    return _superheating(kappa)


@check("superheating Hsh/Hc (one-dimensional), small kappa = {kappa:g}", tolerance=1e-4, cases=[{"kappa": 0.01}],
       source="de Gennes 1965; Dolgert, Di Bartolo, Dorsey 1996")
def superheated_small_kappa(kappa: float) -> tuple[float, float]:
    """Compare with 2^(-1/4) kappa^(-1/2) (1 + 15 sqrt2/32 kappa)."""
    return _superheating(kappa), 2**-0.25 * kappa**-0.5 * (1 + 15 * math.sqrt(2) / 32 * kappa)


@check("superheating Hsh/Hc - 1 (one-dimensional), large kappa = {kappa:g}", tolerance=2e-2, cases=[{"kappa": 200.0}],
       source="Chapman 1995, sqrt2 0.326 kappa^(-4/3); Dolgert et al. 1996")
def superheated_large_kappa(kappa: float) -> tuple[float, float]:
    return _superheating(kappa) - 1, math.sqrt(2) * 0.326 * kappa ** (-4 / 3)


@check("bulk Hc2 in units of Phi_0/(2 pi xi^2)", tolerance=1e-3, reference=1.0, source="Abrikosov 1957, exact")
def bulk() -> float:
    return _number(refined(bulk_nucleation))


@check("surface Hc3/Hc2", tolerance=2e-3, reference=1.69461, source="Saint-James, de Gennes 1963")
def surface() -> float:
    return _number(refined(surface_nucleation)) / _number(refined(bulk_nucleation))
