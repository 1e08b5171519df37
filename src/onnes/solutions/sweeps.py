"""sweep: a reading of a device at a sequence of fields, currents or temperatures."""

from __future__ import annotations

import json
import time as clock
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import xarray as xr

from onnes.devices import Device
from onnes.drives import Steps, ramp
from onnes.errors import InputError, door
from onnes.results.paths import path_of
from onnes.results.strict_json import dumps
from onnes.results.whole_file import whole_file, writable_folder
from onnes.solutions.drive import DeviceDrive
from onnes.solutions.independent_points import Points, check_workers
from onnes.solutions.kept_points import PointFiles, check_identity, damaged, identity_of
from onnes.solutions.point import UNITS, Read, cells_per_xi_at, checked_reads, columns, held
from onnes.solutions.solution import Solution
from onnes.solutions.tdgl import Progress

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_FRAMES = 20
_ROWS = "rows.json"


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

        `onnes.load` reads it, and ``xarray.open_dataset(path)`` opens `data`.

        Raises:
            InputError: the folder cannot be written or the disk is full.
        """
        from onnes.solutions.storage import save_sweep

        return save_sweep(self, path)


@door
def sweep(device: Device, *, read: Read | list[Read] = "voltage", follow: bool = True, field: Any = 0.0,
          current: Mapping[str, Any] | None = None, temperature: Any = None, time: Any = None, frames: int = _FRAMES,
          start: Any = None, workers: Any = None, checkpoint: str | Path | None = None,
          progress: Progress | None = None, **options: Any) -> Sweep:
    """Read a device at each of a sequence of fields, currents or temperatures.

    At each point the swept quantity goes linearly from its last value to the new one in a quarter of the dwell time and
    is then held. Readings are means over the second half of the dwell; their uncertainty is half the difference of the
    means over both halves of that. Without ``time`` a point is held until they agree to 1 %, in stretches each twice
    the last.

    Args:
        device: a `Film`, a `Bulk` or a `Solid`.
        read: "voltage", "moment", "vortices" or any other name in `Solution.data` that depends on time alone; a
            function of the `Solution` of the point that returns a number, an xarray.DataArray if it has a unit; or a
            list of these.
        follow: whether each point starts from the last one; else from ``start``.
        field, current, temperature: as in `onnes.solve`; exactly one is, or holds, `onnes.steps`.
        time: dwell at every point [s]; chosen from the relaxation time of psi and doubled as needed if left out.
        frames: records of a dwell.
        start: of the first point, as in `onnes.solve`.
        workers: with follow=False, on what the points run: None for this process, one after another; "threads" for this
            process, one on each core, for small films; a number of processes, which share the cores; a Dask client, or
            the address of its scheduler. A worker that dies loses the point it had, which another one repeats.
        checkpoint: folder that keeps every finished point; if it exists, the sweep goes on from there.
        progress: called with the fraction done and a message that tells the time expected.
        options: further arguments of `onnes.solve`: noise, seed, terms, heat, self_field, cells_per_xi, tolerance,
            precision.

    Raises:
        InputError: no steps, or more than one; a reading or an option that is not known; workers for points that start
            from each other, or arguments that cannot be sent to them.
    """
    reads = checked_reads(read, frames, options)
    check_workers(workers)
    if workers is not None and follow:
        raise InputError("workers", workers, "none where each point starts from the last one", "Give follow=False.")
    swept, values, drive_at = _swept(field, current, temperature)
    identity = identity_of(swept, values, reads, DeviceDrive(device, **drive_at(None, values[0], 0.0)),
                           {"time": time, "frames": frames, "follow": follow, **options})
    folder = None if checkpoint is None else path_of(checkpoint, "checkpoint")

    def told(index: int, done: int, seconds: float) -> None:
        if progress:
            progress(done / len(values), f"{swept} {values[index]:.4g} {UNITS[swept]}, about {seconds:.0f} s more")

    def grid(index: int, origin: Any) -> dict[str, Any]:
        return options | _grid(device, swept, values, index, origin, options.get("cells_per_xi"))

    if follow:
        keeper, began = _Keeper(folder, identity), clock.perf_counter()
        rows, last = keeper.begin(device)
        done = len(rows)
        for index in range(done, len(values)):
            origin, before = (last or start), (values[index - 1] if index else None)
            row, last = held(device, reads, drive_at, values[index], before, origin, time, frames, grid(index, origin))
            rows.append(row)
            keeper.keep(rows, last)
            each = (clock.perf_counter() - began) / (index + 1 - done)
            told(index, index + 1, each * (len(values) - index - 1))
        assert last is not None
    else:
        points = Points(device, reads, [drive_at(None, value, 0.0) for value in values], start, time, frames,
                        [grid(index, start) for index in range(len(values))])
        rows, last = points.read(workers, PointFiles(folder, identity), told)
    along = {swept: ("step", values, {"units": UNITS[swept], "long_name": swept})}
    return Sweep(xr.Dataset(columns(reads, rows, last, ("step",), (len(values),)), along), swept, last)


def _swept(field: Any, current: Mapping[str, Any] | None, temperature: Any):
    """Return the name of what is swept, its values in SI units, and a function that makes the drive of a point."""
    found = stepped(field, current, temperature, Steps)
    if len(found) != 1:
        raise InputError("sweep", f"{len(found)} quantities given as steps",
                         "exactly one of field, current, temperature",
                         'Write for example field=onnes.steps("0 mT", "10 mT", 11).')
    swept, place, through = found[0]
    values = [float(value) for value in through.values(UNITS[swept], swept)]

    def drive(first: float | None, last: float, duration: float) -> dict[str, Any]:
        value = last if first is None or first == last else ramp(first, last, duration)
        given = {"field": field, "current": current, "temperature": temperature}
        given[swept] = {**(current or {}), place: value} if swept == "current" else value
        return given

    return swept, values, drive


def stepped(field: Any, current: Any, temperature: Any, several: type | tuple[type, ...]) -> list[tuple[str, str, Any]]:
    """Return what is given as several values: its name, the terminal of a current (else the name), and the values.

    Args:
        several: types of what stands for several values.

    Raises:
        InputError: several currents without the name of a terminal.
    """
    if isinstance(current, several):
        raise InputError("current", "steps", "currents by the names of terminals",
                         'Write for example current={"source": onnes.steps("0 uA", "10 uA", 11)}.')
    given = [("field", "field", field), ("temperature", "temperature", temperature),
             *(("current", name, each) for name, each in (current or {}).items())]
    return [each for each in given if isinstance(each[2], several)]


def _grid(device: Device, swept: str, values: list[float], index: int, origin: Any,
          cells_per_xi: float | None) -> dict[str, Any]:
    """Return cells per xi of a point: of a sweep of the temperature, of one grid that is fine enough at the lowest."""
    if isinstance(origin, Solution) and (index or cells_per_xi is None):
        return {"cells_per_xi": None}
    if swept != "temperature":
        return {"cells_per_xi": cells_per_xi}
    return {"cells_per_xi": cells_per_xi_at(device, values[index], min(values), cells_per_xi)}


class _Keeper:
    """Keeps finished points of a sweep in a folder: rows as JSON, the last solution as HDF5."""

    def __init__(self, folder: Path | None, identity: dict[str, Any]):
        """Args: identity: see `identity_of`."""
        self.folder, self.identity = folder, identity

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
            raise damaged(self.folder) from error
        check_identity(self.folder, identity, self.identity)
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
