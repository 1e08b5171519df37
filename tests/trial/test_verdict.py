"""Verdicts: scale-free, symmetric, blind to who is judged, and exact about the size of a failure."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.errors import InputError
from onnes.trial.verdict import OUTCOMES, SCORED_OUTCOMES, judge_numbers, judge_sign, judge_words

sizes = st.floats(1e-12, 1e12)
numbers = st.one_of(sizes, sizes.map(lambda x: -x))
relative = st.floats(0.0, 1.0)
factors = st.floats(1.0, 100.0)


@settings(deadline=None)
@given(numbers, numbers, relative, relative, factors)
def test_exchanging_prediction_and_measurement_inverts_the_ratio_and_nothing_else(p, m, r_p, r_m, claimed):
    there = judge_numbers(p, m, r_p * abs(p), r_m * abs(m), claimed)
    back = judge_numbers(m, p, r_m * abs(m), r_p * abs(p), claimed)
    assert there.outcome == back.outcome
    assert there.factor == pytest.approx(back.factor, rel=1e-12)
    assert there.ratio * back.ratio == pytest.approx(1.0, rel=1e-12)
    assert there.log10_ratio == pytest.approx(-back.log10_ratio, abs=1e-12)


@settings(deadline=None)
@given(numbers, numbers, relative, relative, factors, st.integers(-60, 60))
def test_the_unit_does_not_matter(p, m, r_p, r_m, claimed, power):
    """Powers of two are exact in floating point, so the verdicts are equal to the last bit."""
    c = 2.0**power
    plain = judge_numbers(p, m, r_p * abs(p), r_m * abs(m), claimed)
    scaled = judge_numbers(c * p, c * m, c * r_p * abs(p), c * r_m * abs(m), claimed)
    assert scaled == plain


@settings(deadline=None)
@given(numbers, numbers, relative, relative)
def test_turning_both_signs_changes_nothing_but_the_deviation(p, m, r_p, r_m):
    plain = judge_numbers(p, m, r_p * abs(p), r_m * abs(m))
    mirrored = judge_numbers(-p, -m, r_p * abs(p), r_m * abs(m))
    assert (mirrored.outcome, mirrored.ratio, mirrored.factor) == (plain.outcome, plain.ratio, plain.factor)


@settings(deadline=None)
@given(numbers, numbers, relative, relative, factors)
def test_a_larger_uncertainty_or_a_vaguer_claim_never_turns_agreement_into_failure(p, m, r_p, r_m, claimed):
    if judge_numbers(p, m, r_p * abs(p), r_m * abs(m), claimed).outcome == "agrees":
        assert judge_numbers(p, m, 2 * r_p * abs(p), 3 * r_m * abs(m), 2 * claimed).outcome == "agrees"


@settings(deadline=None)
@given(sizes, st.floats(1.001, 1e6))
def test_the_factor_is_the_factor(m, f):
    high, low = judge_numbers(f * m, m), judge_numbers(m / f, m)
    assert high.outcome == low.outcome == "off"
    assert high.factor == pytest.approx(f, rel=1e-9)
    assert low.factor == pytest.approx(f, rel=1e-9)
    assert high.log10_ratio == pytest.approx(math.log10(f), rel=1e-9)
    assert low.log10_ratio == pytest.approx(-math.log10(f), rel=1e-9)


def test_six_orders_of_magnitude_are_reported_as_six():
    verdict = judge_numbers(1e-6, 1.0, 0.0, 0.01)
    assert verdict.outcome == "off"
    assert verdict.factor == pytest.approx(1e6)
    assert verdict.log10_ratio == pytest.approx(-6)


def test_two_combined_uncertainties_and_not_more():
    assert judge_numbers(1.0, 1.0 + 2 * math.hypot(0.3, 0.4) - 1e-12, 0.3, 0.4).outcome == "agrees"
    assert judge_numbers(1.0, 1.0 + 2 * math.hypot(0.3, 0.4) + 1e-6, 0.3, 0.4).outcome == "off"
    assert judge_numbers(1.0, 1.5, 0.3, 0.4).deviation == pytest.approx(-1.0)


def test_a_claimed_factor_saves_an_estimate_but_keeps_its_ratio():
    verdict = judge_numbers(3.0, 1.0, 0.0, 0.01, claimed_factor=10)
    assert verdict.outcome == "agrees"
    assert verdict.ratio == 3.0
    assert "factor 10" in verdict.reason
    assert judge_numbers(11.0, 1.0, 0.0, 0.01, claimed_factor=10).outcome == "off"
    assert judge_numbers(-3.0, 1.0, 0.0, 0.01, claimed_factor=10).outcome == "wrong sign"


def test_a_sign_convicts_only_where_both_signs_are_clear():
    assert judge_numbers(-1.0, 1.0, 0.1, 0.1).outcome == "wrong sign"
    assert judge_numbers(-1.0, 0.05, 0.1, 0.05).outcome == "off"
    assert judge_numbers(-0.1, 1.0, 0.1, 0.1).outcome == "off"


def test_a_predicted_or_measured_zero():
    none_where_some = judge_numbers(0.0, 0.5, 0.0, 0.03)
    assert (none_where_some.outcome, none_where_some.factor) == ("off", math.inf)
    assert none_where_some.log10_ratio is None
    some_where_none = judge_numbers(0.5, 0.0, 0.0, 0.05)
    assert (some_where_none.outcome, some_where_none.ratio) == ("off", None)
    assert some_where_none.deviation == pytest.approx(10.0)
    assert judge_numbers(0.0, 0.0).outcome == "agrees"


@settings(deadline=None)
@given(numbers, numbers)
def test_a_sign_is_judged_without_its_size(p, m):
    assert judge_sign(p, m).outcome == ("agrees" if p * m > 0 else "wrong sign")


def test_a_value_that_is_zero_within_its_uncertainty_has_no_sign():
    assert judge_sign(-1.0, 0.0, 0.05).outcome == "unmeasured"
    assert judge_sign(0.0, 1.0, 0.05).outcome == "wrong sign"


def test_words():
    assert judge_words(True, True).outcome == "agrees"
    assert judge_words(False, True).outcome == "wrong"


def test_what_counts():
    assert set(SCORED_OUTCOMES) < set(OUTCOMES)
    assert not {"silent", "not independent", "unmeasured"} & set(SCORED_OUTCOMES)


@pytest.mark.parametrize(
    ("arguments", "named"),
    [
        ((math.nan, 1.0), "predicted"),
        ((1.0, math.inf), "measured"),
        ((1.0, 1.0, -0.1), "predicted_uncertainty"),
        ((1.0, 1.0, 0.0, math.nan), "measured_uncertainty"),
        ((1.0, 1.0, 0.0, 0.0, 0.5), "claimed_factor"),
    ],
)
def test_senseless_numbers_are_refused_by_name(arguments, named):
    with pytest.raises(InputError, match=f"^{named}"):
        judge_numbers(*arguments)
