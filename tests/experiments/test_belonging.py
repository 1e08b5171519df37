"""Inputs that count for one choice only: refused beside another, and then in no record."""

from typing import get_args

import pytest

from onnes.errors import InputError
from onnes.experiments import experiment, experiments
from onnes.experiments.belonging import Home, homes, strangers

DECLARED = [name for name, kind in experiments().items() if kind.belonging]
OF_SAMPLES = {"": 3.0, "m": 1e-6, "S/m": 1e7, "S/m^2": 1e15, "s/m": 1e-3}
BELONGING = {"device": {"strip": ("width",), "disc": ("radius",), "file": ("name", "layer")},
             "name": {"layout": ("layer",)}, "law": {"a": ("width", "time"), "b": ("time",)}}


def some_value(kind, name):
    """Return a value that an input takes."""
    info = kind.model_fields[name]
    if "unit" in (extra := info.json_schema_extra or {}):
        if extra["default"] is not None:
            return extra["default"]
        return extra["below"] / 2 if "below" in extra else f"{OF_SAMPLES.get(extra['unit'], 1.0)} {extra['unit']}"
    named = [each for each in get_args(info.annotation) if each != info.default]
    return named[0] if named else 3 if info.annotation is int else "layout.gds"


def test_an_input_needs_every_choice_under_which_it_stands():
    found = homes(BELONGING)
    assert found["width"] == [Home("device", ("strip",)), Home("law", ("a",))]
    assert found["time"] == [Home("law", ("a", "b"))]
    assert str(found["time"][0]) == "law=a or law=b"
    chosen = {"device": "file", "name": "film", "law": "c"}.get
    assert {name: home.choice for name, home in strangers(BELONGING, chosen).items()} == {
        "width": "device", "radius": "device", "layer": "name", "time": "law"}


@pytest.mark.parametrize("name", DECLARED)
def test_declarations_name_inputs_and_choices(name):
    kind = experiments()[name]
    for choice, by_value in kind.belonging.items():
        assert choice in kind.model_fields
        if literal := get_args(kind.model_fields[choice].annotation):
            assert set(by_value) <= set(literal)
        assert set().union(*by_value.values()) <= set(kind.model_fields) - {choice}
    meanings = {row["name"]: row["meaning"] for row in kind.describe_inputs()}
    assert all(str(home) in meanings[each] for each, needed in homes(kind.belonging).items() for home in needed)


@pytest.mark.parametrize(("name", "given"), [
    (name, given) for name in DECLARED for given in strangers(
        experiments()[name].belonging, experiment(name, **experiments()[name].example).value_of_choice)])
def test_an_input_of_another_choice_is_refused_by_name(name, given):
    kind = experiments()[name]
    with pytest.raises(InputError, match=f"^{given}: .*It belongs to ") as refusal:
        kind(**kind.example | {given: some_value(kind, given)})
    assert refusal.value.argument == given


@pytest.mark.parametrize("name", DECLARED)
def test_what_does_not_count_is_neither_read_nor_recorded(name, example_of):
    kind, result = experiments()[name], example_of(name)
    out = set(strangers(kind.belonging, experiment(name, **kind.example).value_of_choice))
    assert not out & set(result.used)
    assert not out & set(result.inputs)


@pytest.mark.parametrize(("name", "inputs", "named"), [
    ("flux-trapping", {"layer": 0}, "layer"), ("flux-trapping", {"aspect": 1}, "aspect"),
    ("flux-trapping", {"device": "moats", "length": "40 um"}, "length"),
    *[("flux-trapping", {"method": "tdgl", "cooling_rate": "2000 K/s", each: 3}, each) for each in ("hops", "fields")],
    ("flux-trapping", {"method": "tdgl", "cooling_rate": "2000 K/s", "spacing": "1 um"}, "spacing"),
    ("vortex-landscape", {"layer": 3}, "layer"),
    ("vortex-landscape", {"device": "POLYGON ((0 0, 1e-5 0, 1e-5 1e-5, 0 0))", "width": "5 um"}, "width"),
    ("cooldown", {"cooling": "uniform", "gradient": "10 K/m"}, "gradient"),
    ("mattis-bardeen", {"limit": "anomalous", "conductivity": "1e7 S/m"}, "conductivity"),
    ("front", {"law": "sharp", "relaxation": 5.79}, "relaxation"),
    ("penetration", {"shape": "slab", "law": "static", "padding": 10}, "padding"),
])
def test_the_default_too_is_refused_if_it_is_given(name, inputs, named):
    with pytest.raises(InputError, match="It belongs to ") as refusal:
        experiment(name, **inputs)
    assert refusal.value.argument == named
