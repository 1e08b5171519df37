"""What holds of every theory, observable and material, read from the public lists."""

import json
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.errors import InputError
from onnes.materials import material, materials
from onnes.theories import Prediction, names, observable, observables, theories, theory

ALL = [(one, asked) for one in theories() for asked in observables()]
SUBJECTS = [None, *materials()]


def named(value):
    return getattr(value, "name", None)


@pytest.mark.parametrize(("one", "asked"), ALL, ids=named)
def test_every_theory_answers_every_observable_of_every_material_or_says_why_not(one, asked):
    """An answer has equations and its inputs with their units; one that used the measurement is not independent."""
    for subject in SUBJECTS:
        prediction = one.predict(asked.name, subject)
        assert (prediction.theory, prediction.observable) == (one.name, asked.name)
        for note in [*prediction.inputs.values(), *prediction.free_parameters.values()]:
            assert math.isfinite(note["value"])
            assert isinstance(note["unit"], str)
            assert note["kind"]
        if set(prediction.inputs) & set(asked.measured_as):
            assert prediction.silent or not prediction.independent
        if prediction.silent:
            assert len(prediction.reason) > 10
            assert prediction.equations == ()
            continue
        assert prediction.equations
        assert prediction.factor >= 1
        assert prediction.unit == asked.unit
        if asked.kind == "truth":
            assert isinstance(prediction.value, bool)
        elif asked.kind == "sign":
            assert prediction.value in (-1, 0, 1)
        else:
            assert isinstance(prediction.value, float)
            assert math.isfinite(prediction.value)
        if prediction.uncertainty is not None:
            assert math.isfinite(prediction.uncertainty)
            assert prediction.uncertainty >= 0


@pytest.mark.parametrize("one", theories(), ids=named)
def test_a_theory_speaks_or_lists_its_silence_never_both(one):
    for asked in observables():
        assert hasattr(one, asked.name) != (asked.name in one.silences), asked.name


@pytest.mark.parametrize("one", theories(), ids=named)
def test_silences_and_parameters_name_things_that_exist(one):
    known = {asked.name for asked in observables()}
    assert set(one.silences) <= known
    asked_back = [name.removeprefix("parameter_from_") for name in dir(one) if name.startswith("parameter_from_")]
    assert set(asked_back) <= known
    for parameter in one.parameters:
        if parameter.low is not None:
            assert parameter.low < parameter.default < parameter.high


@pytest.mark.parametrize("one", theories(), ids=named)
def test_predictions_and_listings_are_json(one):
    for asked in observables():
        back = json.loads(json.dumps(one.predict(asked.name, material("Pb")).as_dict(), allow_nan=False))
        assert back["observable"] == asked.name
    assert json.loads(json.dumps(one.as_dict()))["name"] == one.name


def test_the_public_lists():
    assert names() == ("conventional", "eliashberg", "hole", "pair", "macroscopic", "chain")
    assert [theory(name).name for name in names()] == list(names())
    assert len({asked.name for asked in observables()}) == len(observables()) >= 12


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: theory("chains"), "Did you mean chain"),
        (lambda: observable("critical_temprature"), "critical_temperature"),
        (lambda: theory("hole").predict("gapp"), "gap"),
        (lambda: theory("hole").predict("gap", conditions={"feild": 1.0}), "field"),
        (lambda: theory("hole").predict("critical_field", conditions={"london_depth_0": math.nan}), "finite"),
        (lambda: theory("hole").predict("critical_field", conditions={"london_depth_0": -1e-9}), "above zero"),
        (lambda: theory("chain").required_parameters("critical_temperature", math.nan, material("Al")), "finite"),
        (lambda: theory("chain").required_parameters("critical_temperature", -3.0, material("Al")), "above zero"),
    ],
)
def test_bad_input_is_refused_with_the_cure(call, words):
    with pytest.raises(InputError, match=words):
        call()


@pytest.mark.parametrize("one", theories(), ids=named)
def test_the_parameter_that_a_fact_requires_gives_the_fact_back(one):
    """For every theory with a free parameter: solve for it, put it in, and the measured value comes out."""
    lead = material("Pb")
    measured = {"critical_temperature": 7.2, "gap": 2.1e-22, "josephson_constant": 4.8e14, "flux_quantum": 2.1e-15}
    for asked in observables():
        fact = measured.get(asked.name, 0.08)
        if asked.kind not in ("number", "ratio"):
            continue
        for requirement in one.required_parameters(asked.name, fact, lead):
            if requirement.parameter in asked.measured_as:
                continue
            prediction = one.predict(asked.name, lead, {requirement.parameter: requirement.value})
            assert prediction.value == pytest.approx(fact, rel=1e-6), asked.name


@settings(deadline=None, max_examples=30)
@given(st.floats(1e-8, 1e-6), st.floats(0.001, 0.1))
def test_uncertainty_of_a_power_law_is_its_power_times_the_input_s(depth, relative):
    """B = hbar/(4 e lambda^2): twice the relative uncertainty of lambda, to first order."""

    class Sample:
        name = "sample"
        family = "element"

        def value(self, quantity):
            from onnes.materials import Value

            return Value(depth, relative * depth, "m", "made up", "no", "measured")

    prediction = theory("hole").predict("critical_field", Sample())  # type: ignore[arg-type]
    assert prediction.uncertainty / prediction.value == pytest.approx(2 * relative, rel=3 * relative**2)


def test_predictions_are_frozen():
    prediction = theory("hole").predict("london_moment_sign")
    assert isinstance(prediction, Prediction)
    with pytest.raises(AttributeError):
        prediction.value = -1  # type: ignore[misc]
    with pytest.raises(TypeError):
        prediction.inputs["more"] = {}  # type: ignore[index]
