"""The strip: profiles of the energy across it on two grids."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.vortex_landscape.readings import barriers, fields
from onnes.numerics.extrapolation import refined_estimate
from onnes.problems.vortex_landscape import CORE
from onnes.problems.vortex_landscape.strip import StripProfile, strip_profile
from onnes.results import Array
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.experiments.vortex_landscape import VortexLandscape

_FIELDS = 101


def measure(experiment: VortexLandscape, progress: Progress) -> Measurement:
    """Return readings and profiles."""
    film, width, field = experiment.film_of(), experiment.strip_width(), experiment.field
    cells = experiment.cells(film)
    progress(0.0, "coarser grid")
    coarse = strip_profile(film, width, cells=cells // 2)
    progress(0.3, "finer grid")
    fine = strip_profile(film, width, cells=cells)
    metastable, favourable = (refined_estimate(*(getattr(each, name) for each in (coarse, fine)))
                              for name in ("metastable_field", "favourable_field"))
    out, into = (refined_estimate(*(getattr(each, name)(field) for each in (coarse, fine)))
                 for name in ("barrier", "entry_barrier"))
    readings = fields(metastable, favourable, width) | barriers(out, into, experiment.temperature_of_film(), film)
    return Measurement(readings, _arrays(fine, width, field, film.constants.coherence_length))


def _arrays(profile: StripProfile, width: float, field: float, xi: float) -> dict[str, Array]:
    """Return the profile at several fields, and the barriers over the field."""
    shown = np.unique([0.0, profile.metastable_field, profile.favourable_field, field])
    applied = np.linspace(0.0, 1.2 * max(profile.favourable_field, field), _FIELDS)
    x = profile.position
    in_no_field = np.log(2 * width / (np.pi * xi) * np.sin(np.pi * x / width)) + CORE
    narrow = profile.unit * (in_no_field - 2 * np.pi / FLUX_QUANTUM * shown[:, None] * x * (width - x))
    return {
        "x": Array(x, ("x",), "m", "position across the strip"),
        "shown_field": Array(shown, ("shown_field",), "T", "applied field"),
        "energy": Array(np.stack([profile.energy(each) for each in shown]), ("shown_field", "x"), "J",
                        "energy of a vortex"),
        "narrow_energy": Array(narrow, ("shown_field", "x"), "J", "closed form of a strip much narrower than Lambda"),
        "applied": Array(applied, ("applied",), "T", "applied field"),
        "barrier": Array(np.array([profile.barrier(each) for each in applied]), ("applied",), "J",
                         "barrier against leaving"),
        "entry_barrier": Array(np.array([profile.entry_barrier(each) for each in applied]), ("applied",), "J",
                               "barrier against entry"),
    }
