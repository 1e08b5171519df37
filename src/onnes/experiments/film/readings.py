"""Readings and arrays of a film, in reduced units or, with a material, in SI units."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from onnes.errors import InputError
from onnes.results import Array, Reading
from onnes.solutions import Solution

if TYPE_CHECKING:
    from onnes.experiments.film import Film

_ON_AXES = {"length": "ξ", "time": "τ₀", "field": "Bc2"}
"""Kind of quantity -> its reduced unit on the axes of a picture; others are drawn without."""


def _data(film: Film, solution: Solution) -> xr.Dataset:
    return solution.data if film.material else solution.reduced


def readings(film: Film, solution: Solution, seconds_per_step: float) -> dict[str, Reading]:
    """Return readings at the end of the run."""
    data = _data(film, solution)

    def unit_and_meaning(name: str, words: str) -> tuple[str, str]:
        unit = data[name].attrs["units"]
        return (unit, words) if film.material or not unit else ("", f"{words}, in {unit}")

    def last(name: str, words: str) -> Reading:
        unit, meaning = unit_and_meaning(name, words)
        return Reading(data[name].values[-1], unit, None, meaning)

    value, uncertainty = _mean_voltage(film, solution)
    volt, of_voltage = unit_and_meaning("contact_potential", "left end against right end, mean over the second half")
    hole = None if film.hole_over_xi is None else round(float(solution.fluxoid("hole")[-1]))
    return {
        "mean_density": last("mean_density", "mean of |psi|^2 over the film, at the end"),
        "vortices": Reading(int(data["vorticity"][-1]), "", None,
                            "turns of the phase around the film at the end: vortices minus antivortices"),
        "moment": last("moment", "magnetic moment at the end"),
        "voltage": Reading(value, volt, uncertainty, of_voltage),
        "steps": Reading(solution.outcome.steps, "", None, "time steps taken"),
        "seconds_per_step": Reading(seconds_per_step, "s", None, "wall time of a step, compilation left out"),
        "vortices_in_all": Reading(int(data["vortices"][-1]), "", None,
                                   "vortices and antivortices together, at the end"),
        "hole_fluxoid": Reading(hole, "", None, "flux quanta in the round hole, at the end"),
        "energy": last("energy", "free energy at the end"),
        "ledger_closure": Reading(solution.outcome.ledger.closure, "", None,
                                  "energy unaccounted for over the largest entry"),
        "time": last("time", "how far the run came"),
    }


def _mean_voltage(film: Film, solution: Solution) -> tuple[float, float | None]:
    """Return the mean voltage and its uncertainty; of few records the plain mean."""
    size = 1.0 if film.material else solution.device.units(solution.device.constants.time_unit)["potential"].size
    with suppress(InputError):
        mean, uncertainty = solution.mean_voltage("left", "right")
        return mean / size, uncertainty / size
    values = _voltage(film, solution)
    recent = values[max((len(values) + 1) // 2, 1):]
    return float(np.mean(recent)) if len(recent) else np.nan, None


def _voltage(film: Film, solution: Solution) -> np.ndarray:
    potential = _data(film, solution)["contact_potential"]
    return (potential.sel(contact="left") - potential.sel(contact="right")).values


def arrays(film: Film, solution: Solution) -> dict[str, Array]:
    """Return frames, time series and coordinates."""
    data = _data(film, solution)

    def of(name: str, values: np.ndarray | None = None, meaning: str = "") -> Array:
        given = data[name]
        unit = given.attrs["units"] if film.material else _ON_AXES.get(given.attrs["kind"], "")
        dims = tuple(str(dim) for dim in given.dims if dim != "component")
        return Array(given.values if values is None else values, dims, unit, meaning or given.attrs["long_name"])

    return {
        **{name: of(name) for name in ("time", "x", "y", "x_face", "y_face", "field", "inside", "mean_density",
                                       "moment", "energy", "relaxation_heat", "joule_heat", "source_work")},
        "vortices": of("vorticity"),
        "density": of("psi", np.abs(data["psi"].values) ** 2, "density of pairs"),
        "sheet_current": of("sheet_current", np.hypot(*np.moveaxis(data["sheet_current"].values, 1, 0))),
        "voltage": Array(np.nan_to_num(_voltage(film, solution)), ("time",), "V" if film.material else "",
                         "voltage, mean since the last record"),
    }
