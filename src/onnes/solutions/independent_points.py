"""Points of a sweep that do not depend on each other, on any number of workers."""

from __future__ import annotations

import os
import pickle
import time as clock
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import Any

from onnes.devices import Device
from onnes.errors import InputError
from onnes.numerics.dask_workers import over_dask
from onnes.numerics.jax_settings import prepare_jax
from onnes.numerics.worker_processes import over_processes
from onnes.numerics.worker_threads import over_threads
from onnes.solutions.kept_points import PointFiles
from onnes.solutions.point import Read, Row, held
from onnes.solutions.solution import Solution

Told = Callable[[int, int, float], None]

_THREADS = "threads"
"""Name of the threads of this process, as workers."""


@dataclass(frozen=True)
class Points:
    """Points that do not depend on each other.

    Attributes:
        device: that is read.
        reads: as in `onnes.sweep`.
        drives: field, current and temperature of each point.
        start: of every point, as in `onnes.solve`.
        time, frames: as in `onnes.sweep`.
        options: further arguments of `onnes.solve`, of each point.
    """

    device: Device
    reads: Sequence[Read]
    drives: Sequence[Mapping[str, Any]]
    start: Any
    time: Any
    frames: int
    options: Sequence[Mapping[str, Any]]

    def read(self, workers: Any, files: PointFiles, told: Told) -> tuple[list[Row], Solution]:
        """Return the rows of all points, and the solution of the last.

        Args:
            workers: None for one point after another in this process; "threads" for several at once there, one on each
                core; a number of processes, a Dask client or the address of a scheduler.
            files: which keep finished points.
            told: called after each point with its number, how many are done, and the seconds that the rest takes.

        Raises:
            InputError: no workers; an argument that cannot be sent to other processes.
        """
        count = len(self.drives)
        rows = files.rows(count)
        last = files.last(self.device) if count - 1 in rows else None
        missing, began = [index for index in range(count) if index not in rows], clock.perf_counter()
        for number, (index, (row, solution)) in enumerate(self._done(missing, workers)):
            rows[index], last = row, solution or last
            files.keep(index, row, solution)
            each = (clock.perf_counter() - began) / max(number, 1)
            if not number:
                began = clock.perf_counter()  # the first compiles
            told(index, len(rows), each * (len(missing) - number - 1))
        assert last is not None
        return [rows[index] for index in range(count)], last

    def _done(self, indices: Sequence[int], workers: Any) -> Iterator[tuple[int, tuple[Row, Solution | None]]]:
        """Yield points and what `at` returns, in the order in which they are done."""
        if workers is None or not indices:
            return ((index, self.at(index)) for index in indices)
        if isinstance(workers, int):
            return over_processes(partial(_at, _packed(self)), indices, workers)
        if isinstance(workers, str) and workers == _THREADS:
            return over_threads(self.at, indices, os.cpu_count() or 1)
        return over_dask(partial(_at, _packed(self)), indices, workers)

    def at(self, index: int) -> tuple[Row, Solution | None]:
        """Return what is read at a point; of the last point its solution too."""
        drive = self.drives[index]
        row, solution = held(self.device, self.reads, lambda *_: drive, 0.0, None, self.start, self.time, self.frames,
                             self.options[index])
        return row, solution if index == len(self.drives) - 1 else None


def check_workers(workers: Any) -> None:
    """Refuse what stands for no workers.

    Raises:
        InputError: no positive number, no address and no client.
    """
    whole = isinstance(workers, int) and not isinstance(workers, bool) and workers > 0
    if not (workers is None or whole or isinstance(workers, str) or hasattr(workers, "scatter")):
        raise InputError("workers", workers,
                         f'"{_THREADS}", a number of processes, a Dask client or the address of a Dask scheduler')


def _packed(points: Points) -> bytes:
    """Return points in the form in which they are sent to other processes, functions of one's own with their code."""
    try:
        import cloudpickle as pickler
    except ImportError:
        pickler = pickle
    try:
        packed = pickler.dumps(points)
    except (pickle.PicklingError, AttributeError, TypeError) as error:
        raise _not_sent(str(error)) from error
    if pickler is pickle and b"__main__" in packed:
        raise _not_sent("a function of the script")
    return packed


def _not_sent(what: str) -> InputError:
    return InputError("workers", what, "arguments that can be sent to other processes",
                      'With cloudpickle functions of one\'s own can: pip install "onnes[dask]".')


def _at(packed: bytes, index: int) -> tuple[Row, Solution | None]:
    return _unpacked(packed).at(index)


@lru_cache(maxsize=1)
def _unpacked(packed: bytes) -> Points:
    """Return points, with arrays of double precision; kept, so that all of them share one set-up."""
    prepare_jax()
    return pickle.loads(packed)
