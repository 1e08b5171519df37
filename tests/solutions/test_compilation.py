"""A change of a number never compiles anew (case C17)."""

import logging
from contextlib import contextmanager

import jax
import numpy as np
import pytest

import onnes


@pytest.fixture
def compiled(caplog):
    """Return a context that gives the names of what was compiled within it."""
    @contextmanager
    def listening():
        names = []
        caplog.clear()
        with jax.log_compiles(), caplog.at_level(logging.WARNING):
            yield names
        names += [text.split()[1] for text in caplog.messages if text.startswith("Compiling ")]
    return listening


FIRST = {"time": "3 ps", "field": "10 mT", "current": {"source": "1 uA"}}


@pytest.mark.parametrize("change", [
    {"field": "11 mT"}, {"current": {"source": "2 uA"}}, {"current": None}, {"time": "4.1 ps"}, {"tolerance": 2e-3},
    {"field": onnes.ramp("0 mT", "20 mT", "2 ps")}, {"current": {"source": onnes.sine("1 uA", "1 THz")}},
    {"field": lambda t: 1e9 * t}, {"field": onnes.pulse("5 mT", "1 ps", "1 ps")}, {"field": ("1 T", 0, "10 mT")},
    {"temperature": onnes.ramp("5 K", "8 K", "2 ps")}, {"temperature": onnes.sine("1 K", "1 THz", offset="6 K")}],
    ids=lambda change: str(next(iter(change))))
def test_another_number_runs_the_same_programs(lab, compiled, change):
    lab.solve(lab.strip(), **FIRST)
    with compiled() as names:
        lab.solve(lab.strip(), **FIRST)
    assert names == []
    with compiled() as names:
        lab.solve(lab.strip(), **{**FIRST, **change})
    assert names == []


@pytest.mark.parametrize("change", [{"penetration_depth": "210 nm"}, {"resistivity": "160 nohm m"}, {"gamma": 10.0},
                                    {"disorder": 1}, {"u": 6.0}, {"thickness": "11 nm"}],
                         ids=lambda change: str(next(iter(change))))
def test_another_metal_runs_the_same_programs(lab, compiled, change):
    """Of another film on a grid of the same number of nodes."""
    lab.solve(lab.strip(), **FIRST)
    with compiled() as names:
        lab.solve(lab.strip(**change), **FIRST)
    assert names == []


def test_going_on_compiles_once(lab, compiled):
    run = lab.solve(lab.strip(), **FIRST)
    run.resume("1 ps")
    with compiled() as names:
        run.resume("1 ps")
        run.resume("1 ps", field="12 mT")
        lab.solve(lab.strip(), **{**FIRST, "field": "13 mT"}, start=run)
    assert names == []


def test_steps_of_a_run_share_one_program(lab, compiled):
    """Windows of a drive, jumps, records: as many as there are, with arrays of one form."""
    lab.solve(lab.strip(), **FIRST)
    with compiled() as names:
        run = lab.solve(lab.strip(), time="6 ps", frames=37, field=onnes.pulse("5 mT", "1.1 ps", "1.3 ps", "0.2 ps"),
                        current={"source": lambda t: 1e-6 * np.sin(1e12 * t) ** 3})
    assert run.status == "completed"
    assert names == []


def test_points_of_a_sweep_share_one_program(lab, compiled):
    how = {"read": "moment", "time": "3 ps", "frames": 4, "cells_per_xi": 2}
    onnes.sweep(lab.strip(), field=onnes.steps("0 mT", "5 mT", 3), **how)
    with compiled() as names:
        onnes.sweep(lab.strip(), field=onnes.steps("0 mT", "10 mT", 4) + onnes.steps("10 mT", "0 mT", 3), **how)
    assert names == []


def test_noise_at_another_temperature_runs_the_same_programs(lab, compiled):
    noisy = {**FIRST, "noise": True}
    lab.solve(lab.strip(), **noisy, temperature=onnes.ramp("5 K", "8 K", "2 ps"))
    with compiled() as names:
        lab.solve(lab.strip(), **noisy, temperature=lambda t: 5 + 1e12 * t)
    assert names == []
