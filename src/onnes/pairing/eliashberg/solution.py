"""Complete solution of E1 for one superconductor."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from onnes.pairing.eliashberg.critical_temperature import critical_temperature
from onnes.pairing.eliashberg.free_energy import condensation_ratio, heat_jump
from onnes.pairing.eliashberg.gap_function import GapFunction, gap_function
from onnes.pairing.eliashberg.interaction import Interaction
from onnes.pairing.eliashberg.isotope import isotope_exponent
from onnes.pairing.eliashberg.real_axis import RealAxis, real_axis

COLD = 0.1
"""T/Tc at which gap and condensation energy equal those at T = 0 to 1e-5, if few phonons have energies near kT."""


@dataclass(frozen=True)
class Solution:
    """Solution of E1 for a strong-coupling superconductor.

    Attributes:
        interaction: attraction and repulsion.
        critical: k Tc [J]; above zero.
        cold: solution of E1 at Tc/10.
        axis: the same at real energies.
    """

    interaction: Interaction
    critical: float
    cold: GapFunction
    axis: RealAxis

    @cached_property
    def gap_ratio(self) -> float:
        """2 Delta_0/k Tc, with Delta_0 the edge of the density of states."""
        return 2 * (self.axis.edge or 0.0) / self.critical

    @cached_property
    def condensation_ratio(self) -> float:
        """(Bc^2/2 mu_0)/(gamma Tc^2)."""
        return condensation_ratio(self.interaction, self.critical, self.cold)

    @cached_property
    def heat_jump(self) -> float:
        """Delta C/gamma Tc."""
        return heat_jump(self.interaction)

    @cached_property
    def isotope_exponent(self) -> float:
        """Isotope exponent beta of Tc ~ M^-beta."""
        return isotope_exponent(self.interaction)


def solve(one: Interaction) -> Solution | None:
    """Return Tc and the state at Tc/10, or None if the repulsion is too strong to bind."""
    critical = critical_temperature(one)
    if not critical:
        return None
    cold = gap_function(one, COLD * critical)
    return Solution(one, critical, cold, real_axis(one, cold))
