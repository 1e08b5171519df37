"""The kinetic run: the field that was asked for and a series of fields, all side by side."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.flux_trapping import HOPS, REPEATS
from onnes.problems.strip_freezing import FilmNearTc, NarrowStrip, cool, expulsion_field
from onnes.problems.vortex_kinetics import (
    Expulsion,
    FrozenLayout,
    Network,
    cool_layout,
    expulsion,
    left,
    network,
    series_of_fields,
)
from onnes.problems.vortex_kinetics.cooling import STEP
from onnes.results import Array, Reading
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.experiments.flux_trapping import FluxTrapping

_SITES, _FEWEST = 2000, 0.1
"""Sites beyond which fewer hops are the default, in proportion to their inverse cube, and the fewest."""
_LARGE = 3000
"""Sites beyond which half the repeats are the default."""


def measure(inputs: FluxTrapping, progress: Progress) -> Measurement:
    """Return numbers, the expulsion field, and where vortices are."""
    progress(0.0, "interactions of all places")
    film, net = inputs.metal(), network(inputs.outline(), inputs.thickness, spacing=inputs.spacing)
    repeats = inputs.repeats or (REPEATS if net.sites <= _LARGE else REPEATS // 2)
    series = series_of_fields(net, inputs.fields)
    theory = {}, {}
    if inputs.device == "strip":  # before the long run, as it refuses rates that are too high
        theory = _rate_theory(inputs, NarrowStrip(width=inputs.width, **vars(film)), series)
    asked = np.concatenate([[inputs.field], series])
    hops = _hops(net) if inputs.hops is None else inputs.hops
    frozen = cool_layout(net, film, np.repeat(asked, repeats), inputs.cooling_rate, seed=inputs.seed, hops=hops,
                         progress=progress)
    expelled = Expulsion(None, None, "no other fields, as fields=0")
    if inputs.fields:
        expelled = expulsion(series, left(frozen, net).reshape(-1, repeats)[1:])
    read = _readings(inputs, repeats, film, net, frozen, expelled) | theory[0]
    arrays = _arrays(net, frozen, series, repeats) | theory[1]
    late = int(np.sum(~frozen.frozen[:repeats]))
    warnings = () if frozen.slowed <= 1 else (
        f"The run is that of a cooling at {inputs.cooling_rate * frozen.slowed:.3g} K/s: D was lowered to "
        f"{hops:g} a/dt. Increase hops, or the spacing.",)
    if late:
        warnings += (f"In {late} of {repeats} runs a vortex still came or went shortly before the end, at T = "
                     f"{frozen.temperature[-1]:.4g} K: the grid does not resolve the currents of a colder film.",)
    return Measurement(read, arrays, "not_converged" if late else "converged", warnings)


def _hops(net: Network) -> float:
    """Return the default of hops, with which a run takes minutes."""
    return max(HOPS * min(_SITES / net.sites, 1.0) ** 3, _FEWEST)


def _readings(inputs: FluxTrapping, repeats: int, film: FilmNearTc, net: Network, frozen: FrozenLayout,
              expelled: Expulsion) -> dict[str, Reading]:
    of_field = slice(0, repeats)
    in_film = np.sum(frozen.quanta[of_field, :net.sites], axis=1)
    in_moats = np.sum(frozen.quanta[of_field, net.sites:-1], axis=1)
    area = net.area[0] * net.sites
    mean = {"trapped_vortices": (in_film + in_moats, "", "flux quanta in film and moats"),
            "in_moats": (in_moats, "", "flux quanta in moats"),
            "in_film": (in_film, "", "vortices less antivortices in the film"),
            "density": (in_film / area, "1/m^2", "those in the film per area of it"),
            "freezing_temperature": (frozen.freezing_temperature[of_field], "K",
                                     "T of the last change of the number in the film")}
    read = {name: Reading(float(np.mean(values)), unit,
                          float(np.std(values, ddof=1)) / math.sqrt(repeats) if repeats > 1 else None,
                          f"{words}, mean of the repeats and its standard error")
            for name, (values, unit, words) in mean.items()}
    w2 = net.width ** 2 / FLUX_QUANTUM
    value, spread, absent = expelled
    read["expulsion_field"] = Reading(value, "T", spread, "largest field that leaves none in the film", absent)
    read["expulsion_field_w2"] = Reading(
        None if value is None else value * w2, "", None if spread is None else spread * w2,
        "the same times W^2/Phi_0, W the diameter of the largest circle in the metal", absent)
    read["width"] = Reading(net.width, "m", None, "W, diameter of the largest circle in the metal")
    read["relative_freezing"] = Reading(
        1 - float(read["freezing_temperature"].value or 0) / film.critical_temperature, "", None, "1 - T_f/Tc")
    read["effective_cooling_rate"] = Reading(inputs.cooling_rate * frozen.slowed, "K/s", None,
                                             "rate of cooling of which this run is, see hops")
    read["sites"] = Reading(net.sites, "", None, "places of a vortex")
    read["transfers"] = Reading(frozen.transfers, "", None, "flux quanta that passed over a bond, all runs together")
    return read


def _arrays(net: Network, frozen: FrozenLayout, series: np.ndarray, repeats: int) -> dict[str, Array]:
    sites, landscape = net.sites, net.landscape
    counts = left(frozen, net).reshape(-1, repeats)[1:]
    moments = frozen.frames[:, :sites].astype(np.int8)
    return {
        "x": Array(landscape.x, ("site",), "m", "x"), "y": Array(landscape.y, ("site",), "m", "y"),
        "probability": Array(np.mean(frozen.quanta[:repeats, :sites] != 0, axis=0), ("site",), "",
                             "share of the repeats in which a vortex is left"),
        "charge": Array(frozen.quanta[:repeats, :sites].astype(np.int8), ("repeat", "site"), "", "vortices left"),
        "fluxoids": Array(frozen.quanta[:repeats, sites:-1], ("repeat", "moat"), "", "flux quanta of each moat"),
        "temperature": Array(frozen.temperature, ("step",), "K", "temperature"),
        "in_film_on_the_way": Array(frozen.in_film[:, :repeats], ("step", "repeat"), "", "vortices in the film"),
        "in_moats_on_the_way": Array(frozen.in_holes[:, :repeats], ("step", "repeat"), "", "flux quanta in moats"),
        "moments": Array(moments, ("step", "site"), "", "vortices of the first repeat on the way"),
        "moments_of_moats": Array(frozen.frames[:, sites:-1], ("step", "moat"), "", "fluxoids of the first repeat"),
        "field_of_series": Array(series, ("field",), "T", "field"),
        "left_in_series": Array(counts, ("field", "repeat"), "", "vortices left in the film"),
    }


def _rate_theory(inputs: FluxTrapping, strip: NarrowStrip, series: np.ndarray
                 ) -> tuple[dict[str, Reading], dict[str, Array]]:
    """Return the same of a piece of an endless strip by the rates over its edges."""
    found = cool(strip, inputs.field, inputs.cooling_rate, step=STEP)
    field = expulsion_field(strip, inputs.cooling_rate, inputs.length, step=STEP)
    left_over = [cool(strip, float(b), inputs.cooling_rate, step=STEP).density * inputs.length for b in series]
    said = "of a piece of an endless strip, by the rate theory"
    read = {"rate_theory_in_film": Reading(found.density * inputs.length, "", None, f"mean number of vortices {said}"),
            "rate_theory_expulsion_field": Reading(field, "T", None, f"field that leaves 0.5 on average {said}")}
    arrays = {"rate_theory_temperature": Array(found.temperature, ("rate_step",), "K", "temperature"),
              "rate_theory_vortices": Array(found.vortices * inputs.length, ("rate_step",), "", "vortices by it"),
              "rate_theory_series": Array(np.array(left_over), ("field",), "", "vortices left, rate theory")}
    return read, arrays
