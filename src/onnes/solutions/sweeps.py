"""sweep: a reading of a device at a sequence of fields, currents or temperatures."""

from __future__ import annotations

import hashlib
import json
import time as clock
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from inspect import signature
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from onnes.devices import Device, Film
from onnes.devices.spacing import CLOSEST_TO_TC
from onnes.drives import Steps, ramp
from onnes.errors import InputError, unknown_name
from onnes.results.paths import path_of
from onnes.results.strict_json import dumps
from onnes.results.whole_file import whole_file, writable_folder
from onnes.solutions.averages import windowed_mean
from onnes.solutions.drive import DeviceDrive
from onnes.solutions.solution import Solution
from onnes.solutions.tdgl import Progress, solve, temperatures
from onnes.units import to_si

if TYPE_CHECKING:
    from matplotlib.axes import Axes

Read = str | Callable[[Solution], float]

_FRAMES, _FEWEST_FRAMES = 20, 4
_FIRST_DWELL, _MOST_DWELLS = 4.0, 5
"""Time at a point, in relaxation times u (1 + gamma^2)^(1/2) tau_0 of |psi|; each next stretch is twice as long."""
_RAMP_SHARE = 0.25
_AGREE, _NOTHING = 1e-2, 1e-3
_ROWS = "rows.json"
_UNITS = {"field": "T", "current": "A", "temperature": "K"}


@dataclass(frozen=True, eq=False)
class Sweep:
    """Readings of a device along a sequence of drives.

    Attributes:
        data: Dataset over ``step``, with the swept quantity as a coordinate along it: of each reading its value,
            ``<name>_uncertainty`` and ``<name>_steady``.
        swept: name of the swept quantity: field, current or temperature.
        last: solution at the last point.
    """

    data: xr.Dataset
    swept: str
    last: Solution

    def __getitem__(self, name: str) -> xr.DataArray:
        return self.data[name]

    def __repr__(self) -> str:
        return f"Sweep of {self.swept} over {self.data.sizes['step']} points\n{self.data}"

    def plot(self, name: str | None = None, ax: Axes | None = None) -> Axes:
        """Draw a reading (the first if left out) against the swept quantity."""
        from onnes.solutions.pictures import plot_sweep

        return plot_sweep(self, name, ax)

    def save(self, path: str | Path) -> Path:
        """Write the sweep with its last solution to an HDF5 file, completely or not at all, and return its path.

        `onnes.load` reads it, and ``xarray.open_dataset(path, group="sweep", engine="h5netcdf")`` opens `data`.

        Raises:
            InputError: the folder cannot be written or the disk is full.
        """
        from onnes.solutions.storage import save_sweep

        return save_sweep(self, path)


def sweep(device: Device, *, read: Read | list[Read] = "voltage", follow: bool = True, field: Any = 0.0,
          current: Mapping[str, Any] | None = None, temperature: Any = None, time: Any = None, frames: int = _FRAMES,
          start: Any = None, checkpoint: str | Path | None = None, progress: Progress | None = None,
          **options: Any) -> Sweep:
    """Read a device at each of a sequence of fields, currents or temperatures.

    At each point the swept quantity goes linearly from its last value to the new one in a quarter of the dwell time and
    is then held. Readings are means over the second half of the dwell; their uncertainty is half the difference of the
    means over both halves of that. Without ``time`` a point is held until they agree to 1 %, in stretches each twice
    the last.

    Args:
        device: a `Film` or a `Bulk`.
        read: "voltage", "moment", "vortices" or any other name in `Solution.data` that depends on time alone; a
            function of the `Solution` of the point that returns a number, an xarray.DataArray if it has a unit; or a
            list of these.
        follow: whether each point starts from the last one; else from ``start``.
        field, current, temperature: as in `onnes.solve`; exactly one is, or holds, `onnes.steps`.
        time: dwell at every point [s]; chosen from the relaxation time of psi and doubled as needed if left out.
        frames: records of a dwell.
        start: of the first point, as in `onnes.solve`.
        checkpoint: folder that keeps every finished point; if it exists, the sweep goes on from there.
        progress: called with the fraction done and a message that tells the time expected.
        options: further arguments of `onnes.solve`: noise, seed, terms, heat, self_field, cells_per_xi, tolerance.

    Raises:
        InputError: no steps, or more than one; a reading or an option that is not known.
    """
    known = signature(solve).parameters
    if unknown := options.keys() - known.keys():
        raise unknown_name("argument of solve", min(unknown), known)
    reads = list(read) if isinstance(read, (list, tuple)) else [read]
    if not reads:
        raise InputError("read", "nothing", "at least one reading", 'Write for example read="moment".')
    if not isinstance(frames, int) or frames < _FEWEST_FRAMES:
        raise InputError("frames", frames, f"at least {_FEWEST_FRAMES} records at every point",
                         "Means over parts of the second half are compared.")
    swept, values, drive_at = _swept(field, current, temperature)
    keeper = _Keeper(None if checkpoint is None else path_of(checkpoint, "checkpoint"), swept, values, reads,
                     DeviceDrive(device, **drive_at(None, values[0], 0.0)),
                     {"time": time, "frames": frames, "follow": follow, **options})
    rows, last = keeper.begin(device)
    began, done = clock.perf_counter(), len(rows)
    for index in range(done, len(values)):
        before = values[index - 1] if index and follow else None
        origin = last if follow and last is not None else start
        of_point = options | _grid(device, swept, values, index, origin, options.get("cells_per_xi"))
        row, last = _point(device, reads, drive_at, values[index], before, origin, time, frames, of_point)
        rows.append(row)
        keeper.keep(rows, last)
        if progress:
            each = (clock.perf_counter() - began) / (index + 1 - done)
            progress((index + 1) / len(values), f"{swept} {values[index]:.4g} {_UNITS[swept]}, "
                     f"about {each * (len(values) - index - 1):.0f} s more")
    assert last is not None
    return Sweep(_dataset(swept, values, reads, rows, last), swept, last)


def _swept(field: Any, current: Mapping[str, Any] | None, temperature: Any):
    """Return the name of what is swept, its values in SI units, and a function that makes the drive of a point."""
    if isinstance(current, Steps):
        raise InputError("current", "steps", "currents by the names of terminals",
                         'Write for example current={"source": onnes.steps("0 uA", "10 uA", 11)}.')
    current = dict(current or {})
    found = [(name, name, each) for name, each in (("field", field), ("temperature", temperature))
             if isinstance(each, Steps)]
    found += [("current", name, each) for name, each in current.items() if isinstance(each, Steps)]
    if len(found) != 1:
        raise InputError("sweep", f"{len(found)} quantities given as steps",
                         "exactly one of field, current, temperature",
                         'Write for example field=onnes.steps("0 mT", "10 mT", 11).')
    swept, place, through = found[0]
    values = [float(value) for value in through.values(_UNITS[swept], swept)]

    def drive(first: float | None, last: float, duration: float) -> dict[str, Any]:
        value = last if first is None or first == last else ramp(first, last, duration)
        given = {"field": field, "current": current, "temperature": temperature}
        given[swept] = current | {place: value} if swept == "current" else value
        return given

    return swept, values, drive


def _grid(device: Device, swept: str, values: list[float], index: int, origin: Any,
          cells_per_xi: float | None) -> dict[str, Any]:
    """Return cells per xi of a point: of a sweep of the temperature, of one grid that is fine enough at the lowest."""
    if isinstance(origin, Solution) and (index or cells_per_xi is None):
        return {"cells_per_xi": None}
    if swept != "temperature":
        return {"cells_per_xi": cells_per_xi}
    here, coldest = (_condensation(device, kelvin) for kelvin in (values[index], min(values)))
    spacing = device.spacing(cells_per_xi, coldest)
    return {"cells_per_xi": device.constants.coherence_length / np.sqrt(max(here, CLOSEST_TO_TC)) / spacing}


def _condensation(device: Device, kelvin: float) -> float:
    """Return the epsilon that sets the grid of a run at a temperature."""
    return temperatures(DeviceDrive(device, temperature=kelvin), 0.0, device.spacing())[0]


def _point(device: Device, reads: list[Read], drive_at: Callable, value: float, before: float | None, origin: Any,
           time: Any, frames: int, options: Mapping[str, Any]) -> tuple[dict[str, Any], Solution]:
    """Hold one point until its readings agree."""
    slow = device.u * np.sqrt(1 + device.gamma**2) * device.constants.time_unit
    dwell = _FIRST_DWELL * slow if time is None else to_si(time, "s", "time")
    solution = solve(device, time=dwell, start=origin, frames=frames, **drive_at(before, value, _RAMP_SHARE * dwell),
                     **options)
    row = _row(solution, reads)
    for _ in range(0 if time is not None else _MOST_DWELLS - 1):
        if all(row[f"{name}_steady"] for name in _names(reads)) or not solution.ok:
            break
        dwell *= 2
        solution = solve(device, time=dwell, start=solution, frames=frames, **drive_at(None, value, 0.0), **options)
        row = _row(solution, reads)
    return row, solution


def _names(reads: list[Read]) -> list[str]:
    return [each if isinstance(each, str) else getattr(each, "__name__", "reading") for each in reads]


def _row(solution: Solution, reads: list[Read]) -> dict[str, Any]:
    """Return readings of a point with uncertainty, and whether they stand still."""
    row: dict[str, Any] = {}
    for each, name in zip(reads, _names(reads), strict=True):
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


def _dataset(swept: str, values: list[float], reads: list[Read], rows: list[dict[str, Any]],
             last: Solution) -> xr.Dataset:
    along = {swept: ("step", values, {"units": _UNITS[swept], "long_name": swept})}
    variables: dict[str, Any] = {}
    for each, name in zip(reads, _names(reads), strict=True):
        if callable(each):
            about = {"units": getattr(each(last), "attrs", {}).get("units", ""), "long_name": name.replace("_", " ")}
        else:
            about = dict((last.voltage() if each == "voltage" else last.series(each)).attrs)
        variables |= {name: ("step", [row[name] for row in rows], about),
                      f"{name}_uncertainty": ("step", [row[f"{name}_uncertainty"] for row in rows], about),
                      f"{name}_steady": ("step", [row[f"{name}_steady"] for row in rows])}
    return xr.Dataset(variables, along)


class _Keeper:
    """Keeps finished points of a sweep in a folder: rows as JSON, the last solution as HDF5."""

    def __init__(self, folder: Path | None, swept: str, values: list[float], reads: list[Read], drive: DeviceDrive,
                 others: Mapping[str, Any]):
        """Args: drive: of the first point; others: what else the numbers depend on, by name."""
        self.folder = folder
        temperature = None if drive.temperature is None else drive.temperature.describe()
        device = json.dumps(drive.device.to_dict(), default=np.ndarray.tolist)
        self.identity = {
            "swept": swept, "values": values, "reads": _names(reads), "field": drive.field.describe(),
            "current": {name: each.describe() for name, each in drive.currents.items()}, "temperature": temperature,
            "device": hashlib.sha256(device.encode()).hexdigest(),
            "choice of arguments": {name: str(value) for name, value in others.items()}}

    def begin(self, device: Device) -> tuple[list[dict[str, Any]], Solution | None]:
        """Return the rows and the last solution kept so far."""
        from onnes.solutions.storage import load

        if self.folder is None:
            return [], None
        if not (writable_folder(self.folder, "checkpoint") / _ROWS).exists():
            return [], None
        try:
            kept = json.loads((self.folder / _ROWS).read_text(encoding="utf-8"))
            identity, rows, last = dict(kept["identity"]), [dict(row) for row in kept["rows"]], str(kept["last"])
        except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
            raise InputError("checkpoint", str(self.folder), "a checkpoint that can be read",
                             "It is damaged: remove it to start anew.") from error
        if identity != self.identity:
            other = [name for name, value in self.identity.items() if identity.get(name) != value]
            raise InputError("checkpoint", str(self.folder), "the checkpoint of this sweep",
                             f"It is of another {other[0]}: remove it to start anew, or name another folder.")
        return rows, load(self.folder / last, device)

    def keep(self, rows: list[dict[str, Any]], last: Solution) -> None:
        """Add a point."""
        if self.folder is None:
            return
        name = f"point{len(rows)}.h5"
        last.save(self.folder / name)
        with whole_file(self.folder / _ROWS, "checkpoint") as file:
            file.write_text(dumps({"identity": self.identity, "rows": rows, "last": name}), encoding="utf-8")
        (self.folder / f"point{len(rows) - 1}.h5").unlink(missing_ok=True)
