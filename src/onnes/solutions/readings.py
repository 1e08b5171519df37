"""The numbers that a run of a device ends with."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np
import xarray as xr

from onnes.devices.recording import OF_HEAT, OF_PHONONS
from onnes.errors import InputError
from onnes.laws.outcome import Ledger
from onnes.results import Reading
from onnes.solutions.circuit import OF_LOAD, load_closure
from onnes.solutions.dataset import OF_LEDGER

if TYPE_CHECKING:
    from onnes.solutions.solution import Solution

_NUMBERS = ("moment", "moment_x", "moment_y", "magnetisation", "mean_density")
_COUNTS = ("vorticity", "vortices")


def readings_of(solution: Solution) -> dict[str, Reading]:
    """Return voltage, moment, vortices, fluxoids and energy of a solution, by name, with units."""
    data = solution.data
    read = {}
    if len(solution.device.probes) > 1 or len(solution.device.terminals) > 1:
        read["voltage"] = _voltage(solution)

    def last(name: str) -> Reading:
        value, about = data[name].values[-1], data[name].attrs
        return Reading(int(value) if name in _COUNTS else value, about["units"], None,
                       f"{about['long_name']}, at the end")

    read |= {name: last(name) for name in (*_NUMBERS, *_COUNTS) if name in data}
    for index, name in enumerate(solution.device.hole_names if "fluxoid" in data else ()):
        read[f"fluxoid_{name}"] = Reading(round(float(data["fluxoid"].values[-1, index]), 9) + 0.0, "", None,
                                          f"fluxoid of hole {name} in flux quanta, at the end")
    read |= {name: last(name) for name in OF_LEDGER}
    if len(solution.outcome.ledger.time):
        ledger = Ledger(*(data[name].values for name in ("time", *OF_LEDGER)))  # over all stretches of a resumed run
        read["ledger_closure"] = Reading(ledger.closure, "", None, "energy unaccounted for over the largest entry")
    if "load_current" in data:
        read |= {name: last(name) for name in OF_LOAD}
        read["load_closure"] = Reading(load_closure(data), "", None,
                                       "energy of the load unaccounted for over the largest entry")
    if "heat_stored" in data:
        read |= {name: last(name) for name, each in (OF_HEAT | OF_PHONONS).items() if name in data and not each.dims}
        read["heat_closure"] = Reading(_heat_closure(data), "", None, "heat unaccounted for over the largest entry")
    read["time"] = Reading(solution.end, "s", None, "how far the run came")
    read["steps"] = Reading(int(data["steps"].values[-1]), "", None, "time steps taken")
    return read


def _heat_closure(data: xr.Dataset) -> float:
    """Return the heat that its balance leaves open at the end, over the largest entry; 0 where nothing happened.

    Counted from the first record with all entries: electrons or phonons may have got a temperature of their own later.
    """
    gained = ("relaxation_heat", "joule_heat", "latent_heat", "heat_absorbed")
    spent = ("heat_stored", "heat_of_phonons", "heat_escaped", "heat_drained", "work_of_noise")
    entries = {name: data[name].values for name in (*gained, *spent) if name in data and np.isfinite(data[name][-1])}
    first = np.argmax(np.all(np.isfinite(list(entries.values())), axis=0))
    changes = {name: values[first:] - values[first] for name, values in entries.items()}
    gap = sum(float(change[-1]) * (1 if name in gained else -1) for name, change in changes.items())
    largest = max(np.max(np.abs(change)) for change in changes.values())
    return float(np.abs(gap) / largest) if largest > 0 else 0.0


def _voltage(solution: Solution) -> Reading:
    value, uncertainty = np.nan, None
    with suppress(InputError):  # too few records for a mean
        value, uncertainty = solution.mean_voltage()
    return Reading(value, "V", uncertainty, f"{solution.voltage().attrs['long_name']}, mean over the second half")
