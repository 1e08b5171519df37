"""The run by time-dependent Ginzburg-Landau theory with thermal noise."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from onnes.devices import Film
from onnes.devices.pins import random
from onnes.errors import InputError
from onnes.experiments.experiment import Measurement, Progress
from onnes.problems.trapped_flux.cooling import uniform_cooling
from onnes.problems.trapped_flux.direct import trapped
from onnes.results import Array, Reading

if TYPE_CHECKING:
    from onnes.experiments.flux_trapping import FluxTrapping

_LOWEST, _HIGHEST = 0.9, 1.02
"""Temperatures between which the film is cooled, over Tc."""
_SLOWEST = 1e7
"""Rate of cooling [K/s] below which a run takes days."""


def measure(inputs: FluxTrapping, progress: Progress) -> Measurement:
    """Return numbers and places of what is left.

    Raises:
        InputError: a cooling slower than 1e7 K/s.
    """
    if inputs.cooling_rate < _SLOWEST:
        raise InputError("cooling_rate", f"{inputs.cooling_rate:g} K/s", f"at least {_SLOWEST:g} K/s with method=tdgl",
                         "The condensate moves in picoseconds. Take method=kinetic, or cool in nanoseconds.")
    near, repeats = inputs.metal(), inputs.repeats
    kelvin, outline = _LOWEST * near.critical_temperature, inputs.outline()
    pins = None
    if near.pin_density > 0:
        pins = random(density=near.pin_density, radius=near.core(kelvin), depth=near.pin_depth, seed=inputs.seed)
    film = Film(outline, thickness=near.thickness, coherence_length=near.core(kelvin), gamma=0, pins=pins,
                penetration_depth=math.sqrt(near.pearl_length(kelvin) * near.thickness), temperature=kelvin,
                critical_temperature=near.critical_temperature, resistivity=near.resistivity)
    found = trapped(film, uniform_cooling(film, rate=inputs.cooling_rate, hot=_HIGHEST), inputs.field, repeats=repeats,
                    seed=inputs.seed, progress=progress)
    in_moats = np.sum(found.in_holes, axis=1)
    frozen = np.maximum(_HIGHEST * near.critical_temperature - inputs.cooling_rate * found.frozen, kelvin)
    read = {
        "trapped_vortices": _mean(found.total, "", "flux quanta in film and moats"),
        "in_moats": _mean(in_moats, "", "flux quanta in moats"),
        "in_film": _mean(found.in_film, "", "vortices less antivortices in the film"),
        "density": _mean(found.in_film / outline.area, "1/m^2", "those in the film per area of it"),
        "freezing_temperature": _mean(frozen, "K", "T of the last change of the number in the film"),
        "relative_freezing": Reading(1 - float(np.mean(frozen)) / near.critical_temperature, "", None, "1 - T_f/Tc"),
        "expulsion_field": Reading(None, "T", None, "largest field that leaves none in the film", "one field only"),
    }
    places = found.places
    arrays = {
        "x": Array(places["x"].values, ("vortex",), "m", "x"), "y": Array(places["y"].values, ("vortex",), "m", "y"),
        "charge": Array(places["charge"].values, ("vortex",), "", "quanta of the vortex"),
        "repeat": Array(places["repeat"].values, ("vortex",), "", "number of the run"),
        "fluxoids": Array(found.in_holes, ("run", "moat"), "", "flux quanta of each moat"),
        "time": Array(found.last.data["time"].values, ("time",), "s", "time"),
        "density_on_the_way": Array(np.abs(found.last.data["psi"].values) ** 2, ("time", "node_x", "node_y"), "",
                                    "density of pairs of the last run"),
    }
    done = bool(np.all(found.settled))
    return Measurement(read, arrays, "converged" if done else "not_converged", found.last.warnings)


def _mean(values: np.ndarray, unit: str, words: str) -> Reading:
    spread = float(np.std(values, ddof=1)) / math.sqrt(len(values)) if len(values) > 1 else None
    return Reading(float(np.mean(values)), unit, spread, f"{words}, mean of the repeats and its standard error")
