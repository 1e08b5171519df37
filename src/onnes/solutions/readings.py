"""The numbers that a run of a device ends with."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import numpy as np

from onnes.errors import InputError
from onnes.results import Reading

if TYPE_CHECKING:
    from onnes.solutions.solution import Solution


def readings_of(solution: Solution) -> dict[str, Reading]:
    """Return voltage, moment, vortices, fluxoids and energy of a solution, by name, with units."""
    data, ledger = solution.data, solution.outcome.ledger
    read = {}
    if len(solution.device.probes) > 1 or len(solution.device.terminals) > 1:
        read["voltage"] = _voltage(solution)

    def last(name: str) -> Reading:
        return Reading(data[name].values[-1], data[name].attrs["units"], None,
                       f"{data[name].attrs['long_name']}, at the end")

    read |= {name: last(name) for name in ("moment", "mean_density")}
    read |= {name: Reading(int(data[name].values[-1]), "", None, f"{meaning}, at the end") for name, meaning in
             (("vorticity", "vortices less antivortices"), ("vortices", "vortices and antivortices"))}
    for index, name in enumerate(solution.device.hole_names):
        read[f"fluxoid_{name}"] = Reading(round(float(data["fluxoid"].values[-1, index]), 9), "", None,
                                          f"fluxoid of hole {name} in flux quanta, at the end")
    read |= {name: last(name) for name in ("energy", "relaxation_heat", "joule_heat", "source_work")}
    if len(ledger.time):
        read["ledger_closure"] = Reading(ledger.closure, "", None, "energy unaccounted for over the largest entry")
    read["time"] = Reading(solution.end, "s", None, "how far the run came")
    read["steps"] = Reading(solution.outcome.steps, "", None, "time steps taken")
    return read


def _voltage(solution: Solution) -> Reading:
    value, uncertainty = np.nan, None
    with suppress(InputError):  # too few records for a mean
        value, uncertainty = solution.mean_voltage()
    return Reading(value, "V", uncertainty, f"{solution.voltage().attrs['long_name']}, mean over the second half")
