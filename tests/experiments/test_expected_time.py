"""Runs are bounded: a long one says so before it begins, one without end is refused with a way out."""

import pytest

import onnes
from onnes.errors import InputError
from onnes.experiments.expected_time import as_duration
from onnes.experiments.experiment import Experiment, Measurement
from onnes.problems.strip.hold import hold
from onnes.problems.strip.strip import Bench, Strip


@pytest.mark.parametrize(("seconds", "words"), [(12.4, "12 s"), (89, "89 s"), (660, "11 min"), (7200, "2 h"),
                                                (3e5, "3 days"), (1.2e16, "4e+08 years")])
def test_times_are_said_in_the_unit_that_suits_them(seconds, words):
    assert as_duration(seconds) == words


def test_a_long_run_says_so_before_it_begins():
    class Long(Experiment):
        name, summary = "long", "one that takes long"

        def expected_seconds(self):
            return 900.0

        def measure(self, progress):
            progress(0.5, "half of it")
            return Measurement({})

    told = []
    Long().run(lambda share, text: told.append((share, text)))
    assert told == [(0.0, "expected to take about 15 min"), (0.5, "half of it")]


STRIP = {"law": "tdgl", "geometry": "half-space", "p": 0.5}


@pytest.mark.parametrize(("name", "endless", "shorter"), [
    ("bodies", {"front_speed": 1e-16}, {"front_speed": 0.1}),
    ("routes", {"duration": "1 s"}, {"duration": "1 ns"}),
    ("front", {**STRIP, "width": "40 um"}, {**STRIP, "width": "40 um", "nucleus": "1 um", "size": "1.002 um"}),
    ("front", {"kinetics": "1e15 s/m"}, {"kinetics": "1e11 s/m"})], ids=["bodies", "routes", "strip", "kinetics"])
def test_a_run_without_end_is_refused_and_a_smaller_one_accepted(name, endless, shorter):
    with pytest.raises(InputError, match="at most"):
        onnes.experiment(name, **endless)
    assert onnes.experiment(name, **shorter).expected_seconds() < 3600


def test_a_hole_of_less_than_a_cell_is_refused():
    with pytest.raises(InputError, match="a hole of one cell"):
        onnes.experiment("bodies", ring=1e-3)


@pytest.mark.long
def test_a_current_of_zero_comes_to_rest():
    wire = Bench.of(Strip(5.0, 0.0, 0.5, 5.79, 1.0))
    assert hold(wire, wire.start(), 0.1, 0.0).steady
