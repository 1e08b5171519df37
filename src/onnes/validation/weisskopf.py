"""Weisskopf's potential tube and chain of estimates: the simulation against closed forms and the text's own numbers."""

from __future__ import annotations

import math
from functools import cache

import numpy as np

from onnes.pairing.estimates import Estimates, estimates
from onnes.pairing.tube import kick
from onnes.pairing.tube.agitation import agitated, classical_energy
from onnes.pairing.tube.constants import Tube, tube
from onnes.pairing.tube.crossing import Crossing
from onnes.pairing.tube.partial_waves import cylinder, displaced_ions, partial_waves
from onnes.pairing.tube.passage import passage
from onnes.pairing.tube.phonons import coherent_phonons, kicked_oscillator, phonon_probability
from onnes.pairing.tube.tail import tail_energy
from onnes.units.constants import ATOMIC_MASS
from onnes.validation.checks import check

_WEAK = Crossing(screening=4.6, frequency=0.3, strength=1e-9, action=1e6, offset=(0.5, 0.0))
"""Interaction so weak that closed forms of first order hold to nine digits; the ions move while they are passed."""

_SLOW = Crossing(screening=4.6, frequency=1e-4, strength=1e-12, action=1e9, offset=(0.5, 0.5))
"""Ions that do not move while they are passed, as in the text."""


@cache
def _tube(crossing: Crossing) -> Tube:
    return tube(crossing, passage(crossing, crossing.rows))


@cache
def _typical() -> Estimates:
    """Return the estimates for d = 3 A, M = 50 u, where beta = 302."""
    return estimates(3e-10, 50 * ATOMIC_MASS)


@check("W4: impulse of an ion across the path, integrated over closed form", tolerance=1e-7, reference=1.0,
       source="2 q K1(q rho), q^2 = k^2 + (omega/v)^2")
def kick_across() -> float:
    amplitude = np.hypot(*passage(_WEAK, _WEAK.rows[:1]).amplitude()[0, 1:])
    return float(amplitude * _WEAK.frequency / _WEAK.strength / kick.resonant_impulse(_WEAK, _WEAK.impact))


@check("W4: impulse of an ion along the path, integrated over closed form", tolerance=1e-7, reference=1.0,
       source="2 (omega/v) K0(q rho)")
def kick_along() -> float:
    amplitude = passage(_WEAK, _WEAK.rows[:1]).amplitude()[0, 0]
    return float(amplitude * _WEAK.frequency / _WEAK.strength / kick.resonant_impulse_along(_WEAK, _WEAK.impact))


@check("W4: c of an ion nearly unscreened, times rho/d", tolerance=1e-4, reference=2.0, source="2 e^2/(rho v)")
def unscreened() -> float:
    crossing = Crossing(1e-3, 0.0, 1e-9, 1e6, (0.5, 0.0))
    return float(kick.impulse(crossing, 0.5)) * 0.5


@check("W6: s, time until the ions are back, over pi", tolerance=1e-3, reference=1.0,
       source="half a period of an oscillator after an instantaneous impulse")
def return_time() -> float:
    return _tube(_SLOW).s / math.pi


@check("W6: length of the box of Fig. 2 over v/omega_D", tolerance=1e-3, reference=2.0,
       source="area of half a sine over its height")
def box_length() -> float:
    return _tube(_SLOW).s_of_box


@check("W7: depth of the tube, lattice sum over closed form", tolerance=1e-6, reference=1.0,
       source="(eta/w) sum over rows of (2 k K1(k rho))^2")
def depth() -> float:
    return _tube(_SLOW).depth / kick.tube_depth(_SLOW)


@check("W7: mean depth over all paths, closed form over integral", tolerance=1e-6, source="int x K1(x)^2 dx")
def mean_depth() -> tuple[float, float]:
    from scipy.integrate import quad

    core = 0.2
    integral, _ = quad(lambda rho: 2 * math.pi * rho * float(kick.impulse(_SLOW, rho)) ** 2, core, 20)
    return kick.mean_tube_depth(_SLOW, core), _SLOW.strength / _SLOW.frequency * integral


@check("W6 footnote: energy of the tail over depth of the tube, s = 2", tolerance=1e-6, reference=1.0,
       source="s/2: both are sums of squared impulses")
def energy_of_the_tail() -> float:
    return tail_energy(_SLOW, passage(_SLOW, _SLOW.rows), 2.0) / kick.tube_depth(_SLOW)


@check("W8: sum of (2L + 1) V_L of the text's tube, a = 5", tolerance=1e-10, reference=1.0, source="V(0)")
def waves_of_the_cylinder() -> float:
    return float((2 * np.arange(41) + 1) @ partial_waves(cylinder, 5.0, 40))


@check("W8: sum of (2L + 1) V_L of the displaced ions, over V_0, a = 5", tolerance=1e-10, reference=0.0, source="V(0)")
def waves_of_the_ions() -> float:
    waves = partial_waves(lambda q: displaced_ions(q, 5.0), 5.0, 40)
    return float((2 * np.arange(41) + 1) @ waves / waves[0])


@check("W5 footnote: quantum over classical displacement", tolerance=1e-9, reference=1.0,
       source="Ehrenfest: an oscillator's mean moves classically")
def quantum_displacement() -> float:
    quantum = kicked_oscillator(_WEAK).amplitude
    return quantum * _WEAK.frequency / _WEAK.strength / float(kick.resonant_impulse(_WEAK, _WEAK.impact))


@check("W5 footnote: probability of a phonon, number states, |alpha|^2 = {phonons:g}", tolerance=1e-9,
       source="1 - exp(-|alpha|^2), coherent state", cases=[{"phonons": 1e-3}, {"phonons": 0.5}, {"phonons": 4.0}])
def phonons(phonons: float) -> tuple[float, float]:
    action = _WEAK.action * phonons / coherent_phonons(_WEAK)
    crossing = Crossing(_WEAK.screening, _WEAK.frequency, _WEAK.strength, action, _WEAK.offset)
    return kicked_oscillator(crossing).phonon_probability, phonon_probability(phonons)


@check("thermal ions: growth of the mean impulse over k^2 <u^2>/2", tolerance=0.05, reference=1.0,
       source="lap K0(k rho) = k^2 K0(k rho), second order in the displacement")
def thermal_mean() -> float:
    crossing = Crossing(4.6, 0.05, 1e-6, 1e4, (0.5, 0.0))
    energy = classical_energy(crossing, 0.01)
    quarter = np.array([math.pi / 2 / crossing.frequency])
    mean, _ = agitated(crossing, energy, 20_000, seed=1).mean(quarter)
    cold = passage(crossing, crossing.rows[:1]).displacement(quarter)[0, 0, 1:] @ (-crossing.rows[0] / crossing.impact)
    expected = crossing.screening**2 * energy / crossing.frequency**2 / 2
    return float((mean[0] / cold - 1) / expected)


@check("W3b: beta of 50 u", tolerance=1e-3, reference=301.9, source="sqrt(M/m); the text: about 300")
def mass_ratio() -> float:
    return _typical().beta


@check("W25: Delta as printed over corrected, over beta^2", tolerance=1e-12, reference=1.0,
       source="beta gamma e_A against gamma e_A/beta")
def printed_binding() -> float:
    one = _typical()
    return one.beta * one.reduction * one.atomic_energy / one.gap / one.beta**2


@check("W25 corrected: log10 of Delta/e_A, within the text's -5 to -4", tolerance=0.5 / 4.5,
       reference=-4.5, source="W25 and the next sentence")
def order_of_binding() -> float:
    return math.log10(_typical().gap / _typical().atomic_energy)
