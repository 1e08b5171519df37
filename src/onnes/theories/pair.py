"""Weisskopf's estimates: orders of magnitude of BCS theory from lattice distance and ion mass."""

from __future__ import annotations

from math import pi
from types import MappingProxyType

from onnes.errors import InputError
from onnes.pairing import pair_binding as binding
from onnes.pairing.atomic_scales import FERMI_CONSTANT, fermi_energy, fermi_momentum
from onnes.pairing.bcs_ratios import parabola_deviation
from onnes.pairing.breakdown_field import breakdown_field
from onnes.pairing.penetration import penetration_depth, penetration_depth_as_printed
from onnes.theories.given import Given
from onnes.theories.london_wire import LondonWire
from onnes.theories.parameter import Needed, Parameter
from onnes.theories.prediction import Answer
from onnes.theories.weak_coupling import COULOMB
from onnes.units.constants import BOLTZMANN, ELECTRON_MASS, ELEMENTARY_CHARGE

ROUGHLY = 10**0.5
"""Accuracy that a "~" of the text is taken to claim, half a decade either way.

The range of xi is that for which gamma is "of the order of 1e-2 to 1e-3", as the text claims of W24, at the typical 2
pi e_F/e_A = 5.6.
"""


class Pair(LondonWire):
    """Pairs bound by the tube of attraction behind an electron, above a filled Fermi sea."""

    name = "pair"
    aliases = ("Weisskopf", "Cooper pairs")
    title = "estimates of the formation of Cooper pairs (Weisskopf)"
    state = "a compact Bose gas of pairs in a thin layer at the Fermi surface, total momentum zero"
    validity = "orders of magnitude: a cubic lattice of ions of charge 1, one free electron per d^3, T = 0"
    source = "V. F. Weisskopf, The formation of Cooper pairs and the nature of superconducting currents, CERN 79-12"
    wire_equations = ("W35", "W40")
    parameters = (
        Parameter("xi", "", 'constant in the exponent of W24, "of the order unity"', default=1.0, low=0.8, high=1.25),
        Parameter("fermi_constant", "", "a of p_F = a hbar/d (W2)", default=FERMI_CONSTANT),
    )
    silences = MappingProxyType(
        {
            "electron_magnetic_moment": "the text takes the electron from measurement",
            "electron_radius": "the text takes the electron from measurement",
            "transmission_dips": "the text does not treat light",
            "lower_critical_field": "the text does not treat vortices",
            "heat_jump": "the text does not treat heat at finite temperature",
            "flux_quantum": "the text does not treat rings",
            "josephson_constant": "the text does not treat weak links",
            "london_moment_size": "the text does not treat rotation",
            "london_moment_sign": "the text does not treat rotation",
            "field_cooled_recoil": "the text does not describe how the field leaves",
            "cooled_rotor_speeds_up": "the text does not treat rotation",
            "expelled_charge_ratio": "the text does not treat charges at the surface",
            "interior_electric_field": "the text does not treat charges at the surface",
            "hall_correlation": "the text counts free electrons only",
            "tunnelling_asymmetric": "the text does not treat tunnelling",
            "order_parameter_relaxes": "the text does not follow the pairs in time",
            "upper_critical_field": "the text does not treat vortices or domains",
            "superheating_field": "the text does not treat vortices or domains",
            "hc3_over_hc2": "the text does not treat vortices or domains",
            "type_one": "the text does not treat vortices or domains",
            "type_changes_with_temperature": "the text does not treat vortices or domains",
            "domain_field_ratio": "the text does not treat vortices or domains",
            "exceeds_pauli_limit": "the text lets a field break pairs by its current alone",
            "field_restores_superconductivity": "the text lets a field break pairs by its current alone",
            "latent_heat_without_field": "the text does not treat heat at finite temperature",
            "latent_heat_in_field": "the text does not treat heat at finite temperature",
            "electronic_heat_exponent": "the text does not treat heat at finite temperature",
            "gap_anisotropy": "the text has one estimate of the gap",
            "nmr_peak": "the text does not treat absorption",
            "ultrasonic_peak": "the text does not treat absorption",
            "surface_resistance_law": "the text does not treat absorption",
            "phonon_structure": "the text does not treat tunnelling",
            "two_fluid_depth_law": "the text stays at T = 0",
            "depth_slope": "the text stays at T = 0",
            "depairing_exponent": "the text stays at T = 0",
            "depairing_current_law": "the text stays at T = 0",
            "josephson_spread": "the text does not treat weak links",
            "cooper_pair_mass_ratio": "the text does not treat rotation",
            "field_cooling_traps_in_impure": "the text does not describe how the field leaves",
            "phase_front_speed": "the text does not describe how the field leaves",
            "flux_escape_time": "the text does not describe how the field leaves",
            "eddy_current_limited": "the text does not describe how the field leaves",
            "critical_resistance": "the text does not treat resistance",
            "kappa": "the text does not treat vortices or domains",
            "switching_below_depairing": "the text does not treat resistance",
            "ac_loss_hysteretic": "the text does not treat resistance",
        }
    )

    def gap(self, given: Given) -> Answer:
        """Return Delta = gamma e_A / beta (W25, corrected), with e_F of W2."""
        return Answer(self._binding(given), ("W24", "W25"), _CORRECTED, factor=ROUGHLY)

    def parameter_from_gap(self, measured: float, given: Given) -> Needed:
        """Return xi = ln(e_A / (beta Delta)) e_A / (2 pi e_F) for a measured gap."""
        return self._exponent(measured, given)

    def critical_temperature(self, given: Given) -> Answer:
        """Return Tc from k Tc ~ Delta: the state lasts "as long as kT < Delta"."""
        return Answer(self._binding(given) / BOLTZMANN, ("W24", "W25"), _CORRECTED, factor=ROUGHLY)

    def parameter_from_critical_temperature(self, measured: float, given: Given) -> Needed:
        """Return xi as from the gap k Tc."""
        return self._exponent(BOLTZMANN * measured, given)

    def gap_ratio(self, given: Given) -> Answer:
        """Return 2 Delta / k Tc ~ 2."""
        return Answer(2.0, ("W25",), "from k Tc ~ Delta", factor=ROUGHLY)

    def critical_field(self, given: Given) -> Answer:
        """Return B = sqrt(2 mu_0 n' Delta) with n = d^-3, where the current's energy suffices to break the pairs."""
        spacing = _lattice_distance(given)
        sea = fermi_energy(spacing, given("fermi_constant"))
        field = breakdown_field(spacing**-3, self._binding(given), sea)
        return Answer(field, ("W25", "W41", "W42", "W43"), _CORRECTED, factor=ROUGHLY)

    def condensation_ratio(self, given: Given) -> Answer:
        """Return n' Delta/(gamma Tc^2) = 2/pi^2, with k Tc ~ Delta and free electrons' gamma = pi^2 n k^2/(2 e_F)."""
        return Answer(2 / pi**2, ("W42",), "over the free-electron gamma, which is not in the text", factor=ROUGHLY)

    def penetration_depth(self, given: Given) -> Answer:
        """Return lambda = d sqrt(d / (4 pi r_e)) (W33, corrected)."""
        spacing = _lattice_distance(given)
        printed = penetration_depth_as_printed(spacing)
        remark = f"W33 corrected; as printed, with its slip of units, it is {printed * 1e9:.3g} nm"
        return Answer(penetration_depth(spacing), ("W33",), remark, factor=ROUGHLY)

    def isotope_exponent(self, given: Given) -> Answer:
        """Return 1/2: Delta goes as 1/beta, and beta cancels in the exponent (W19)."""
        return Answer(0.5, ("W19", "W25"), "without the Coulomb repulsion", factor=COULOMB)

    def partial_isotope_sign(self, given: Given) -> Answer:
        """Return +1: Delta goes as 1/beta, the frequency of the ions, which no heavier atom raises."""
        return Answer(1, ("W19", "W25"), "of a harmonic lattice")

    def pressure_sign(self, given: Given) -> Answer:
        """Return the sign of -(d ln Delta / d ln d).

        Compression raises e_F/e_A in the exponent more than e_A in front of it.
        """
        spacing = _lattice_distance(given)
        sea = fermi_energy(spacing, given("fermi_constant"))
        slope = binding.binding_slope_with_spacing(spacing, sea, given("xi"))
        return Answer(-1 if slope > 0 else 1, ("W24", "W25"), "W25 differentiated by d at fixed constants")

    def spin_current_speed(self, given: Given) -> Answer:
        """Return zero, since the pairs are S states of opposite spins."""
        return Answer(0.0, ("W8", "W9"), "pairs of opposite spin carry no spin current")

    def spin_current_over_critical(self, given: Given) -> Answer:
        """Return zero, since the pairs are S states of opposite spins."""
        return Answer(0.0, ("W8", "W9"), "pairs of opposite spin carry no spin current")

    def gyromagnetic_factor(self, given: Given) -> Answer:
        """Return 1: all the current is (q/m) times the momentum m v = -q A of electrons."""
        return Answer(1.0, ("W31", "W32"))

    def field_profile_exponential(self, given: Given) -> Answer:
        """Return True, by London's equation."""
        return Answer(True, ("W35", "W36"))

    def current_layer_width(self, given: Given) -> Answer:
        """Return 1, of the exponential as of the step that approximates it."""
        return Answer(1.0, ("W36", "W38"))

    def spontaneous_magnetic_field(self, given: Given) -> Answer:
        """Return False: pairs of total momentum zero carry no current."""
        return Answer(False, ("W8", "W9"), asserted=True)

    def kinetic_energy_change(self, given: Given) -> Answer:
        """Return +1: pairs are made of states above the Fermi surface, and the attraction of the tube pays for it."""
        return Answer(1, ("W14", "W16"), asserted=True)

    def zero_resistance(self, given: Given) -> Answer:
        """Return whether a current of the weak ``field`` has less energy than it takes to break the pairs (W41).

        No energy is then available to change the frozen distribution.
        """
        breakdown = self.critical_field(given).value
        return Answer(given("field") < breakdown, ("W32", "W34", "W41"), f"pairs break at {1e3 * breakdown:.2g} mT")

    def field_cooling_expels(self, given: Given) -> Answer:
        """Return True: j = -A/(mu_0 lambda^2) holds for any history of the state.

        No field then reaches deeper than lambda.
        """
        return Answer(True, ("W33", "W35"), "of the final state; the text does not describe how the field leaves",
                      asserted=True)

    def wire_depth(self, given: Given) -> float:
        """Return the depth of W33 [m]."""
        return penetration_depth(_lattice_distance(given))

    def volume_slope(self, given: Given) -> Answer:
        """Return d ln Delta/d ln V = (1/B - 1)/3 of W25 at fixed constants."""
        spacing = _lattice_distance(given)
        slope = binding.binding_slope_with_spacing(spacing, fermi_energy(spacing, given("fermi_constant")), given("xi"))
        return Answer(slope / 3, ("W24", "W25"), "W25 differentiated by d", factor=ROUGHLY)

    def parabola_deviation_sign(self, given: Given) -> Answer:
        """Return the sign of 1 - 1/(4 r), with r the `condensation_ratio`."""
        ratio = self.condensation_ratio(given).value
        return Answer(1 if parabola_deviation(ratio) > 0 else -1, ("W42",), "r = 2/pi^2 is an order of magnitude")

    def knight_shift_drop(self, given: Given) -> Answer:
        """Return 1: all pairs are S states of opposite spins, and to turn one costs Delta."""
        return Answer(1.0, ("W8", "W9"))

    def isotope_effect_on_depth(self, given: Given) -> Answer:
        """Return zero, since W33 has no ion mass."""
        return Answer(0.0, ("W33",))

    def field_profile_reverses(self, given: Given) -> Answer:
        """Return False, by London's equation, whose exponential keeps its sign."""
        return Answer(False, ("W35", "W36"))

    def silsbee_rule(self, given: Given) -> Answer:
        """Return True: pairs break at one field at the surface, whatever drives the current."""
        return Answer(True, ("W41", "W43"), asserted=True)

    def resistivity(self, given: Given) -> Answer:
        """Return zero, of a frozen distribution."""
        return Answer(0.0, ("W32", "W34"), asserted=True)

    def persistent_current_decay_rate(self, given: Given) -> Answer:
        """Return zero, of a frozen distribution."""
        return Answer(0.0, ("W32", "W34"), asserted=True)

    def fermi_velocity(self, given: Given) -> Answer:
        """Return v_F = a hbar/(m d) of W2."""
        momentum = fermi_momentum(_lattice_distance(given), given("fermi_constant"))
        return Answer(momentum / ELECTRON_MASS, ("W2",), factor=ROUGHLY)

    def rho_times_mean_free_path(self, given: Given) -> Answer:
        """Return rho l = p_F/(n e^2) with p_F of W2 and n = d^-3."""
        spacing = _lattice_distance(given)
        momentum = fermi_momentum(spacing, given("fermi_constant"))
        return Answer(momentum * spacing**3 / ELEMENTARY_CHARGE**2, ("W2",), factor=ROUGHLY)

    def _binding(self, given: Given) -> float:
        spacing, mass = _lattice_distance(given), given("atomic_mass")
        return binding.estimated_binding(spacing, mass, given("xi"), given("fermi_constant"))

    def _exponent(self, energy: float, given: Given) -> Needed:
        spacing, mass = _lattice_distance(given), given("atomic_mass")
        xi = binding.exponent_for_binding(energy, spacing, mass, given("fermi_constant"))
        return Needed("xi", xi, "Delta = exp(-2 pi xi e_F/e_A) e_A/beta", ("W24", "W25"))


def _lattice_distance(given: Given) -> float:
    """Return d [m] by the definition that the condition ``distance_definition`` selects."""
    definition = given("distance_definition")
    if definition not in _DEFINITIONS:
        raise InputError("distance_definition", definition, "1, distance of nearest neighbours, or 2, cube root of the "
                         "volume per atom")
    return given(_DEFINITIONS[definition])


_DEFINITIONS = {1.0: "nearest_neighbour_distance", 2.0: "atomic_volume_root"}

_CORRECTED = "W25 corrected to gamma e_A/beta, as the text's next sentence needs"
