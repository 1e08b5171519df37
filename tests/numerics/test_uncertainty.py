"""Propagation of independent uncertainties."""

import math

import pytest

from onnes.numerics.uncertainty import UNKNOWN, Estimate, half_difference, propagated

A, B, EXACT = Estimate(2.0, 0.3), Estimate(5.0, 0.4), Estimate(4.0)


def test_products_and_quotients_agree_with_the_differences_of_the_guide():
    assert (A * B).uncertainty == pytest.approx(propagated(lambda a, b: a * b, (A, B)))
    assert (A / B).uncertainty == pytest.approx(propagated(lambda a, b: a / b, (A, B)), rel=0.02)
    assert (A / B).value == pytest.approx(0.4)


def test_uncertainties_of_a_product_add_in_squares_relative_to_the_values():
    relative = math.hypot(0.3 / 2.0, 0.4 / 5.0)
    assert (A * B).uncertainty / (A * B).value == pytest.approx(relative)
    assert (A / B).uncertainty / (A / B).value == pytest.approx(relative)


def test_exact_numbers_scale_and_claim_nothing():
    assert (A * EXACT).uncertainty == pytest.approx(1.2)
    assert (A / EXACT).uncertainty == pytest.approx(0.075)
    assert (EXACT * EXACT).uncertainty is None
    assert propagated(lambda a: a**2, [EXACT]) is None
    assert propagated(lambda a, b: a * b, (A, EXACT)) == pytest.approx(1.2)


def test_what_is_unknown_stays_unknown():
    assert A * UNKNOWN == UNKNOWN * A == A / UNKNOWN == UNKNOWN / A == UNKNOWN
    assert UNKNOWN.widened(0.1) == UNKNOWN


def test_widening_adds_in_squares():
    assert A.widened(0.4).uncertainty == pytest.approx(0.5)
    assert EXACT.widened(0.4).uncertainty == pytest.approx(0.4)
    assert A.widened(None) == A


def test_half_difference_of_a_straight_line():
    assert half_difference(lambda x: 7 - 3 * x, 2.0, 0.1) == pytest.approx(0.3)
