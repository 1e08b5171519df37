"""phase_diagram: readings of a device over a map of two of field, current and temperature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from onnes.devices import Device
from onnes.drives import Steps
from onnes.errors import InputError, door
from onnes.results.paths import path_of
from onnes.solutions.drive import DeviceDrive
from onnes.solutions.independent_points import Points, check_workers
from onnes.solutions.kept_points import PointFiles, identity_of
from onnes.solutions.point import UNITS, Read, cells_per_xi_at, checked_reads, columns
from onnes.solutions.solution import Solution
from onnes.solutions.sweeps import stepped
from onnes.solutions.tdgl import Progress
from onnes.units import to_si

if TYPE_CHECKING:
    from matplotlib.axes import Axes


@dataclass(frozen=True, eq=False)
class PhaseDiagram:
    """Readings of a device over a map of two drives.

    Attributes:
        data: Dataset over two of the dimensions field, current and temperature, in SI units: of each reading its value,
            ``<name>_uncertainty`` and ``<name>_steady``.
        last: solution at the last point.
    """

    data: xr.Dataset
    last: Solution

    def __getitem__(self, name: str) -> xr.DataArray:
        return self.data[name]

    def __repr__(self) -> str:
        return f"PhaseDiagram over {' x '.join(f'{n} {name}s' for name, n in self.data.sizes.items())}\n{self.data}"

    def plot(self, name: str | None = None, ax: Axes | None = None) -> Axes:
        """Draw a map of a reading (the first if left out); dots mark points where it does not stand still."""
        from onnes.solutions.pictures import plot_phase_diagram

        return plot_phase_diagram(self, name, ax)


@door
def phase_diagram(device: Device, *, read: Read | list[Read] = "mean_density", field: Any = 0.0,
                  current: Mapping[str, Any] | None = None, temperature: Any = None, time: Any = None,
                  frames: int = 20, start: Any = None, workers: Any = None, checkpoint: str | Path | None = None,
                  progress: Progress | None = None, **options: Any) -> PhaseDiagram:
    """Read a device at every pair of values of two of field, current and temperature.

    Each point is a run of its own from ``start``, held until its readings agree as in `onnes.sweep`; what depends on
    history, such as trapped vortices, is that of switching field and current on at once. All points share one
    grid, fine enough at the lowest temperature, and one compiled program in each process.

    Args:
        device: a `Film`, a `Bulk` or a `Solid`.
        read: as in `onnes.sweep`; "voltage", "moment", "mean_density", ..., a function of the `Solution`, or a list.
        field, current, temperature: as in `onnes.solve`; two of them are, or hold, a list of values or `onnes.steps`:
            ``field=["0 T", "0.1 T"], current={"source": onnes.steps("0 uA", "50 uA", 11)}``.
        time, frames, progress, options: as in `onnes.sweep`.
        start: of every point, as in `onnes.solve`.
        workers: None for this process, one point after another; "threads" for this process, one point on each core, for
            small films; a number of processes, which share the cores; a Dask client, or the address of its scheduler. A
            worker that dies loses the point it had, which another one repeats.
        checkpoint: folder that keeps every finished point; if it exists, the rest is done.

    Raises:
        InputError: not two quantities of several values; else as `onnes.sweep`.
    """
    reads = checked_reads(read, frames, options)
    check_workers(workers)
    axes = stepped(field, current, temperature, (Steps, list, np.ndarray))
    if len({name for name, _, _ in axes}) != 2 or len(axes) != 2:
        raise InputError("phase_diagram", f"{len(axes)} quantities of several values",
                         "two of field, current, temperature",
                         'Write for example field=onnes.steps("0 mT", "10 mT", 11), temperature=["4 K", "5 K"].')
    names = tuple(name for name, _, _ in axes)
    values = [_values(name, given) for name, _, given in axes]
    pairs = list(product(*values))

    def drive(pair: Sequence[float]) -> dict[str, Any]:
        given: dict[str, Any] = {"field": field, "current": current, "temperature": temperature}
        for (name, place, _), value in zip(axes, pair, strict=True):
            given[name] = {**given[name], place: value} if name == "current" else value
        return given

    def grid(pair: Sequence[float]) -> dict[str, Any]:
        if "temperature" not in names or isinstance(start, Solution):
            return options
        axis, cells = names.index("temperature"), options.get("cells_per_xi")
        return options | {"cells_per_xi": cells_per_xi_at(device, pair[axis], min(values[axis]), cells)}

    def told(index: int, done: int, seconds: float) -> None:
        if progress:
            here = ", ".join(f"{name} {value:.4g} {UNITS[name]}" for name, value in
                             zip(names, pairs[index], strict=True))
            progress(done / len(pairs), f"{here}, about {seconds:.0f} s more")

    identity = identity_of(names, values, reads, DeviceDrive(device, **drive(pairs[0])),
                           {"time": time, "frames": frames, **options})
    files = PointFiles(None if checkpoint is None else path_of(checkpoint, "checkpoint"), identity)
    points = Points(device, reads, [drive(pair) for pair in pairs], start, time, frames, [grid(pair) for pair in pairs])
    rows, last = points.read(workers, files, told)
    along = {name: (name, each, {"units": UNITS[name], "long_name": name})
             for name, each in zip(names, values, strict=True)}
    shape = (len(values[0]), len(values[1]))
    return PhaseDiagram(xr.Dataset(columns(reads, rows, last, names, shape), along), last)


def _values(name: str, given: Any) -> list[float]:
    """Return the values of an axis in SI units, which rise or fall."""
    values = [float(each) for each in given.values(UNITS[name], name)] if isinstance(given, Steps) else (
        [to_si(each, UNITS[name], name) for each in given])
    if len(values) < 2 or not abs(np.sum(np.sign(np.diff(values)))) == len(values) - 1:
        raise InputError(name, given, "two values or more that rise or fall all along")
    return values
