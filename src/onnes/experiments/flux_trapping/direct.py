"""The run by time-dependent Ginzburg-Landau theory with thermal noise."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from onnes.devices import Film
from onnes.devices.pins import random
from onnes.errors import InputError
from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.flux_trapping import REPEATS
from onnes.problems.trapped_flux.cooling import uniform_cooling
from onnes.problems.trapped_flux.direct import trapped
from onnes.problems.vortex_kinetics import largest_width
from onnes.results import Array, Reading
from onnes.units.constants import BOLTZMANN

if TYPE_CHECKING:
    from onnes.experiments.flux_trapping import FluxTrapping

_COLDEST, _ABOVE = 0.1, 0.2
"""Largest 1 - T/Tc to which a film is cooled; the part of it by which it starts above Tc."""
_ACROSS = 32.0
"""Width of the metal over xi at which a film is cold enough: what stays is decided long before."""
_COLD = 30.0
"""eps_0/kT below which it is not, however wide: vortices still come and go."""
_LONGEST = 1e5
"""Time of a run in tau_0 above which it takes days."""


def measure(inputs: FluxTrapping, progress: Progress) -> Measurement:
    """Return numbers and places of what is left.

    Raises:
        InputError: a cooling so slow that a run takes days.
    """
    near, repeats, outline = inputs.metal(), inputs.repeats or REPEATS, inputs.outline()
    tc = near.critical_temperature
    cold = _COLD * BOLTZMANN * tc * near.below(tc / 2) / near.line_energy(tc / 2)
    depth = min(max((_ACROSS * near.coherence_length / largest_width(outline)) ** 2, cold), _COLDEST)
    kelvin, hot = (1 - depth) * tc, 1 + _ABOVE * depth
    pins = None
    if near.pin_density > 0:
        pins = random(density=near.pin_density, radius=near.core(kelvin), depth=near.pin_depth, seed=inputs.seed)
    film = Film(outline, thickness=near.thickness, coherence_length=near.core(kelvin), gamma=0, pins=pins,
                penetration_depth=math.sqrt(near.pearl_length(kelvin) * near.thickness), temperature=kelvin,
                critical_temperature=tc, resistivity=near.resistivity)
    slowest = (hot * tc - kelvin) / (_LONGEST * film.constants.time_unit)
    if inputs.cooling_rate < slowest:
        raise InputError("cooling_rate", f"{inputs.cooling_rate:g} K/s", f"at least {slowest:.2g} K/s with method=tdgl",
                         f"The condensate moves in {film.constants.time_unit:.1g} s. Take method=kinetic.")
    found = trapped(film, uniform_cooling(film, rate=inputs.cooling_rate, hot=hot), inputs.field, repeats=repeats,
                    seed=inputs.seed, progress=progress)
    in_moats = np.sum(found.in_holes, axis=1)
    frozen = np.maximum(hot * tc - inputs.cooling_rate * found.frozen, kelvin)
    read = {
        "trapped_vortices": _mean(found.total, "", "flux quanta in film and moats"),
        "in_moats": _mean(in_moats, "", "flux quanta in moats"),
        "in_film": _mean(found.in_film, "", "vortices less antivortices in the film"),
        "density": _mean(found.in_film / outline.area, "1/m^2", "those in the film per area of it"),
        "freezing_temperature": _mean(frozen, "K", "T of the last change of the number in the film"),
        "relative_freezing": Reading(1 - float(np.mean(frozen)) / tc, "", None, "1 - T_f/Tc"),
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
