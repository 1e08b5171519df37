"""Readings of a landscape, of a strip or of a device."""

from __future__ import annotations

import math

from onnes.devices import Film
from onnes.numerics.uncertainty import Estimate
from onnes.problems.vortex_landscape import CORE
from onnes.results import Reading
from onnes.units.constants import BOLTZMANN, FLUX_QUANTUM, VACUUM_PERMEABILITY


def fields(metastable: Estimate, favourable: Estimate, width: float) -> dict[str, Reading]:
    """Return the fields at which a vortex stays, in T and in Phi_0/W^2."""
    reduced = width**2 / FLUX_QUANTUM
    found = {"metastable_field": (metastable, "from which a vortex has a minimum of its energy away from the edges"),
             "favourable_field": (favourable, "from which a vortex in that minimum lowers the energy")}
    readings: dict[str, Reading] = {"width": Reading(width, "m", None, "width W of the strip, or diameter of the "
                                                     "largest disc on the device")}
    for name, (value, meaning) in found.items():
        readings[name] = Reading(value.value, "T", value.uncertainty, f"field {meaning}")
        scaled = value * Estimate(reduced)
        readings[f"{name}_w2"] = Reading(scaled.value, "", scaled.uncertainty, f"B W^2/Phi_0 {meaning}")
    return readings


def barriers(out: Estimate, into: Estimate | None, temperature: float, film: Film) -> dict[str, Reading]:
    """Return the barriers in the applied field, in J and in kT, and the units of the landscape."""
    kT = BOLTZMANN * temperature
    unit = FLUX_QUANTUM**2 / (4 * math.pi * VACUUM_PERMEABILITY * film.pearl_length)
    scaled = out * Estimate(1 / kT)
    readings = {
        "barrier": Reading(out.value, "J", out.uncertainty, "what a vortex needs to leave, from its minimum in the "
                           "applied field; 0 where it has none"),
        "barrier_over_kt": Reading(scaled.value, "", scaled.uncertainty, "barrier over kT"),
        "vortex_energy_unit": Reading(unit, "J", None, "eps_0 = Phi_0^2/(4 pi mu_0 Lambda)"),
        "pearl_length": Reading(film.pearl_length, "m", None, "Lambda = lambda^2/d"),
        "core_energy": Reading(CORE, "", 0.001, "energy of a core of radius xi over eps_0, Ginzburg-Landau theory"),
    }
    if into is not None:
        readings["entry_barrier"] = Reading(into.value, "J", into.uncertainty,
                                            "what a vortex needs to enter in the applied field")
    return readings
