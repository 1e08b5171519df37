"""Macroscopic quantum model: all superelectrons in one wave function."""

from __future__ import annotations

from types import MappingProxyType

from onnes.carriers.london_depth import london_depth
from onnes.carriers.london_moment import london_moment
from onnes.theories.given import Given
from onnes.theories.london_wire import LondonWire
from onnes.theories.parameter import Needed, Parameter
from onnes.theories.prediction import Answer
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, PLANCK

_CHARGE_IS_FREE = "the text leaves q open: q = -2e is known from this very measurement"


class Macroscopic(LondonWire):
    """One wave function Psi = sqrt(n_s) exp(i theta) of charge q and mass m, in Schroedinger's equation."""

    name = "macroscopic"
    aliases = ("macroscopic quantum model", "MQM")
    title = "the macroscopic quantum model"
    state = "one wave function Psi = sqrt(n_s) exp(i theta) of carriers of charge q and mass m"
    validity = "electrodynamics of the condensate, T = 0; the model does not say why there is one"
    source = "The Macroscopic Quantum Model"
    wire_equations = ("M7",)
    parameters = (
        Parameter("carrier_charge", "C", "q in M1, left open by the text", default=-2 * ELEMENTARY_CHARGE, signed=True),
        Parameter("carrier_mass", "kg", "m in M1, left open by the text", default=2 * ELECTRON_MASS),
    )
    silences = MappingProxyType(
        {
            "electron_magnetic_moment": "the text takes the electron from measurement",
            "electron_radius": "the text takes the electron from measurement",
            "transmission_dips": "the model has no excitations",
            "critical_temperature": "the model does not explain the microscopic origin of superconductivity",
            "critical_field": "the model has no condensation energy",
            "lower_critical_field": "the model has no condensation energy, so no vortex core",
            "gap": "the model has no excitations",
            "gap_ratio": "the model has no excitations",
            "heat_jump": "the model has no temperature",
            "condensation_ratio": "the model has no condensation energy",
            "isotope_exponent": "the model has no critical temperature",
            "partial_isotope_sign": "the model has no critical temperature",
            "pressure_sign": "the model has no critical temperature",
            "spin_current_speed": "the wave function has no spin",
            "spin_current_over_critical": "the wave function has no spin",
            "field_cooled_recoil": "the model has no lattice to recoil",
            "cooled_rotor_speeds_up": "the model has no lattice to recoil",
            "expelled_charge_ratio": "the model takes the density of carriers as given",
            "interior_electric_field": "the model takes the density of carriers as given",
            "kinetic_energy_change": "the model does not describe the transition",
            "hall_correlation": "the model has no normal carriers",
            "tunnelling_asymmetric": "the model has no excitations",
            "order_parameter_relaxes": "M1 is reversible: the model has nothing that relaxes",
            "upper_critical_field": "the model has no condensation energy",
            "superheating_field": "the model has no condensation energy",
            "hc3_over_hc2": "the model has no condensation energy",
            "type_one": "the model has no condensation energy",
            "type_changes_with_temperature": "the model has no condensation energy",
            "domain_field_ratio": "the model has no condensation energy",
            "silsbee_rule": "the model has no condensation energy",
            "critical_resistance": "the model has no condensation energy",
            "exceeds_pauli_limit": "the wave function has no spin",
            "field_restores_superconductivity": "the wave function has no spin",
            "knight_shift_drop": "the wave function has no spin",
            "parabola_deviation_sign": "the model has no temperature",
            "two_fluid_depth_law": "the model has no temperature",
            "depth_slope": "the model has no temperature",
            "volume_slope": "the model has no temperature",
            "depairing_exponent": "the model has no temperature",
            "depairing_current_law": "the model has no temperature",
            "latent_heat_without_field": "the model has no temperature",
            "latent_heat_in_field": "the model has no temperature",
            "electronic_heat_exponent": "the model has no temperature",
            "gap_anisotropy": "the model has no excitations",
            "nmr_peak": "the model has no excitations",
            "ultrasonic_peak": "the model has no excitations",
            "phonon_structure": "the model has no excitations",
            "surface_resistance_law": "the model has no excitations",
            "rho_times_mean_free_path": "the model has no normal carriers",
            "field_cooling_traps_in_impure": "the model does not describe the transition",
            "phase_front_speed": "the model does not describe the transition",
            "flux_escape_time": "the model does not describe the transition",
            "eddy_current_limited": "the model does not describe the transition",
            "kappa": "the model has no condensation energy",
            "switching_below_depairing": "the model has no vortices in motion and no phase slips",
            "ac_loss_hysteretic": "the model has no vortices in motion and no phase slips",
            "fermi_velocity": "the model has no normal carriers",
        }
    )

    def penetration_depth(self, given: Given) -> Answer:
        """Return lambda = sqrt(m / (mu_0 n q^2)), with n such that Psi carries all valence electrons."""
        charge, mass = given("carrier_charge"), given("carrier_mass")
        carriers = given("carrier_density") * ELEMENTARY_CHARGE / abs(charge)
        return Answer(london_depth(carriers, mass, charge), ("M7",), "local, all valence electrons in Psi")

    def flux_quantum(self, given: Given) -> Answer:
        """Return h/|q|, since Psi is single-valued: the step of the flux in a ring.

        It is also the period in which Tc of a thin cylinder varies with the flux (Little and Parks).
        """
        return Answer(PLANCK / abs(given("carrier_charge")), ("M7",), _CHARGE_IS_FREE, independent=False)

    def parameter_from_flux_quantum(self, measured: float, given: Given) -> Needed:
        """Return q = -h / Phi_0 for a measured flux quantum."""
        return Needed("carrier_charge", -PLANCK / measured, "Phi_0 = h/|q|", ("M7",))

    def josephson_constant(self, given: Given) -> Answer:
        """Return |q| / h."""
        return Answer(abs(given("carrier_charge")) / PLANCK, ("M7",), _CHARGE_IS_FREE, independent=False)

    def parameter_from_josephson_constant(self, measured: float, given: Given) -> Needed:
        """Return q = -h K_J for a measured Josephson constant."""
        return Needed("carrier_charge", -PLANCK * measured, "K_J = |q|/h", ("M7",))

    def london_moment_size(self, given: Given) -> Answer:
        """Return 2 m / |q|, the same for electrons and pairs of electrons."""
        return Answer(abs(london_moment(1.0, given("carrier_charge"), given("carrier_mass"))), ("M7",))

    def parameter_from_london_moment_size(self, measured: float, given: Given) -> Needed:
        """Return m = |q| B / (2 omega) for a measured London moment."""
        mass = abs(given("carrier_charge")) * measured / 2
        return Needed("carrier_mass", mass, "B/omega = 2 m/|q|", ("M7",))

    def london_moment_sign(self, given: Given) -> Answer:
        """Return +1 for the text's "superelectrons": the field is along the rotation if q is negative."""
        return Answer(1 if london_moment(1.0, given("carrier_charge"), given("carrier_mass")) > 0 else -1, ("M7",))

    def gyromagnetic_factor(self, given: Given) -> Answer:
        """Return 1: J = n_s q v, m v = hbar grad theta - q A of charges of one kind."""
        return Answer(1.0, ("M7",))

    def field_profile_exponential(self, given: Given) -> Answer:
        """Return True, by London's equation."""
        return Answer(True, ("M7",))

    def current_layer_width(self, given: Given) -> Answer:
        """Return 1, as of an exponential of depth lambda."""
        return Answer(1.0, ("M7",))

    def zero_resistance(self, given: Given) -> Answer:
        """Return True: a steady phase gradient carries current without a force."""
        return Answer(True, ("M1", "M7"), asserted=True)

    def field_cooling_expels(self, given: Given) -> Answer:
        """Return True: the curl of J = q n_s ((hbar/m) grad theta - (q/m) A) is London's equation for any history."""
        remark = "of a body in which Psi has no zeros; M1 is reversible and does not say how the field leaves"
        return Answer(True, ("M7",), remark, asserted=True)

    def josephson_spread(self, given: Given) -> Answer:
        """Return zero: |q|/h holds no property of the material."""
        return Answer(0.0, ("M7",))

    def cooper_pair_mass_ratio(self, given: Given) -> Answer:
        """Return m/2 m_e."""
        ratio = given("carrier_mass") / (2 * ELECTRON_MASS)
        return Answer(ratio, ("M1",), "the text leaves m open", independent=False)

    def isotope_effect_on_depth(self, given: Given) -> Answer:
        """Return zero, since lambda has no ion mass."""
        return Answer(0.0, ("M7",))

    def spontaneous_magnetic_field(self, given: Given) -> Answer:
        """Return False: a uniform phase carries no current."""
        return Answer(False, ("M7",), "in a body without holes", asserted=True)

    def field_profile_reverses(self, given: Given) -> Answer:
        """Return False, by London's equation, whose exponential keeps its sign."""
        return Answer(False, ("M7",))

    def resistivity(self, given: Given) -> Answer:
        """Return zero: a steady phase gradient carries current without a force."""
        return Answer(0.0, ("M1", "M7"), asserted=True)

    def persistent_current_decay_rate(self, given: Given) -> Answer:
        """Return zero: a steady phase gradient carries current without a force."""
        return Answer(0.0, ("M1", "M7"), asserted=True)
