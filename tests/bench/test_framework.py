"""The benchmark table: rates beside limits, found by themselves, chosen by words."""

import json
import subprocess
import sys

import pytest
from typer.testing import CliRunner

from onnes.bench import BenchRow, Timing, all_benchmarks, benchmark, run_benchmarks
from onnes.bench.arithmetic import multiply_add_rate
from onnes.bench.film_growth import exponent
from onnes.bench.memory import peak_of_this_process
from onnes.bench.stopwatch import best_seconds
from onnes.cli.main import app
from onnes.errors import InputError


def test_the_stopwatch_takes_the_shortest_run_after_a_warm_up(monkeypatch):
    clock = iter([0.0, 5.0, 10.0, 12.0, 20.0, 23.0])
    monkeypatch.setattr("time.perf_counter", lambda: next(clock))
    runs = []
    assert best_seconds(lambda: runs.append(1), repeats=3) == 2.0
    assert len(runs) == 4


def test_benchmarks_are_found_and_names_are_unique():
    found = all_benchmarks()
    for topic in ("square film", "cost growth", "right-hand side in bulk, 2D", "static state", "potential of a disc"):
        assert any(topic in name for name in found)
    with pytest.raises(ValueError, match="two benchmarks"):
        benchmark(next(iter(found)))(lambda: Timing(1, "", 1, ""))


@pytest.fixture
def two_rows(monkeypatch):
    work = {"Work of one kind": lambda: Timing(2.0, "cells/s", 8.0, "memory", {"steps": 3, "seconds": 0.25}),
            "work of another": lambda: Timing(1.0, "cells/s", 0.5, "a peer")}
    monkeypatch.setattr("onnes.bench.benchmarks.all_benchmarks", lambda: work)


def test_rows_are_chosen_by_words(two_rows):
    assert [row.name for row in run_benchmarks()] == ["Work of one kind", "work of another"]
    assert [row.name for row in run_benchmarks(["ONE"])] == ["Work of one kind"]
    assert len(run_benchmarks(["one", "another"])) == 2
    with pytest.raises(InputError, match="part of the name") as trouble:
        run_benchmarks(["one", "nothing"])
    assert trouble.value.got == "nothing"


def test_the_command_shows_ratios_notes_and_load(two_rows, monkeypatch):
    monkeypatch.setattr("os.getloadavg", lambda: (1.5, 0, 0))
    outcome = CliRunner().invoke(app, ["bench", "one", "--json"])
    assert outcome.exit_code == 0
    assert json.loads(outcome.stdout)["rows"] == [
        {"name": "Work of one kind", "rate": 2.0, "unit": "cells/s", "limit": 8.0, "limited_by": "memory",
         "notes": {"steps": 3, "seconds": 0.25}, "load": 1.5, "ratio": 0.25}]
    shown = CliRunner().invoke(app, ["bench"]).stdout
    assert "0.250" in shown
    assert "2.000" in shown


def test_json_stays_strict_where_a_number_is_not_finite():
    row = BenchRow.of("r", Timing(float("inf"), "s", 1.0, "", {"x": float("nan")}))
    assert json.loads(json.dumps(row.as_dict(), allow_nan=False))["notes"] == {"x": None}


@pytest.mark.parametrize("arguments", [["no such row"], ["--quick"], ["--environment", "somewhere"],
                                       ["--against", "another", "--environment", "x"], ["--against", "tdgl"]])
def test_bad_input_is_told_and_ends_with_code_2(arguments):
    outcome = CliRunner().invoke(app, ["bench", *arguments])
    assert outcome.exit_code == 2
    assert "expected" in outcome.stderr
    assert "Traceback" not in outcome.stderr


@pytest.mark.parametrize("power", [0.0, 1.0, 1.15])
def test_the_exponent_of_a_power_law_is_its_power(power):
    assert exponent({n: 3e-7 * n**power for n in (10_000, 101_124, 1_002_001)}) == pytest.approx(power, abs=1e-12)


def test_peak_memory_is_that_of_the_process_itself_and_grows_with_what_it_holds():
    code = "from onnes.bench.memory import peak_of_this_process as p; b = bytes([1]) * int({}); print(p())"
    small, large = (int(subprocess.run([sys.executable, "-c", code.format(size)], capture_output=True, text=True,
                                       check=True).stdout) for size in (1, 1e8))
    assert large - small == pytest.approx(1e8, rel=0.1)
    assert small < peak_of_this_process()


def test_arithmetic_is_counted_in_operations_a_second():
    assert 1e8 < multiply_add_rate() < 1e14
