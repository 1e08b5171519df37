"""What holds for every experiment on the public list: inputs, refusals, readings, files."""

import json

import pytest

from onnes.errors import InputError
from onnes.experiments import experiment, experiments
from onnes.results import load
from onnes.units.registry import registry


def is_known(unit):
    return unit == "" or registry().parse_units(unit) is not None


def nonsense_for(info):
    """Values that an input must refuse: text, NaN, infinity, another dimension, an unknown name."""
    extra = info.json_schema_extra or {}
    if "unit" in extra:
        other = "3 kg" if extra["unit"] != "kg" else "3 nm"
        optional = extra["default"] is None
        return ["nonsense", "nan", float("nan"), "inf", "1 2", other] + ([] if optional else [None])
    if info.annotation in (int, float):
        return ["nonsense", "nan", float("inf"), "3 kg", None]
    if info.annotation == (int | None):
        return ["nonsense", "nan", float("inf"), "3 kg"]
    if info.annotation is bool:
        return ["nonsense", "3 kg", None]
    return ["nonsense", 5, [1]]


@pytest.mark.parametrize("name", experiments())
def test_inputs_say_what_they_are(name):
    kind = experiments()[name]
    assert kind.summary
    assert kind.__doc__.strip()
    for row in kind.describe_inputs():
        assert row["meaning"], row["name"]
        assert is_known(row["unit"]), row["name"]


@pytest.mark.parametrize("name", experiments())
def test_nonsense_is_refused_by_the_name_of_the_input(name):
    kind = experiments()[name]
    for argument, info in kind.model_fields.items():
        for value in nonsense_for(info):
            with pytest.raises(InputError) as refusal:
                kind(**{argument: value})
            assert argument in refusal.value.argument, f"{argument}={value!r}: {refusal.value}"
    with pytest.raises(InputError, match="input of"):
        kind(no_such_input=1)


@pytest.mark.parametrize("name", experiments())
def test_the_example_is_read_and_saved(name, example_of, tmp_path):
    kind, result = experiments()[name], example_of(name)
    assert result.ok
    assert result.readings
    for key, reading in result.readings.items():
        assert is_known(reading.unit), key
        assert reading.meaning, key
        assert reading.uncertainty is None or reading.uncertainty >= 0, key
    json.dumps(result.as_dict(), allow_nan=False)
    assert not any(array.unexplained for array in result.arrays.values())
    assert load(kind.save(result, tmp_path / "result.h5")) == result


@pytest.mark.parametrize("name", experiments())
def test_a_result_holds_the_inputs_that_repeat_it(name, example_of):
    result = example_of(name)
    values = {key: given["value"] if isinstance(given, dict) else given for key, given in result.inputs.items()}
    again = experiment(name, material=result.material, theory=result.theory, **values)
    assert again.inputs() == result.inputs


@pytest.mark.parametrize("name", experiments())
def test_inputs_of_the_example_are_used(name, example_of):
    kind, result = experiments()[name], example_of(name)
    assert set(kind.example) - {"material", "theory"} <= set(result.used)
    assert set(result.used) <= set(result.inputs)
