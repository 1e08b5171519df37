"""Orbits of radius 2 lambda: their growth in a field."""

from __future__ import annotations

from onnes.carriers.orbit_expansion import expanded_speed
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
