"""cooper-pair: two electrons with an attraction above a Fermi sea, or without one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Literal

import pydantic

from onnes.errors import InputError
from onnes.experiments.belonging import Belonging
from onnes.experiments.experiment import Experiment, Measurement, Progress, choice, quantity
from onnes.results import Result
from onnes.units.constants import BOLTZMANN

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from onnes.pairing.coulomb_core import CoulombCore

LEAST_COUPLING, MOST_COUPLING = 0.01, 10.0
"""Below, exp(-1/B) is under 1e-43; above, the well is deeper than thirty phonon energies."""
LEAST_FERMI_ENERGY = 100.0
"""In units of the cutoff: the shell within which the attraction acts must be thin."""
LEAST_SCREENING, MOST_SCREENING = 0.1, 10.0
"""kappa/k_F of the core: below, its shapes are too few; above, it is a point."""


class CooperPair(Experiment):
    """The pair equation alpha(e)(e + Delta) = B int V(e, e') alpha(e') de', solved as an eigenproblem.

    e is the energy of a pair above 2 e_F. V is 1 within hbar omega_D of the Fermi surface (``element=step``), or the
    integral over the tube without approximation (``element=exact``). States below the surface are blocked by the
    sea, at a finite temperature with the factor 1 - 2f. Without the sea all states are allowed: two electrons in a
    sphere of growing radius. Bindings of plain wells in one, two and three dimensions are read for comparison.

    ``core=screened`` adds the repulsion that the text leaves out, e^2 exp(-kappa r)/(4 pi eps_0 r): in the exact
    element as it is, with the step as a uniform mu up to pair energies of 2 e_F. What it takes from B is read as
    ``pseudopotential``, beside Morel and Anderson's mu* = mu/(1 + mu ln(2 e_F/hbar omega_D)). Below B = mu* there is no
    pair.

    Raises:
        InputError: coupling outside 0.01 to 10; cutoff or Fermi energy not positive, or a Fermi energy below 100
            cutoffs; a negative temperature, or one without a sea, which alone feels it; a core without a sea; a
            screening length without a core, or one outside 0.1 to 10 / k_F.

    Source: W8-W27, W20 and the line after W22 with the sign of an attraction; the paragraph after W27; P. Morel,
        P. W. Anderson, Phys. Rev. 125, 1263 (1962).
    """

    name: ClassVar[str] = "cooper-pair"
    summary: ClassVar[str] = "binding, size and wave function of a pair of electrons above a Fermi sea, or without one"
    theories: ClassVar[tuple[str, ...]] = ("pair",)
    uses_material: ClassVar[bool] = False
    example: ClassVar[dict[str, Any]] = {"coupling": 0.3}
    belonging: ClassVar[Belonging] = {"core": {"screened": ("screening_length",)}}

    theory: str = pydantic.Field(default="pair", description="the theory the pair belongs to")
    coupling: float = quantity(0.25, "", "strength B of the attraction", at_least=LEAST_COUPLING,
                               at_most=MOST_COUPLING)
    cutoff: float = quantity("30 meV", "J", "energy hbar omega_D that the attraction reaches", above=0)
    fermi_energy: float = quantity("10 eV", "J", "Fermi energy", above=0)
    sea: bool = pydantic.Field(default=True, description="whether a Fermi sea blocks the states below its surface")
    element: Literal["step", "exact"] = choice("step", "matrix element: the text's step, or the integral done exactly")
    temperature: float = quantity("0 K", "K", "temperature of the sea", at_least=0)
    core: Literal["none", "screened"] = choice("none", "Coulomb repulsion of the two electrons: the text's none, or "
                                               "the screened one")
    screening_length: float | None = quantity(None, "m", "of the core; that of Thomas and Fermi if left out", above=0)

    def check(self) -> None:
        if self.fermi_energy < LEAST_FERMI_ENERGY * self.cutoff:
            raise InputError("fermi_energy", f"{self.fermi_energy:g} J", f"at least {LEAST_FERMI_ENERGY:g} times the "
                             f"cutoff of {self.cutoff:g} J", "Raise it or lower the cutoff.")
        if self.temperature > 0 and not self.sea:
            raise InputError("temperature", f"{self.temperature:g} K", "0 K where there is no sea",
                             "Heat acts through the states the sea blocks: leave it out, or set sea=true.")
        if self.core != "none" and not self.sea:
            raise InputError("core", self.core, "no core where there is no sea", "Leave it out, or set sea=true.")
        core = self._core()
        if core and not LEAST_SCREENING <= core.screening <= MOST_SCREENING:
            raise InputError("screening_length", f"{1 / core.screening:.3g} over the Fermi wave number",
                             f"from {1 / MOST_SCREENING:g} to {1 / LEAST_SCREENING:g} over the Fermi wave number",
                             "Leave it out for that of Thomas and Fermi.")

    def _core(self) -> CoulombCore | None:
        from onnes.pairing.coulomb_core import CoulombCore
        from onnes.pairing.thomas_fermi import screening_length
        from onnes.units.constants import ELECTRON_MASS, HBAR

        if self.core == "none":
            return None
        momentum = (2 * ELECTRON_MASS * self.fermi_energy) ** 0.5
        return CoulombCore.of(momentum / HBAR, self.screening_length or screening_length(momentum))

    def measure(self, progress: Progress) -> Measurement:
        from onnes.experiments.cooper_pair import alone, among_others

        if self.sea:
            return among_others.measure(self.coupling, self.cutoff, self.fermi_energy, self.element,
                                        BOLTZMANN * self.temperature / self.cutoff, self._core(), progress)
        return alone.measure(self.coupling, self.cutoff, self.fermi_energy, progress)

    @classmethod
    def picture(cls, result: Result) -> Figure:
        """Draw Figs 3 and 4 and the binding over its parameters; without the sea, levels in growing spheres."""
        from onnes.experiments.cooper_pair import picture_alone, picture_among_others

        return (picture_among_others if result.inputs["sea"] else picture_alone).picture(result)
