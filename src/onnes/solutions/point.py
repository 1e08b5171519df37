"""One point of a sweep: a device held at a drive until its readings stand still."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from inspect import signature
from typing import Any

import numpy as np
import xarray as xr

from onnes.devices import Device, Film
from onnes.devices.spacing import CLOSEST_TO_TC
from onnes.errors import InputError, unknown_name
from onnes.solutions.averages import windowed_mean
from onnes.solutions.drive import DeviceDrive
from onnes.solutions.solution import Solution
from onnes.solutions.tdgl import solve, temperatures
from onnes.units import to_si

Read = str | Callable[[Solution], float]
Row = dict[str, Any]

UNITS = {"field": "T", "current": "A", "temperature": "K"}
"""Units of what can be swept."""
_FEWEST_FRAMES = 4
_FIRST_DWELL, _MOST_DWELLS = 4.0, 5
"""Time at a point, in relaxation times u (1 + gamma^2)^(1/2) tau_0 of |psi|; each next stretch is twice as long."""
_RAMP_SHARE = 0.25
_AGREE, _NOTHING = 1e-2, 1e-3


def checked_reads(read: Read | Sequence[Read], frames: Any, options: Mapping[str, Any]) -> list[Read]:
    """Return readings as a list.

    Raises:
        InputError: no reading, too few frames, an option that `onnes.solve` does not know.
    """
    known = signature(solve).parameters
    if unknown := options.keys() - known.keys():
        raise unknown_name("argument of solve", min(unknown), known)
    reads: list[Any] = list(read) if isinstance(read, (list, tuple)) else [read]
    if not reads:
        raise InputError("read", "nothing", "at least one reading", 'Write for example read="moment".')
    if not isinstance(frames, int) or frames < _FEWEST_FRAMES:
        raise InputError("frames", frames, f"at least {_FEWEST_FRAMES} records at every point",
                         "Means over parts of the second half are compared.")
    return reads


def cells_per_xi_at(device: Device, kelvin: float, coldest: float, cells_per_xi: float | None) -> float:
    """Return cells per xi at a temperature of a sweep, all of whose points have the grid of the lowest."""
    here, there = (_condensation(device, each) for each in (kelvin, coldest))
    spacing = device.spacing(cells_per_xi, there)
    return float(device.constants.coherence_length / np.sqrt(max(here, CLOSEST_TO_TC)) / spacing)


def _condensation(device: Device, kelvin: float) -> float:
    """Return the epsilon that sets the grid of a run at a temperature."""
    return temperatures(DeviceDrive(device, temperature=kelvin), 0.0, device.spacing())[0]


def held(device: Device, reads: Sequence[Read], drive_at: Callable, value: float, before: float | None, origin: Any,
         time: Any, frames: int, options: Mapping[str, Any]) -> tuple[Row, Solution]:
    """Hold a device at one point until its readings agree; return them and the solution.

    Args:
        drive_at: (first value or None, last value, seconds between them) -> arguments of `onnes.solve`.
        value, before: at the point, and from where the value goes there.
        origin: start of the run.
        time, frames, options: as in `onnes.sweep`.
    """
    slow = device.u * np.sqrt(1 + device.gamma**2) * device.constants.time_unit
    dwell = _FIRST_DWELL * slow if time is None else to_si(time, "s", "time")
    solution = solve(device, time=dwell, start=origin, frames=frames, **drive_at(before, value, _RAMP_SHARE * dwell),
                     **options)
    row = _row(solution, reads)
    for _ in range(0 if time is not None else _MOST_DWELLS - 1):
        if all(row[f"{name}_steady"] for name in names_of(reads)) or not solution.ok:
            break
        dwell *= 2
        solution = solve(device, time=dwell, start=solution, frames=frames, **drive_at(None, value, 0.0), **options)
        row = _row(solution, reads)
    return row, solution


def names_of(reads: Sequence[Read]) -> list[str]:
    """Return the names of readings."""
    return [each if isinstance(each, str) else getattr(each, "__name__", "reading") for each in reads]


def _row(solution: Solution, reads: Sequence[Read]) -> Row:
    """Return readings of a point with uncertainty, and whether they stand still."""
    row: Row = {}
    for each, name in zip(reads, names_of(reads), strict=True):
        if callable(each):
            value, uncertainty = float(each(solution)), 0.0
        else:
            series = solution.voltage() if each == "voltage" else solution.series(each)
            late = series.values[len(series) // 2:]
            halves = [windowed_mean(half) for half in np.array_split(late, 2)]
            value, uncertainty = windowed_mean(late), 0.5 * abs(halves[1] - halves[0])
        scale = _smallest_of_note(solution, name)
        row |= {name: value, f"{name}_uncertainty": uncertainty,
                f"{name}_steady": bool(uncertainty <= _AGREE * abs(value) + _NOTHING * scale)}
    return row


def _smallest_of_note(solution: Solution, name: str) -> float:
    """Return a size beside which a reading counts as nothing: of a voltage that of the normal device."""
    device = solution.device
    if name != "voltage" or not isinstance(device, Film) or device.sheet_resistance is None:
        return float(np.max(np.abs(solution.series(name).values))) if name in solution.data else 0.0
    return device.sheet_resistance * float(np.max(np.abs(solution.data["current"].values), initial=0.0))


def columns(reads: Sequence[Read], rows: Sequence[Row], last: Solution, dims: tuple[str, ...],
            shape: tuple[int, ...]) -> dict[str, xr.Variable]:
    """Return rows as variables: of each reading its value, ``<name>_uncertainty`` and ``<name>_steady``.

    Args:
        last: solution of the last point, which knows the units.
    """
    variables: dict[str, xr.Variable] = {}
    for each, name in zip(reads, names_of(reads), strict=True):
        if callable(each):
            about = {"units": getattr(each(last), "attrs", {}).get("units", ""), "long_name": name.replace("_", " ")}
        else:
            about = dict((last.voltage() if each == "voltage" else last.series(each)).attrs)
        for ending, kind, attributes in (("", float, about), ("_uncertainty", float, about), ("_steady", bool, {})):
            values = np.array([row[name + ending] for row in rows], kind)  # None, in a file, is NaN
            variables[name + ending] = xr.Variable(dims, np.reshape(values, shape), attributes)
    return variables
