"""Weak-coupling BCS theory: universal numbers, limits of the kernel, closed forms of Mattis and Bardeen."""

from __future__ import annotations

import math
from functools import cache

import numpy as np
from scipy.integrate import quad
from scipy.special import zeta

from onnes.experiments import experiment
from onnes.materials.models import bcs
from onnes.pairing.bcs.complex_conductivity import (
    complex_conductivity,
    low_frequency_limit,
    zero_temperature_conductivity,
)
from onnes.pairing.bcs.cutoff import CutOffPairing
from onnes.pairing.bcs.nonlocal_kernel import anomalous_coefficient, bcs_kernel
from onnes.pairing.bcs.surface_depth import Surface, anomalous_depth, penetration_depth
from onnes.pairing.bcs.thermodynamics import entropy, free_energy, heat
from onnes.pairing.bcs_ratios import CONDENSATION_RATIO
from onnes.results import Result
from onnes.validation.checks import check

_BCS = "Bardeen, Cooper, Schrieffer 1957"
_MATTIS_BARDEEN = "Mattis, Bardeen 1958"


@cache
def _universal() -> Result:
    return experiment("gap", points=20).run()


@check("2 Delta(0)/k Tc, weak coupling", tolerance=1e-6, reference=2 * math.pi / math.exp(np.euler_gamma),
       source=f"{_BCS}: 2 pi/e^gamma = 3.527754")
def gap_ratio() -> float:
    return _number("gap_ratio")


@check("Delta(Tc/2)/k Tc, weak coupling", tolerance=1e-8, reference=1.68782693, source="gap equation, nine digits")
def gap_at_half_tc() -> float:
    return _number("gap_half_tc")


@check("specific-heat jump (Cs - Cn)/Cn at Tc", tolerance=1e-4, reference=12 / (7 * float(zeta(3))),
       source=f"{_BCS}: 12/(7 zeta(3)) = 1.426127")
def heat_jump() -> float:
    return _number("heat_jump")


@check("Bc(T)/Bc(0) - (1 - t^2), largest", tolerance=0.05, reference=-0.037, source=_BCS)
def field_deviation() -> float:
    return _number("hc_deviation")


@check("lambda(0)^2/lambda(T)^2 over 1 - t at Tc, clean and local", tolerance=1e-2, reference=2.0, source="exact")
def depth_slope() -> float:
    return _number("lambda_slope")


def _number(reading: str) -> float:
    return _universal()[reading]


@check("(Bc(0)^2/2 mu_0)/(gamma Tc^2) from int (Sn - Ss) dT", tolerance=1e-8, reference=CONDENSATION_RATIO,
       source=f"{_BCS}: 3/(4 e^(2 gamma))")
def condensation_energy() -> float:
    return quad(lambda t: t - float(entropy(t)), 0, 1, epsabs=0, epsrel=1e-10)[0]


@check("int C/T dT from 0 to Tc over gamma Tc", tolerance=1e-8, reference=1.0, source="no latent heat: Ss = Sn")
def entropy_at_tc() -> float:
    return quad(lambda t: float(heat(t)) / t, 0, 1, epsabs=0, epsrel=1e-10)[0]


@check("free energy at Tc/2: quasiparticles over Matsubara sum", tolerance=1e-8, source="exact: dF = -S dT")
def free_energy_two_ways() -> tuple[float, float]:
    integral = quad(lambda t: float(entropy(t)) - t, 0.5, 1, epsabs=0, epsrel=1e-10)[0]
    return integral, float(free_energy(0.5))


@check("2 Delta(0)/k Tc with a cutoff, N(0)V = {coupling:g}", tolerance=1e-6, source=f"{_BCS}, eqs. 2.40 and 3.27",
       cases=[{"coupling": 0.01, "reference": 2 * math.pi / math.exp(np.euler_gamma)},
              {"coupling": 1e6, "reference": 4.0}])
def gap_ratio_with_cutoff(coupling: float) -> float:
    return CutOffPairing(coupling).gap_ratio


@check("K(0) of a clean metal at T/Tc = {t:g}", tolerance=1e-11, cases=[{"t": 0.1}, {"t": 0.5}, {"t": 0.99}],
       source="superfluid density of the local limit")
def local_kernel(t: float) -> tuple[float, float]:
    return float(bcs_kernel(t, 0.0)), float(bcs.superfluid_density(t))


@check("K(q) q xi_0 at q xi_0 = 1e6, xi_0/l = {scattering:g}", tolerance=1e-4, source=f"{_BCS}, Pippard limit",
       cases=[{"scattering": 0.0}, {"scattering": 10.0}])
def short_wave_kernel(scattering: float) -> tuple[float, float]:
    y = 1e6
    return float(bcs_kernel(0.5, y, scattering)) * y, float(anomalous_coefficient(0.5))


@check("lambda of the anomalous limit, {surface} surface", tolerance=1e-3, cases=[{"surface": "diffuse"},
       {"surface": "specular"}], source="Pippard 1953, (sqrt3/2) c^(-1/3) and 8/9 of it")
def anomalous(surface: Surface) -> tuple[float, float]:
    ratio = 1e9
    depth = penetration_depth(np.array([0.5]), 1.0, ratio, surface=surface)
    return float(depth[0]), float(anomalous_depth(anomalous_coefficient(0.5) / ratio, surface))


@check("lambda(0) of {material} over the measured one", tolerance=0.05, reference=1.0, cases=[{"material": "Al"}],
       source="BCS kernel with lambda_L and xi_0 of the tables; measured value of the tables")
def depth_of_a_metal(material: str) -> float:
    result = experiment("gap", material=material, points=20).run()
    return result["penetration_depth_0"] / result["penetration_depth_0_measured"]


@check("sigma_1/sigma_n at T = 0, hf = {photon:g} Delta", tolerance=1e-12, cases=[{"photon": 2.1}, {"photon": 10.0}],
       source=f"{_MATTIS_BARDEEN}, elliptic integrals")
def absorption_at_zero(photon: float) -> tuple[float, float]:
    return complex(complex_conductivity(photon, 0.0)).real, complex(zero_temperature_conductivity(photon)).real


@check("sigma_2/sigma_n at T = 0, hf = {photon:.7g} Delta", tolerance=1e-12,
       source=f"{_MATTIS_BARDEEN}, elliptic integrals",
       cases=[{"photon": 0.01}, {"photon": 1.0}, {"photon": 1.999999}, {"photon": 3.0}])
def supercurrent_at_zero(photon: float) -> tuple[float, float]:
    return -complex(complex_conductivity(photon, 0.0)).imag, -complex(zero_temperature_conductivity(photon)).imag


@check("sigma_1/sigma_n at T = 0 below 2 Delta", tolerance=0.0, reference=0.0, source=_MATTIS_BARDEEN)
def no_absorption() -> float:
    return float(np.max(complex_conductivity(np.geomspace(1e-6, 1.999, 20), 0.0).real))


@check("hf sigma_2/(sigma_n Delta) for hf to 0, kT = {thermal:g} Delta", tolerance=1e-5, source=_MATTIS_BARDEEN,
       cases=[{"thermal": 0.1}, {"thermal": 0.6}, {"thermal": 5.0}])
def slow_supercurrent(thermal: float) -> tuple[float, float]:
    photon = 1e-7
    return -complex(complex_conductivity(photon, thermal)).imag * photon, float(low_frequency_limit(thermal))


@cache
def _niobium() -> Result:
    return experiment("mattis-bardeen", material="Nb", frequency=1e4, temperature=2.0, points=20).run()


@check("exponent p of R ~ f^p, Nb at 10 kHz and 2 K", tolerance=0.05, reference=2.0, source="E113; Mattis-Bardeen")
def loss_over_frequency() -> float:
    """Return the exponent, 2 - 1/ln(2.25 kT/hf), which is 2 at low frequency."""
    return _niobium()["frequency_exponent"]


@check("activation energy of R T over Delta(0), Nb at 10 kHz", tolerance=0.05, reference=1.0,
       source="E113; Mattis-Bardeen")
def loss_over_temperature() -> float:
    return _niobium()["activation_energy_over_gap"]
