"""Readings of the spin current of one depth: speeds, fields, angular momentum, and the lattice."""

from __future__ import annotations

import numpy as np

from onnes.carriers.aharonov_casher import DEPOLARISING, expansion_remainder, flux_density, ring_level
from onnes.carriers.london_depth import superfluid_density
from onnes.carriers.orbits import orbit_radius
from onnes.carriers.spin_current import (
    branch_speeds,
    orbital_spin_angular_momentum,
    spin_current_density,
    spin_current_speed,
    spin_orbit_field,
    spin_orbit_field_from_charge,
    stopping_field,
)
from onnes.materials import material
from onnes.results import Array, Reading
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, HBAR, VACUUM_PERMEABILITY

_ALONG, _OUT = np.array([0.0, 0.0, 1.0]), np.array([1.0, 0.0, 0.0])
_NODES = 21, 41
"""Nodes along a side of the two lattices; the second has half the step."""
_FIELDS, _RADII, _FARTHEST = 61, 57, 1.4
"""Fields up to 1.5 B_s, and radii up to 1.4 times 2 lambda."""


def spin_current(depth: float, uncertainty: float | None, field: float) -> dict[str, Reading]:
    """Return speed, density, field and momentum of the spin current, and the speeds of its branches in a field."""

    def follows(value: float, power: int, unit: str, meaning: str) -> Reading:
        """Return a reading that goes as a power of the depth, with the uncertainty that follows."""
        return Reading(value, unit, None if uncertainty is None else abs(power) * value * uncertainty / depth, meaning)

    speed, density, stop = spin_current_speed(depth), superfluid_density(depth), stopping_field(depth)
    slowed, hastened = branch_speeds(depth, field)
    critical = sum(branch_speeds(depth, stop)) / 2
    return {
        "depth": follows(depth, 1, "m", "lambda_L"),
        "speed": follows(speed, -1, "m/s", "v_0 = hbar/(4 m_e lambda) (H62)"),
        "density": follows(density, -2, "1/m^3", "n_s of lambda_L (H30)"),
        "spin_current": Reading(float(spin_current_density(density, depth, _ALONG, _OUT)[1]), "1/(m^2*s)", None,
                                "n_s v_0, positive along sigma x n (H56 with the direction of H62)"),
        "spin_orbit_field": follows(spin_orbit_field(depth), -2, "T", "B_sigma = hbar/(4 e lambda^2) (H61)"),
        "angular_momentum_over_hbar": Reading(orbital_spin_angular_momentum(depth) / HBAR, "", None,
                                    "m_e v_0 (2 lambda) over hbar (H63)"),
        "stopping_field": follows(stop, -2, "T", "B_s, at which one branch stops: the text's critical field"),
        "slowed_branch": Reading(slowed, "m/s", None, "speed of the spins antiparallel to the applied field (H56 as "
                                 "printed: parallel)"),
        "hastened_branch": Reading(hastened, "m/s", None, "speed of the other spins, the other way round"),
        "transport_over_critical": Reading(speed / 2 / critical, "", None, "mass transport of one spin direction over "
                                           "that of all electrons at B_s"),
        "critical_current": Reading(ELEMENTARY_CHARGE * density * critical, "A/m^2", None,
                                    "e n_s v_0 = B_s/(mu_0 lambda), the current density at B_s"),
        "kinetic_energy": Reading(density * ELECTRON_MASS * speed**2 / 2, "J/m^3", None,
                                  "n_s m_e v_0^2/2 = B_s^2/(2 mu_0), of the spin current within lambda"),
    }


def lattice(body: str, depth: float) -> dict[str, Reading]:
    """Return what the Hamiltonian of H58 gives on a lattice, in the field of the ions of a body."""
    factors = DEPOLARISING[body]
    coarse, fine = (expansion_remainder(nodes, factors) for nodes in _NODES)
    flux = flux_density(factors)
    charge = ELEMENTARY_CHARGE * superfluid_density(depth)
    speeds = {canonical: ring_level(2.0, canonical, flux)[1] / 0.25 for canonical in (0, -1)}
    levels = [ring_level(2.0, canonical, flux)[0] * 4 for canonical in (0, -1)]
    return {
        "expansion_remainder": Reading(fine, "", None,
                                       "H58 less p^2/2m, H57 and A_sigma^2, over H57, on the finer lattice"),
        "expansion_order": Reading(float(np.log2(coarse / fine)), "", None, "order in the step with which it vanishes"),
        "field_in_body": Reading(spin_orbit_field_from_charge(charge, factors[2]), "T", None,
                                 "B_sigma of the ions of this body (H59 with its second term)"),
        "field_in_body_over_text": Reading(flux, "", None,
                                           "the same over H61, from the phase around a square of links"),
        "momentum_in_body": Reading(speeds[0] / 2, "", None, "m_e v r over hbar of the orbit of 2 lambda in this body"),
        "speed_canonical_0": Reading(speeds[0], "", None, "speed along sigma x n over v_0 at r = 2 lambda of the orbit "
                                     "that grew from a point (H62)"),
        "speed_canonical_minus_1": Reading(speeds[-1], "", None, "the same of canonical angular momentum -hbar (H56 as "
                                           "printed)"),
        "level_difference": Reading(levels[1] - levels[0], "", None, "kinetic energy of the second less that of the "
                                    "first, in hbar^2/(2 m_e (2 lambda)^2)"),
    }


def of_material(name: str, depth: float) -> dict[str, Reading]:
    """Return the fields of a material beside B_s; empty without one."""
    if not name:
        return {}
    from onnes.experiments.spin_meissner.catalogue import fields

    stop, known = stopping_field(depth), fields(material(name))
    readings = {}
    for quantity, words in (("critical_field", "Bc"), ("lower_critical_field", "Bc1 as measured"),
                            ("vortex_field", "Bc1 of the lengths by conventional theory")):
        value = getattr(known, quantity)
        if np.isfinite(value):
            readings[quantity] = Reading(value, "T", None, f"{words}, T = 0")
            readings[f"stopping_over_{quantity}"] = Reading(stop / value, "", None, f"B_s over {words}")
    if np.isfinite(known.critical_field):
        readings["kinetic_energy_over_condensation"] = Reading(
            (stop / known.critical_field) ** 2, "", None, "kinetic energy of the spin current over Bc^2/(2 mu_0)")
    if np.isfinite(known.kappa):
        conventional = (2 / 3) ** 1.5 * known.critical_field / (VACUUM_PERMEABILITY * depth)
        readings["critical_current_over_depairing"] = Reading(
            stop / (VACUUM_PERMEABILITY * depth) / conventional, "", None,
            "current density at B_s over (2/3)^(3/2) Bc/(mu_0 lambda) of conventional theory")
    return readings


def branches(depth: float) -> dict[str, Array]:
    """Return the velocities of both spins along B x n against the applied field."""
    fields = np.linspace(0, 1.5 * stopping_field(depth), _FIELDS)
    slowed, hastened = np.array([branch_speeds(depth, field) for field in fields]).T
    return {"field": Array(fields, ("field",), "T", "applied field"),
            "antiparallel": Array(-slowed, ("field",), "m/s", "velocity along B x n, spin antiparallel to B"),
            "parallel": Array(hastened, ("field",), "m/s", "velocity along B x n, spin parallel to B")}


def rings(body: str, depth: float) -> dict[str, Array]:
    """Return levels of an electron on orbits of several radii, from a lattice on each."""
    radii, flux = np.linspace(0.4, 2 * _FARTHEST, _RADII), flux_density(DEPOLARISING[body])
    unit = HBAR**2 / (2 * ELECTRON_MASS * orbit_radius(depth) ** 2)
    numbers = np.array([0, -1])
    levels = [[ring_level(radius, int(number), flux)[0] * 4 * unit for number in numbers] for radius in radii]
    return {"radius": Array(radii * depth, ("radius",), "m", "radius of the orbit"),
            "canonical": Array(numbers, ("canonical",), "", "canonical angular momentum over hbar"),
            "level": Array(np.array(levels), ("radius", "canonical"), "J", "kinetic energy of an electron of spin up")}
