"""The macroscopic quantum model and the devices that live on it: wave packets, rings, junctions, SQUIDs, loops."""

from __future__ import annotations

import math
from typing import Any

from onnes.experiments import experiment
from onnes.units.constants import FLUX_QUANTUM
from onnes.validation.checks import check


def read(name: str, reading: str, **inputs: Any) -> float:
    """Return a reading of an experiment."""
    return float(experiment(name, **inputs).run()[reading])


@check("lowest Landau level over hbar omega_c, charge {charge:g} e, mass {mass:g} m_e", tolerance=1e-4, reference=0.5,
       source="L. D. Landau 1930", cases=[{"charge": -1, "mass": 1}, {"charge": -2, "mass": 2}])
def landau_level(charge: float, mass: float) -> float:
    return read("wavepacket", "landau_level", mode="landau", charge=charge, mass=mass)


@check("period of Aharonov-Bohm fringes over h/|q|, charge {charge:g} e", tolerance=1e-3, reference=1.0, slow=True,
       source="Y. Aharonov, D. Bohm 1959", cases=[{"charge": -1}, {"charge": -2}])
def aharonov_bohm_period(charge: float) -> float:
    return read("wavepacket", "aharonov_bohm_period", mode="aharonov-bohm", charge=charge)


@check("cyclotron frequency of a wave packet over |q| B/m", tolerance=1e-3, reference=1.0, slow=True,
       source="P. Ehrenfest 1927")
def cyclotron_frequency() -> float:
    return read("wavepacket", "frequency_ratio", mode="cyclotron")


@check("fluxoid of a ring of radius {inner_radius} and width {width} less n h/2e, over h/2e", tolerance=1e-10,
       reference=0.0, source="F. London 1950",
       cases=[{"inner_radius": "0.4 um", "width": "0.1 um"}, {"inner_radius": "0.3 um", "width": "0.4 um"}])
def fluxoid(inner_radius: str, width: str) -> float:
    return read("ring", "fluxoid_deviation", inner_radius=inner_radius, width=width, field="3 mT")


@check("fall of Tc at half a flux quantum over that of a thin ring, width R/20", tolerance=5e-3, reference=1.0,
       source="W. A. Little, R. D. Parks 1962")
def little_parks() -> float:
    found = experiment("ring", inner_radius="0.5 um", width="25 nm", field="1 mT").run()
    return found["tc_amplitude"] / found["thin_tc_amplitude"]


@check("distance of Shapiro steps over h f/2e, f = {frequency}", tolerance=1e-4, reference=1.0, slow=True,
       source="S. Shapiro 1963", cases=[{"frequency": "5 GHz"}, {"frequency": "20 GHz"}])
def shapiro_steps(frequency: str) -> float:
    return read("josephson", "step_spacing_per_frequency", study="shapiro", frequency=frequency) / FLUX_QUANTUM


@check("retrapping current over I_c, beta_c = {beta_c:g}", tolerance=0.01,
       source="4/(pi sqrt(beta_c)) for weak damping: M. Tinkham, Introduction to Superconductivity (1996), 6.3",
       cases=[{"beta_c": 100.0}, {"beta_c": 400.0}])
def retrapping(beta_c: float) -> tuple[float, float]:
    return (read("josephson", "retrapping_over_ic", study="iv", beta_c=beta_c), 4 / (math.pi * math.sqrt(beta_c)))


@check("flux of the first zero of a short junction's Fraunhofer pattern, Phi_0", tolerance=1e-3, reference=1.0,
       source="J. M. Rowell 1963")
def fraunhofer_zero() -> float:
    return read("josephson", "fraunhofer_zero", study="fraunhofer")


@check("speed of a fluxon over Swihart's, bias {bias:g} I_c", tolerance=0.01, slow=True,
       source="D. W. McLaughlin, A. C. Scott, Phys. Rev. A 18, 1652 (1978)", cases=[{"bias": 0.1}, {"bias": 0.2}])
def fluxon_speed(bias: float) -> tuple[float, float]:
    found = experiment("josephson", study="fluxon", bias_over_ic=bias, beta_c=100.0).run()
    return found["fluxon_speed"], found["fluxon_speed_expected"]


@check("width of a moving fluxon over that at rest", tolerance=0.02, slow=True, source="sqrt(1 - v^2), Lorentz")
def fluxon_width() -> tuple[float, float]:
    found = experiment("josephson", study="fluxon", bias_over_ic=0.15, beta_c=100.0).run()
    return found["fluxon_width"], found["fluxon_width_expected"]


@check("rate of thermal escape of a junction over Kramers', beta_c = {beta_c:g}", tolerance=0.2, slow=True,
       source="H. A. Kramers 1940; 400 escapes: 5 %, and corrections of the order of kT over the barrier",
       cases=[{"beta_c": 0.0}, {"beta_c": 4.0}])
def escape(beta_c: float) -> tuple[float, float]:
    found = experiment("josephson", study="switching", beta_c=beta_c).run()
    return found["escape_rate"], found["escape_rate_expected"]


@check("period of a SQUID's critical current, asymmetric arms, Phi_0", tolerance=1e-6, reference=1.0,
       source="R. C. Jaklevic et al. 1964")
def squid_period() -> float:
    return read("squid", "period", study="interference", asymmetry=0.3, inductance_asymmetry=0.4)


@check("{device}: inductance over that of London's equation on strips and rings", tolerance=0.02, reference=1.0,
       slow=True, source="E. H. Brandt, Phys. Rev. B 72, 024529 (2005)",
       cases=[{"device": each} for each in ("ring", "coplanar", "microstrip", "stacked")])
def inductance(device: str) -> float:
    return read("inductance", "over_reference", device=device)


@check("identities from Schroedinger's equation to London's that hold, or fail, as stated, over all", tolerance=0.0,
       reference=1.0, source="computer algebra in general fields")
def derivation() -> float:
    found = experiment("derivation").run()
    return sum(found[name] for name in ("steps_holding", "slips_failing", "unassumed_failing")) / found["identities"]
