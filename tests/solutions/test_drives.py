"""What the front door does with drives: one answer for each by hand in a normal metal, where Ohm's law is all."""

import numpy as np
import pytest

import onnes
from onnes.errors import InputError

OHM = 7.5
"""Resistance between the probes, half a square of 15 ohm."""


@pytest.fixture(scope="module")
def normal(lab):
    return lab.strip(disorder=-1.0)


def volts(lab, device, current, **how):
    run = lab.solve(device, current={"source": current}, noise=False, **{"time": "20 ps", "frames": 20, **how})
    return run.voltage().values[1:]


@pytest.mark.parametrize("edges", [(5e-12, 5e-12), (5.1234567e-12, 5.3217e-12)], ids=["on records", "between records"])
@pytest.mark.parametrize("rise", [0.0, 0.05e-12])
def test_a_pulse_of_current_is_a_pulse_of_voltage(lab, normal, edges, rise):
    """Means over each picosecond, by integrating the pulse; 1 nA is far below the tolerance of a step."""
    start, duration = edges
    seen = volts(lab, normal, onnes.pulse("1 nA", start, duration, rise=rise))

    def risen(t, begin):
        """The integral of what goes from 0 to 1 in the rise time."""
        after = np.maximum(t - begin - rise, 0)
        return after + (np.clip(t - begin, 0, rise) ** 2 / (2 * rise) if rise else 0)

    t = np.linspace(0, 20e-12, 21)
    means = np.diff(risen(t, start) - risen(t, start + rise + duration)) / 1e-12
    assert seen == pytest.approx(1e-9 * OHM * means, abs=(5e-3 if rise else 1e-6) * 1e-9 * OHM)


def test_a_ramp_of_current_is_a_ramp_of_voltage(lab, normal):
    seen = volts(lab, normal, onnes.ramp("0 nA", "10 nA", "10 ps"))
    assert seen == pytest.approx(1e-9 * OHM * np.minimum(np.arange(20) + 0.5, 10), rel=1e-6)


@pytest.mark.parametrize("current", [
    lambda t: 1e-6 * np.sin(2 * np.pi * 1e11 * t), onnes.sine("1 uA", "100 GHz"),
    "1 uA" * onnes.sine(1.0, "100 GHz"), onnes.sine("3 uA", "100 GHz") - onnes.sine("2 uA", "100 GHz")],
    ids=["function", "sine", "product", "difference"])
def test_a_sine_by_whatever_name(lab, normal, current):
    """Two periods in 20 ps: means of each picosecond."""
    turns = 2 * np.pi * np.arange(21) / 10
    means = -np.diff(np.cos(turns)) / np.diff(turns)
    assert volts(lab, normal, current) == pytest.approx(1e-6 * OHM * means, abs=0.02 * 1e-6 * OHM)


def test_a_field_that_changes_drives_eddy_currents(lab, normal):
    """sigma dB/dt in a film without self-field: the torsion problem of its outline, 2:1, with J = 0.2287 a b^3."""
    run = lab.solve(normal, time="20 ps", frames=20, field=onnes.ramp("0 T", "10 mT", "10 ps"), noise=False)
    torsion, rate = 0.22868 * 120e-9 * 60e-9**3, 10e-3 / 10e-12
    moment = -rate * torsion / 4 / lab.square
    assert run.moment.values[1:11] == pytest.approx(moment, rel=0.02)
    assert np.max(np.abs(run.moment.values[11:])) < 1e-9 * abs(moment)
    heat = run.data["joule_heat"].values
    assert heat[:11] == pytest.approx(-run.moment.values[1] * rate * np.arange(11) * 1e-12, rel=1e-6)
    assert heat[11:] == pytest.approx(heat[10], rel=1e-9)


def test_a_jump_of_the_field_in_a_superconductor(lab):
    """The field switched on at once in the middle of a run: it screens, and all is over when it is gone."""
    film = lab.strip()
    run = lab.solve(film, time="20 ps", frames=20, field=onnes.pulse("20 mT", "5 ps", "5 ps"))
    held = lab.solve(film, time="5 ps", field="20 mT")
    assert run.status == "completed"
    assert run.moment.values[6:10] == pytest.approx(held.moment.values[-1], rel=1e-4)
    assert np.max(np.abs(run.moment.values[11:])) < 1e-6 * abs(held.moment.values[-1])
    assert run.outcome.ledger.closure < 1e-3


def test_currents_sum_to_zero_at_all_times(lab, normal):
    """What is left out takes the rest; what does not balance is refused with its sum, whenever that is."""
    for current in ({"source": "1 uA"}, {"drain": "-1 uA"}, {"source": "1 uA", "drain": "-1 uA"}):
        run = lab.solve(normal, time="2 ps", current=current, noise=False)
        assert run.voltage().values[1:] == pytest.approx(1e-6 * OHM, rel=1e-9)
        assert np.sum(run.data["current"].values, axis=1) == pytest.approx(0, abs=1e-15)
    with pytest.raises(InputError, match=r"current: .*source: 1e-06 A, drain: -9e-07 A, in all 1e-07 A"):
        lab.solve(normal, time="2 ps", current={"source": "1 uA", "drain": "-0.9 uA"})
    late = {"source": onnes.ramp("0 uA", "1 uA", "10 ps"), "drain": "0 uA"}
    with pytest.raises(InputError, match="currents that sum to zero"):
        lab.solve(normal, time="20 ps", current=late, noise=False)
    with pytest.raises(InputError, match="currents that sum to zero"):
        lab.solve(normal, time="20 ps", current={"source": lambda t: 1e5 * t, "drain": lambda t: -1.1e5 * t},
                  noise=False)


@pytest.mark.parametrize(("arguments", "says"), [
    ({"current": {"sorce": "1 uA"}}, "Did you mean source"), ({"current": "1 uA"}, "current: .*a mapping"),
    ({"current": {"source": "1 V"}}, r"current\['source'\].*A"), ({"current": {"source": np.nan}}, "finite"),
    ({"current": {"source": lambda x, y: x}}, "the same everywhere"), ({"field": "1 A"}, "field"),
    ({"field": np.nan}, "finite"), ({"field": (1, 2)}, "three components"), ({"time": "1 T"}, "time"),
    ({"time": 0}, "a positive time"), ({"time": -1e-12}, "a positive time"), ({"time": np.nan}, "finite"),
    ({"temperature": "1 T"}, "temperature"), ({"frames": 0}, "recorded times"), ({"frames": 2.5}, "recorded times"),
    ({"frames": "many"}, "recorded times"), ({"tolerance": 0}, "tolerance"), ({"tolerance": "x"}, "tolerance"),
    ({"seed": -1}, "seed"), ({"seed": 0.5}, "seed"), ({"start": np.ones(3)}, "start"),
    ({"start": "norml"}, "start: .*Did you mean normal"), ({"terms": onnes.Term}, "terms: .*subclasses of"),
    ({"terms": [lambda state, drive, sample: 0]}, "terms: .*subclasses of"),
    ({"law": "tgdl"}, "Did you mean tdgl"), ({"cells_per_xi": 0.1}, "cells_per_xi"),
    ({"cells_per_xi": 1e6}, "at most")])
def test_doors_of_solve(lab, arguments, says):
    with pytest.raises(InputError, match=says):
        lab.solve(lab.strip(), **{"time": "1 ps", **arguments})


def test_a_temperature_needs_a_known_tc(lab):
    film = lab.strip(critical_temperature=None, temperature=None)
    with pytest.raises(InputError, match="whose Tc is known"):
        lab.solve(film, time="1 ps", temperature="4 K")
    with pytest.raises(InputError, match="resistivity"):
        lab.solve(lab.strip(resistivity=None), time="1 ps")


def test_a_drive_that_has_settled_does_not_shorten_the_steps(lab):
    """After a ramp of a tenth of the run the steps are those of a steady field; the state is the same as by a function
    of time, of which no end is known."""
    film = lab.strip()
    rising = onnes.ramp("0 mT", "20 mT", "2 ps")
    run = lab.solve(film, time="20 ps", field=rising)
    function = lab.solve(film, time="20 ps", field=lambda t: rising.in_si("T", "field").at(t))
    assert run.outcome.steps < function.outcome.steps
    assert run.moment.values == pytest.approx(function.moment.values, rel=1e-3)
    assert run.data["psi"].values == pytest.approx(function.data["psi"].values, abs=2e-3)
