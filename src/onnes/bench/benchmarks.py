"""Registration and execution of benchmarks: the rate of a piece of work beside a comparison in the same run.

A benchmark is a function in a file of this package decorated by ``@benchmark``; it is found and run.
"""

from __future__ import annotations

import os
import pkgutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from importlib import import_module
from typing import Any

from onnes.errors import InputError
from onnes.results.strict_json import json_ready

Note = float | int | str | bool | None
Progress = Callable[[float, str], None]


@dataclass(frozen=True)
class Timing:
    """Measurement of one benchmark.

    Attributes:
        rate: work per second, in ``unit``.
        limit: comparison in the same unit: the rate that the machine would allow, or that of another way to do the same
            work.
        limited_by: description of that limit.
        notes: further numbers, by name.
    """

    rate: float
    unit: str
    limit: float
    limited_by: str
    notes: Mapping[str, Note] = field(default_factory=dict)


@dataclass(frozen=True)
class BenchRow:
    """Row of the table: a timing with its name; ``ratio`` = rate over limit.

    Attributes:
        load: number of running or waiting processes, averaged over the minute that ended with the measurement; if it
            exceeds the number of processors the machine was shared. None if the system does not report it.
    """

    name: str
    rate: float
    unit: str
    limit: float
    limited_by: str
    notes: Mapping[str, Note] = field(default_factory=dict)
    load: float | None = None

    @classmethod
    def of(cls, name: str, timing: Timing) -> BenchRow:
        """Return the row of a timing that was just measured."""
        return cls(name, timing.rate, timing.unit, timing.limit, timing.limited_by, timing.notes, load_average())

    @property
    def ratio(self) -> float:
        """Rate over limit."""
        return self.rate / self.limit

    def as_dict(self) -> dict[str, Any]:
        """Return the row as the JSON of ``onnes bench --json``."""
        return json_ready(asdict(self) | {"ratio": self.ratio})

    def cells(self) -> tuple[str, ...]:
        """Return the row as text, for the table."""
        rate, limit = (f"{value:.3g} {self.unit}" for value in (self.rate, self.limit))
        notes = ", ".join(f"{name} {_short(value)}" for name, value in self.notes.items())
        return self.name, rate, limit, f"{self.ratio:.3f}", self.limited_by, notes


def _short(value: Note) -> str:
    return f"{value:.4g}" if isinstance(value, float) else str(value)


def load_average() -> float | None:
    """Return the load average of the last minute, or None if the system does not report it."""
    try:
        return os.getloadavg()[0]
    except OSError:
        return None


_BENCHMARKS: dict[str, Callable[[], Timing]] = {}


def benchmark(name: str) -> Callable[[Callable[[], Timing]], Callable[[], Timing]]:
    """Register a function as a benchmark under a name."""

    def enter(measure: Callable[[], Timing]) -> Callable[[], Timing]:
        if name in _BENCHMARKS:
            raise ValueError(f"two benchmarks are called {name!r}")
        _BENCHMARKS[name] = measure
        return measure

    return enter


def all_benchmarks() -> dict[str, Callable[[], Timing]]:
    """Return every benchmark of every file of this package, by name."""
    package = import_module("onnes.bench")
    for file in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
        import_module(f"onnes.bench.{file}")
    return dict(_BENCHMARKS)


def chosen(words: Sequence[str], known: Mapping[str, Any]) -> list[str]:
    """Return the names that contain one of the words, ignoring case; all of them without words.

    Raises:
        InputError: a word that no name contains.
    """
    for word in words:
        if not word.strip() or not any(word.casefold() in name.casefold() for name in known):
            raise InputError("row", word, "a part of the name of a benchmark", f"Known: {'; '.join(known)}.")
    return [name for name in known if not words or any(word.casefold() in name.casefold() for word in words)]


def run_benchmarks(words: Sequence[str] = (), progress: Progress | None = None) -> list[BenchRow]:
    """Run the benchmarks whose names contain one of the words and return a row for each, see `measured`."""
    return measured(all_benchmarks(), words, progress)


def measured(known: Mapping[str, Callable[[], Timing]], words: Sequence[str] = (),
             progress: Progress | None = None) -> list[BenchRow]:
    """Make the measurements whose names contain one of the words and return a row for each.

    Args:
        known: measurements by name.
        words: parts of names; all if empty.
        progress: called with the fraction done and the name.

    Raises:
        InputError: a word that no name contains.
    """
    names = chosen(words, known)
    rows = []
    for index, name in enumerate(names):
        if progress:
            progress(index / len(names), name)
        rows.append(BenchRow.of(name, known[name]()))
    return rows
