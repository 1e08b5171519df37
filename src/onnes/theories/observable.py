"""Public list of the observables that a theory may be asked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from onnes.errors import unknown_name

Kind = Literal["number", "ratio", "sign", "truth"]


@dataclass(frozen=True)
class Observable:
    """Quantity that can be measured on a superconductor.

    Attributes:
        name: on the public list.
        unit: SI unit, empty for ratios, signs and truth values.
        kind: "number", "ratio" (dimensionless), "sign" (+1 or -1) or "truth" (True or False).
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



ANISOTROPY = 1.1
"""Gaps of real metals vary by some 10 % over the Fermi surface, and no theory here has more than one gap."""

_OBSERVABLES = (
    Observable("critical_temperature", "K", "number", "critical temperature in zero field", ("critical_temperature",)),
    Observable("critical_field", "T", "number", "thermodynamic critical field Bc at T = 0", ("critical_field_0",)),
    Observable("lower_critical_field", "T", "number", "lower critical field Bc1 at T = 0", ("lower_critical_field_0",)),
    Observable("gap", "J", "number", "energy gap Delta at T = 0", ("energy_gap", "gap_ratio"), ANISOTROPY),
    Observable("gap_ratio", "", "ratio", "2 Delta(0) / k Tc", ("gap_ratio", "energy_gap"), ANISOTROPY),
    Observable("heat_jump", "", "ratio", "jump of the electronic heat at Tc over gamma Tc", ("heat_jump",), ANISOTROPY),
    Observable("condensation_ratio", "", "ratio", "(Bc^2 / 2 mu_0) / (gamma Tc^2) at T = 0", (),
               ANISOTROPY),
    Observable(
        "penetration_depth",
        "m",
        "number",
        "penetration depth of a weak field at T = 0",
        ("penetration_depth_0", "london_depth_0", "ginzburg_landau_depth_0"),
    ),
    Observable("isotope_exponent", "", "ratio", "alpha in Tc ~ M^-alpha", ("isotope_exponent",)),
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
    Observable("kinetic_energy_change", "", "sign", "sign of the change of the electrons' kinetic energy on pairing"),
    Observable("hall_correlation", "", "sign", "+1 if superconducting elements have positive Hall coefficients more "
               "often than other metals, -1 if less often"),
    Observable("tunnelling_asymmetric", "", "truth", "tunnelling at the gap differs between the signs of the voltage"),
    Observable("order_parameter_relaxes", "", "truth", "a disturbed order parameter relaxes to equilibrium"),
    Observable("zero_resistance", "", "truth", "a steady current flows without voltage"),
    Observable("field_cooling_expels", "", "truth", "a solid body cooled in a weak field expels it"),
    Observable("wire_field_ratio_inner", "", "ratio", "B(R1)/B(R3) in a cylinder of radius R3 that carries a current"),
    Observable("wire_field_ratio_middle", "", "ratio", "B(R2)/B(R3) in a cylinder of radius R3 that carries a current"),
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
