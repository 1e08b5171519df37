"""Which inputs a run depended on, as the line below its picture tells."""

import pytest

from onnes.experiments import experiment
from onnes.plots import parameters
from onnes.results import Result


@pytest.mark.parametrize(("name", "inputs", "unused"), [
    ("vorticity", {"flow": "source", "cells": 20}, {"model": "bcs"}),
    ("penetration", {"law": "london", "shape": "slab"}, {"model": "bcs"}),
    ("front", {"law": "sharp"}, {"model": "bcs"}),
    ("orbit", {"start": "rest"}, {"model": "bcs"}),
])
def test_an_input_that_the_line_leaves_out_changes_nothing(name, inputs, unused):
    plain, other = (experiment(name, **inputs, **more).run() for more in ({}, unused))
    assert not set(unused) & set(other.used)
    assert other.readings == plain.readings
    assert parameters(other) == parameters(plain)


@pytest.mark.parametrize(("name", "inputs", "used"), [
    ("vorticity", {"flow": "power", "cells": 20}, {"exponent": 3}),
    ("front", {"law": "sharp"}, {"wall_energy": "1 um"}),
    ("orbit", {"material": "Pb"}, {"model": "bcs"}),
])
def test_an_input_that_changes_the_result_is_in_the_line(name, inputs, used):
    plain, other = (experiment(name, **inputs, **more).run() for more in ({}, used))
    assert set(used) <= set(plain.used) & set(other.used)
    assert other.readings != plain.readings
    assert parameters(other) != parameters(plain)


def test_a_front_of_ginzburg_landau_theory_is_not_said_to_have_a_given_wall_energy():
    words = parameters(experiment("front", law="tdgl", geometry="slab", size="4 um", p=0.8).run())
    assert "law: tdgl" in words
    assert "p = 0.8" in words
    assert not any(each in words for each in ("wall energy", "kinetics", "model", "seed"))


def test_all_inputs_are_in_the_line_where_it_is_not_known_which_were_used():
    assert parameters(Result("e", "", "", {"a": 1, "b": {"value": 2, "unit": "m"}}, {})) == "a = 1 · b = 2 m"
