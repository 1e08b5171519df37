"""The same vector potential in a normal metal, which sheds its momentum, and in a frozen distribution: W34."""

from __future__ import annotations

import numpy as np

from onnes.experiments.supercurrent.metal import Metal
from onnes.experiments.supercurrent.readings import breakdown_field_of
from onnes.pairing.frozen_distribution import frozen, share_kept, share_to_reverse, shedding
from onnes.pairing.surface_current import current_density, kinetic_energy_density
from onnes.results import Array, Reading
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE

_AFTER, _POINTS = 8.0, 321
"""Time after the field is on, in relaxation times, and number of times."""


def _times(rise: float) -> np.ndarray:
    """Return times in tau, as many while the field rises as after."""
    half = _POINTS // 2
    return np.concatenate((np.linspace(0, rise, half + 1), np.linspace(rise, rise + _AFTER, half + 1)[1:]))


def readings(metal: Metal, field: float, rise: float) -> dict[str, Reading]:
    """Return what is shed at the surface of a half-space, A = lambda B0, and what a gap keeps.

    Args:
        metal: the metal.
        field: B0 [T].
        rise: time of switching on, in tau.
    """
    potential = metal.depth * field
    unit, course = kinetic_energy_density(potential, metal.depth), shedding(_times(rise), rise)
    open_term = np.max(np.abs(course.work - course.kinetic - course.heat)) / course.work[-1]
    return {
        "kinetic_energy_frozen": Reading(unit, "J/m^3", None, "n e^2 A^2/2m at the surface (W34), kept by a frozen "
                                         "distribution"),
        "kinetic_energy_normal": Reading(unit * float(course.kinetic[-1]), "J/m^3", None,
                                         f"what is left of it in a normal metal {_AFTER:g} tau after the field is on"),
        "heat_normal": Reading(unit * float(course.heat[-1]), "J/m^3", None, "heat that the lattice has taken by then"),
        "current_left_normal": Reading(float(course.current[-1]), "", None, "current left by then, over -n e^2 A/m"),
        "largest_current_normal": Reading(float(course.current.max()), "", None, "largest current of the normal metal, "
                                          "over -n e^2 A/m; 1 if the field is switched on at once"),
        "energy_ledger_open": Reading(float(open_term), "", None, "largest of work - kinetic energy - heat in the "
                                      "normal metal, over the work"),
        **_of_electrons(metal, potential),
    }


def _of_electrons(metal: Metal, potential: float) -> dict[str, Reading]:
    if metal.pairs is None:
        return {}
    speed = metal.pairs.fermi_momentum / ELECTRON_MASS
    shift = ELEMENTARY_CHARGE * potential / metal.pairs.fermi_momentum
    landau = metal.pairs.binding / (ELEMENTARY_CHARGE * speed * metal.depth)
    return {
        "shift_over_fermi_momentum": Reading(shift, "", None, "e A/p_F at the surface"),
        "electrons_to_reverse": Reading(share_to_reverse(min(shift, 2.0)), "", None, "share of the electrons that must "
                                        "reverse their momentum to undo the current (footnote to W34: only a few)"),
        "landau_field": Reading(landau, "T", None, "Delta/(e v_F lambda): B0 up to which no reversal pays"),
        "breakdown_over_landau": Reading(breakdown_field_of(metal.pairs) / landau, "", None, "B_cr of W41-W43 over it; "
                                         "2 if lambda belongs to the same n"),
        "current_kept": Reading(share_kept(landau * metal.depth / potential), "", None, "share of the current at the "
                                "surface that the gap keeps, Delta constant; 1 below landau_field"),
    }


def arrays(depth: float, field: float, relaxation_time: float, rise: float) -> dict[str, Array]:
    """Return current and energies at the surface over time: frozen, and of the normal metal."""
    potential, times = depth * field, _times(rise)
    current, energy = -current_density(depth * field, depth), kinetic_energy_density(potential, depth)
    normal, kept = shedding(times, rise), frozen(times, rise)

    def over_time(values: np.ndarray, unit: str, meaning: str) -> Array:
        return Array(values, ("time",), unit, meaning)

    return {
        "time": over_time(times * relaxation_time, "s", "time since the field is being switched on"),
        "frozen_current": over_time(current * kept.current, "A/m^2", "current density of a frozen distribution"),
        "normal_current": over_time(current * normal.current, "A/m^2", "current density of a normal metal"),
        "frozen_energy": over_time(energy * kept.kinetic, "J/m^3", "kinetic energy, frozen"),
        "normal_energy": over_time(energy * normal.kinetic, "J/m^3", "kinetic energy, normal metal"),
        "normal_heat": over_time(energy * normal.heat, "J/m^3", "heat of the normal metal"),
        "normal_work": over_time(energy * normal.work, "J/m^3", "work of the induced field in the normal metal"),
    }
