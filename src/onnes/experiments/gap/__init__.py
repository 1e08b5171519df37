"""gap: the BCS gap over temperature, and tunnelling, heat, critical field and penetration depth from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.materials import REDUCED_TEMPERATURE, material
from onnes.results import Reading
from onnes.units.constants import BOLTZMANN

if TYPE_CHECKING:
    from onnes.pairing.bcs.cutoff import CutOffPairing
    from onnes.problems.bcs_metal import Electrodynamics

FEWEST, MOST = 20, 5000
"""Points on the axis of temperature."""

DEBYE_TEMPERATURE = 300.0
"""Cutoff hbar omega_c/k where a coupling is given without one [K]."""


class Gap(Experiment):
    """The gap equation over temperature, with tunnelling, heat, critical field, depth and coherence factors.

    In weak coupling all ratios are universal functions of T/Tc. A material adds its Tc, electronic heat, lengths and
    measured values; a coupling N(0)V with a cutoff hbar omega_c/k adds the gap equation as BCS wrote it, whose ratio
    2 Delta(0)/k Tc grows from 3.53 to 4 with N(0)V.

    The depth follows from the kernel K(q, T) for any mean free path and for diffuse or specular scattering at the
    surface. The peak of nuclear relaxation diverges without a ``broadening`` of the levels.

    Raises:
        InputError: a coupling that is not positive, both coupling and material, a cutoff without a coupling, a
            temperature below zero or without anything that sets a Tc.
        MissingDataError: a material without a Tc.

    Source: J. Bardeen, L. N. Cooper, J. R. Schrieffer, Phys. Rev. 108, 1175 (1957); H7.
    """

    name: ClassVar[str] = "gap"
    summary: ClassVar[str] = "BCS gap, heat, critical field, depth and coherence factors over temperature"
    example: ClassVar[dict[str, Any]] = {"material": "Al", "points": 60}

    coupling: float | None = quantity(None, "", "N(0)V of the gap equation with a cutoff, instead of a material",
                                      above=0)
    cutoff: float | None = quantity(None, "K", "hbar omega_c/k that goes with the coupling; 300 K if left out", above=0)
    temperature: float | None = quantity(None, "K", "temperature of the single readings; half of Tc if left out",
                                         at_least=0)
    points: int = pydantic.Field(200, description="temperatures from 0 to 1.2 Tc")
    london_depth: float | None = quantity(None, "m", "lambda_L at T = 0 of the clean metal, instead of the material's; "
                                          "50 nm without either", above=0)
    coherence_length: float | None = quantity(None, "m", "xi_0, instead of the material's; 50 nm without either",
                                              above=0)
    mean_free_path: float | None = quantity(None, "m", "l of the electrons; a clean metal if left out", above=0)
    surface: Literal["diffuse", "specular"] = choice("diffuse", "how the surface scatters electrons")
    broadening: float = quantity("0.02", "", "Gamma/Delta(0): broadening of the levels, which sets the peak of 1/T1",
                                 above=0, at_most=1)

    @classmethod
    def completed(cls, inputs: dict[str, Any]) -> dict[str, Any]:
        """Return the inputs with the default cutoff of a coupling, so that the result shows it."""
        given = inputs.get("coupling") is not None
        return {"cutoff": DEBYE_TEMPERATURE} | inputs if given else inputs

    def check(self) -> None:
        if self.coupling is not None and self.material:
            raise InputError("coupling", self.coupling, "either a coupling or a material, not both",
                             "For the coupling of a material, give coupling and cutoff (its Debye temperature) alone.")
        if self.cutoff is not None and self.coupling is None:
            raise InputError("cutoff", f"{self.cutoff:g} K", "a coupling that goes with it", "Give coupling as well.")
        if not FEWEST <= self.points <= MOST:
            raise InputError("points", self.points, f"a number from {FEWEST} to {MOST}")
        tc = self._critical_temperature()
        if self.temperature is not None and tc is None:
            raise InputError("temperature", f"{self.temperature:g} K", "a material or a coupling, which sets Tc",
                             "Leave the temperature out: readings are then at Tc/2.")
        if tc == 0.0:
            raise InputError("coupling", self.coupling, "a coupling whose Tc a number can hold, above 0.002",
                             "Weaker, Tc = 1.13 exp(-1/N(0)V) is not zero but below 1e-300 of the cutoff.")

    def _pairing(self) -> CutOffPairing | None:
        from onnes.pairing.bcs.cutoff import CutOffPairing

        return None if self.coupling is None else CutOffPairing(self.coupling)

    def _critical_temperature(self) -> float | None:
        """Return Tc [K] of the coupling or the material; None without either."""
        if pairing := self._pairing():
            return pairing.critical_temperature * (self.cutoff or DEBYE_TEMPERATURE)
        return material(self.material).critical_temperature if self.material else None

    @property
    def _reduced_temperature(self) -> float:
        tc = self._critical_temperature()
        return REDUCED_TEMPERATURE if tc is None or self.temperature is None else self.temperature / tc

    def _screening(self) -> Electrodynamics | None:
        from onnes.problems.bcs_metal import electrodynamics

        return electrodynamics(self.material, self.london_depth, self.coherence_length, self.mean_free_path,
                               self.surface)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.gap import at_temperature, curves, universal

        t, screening, pairing = self._reduced_temperature, self._screening(), self._pairing()
        grid = curves.temperatures(self.points)
        progress(0.0, "functions of T/Tc")
        readings = universal.universal(self.broadening) | at_temperature.at_temperature(t, self.broadening)
        arrays = curves.over_temperature(grid, self.broadening) | curves.spectrum(self.broadening)
        if pairing:
            arrays |= curves.gap_with_cutoff(grid, pairing)
            readings |= self._of_coupling(pairing, t)
        if self.material:
            readings |= self._of_material(t)
        if screening:
            progress(0.3, "penetration depth")
            readings |= at_temperature.of_screening(t, screening)
            arrays |= curves.depths(grid, screening)
        return Measurement(readings, arrays, warnings=self._warnings(screening, pairing))

    def _of_coupling(self, pairing: CutOffPairing, t: float) -> dict[str, Reading]:
        cutoff = BOLTZMANN * (self.cutoff or DEBYE_TEMPERATURE)
        return {
            "critical_temperature": Reading(self._critical_temperature(), "K", None, "Tc of the gap equation"),
            "critical_temperature_over_cutoff": Reading(pairing.critical_temperature, "", None, "k Tc/(hbar omega_c)"),
            "weak_critical_temperature_over_cutoff": Reading(pairing.weak_critical_temperature, "", None,
                                                             "1.134 exp(-1/N(0)V), the weak-coupling formula"),
            "gap_0": Reading(pairing.gap_at_zero * cutoff, "J", None, "Delta(0) of the gap equation with its cutoff"),
            "gap_0_over_cutoff": Reading(pairing.gap_at_zero, "", None, "Delta(0)/(hbar omega_c) = 1/sinh(1/N(0)V)"),
            "gap": Reading(pairing.gap_at_zero * float(pairing.gap(t)) * cutoff, "J", None, "Delta(T), with cutoff"),
            "gap_ratio_with_cutoff": Reading(pairing.gap_ratio, "", None,
                                             "2 Delta(0)/k Tc of the gap equation with this coupling and cutoff"),
        }

    def _of_material(self, t: float) -> dict[str, Reading]:
        from onnes.experiments.gap.measured import measured
        from onnes.materials.models import bcs
        from onnes.problems.bcs_metal import critical_field_at_zero, gap_at_zero

        critical, gap = material(self.material).value("critical_temperature"), gap_at_zero(self.material)
        readings = {
            "critical_temperature": Reading(critical.value, "K", critical.uncertainty, "Tc as measured"),
            "gap_0": Reading(gap.value, "J", gap.uncertainty, "Delta(0) that weak coupling gives this Tc"),
            "gap": Reading(gap.value * float(bcs.gap(t)), "J", None, "Delta(T) that weak coupling gives this Tc"),
        }
        if field := critical_field_at_zero(self.material):
            fraction = float(bcs.critical_field(t))
            readings["critical_field_0"] = Reading(field.value, "T", field.uncertainty,
                                                   "Bc at T = 0 that weak coupling gives this Tc and electronic heat")
            readings["critical_field"] = Reading(field.value * fraction, "T", None, "Bc(T), the same way")
        return readings | measured(self.material)

    def _warnings(self, screening: Electrodynamics | None, pairing: CutOffPairing | None) -> tuple[str, ...]:
        said = []
        if pairing and pairing.critical_temperature > 0.1:
            said.append(f"At this coupling k Tc is {pairing.critical_temperature:.2g} of the cutoff: the equation is "
                        "solved, but weak-coupling theory does not describe such a metal; try `eliashberg`.")
        if self.material and screening is None:
            said.append(f"No penetration depth: the tables have neither lambda_L and xi_0 of {self.material} nor its "
                        "carrier density and Fermi velocity. Give london_depth and coherence_length.")
        if self.material and not material(self.material).has("sommerfeld_coefficient"):
            said.append(f"No critical field: the electronic heat of {self.material} is not in the tables.")
        return tuple(said)
