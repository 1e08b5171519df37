"""Scores are proper, the same for every theory, and blind to repetition."""

import math
from dataclasses import replace
from statistics import median

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.stats import t as student

from onnes.errors import InputError
from onnes.materials import material
from onnes.measurements import Fact
from onnes.theories import Prediction, observable
from onnes.trial import compare, duel, standing
from onnes.trial.forecast import Forecast
from onnes.trial.score import CONFIDENCE
from onnes.trial.standing import WITHIN_ONE, WITHIN_TWO

RATIO = observable("heat_jump")
METALS = ("Al", "Sn", "In", "Pb", "Nb")


def measured(value, material="Pb", source="a paper", uncertainty=0.05, name="heat_jump", **more):
    return Fact(f"{name} {material} {source} {value}", name, value, uncertainty=uncertainty, material=material,
                source=source, **more)


def predicted(value, material="Pb", name="heat_jump", **more):
    return Prediction("any", name, material, value, **more)


FACTS = [measured(1.4 + 0.1 * i, metal, f"paper {i}") for i, metal in enumerate(METALS)]


@pytest.mark.parametrize("reading", [-2.0, 0.1, 0.3, 4.0])
def test_scores_are_those_of_a_student_distribution(reading):
    forecast, law = Forecast(0.3, 0.2), student(3, 0.3, 0.2)
    below = quad(lambda y: law.cdf(y) ** 2, -math.inf, reading)[0]
    above = quad(lambda y: (law.cdf(y) - 1) ** 2, reading, math.inf)[0]
    assert forecast.crps(reading) == pytest.approx(below + above, rel=1e-6)
    assert forecast.bits(reading) == pytest.approx(law.logpdf(reading) / math.log(2), rel=1e-12)


def test_a_sharp_forecast_scores_its_distance():
    assert Forecast(1.0, 1e-9).crps(3.5) == pytest.approx(2.5, rel=1e-8)
    with pytest.raises(InputError, match="width"):
        Forecast(1.0, 0.0)


@pytest.mark.long
@settings(max_examples=12, deadline=None)
@given(st.floats(0.2, 5.0).filter(lambda factor: abs(math.log(factor)) > 0.05), st.floats(-2.0, 2.0))
def test_no_score_rises_by_another_width_or_centre_than_the_honest_one(factor, shift):
    honest = Forecast(0.0, 1.0)

    def mean(score):
        return quad(lambda x: score(x) * student.pdf(x, 3), -60, 60, limit=200)[0]

    for other in (Forecast(0.0, factor), Forecast(shift or 1.0, 1.0)):
        if abs(other.centre) < 0.05 and other.width == 1.0:
            continue
        assert mean(honest.bits) > mean(other.bits)
        assert mean(honest.crps) < mean(other.crps)


def test_shares_of_an_honest_forecast():
    assert 2 * student.cdf(1, 3) - 1 == pytest.approx(WITHIN_ONE, abs=5e-3)
    assert 2 * student.cdf(2, 3) - 1 == pytest.approx(WITHIN_TWO, abs=5e-3)


@pytest.mark.parametrize("factor", [1e-3, 1.0, 1e6])
def test_bits_do_not_depend_on_the_unit(factor):
    facts = [replace(one, value=one.value * factor, uncertainty=one.uncertainty * factor) for one in FACTS]
    one = compare(predicted(1.5 * factor, uncertainty=0.1 * factor), facts[3], RATIO, facts).score
    same = compare(predicted(1.5, uncertainty=0.1), FACTS[3], RATIO, FACTS).score
    assert one.bits == pytest.approx(same.bits, abs=1e-9)
    assert one.crps == pytest.approx(same.crps, rel=1e-9)


def test_what_is_true_of_all_metals_gains_nothing():
    """A forecast with centre and width of the other metals is the reference itself."""
    others = [math.log10(one.value) for one in FACTS if one.material != "Pb"]
    mean = sum(others) / 4
    spread = math.sqrt(sum((x - mean) ** 2 for x in others) / 3 * (1 + 1 / 4))
    copied = compare(predicted(10**mean, factor=10**spread), FACTS[3], replace(RATIO, scatter=1.0), FACTS).score
    assert copied.bits == pytest.approx(0.0, abs=1e-9)
    assert copied.crps == pytest.approx(copied.reference_crps, rel=1e-9)


def test_the_reference_knows_nothing_of_the_same_metal_or_paper():
    again = [*FACTS, measured(1.7, "Pb", "another paper"), measured(1.7, "Pb", "paper 3")]
    first, second = (compare(predicted(1.5), FACTS[3], RATIO, facts).score for facts in (FACTS, again))
    assert first == second


def test_the_reference_is_of_the_same_family():
    names = "Bi2Sr2CaCu2O8", "YBa2Cu3O7-x", "YBa2Cu3O6.92"
    cuprates = [measured(150.0, metal, f"paper on {metal}") for metal in names]
    first, second = (compare(predicted(1.5), FACTS[3], RATIO, facts).score for facts in (FACTS, [*FACTS, *cuprates]))
    assert first == second
    among_few = compare(predicted(1.5, "Bi2Sr2CaCu2O8"), cuprates[0], RATIO, [*FACTS, *cuprates[:2]]).score
    assert among_few.reference_crps is not None, "two cuprates are too few: all materials are taken"


def test_the_law_of_tc_is_the_line_through_the_other_metals():
    """A forecast with centre and width of the fitted power of Tc gains nothing over it, and much over the mean."""
    names = ("Al", "Sn", "In", "Pb", "Nb", "Zn", "Cd")
    temperature = {name: material(name).critical_temperature for name in names}
    facts = [measured(2e-3 * temperature[name] ** 1.5 * (1 + 0.05 * (-1) ** i), name, f"paper {i}", uncertainty=0.0)
             for i, name in enumerate(names)]
    t, x = np.log10([temperature[n] for n in names]), np.log10([one.value for one in facts])
    lead, others = 3, [0, 1, 2, 4, 5, 6]
    line = np.polynomial.Polynomial.fit(t[others], x[others], 1)
    left = np.sum((x[others] - line(t[others])) ** 2) / 4
    off = t - t[others].mean()
    width = math.sqrt(left * (1 + 1 / 6 + off[lead] ** 2 / np.sum(off[others] ** 2)))
    copied = compare(predicted(10 ** line(t[lead]), factor=10**width), facts[lead], replace(RATIO, scatter=1.0), facts)
    assert copied.score.bits_over_law == pytest.approx(0.0, abs=1e-9)
    assert copied.score.bits > 3


def test_a_power_of_tc_that_explains_nothing_is_not_used():
    values = (1.5, 1.7, 1.4, 1.9, 1.45, 1.6)
    facts = [measured(v, m, m) for v, m in zip(values, ("Al", "Sn", "In", "Pb", "Nb", "Zn"), strict=True)]
    held = compare(predicted(1.5), facts[0], RATIO, facts).score
    assert held.bits_over_law == held.bits


def test_a_yes_near_its_limit_is_not_forecast_with_certainty():
    facts = [Fact(f"x{i}", "type_one", said, source=f"paper {i}") for i, said in enumerate((True, True, False, False))]
    asked = observable("type_one")
    sure, near = (compare(predicted(True, "", "type_one", probability=p), facts[0], asked, facts).score.bits
                  for p in (1.0, 0.6))
    wrong = compare(predicted(True, "", "type_one", probability=0.6), facts[2], asked, facts).score.bits
    assert sure - near == pytest.approx(math.log2(CONFIDENCE / 0.6))
    assert wrong - near == pytest.approx(math.log2(0.4 / 0.6))


def test_a_prediction_below_zero_is_scored_like_any_other():
    few = [measured(1.4, "Al", "a"), measured(1.5, "Sn", "b"), measured(1.6, "In", "c")]
    near, below = (compare(predicted(value), few[1], RATIO, few).score.bits for value in (1.5, -1.5))
    assert below < 0 < near


def test_two_directions_of_one_crystal_are_one_material():
    facts = [measured(1.4 + 0.1 * i, m, f"paper {i}") for i, m in enumerate(("Al", "Sn", "In", "MgB2", "MgB2 (B||ab)"))]
    first, second = (compare(predicted(1.5, "MgB2"), facts[3], RATIO, some).score for some in (facts, facts[:4]))
    assert first == second


def test_without_other_facts_there_are_no_bits():
    alone = compare(predicted(1.5), FACTS[3], RATIO, FACTS[3:4]).score
    assert alone.bits is None
    assert alone.deviation == pytest.approx((math.log10(1.5 / 1.7)) / math.hypot(
        math.log10(1.1), math.log10(1 + 0.05 / 1.7)), rel=1e-9)


def test_a_claimed_factor_costs_bits_where_the_number_is_right():
    close, vague = (compare(predicted(1.7, factor=f), FACTS[3], RATIO, FACTS).score for f in (1.0, 10.0))
    assert close.bits > vague.bits
    assert close.crps < vague.crps


def test_a_claimed_factor_saves_bits_where_the_number_is_far_off():
    proud, modest = (compare(predicted(15.0, factor=f), FACTS[3], RATIO, FACTS).score for f in (1.0, 10.0))
    assert modest.bits > proud.bits


def test_a_yes_is_worth_more_where_no_is_usual():
    facts = [Fact(f"x{i}", "tunnelling_asymmetric", said, source=f"paper {i}") for i, said in enumerate(
        (True, False, False, False))]
    asked, yes = observable("tunnelling_asymmetric"), predicted(True, "", "tunnelling_asymmetric")
    rare, usual = compare(yes, facts[0], asked, facts), compare(yes, facts[1], asked, facts)
    assert rare.score.bits == pytest.approx(math.log2(CONFIDENCE / (1 / 5)))
    assert usual.score.bits == pytest.approx(math.log2((1 - CONFIDENCE) / (3 / 5)))


def test_what_is_asserted_does_not_score():
    fact = Fact("x", "zero_resistance", True, source="a paper")
    said = compare(predicted(True, "", "zero_resistance", asserted=True), fact, observable("zero_resistance"))
    assert said.verdict.outcome == "asserted"
    assert said.score is None
    assert standing([said]).evidence == 0


def test_a_repeated_source_changes_nothing():
    once = [compare(predicted(1.5, one.material), one, RATIO, FACTS) for one in FACTS]
    more = [*FACTS, replace(FACTS[0], id="again"), replace(FACTS[0], id="and again")]
    again = [compare(predicted(1.5, one.material), one, RATIO, more) for one in more]
    assert vars(standing(again)) == pytest.approx(vars(standing(once)), rel=1e-12)


def test_a_gap_and_its_ratio_are_one_measurement():
    gap = compare(predicted(2.0e-22, name="gap", unit="J"),
                  measured(2.1e-22, name="gap", uncertainty=1e-24, unit="J"), observable("gap"))
    ratio = compare(predicted(3.5, name="gap_ratio"), measured(3.7, name="gap_ratio"), observable("gap_ratio"))
    assert standing([gap, ratio]).evidence == 1
    assert standing([gap, ratio]).median_factor == pytest.approx(math.sqrt(2.1 / 2.0 * 3.7 / 3.5))


def test_swapping_two_theories_swaps_their_scores():
    good, bad = ([compare(predicted(v, one.material), one, RATIO, FACTS) for one in FACTS] for v in (1.6, 9.0))
    assert duel(good, bad).bits > 0
    assert duel(good, bad).bits == -duel(bad, good).bits
    assert duel(good, bad).evidence == len(METALS)
    assert (standing(good).grade, standing(bad).grade) == ("better", "worse")
    renamed = [replace(c, prediction=replace(c.prediction, theory="other")) for c in good]
    assert standing(renamed) == standing(good)


def test_two_theories_meet_only_on_facts_that_score_both():
    mine = [compare(predicted(1.6, one.material), one, RATIO, FACTS) for one in FACTS[:3]]
    theirs = [compare(predicted(1.6, one.material), one, RATIO, FACTS) for one in FACTS[2:]]
    assert duel(mine, theirs).evidence == 1
    assert duel(mine, theirs).bits == 0
    assert duel(mine[:1], theirs).bits is None


def test_evidence_from_memory_counts_half():
    near, far = measured(1.5, "Pb", "a", checked="yes"), measured(15.0, "Nb", "b", checked="no")
    facts = [near, far, *(measured(1.5, metal, metal, checked="yes") for metal in ("Al", "Sn", "In"))]
    scores = [compare(predicted(1.5, one.material), one, RATIO, facts) for one in (near, far)]
    one, other = (standing([c]).bits for c in scores)
    assert standing(scores).bits == pytest.approx((one + 0.5 * other) / 1.5)
    assert standing(scores).median_factor == pytest.approx(1.0), "half of the weight is there"


@settings(max_examples=30, deadline=None)
@given(st.lists(st.floats(0.1, 10.0), min_size=1, max_size=9))
def test_the_median_factor_is_the_median(values):
    facts = [measured(value, f"metal {i}", f"paper {i}", checked="yes") for i, value in enumerate(values)]
    held = [compare(predicted(1.0, one.material), one, RATIO, facts) for one in facts]
    assert standing(held).median_factor == pytest.approx(10 ** median(abs(math.log10(v)) for v in values))
