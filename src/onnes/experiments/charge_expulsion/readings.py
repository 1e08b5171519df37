"""Readings of expelled charge, in SI units, and what conventional theory has for the same material."""

from __future__ import annotations

from math import pi

import numpy as np

from onnes.carriers.charge_expulsion import (
    bernoulli_potential,
    charge_density,
    charge_expulsion_field,
    electric_field,
    expelled_charge,
    largest_field,
    mean_square_field,
    potential,
    thomas_fermi_length,
)
from onnes.carriers.london_depth import superfluid_density
from onnes.carriers.orbits import meissner_speed
from onnes.carriers.spin_current import spin_orbit_field
from onnes.geometry import Shape
from onnes.materials import material
from onnes.numerics.extrapolation import richardson
from onnes.numerics.grading import graded_to_surface
from onnes.problems.expelled_charge import ExpelledCharge
from onnes.problems.expelled_charge import expelled_charge as solve
from onnes.results import Array, Reading
from onnes.units.constants import (
    ELECTRON_MASS,
    ELEMENTARY_CHARGE,
    HBAR,
    VACUUM_PERMEABILITY,
    VACUUM_PERMITTIVITY,
)

_SKIN, _SPACING = 1.0, 0.05
"""Depth below which recorded places thin out, and their distance at the surface, in lambda."""
_BEYOND = 0.6
"""Part of a body's half extent around it that is recorded."""

Outcome = tuple[dict[str, Reading], dict[str, Array]]


def scales(depth: float) -> dict[str, Reading]:
    """Return the scale of the field and of the charge."""
    field = charge_expulsion_field(depth)
    carriers = ELEMENTARY_CHARGE * superfluid_density(depth)
    return {
        "depth": Reading(depth, "m", None, "lambda_L"),
        "field_scale": Reading(field, "V/m", None, "E_m = c B_sigma = hbar c/(4 e lambda^2)"),
        "charge_over_carriers": Reading(VACUUM_PERMITTIVITY * field / depth / carriers, "", None,
                                        "charge density eps_0 E_m/lambda of the layer over e n_s: v_0/c"),
    }


def closed_form(dimension: int, size: float, depth: float) -> Outcome:
    """Return readings and profiles of a slab, cylinder or sphere; size and depth in m."""
    R, field = size / depth, charge_expulsion_field(depth)
    charge = VACUUM_PERMITTIVITY * field
    x = graded_to_surface(R, _SKIN, _SPACING)
    expelled = expelled_charge(R, dimension)
    readings = {
        "interior_density": Reading(dimension * charge / size, "C/m^3", None, "rho_0, of the deep interior"),
        "net_charge": Reading(float(electric_field(np.array([R]), R, dimension)[0]) / expelled, "", None,
                              "charge of the body over the expelled one"),
        "expelled_charge": Reading(charge * expelled, "C/m^2", None, "negative charge over the surface"),
        "largest_field": Reading(field * largest_field(R, dimension), "V/m", None, "largest field inside"),
        "outside_field": Reading(0.0, "V/m", None, "largest field outside, at the surface"),
        "potential": Reading(field * depth * float(potential(np.zeros(1), R, dimension)[0]), "V", None,
                             "of the middle against far away"),
        "energy_density": Reading(charge * field / 2 * mean_square_field(R, dimension), "J/m^3", None,
                                  "electrostatic energy over the volume"),
    }
    place = ("r",)
    return readings, {
        "r": Array(x * depth, place, "m", "distance from the middle"),
        "density": Array(charge / depth * charge_density(x, R, dimension), place, "C/m^3", "charge density"),
        "electric_field": Array(field * electric_field(x, R, dimension), place, "V/m", "electric field, outward"),
        "electric_potential": Array(field * depth * potential(x, R, dimension), place, "V", "electric potential"),
    }


def solved(shape: Shape, round_body: bool, spacing: float, depth: float) -> Outcome:
    """Return readings and maps of a body on a grid, readings extrapolated from two spacings.

    Args:
        shape: cross-section or meridian, in m.
        round_body: whether x is the distance from an axis.
        spacing: of the finer grid, in lambda.
        depth: lambda_L, m.
    """
    field = charge_expulsion_field(depth)
    charge = VACUUM_PERMITTIVITY * field
    scaled = shape.scaled(1 / depth)
    coarse, fine = (solve(scaled, each, round_body=round_body) for each in (2 * spacing, spacing))

    def refined(name: str, unit: float, symbol: str, meaning: str) -> Reading:
        finest = _number(name, fine)
        limit = richardson(_number(name, coarse), finest)
        return Reading(unit * limit, symbol, unit * abs(limit - finest), meaning)

    moment, words = ("C*m^2", "rho (2 z^2 - r^2)") if round_body else ("C*m", "rho (x^2 - y^2) over a cross-section")
    readings = {
        "interior_density": Reading(charge / depth * fine.surface / fine.volume, "C/m^3", None,
                                    "rho_0, of the deep interior"),
        "net_charge": Reading(fine.imbalance, "", None, "charge of the body over the expelled one"),
        "expelled_charge": refined("expelled", charge, "C/m^2", "negative charge over the surface"),
        "largest_field": refined("largest_field", field, "V/m", "largest field inside"),
        "outside_field": refined("outside_field", field, "V/m", "largest field outside, at the surface"),
        "potential": refined("potential", field * depth, "V", "highest potential against far away"),
        "energy_density": refined("energy", charge * field, "J/m^3", "electrostatic energy over the volume"),
        "energy_balance": Reading(fine.energy_balance, "", None, "energy of the field over that of the charges in the "
                                  "potential, less 1"),
        "quadrupole": refined("quadrupole", charge * depth ** (4 if round_body else 3), moment, f"integral of {words}"),
    }
    return readings, _maps(fine, scaled, depth, round_body)


def _number(name: str, of: ExpelledCharge) -> float:
    if name == "energy":
        return of.energy / of.volume
    return float(of.potential.max()) if name == "potential" else getattr(of, name)


def _maps(of: ExpelledCharge, shape: Shape, depth: float, round_body: bool) -> dict[str, Array]:
    """Return density, field and potential in and around the body, in SI units."""
    field = charge_expulsion_field(depth)
    low_x, low_y, high_x, high_y = shape.bounds
    around = _BEYOND * max(high_x - low_x, high_y - low_y) / 2
    across = (of.x >= low_x - around) & (of.x <= high_x + around)
    along = (of.y >= low_y - around) & (of.y <= high_y + around)
    window, dims = np.ix_(across, along), ("x", "y")
    names = ("distance from the axis", "place along the axis") if round_body else ("x", "y")
    return {
        "x": Array(of.x[across] * depth, ("x",), "m", names[0]),
        "y": Array(of.y[along] * depth, ("y",), "m", names[1]),
        "inside": Array(of.inside[window], dims, "", "part of a cell in the body"),
        "density": Array(VACUUM_PERMITTIVITY * field / depth * of.density[window], dims, "C/m^3", "charge density"),
        "electric_field": Array(field * np.hypot(*of.field)[window], dims, "V/m", "electric field"),
        "electric_potential": Array(field * depth * of.potential[window], dims, "V", "electric potential"),
    }


def conventional(name: str, depth: float, found: dict[str, Reading]) -> dict[str, Reading]:
    """Return energies in other units, and the lengths and potentials of conventional theory.

    Args:
        name: material; "" for a free-electron metal of the density of lambda_L.
        depth: lambda_L, m.
        found: readings of the body.
    """
    chosen = material(name) if name else None
    magnetic = spin_orbit_field(depth)
    energy = found["energy_density"]

    def over(density: float, meaning: str) -> Reading:
        share = None if energy.uncertainty is None else energy.uncertainty / density
        return Reading(float(energy.value) / density, "", share, meaning)  # type: ignore[arg-type]

    readings = {"energy_over_spin_current": over(magnetic**2 / (2 * VACUUM_PERMEABILITY),
                                                 "energy over that of the spin current, B_sigma^2/(2 mu_0)")}
    critical = magnetic
    if chosen is not None and chosen.has("critical_field_0"):
        critical = chosen.critical_field_0
        readings["energy_over_condensation"] = over(critical**2 / (2 * VACUUM_PERMEABILITY),
                                                    "energy over that of condensation, Bc^2/(2 mu_0)")
    if chosen is not None and chosen.has("carrier_density") and chosen.has("fermi_energy"):
        screening = thomas_fermi_length(chosen.carrier_density, chosen.fermi_energy)
    else:
        density = superfluid_density(depth)
        screening = thomas_fermi_length(density, (HBAR * (3 * pi**2 * density) ** (1 / 3)) ** 2 / (2 * ELECTRON_MASS))
    bernoulli = bernoulli_potential(meissner_speed(depth, critical))
    return readings | {
        "thomas_fermi_length": Reading(screening, "m", None, "conventional screening length of free electrons"),
        "bernoulli_potential": Reading(bernoulli, "V", None, "of conventional theory, at the surface in "
                                       + ("the field B_sigma" if critical == magnetic else "the field Bc")),
        "bernoulli_field": Reading(2 * bernoulli / depth, "V/m", None, "its largest electric field, 2 phi/lambda"),
    }
