"""The gap after a sudden change of the coupling: regimes of BCS theory, and relaxation near Tc."""

from __future__ import annotations

import math

from onnes.experiments import experiment
from onnes.pairing.gap_relaxation import relative_gap
from onnes.pairing.pseudospins import Band
from onnes.pairing.quench_regimes import THRESHOLD, isolated_roots
from onnes.problems.uniform_relaxation import uniform_relaxation
from onnes.units.constants import BOLTZMANN, HBAR
from onnes.validation.checks import check

_LEVELS, _TAU = 1000, 1.0
"""Levels, and tau_in in hbar/Delta_f, of the quenches near Tc."""
_GAP = 3e-23


@check("BCS gap long after a quench from {ratio:g} of it, Delta_inf/Delta_f by isolated roots of 40 000 levels",
       tolerance=1e-4, cases=[{"ratio": 0.3}, {"ratio": 0.7}, {"ratio": 3.0}],
       source="p tan(p/2) = ln(Delta_i/Delta_f): Barankov, Levitov 2006; Yuzbashyan et al. 2006")
def isolated_root(ratio: float) -> tuple[float, float]:
    band = Band.of(40000, 200 * max(ratio, 1.0))
    return band.isolated_roots(ratio, band.inverse_coupling(1.0))[0], isolated_roots(ratio)[0]


@check("BCS gap after a quench from {ratio:g} of it, late mean over isolated root", tolerance=3e-3, reference=1.0,
       cases=[{"ratio": 0.3}, {"ratio": 0.6}, {"ratio": 1.5}, {"ratio": 2.5}],
       source="Yuzbashyan, Tsyplyatyev, Altshuler 2006")
def constant_gap(ratio: float) -> float:
    """Return the ratio after 200 hbar/Delta_f: nearer to the borders the oscillation dies out later."""
    result = experiment("quench", ratio=ratio, final_gap=_GAP, half_width=10 * max(ratio, 1.0) * _GAP, levels=4000,
                        duration=200 * HBAR / _GAP).run()
    return float(result["late_gap"]) / float(result["gap_infinity"])


@check("BCS gap after a quench from {ratio:g} of it, exponent of the decay of its oscillation", tolerance=0.05,
       reference=-0.5, cases=[{"ratio": 0.7}, {"ratio": 2.0}], source="Volkov, Kogan 1974")
def decay_exponent(ratio: float) -> float:
    return float(experiment("quench", ratio=ratio, levels=3000).run()["decay_exponent"])


@check("BCS gap after a quench from {ratio:g} of it, frequency of the persistent oscillation over that of dn",
       tolerance=3e-3, reference=1.0, cases=[{"ratio": 0.05}, {"ratio": 0.08}],
       source="Barankov, Levitov, Spivak 2004")
def persistent_frequency(ratio: float) -> float:
    result = experiment("quench", ratio=ratio, levels=3000).run()
    return float(result["frequency"]) / float(result["frequency_exact"])


@check("BCS gap after a quench from {ratio:g} of it, rate of its decay to zero", tolerance=0.05,
       cases=[{"ratio": 8.0}, {"ratio": 12.0}], source="Barankov, Levitov 2006: exp(-2 |v| t/hbar), prefactor t^(-3/2)")
def dephasing(ratio: float) -> tuple[float, float]:
    result = experiment("quench", ratio=ratio).run()
    return float(result["dephasing_rate"]), float(result["dephasing_rate_exact"])


@check("border between oscillating and constant gap of 20 000 levels, Delta_f/Delta_i", tolerance=3e-3,
       reference=THRESHOLD, source="exp(pi/2): Barankov, Levitov 2006")
def border() -> float:
    band = Band.of(20000, 30.0)
    low, high = 3.0, 7.0
    while high - low > 1e-4:
        middle = 0.5 * (low + high)
        two = len(band.isolated_roots(1 / middle, band.inverse_coupling(1.0))) == 2
        low, high = (low, middle) if two else (middle, high)
    return low


@check("uniform |psi| under the law tdgl, gamma = {gamma:g}: largest difference from the exact solution",
       tolerance=2e-3, reference=0.0, slow=True, cases=[{"gamma": 0.0}, {"gamma": 1.0}, {"gamma": 5.0}],
       source="integral of sqrt(1 + gamma^2 f^2) d_t f = (1 - f^2) f")
def engine(gamma: float) -> float:
    run = uniform_relaxation(0.1, gamma, 8.0, 80)
    return float(max(abs(run.records["gap"] - relative_gap(run.records["time"], 0.1, gamma))))


@check("pseudospins with tau_in = hbar/Delta_f at kT = {warmth:g} Delta_f: time to relax over that of TDGL",
       tolerance=0.12, reference=1.0, slow=True, cases=[{"warmth": 3.0}, {"warmth": 6.0, "tolerance": 0.06}],
       source="Kramer, Watts-Tobin 1978; corrections of order Delta/kT and hbar/(kT tau_in)")
def near_tc(warmth: float) -> float:
    result = experiment("quench", final_gap=_GAP, ratio=0.2, temperature=warmth * _GAP / BOLTZMANN, levels=_LEVELS,
                        half_width=math.ceil(8 * warmth) * _GAP, inelastic_time=_TAU * HBAR / _GAP).run()
    return float(result["settling_time"]) / float(result["tdgl_settling_time"])
