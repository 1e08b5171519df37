"""Spin current of Hirsch's theory: operators on a lattice, and the field that stops a branch, against exact values."""

from __future__ import annotations

import math

import numpy as np

from onnes.carriers.aharonov_casher import expansion_remainder, flux_density, ring_level
from onnes.carriers.lower_critical_field import lower_critical_field
from onnes.carriers.spin_current import branch_speeds, spin_current_speed, stopping_field
from onnes.units.constants import FLUX_QUANTUM
from onnes.validation.checks import check

_SPHEROIDS = [{"along": 0.0, "reference": 1.0}, {"along": 0.1, "reference": 0.9}, {"along": 1 / 3, "reference": 2 / 3},
              {"along": 0.8, "reference": 0.2}]


@check("H59: field of the links over that of the text, ions of depolarising factor {along:g} along the spin",
       tolerance=1e-12, cases=_SPHEROIDS, source="curl(sigma x E) = sigma div E - (sigma . grad) E")
def field_of_links(along: float) -> float:
    return flux_density(((1 - along) / 2, (1 - along) / 2, along), step=0.2)


@check("H58 less p^2, H57 and twice the classical A^2: order in the step, depolarising factor {along:g}", slow=True,
       tolerance=0.01, reference=2.0, cases=[{"along": 0.0}, {"along": 0.25}], source="H57, H58; second differences")
def expansion_order(along: float) -> float:
    coarse, fine = (expansion_remainder(nodes, ((1 - along) / 2, (1 - along) / 2, along)) for nodes in (61, 121))
    return math.log2(coarse / fine)


@check("H62: speed of an orbit grown to 2 lambda, in hbar/(m lambda); ions of depolarising factor {along:g}",
       tolerance=1e-6, source="canonical angular momentum is conserved",
       cases=[{"along": 0.0, "reference": 0.25}, {"along": 1 / 3, "reference": 1 / 6}])
def grown_orbit(along: float) -> float:
    return ring_level(2.0, 0, 1 - along, sites=4096)[1]


@check("energy of H56's printed direction over that of H62's, orbit of 2 lambda in a cylinder", tolerance=1e-9,
       reference=1.0, source="half a quantum of the flux of A_sigma")
def two_directions() -> float:
    return ring_level(2.0, -1, 1.0)[0] / ring_level(2.0, 0, 1.0)[0]


@check("field that stops a branch over Phi_0/(4 pi lambda^2), lambda = {depth:g} m", tolerance=1e-12, reference=1.0,
       cases=[{"depth": 16e-9}, {"depth": 190e-9}], source="hbar/(4 e lambda^2)")
def vortex_unit(depth: float) -> float:
    return stopping_field(depth) * 4 * math.pi * depth**2 / FLUX_QUANTUM


@check("field that stops a branch over Bc1, kappa = {kappa:.4g}", tolerance=2e-3,
       cases=[{"kappa": math.sqrt(0.5), "reference": 1.0}, {"kappa": 50.0, "reference": 1 / (math.log(50) + 0.49693)}],
       source="Bc1 = Bc = B_s at kappa = 1/sqrt2; Bc1 = B_s (ln kappa + 0.497) for large kappa")
def lower_field(kappa: float) -> float:
    return stopping_field(80e-9) / lower_critical_field(80e-9, 80e-9 / kappa)


@check("mass transport of one spin direction over that of all electrons at the stopping field, 75 nm", tolerance=1e-12,
       reference=0.5, source="section XI of Hirsch")
def half_the_critical_transport() -> float:
    return spin_current_speed(75e-9) / 2 / float(np.mean(branch_speeds(75e-9, stopping_field(75e-9))))
