"""cooper-pair: two electrons with an attraction above a Fermi sea, or without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.results import Result
from onnes.units.constants import BOLTZMANN

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LEAST_COUPLING, MOST_COUPLING = 0.01, 10.0
"""Below, exp(-1/B) is under 1e-43; above, the well is deeper than thirty phonon energies."""
LEAST_FERMI_ENERGY = 100.0
"""In units of the cutoff: the shell within which the attraction acts must be thin."""


class CooperPair(Experiment):
    """The pair equation alpha(e)(e + Delta) = B int V(e, e') alpha(e') de', solved as an eigenproblem.

    e is the energy of a pair above 2 e_F. V is 1 within hbar omega_D of the Fermi surface (``element=step``), or the
    integral over the tube without approximation (``element=exact``). States below the surface are blocked by the
    sea, at a finite temperature with the factor 1 - 2f. Without the sea all states are allowed: two electrons in a
    sphere of growing radius. Bindings of plain wells in one, two and three dimensions are read for comparison.

    Raises:
        InputError: coupling outside 0.01 to 10; cutoff or Fermi energy not positive, or a Fermi energy below 100
            cutoffs; a negative temperature, or one without a sea, which alone feels it.

    Source: W8-W27, W20 and the line after W22 with the sign of an attraction.
    """

    name: ClassVar[str] = "cooper-pair"
    summary: ClassVar[str] = "binding, size and wave function of a pair of electrons above a Fermi sea, or without one"
    theories: ClassVar[tuple[str, ...]] = ("pair",)
    uses_material: ClassVar[bool] = False
    example: ClassVar[dict[str, Any]] = {"coupling": 0.3}

    theory: str = pydantic.Field(default="pair", description="the theory the pair belongs to")
    coupling: float = quantity(0.25, "", "strength B of the attraction", at_least=LEAST_COUPLING,
                               at_most=MOST_COUPLING)
    cutoff: float = quantity("30 meV", "J", "energy hbar omega_D that the attraction reaches", above=0)
    fermi_energy: float = quantity("10 eV", "J", "Fermi energy", above=0)
    sea: bool = pydantic.Field(default=True, description="whether a Fermi sea blocks the states below its surface")
    element: Literal["step", "exact"] = choice("step", "matrix element: the text's step, or the integral done exactly")
    temperature: float = quantity("0 K", "K", "temperature of the sea", at_least=0)

    def check(self) -> None:
        if self.fermi_energy < LEAST_FERMI_ENERGY * self.cutoff:
            raise InputError("fermi_energy", f"{self.fermi_energy:g} J", f"at least {LEAST_FERMI_ENERGY:g} times the "
                             f"cutoff of {self.cutoff:g} J", "Raise it or lower the cutoff.")
        if self.temperature > 0 and not self.sea:
            raise InputError("temperature", f"{self.temperature:g} K", "0 K where there is no sea",
                             "Heat acts through the states the sea blocks: leave it out, or set sea=true.")

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.cooper_pair import alone, among_others

        if self.sea:
            return among_others.measure(self.coupling, self.cutoff, self.fermi_energy, self.element,
                                        BOLTZMANN * self.temperature / self.cutoff, progress)
        return alone.measure(self.coupling, self.cutoff, self.fermi_energy, progress)

    @classmethod
    def picture(cls, result: Result) -> Figure:
        """Draw Figs 3 and 4 and the binding over its parameters; without the sea, levels in growing spheres."""
        from onnes.experiments.cooper_pair import picture_alone, picture_among_others

        return (picture_among_others if result.inputs["sea"] else picture_alone).picture(result)
