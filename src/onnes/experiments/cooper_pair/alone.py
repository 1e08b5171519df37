"""Two electrons without a Fermi sea: the level at 2 e_F in growing spheres, and the ground state far below it."""

from __future__ import annotations

import numpy as np

from onnes.experiments.cooper_pair.reference import closed_forms, fermi_wave_number, scales, well_laws
from onnes.experiments.experiment import Measurement, Progress
from onnes.pairing.isolated_pair import (
    LevelsInBoxes,
    count_bound,
    levels_in_boxes,
    lowest_state,
    phase_shift,
    well_strength,
)
from onnes.pairing.potential_well import binding
from onnes.results import Array, Reading

_STRENGTHS = np.geomspace(0.03, 20.0, 81)


def measure(coupling: float, cutoff: float, fermi_energy: float, progress: Progress) -> Measurement:
    """Solve the well in position space, without a matrix element.

    Args:
        coupling: B.
        cutoff: hbar omega_D [J].
        fermi_energy: e_F [J].
    """
    progress(0.0, "levels in growing spheres")
    wave_number = fermi_wave_number(cutoff, fermi_energy)
    levels = levels_in_boxes(coupling, wave_number)
    readings = _at_fermi_energies(levels, cutoff) | closed_forms(coupling)
    readings |= _far_below(coupling, cutoff, wave_number) | scales(coupling, cutoff, fermi_energy) | well_laws()
    return Measurement(readings, _levels(levels) | _waves(coupling, wave_number) | _wells())


def _at_fermi_energies(levels: LevelsInBoxes, cutoff: float) -> dict[str, Reading]:
    limit, spread = levels.limit, levels.uncertainty
    return {
        "binding_over_cutoff": Reading(limit, "", spread, "how far the level at 2 e_F is lowered in an endless sphere, "
                                       "over hbar omega_D; extrapolated from growing spheres"),
        "binding": Reading(limit * cutoff, "J", spread * cutoff, "the same"),
        "bound": Reading(levels.bound, meaning="whether the level at Fermi energies leaves the continuum"),
        "shift_over_spacing": Reading(float(levels.shift[-1] / levels.spacing[-1]), meaning="lowering of the level in "
                                      "units of the distance to its neighbours, in the largest sphere"),
    }


def _far_below(coupling: float, cutoff: float, wave_number: float) -> dict[str, Reading]:
    strength = well_strength(coupling, wave_number)
    lowest = lowest_state(coupling, wave_number)
    depth, momentum = (lowest.depth, lowest.momentum) if lowest else (None, None)
    return {
        "states_in_the_well": Reading(count_bound(strength), meaning="S-states below two electrons at rest"),
        "lowest_depth": Reading(depth, meaning="binding of the lowest of them below rest, over the well depth U"),
        "lowest_momentum": Reading(momentum, meaning="its wave number over that of the Fermi surface"),
        "well_depth_over_fermi": Reading(np.pi * coupling * 4 / wave_number / 2, meaning="U / 2 e_F; below 1 the well "
                                         "does not reach from 2 e_F to the bottom of the continuum"),
    }


def _levels(levels: LevelsInBoxes) -> dict[str, Array]:
    return {
        "radius": Array(levels.radius, ("radius",), "", "radius of the sphere in tube lengths"),
        "shift": Array(levels.shift, ("radius",), "", "lowering of the level at 2 e_F, over hbar omega_D"),
        "spacing": Array(levels.spacing, ("radius",), "", "distance to the next level, over hbar omega_D"),
    }


def _waves(coupling: float, wave_number: float) -> dict[str, Array]:
    """Return waves beyond the tube with and without the well, over the distance from r = l in Fermi wavelengths."""
    delta = phase_shift(wave_number, well_strength(coupling, wave_number))
    away = np.linspace(0.0, 6 * np.pi, 300)
    return {
        "away": Array(away / (2 * np.pi), ("away",), "", "distance beyond the tube in Fermi wavelengths"),
        "shifted_wave": Array(np.sin(wave_number + away + delta), ("away",), "", "r psi, with the well"),
        "plain_wave": Array(np.sin(wave_number + away), ("away",), "", "r psi, without"),
    }


def _wells() -> dict[str, Array]:
    """Return bindings of round wells over their strength u, both in hbar^2/(m l^2)."""
    arrays = {"strengths": Array(_STRENGTHS, ("strengths",), "", "depth of the well in hbar^2/(m l^2)")}
    for dimension in (1, 2, 3):
        values = np.array([binding(dimension, strength) for strength in _STRENGTHS])
        arrays[f"well_{dimension}d"] = Array(values, ("strengths",), "", f"binding in {dimension} dimensions")
    return arrays
