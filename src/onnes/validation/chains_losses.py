"""Wires that carry more than London's current, alternating losses, and dips in a film's spectrum."""

from __future__ import annotations

from functools import cache

import numpy as np

from onnes.chains.dissociation import dissociated_mean_square
from onnes.experiments import experiment
from onnes.pairing.bcs.complex_conductivity import complex_conductivity, zero_temperature_conductivity
from onnes.problems.critical_state.intermediate import (
    intermediate_wire,
    london_core,
    london_resistance,
    silsbee_current,
)
from onnes.problems.critical_state.norris import front, norris_loss
from onnes.problems.critical_state.wire import critical_state
from onnes.results import Result
from onnes.validation.checks import check

_RADIUS, _DENSITY = 1e-3, 1e8
_CRITICAL = np.pi * _RADIUS**2 * _DENSITY


@cache
def _losses() -> Result:
    return experiment("ac-loss", material="Nb", amplitude="20 A").run()


@check("critical state, round wire, I/Ic = {share:g}: heat of a cycle over Norris's", tolerance=2e-3, reference=1.0,
       source="W. T. Norris, J. Phys. D 3, 489 (1970)", cases=[{"share": 0.1}, {"share": 0.5}, {"share": 1.0}])
def hysteresis(share: float) -> float:
    state = critical_state(_RADIUS, _DENSITY, share * _CRITICAL * np.array([1.0, -1.0, 1.0]))
    return float(np.sum(state.heat[1:]) / norris_loss(_CRITICAL, share))


@check("critical state, I/Ic = {share:g}: radius free of flux over that of the wire", tolerance=5e-3,
       source="sqrt(1 - I/Ic): Bean's shell carries the current", cases=[{"share": 0.2}, {"share": 0.9}])
def penetration(share: float) -> tuple[float, float]:
    state = critical_state(_RADIUS, _DENSITY, [share * _CRITICAL], cells=800)
    at_front = int(np.argmax(state.density[0] > 0.5 * _DENSITY))
    return float(state.nodes[at_front]) / _RADIUS, float(front(share))


@check("critical state with Kim's Jc(B): energy through the surface in a cycle over the heat", tolerance=1e-3,
       reference=1.0, source="Poynting's theorem")
def energy_of_a_cycle() -> float:
    current = 20.0 * np.cos(np.linspace(0.0, 2 * np.pi, 121))
    state = critical_state(_RADIUS, _DENSITY, current, kim_field=0.02)
    stored = state.magnetic_energy[-1] - state.magnetic_energy[0]
    return float((np.sum(state.inflow[1:]) - stored) / np.sum(state.heat[1:]))


@check("intermediate state, I = {ratio:g} times Silsbee's current: R/Rn", tolerance=1e-5,
       source="F. London, Superfluids I (1950): (1 + sqrt(1 - (Ic/I)^2))/2", cases=[{"ratio": 1.01}, {"ratio": 3.0}])
def resistance(ratio: float) -> tuple[float, float]:
    wire = intermediate_wire(_RADIUS, 0.03, ratio * silsbee_current(_RADIUS, 0.03))
    return wire.resistance_ratio, float(london_resistance(ratio))


@check("intermediate state, I = {ratio:g} times Silsbee's current: radius of the core", tolerance=5e-3,
       source="F. London, Superfluids I (1950): I/Ic - sqrt((I/Ic)^2 - 1)", cases=[{"ratio": 1.2}, {"ratio": 3.0}])
def core(ratio: float) -> tuple[float, float]:
    wire = intermediate_wire(_RADIUS, 0.03, ratio * silsbee_current(_RADIUS, 0.03), cells=2000)
    return wire.core_radius / _RADIUS, float(london_core(ratio))


@check("loss of a niobium wire, {law}: exponent of the {over}", tolerance=0.04, source="Norris 1970 at low current; "
       "R_s ~ f^2 of two fluids, and of Mattis and Bardeen less 1/ln(2.25 kT/hf)",
       cases=[{"law": "bean", "over": "frequency", "reference": 1.0},
              {"law": "bean", "over": "low_current", "reference": 3.0},
              {"law": "two_fluid", "over": "frequency", "reference": 2.0},
              {"law": "two_fluid", "over": "amplitude", "reference": 2.0},
              {"law": "mattis_bardeen", "over": "frequency", "reference": 2.0},
              {"law": "mattis_bardeen", "over": "amplitude", "reference": 2.0}])
def exponent(law: str, over: str) -> float:
    return float(_losses()[f"{over}_exponent_{law}"])


@check("chains broken while |B sin| < {ratio:g} B: mean of sin^2 over (2/3 pi) ratio^3", tolerance=1e-3, reference=1.0,
       source="short windows", cases=[{"ratio": 1e-3}, {"ratio": 3e-2}])
def short_window(ratio: float) -> float:
    return float(dissociated_mean_square(ratio)) / (2 * ratio**3 / (3 * np.pi))


@check("Mattis and Bardeen far above the gap, hf = {photon:g} Delta, T = 0: 1 - sigma_1/sigma_n", tolerance=1e-4,
       source="their elliptic integrals", cases=[{"photon": 300.0}, {"photon": 2000.0}])
def blue(photon: float) -> tuple[float, float]:
    computed, exact = complex_conductivity(photon, 0.0, 512), zero_temperature_conductivity(photon)
    return 1 - float(computed.real), 1 - float(exact.real)
