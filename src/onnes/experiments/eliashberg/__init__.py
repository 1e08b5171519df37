"""eliashberg: Tc, gap, heat, critical field and density of states from the spectrum of phonons."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.materials import material
from onnes.units.constants import BOLTZMANN

if TYPE_CHECKING:
    from onnes.pairing.eliashberg.gap_function import GapFunction
    from onnes.pairing.eliashberg.interaction import Interaction
    from onnes.pairing.eliashberg.real_axis import RealAxis
    from onnes.pairing.eliashberg.solution import Solution
    from onnes.pairing.eliashberg.spectrum import Spectrum

USUAL_PSEUDOPOTENTIAL = 0.1
"""mu* where neither the input nor the tables give one."""

LEAST = 0.01
"""T/Tc that is used for zero temperature."""


class Eliashberg(Experiment):
    """Isotropic Eliashberg equations for a spectrum alpha^2F of phonons and a Coulomb pseudopotential mu*.

    The spectrum is that of a metal (Pb, Hg and Nb come with Onnes), of a file of two columns whose first line names
    the unit of the energies ("energy [meV],alpha2F"; meV, THz, K and 1/cm do), or a model. Tc follows from the
    linearised equations on Matsubara's axis, its uncertainty from halving the reach and thinning the points of the
    sums; gap and density of states from the exact continuation to real energies, their uncertainty from Pade's; heat
    jump and critical field from the free energy.

    Valid where phonons are slow against electrons and the gap is the same all over the Fermi surface.

    Raises:
        InputError: a negative or no spectrum, a unit that is no phonon energy, a coupling not above zero, a mu* too
            large to bind, a temperature below zero or not below Tc, two sources of one spectrum.
        MissingDataError: a material whose spectrum does not come with Onnes.

    Source: G. M. Eliashberg (1960); W. L. McMillan (1968); P. B. Allen, R. C. Dynes (1975); F. Marsiglio,
    M. Schossmann, J. P. Carbotte (1988); J. P. Carbotte (1990).
    """

    name: ClassVar[str] = "eliashberg"
    summary: ClassVar[str] = "strong coupling: Tc, gap, heat and density of states from alpha^2F and mu*"
    theories: ClassVar[tuple[str, ...]] = ("eliashberg",)
    example: ClassVar[dict[str, Any]] = {"material": "Pb"}

    theory: str = pydantic.Field(default="eliashberg", description="the theory that is solved")
    spectrum: str = pydantic.Field(default="", description="CSV file: phonon energy with its unit, alpha^2F")
    model: Literal["packaged", "einstein", "debye", "lorentzian"] = choice(
        "packaged", "packaged: the material's, lead's without one; or one phonon, sound waves, peaks")
    phonon_energy: float | None = quantity(None, "J", "energy of the Einstein phonon, or Debye's highest; 10 meV if "
                                           "left out", above=0)
    peaks: str = pydantic.Field(default="", description='peaks of model=lorentzian: "4.4 meV, 0.75 meV, 2; ..."')
    coupling: float | None = quantity(None, "", "lambda to which the spectrum is scaled", above=0)
    mu_star: float | None = quantity(None, "", "Coulomb pseudopotential; the material's or 0.1 if left out", at_least=0,
                                     at_most=1)
    cutoff: float = quantity(6.0, "", "omega_c of mu* over the highest phonon energy", at_least=1, at_most=1000)
    temperature: float | None = quantity(None, "K", "temperature of the curves; Tc/10 if left out", at_least=0)

    @classmethod
    def completed(cls, inputs: dict[str, Any]) -> dict[str, Any]:
        """Return the inputs with defaults for those left out, so that the result shows what was computed."""
        model = inputs.get("model", "packaged")
        if model == "packaged" and not inputs.get("spectrum") and not inputs.get("material"):
            inputs = inputs | {"material": "Pb"}
        if model in ("einstein", "debye"):
            inputs = {"phonon_energy": "10 meV", "coupling": 1.0} | inputs
        if model == "lorentzian":
            inputs = {"coupling": 1.0} | inputs
        return {"mu_star": _pseudopotential(inputs.get("material", ""))} | inputs

    def check(self) -> None:
        if self.spectrum and self.model != "packaged":
            raise InputError("model", self.model, "either a model or a file, not both", "Leave out one of them.")
        if self.peaks and self.model != "lorentzian":
            raise InputError("peaks", self.peaks, "model=lorentzian, which has peaks", "Add model=lorentzian.")
        if self.model == "lorentzian" and not self.peaks:
            from onnes.experiments.eliashberg.source import EXAMPLE

            raise InputError("peaks", "", f"peaks written as {EXAMPLE}")
        if self.phonon_energy is not None and self.model not in ("einstein", "debye"):
            raise InputError("phonon_energy", f"{self.phonon_energy:g} J", "model=einstein or model=debye")
        self._spectrum()

    def _spectrum(self) -> Spectrum:
        from onnes.experiments.eliashberg.source import spectrum

        return spectrum(self.material, self.spectrum, self.model, self.coupling, self.phonon_energy or 0.0, self.peaks)

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.eliashberg import readings as read
        from onnes.pairing.eliashberg.interaction import interaction

        one = interaction(self._spectrum(), self.mu_star or 0.0, self.cutoff)
        progress(0.0, "critical temperature and gap")
        solution = self._bound(one)
        state, axis = self._at_temperature(solution)
        progress(0.3, "heat and isotopes")
        readings = read.of_solution(solution) | read.at_temperature(state, axis) | read.of_spectrum(one)
        progress(0.6, "critical field")
        field, over_temperature = read.of_field(solution)
        readings |= field
        if self.material:
            readings |= read.of_material(material(self.material), solution)
        converged = axis.converged and solution.axis.converged
        return Measurement(readings, read.curves(one, state, axis) | over_temperature,
                           "converged" if converged else "not_converged", _warnings(solution))

    def _bound(self, one: Interaction) -> Solution:
        from onnes.pairing.eliashberg.solution import solve

        solution = solve(one)
        if solution is None:
            raise InputError("mu_star", f"{one.mu_star:g}", "a mu* that leaves some attraction",
                             f"With lambda = {one.spectrum.coupling:.3g} there is no transition above 1e-12 of the "
                             "phonons' energy. Take a smaller mu* or a larger coupling.")
        return solution

    def _at_temperature(self, solution: Solution) -> tuple[GapFunction, RealAxis]:
        from onnes.pairing.eliashberg.gap_function import gap_function
        from onnes.pairing.eliashberg.real_axis import real_axis

        if self.temperature is None:
            return solution.cold, solution.axis
        thermal = max(BOLTZMANN * self.temperature, LEAST * solution.critical)
        if thermal >= solution.critical:
            raise InputError("temperature", f"{self.temperature:g} K",
                             f"a temperature below Tc = {solution.critical / BOLTZMANN:.4g} K",
                             "Above Tc there is no gap.")
        state = gap_function(solution.interaction, thermal)
        return state, real_axis(solution.interaction, state)


def _warnings(solution: Solution) -> tuple[str, ...]:
    said = []
    if solution.axis.edge is None:
        said.append("At Tc/10 so many phonons are excited that the density of states has no edge: no gap_0, "
                    "no gap_ratio.")
    if solution.critical > 0.25 * solution.interaction.spectrum.log_energy:
        said.append("k Tc is above a quarter of Omega_log: Eliashberg's equations are solved, but they do not tell "
                    "whether a lattice is stable at such a coupling.")
    return tuple(said)


def _pseudopotential(name: str) -> float:
    """Return mu* of a material, or the usual one."""
    if name and material(name).has("coulomb_pseudopotential"):
        return material(name).value("coulomb_pseudopotential").value
    return USUAL_PSEUDOPOTENTIAL
