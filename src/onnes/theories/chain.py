"""Sun's electron magnetic chains: figure-8 moments that couple head to tail, without phonons."""

from __future__ import annotations

from types import MappingProxyType

from onnes.chains import criterion, magnetisation, thresholds
from onnes.chains.wire_profile import chain_wire_field
from onnes.theories.given import Given
from onnes.theories.parameter import Needed, Parameter
from onnes.theories.prediction import Answer, Silence
from onnes.theories.theory import Theory
from onnes.units.constants import BOHR_MAGNETON


class Chain(Theory):
    """Electrons with a moment mu, a distance a apart, that attract head to tail for a part eta of the time.

    The text fixes neither mu nor eta. It claims zero resistance and field expulsion for chains that form, so here both
    follow from the criterion Z10 with the given mu.
    """

    name = "chain"
    aliases = ("Sun",)
    title = "electron magnetic chains of 8-shaped moments (Sun)"
    state = "electrons as standing waves with a moment mu, in chains of any length, all phases equal"
    validity = "pair energies of neighbours at the distance of neighbouring ions; Coulomb repulsion not screened"
    source = "Sun Zhao, A new explanation for the origin of superconductivity based on electron magnetic chains"
    parameters = (
        Parameter("magnetic_moment", "J/T", "mu of an electron, left open by the text", default=BOHR_MAGNETON),
        Parameter("duty", "", "eta, part of the drift period in which moments couple", default=1.0, at_most=1.0),
    )
    silences = MappingProxyType(
        {
            "lower_critical_field": "the text has only one critical field and no vortices",
            "gap": "the text defines no excitation energy",
            "gap_ratio": "the text defines no excitation energy",
            "heat_jump": "the text does not treat heat",
            "condensation_ratio": "the text does not treat heat",
            "penetration_depth": "the text gives no equation for the depth to which a field penetrates",
            "flux_quantum": "the text does not treat rings",
            "josephson_constant": "the text does not treat weak links",
            "london_moment_size": "the text does not treat rotation",
            "london_moment_sign": "the text does not treat rotation",
            "spin_current_speed": "the text states no spin current",
            "spin_current_over_critical": "the text states no spin current",
            "gyromagnetic_factor": "the text does not say what angular momentum its moments have",
            "field_cooled_recoil": "the text does not treat the lattice's motion",
            "cooled_rotor_speeds_up": "the text does not treat rotation",
            "field_profile_exponential": "the text gives no equation for the depth to which a field penetrates",
            "current_layer_width": "the text gives no equation for the depth to which a field penetrates",
            "expelled_charge_ratio": "the text does not treat charges at the surface",
            "interior_electric_field": "the text does not treat charges at the surface",
            "spontaneous_magnetic_field": "the text does not say whether the moments of chains cancel",
            "kinetic_energy_change": "the text does not split the energy of a chain",
            "hall_correlation": "the text does not treat the normal state's Hall effect",
            "tunnelling_asymmetric": "the text defines no excitation energy",
            "order_parameter_relaxes": "the text does not follow chains in time",
            "upper_critical_field": "the text has only one critical field and no vortices or domains",
            "superheating_field": "the text has only one critical field and no vortices or domains",
            "hc3_over_hc2": "the text has only one critical field and no vortices or domains",
            "type_one": "the text has only one critical field and no vortices or domains",
            "type_changes_with_temperature": "the text has only one critical field and no vortices or domains",
            "domain_field_ratio": "the text has only one critical field and no vortices or domains",
            "exceeds_pauli_limit": "the text lets a field break chains and says nothing of spins",
            "parabola_deviation_sign": "the text has no quantity that varies below Tc",
            "two_fluid_depth_law": "the text has no quantity that varies below Tc",
            "depth_slope": "the text has no quantity that varies below Tc",
            "depairing_exponent": "the text has no quantity that varies below Tc",
            "depairing_current_law": "the text has no quantity that varies below Tc",
            "latent_heat_without_field": "the text does not treat heat",
            "latent_heat_in_field": "the text does not treat heat",
            "electronic_heat_exponent": "the text does not treat heat",
            "gap_anisotropy": "the text defines no excitation energy",
            "nmr_peak": "the text defines no excitation energy",
            "ultrasonic_peak": "the text defines no excitation energy",
            "phonon_structure": "the text defines no excitation energy",
            "surface_resistance_law": "the text defines no excitation energy",
            "knight_shift_drop": "the text does not say what its moments do to the field at a nucleus",
            "isotope_effect_on_depth": "the text gives no equation for the depth to which a field penetrates",
            "field_profile_reverses": "the text gives no equation for the depth to which a field penetrates",
            "rho_times_mean_free_path": "the text does not treat the normal state's resistance",
            "critical_resistance": "the text does not treat the normal state's resistance",
            "silsbee_rule": "the text does not treat the normal state's resistance",
            "josephson_spread": "the text does not treat weak links",
            "cooper_pair_mass_ratio": "the text does not treat rotation",
            "resistivity": "the text says yes or no to zero resistance, and gives no resistivity",
            "persistent_current_decay_rate": "the text says yes or no to zero resistance, and gives no resistivity",
            "field_cooling_traps_in_impure": "the text does not follow chains in time",
            "phase_front_speed": "the text does not follow chains in time",
            "flux_escape_time": "the text does not follow chains in time",
            "eddy_current_limited": "the text does not follow chains in time",
            "kappa": "the text has only one critical field and no vortices or domains",
            "switching_below_depairing": "the text does not treat the normal state's resistance",
            "fermi_velocity": "the text does not treat the normal metal by itself",
        }
    )

    def critical_temperature(self, given: Given) -> Answer:
        """Return Tc from k Tc = |mean U_m| - U_e; negative if there is no transition."""
        temperature = thresholds.critical_temperature(*self._dipoles(given))
        return Answer(temperature, ("Z16",), "" if temperature > 0 else "negative: no transition at any temperature")

    def parameter_from_critical_temperature(self, measured: float, given: Given) -> Needed:
        """Return mu = sqrt(4 pi a^3 (k Tc + U_e) / (eta mu_0)) for a measured Tc."""
        spacing, duty = given("nearest_neighbour_distance"), given("duty")
        moment = thresholds.moment_for_temperature(measured, spacing, duty)
        return Needed("magnetic_moment", moment, "k Tc = |U_m| - U_e", ("Z16",))

    def critical_field(self, given: Given) -> Answer:
        """Return Bc from mu Bc = |mean U_m|."""
        return Answer(thresholds.critical_field(*self._dipoles(given)), ("Z17",))

    def parameter_from_critical_field(self, measured: float, given: Given) -> Needed:
        """Return mu = 4 pi a^3 Bc / (eta mu_0) for a measured Bc."""
        moment = thresholds.moment_for_field(measured, given("nearest_neighbour_distance"), given("duty"))
        return Needed("magnetic_moment", moment, "mu Bc = |U_m|", ("Z17",))

    def isotope_exponent(self, given: Given) -> Answer:
        """Return 0, since Z16 does not contain the ions' mass."""
        return Answer(0.0, ("Z16",), "Z16 has no ion mass")

    def partial_isotope_sign(self, given: Given) -> Answer:
        """Return 0, since Z16 does not contain the ions' mass."""
        return Answer(0, ("Z16",), "Z16 has no ion mass")

    def pressure_sign(self, given: Given) -> Answer:
        """Return +1: a smaller a favours chains according to the text, and to Z16 wherever it gives a transition."""
        moment, spacing, duty = self._dipoles(given)
        if thresholds.critical_temperature(moment, spacing, duty) > 0:
            slope = thresholds.temperature_slope_with_spacing(moment, spacing, duty)
            return Answer(1 if slope < 0 else -1, ("Z10", "Z16"))
        return Answer(1, ("Z10",), "as the text states it; with this mu there is no transition to shift", asserted=True)

    def volume_slope(self, given: Given) -> Answer:
        """Return d ln Tc/d ln V = (a/3 Tc) dTc/da of Z16; silent where no chain forms."""
        dipoles = self._dipoles(given)
        if thresholds.critical_temperature(*dipoles) <= 0:
            raise Silence("with this mu there is no transition to shift")
        return Answer(thresholds.volume_slope(*dipoles), ("Z16",))

    def zero_resistance(self, given: Given) -> Answer:
        """Return True if chains form (Z10), since chains are not scattered (Z13)."""
        dipoles = self._dipoles(given)
        return Answer(criterion.chain_forms(*dipoles), ("Z10", "Z13"), _criterion_in_words(*dipoles))

    def parameter_from_zero_resistance(self, measured: bool, given: Given) -> Needed:
        """Return mu = e a c / sqrt(eta), the least moment for which chains form."""
        moment = criterion.moment_to_bind(given("nearest_neighbour_distance"), given("duty"))
        return Needed("magnetic_moment", moment, "eta mu_0 eps_0 mu^2/a^2 = e^2", ("Z10",), "at least")

    def field_cooling_expels(self, given: Given) -> Answer:
        """Return True if chains form (Z10) and n mu reaches B/mu_0, the magnetisation that cancels the field (Z15)."""
        dipoles = self._dipoles(given)
        enough = dipoles[0] >= magnetisation.moment_to_cancel(given("field"), given("carrier_density"))
        remark = _criterion_in_words(*dipoles) + "; Z5 turns moments along the field, Z15 needs them against it"
        return Answer(enough and criterion.chain_forms(*dipoles), ("Z10", "Z14", "Z15"), remark)

    def parameter_from_field_cooling_expels(self, measured: bool, given: Given) -> Needed:
        """Return mu = B / (mu_0 n), the least moment that can cancel the field."""
        moment = magnetisation.moment_to_cancel(given("field"), given("carrier_density"))
        return Needed("magnetic_moment", moment, "M = -B/mu_0 with M = n mu", ("Z14", "Z15"), "at least")

    def field_restores_superconductivity(self, given: Given) -> Answer:
        """Return True: an extremely high field aligns all moments and couples them again (text after Z17)."""
        remark = "by the text's words; Z5 and Z17 have no equation for it"
        return Answer(True, ("Z17", "Z, section 4.4"), remark, asserted=True)

    def ac_loss_hysteretic(self, given: Given) -> Answer:
        """Return False: a faster reversal dissociates chains for a larger share of a cycle."""
        return Answer(False, ("Z, section 4.3",), "by the text's words", asserted=True)

    def transmission_dips(self, given: Given) -> Answer:
        """Return True: the collective standing wave absorbs at equidistant frequencies."""
        return Answer(True, ("Z, section 4.2",), "by the text's words", asserted=True)

    def electron_magnetic_moment(self, given: Given) -> Answer:
        """Return mu, which the text leaves open."""
        return Answer(given("magnetic_moment"), ("Z7",), "the text leaves mu open", independent=False)

    def parameter_from_electron_magnetic_moment(self, measured: float, given: Given) -> Needed:
        """Return mu of a free electron."""
        return Needed("magnetic_moment", measured, "mu of a free electron", ("Z7",))

    def electron_radius(self, given: Given) -> Answer:
        """Return R = 2 mu/(e c), the least radius of a charge e of moment mu that is nowhere faster than light."""
        radius = criterion.radius_to_carry(given("magnetic_moment"))
        return Answer(radius, ("Z0",), "at least: a charge e within R, nowhere faster than c, has mu <= e c R/2")

    def wire_field_ratio_inner(self, given: Given) -> Answer:
        """Return (R1/R3)^2, from J = A r; the text gives B3/B1 = 4."""
        return self._wire(given, "inner_radius")

    def wire_field_ratio_middle(self, given: Given) -> Answer:
        """Return (R2/R3)^2, from J = A r; the text gives B2/B1 = 2, B3/B1 = 4."""
        return self._wire(given, "middle_radius")

    def _wire(self, given: Given, radius: str) -> Answer:
        wire = given("wire_radius")
        ratio = chain_wire_field(given(radius), wire, 1.0) / chain_wire_field(wire, wire, 1.0)
        return Answer(ratio, ("Z, section 5",), "J = A r is assumed by the text, whatever mu", asserted=True)

    def _dipoles(self, given: Given) -> tuple[float, float, float]:
        return given("magnetic_moment"), given("nearest_neighbour_distance"), given("duty")


def _criterion_in_words(moment: float, spacing: float, duty: float) -> str:
    ratio = criterion.binding_ratio(moment, spacing, duty)
    return f"attraction over repulsion (Z10) is {ratio:.3g}: " + ("chains form" if ratio > 1 else "no chain forms")
