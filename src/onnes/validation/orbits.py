"""Orbits of radius 2 lambda: their growth in a field, the sum of their currents, and how they screen."""

from __future__ import annotations

from math import pi
from typing import Any

import numpy as np

from onnes.carriers.orbit_expansion import expanded_speed
from onnes.carriers.orbit_layer import edge_current, layer_current, layer_field
from onnes.experiments import experiment
from onnes.validation.checks import check

_LAWS = ("linear", "exponential", "accelerating", "decelerating", "oscillating")
_OTHERS = ("ignored", "felt")


@check("H50-H51: speed of an orbit grown to 2 lambda by {law} growth", tolerance=1e-10, source="H50-H51",
       cases=[{"law": law} for law in _LAWS])
def grown_orbit(law: str) -> tuple[float, float]:
    """Compare the integrated speed with the closed form for a start at rest at 10 nm."""
    result = experiment("orbit", law=law, penetration_depth="16 nm", start_radius="10 nm", field="0.3 T").run()
    return float(result["speed"]), expanded_speed(32e-9, 0.3, 10e-9)


@check("H46-H47: Larmor orbit grown to {ratio:g} lambda in the field of all, speed over v_s", tolerance=1e-10,
       source="H46-H47", cases=[{"ratio": 0.5}, {"ratio": 2.0}, {"ratio": 40.0}])
def screened_growth(ratio: float) -> tuple[float, float]:
    result = experiment("orbit", others="felt", start="larmor", radius=ratio * 50e-9, law="exponential").run()
    return float(result["speed_over_meissner"]), ratio / 2 / (1 + ratio**2 / 4)


@check("growing orbit, others {others}: largest change of m r v + q r^2 B/2 over the gain", tolerance=1e-9,
       reference=0.0, source="conservation of canonical angular momentum", cases=[{"others": each} for each in _OTHERS])
def canonical_momentum(others: str) -> float:
    return float(experiment("orbit", others=others, law="oscillating", field="0.3 T").run()["canonical_drift"])


@check("growing orbit, others {others}: radial work over B_a^2/(2 mu_0)", tolerance=1e-9, source="kinetic energy, and "
       "(B - B_a)^2/(2 mu_0) where orbits feel one another", cases=[{"others": "ignored", "reference": 1.0},
                                                                  {"others": "felt", "reference": 0.5}])
def radial_work(others: str) -> float:
    result = experiment("orbit", others=others, start="larmor", start_radius="1 pm").run()
    return float(result["radial_work"]) / float(result["expulsion_energy"])


@check("H48-H49: Landau's susceptibility of {metal} over Larmor's at 1/k_F", tolerance=1e-9, reference=1.0,
       source="H48-H49, with mu_B^2", cases=[{"metal": "Al"}, {"metal": "Sn"}, {"metal": "Pb"}])
def normal_orbit(metal: str) -> float:
    result = experiment("orbit", material=metal).run()
    return float(result["landau_susceptibility"]) / float(result["larmor_susceptibility_start"])


@check("Fig. 8: current per length of orbits in a disc of {size:g} lambda over B_a/mu_0", tolerance=1e-12,
       reference=1.0, source="each orbit round a point sends its current past it", cases=[{"size": 3}, {"size": 1000}])
def layer_total(size: float) -> float:
    return float(np.diff(layer_field([size - 2, size + 2], size, 2.0))[0])


@check("Fig. 8: layer in a disc of {size:g} orbit radii, difference from that at a flat edge, times R/a",
       tolerance=2e-2, reference=1 / (4 * pi), source="dj = -(n_s e v_s/pi) (x/2R) sqrt(1 - (x/a)^2), first order",
       cases=[{"size": 1e2}, {"size": 1e4}])
def layer_curvature(size: float) -> float:
    x = np.linspace(-1, 1, 20_001)
    return size * float(np.max(np.abs(layer_current(size + x, size, 1.0) - edge_current(x, 1.0))))


@check("Fig. 8: summed layer of a million orbits, {reading}: within 3.5 standard uncertainties of the exact one (1)",
       tolerance=0.0, reference=1.0, source="Monte Carlo against the exact superposition", slow=True,
       cases=[{"reading": "total_over_needed", "exact": 1.0}, {"reading": "equivalent_width_over_depth", "exact": pi},
              {"reading": "interior_over_needed", "exact": 0.0}])
def summed_layer(reading: str, exact: float) -> float:
    read = experiment("orbit-disc", orbits=1_000_000, radius="5 um", seed=11).run().readings[reading]
    assert isinstance(read.value, float)
    assert read.uncertainty
    return float(abs(read.value - exact) < 3.5 * read.uncertainty)


@check("H43: mean field in long orbits that feel one another, N and 2 N of them, extrapolated in 1/N", tolerance=3e-3,
       reference=0.5, source="H43", slow=True)
def half_the_field() -> float:
    few, many = (_mean_field("field_felt", orbits=number) for number in (500, 1000))
    return 2 * many - few


@check("H38: mean field in {geometry} of orbits that do not: within 3.5 standard uncertainties of its expectation (1)",
       tolerance=0.0, reference=1.0, source="H38 at chi = -1, with the orbits' own field", slow=True,
       cases=[{"geometry": "cell"}, {"geometry": "loops"}])
def no_field(geometry: str) -> float:
    result = experiment("susceptibility", geometry=geometry, placements=30, seed=7).run()
    reading = result.readings["field_ignored"]
    assert isinstance(reading.value, float)
    assert reading.uncertainty
    return float(abs(reading.value - float(result["field_ignored_expected"])) < 3.5 * reading.uncertainty)


@check("H39: mean field in loops of {ratio:g} lambda, N and 2 N of them, extrapolated in 1/N", tolerance=5e-3,
       source="1/(1 + r^2/4 lambda^2)", slow=True, cases=[{"ratio": 2.0}, {"ratio": 8.0}])
def large_loops(ratio: float) -> tuple[float, float]:
    few, many = (_mean_field("field_felt", geometry="loops", orbits=number, radius=ratio * 50e-9)
                 for number in (400, 800))
    return 2 * many - few, 1 / (1 + ratio**2 / 4)


def _mean_field(reading: str, **inputs: Any) -> float:
    return float(experiment("susceptibility", placements=20, seed=7, **inputs).run()[reading])
