"""Readings of a supercurrent: profile, totals, error of the step, and the field at which the pairs break."""

from __future__ import annotations

import numpy as np

from onnes.carriers.orbits import meissner_speed
from onnes.experiments.supercurrent.metal import Metal, Pairs
from onnes.numerics.extrapolation import richardson
from onnes.pairing import breakdown_field as breakdown
from onnes.pairing.pair_size import pair_density, pair_size
from onnes.pairing.penetration import penetration_depth, penetration_depth_as_printed
from onnes.pairing.surface_current import current_per_width, wire_current
from onnes.problems.screening.current_profiles import CurrentProfile
from onnes.problems.screening.london import fitted_depth
from onnes.problems.screening.screening_current import ScreeningCurrent
from onnes.results import Reading
from onnes.units.constants import VACUUM_PERMEABILITY

Grids = tuple[ScreeningCurrent, ScreeningCurrent]
"""The current on a grid and on one of half as many cells."""


def extrapolated(fine: float, coarse: float, unit: str, meaning: str) -> Reading:
    """Extrapolate from a grid and one of half as many cells; the uncertainty is the correction."""
    return Reading(richardson(coarse, fine), unit, abs(fine - coarse) / 3, meaning)


def profile_readings(profile: CurrentProfile, computed: Grids, field: float, depth: float) -> dict[str, Reading]:
    """Return fitted depth, departure from the closed form, current density and speed at the surface."""
    fine, coarse = computed
    fits = [fitted_depth(profile.field, each.field_position, each.field / field, each.size, depth) for each in computed]
    exact = profile.field(fine.field_position, fine.size, depth)
    surface = richardson(coarse.surface_density, fine.surface_density) * VACUUM_PERMEABILITY * depth**2
    return {
        "penetration_depth": extrapolated(fits[0][0], fits[1][0], "m", "depth for which the closed form fits the "
                                          "computed profile, extrapolated from two grids"),
        "london_depth": Reading(depth, "m", None, "lambda that was put in"),
        "departure_from_exact": Reading(float(np.max(np.abs(fine.field / field - exact))), "", None,
                                        "largest |B - B_exact| over B0 on the finer grid"),
        "surface_current_density": extrapolated(fine.surface_density, coarse.surface_density, "A/m^2",
                                                "current density at the surface (W37)"),
        "surface_speed": Reading(surface / (depth * field) * meissner_speed(depth, field), "m/s", None,
                                 "speed of the electrons there: j/(n e), e A/m"),
        "surface_potential": Reading(-surface, "T*m", None,
                                     "A at the surface, along the current (W37): -lambda B0 of a half-space"),
    }


def total_readings(profile: CurrentProfile, computed: Grids, field: float, depth: float) -> dict[str, Reading]:
    """Return total current (W39-W40), kinetic energy (W34), and the errors of the step (W38) in both."""
    fine, coarse = computed
    size = fine.size
    wire = profile.extent_unit.endswith("wire")
    expected = wire_current(size, field) if wire else current_per_width(field)
    unit, energy_unit = ("A", "J/m") if wire else ("A/m", "J/m^2")
    ends = "wire_current" if wire else "current_per_width"
    says = "2 pi R B0/mu_0 (W40)" if wire else "B0/mu_0 (W39)"
    exact_kinetic = profile.kinetic(size, depth) * field**2 / (2 * VACUUM_PERMEABILITY)
    current, kinetic = (richardson(read(coarse), read(fine)) for read in (
        lambda one: one.current, lambda one: one.kinetic_energy(depth)))
    return {
        ends: extrapolated(fine.current, coarse.current, unit, "sum of the computed current"
                           + ("" if wire else ", under one surface")),
        **({"current_per_width": Reading(current / (2 * np.pi * size), "A/m", None,
                                         "computed current per metre of circumference")} if wire else {}),
        "current_over_text": Reading(current / expected, "", None, f"computed current over {says}"),
        "kinetic_energy": extrapolated(fine.kinetic_energy(depth), coarse.kinetic_energy(depth), energy_unit,
                                       f"kinetic energy of the current, n e^2 A^2/(2m) (W34), {profile.extent_unit}"),
        "kinetic_over_exact": Reading(kinetic / exact_kinetic, "", None, "over the integral of the closed form"),
        "magnetic_energy": extrapolated(fine.magnetic_energy(), coarse.magnetic_energy(), energy_unit,
                                        f"magnetic energy inside, {profile.extent_unit}"),
        "step_error": Reading(profile.step_misplaced(size, depth), "", None, "int |j_step - j| over int j: share of "
                              "the current that a uniform layer of lambda misplaces (W38); 2/e for a half-space"),
        "step_current_error": Reading(profile.step_total(size, depth) / profile.total(size, depth) - 1, "", None,
                                      "total current of the step over the exact one, minus 1"),
        "step_energy_error": Reading(profile.step_section(size, depth) / profile.kinetic(size, depth) - 1, "", None,
                                     "kinetic energy of the step, A = lambda B0 throughout (W41), over the exact one, "
                                     "minus 1"),
    }


def breakdown_readings(metal: Metal, radius: float | None) -> dict[str, Reading]:
    """Return the breakdown of W41-W43 beside the measured Bc; currents of a wire if a radius [m] is given."""
    readings: dict[str, Reading] = {}
    if metal.temperature is not None:
        readings["temperature"] = Reading(metal.temperature, "K", None, "temperature")
    if metal.critical_field is not None:
        readings["critical_field"] = Reading(metal.critical_field, "T", None,
                                             "thermodynamic Bc at the temperature, from the measured Bc(0)")
        readings["silsbee_current_per_width"] = Reading(current_per_width(metal.critical_field), "A/m", None, "Bc/mu_0")
        if radius:
            readings["silsbee_current"] = Reading(wire_current(radius, metal.critical_field), "A", None,
                                                  "2 pi R Bc/mu_0: the surface field is Bc")
    if metal.pairs is None:
        return readings
    field = breakdown_field_of(metal.pairs)
    return {**readings, **_pair_readings(metal.pairs), **_field_readings(metal, metal.pairs, field),
            "breakdown_current_density": Reading(field / (VACUUM_PERMEABILITY * metal.depth), "A/m^2", None,
                                                 "B_cr/(mu_0 lambda), at the surface of a half-space"),
            "breakdown_current_per_width": Reading(current_per_width(field), "A/m", None, "B_cr/mu_0"),
            **({"breakdown_current": Reading(wire_current(radius, field), "A", None, "2 pi R B_cr/mu_0")}
               if radius else {})}


def breakdown_field_of(pairs: Pairs) -> float:
    """Return B_cr [T] of W41-W43."""
    return breakdown.breakdown_field(pairs.density, pairs.binding, pairs.fermi_energy)


def binding_per_volume(pairs: Pairs) -> float:
    """Return G/V = n' Delta [J/m^3]. Source: W42."""
    return pair_density(pairs.density, pairs.binding, pairs.fermi_energy) * pairs.binding


def _pair_readings(pairs: Pairs) -> dict[str, Reading]:
    return {
        "binding": Reading(pairs.binding, "J", None, "Delta"),
        "fermi_energy": Reading(pairs.fermi_energy, "J", None, f"e_F: {pairs.origin}"),
        "binding_per_volume": Reading(binding_per_volume(pairs), "J/m^3", None, "G/V = n' Delta (W42)"),
        "pair_size": Reading(pair_size(pairs.binding, pairs.fermi_momentum), "m", None, "rho (W27)"),
        "estimated_depth": Reading(penetration_depth(pairs.spacing), "m", None, "lambda of W33 for this n, in SI"),
        "estimated_depth_as_printed": Reading(penetration_depth_as_printed(pairs.spacing), "m", None,
                                              "lambda of W33 as printed, without 1/sqrt(4 pi)"),
    }


def _field_readings(metal: Metal, pairs: Pairs, field: float) -> dict[str, Reading]:
    fields = {
        "breakdown_field": (field, "B_cr: kinetic energy of the current equals the binding n' Delta of the pairs "
                            "(W41-W42), step profile"),
        "breakdown_field_order": (
            breakdown.breakdown_field_order(pairs.spacing, pair_size(pairs.binding, pairs.fermi_momentum)),
            "e/(d rho) of Gaussian units (W43), in tesla"),
        "breakdown_field_exponential": (2**0.5 * field, "as breakdown_field, with the kinetic energy of the "
                                        "exponential profile and the binding of a layer lambda"),
        "breakdown_field_bcs": (
            breakdown.breakdown_field_with_bcs_energy(pairs.density, pairs.binding, pairs.fermi_energy),
            "as breakdown_field, with N(0) Delta^2/2 for n' Delta"),
    }
    readings = {name: Reading(value, "T", None, meaning) for name, (value, meaning) in fields.items()}
    if metal.critical_field:
        readings |= {f"{name}_over_measured": Reading(value / metal.critical_field, "", None,
                                                      f"{name} over Bc at the temperature")
                     for name, (value, _) in fields.items()}
    return readings
