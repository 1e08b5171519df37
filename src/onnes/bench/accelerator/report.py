"""Checks and rates one after the other: one that fails is told as such, and the rest goes on."""

from __future__ import annotations

import gc
import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from onnes.bench.accelerator.checks import Check, checks
from onnes.bench.accelerator.device import Device, memory_held
from onnes.bench.accelerator.rates import Rate, rates
from onnes.bench.accelerator.sizes import Sizes, sizes_for
from onnes.bench.benchmarks import BenchRow, Note, Progress, Timing, chosen
from onnes.bench.triad import triad_bandwidth
from onnes.errors import OnnesError

COLUMNS = ("name", "result", "beside", "bytes per cell", "peak GB", "outcome")
_SHARE_OF_MEMORY = 0.7
_LATEST = 240.0
"""Seconds after which nothing more is begun, since a graphics card may be lent for minutes."""


@dataclass(frozen=True)
class Report:
    """Checks and rates on a device; ``bandwidth`` is that of the triad [bytes/s]."""

    device: Device
    bandwidth: float
    checks: list[Check]
    rows: list[BenchRow]

    @property
    def ok(self) -> bool:
        """Return whether all checks agree with the CPU."""
        return all(check.ok for check in self.checks)

    def as_dict(self) -> dict[str, Any]:
        """Return the report as the JSON of ``onnes bench gpu --json``."""
        return {"device": self.device.as_dict(), "bandwidth": self.bandwidth,
                "checks": [check.as_dict() for check in self.checks], "rows": [row.as_dict() for row in self.rows]}


def measure(words: Sequence[str] = (), sizes: Sizes | None = None, progress: Progress | None = None,
            told: Callable[[tuple[str, ...]], None] | None = None) -> Report:
    """Run the checks and the rates whose names contain one of the words, all without words.

    Args:
        sizes: of the grids; those that suit the device if left out.
        progress: called with the fraction done and the name of what comes next.
        told: called with the cells of each row as soon as it is known, see `COLUMNS`.

    Raises:
        InputError: a word that no name contains.
    """
    device = Device.in_use()
    sizes = sizes or sizes_for(device)
    to_check, to_time = checks(sizes), rates(sizes)
    names = chosen(words, to_check | to_time)
    report, began = Report(device, triad_bandwidth(), [], []), time.monotonic()
    for index, name in enumerate(names):
        if progress:
            progress(index / len(names), name)
        late = time.monotonic() - began > _LATEST
        if name in to_check:
            report.checks.append(check := _checked(name, to_check[name], late))
            cells = cells_of_check(check)
        else:
            report.rows.append(row := _timed(name, to_time[name], device, late))
            cells = cells_of_row(row)
        if told:
            told(cells)
    return report


def cells_of_check(check: Check) -> tuple[str, ...]:
    """Return a check as text, in the columns of the table."""
    return check.name, f"{check.deviation:.2g}", f"{check.allowed:g} allowed", "", "", check.outcome


def cells_of_row(row: BenchRow) -> tuple[str, ...]:
    """Return a rate as text, in the columns of the table."""
    outcome = str(row.notes["outcome"])
    if math.isnan(row.rate):
        return row.name, "", "", "", "", outcome
    per_cell, peak = (row.notes.get(name) for name in ("bytes per cell held", "peak device memory GB"))
    return (row.name, f"{row.rate:.3g} {row.unit}", f"{100 * row.ratio:.3g} % of bandwidth",
            "" if per_cell is None else f"{per_cell:.0f}", "" if peak is None else f"{peak:.3g}", outcome)


def _checked(name: str, work: Callable[[], Any], late: bool) -> Check:
    why, check = _attempted(lambda: Check.of(name, work), late)
    return Check(name, math.nan, why) if check is None else check


def _timed(name: str, rate: Rate, device: Device, late: bool) -> BenchRow:
    gc.collect()  # what earlier rows held would count for this one
    before = memory_held()
    if rate.needed > _SHARE_OF_MEMORY * device.memory:
        return _without_result(name, f"not run: may need {rate.needed / 1e9:.3g} GB")
    why, timing = _attempted(rate.measure, late)
    if timing is None:
        return _without_result(name, why)
    notes = {**timing.notes, **_memory_notes(timing, before, memory_held()), "outcome": "measured"}
    return BenchRow.of(name, Timing(timing.rate, timing.unit, timing.limit, timing.limited_by, notes))


def _without_result(name: str, why: str) -> BenchRow:
    return BenchRow.of(name, Timing(math.nan, "", math.nan, "", {"outcome": why}))


def _memory_notes(timing: Timing, before: tuple[int, int] | None, after: tuple[int, int] | None) -> dict[str, Note]:
    """Return bytes per cell, of the program or, where the device counts and this row set the peak, of the row."""
    notes: dict[str, Note] = {}
    if "bytes per cell held by the program" in timing.notes:
        notes["bytes per cell held"] = timing.notes["bytes per cell held by the program"]
    if before and after:
        notes["peak device memory GB"] = after[1] / 1e9
        if after[1] > before[1]:
            notes["bytes per cell held"] = (after[1] - before[0]) / int(timing.notes["cells"] or 0)
    return notes


def _attempted(work: Callable[[], Any], late: bool) -> tuple[str, Any]:
    """Return the result, or why there is none; a device out of memory raises a RuntimeError."""
    if late:
        return f"not run: {_LATEST:g} s were over", None
    try:
        return "", work()
    except (RuntimeError, MemoryError, OnnesError) as error:
        first = (str(error).strip() or type(error).__name__).splitlines()[0]
        return f"failed: {first[:100]}", None
