"""A drawn device: the energy of a vortex at every place of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.vortex_landscape.readings import barriers, fields
from onnes.numerics.uncertainty import Estimate
from onnes.problems.vortex_kinetics import largest_width
from onnes.problems.vortex_landscape import vortex_landscape
from onnes.problems.vortex_landscape.wells import (
    deepest_well,
    energy_of_one,
    favourable_field,
    metastable_field,
    settled_fluxoids,
)
from onnes.results import Array, Reading

if TYPE_CHECKING:
    from onnes.experiments.vortex_landscape import VortexLandscape


def measure(experiment: VortexLandscape, progress: Progress) -> Measurement:
    """Return readings and the map."""
    film, field = experiment.film_of(), experiment.field
    progress(0.0, "landscape")
    found = vortex_landscape(film)
    progress(0.7, "fields")
    metastable = metastable_field(found)
    favourable = favourable_field(found, metastable)
    well = deepest_well(found, field)
    readings = fields(Estimate(metastable), Estimate(favourable), largest_width(film.outline))
    readings |= barriers(Estimate(well.barrier if well else 0.0), None, experiment.temperature_of_film(), film)
    readings["well_x"], readings["well_y"] = (
        Reading(float(axis[well.site]) if well else None, "m", None, f"place of the deepest well, {name}", "no well")
        for name, axis in (("x", found.x), ("y", found.y)))
    readings["fluxoids"] = Reading(int(np.sum(settled_fluxoids(found, field))), "", None,
                                   "flux quanta in all holes, of lowest energy without a vortex")
    readings["sites"] = Reading(len(found.x), "", None, "places at which the energy was found")
    inside = found.on_grid(np.ones(len(found.x)), 0.0)
    x, y = (np.asarray(axis) for axis in found.axes)
    return Measurement(readings, {
        "x": Array(x, ("x",), "m", "x"), "y": Array(y, ("y",), "m", "y"),
        "inside": Array(inside, ("x", "y"), "", "whether the film is there"),
        "energy": Array(found.on_grid(energy_of_one(found, field), 0.0), ("x", "y"), "J", "energy of a vortex"),
        "self_energy": Array(found.on_grid(found.self_energy, 0.0), ("x", "y"), "J", "energy of a vortex, no field"),
        "field_energy": Array(found.on_grid(found.field_energy, 0.0), ("x", "y"), "J/T",
                              "energy of a vortex per applied field"),
    })
