"""JSON that every strict reader takes."""

import json

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.results import Reading
from onnes.results.strict_json import dumps, json_ready


def refuse(constant):
    raise ValueError(constant)


@settings(deadline=None, derandomize=True)
@given(st.recursive(st.none() | st.floats() | st.integers() | st.text(),
                    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner), max_leaves=8))
def test_what_comes_out_is_read_back_by_a_strict_reader(value):
    assert json.loads(dumps(value), parse_constant=refuse) == json_ready(value)


def test_numpy_becomes_plain():
    assert json_ready({"a": np.float64(1.5), "b": np.arange(2), "c": (np.bool_(True), np.nan)}) == {
        "a": 1.5, "b": [0, 1], "c": [True, None]}


def test_a_reading_that_is_not_finite_is_null():
    assert Reading(float("inf"), "T", float("inf")).as_dict() == {"value": None, "unit": "T", "uncertainty": None}


def test_a_reading_that_is_not_a_number_is_nothing_read():
    assert Reading(np.nan, "T") == Reading(None, "T")
