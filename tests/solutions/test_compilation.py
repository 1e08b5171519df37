"""A change of a number never compiles anew (case C17)."""

from contextlib import contextmanager

import numpy as np
import pytest
from jax import monitoring

import onnes
from onnes.numerics.compile_time import compile_seconds

_FINISHED = "/jax/core/compile/backend_compile_duration"


@pytest.fixture
def compiled():
    """Return a context that gives the names of the programs that were compiled, or loaded from disk, within it."""
    @contextmanager
    def listening():
        names = []

        def listen(event, duration_secs, **about):
            if event == _FINISHED:
                names.append(about.get("fun_name"))

        monitoring.register_event_duration_secs_listener(listen)
        try:
            yield names
        finally:
            monitoring.unregister_event_duration_listener(listen)
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


SIDE = 1.4e-7


def perforated(radius, x):
    """Return a square film with a round hole, and a square one elsewhere."""
    square = onnes.rectangle(SIDE, SIDE)
    return square - onnes.disc(radius, (x, "10 nm")) - onnes.rectangle(radius, "25 nm", ("-35 nm", "-30 nm"))


@pytest.mark.parametrize("self_field", [False, True], ids=["no-field", "self-field"])
def test_another_outline_drive_and_field_run_the_same_programs(lab, compiled, self_field):
    """Of films of any outline on grids of one shape, with the solver of the potential for any outline."""
    def film(radius, x, **changes):
        return onnes.Film(perforated(radius, x), **{**lab.metal, "gamma": 10.0, **changes})

    how = {"time": "0.5 ps", "frames": 2, "self_field": self_field}
    lab.solve(film("20 nm", "20 nm"), field="10 mT", **how)
    with compiled() as names:
        other = film("23 nm", "25 nm", penetration_depth="210 nm")
        lab.solve(other, field=onnes.ramp("0 mT", "20 mT", "0.3 ps"), **how)
        lab.solve(film("31 nm", "14 nm"), field=onnes.sine("10 mT", "1 THz"), **how)
    assert names == []


def test_a_run_tells_how_long_its_programs_took(lab, compiled):
    """All that JAX reports within the run, and nothing once the programs are there."""
    film = lab.strip(length="110 nm")  # of a size that no other test has
    before = compile_seconds()
    with compiled() as names:
        first = lab.solve(film, **FIRST)
    assert names.count("jit(_time_loop)") == 1  # in a thread of its own, and found there
    assert 0 < first.compile_seconds < first.seconds
    assert first.compile_seconds <= compile_seconds() - before
    again = lab.solve(film, **FIRST)
    assert again.compile_seconds == 0
    assert first.resume("1 ps").compile_seconds >= first.compile_seconds
