"""Readings and maps of the criterion, in SI units."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.chains.arrangement import parallel_factor
from onnes.chains.criterion import moment_to_bind, spacing_to_bind
from onnes.chains.energies import coulomb_energy, mean_dipole_energy
from onnes.chains.screening import screened_coulomb_energy, screened_spacings_to_bind
from onnes.chains.thresholds import critical_electric_field
from onnes.experiments.experiment import Measurement
from onnes.materials import materials
from onnes.results import Array, Reading
from onnes.units.constants import BOHR_MAGNETON, BOLTZMANN

if TYPE_CHECKING:
    from onnes.experiments.chain_criterion import ChainCriterion

_SPACINGS = np.logspace(-12, -8, 161)
"""Distances on the map [m]."""
_MOMENTS = np.logspace(-1, 6, 141) * BOHR_MAGNETON
"""Moments on the map [J/T]."""


def measured(asked: ChainCriterion) -> Measurement:
    """Return the readings at one spacing and moment, the map, and the moment that each metal needs."""
    arrays = _arrays(asked)
    needed = arrays["metal_moment_needed"].values
    binding = int(np.sum(asked.moment > needed))
    readings = {**_criterion(asked), **_spacings(asked), **_thresholds(asked),
                "metals": Reading(len(needed), "", None, "metals in the tables with a known neighbour distance"),
                "metals_that_bind": Reading(binding, "", None, "metals of those for which this moment is enough")}
    return Measurement(readings, arrays)


def _strength(asked: ChainCriterion) -> float:
    """Return eta times the factor of the arrangement."""
    return asked.eta * (parallel_factor(asked.angle) if asked.arrangement == "dipole" else 1.0)


def _energies(asked: ChainCriterion) -> tuple[float, float]:
    """Return |mean U_m| and U_e [J]."""
    spacing, length = asked.distance(), asked.length()
    repulsion = coulomb_energy(spacing) if length is None else screened_coulomb_energy(spacing, length)
    return -mean_dipole_energy(asked.moment, spacing, _strength(asked)), repulsion


def _softened(asked: ChainCriterion, spacing: np.ndarray) -> np.ndarray:
    """Return the share exp(-a/l) of the repulsion that screening leaves."""
    length = asked.length()
    return np.ones_like(spacing) if length is None else np.exp(-spacing / length)


def _criterion(asked: ChainCriterion) -> dict[str, Reading]:
    attraction, repulsion = _energies(asked)
    ratio = attraction / repulsion if repulsion else None
    needed = moment_to_bind(asked.distance(), _strength(asked)) * (repulsion / coulomb_energy(asked.distance())) ** 0.5
    return {
        "ratio": Reading(ratio, "", None, "attraction over repulsion; chains form above 1", "no repulsion is left"),
        "chain_forms": Reading(attraction > repulsion, "", None, "whether chains form"),
        "attraction": Reading(attraction, "J", None, "mean energy of attraction of two neighbours"),
        "repulsion": Reading(repulsion, "J", None, "energy of repulsion of two neighbours"),
        "attraction_temperature": Reading(attraction / BOLTZMANN, "K", None, "attraction over k: well above it "
                                          "moments have no order, well below it they are aligned (Z3, Z4)"),
        "moment_needed": Reading(needed, "J/T", None, "least moment with which chains form at this distance"),
        "moment_needed_over_mu_b": Reading(needed / BOHR_MAGNETON, "", None, "that over Bohr's magneton"),
        "neighbour_distance": Reading(asked.distance(), "m", None, "distance of neighbours that was taken"),
    }


def _spacings(asked: ChainCriterion) -> dict[str, Reading]:
    meaning = "largest distance at which this moment binds"
    length = asked.length()
    if length is None:
        return {"spacing_needed": Reading(spacing_to_bind(asked.moment, _strength(asked)), "m", None, meaning)}
    found = screened_spacings_to_bind(asked.moment, length, _strength(asked))
    near, far = found or (None, None)
    always = "none: it binds at any distance"
    return {"spacing_needed": Reading(near, "m", None, f"{meaning}, below those at which the repulsion is stronger",
                                      always),
            "spacing_beyond": Reading(far, "m", None, "distance beyond which the screened repulsion is weaker again",
                                      always),
            "screening_length": Reading(length, "m", None, "screening length that was taken")}


def _thresholds(asked: ChainCriterion) -> dict[str, Reading]:
    attraction, repulsion = _energies(asked)
    transition = (attraction - repulsion) / BOLTZMANN
    note = "" if transition > 0 else "; negative: no transition at any temperature"
    electric = None
    if asked.wave_energy is not None and asked.wave_size is not None:
        electric = critical_electric_field(asked.wave_energy, asked.wave_size)
    least = _energies_at_edge(asked)
    return {
        "tc": Reading(transition, "K", None, f"critical temperature, (attraction - repulsion)/k{note}"),
        "bc": Reading(attraction / asked.moment, "T", None, "critical field, attraction over moment"),
        "least_bc": Reading(least, "T", None, "critical field of the least moment that binds: with the criterion no "
                            "lower one is possible"),
        "ec": Reading(electric, "V/m", None, "critical electric field, E_wave/(e L)",
                      "the text gives neither E_wave nor L"),
    }


def _energies_at_edge(asked: ChainCriterion) -> float:
    """Return Bc where |mean U_m| = U_e [T]."""
    _, repulsion = _energies(asked)
    needed = _criterion(asked)["moment_needed"].value
    return repulsion / needed if needed else 0.0  # type: ignore[operator]


def _arrays(asked: ChainCriterion) -> dict[str, Array]:
    strength = _strength(asked)
    needed = np.array([moment_to_bind(a, strength) for a in _SPACINGS]) * _softened(asked, _SPACINGS) ** 0.5
    ratio = 2 * (np.log10(_MOMENTS)[:, None] - np.log10(np.maximum(needed, 1e-290))[None, :])
    metals = [one for one in materials() if one.family == "element" and one.has("nearest_neighbour_distance")]
    distance = np.array([one.nearest_neighbour_distance for one in metals])
    of_metals = np.array([moment_to_bind(a, strength) for a in distance]) * _softened(asked, distance) ** 0.5
    return {
        "spacing": Array(_SPACINGS, ("spacing",), "m", "distance of neighbours"),
        "moment": Array(_MOMENTS, ("moment",), "J/T", "moment of an electron"),
        "log_ratio": Array(ratio, ("moment", "spacing"), "", "decimal logarithm of attraction over repulsion"),
        "moment_needed": Array(needed, ("spacing",), "J/T", "least moment with which chains form"),
        "metal": Array(np.array([one.name for one in metals]), ("metal",), "", "metal"),
        "metal_spacing": Array(distance, ("metal",), "m", "distance of its neighbouring ions"),
        "metal_moment_needed": Array(of_metals, ("metal",), "J/T", "least moment with which chains form in it, "
                                     "screened as in the sample"),
    }
