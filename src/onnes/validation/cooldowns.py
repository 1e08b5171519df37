"""Flux trapped by a cold front in bulk metal, and its loss, beside limits and cavities."""

from __future__ import annotations

from dataclasses import replace
from math import inf, sqrt

from onnes.carriers.trapped_flux_resistance import flexible_line_resistance
from onnes.experiments import experiment
from onnes.measurements import fact
from onnes.problems.cooldown import Pins, Scaled, few_pins_limit, metal_of, slow_front, sweep
from onnes.units.constants import FLUX_QUANTUM
from onnes.validation.checks import check

_GROUPS = Scaled(ratio=0.8, pins=2.0, radius=1.0, strength=inf, core=False, drag=0.01)


@check("trapped fraction of few strong pins at {gradient:g} K/m over N/2 of the mixed state", tolerance=1e-3,
       reference=1.0, cases=[{"gradient": 1.0}, {"gradient": 30.0}],
       source="trapped flux over 1/gradient: Kubo, PTEP 2016, 053G01, arXiv:1601.02118")
def inverse_gradient(gradient: float) -> float:
    groups = Scaled.behind_front(metal_of("Nb", 300.0), 1e-5, gradient, 0.0, Pins(1e4, 1e-6, 0.0, 1e18))
    return slow_front(groups) / few_pins_limit(groups)


@check("trapped fraction behind a slow front by the run in time, {pins:g} pins met", tolerance=0.06, slow=True,
       cases=[{"pins": 0.5}, {"pins": 2.0}, {"pins": 8.0}], source="integral over the mixed state, 160 cells")
def run_beside_law(pins: float) -> tuple[float, float]:
    groups = replace(_GROUPS, pins=pins)
    return sweep(groups, 160, 3).trapped_fraction, slow_front(groups)


@check("flux behind a front without pins, over that before", tolerance=1e-6, reference=0.0,
       source="equilibrium below Bc1")
def clean() -> float:
    return sweep(replace(_GROUPS, pins=0.0, drag=0.05), 60, 3).trapped_fraction


@check("flux lost and kept behind a front, less that before", tolerance=1e-13, reference=0.0,
       source="conservation of flux")
def conserved() -> float:
    return sweep(replace(_GROUPS, drag=0.05), 60, 5).imbalance


@check("trapped fraction of a cavity cooled slowly and everywhere alike", tolerance=1e-3,
       source="full flux trapping: Martinello et al., J. Appl. Phys. 118, 044505 (2015)")
def slow_and_homogeneous() -> tuple[float, float]:
    return float(experiment("cooldown", cooling="uniform").run()["trapped_fraction"]), fact("C001").number("")[0]


@check("resistance per trapped flux of niobium at 1.3 GHz and 2 K, nohm/mG, beside a cavity baked at 120 C",
       tolerance=0.5, source="Posen, Hall 2017, read in notes on it; the mean free path of the cavity is not known")
def sensitivity() -> tuple[float, float]:
    """Return the number for the clean metal: predicted, its spread with the mean free path is in the docs."""
    niobium = experiment("cooldown", pin_density=0, frequency="1.3 GHz", temperature="2 K").run()
    return 100 * float(niobium["surface_resistance_per_flux"]), fact("C006").number("nohm/mG")[0]


@check("resistance of a slow flexible flux line over Phi_0 sqrt(omega/(2 eta epsilon))", tolerance=2e-3, reference=1.0,
       source="Gurevich, Ciovati, Phys. Rev. B 87, 054502 (2013)")
def slow_line() -> float:
    depth, energy, viscosity = 4e-8, 2.5e-10, 1.6e-6
    omega = 1e-7 * energy / (viscosity * depth**2)
    found = float(flexible_line_resistance(omega / 6.283185307179586, depth, energy, viscosity))
    return found / (FLUX_QUANTUM * sqrt(omega / (2 * viscosity * energy)))
