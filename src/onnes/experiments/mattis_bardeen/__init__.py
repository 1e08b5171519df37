"""mattis-bardeen: conductivity, surface impedance and loss of a superconductor in a microwave field."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, ClassVar, Literal

import numpy as np
import pydantic

from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.materials import REDUCED_TEMPERATURE, Material, given_or_recorded
from onnes.materials import material as material_of
from onnes.results import Array, Reading
from onnes.units.constants import BOLTZMANN, PLANCK, VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from onnes.problems.microwave_sample import Sample

CONDUCTIVITY_OVER_PATH = 1e15
"""sigma_n/l where neither a material nor a value is given [S/m^2]."""

CURVES_AT = (0.4, 0.6, 0.8, 0.95)
"""T/Tc of the curves over frequency."""

FEWEST, MOST = 20, 2000

LAW_EXPONENT, LAW_ENERGY = 0.25, 0.1
"""Tolerances of exponent and activation energy around 2 and Delta(0) within which the law of loss holds."""


class MattisBardeen(Experiment):
    """A superconductor in a weak field of frequency f: complex conductivity, surface impedance, loss.

    sigma_1 is absorption: below 2 Delta/h by thermally excited quasiparticles, above it also by breaking pairs. sigma_2
    is the supercurrent. The electric field that accelerates the condensate also drives the quasiparticles, so that the
    surface resistance R is not zero but falls as (f^2/T) exp(-Delta/kT). ``limit=local`` is the dirty metal,
    Z = sqrt(i mu_0 omega/sigma); ``limit=anomalous`` the clean one whose pairs are larger than the depth.

    Raises:
        InputError: T below zero, a frequency that is not positive, a residual resistance ratio below 1 or beside a
            conductivity.
        MissingDataError: a material without Tc; without the normal data that the chosen limit needs.

    Source: D. C. Mattis, J. Bardeen, Phys. Rev. 111, 412 (1958).
    """

    name: ClassVar[str] = "mattis-bardeen"
    summary: ClassVar[str] = "complex conductivity and surface resistance over frequency and temperature"
    example: ClassVar[dict[str, Any]] = {"material": "Nb", "points": 40}
    belonging: ClassVar[Belonging] = {"limit": {"local": ("conductivity", "residual_resistance_ratio"),
                                                "anomalous": ("conductivity_over_path", "surface")}}

    limit: Literal["local", "anomalous"] = choice("local", "local: dirty metal; anomalous: pairs larger than the depth")
    frequency: float = quantity("1 GHz", "Hz", "frequency of the single readings", above=0)
    temperature: float | None = quantity(None, "K", "temperature of the single readings; half of Tc if left out",
                                         at_least=0)
    critical_temperature: float | None = quantity(None, "K", "Tc, instead of the material's; 10 K without either",
                                                  above=0)
    gap_model: Literal["bcs", "alpha"] = choice("bcs", "Delta(0): bcs of weak coupling, alpha the material's measured")
    conductivity: float | None = quantity(None, "S/m", "sigma_n above Tc (local limit), instead of the material's; "
                                          "2e7 S/m without either", above=0)
    residual_resistance_ratio: float | None = quantity(
        None, "", "resistance at room temperature over that above Tc, which sets a material's sigma_n; 10 if left out",
        at_least=1)
    conductivity_over_path: float | None = quantity(None, "S/m^2", "sigma_n/l (anomalous limit), instead of that of "
                                                    "the clean metal; 1e15 S/m^2 without a material", above=0)
    surface: Literal["diffuse", "specular"] = choice("diffuse", "how the surface scatters electrons (anomalous limit)")
    points: int = pydantic.Field(200, description="points of each curve")

    def check(self) -> None:
        if not FEWEST <= self.points <= MOST:
            raise InputError("points", self.points, f"a number from {FEWEST} to {MOST}")
        if self.residual_resistance_ratio is not None and (self.conductivity is not None or not self.material):
            raise InputError("residual_resistance_ratio", self.residual_resistance_ratio,
                             "a material and no conductivity", "Give the one or the other.")
        if self.gap_model == "alpha" and not self.material:
            raise InputError("gap_model", "alpha", "a material, whose measured gap it takes",
                             "Name a material, or use gap_model=bcs.")
        self._sample()

    def _sample(self) -> Sample:
        from onnes.pairing import bcs_ratios
        from onnes.problems.microwave_sample import CRITICAL_TEMPERATURE, Sample

        of = material_of(self.material) if self.material else None
        tc = (self.critical_temperature or CRITICAL_TEMPERATURE) if of is None else given_or_recorded(
            "critical_temperature", self.critical_temperature, lambda: of.critical_temperature)
        ratio = of.gap_ratio if of and self.gap_model == "alpha" else bcs_ratios.GAP_RATIO
        local, gap = self.limit == "local", ratio / 2 * BOLTZMANN * tc
        return Sample(tc, gap, self._conductivity(of) if local else math.nan,
                      math.nan if local else self._conductivity_over_path(of, gap), self.limit, self.surface)

    def _conductivity(self, of: Material | None) -> float:
        from onnes.problems.microwave_sample import CONDUCTIVITY, RESISTANCE_RATIO

        if of is None:
            return self.conductivity or CONDUCTIVITY
        ratio = self.residual_resistance_ratio or RESISTANCE_RATIO
        return given_or_recorded("conductivity", self.conductivity, lambda: of.normal_conductivity(ratio))

    def _conductivity_over_path(self, of: Material | None, gap: float) -> float:
        """Return the given sigma_n/l, or that of the clean metal, so that a slow field goes as deep as by `gap`."""
        from onnes.materials.clean_metal import conductivity_over_path

        if of is None:
            return self.conductivity_over_path or CONDUCTIVITY_OVER_PATH
        return given_or_recorded("conductivity_over_path", self.conductivity_over_path, lambda: conductivity_over_path(
            of.value("clean_london_depth_0").value, of.value("clean_coherence_length_0").value, gap))

    def _kelvin(self, sample: Sample) -> float:
        return REDUCED_TEMPERATURE * sample.critical_temperature if self.temperature is None else self.temperature

    def measure(self, progress: Progress) -> Measurement:
        sample = self._sample()
        kelvin = self._kelvin(sample)
        progress(0.0, "readings")
        readings = self._at_one_point(sample, kelvin) | self._loss(sample, kelvin)
        progress(0.5, "curves")
        return Measurement(readings, self._arrays(sample), warnings=self._warnings(sample, kelvin))

    def _at_one_point(self, sample: Sample, kelvin: float) -> dict[str, Reading]:
        from onnes.pairing.bcs.complex_conductivity import NODES

        fine, coarse = (complex(sample.ratio(self.frequency, kelvin, n)) for n in (NODES, NODES // 2))
        z, rough = (complex(sample.impedance(self.frequency, kelvin, n)) for n in (NODES, NODES // 2))
        omega_mu = 2 * math.pi * self.frequency * VACUUM_PERMEABILITY
        gap = float(sample.gap(kelvin))
        return {
            "critical_temperature": Reading(sample.critical_temperature, "K", None, "Tc of the sample"),
            "gap": Reading(gap, "J", None, "Delta(T)"),
            "gap_0_over_ktc": Reading(sample.gap_at_zero / (BOLTZMANN * sample.critical_temperature), "", None,
                                      "Delta(0)/k Tc that was put in"),
            "gap_frequency": Reading(2 * gap / PLANCK, "Hz", None, "2 Delta(T)/h: above it, photons break pairs"),
            "sigma_1": Reading(fine.real, "", abs(fine.real - coarse.real), "sigma_1/sigma_n: absorption"),
            "sigma_2": Reading(0.0 - fine.imag, "", abs(fine.imag - coarse.imag), "sigma_2/sigma_n: the supercurrent"),
            "surface_resistance": Reading(z.real, "Ohm", abs(z.real - rough.real), "R of the surface impedance"),
            "surface_reactance": Reading(z.imag, "Ohm", abs(z.imag - rough.imag), "X of the surface impedance"),
            "penetration_depth": Reading(z.imag / omega_mu, "m", abs(z.imag - rough.imag) / omega_mu,
                                         "X/(omega mu_0), how deep the field goes"),
            "surface_resistance_normal": Reading(complex(sample.impedance(
                self.frequency, 1.001 * sample.critical_temperature)).real, "Ohm", None, "R just above Tc"),
        }

    def _loss(self, sample: Sample, kelvin: float) -> dict[str, Reading]:
        """Fit the law of loss; at T = 0 and in the normal metal only its activation energy."""
        from onnes.experiments.mattis_bardeen import scaling

        plain, energy = (scaling.activation_energy(sample, self.frequency, prefactor) for prefactor in (False, True))
        between = f"over 1/kT from {scaling.COLD:g} to {scaling.COOL:g} Tc, in Delta(0)"
        departs = "uncertainty: how far a local slope departs"
        readings = {
            "activation_energy_over_gap": Reading(energy.slope, "", energy.spread,
                                                  f"slope of -ln(R T) {between}; {departs}"),
            "activation_energy_without_prefactor": Reading(plain.slope, "", plain.spread,
                                                           f"slope of -ln R {between}; {departs}"),
        }
        exponent = scaling.frequency_exponent(sample, self.frequency, kelvin)
        if exponent is None:
            return readings
        holds = abs(exponent.slope - 2) < LAW_EXPONENT and abs(energy.slope - 1) < LAW_ENERGY
        law = (f"R ~ (f^2/T) exp(-Delta/kT): exponent within {LAW_EXPONENT:g} of 2 and activation energy within "
               f"{LAW_ENERGY:.0%} of Delta(0)")
        return readings | {
            "frequency_exponent": Reading(exponent.slope, "", exponent.spread,
                                          f"p of R ~ f^p over a decade around the frequency; {departs}"),
            "surface_resistance_law": Reading(holds, "", None, law),
        }

    def _arrays(self, sample: Sample) -> dict[str, Array]:
        """Return sigma over frequency at some temperatures, R over temperature at f, and R over frequency at T."""
        gap_frequency = 2 * sample.gap_at_zero / PLANCK
        over_gap = np.geomspace(0.01, 5.0, self.points)
        t = np.array(CURVES_AT)
        curves = sample.ratio(gap_frequency * over_gap, t[:, None] * sample.critical_temperature)
        zero = sample.ratio(gap_frequency * over_gap, 0.0)
        cooling = np.linspace(0.1, 1.1, self.points)
        sweep = self.frequency * np.geomspace(1e-2, 1e2, self.points)
        kelvin = self._kelvin(sample)
        resistance = sample.impedance(self.frequency, cooling * sample.critical_temperature).real
        return {
            "photon": Array(over_gap, ("photon",), "", "h f over 2 Delta(0)"),
            "t": Array(t, ("t",), "", "T/Tc of the conductivities"),
            "sigma_1": Array(curves.real, ("t", "photon"), "", "sigma_1 over sigma_n"),
            "sigma_2": Array(0.0 - curves.imag, ("t", "photon"), "", "sigma_2 over sigma_n"),
            "sigma_1_cold": Array(zero.real, ("photon",), "", "sigma_1 over sigma_n at T = 0"),
            "sigma_2_cold": Array(-zero.imag, ("photon",), "", "sigma_2 over sigma_n at T = 0"),
            "cooling": Array(cooling, ("cooling",), "", "T/Tc of the surface resistance"),
            "resistance_over_temperature": Array(resistance, ("cooling",), "Ohm", "surface resistance"),
            "sweep": Array(sweep, ("sweep",), "Hz", "frequency"),
            "resistance_over_frequency": Array(sample.impedance(sweep, kelvin).real, ("sweep",), "Ohm",
                                               "surface resistance at the temperature"),
        }

    def _warnings(self, sample: Sample, kelvin: float) -> tuple[str, ...]:
        if kelvin >= sample.critical_temperature:
            return (f"At {kelvin:g} K the sample is normal: Tc is {sample.critical_temperature:g} K.",)
        return ()
