"""Extrapolation to zero spacing: exact for the error it assumes, and of the order it claims."""

import math

import numpy as np
import pytest

from onnes.numerics.extrapolation import extrapolate_to_zero, observed_order, refined_estimate, richardson
from onnes.numerics.uncertainty import UNKNOWN


def trapezoid(count):
    """The integral of exp over [0, 1]; its error is a power series in the square of the spacing."""
    x = np.linspace(0.0, 1.0, count + 1)
    return float(np.trapezoid(np.exp(x), x))


@pytest.mark.parametrize(("order", "ratio"), [(1, 2.0), (2, 2.0), (2, 1.5), (4, 3.0)])
def test_richardson_removes_the_leading_error(order, ratio):
    coarse, fine = (3.0 + 0.7 * h**order for h in (0.3, 0.3 / ratio))
    assert richardson(coarse, fine, order, ratio) == pytest.approx(3.0, rel=1e-14)


def test_richardson_turns_the_trapezoidal_rule_into_simpsons():
    exact = math.e - 1
    errors = [abs(richardson(trapezoid(n), trapezoid(2 * n)) - exact) for n in (8, 16)]
    assert observed_order(*errors) == pytest.approx(4.0, abs=0.05)


def test_refined_estimate_claims_the_error_of_the_finer_grid():
    estimate = refined_estimate(trapezoid(8), trapezoid(16))
    assert abs(trapezoid(16) - (math.e - 1)) == pytest.approx(estimate.uncertainty, rel=0.01)
    assert refined_estimate(None, 1.0) == refined_estimate(1.0, None) == UNKNOWN


def test_a_polynomial_is_extrapolated_exactly():
    steps = (0.5, 0.3, 0.2, 0.05)
    limit, change = extrapolate_to_zero(steps, [2.0 - h + 3 * h**2 - 5 * h**3 for h in steps])
    assert limit == pytest.approx(2.0, rel=1e-13)
    assert change == pytest.approx(5 * 0.5 * 0.3 * 0.2, rel=1e-12)


def test_rombergs_scheme_reaches_rounding():
    counts = 2 ** np.arange(1, 8)
    limit, change = extrapolate_to_zero(1.0 / counts**2, [trapezoid(n) for n in counts])
    assert limit == pytest.approx(math.e - 1, rel=1e-14)
    assert change < 1e-12


@pytest.mark.parametrize("order", [1, 2, 3.5])
def test_observed_order_of_a_pure_power(order):
    assert observed_order(0.2**order, (0.2 / 3) ** order, 3.0) == pytest.approx(order)
