"""``onnes bench gpu``: differences from the CPU are found, sizes fit the memory, failures are told, all is printed."""

import json
import re
from dataclasses import replace
from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from typer.testing import CliRunner

from onnes.bench import BenchRow, Timing
from onnes.bench.accelerator import SMALLEST, Check, checks, measure, report
from onnes.bench.accelerator.checks import ALLOWED, force, largest_deviation
from onnes.bench.accelerator.device import Device
from onnes.bench.accelerator.rates import Rate, rates
from onnes.bench.accelerator.sizes import ON_ACCELERATOR, ON_PROCESSOR, sizes_for
from onnes.bench.square_film import SquareFilm
from onnes.cli.main import app
from onnes.drives.protocols import Steady
from onnes.energies import Drive, State, ginzburg_landau, uniform_state
from onnes.grids import Grid, Sample
from onnes.laws.tdgl import TDGL

CARD = Device("a card", "gpu", 141 * 10**9, "0.10", "float64")


def test_the_deviation_is_relative_to_the_largest_number_of_each_array():
    expected = {"psi": np.array([3.0 + 4.0j, 0.1]), "A": (np.array([1e-6, 2e-6]), None)}
    assert largest_deviation(expected, expected) == 0.0
    assert largest_deviation({**expected, "psi": np.array([3.0 + 4.0j, 0.1 + 5e-9])}, expected) == pytest.approx(1e-9)
    assert largest_deviation({**expected, "A": (np.array([1e-6, 2.002e-6]), None)}, expected) == pytest.approx(1e-3)


@pytest.mark.parametrize("found", [np.array([1.0, np.nan]), np.array([np.inf, 1.0]), np.array([1.0]),
                                   (np.array([1.0, 1.0]),)])
def test_what_is_not_finite_or_of_another_shape_differs_without_bound(found):
    assert largest_deviation(found, np.array([1.0, 1.0])) == np.inf
    assert largest_deviation(np.zeros(2), np.zeros(2)) == 0.0
    assert largest_deviation(np.full(2, 1e-300), np.zeros(2)) == np.inf


@pytest.fixture
def another_device(monkeypatch):
    """Return a function that lets what is computed on the device differ from the CPU by a factor."""
    def differing(factor: float) -> None:
        calls = iter([factor, 1.0])  # the device comes first, then the CPU

        def on(device, work):
            by = next(calls)
            return jax.tree.map(lambda leaf: by * np.asarray(leaf), work())

        monkeypatch.setattr("onnes.bench.accelerator.checks._on", on)

    return differing


@pytest.mark.parametrize(("factor", "outcome"), [(1 + 0.1 * ALLOWED, "itself"), (1 + 10 * ALLOWED, "differs"),
                                                 (np.nan, "differs")])
def test_a_device_that_computes_something_else_is_found(another_device, factor, outcome):
    another_device(factor)
    check = Check.of("force", partial(force, (6, 6)))
    assert outcome in check.outcome
    assert check.ok == (outcome == "itself")


def test_single_precision_does_not_pass_for_double():
    exact = force((6, 6))
    rounded = jax.tree.map(lambda g: np.asarray(g).astype(np.complex64 if np.iscomplexobj(g) else np.float32), exact)
    assert 1e-9 < largest_deviation(rounded, jax.tree.map(np.asarray, exact)) < 1e-6


def test_the_compared_state_is_no_symmetric_one_whose_forces_vanish():
    gradient = force((6, 6, 6))
    assert isinstance(gradient, State)
    for part in jax.tree.leaves(gradient):
        assert float(jnp.max(jnp.abs(part))) > 0.01


def test_sizes_are_those_of_the_kind_of_device_and_cover_what_was_asked_of_a_card():
    assert sizes_for(CARD) is ON_ACCELERATOR
    assert sizes_for(replace(CARD, platform="cpu")) is ON_PROCESSOR
    names = [*checks.checks(ON_ACCELERATOR), *rates(ON_ACCELERATOR)]
    for part in ("force in bulk, 8192 x 8192", "force in bulk, 512 x 512 x 512", "steps of a film, 4096 x 4096",
                 "steps of a film with self-field, 4096 x 4096", "check: a step in bulk"):
        assert any(part in name for name in names)
    assert max(rate.needed for rate in rates(ON_ACCELERATOR).values()) < 0.7 * CARD.memory
    assert sum(rate.needed for rate in rates(ON_PROCESSOR).values()) < 1e9


def test_a_force_is_timed_with_its_memory_and_found_beside_the_bandwidth():
    found = measure(["force in bulk, 24 x 24"], SMALLEST)
    (row,) = found.rows
    assert found.checks == []
    assert row.limit == pytest.approx(found.bandwidth / 64)
    # psi and A in, psi and A out: 32 bytes a cell each; edges are fewer than nodes by one row
    assert 60 < row.notes["bytes per cell held"] < 250
    assert row.rate == pytest.approx(576 / (1e-3 * row.notes["ms per evaluation"]))
    assert row.notes["outcome"] == "measured"


@pytest.fixture
def four_rows(monkeypatch):
    """Let one rate be measured, one run out of memory, one ask for more than there is, and one check fail."""
    def exhausted():
        raise RuntimeError("RESOURCE_EXHAUSTED: Out of memory\nallocating 1 TB")

    timing = Timing(2.0, "cells/s", 8.0, "bandwidth", {"cells": 100, "bytes per cell held by the program": 70.0})
    monkeypatch.setattr(report, "triad_bandwidth", lambda: 4e12)
    monkeypatch.setattr(report, "rates", lambda sizes: {
        "small": Rate(lambda: timing, 1), "large": Rate(exhausted, 1), "huge": Rate(lambda: timing, 10**15)})
    monkeypatch.setattr(report, "checks", lambda sizes: {"check: a sum": lambda: np.ones(3)})


def test_a_row_that_fails_is_told_and_the_rest_goes_on(four_rows):
    told, at = [], []
    found = measure(progress=lambda share, name: at.append(name), told=told.append)
    assert at == ["check: a sum", "small", "large", "huge"]
    assert [row.notes["outcome"] for row in found.rows] == [
        "measured", "failed: RESOURCE_EXHAUSTED: Out of memory", "not run: may need 1e+06 GB"]
    assert [cells[0] for cells in told] == at
    assert {len(cells) for cells in told} == {len(report.COLUMNS)}
    assert found.ok


def test_what_comes_too_late_is_not_begun(four_rows, monkeypatch):
    clock = iter([0.0, 10.0, 20.0, 241.0, 242.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    outcomes = [row.notes["outcome"] for row in measure().rows]
    assert outcomes == ["measured", "not run: 240 s were over", "not run: may need 1e+06 GB"]


def test_a_card_tells_the_memory_of_a_row_where_that_row_set_the_peak(four_rows, monkeypatch):
    held = iter([(1000, 5000), (1000, 9000), (1000, 9000), (1000, 9000)])
    monkeypatch.setattr(report, "memory_held", lambda: next(held, (1000, 9000)))
    row = measure(["small"]).rows[0]
    assert row.notes["bytes per cell held"] == 80.0  # (9000 - 1000)/100
    assert row.notes["peak device memory GB"] == 9e-6
    assert measure(["small"]).rows[0].notes["bytes per cell held"] == 70.0  # the peak was there before


def test_the_command_prints_one_object_or_a_table_and_fails_with_a_check(four_rows, monkeypatch):
    printed = CliRunner().invoke(app, ["bench", "gpu", "--json"])
    assert printed.exit_code == 0
    found = json.loads(printed.stdout)
    assert found["device"]["precision"] == "float64"
    assert found["bandwidth"] == 4e12
    assert found["checks"] == [
        {"name": "check: a sum", "deviation": 0.0, "outcome": "the CPU itself", "allowed": 1e-10}]
    assert [(row["rate"], row["ratio"]) for row in found["rows"]] == [(2.0, 0.25), (None, None), (None, None)]

    monkeypatch.setattr(report, "checks", lambda sizes: {"check: a sum": lambda: np.array([np.nan])})
    table = CliRunner().invoke(app, ["bench", "gpu"])
    assert table.exit_code == 1
    for said in ("differs", "25 % of bandwidth", "triad 4000 GB/s", "RESOURCE_EXHAUSTED", jax.__version__):
        assert said in table.stdout
    assert "small  2 cells/s" in table.stderr  # as soon as it was known


def test_the_group_is_reached_by_its_word_alone(four_rows, monkeypatch):
    monkeypatch.setattr("onnes.bench.run_benchmarks", lambda words, progress: [BenchRow("own", 1.0, "", 1.0, "")])
    assert [row["name"] for row in json.loads(CliRunner().invoke(app, ["bench", "--json"]).stdout)["rows"]] == ["own"]
    chosen = json.loads(CliRunner().invoke(app, ["bench", "gpu", "small", "--json"]).stdout)
    assert [row["name"] for row in chosen["rows"]] == ["small"]
    assert CliRunner().invoke(app, ["bench", "gpu", "nothing of the kind"]).exit_code == 2


@pytest.mark.long
def test_all_checks_and_rates_run_on_the_smallest_grids():
    found = measure(sizes=SMALLEST)
    assert found.ok
    assert len(found.checks) == 6
    assert all(row.notes["outcome"] == "measured" and row.ratio > 0 for row in found.rows)
    steps = next(row for row in found.rows if row.name.startswith("steps of a film,"))
    assert steps.rate == pytest.approx(256 / (1e-3 * steps.notes["ms per step"]))
    assert steps.limit == pytest.approx(found.bandwidth / (64 * steps.notes["stages and iterations per step"]))


def _film(side=12.0, **options):
    film = SquareFilm(side, **options)
    law = film.law()
    return law, film.start(law)


def _cylinder_of_a_square():
    grid = Grid((0.5 * np.arange(24),) * 2)
    return TDGL(ginzburg_landau(Sample(grid), 2.0), Steady(Drive()), conductivity=1.0), uniform_state(grid)


@pytest.mark.long
@pytest.mark.parametrize("case", [_film, partial(_film, pearl=20.0), partial(_film, pearl=20.0, hole_radius=2.0),
                                  partial(_film, side=150.0), _cylinder_of_a_square])
def test_a_step_can_be_compiled_for_a_card_without_calls_of_libraries_of_the_processor(case):
    law, state = case()
    setup = law.stepper.prepare(law, state)
    arrays, rest = eqx.partition((law, setup, *law.stepper.begin(law, setup, state, 0.0)), eqx.is_array)

    def step(arrays, t, h):
        law, setup, state, memory = eqx.combine(arrays, rest)
        return eqx.filter(law.stepper.attempt(law, setup, law.protocol, state, memory, None, t, h), eqx.is_array)

    program = jax.jit(step).trace(arrays, jnp.zeros(()), jnp.asarray(0.05)).lower(lowering_platforms=("cuda",))
    assert re.findall("custom_call", program.as_text()) == []
