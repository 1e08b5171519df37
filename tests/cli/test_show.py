"""What people are shown: tables as wide as the terminal, whole numbers with their units, time that is left."""

import re

import pytest

from onnes.bench.benchmarks import BenchRow
from onnes.cli import progress as reports
from onnes.cli import show
from onnes.cli.progress import progress_shown
from onnes.results import Reading

READINGS = {
    "critical_temperature": Reading(9.25, "K", 0.05, "where the resistance of the film falls to one half of what it "
                                    "was in the normal state, averaged over both directions of the current"),
    "moment": Reading(-5.947e-18, "A m^2", None, "magnetic moment, at the end"),
    "penetration_depth": Reading(52.23097e-9, "m", 5e-13, "lambda"),
    "steps": Reading(12345, "", None, "time steps taken"),
    "gap": Reading(2.859e-23, "J", 1e-31, "Delta(T)"),
}


@pytest.fixture
def terminal(monkeypatch):
    """Sets the width of the terminal."""
    from rich.console import Console

    def of(width):
        monkeypatch.setattr(show, "_console", lambda: Console(width=width))

    return of


@pytest.mark.parametrize("width", [28, 40, 60, 80, 120, 200])
def test_readings_fit_the_terminal_and_numbers_keep_their_units(terminal, capsys, width):
    terminal(width)
    show.show_readings("film", READINGS, [])
    lines = capsys.readouterr().out.splitlines()
    assert max(map(len, lines)) <= width
    for whole in ("critical_temperature", "9.250 ± 0.050 K", "-5.947 × 10⁻¹⁸ A m²", "12345", "178.4 µeV",
                  "52.23097 ± 0.00050 nm"):
        assert any(whole in line for line in lines)
    words = re.sub(r"\s+", " ", " ".join(lines))
    assert "averaged" in words


def test_a_reading_without_a_value_says_why(capsys):
    show.show_readings("film", {"time": Reading(None, "s", absent="not reached"), "moment": Reading(float("nan")),
                                "fraction": Reading(0.5, absent="not reached")}, [])
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert ["time", "not", "reached"] in lines
    assert ["moment", "none"] in lines
    assert ["fraction", "0.5"] in lines


def test_energies_of_a_table_share_the_unit_of_the_largest(capsys):
    show.show_readings("film", {"energy": Reading(-2.5e-16, "J"), "joule_heat": Reading(4.0e-18, "J"),
                                "source_work": Reading(None, "J"), "time": Reading(2e-12, "s")}, [])
    said = capsys.readouterr().out
    assert "-250 aJ" in said
    assert " 4 aJ" in said
    assert "2 ps" in said


def test_a_line_a_row_whatever_the_width(terminal, capsys):
    row = BenchRow("square film, 9.5k points, gamma 10", 321.0, "tau0/s", 4000.0,
                   "memory bandwidth (triad, measured now)", {"steps": 300, "points": 9500, "compilation s": 3.1}, 1.0)
    for width, parts in ((60, 2), (120, 5), (200, 6)):
        terminal(width)
        show.show_lines("Benchmarks", ["name", "rate", "limit", "ratio", "limited by", "notes"],
                        [row.cells(), row.cells()])
        lines = [line for line in capsys.readouterr().out.splitlines() if row.name in line]
        assert len(lines) == 2
        assert all(cell in lines[0] for cell in row.cells()[:parts])
        assert max(map(len, lines)) <= width


def test_the_inputs_of_one_experiment(onnes):
    listed = onnes("list", "pendulum")
    assert listed.exit_code == 0
    for word in ("length", "1 m", "length of the string", "freely, never, interrupted, broken"):
        assert word in listed.stdout
    for words in (["run", "pendulum", "--help"], ["run", "-h", "pendulum"]):
        outcome = onnes(*words)
        assert outcome.exit_code == 0
        assert outcome.stdout == listed.stdout
    assert "[KEY=VALUE]" in onnes("run", "--help").stdout
    assert "Did you mean pendulum" in onnes("list", "pendulun").stderr


def test_the_time_that_is_left_is_told(monkeypatch, capsys):
    """From the pace since the first report that something was done: set-up does not come again."""
    clock = iter([100.0, 101.0, 104.0])
    monkeypatch.setattr(reports.time, "monotonic", lambda: next(clock))
    with progress_shown("run") as report:
        report(0.2, "first")
        report(0.3, "second")
        report(0.4, "third")
    lines = capsys.readouterr().err.splitlines()
    assert lines[0].endswith("first")
    assert lines[1].endswith("second, 7 s left")
    assert lines[2].endswith("third, 12 s left")
