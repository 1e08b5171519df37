"""Public list of the observables that a theory may be asked about."""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import Literal

from onnes.errors import unknown_name

Kind = Literal["number", "ratio", "sign", "truth"]


@dataclass(frozen=True)
class Observable:
    """Quantity that can be measured on a superconductor.

    Attributes:
        name: on the public list.
        unit: SI unit, empty for ratios, signs and truth values.
        kind: "number", "ratio" (dimensionless), "sign" (+1, -1, or 0 for no change) or "truth" (True or False).
        meaning: what is measured, in one phrase.
        measured_as: quantities of the material tables that are this measurement, or follow from it; the first is the
            measurement itself. A prediction that used one of them is not independent.
        scatter: factor by which directions and samples of one metal differ, allowed to every theory alike.
    """

    name: str
    unit: str
    kind: Kind
    meaning: str
    measured_as: tuple[str, ...] = ()
    scatter: float = 1.0



ANISOTROPY = 0.1
"""Spread of the gap of a real metal over its mean; no theory here has more than one gap."""

_OBSERVABLES = (
    Observable("critical_temperature", "K", "number", "critical temperature in zero field", ("critical_temperature",)),
    Observable("critical_field", "T", "number", "thermodynamic critical field Bc at T = 0", ("critical_field_0",),
               sqrt(1 + ANISOTROPY)),
    Observable("lower_critical_field", "T", "number", "lower critical field Bc1 at T = 0", ("lower_critical_field_0",)),
    Observable("gap", "J", "number", "energy gap Delta at T = 0", ("energy_gap", "gap_ratio"), 1 + ANISOTROPY),
    Observable("gap_ratio", "", "ratio", "2 Delta(0) / k Tc", ("gap_ratio", "energy_gap"), 1 + ANISOTROPY),
    Observable("heat_jump", "", "ratio", "jump of the electronic heat at Tc over gamma Tc", ("heat_jump",),
               1 + ANISOTROPY),
    Observable("condensation_ratio", "", "ratio", "(Bc^2 / 2 mu_0) / (gamma Tc^2) at T = 0", (),
               1 + ANISOTROPY),
    Observable(
        "penetration_depth",
        "m",
        "number",
        "penetration depth of a weak field at T = 0",
        ("penetration_depth_0", "london_depth_0", "ginzburg_landau_depth_0"),
    ),
    Observable("isotope_exponent", "", "ratio", "alpha in Tc ~ M^-alpha", ("isotope_exponent",)),
    Observable("partial_isotope_sign", "", "sign", "sign of the isotope exponent of one element of a compound"),
    Observable("pressure_sign", "", "sign", "sign of dTc/dP at zero pressure"),
    Observable("flux_quantum", "Wb", "number", "step of the flux held by a ring"),
    Observable("josephson_constant", "Hz/V", "number", "frequency over voltage of a weak link"),
    Observable("london_moment_size", "T s/rad", "number", "field in a rotating superconductor over angular velocity"),
    Observable("london_moment_sign", "", "sign", "+1 if that field is along the angular velocity, -1 if against it"),
    Observable("spin_current_speed", "m/s", "number", "speed of the spin current at the surface, without any field"),
    Observable("spin_current_over_critical", "", "ratio", "mass current of one spin branch over the critical one"),
    Observable("gyromagnetic_factor", "", "ratio", "g = 2 m M/(q L) of the screening current"),
    Observable("field_cooled_recoil", "", "sign", "+1 if a body that is cooled in a field turns along it, -1 against"),
    Observable("cooled_rotor_speeds_up", "", "truth", "a free rotating cylinder that is cooled below Tc turns faster"),
    Observable("field_profile_exponential", "", "truth", "the field falls exponentially below the surface"),
    Observable("current_layer_width", "", "ratio", "screening current per width over its largest density and lambda"),
    Observable("expelled_charge_ratio", "", "ratio", "charge density expelled to the surface over e n_s"),
    Observable("interior_electric_field", "V/m", "number", "largest electric field inside without any current"),
    Observable("spontaneous_magnetic_field", "", "truth", "a magnetic field appears inside without an applied one"),
    Observable("kinetic_energy_change", "", "sign", "sign of the change of the electrons' kinetic energy on pairing"),
    Observable("hall_correlation", "", "sign", "+1 if superconducting elements have positive Hall coefficients more "
               "often than other metals, -1 if less often"),
    Observable("tunnelling_asymmetric", "", "truth", "tunnelling at the gap differs between the signs of the voltage"),
    Observable("order_parameter_relaxes", "", "truth", "a disturbed order parameter relaxes to equilibrium"),
    Observable("zero_resistance", "", "truth", "a steady current flows without voltage"),
    Observable("field_cooling_expels", "", "truth", "a solid body cooled in a weak field expels it"),
    Observable("wire_field_ratio_inner", "", "ratio", "B(R1)/B(R3) in a cylinder of radius R3 that carries a current"),
    Observable("wire_field_ratio_middle", "", "ratio", "B(R2)/B(R3) in a cylinder of radius R3 that carries a current"),
    Observable("upper_critical_field", "T", "number", "upper critical field Bc2 at T = 0", ("upper_critical_field_0",)),
    Observable("superheating_field", "T", "number", "largest field at a surface without flux inside, T = 0"),
    Observable("hc3_over_hc2", "", "ratio", "field of surface superconductivity over Bc2"),
    Observable("exceeds_pauli_limit", "", "truth", "superconducting above 1.86 T/K Tc, where aligned spins win"),
    Observable("field_restores_superconductivity", "", "truth", "a field starts superconductivity, or a second range "
               "of it"),
    Observable("parabola_deviation_sign", "", "sign", "sign of Bc(T)/Bc(0) - 1 + (T/Tc)^2"),
    Observable("type_one", "", "truth", "a clean body leaves the superconducting state at once, without vortices"),
    Observable("type_changes_with_temperature", "", "truth", "type I near Tc, type II far below it"),
    Observable("kappa", "", "ratio", "Ginzburg-Landau parameter of the clean metal near Tc"),
    Observable("latent_heat_without_field", "", "truth", "the transition at Tc takes latent heat"),
    Observable("latent_heat_in_field", "", "truth", "the transition in a field below Bc(0) takes latent heat"),
    Observable("electronic_heat_exponent", "", "ratio", "b in C ~ exp(-b Tc/T) of the electrons below Tc"),
    Observable("gap_anisotropy", "", "ratio", "largest over smallest gap on the Fermi surface", (), 1 + ANISOTROPY),
    Observable("nmr_peak", "", "truth", "nuclear spins relax faster just below Tc than above it"),
    Observable("ultrasonic_peak", "", "truth", "longitudinal sound is damped more just below Tc than above it"),
    Observable("knight_shift_drop", "", "ratio", "part of the Knight shift that is lost at T = 0"),
    Observable("phonon_structure", "", "truth", "the tunnelling density of states has structure at phonon energies"),
    Observable("volume_slope", "", "ratio", "d ln Tc/d ln V at zero pressure"),
    Observable("isotope_effect_on_depth", "", "ratio", "relative change of the depth when 10B is replaced by 11B"),
    Observable("depth_slope", "m", "number", "slope of lambda(T) near Tc against (1 - (T/Tc)^4)^(-1/2)"),
    Observable("two_fluid_depth_law", "", "truth", "lambda(T) follows (1 - (T/Tc)^4)^(-1/2)"),
    Observable("field_profile_reverses", "", "truth", "the field below the surface changes sign"),
    Observable("surface_resistance_law", "", "truth", "the microwave loss goes as f^2 exp(-Delta/kT)"),
    Observable("rho_times_mean_free_path", "ohm m^2", "number", "resistivity times mean free path, normal state"),
    Observable("fermi_velocity", "m/s", "number", "Fermi velocity of the normal metal"),
    Observable("josephson_spread", "", "ratio", "relative difference of frequency over voltage between materials"),
    Observable("cooper_pair_mass_ratio", "", "ratio", "mass of a pair in the London moment over 2 m_e"),
    Observable("resistivity", "ohm m", "number", "resistivity far below Tc"),
    Observable("persistent_current_decay_rate", "1/s", "number", "rate at which a current in a ring decays"),
    Observable("field_cooling_traps_in_impure", "", "truth", "an impure body that is cooled in a field keeps flux"),
    Observable("phase_front_speed", "m/s", "number", "speed of the superconducting phase along a supercooled rod"),
    Observable("flux_escape_time", "s", "number", "time in which enclosed flux leaves a rod of pure metal"),
    Observable("eddy_current_limited", "", "truth", "eddy currents set the pace of the transition in a field"),
    Observable("domain_field_ratio", "", "ratio", "field in the normal domains of the intermediate state over Bc"),
    Observable("silsbee_rule", "", "truth", "a wire goes normal when the field of its current, with the applied one, "
               "is Bc at its surface"),
    Observable("critical_resistance", "", "ratio", "resistance just above the critical current over the normal one"),
    Observable("depairing_exponent", "", "ratio", "power of Tc - T in the depairing current near Tc"),
    Observable("switching_below_depairing", "", "truth", "thin wires switch below their depairing current"),
    Observable("ac_loss_hysteretic", "", "truth", "the loss per cycle of a hard superconductor is the same at any low "
               "frequency"),
    Observable("electron_magnetic_moment", "J/T", "number", "size of the magnetic moment of a free electron"),
    Observable("electron_radius", "m", "number", "radius of a free electron"),
    Observable("transmission_dips", "", "truth", "a film below Tc has dips of its transmission at equal distances in "
               "blue light"),
    Observable("depairing_current_law", "", "truth", "narrow strips carry the depairing current at all temperatures"),
)


def observables() -> tuple[Observable, ...]:
    """Return all observables, in the order in which they are shown."""
    return _OBSERVABLES


def observable(name: str) -> Observable:
    """Return the observable of that name.

    Raises:
        InputError: a name that is not on the list.
    """
    by_name = {one.name: one for one in _OBSERVABLES}
    if name not in by_name:
        raise unknown_name("observable", name, by_name)
    return by_name[name]
