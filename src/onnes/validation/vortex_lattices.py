"""Lattices of vortices in periodic cells, against their exact limits and against devices that end."""

from __future__ import annotations

import math

import numpy as np

import onnes
from onnes.carriers.abrikosov_parameter import abrikosov_parameter, energy_near_bc2
from onnes.problems.isolated_vortex import isolated_vortex
from onnes.problems.two_grids import refined
from onnes.problems.vortex_lattice import TRIANGULAR, rhombic_lattice, solve_lattice
from onnes.validation.checks import check

_XI = 20e-9


@check("beta_A at Bc2 of the rhombic lattice of {angle:g} degrees, kappa = {kappa:g}", tolerance=1e-5,
       source="Kleiner, Roth, Autler 1964: sum over the reciprocal lattice",
       cases=[{"angle": 60.0, "kappa": 0.8}, {"angle": 60.0, "kappa": 5.0},
              {"angle": 75.0, "kappa": 1.5, "tolerance": 5e-5}, {"angle": 90.0, "kappa": 1.5, "tolerance": 5e-5}])
def beta_at_bc2(angle: float, kappa: float) -> tuple[float, float]:
    """Linear in 1 - b near Bc2: two inductions give the limit."""
    near, far = (solve_lattice(kappa, b, angle).beta_a.value or math.nan for b in (0.998, 0.996))
    return 2 * near - far, abrikosov_parameter(angle)


@check("energy of the triangular lattice over Abrikosov's at 0.99 Bc2, kappa = {kappa:g}", tolerance=5e-4,
       reference=1.0, source="Abrikosov 1957, first order in 1 - b",
       cases=[{"kappa": 0.75}, {"kappa": 1.2}, {"kappa": 40.0}])
def abrikosov_energy(kappa: float) -> float:
    energy = solve_lattice(kappa, 0.99, TRIANGULAR).energy.value or math.nan
    return 2 * energy / energy_near_bc2(kappa, 0.99, abrikosov_parameter(TRIANGULAR))


@check("energy of the lattice of {angle:g} degrees at kappa = 1/sqrt2, B = {b:g} Bc2", tolerance=5e-5,
       source="Bogomolny 1976: -(1 - b)^2/2, whatever the lattice",
       cases=[{"angle": 60.0, "b": 0.15}, {"angle": 90.0, "b": 0.5}, {"angle": 50.0, "b": 0.8}])
def between_the_types(angle: float, b: float) -> tuple[float, float]:
    return solve_lattice(1 / math.sqrt(2), b, angle).energy.value or math.nan, -0.5 * (1 - b) ** 2


@check("H/Hc2 of the triangular lattice at B = {b:g} Bc2, kappa = {kappa:g}: virial theorem against dF/dB",
       tolerance=2e-6, source="Doria, Gubernatis, Rainer 1989; central difference on one grid",
       cases=[{"kappa": 0.85, "b": 0.2}, {"kappa": 1.0, "b": 0.7}, {"kappa": 2.0, "b": 0.5}])
def virial_theorem(kappa: float, b: float) -> tuple[float, float]:
    low, here, high = (rhombic_lattice(kappa, each, TRIANGULAR) for each in (b - 1e-3, b, b + 1e-3))
    slope = (high.energy - low.energy) / 2e-3 + 2 * kappa**2 * b
    return here.field_strength, slope / (2 * kappa**2)


@check("H of a dilute lattice over Hc1, kappa = {kappa:g}", tolerance=1.5e-3, reference=1.0,
       source="Hc1 of the isolated vortex on a radial grid", cases=[{"kappa": 0.85}, {"kappa": 1.0}])
def dilute_lattice(kappa: float) -> float:
    lower = refined(lambda cells: isolated_vortex(kappa, cells).lower_critical_field).value or math.nan
    H = solve_lattice(kappa, 0.05, TRIANGULAR).field_strength.value or math.nan
    return math.sqrt(2) * kappa * H / lower


@check("{device} with two flux quanta a period: energy of minimize over that of the lattice in reduced units",
       tolerance=5e-3, reference=1.0, slow=True, source="the same cell, extrapolated in the spacing",
       cases=[{"device": "Bulk"}, {"device": "Film"}])
def device_lattice(device: str) -> float:
    """A film that does not screen is a body with kappa to infinity."""
    a, b = 8 * _XI, 8 * _XI / math.sqrt(3)
    outline, arguments = onnes.rectangle(a, b), {"coherence_length": _XI, "period": (a, b), "resistivity": 1e-7}
    cell = onnes.Bulk(outline, penetration_depth=1.5 * _XI, **arguments) if device == "Bulk" else onnes.Film(
        outline, penetration_depth=50 * _XI, thickness=1e-9, **arguments)
    B = cell.field_of(2)
    found = onnes.minimize(cell, field=B, cells_per_xi=6)
    kappa = cell.kappa if isinstance(cell, onnes.Bulk) else 50.0
    known = solve_lattice(kappa, B / cell.upper_critical_field, TRIANGULAR).energy.value or math.nan
    return float(found.energy[-1]) / cell.energy_unit / (known * a * b / _XI**2)


@check("magnetisation of a slab of 6 xi that repeats along it, ramped to 20 mT, over that of one 12 times as long",
       tolerance=2e-2, reference=1.0, slow=True, source="ends of the long one count as their share of its length")
def endless_slab() -> float:
    arguments = {"coherence_length": 5e-8, "penetration_depth": 6e-8, "resistivity": 1e-7, "gamma": 0}
    slab = onnes.Bulk(onnes.rectangle("150 nm", "300 nm"), period=("150 nm", None), **arguments)
    ramped = onnes.solve(slab, field=onnes.ramp("0 mT", "20 mT", "5 ps"), time="40 ps", frames=4, cells_per_xi=2)
    moments = [onnes.solve(onnes.Bulk(onnes.rectangle(length, "300 nm"), **arguments), field="20 mT", time="40 ps",
                           frames=2, cells_per_xi=2).readings["moment"].value for length in ("1.8 um", "1.5 um")]
    per_length = (moments[0] - moments[1]) / 3e-7
    return float(np.asarray(ramped.readings["magnetisation"].value)) * 3e-7 / per_length
