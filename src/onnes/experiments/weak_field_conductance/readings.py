"""Peak of the conductance by chains, moments for a peak at a given field, and what conventional theory gives."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.carriers.field_along_wire import (
    boundary_field,
    localization_field,
    localization_gain,
    wire_conductivity,
)
from onnes.chains.thresholds import critical_field
from onnes.chains.weak_field import chain_share, field_unit, least_peak, moment_unit, moments_for_peak, peak_field
from onnes.experiments.experiment import Measurement
from onnes.results import Array, Reading
from onnes.units.constants import BOHR_MAGNETON, BOLTZMANN

if TYPE_CHECKING:
    from onnes.experiments.weak_field_conductance import WeakFieldConductance

_RATIOS = np.logspace(-2, 2, 121)
"""Moments over that whose attraction is kT, for the curve of peak fields."""


def measured(asked: WeakFieldConductance) -> Measurement:
    """Return readings of both, the conductance over the field, and the peak field over the moment."""
    return Measurement({**_peak(asked), **_needed(asked), **_rival(asked)}, _arrays(asked))


def _sample(asked: WeakFieldConductance) -> tuple[float, float, float]:
    return asked.distance(), asked.temperature, asked.eta


def _gain(asked: WeakFieldConductance, field: np.ndarray | float) -> np.ndarray:
    """Return G/G(0) - 1 of chains."""
    thermal = asked.moment / (BOLTZMANN * asked.temperature)
    binding = thermal * critical_field(asked.moment, asked.distance(), asked.eta)
    return asked.gain * chain_share(thermal * np.asarray(field), binding)


def _peak(asked: WeakFieldConductance) -> dict[str, Reading]:
    at = peak_field(asked.moment, *_sample(asked))
    return {
        "peak_field": Reading(at, "T", None, "field in which the conductance is largest, by chains"),
        "peak_height": Reading(float(_gain(asked, at)), "", None, "relative rise of the conductance there"),
        "critical_field": Reading(critical_field(asked.moment, asked.distance(), asked.eta), "T", None,
                                  "field that breaks the chains of this moment"),
        "least_peak_field": Reading(least_peak()[0] * field_unit(*_sample(asked)), "T", None,
                                    "least peak field of any moment, at this distance and temperature"),
    }


def _needed(asked: WeakFieldConductance) -> dict[str, Reading]:
    found = moments_for_peak(asked.measured_field, *_sample(asked))
    small, large = (None, None) if found is None else (each / BOHR_MAGNETON for each in found)
    why = "none: no moment has a peak in so weak a field"
    return {"moment_needed_over_mu_b": Reading(small, "", None, "smaller moment with a peak at measured_field, over "
                                               "Bohr's magneton", why),
            "larger_moment_over_mu_b": Reading(large, "", None, "larger moment with a peak there", why)}


def _rival(asked: WeakFieldConductance) -> dict[str, Reading]:
    if asked.rival == "wire":
        return {
            "boundary_field": Reading(boundary_field(asked.density(), asked.wire_diameter), "T", None,
                                      "field in which cyclotron orbits fit into the wire"),
            "boundary_gain": Reading(1 / _wire(asked, 0.0) - 1, "", None, "largest relative rise of the conductance, "
                                     "without scattering at the surface"),
            "wire_gain": Reading(_wire(asked, asked.measured_field) / _wire(asked, 0.0) - 1, "", None,
                                 "relative rise of the wire's conductance at measured_field"),
        }
    scale = localization_field(asked.thickness, asked.phase_length)
    return {"localization_field": Reading(scale, "T", None, "field scale of weak localization"),
            "localization_gain": Reading(float(_localization(asked, asked.measured_field)), "", None,
                                         "relative change of the film's conductance at measured_field")}


def _wire(asked: WeakFieldConductance, field: float) -> float:
    return wire_conductivity(field, asked.density(), asked.wire_diameter, asked.mean_free_path)


def _localization(asked: WeakFieldConductance, field: np.ndarray | float) -> np.ndarray:
    return localization_gain(field, asked.thickness, asked.phase_length, asked.sheet_resistance,
                             asked.spin_orbit == "strong")


def _arrays(asked: WeakFieldConductance) -> dict[str, Array]:
    at, sample = peak_field(asked.moment, *_sample(asked)), _sample(asked)
    field = at * np.logspace(-3, 2, 301)
    arrays = {
        "field": Array(field, ("field",), "T", "magnetic field along the current"),
        "chain_gain": Array(_gain(asked, field), ("field",), "", "relative rise of the conductance, by chains"),
        "moment": Array(_RATIOS * moment_unit(*sample), ("moment",), "J/T", "moment of an electron"),
        "peak_field": Array(np.array([peak_field(mu, *sample) for mu in _RATIOS * moment_unit(*sample)]), ("moment",),
                            "T", "peak field"),
    }
    if asked.rival == "wire":
        along = boundary_field(asked.density(), asked.wire_diameter) * np.logspace(-2, 2, 61)
        rise = np.array([_wire(asked, each) for each in along]) / _wire(asked, 0.0) - 1
        arrays["wire_field"] = Array(along, ("wire_field",), "T", "magnetic field along the wire")
        arrays["wire_gain"] = Array(rise, ("wire_field",), "", "relative rise of the wire's conductance")
    else:
        weak = localization_field(asked.thickness, asked.phase_length) * np.logspace(-2, 3, 301)
        arrays["film_field"] = Array(weak, ("film_field",), "T", "magnetic field along the film")
        arrays["film_gain"] = Array(_localization(asked, weak), ("film_field",), "", "relative change of the film's "
                                    "conductance, by weak localization")
    return arrays
