"""Critical fields: the wall between the phases, the first vortex, the last Meissner state, the first nucleus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.experiments.superconductor import REDUCED_TEMPERATURE
from onnes.materials import Material, Value, material
from onnes.results import Result

if TYPE_CHECKING:
    from matplotlib.figure import Figure

SMALLEST, LARGEST = 0.005, 300.0
"""Ginzburg-Landau parameters for which the grids are known to resolve both lengths."""

_NEAR_TC = 0.5


class CriticalFields(Experiment):
    """Static problems of Ginzburg-Landau theory, in which kappa = lambda/xi is the only parameter.

    Each is solved by the house's energy under `settle`, or by the eigenvalues of its second variation, on two grids;
    readings are extrapolated and carry the error of the finer grid as uncertainty, plus what an uncertain kappa adds.

    | reading | problem |
    |---|---|
    | wall_energy | excess Gibbs energy of a wall at Hc, sigma = delta Bc^2/(2 mu_0); delta in lambda |
    | hc1_over_hc | line energy of a vortex over its flux quantum |
    | hsh_over_hc | fold of the Meissner state of a half space, one-dimensional |
    | hc2_over_hc | normal state unstable in the bulk |
    | hc3_over_hc2 | normal state unstable at a flat insulating surface |

    With a material, also the fields in tesla (mu_0 H) at the temperature.

    Raises:
        InputError: kappa that is no number from 0.005 to 300; both kappa and a material; a temperature without a
            material, or above Tc.
        MissingDataError: a material whose tables do not give kappa and Hc.

    Source: V. L. Ginzburg, L. D. Landau (1950); A. A. Abrikosov (1957); D. Saint-James, P. G. de Gennes (1963);
    J. Matricon, D. Saint-James (1967).
    """

    name: ClassVar[str] = "critical-fields"
    summary: ClassVar[str] = "wall energy, Hc1, Hsh, Hc2 and Hc3 of a superconductor, from its kappa or a material"

    kappa: float | None = quantity(None, "", "Ginzburg-Landau parameter lambda/xi; 1 if no material is given either")
    temperature: float | None = quantity(None, "K", "temperature of the material; half of its Tc if left out",
                                         at_least=0.0)
    model: Literal["two_fluid", "bcs"] = choice("two_fluid", "temperature dependence of lambda and Hc")

    def __init__(self, **inputs: Any):
        super().__init__(**_completed(inputs))

    def check(self) -> None:
        if not self.material:
            if self.temperature is not None:
                raise InputError("temperature", self.temperature, "a material that has this temperature",
                                 "Name a material, or leave the temperature out.")
            _check_range("kappa", self.kappa)
            return
        if self.kappa is not None:
            raise InputError("kappa", self.kappa, "either kappa or a material, not both",
                             f"Leave out kappa: that of {self.material} follows from its tables.")
        _check_range(f"kappa of {self.material}", self._of_material("kappa").value)
        self._of_material("critical_field")

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.critical import readings
        from onnes.experiments.critical.problems import solve

        kappa, spread = self._kappa()
        solved = solve(kappa, spread, progress)
        read = readings.ratios(solved, kappa, spread)
        if self.material:
            read |= readings.in_tesla(solved, self._of_material("critical_field"),
                                      self._of_material("upper_critical_field"))
        return Measurement(read, readings.profiles(solved), "converged" if solved.converged else "not_converged",
                           self._warnings())

    def _material(self) -> Material:
        return material(self.material)

    @property
    def _temperature(self) -> float:
        return self.temperature or 0.0

    def _of_material(self, name: str) -> Value:
        return self._material().value_at(name, self._temperature, self.model)

    def _kappa(self) -> tuple[float, float | None]:
        """kappa and its uncertainty."""
        if self.kappa is not None:
            return self.kappa, None
        of_material = self._of_material("kappa")
        return of_material.value, of_material.uncertainty

    def _warnings(self) -> tuple[str, ...]:
        if not self.material:
            return ()
        tc = self._material().critical_temperature
        if self._temperature >= _NEAR_TC * tc:
            return ()
        return (f"Ginzburg-Landau theory holds near Tc = {tc:g} K; this far below, the ratios of fields are those of "
                f"the kappa that the {self.model} model gives, and real ones may differ by tens of per cent.",)

    @classmethod
    def picture(cls, result: Result) -> Figure:
        from onnes.experiments.critical.picture import picture

        return picture(result)


def _completed(inputs: dict[str, Any]) -> dict[str, Any]:
    """The inputs with what was left out, so that the result shows what was computed."""
    if not inputs.get("material"):
        return {"kappa": 1.0} | inputs
    half_of_tc = REDUCED_TEMPERATURE * material(inputs["material"]).critical_temperature
    return {"temperature": half_of_tc} | inputs


def _check_range(argument: str, kappa: float | None) -> None:
    if kappa is not None and SMALLEST <= kappa <= LARGEST:
        return
    cure = "Give kappa = lambda/xi, a ratio of two lengths and so a positive number."
    if kappa is not None and kappa > 0:
        cure = ("Beyond it use the limits: Hsh = 2^(-1/4) kappa^(-1/2) Hc and delta = (4 sqrt2/3) xi for kappa to 0, "
                "Hc1 = (ln kappa + 0.497)/(sqrt2 kappa) Hc and Hsh = Hc for kappa to infinity.")
    raise InputError(argument, kappa, f"a Ginzburg-Landau parameter from {SMALLEST:g} to {LARGEST:g}", cure)
