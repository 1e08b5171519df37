"""Everything that E1 says of one superconductor."""

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
"""T/Tc at which gap and condensation energy are those of T = 0 to better than 1e-5, if phonons of kT are few."""


@dataclass(frozen=True)
class Solution:
    """A superconductor in strong coupling.

    Attributes:
        interaction: what binds it.
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
        """2 Delta_0/k Tc, Delta_0 the edge of the density of states."""
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
        """beta in Tc ~ M^-beta."""
        return isotope_exponent(self.interaction)


def solve(one: Interaction) -> Solution | None:
    """Tc and the state at Tc/10; None where the repulsion is too strong to bind."""
    critical = critical_temperature(one)
    if not critical:
        return None
    cold = gap_function(one, COLD * critical)
    return Solution(one, critical, cold, real_axis(one, cold))
