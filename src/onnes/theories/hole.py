"""Hirsch's theory of hole superconductivity, as far as his text on the Meissner effect states it."""

from __future__ import annotations

from math import pi
from types import MappingProxyType

from onnes.carriers.charge_expulsion import charge_expulsion_field
from onnes.carriers.gyromagnetic import current_angular_momentum
from onnes.carriers.larmor import field_magnetised_by_applied, larmor_susceptibility
from onnes.carriers.london_depth import DEPTH_OF_THE_TEXT, london_depth, superfluid_density
from onnes.carriers.london_moment import london_moment
from onnes.carriers.orbits import orbit_radius
from onnes.carriers.spin_current import depth_of_stopping_field, spin_current_speed, stopping_field
from onnes.theories.eddy_currents import TYPICAL, rod_escape_time
from onnes.theories.given import Given
from onnes.theories.london_wire import LondonWire
from onnes.theories.parameter import Needed, Parameter
from onnes.theories.prediction import Answer
from onnes.units.constants import ELECTRON_MASS, FLUX_QUANTUM, HBAR, SPEED_OF_LIGHT


class Hole(LondonWire):
    """Electrons on orbits of radius 2 lambda_L that do not screen one another; charge and spin flow to the surface."""

    name = "hole"
    aliases = ("Hirsch", "hole superconductivity")
    title = "hole superconductivity, orbits of radius 2 lambda_L (Hirsch)"
    state = "electrons on orbits of radius 2 lambda_L, angular momentum hbar/2, phases locked by overlap"
    validity = "closed forms at T = 0 in local electrodynamics; the text gives no microscopic Tc or gap"
    source = "J. E. Hirsch, On the dynamics of the Meissner effect"
    wire_equations = ("H4",)
    parameters = (Parameter("london_depth_0", "m", "lambda_L, from which all else follows; taken from the tables"),)
    silences = MappingProxyType(
        {
            "electron_magnetic_moment": "the text takes the electron from measurement",
            "electron_radius": "the text takes the electron from measurement",
            "transmission_dips": "the text does not treat light",
            "critical_temperature": "the text gives no equation for Tc",
            "gap": "the text takes Cooper pairing as given and states no gap",
            "gap_ratio": "the text states neither gap nor Tc",
            "heat_jump": "the text does not treat heat",
            "condensation_ratio": "the text does not treat heat",
            "isotope_exponent": "the text gives no equation for Tc",
            "partial_isotope_sign": "the text gives no equation for Tc",
            "pressure_sign": "the text gives no equation for Tc",
            "josephson_constant": "the text does not treat weak links",
            "order_parameter_relaxes": "the text doubts that BCS theory lets it, and has no equation of its own",
            "upper_critical_field": "the text has one critical field, at which a spin branch stops",
            "superheating_field": "the text has one critical field, at which a spin branch stops",
            "hc3_over_hc2": "the text has one critical field, at which a spin branch stops",
            "exceeds_pauli_limit": "the text gives no equation for Tc or the temperature",
            "parabola_deviation_sign": "the text gives no equation for Tc or the temperature",
            "two_fluid_depth_law": "the text gives no equation for Tc or the temperature",
            "depth_slope": "the text gives no equation for Tc or the temperature",
            "field_restores_superconductivity": "the text treats fields that end superconductivity",
            "type_one": "the text does not treat vortices, domains or impure metal",
            "type_changes_with_temperature": "the text does not treat vortices, domains or impure metal",
            "domain_field_ratio": "the text does not treat vortices, domains or impure metal",
            "field_cooling_traps_in_impure": "the text does not treat vortices, domains or impure metal",
            "latent_heat_without_field": "the text does not treat heat",
            "latent_heat_in_field": "the text does not treat heat",
            "electronic_heat_exponent": "the text does not treat heat",
            "gap_anisotropy": "the text states no gap",
            "nmr_peak": "the text does not treat the response of spins or sound",
            "ultrasonic_peak": "the text does not treat the response of spins or sound",
            "knight_shift_drop": "the text does not treat the response of spins or sound",
            "phonon_structure": "the text does not treat tunnelling",
            "volume_slope": "the text gives no equation for Tc",
            "surface_resistance_law": "the text does not treat resistance",
            "rho_times_mean_free_path": "the text does not treat resistance",
            "critical_resistance": "the text does not treat resistance",
            "josephson_spread": "the text does not treat weak links",
            "phase_front_speed": "the text takes the kinetics from its reference 36, which leaves out the wall energy",
            "depairing_exponent": "the text has no temperature dependence of the critical current",
            "depairing_current_law": "the text has no temperature dependence of the critical current",
            "kappa": "the text does not treat vortices, domains or impure metal",
            "switching_below_depairing": "the text does not treat resistance",
            "ac_loss_hysteretic": "the text does not treat resistance",
            "fermi_velocity": "the text does not treat the normal metal by itself",
        }
    )

    def critical_field(self, given: Given) -> Answer:
        """Return B = hbar / (4 e lambda_L^2), at which one spin branch stops.

        There "the superconducting state is destroyed".
        """
        return Answer(stopping_field(given("london_depth_0")), ("H27", "H62"))

    def lower_critical_field(self, given: Given) -> Answer:
        """Return the same field as `critical_field`, since the text has only one critical field."""
        return Answer(stopping_field(given("london_depth_0")), ("H27", "H62"), "the text has only one critical field")

    def parameter_from_critical_field(self, measured: float, given: Given) -> Needed:
        """Return lambda_L = sqrt(hbar / (4 e B)) for a measured field."""
        return Needed("london_depth_0", depth_of_stopping_field(measured), "B = hbar/(4 e lambda^2)", ("H27", "H62"))

    parameter_from_lower_critical_field = parameter_from_critical_field

    def penetration_depth(self, given: Given) -> Answer:
        """Return lambda_L = sqrt(m_e / (mu_0 n_s e^2)), with the free-electron density for n_s."""
        return Answer(london_depth(given("carrier_density")), ("H30",), "local, all valence electrons superfluid")

    def parameter_from_penetration_depth(self, measured: float, given: Given) -> Needed:
        """Return the measured depth as lambda_L."""
        return Needed("london_depth_0", measured, "lambda_L measured", ("H4",))

    def spin_current_speed(self, given: Given) -> Answer:
        """Return v_0 = hbar / (4 m_e lambda_L)."""
        return Answer(spin_current_speed(given("london_depth_0")), ("H62",))

    def parameter_from_spin_current_speed(self, measured: float, given: Given) -> Needed:
        """Return lambda_L = hbar / (4 m_e v_0) for a measured speed."""
        return Needed("london_depth_0", HBAR / (4 * ELECTRON_MASS * measured), "v0 = hbar/(4 m lambda)", ("H62",))

    def spin_current_over_critical(self, given: Given) -> Answer:
        """Return 1/2: half of the carriers at v_0, of which all reach v_0 at the field that stops the other branch."""
        return Answer(0.5, ("H62", "H, section XI"))

    def gyromagnetic_factor(self, given: Given) -> Answer:
        """Return 1, as of the orbits of radius 2 lambda_L: l = 2 m_e mu/e."""
        return Answer(1.0, ("H34",))

    def field_cooled_recoil(self, given: Given) -> Answer:
        """Return -1: normal carriers that flow back hand the opposite of the current's momentum to the lattice."""
        electrons = current_angular_momentum(-1.0)
        remark = "by the Lorentz force on outflow and backflow, without collisions"
        return Answer(-1 if electrons > 0 else 1, ("H, section VI", "H34"), remark)

    def cooled_rotor_speeds_up(self, given: Given) -> Answer:
        """Return False: the angular momentum that the surface current lacks is in the orbits of radius 2 lambda_L."""
        return Answer(False, ("Hirsch 2018",), "of a long cylinder; not in this text but in a later one", asserted=True)

    def field_profile_exponential(self, given: Given) -> Answer:
        """Return True, by London's equation."""
        return Answer(True, ("H4",), "London's equation; the sum of the text's own orbits gives another profile")

    def current_layer_width(self, given: Given) -> Answer:
        """Return pi, of j = (n_s e v_s/pi) sqrt(1 - (x/2 lambda_L)^2), the sum of the orbits of radius 2 lambda_L."""
        remark = "the sum of its orbits (Fig. 8); the text takes it for a layer of lambda_L, as in London's equation"
        return Answer(pi, ("H51", "H, Fig. 8"), remark)

    def expelled_charge_ratio(self, given: Given) -> Answer:
        """Return v_0/c, by which the expelled charge density is smaller than e n_s."""
        return Answer(spin_current_speed(given("london_depth_0")) / SPEED_OF_LIGHT, ("H62", "H, section XI"))

    def interior_electric_field(self, given: Given) -> Answer:
        """Return E_m = c hbar/(4 e lambda_L^2), which points outward near the surface."""
        return Answer(charge_expulsion_field(given("london_depth_0")), ("H61", "H, section XIII"))

    def spontaneous_magnetic_field(self, given: Given) -> Answer:
        """Return False: the two spin branches have opposite currents of the same size."""
        return Answer(False, ("H62",), asserted=True)

    def kinetic_energy_change(self, given: Given) -> Answer:
        """Return -1: lowering of kinetic energy drives the expansion of the orbits."""
        return Answer(-1, ("H, section XIII",), asserted=True)

    def hall_correlation(self, given: Given) -> Answer:
        """Return +1: pairing needs holes among the normal carriers."""
        remark = "a metal with holes beside electrons may have a negative coefficient"
        return Answer(1, ("H, section XIII",), remark, asserted=True)

    def tunnelling_asymmetric(self, given: Given) -> Answer:
        """Return True: electrons and holes differ, and more current flows when the sample is negative."""
        return Answer(True, ("Marsiglio-Hirsch",), "not in this text; its size depends on the metal", asserted=True)

    def london_moment_size(self, given: Given) -> Answer:
        """Return 2 m_e / e."""
        return Answer(abs(london_moment(1.0)), ("H52",))

    def london_moment_sign(self, given: Given) -> Answer:
        """Return +1: the field is along the rotation, since the superfluid carriers have negative charge."""
        return Answer(1 if london_moment(1.0) > 0 else -1, ("H52",))

    def flux_quantum(self, given: Given) -> Answer:
        """Return h / 2e, which the text quotes."""
        remark = "quoted, not derived: the text says it has no dynamical explanation of flux quantisation"
        return Answer(FLUX_QUANTUM, ("H64",), remark, independent=False)

    def zero_resistance(self, given: Given) -> Answer:
        """Return True, which the text assumes."""
        remark = "taken as given: carriers are accelerated without friction and condensed in one wave function"
        return Answer(True, ("H1", "H8"), remark, independent=False, asserted=True)

    def field_cooling_expels(self, given: Given) -> Answer:
        """Return whether orbits that grew to 2 lambda_L have chi = -1 and so leave no field, B = (1 + chi) B_a.

        That the orbits grow is asserted: no equation of motion makes them.
        """
        orbit = orbit_radius(DEPTH_OF_THE_TEXT)
        left = field_magnetised_by_applied(larmor_susceptibility(superfluid_density(DEPTH_OF_THE_TEXT), orbit**2), 1.0)
        remark = "if the orbits do not screen one another; if they do, half stays (H47)"
        return Answer(abs(left) < 1e-9, ("H40", "H51"), remark, asserted=True)

    def cooper_pair_mass_ratio(self, given: Given) -> Answer:
        """Return 1: the London moment is that of electrons with their bare mass."""
        return Answer(1.0, ("H52",))

    def isotope_effect_on_depth(self, given: Given) -> Answer:
        """Return zero, since lambda_L of H30 has no ion mass."""
        return Answer(0.0, ("H30",))

    def field_profile_reverses(self, given: Given) -> Answer:
        """Return False, by London's equation, whose exponential keeps its sign."""
        return Answer(False, ("H4",))

    def silsbee_rule(self, given: Given) -> Answer:
        """Return True: a spin branch stops at one field at the surface, whatever drives it."""
        return Answer(True, ("H27", "H62"), asserted=True)

    def resistivity(self, given: Given) -> Answer:
        """Return zero, which the text assumes."""
        return Answer(0.0, ("H1", "H8"), "taken as given", independent=False, asserted=True)

    def persistent_current_decay_rate(self, given: Given) -> Answer:
        """Return zero, which the text assumes."""
        return Answer(0.0, ("H1", "H8"), "taken as given", independent=False, asserted=True)

    def flux_escape_time(self, given: Given) -> Answer:
        """Return mu_0 sigma R^2/(4 p), from the kinetics of the text's reference 36."""
        return Answer(rod_escape_time(given), ("H, reference 36",), "typical rod", factor=TYPICAL)

    def eddy_current_limited(self, given: Given) -> Answer:
        """Return True, by the kinetics of the text's reference 36."""
        return Answer(True, ("H, reference 36",), asserted=True)
