"""Benchmarks: how fast a piece of work is, beside the limit that this machine sets in the same run.

A benchmark is a function in a file of this room that bears ``@benchmark``; it is found and run.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from dataclasses import asdict, dataclass
from importlib import import_module
from typing import Any

from onnes.results.strict_json import json_ready


@dataclass(frozen=True)
class Timing:
    """What one benchmark measured.

    Attributes:
        rate: how much work per second, in ``unit``.
        limit: the rate that the machine would allow, in the same unit.
        limited_by: what sets that limit, in words.
    """

    rate: float
    unit: str
    limit: float
    limited_by: str


@dataclass(frozen=True)
class BenchRow:
    """One line of the table: a timing with its name; ``ratio`` = rate over limit."""

    name: str
    rate: float
    unit: str
    limit: float
    limited_by: str

    @property
    def ratio(self) -> float:
        return self.rate / self.limit

    def as_dict(self) -> dict[str, Any]:
        """The row as the JSON of ``onnes bench --json``."""
        return json_ready(asdict(self) | {"ratio": self.ratio})

    def cells(self) -> tuple[str, ...]:
        """The row as text, for the table."""
        rate, limit = (f"{value:.3g} {self.unit}" for value in (self.rate, self.limit))
        return self.name, rate, limit, f"{self.ratio:.3f}", self.limited_by


_BENCHMARKS: dict[str, Callable[[], Timing]] = {}


def benchmark(name: str) -> Callable[[Callable[[], Timing]], Callable[[], Timing]]:
    """Enter a function as a benchmark under a name."""

    def enter(measure: Callable[[], Timing]) -> Callable[[], Timing]:
        if name in _BENCHMARKS:
            raise ValueError(f"two benchmarks are called {name!r}")
        _BENCHMARKS[name] = measure
        return measure

    return enter


def all_benchmarks() -> dict[str, Callable[[], Timing]]:
    """Every benchmark of every file of this room, by name."""
    room = import_module("onnes.bench")
    for file in sorted(module.name for module in pkgutil.iter_modules(room.__path__)):
        import_module(f"onnes.bench.{file}")
    return dict(_BENCHMARKS)


def run_benchmarks(progress: Callable[[float, str], None] | None = None) -> list[BenchRow]:
    """A row for each benchmark."""
    chosen = all_benchmarks()
    rows = []
    for index, (name, measure) in enumerate(chosen.items()):
        if progress:
            progress(index / len(chosen), name)
        timing = measure()
        rows.append(BenchRow(name, timing.rate, timing.unit, timing.limit, timing.limited_by))
    return rows
