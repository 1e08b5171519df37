"""The benchmark table: rates beside limits, found by themselves."""

import json

import pytest
from typer.testing import CliRunner

from onnes.bench import Timing, all_benchmarks, benchmark
from onnes.bench.stopwatch import best_seconds
from onnes.cli.main import app


def test_the_stopwatch_takes_the_shortest_run_after_a_warm_up(monkeypatch):
    clock = iter([0.0, 5.0, 10.0, 12.0, 20.0, 23.0])
    monkeypatch.setattr("time.perf_counter", lambda: next(clock))
    runs = []
    assert best_seconds(lambda: runs.append(1), repeats=3) == 2.0
    assert len(runs) == 4


def test_benchmarks_are_found_and_names_are_unique():
    found = all_benchmarks()
    assert len(found) >= 2
    with pytest.raises(ValueError, match="two benchmarks"):
        benchmark(next(iter(found)))(lambda: Timing(1, "", 1, ""))


def test_the_command_shows_ratios(monkeypatch):
    monkeypatch.setattr("onnes.bench.benchmarks.all_benchmarks",
                        lambda: {"work": lambda: Timing(2.0, "cells/s", 8.0, "memory")})
    outcome = CliRunner().invoke(app, ["bench", "--json"])
    assert outcome.exit_code == 0
    assert json.loads(outcome.stdout)["rows"] == [
        {"name": "work", "rate": 2.0, "unit": "cells/s", "limit": 8.0, "limited_by": "memory", "ratio": 0.25}]
    assert "0.250" in CliRunner().invoke(app, ["bench"]).stdout
