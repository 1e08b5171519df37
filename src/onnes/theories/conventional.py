"""Conventional theory: London, Ginzburg-Landau and weak-coupling BCS."""

from __future__ import annotations

from collections.abc import Callable
from math import sqrt
from types import MappingProxyType
from typing import TYPE_CHECKING

from onnes.carriers.london_moment import london_moment
from onnes.carriers.london_wire import london_wire_field_ratio
from onnes.carriers.lower_critical_field import lower_critical_field
from onnes.pairing import bcs_ratios as bcs
from onnes.pairing.bcs.surface_depth import depth_at_zero
from onnes.pairing.eliashberg import formulas
from onnes.theories import weak_coupling
from onnes.theories.given import Given
from onnes.theories.parameter import Needed, Parameter
from onnes.theories.prediction import Answer, Silence
from onnes.theories.theory import Theory
from onnes.units.constants import FLUX_QUANTUM, JOSEPHSON_CONSTANT

if TYPE_CHECKING:
    from onnes.materials import Material

GINZBURG_LANDAU_AT_ZERO = 1.4
"""Accuracy of Bc1(0) from Ginzburg-Landau theory, which holds near Tc.

At T = 0 the theory has no one kappa: that of niobium is 1.43 by Bc and Bc2 at T = 0 and 0.78 at Tc. With the same Bc
they give Bc1 = 133 and 188 mT, apart by a factor 1.42.
"""


class Conventional(Theory):
    """London electrodynamics, Ginzburg-Landau theory, and BCS with one isotropic gap in weak coupling.

    Ratios claim to be good to the leading term in (k Tc/Omega_log)^2 that weak coupling leaves out.
    """

    name = "conventional"
    title = "London, Ginzburg-Landau, weak-coupling BCS"
    state = "one order parameter psi(r), pairs of charge 2e in states k up, -k down, a gap at the Fermi surface"
    validity = "weak coupling (2 Delta/k Tc corrected by less than 10 %), one isotropic gap, clean metal, T = 0"
    source = "F. and H. London 1935; Ginzburg and Landau 1950; Bardeen, Cooper and Schrieffer 1957"
    parameters = (
        Parameter("pairing_strength", "", "N(0)V, density of states times pairing interaction"),
    )
    silences = MappingProxyType(
        {
            "pressure_sign": "weak-coupling BCS does not say how N(0)V changes with volume",
            "hall_correlation": "weak-coupling BCS does not say which metals attract; pairing knows no sign of charge",
        }
    )

    def outside(self, material: Material) -> str:
        """Return a reason where 2 Delta/k Tc is corrected by more than 10 %, or where there is more than one gap."""
        return weak_coupling.outside(material)

    def critical_temperature(self, given: Given) -> Answer:
        """Return k Tc = 1.134 hbar omega_D exp(-1/N(0)V) if N(0)V is given; otherwise the theory is silent."""
        strength, debye = given("pairing_strength"), given("debye_temperature")
        return Answer(bcs.critical_temperature(debye, strength), ("BCS",))

    def parameter_from_critical_temperature(self, measured: float, given: Given) -> Needed:
        """Return N(0)V = 1 / ln(1.134 theta_D / Tc) for a measured Tc."""
        relation, debye = "k Tc = 1.134 hbar omega_D exp(-1/N(0)V)", given("debye_temperature")
        if measured >= bcs.PREFACTOR * debye:
            return Needed("pairing_strength", None, relation, ("BCS",), "no strength gives a Tc above 1.134 theta_D")
        return Needed("pairing_strength", bcs.coupling_for_temperature(measured, debye), relation, ("BCS",))

    def critical_field(self, given: Given) -> Answer:
        """Return Bc from Bc^2 / 2 mu_0 = 0.2364 gamma Tc^2, with the measured gamma and Tc."""
        field = bcs.critical_field(given("sommerfeld_coefficient"), given("critical_temperature"))
        missing = sqrt(_left_out(formulas.condensation_ratio, given))
        return Answer(field, ("BCS",), "from the measured Tc and electronic heat", factor=missing)

    def lower_critical_field(self, given: Given) -> Answer:
        """Return Bc1 of the Ginzburg-Landau vortex, from penetration depth and coherence length; silent for type I.

        At T = 0 it is right within `GINZBURG_LANDAU_AT_ZERO`.
        """
        depth, length = given("ginzburg_landau_depth_0"), given("ginzburg_landau_length_0")
        if depth / length < 1 / sqrt(2):
            raise Silence(f"kappa = {depth / length:.2g} is below 0.71: type I has no lower critical field")
        return Answer(lower_critical_field(depth, length), ("GL",), factor=GINZBURG_LANDAU_AT_ZERO)

    def gap(self, given: Given) -> Answer:
        """Return Delta = 1.764 k Tc, from the measured Tc."""
        missing = _left_out(formulas.gap_ratio, given)
        return Answer(bcs.gap(given("critical_temperature")), ("BCS",), "from the measured Tc", factor=missing)

    def gap_ratio(self, given: Given) -> Answer:
        """Return 2 Delta / k Tc = 2 pi / e^gamma."""
        return Answer(bcs.GAP_RATIO, ("BCS",), factor=_left_out(formulas.gap_ratio, given))

    def heat_jump(self, given: Given) -> Answer:
        """Return 12 / (7 zeta(3))."""
        return Answer(bcs.HEAT_JUMP, ("BCS",), factor=_left_out(formulas.heat_jump, given))

    def condensation_ratio(self, given: Given) -> Answer:
        """Return 3 / (4 e^(2 gamma))."""
        return Answer(bcs.CONDENSATION_RATIO, ("BCS",), factor=_left_out(formulas.condensation_ratio, given))

    def penetration_depth(self, given: Given) -> Answer:
        """Return lambda of the BCS kernel and a diffuse surface, from lambda_L and xi_0 of the clean metal.

        The lengths are the tabulated ones of the metal's bands, else those of a sphere of free electrons with the mass
        of the measured electronic heat; free electrons alone make lambda_L of tin, lead and indium less than half as
        long. A specular surface would make the depth up to 1.17 times shorter, and which it is the theory does not
        say.
        """
        names = "clean_london_depth_0", "clean_coherence_length_0"
        local, length = (given(name) for name in names)
        diffuse, specular = (depth_at_zero(local, length, surface) for surface in ("diffuse", "specular"))
        inferred = {one for name in names for one in given.inputs.get(name, {}).get("inferred_from", ())}
        remark = f"clean metal, diffuse surface; lambda_L = {local * 1e9:.3g} nm, xi_0 = {length * 1e9:.3g} nm"
        if "penetration_depth" in inferred:
            remark += ", inferred from measured depths"
        return Answer(diffuse, ("H7", "BCS"), remark, "penetration_depth" not in inferred, factor=diffuse / specular)

    def isotope_exponent(self, given: Given) -> Answer:
        """Return 1/2, since Tc goes as omega_D and omega_D as M^-1/2."""
        return Answer(0.5, ("BCS",), "without the Coulomb pseudopotential, which lowers it in transition metals")

    def flux_quantum(self, given: Given) -> Answer:
        """Return h / 2e."""
        return Answer(FLUX_QUANTUM, ("GL", "BCS"))

    def josephson_constant(self, given: Given) -> Answer:
        """Return 2e / h."""
        return Answer(JOSEPHSON_CONSTANT, ("BCS",))

    def london_moment_size(self, given: Given) -> Answer:
        """Return 2 m_e / e."""
        return Answer(abs(london_moment(1.0)), ("London",))

    def london_moment_sign(self, given: Given) -> Answer:
        """Return +1: the field is along the rotation, since the carriers are electrons."""
        return Answer(1 if london_moment(1.0) > 0 else -1, ("London",))

    def spin_current_speed(self, given: Given) -> Answer:
        """Return zero, since the pairs are singlets."""
        return Answer(0.0, ("BCS",), "singlet pairs carry no spin current in equilibrium")

    def spin_current_over_critical(self, given: Given) -> Answer:
        """Return zero, since the pairs are singlets."""
        return Answer(0.0, ("BCS",), "singlet pairs carry no spin current in equilibrium")

    def gyromagnetic_factor(self, given: Given) -> Answer:
        """Return 1: m v = -q A of charges q with the electrons' ratio of mass to charge."""
        return Answer(1.0, ("London",))

    def field_cooled_recoil(self, given: Given) -> Answer:
        """Return -1: total angular momentum is conserved, and electrons go round along the field."""
        return Answer(-1, ("London",), "electrons that condense leave momentum to normal ones, those to the lattice")

    def cooled_rotor_speeds_up(self, given: Given) -> Answer:
        """Return True: the body gets the angular momentum that the electrons of the surface lose."""
        return Answer(True, ("London",), "by 8 (m/e)^2/(mu_0 rho R^2) of its speed")

    def field_profile_exponential(self, given: Given) -> Answer:
        """Return whether xi_0 < lambda_L, so that the response is local; True where no material is named."""
        try:
            local = given("coherence_length_0") < given("london_depth_0")
        except Silence:
            return Answer(True, ("London",), "in the local limit, xi much shorter than lambda, as in cuprates")
        return Answer(local, ("H7", "BCS"), "local" if local else "non-local: xi_0 exceeds lambda_L")

    def current_layer_width(self, given: Given) -> Answer:
        """Return 1, as of an exponential of depth lambda."""
        return Answer(1.0, ("London",), "in the local limit")

    def expelled_charge_ratio(self, given: Given) -> Answer:
        """Return zero: charge is screened within the Thomas-Fermi length."""
        return Answer(0.0, ("BCS",), "electrons and holes pair alike, so that none is expelled")

    def interior_electric_field(self, given: Given) -> Answer:
        """Return zero in equilibrium without current."""
        return Answer(0.0, ("London", "BCS"))

    def kinetic_energy_change(self, given: Given) -> Answer:
        """Return +1: pairs are made of states above the Fermi surface, and the attraction pays for it."""
        return Answer(1, ("BCS",), "of a parabolic band; special bands can change the sign")

    def tunnelling_asymmetric(self, given: Given) -> Answer:
        """Return False: the density of states is even in E where that of the normal metal is constant."""
        return Answer(False, ("BCS",), "apart from the background of the normal metal")

    def order_parameter_relaxes(self, given: Given) -> Answer:
        """Return True, by phonons and inelastic collisions."""
        return Answer(True, ("GL",), "BCS pairs alone, without phonons or collisions, end in another steady state")

    def zero_resistance(self, given: Given) -> Answer:
        """Return True, below the critical current."""
        return Answer(True, ("London", "BCS"))

    def field_cooling_expels(self, given: Given) -> Answer:
        """Return True: below Bc the state without field has the lowest free energy."""
        return Answer(True, ("London", "GL"), "a clean body below Bc; how much is trapped depends on how it is cooled")

    def wire_field_ratio_inner(self, given: Given) -> Answer:
        """Return B(R1)/B(R3) = I_1(R1/lambda) / I_1(R3/lambda)."""
        radii = given("inner_radius"), given("wire_radius")
        return Answer(london_wire_field_ratio(*radii, given("london_depth_0")), ("London",))

    def wire_field_ratio_middle(self, given: Given) -> Answer:
        """Return B(R2)/B(R3) = I_1(R2/lambda) / I_1(R3/lambda)."""
        radii = given("middle_radius"), given("wire_radius")
        return Answer(london_wire_field_ratio(*radii, given("london_depth_0")), ("London",))


def _left_out(relation: Callable[[float], float], given: Given) -> float:
    """Return the factor by which strong coupling would raise a ratio of the material."""
    try:
        return weak_coupling.correction(relation, given.material)
    except Silence:
        return weak_coupling.correction(relation, None)
