"""Expelled charge on a grid against closed forms: cylinder, sphere, quadrupoles of small and large ellipses."""

from math import pi

import numpy as np
import pytest

from onnes.carriers import charge_expulsion as closed
from onnes.geometry import disc, ellipse, rectangle
from onnes.problems.expelled_charge import expelled_charge


def half(shape):
    _, low, right, high = shape.bounds
    return shape & rectangle(right, high - low, (right / 2, 0))


@pytest.mark.parametrize("round_body", [False, True])
def test_disc_and_sphere_are_the_closed_forms_and_nothing_leaks(round_body):
    size, dimension = 4.0, 3 if round_body else 2
    body = half(disc(size)) if round_body else disc(size)
    coarse, fine = (expelled_charge(body, spacing, round_body=round_body) for spacing in (0.5, 0.25))
    exact = closed.potential(np.zeros(1), size, dimension)[0]
    errors = [abs(each.potential.max() - exact) for each in (coarse, fine)]
    assert np.log2(errors[0] / errors[1]) > 1.6
    assert errors[1] < 0.01 * exact
    assert fine.largest_field == pytest.approx(closed.largest_field(size, dimension), rel=1e-2)
    assert fine.expelled == pytest.approx(closed.expelled_charge(size, dimension), rel=5e-3)
    assert 2 * fine.energy / fine.volume == pytest.approx(closed.mean_square_field(size, dimension), rel=2e-2)
    assert fine.outside_field < 0.02 * fine.largest_field
    assert fine.surface == pytest.approx((4 * pi * size**2) if round_body else 2 * pi * size, rel=1e-5)
    assert abs(fine.imbalance) < 1e-11
    assert abs(fine.energy_balance) < 1e-11


def test_a_body_much_smaller_than_lambda_has_the_charge_of_its_own_potential():
    """rho = phi_0 - mean(phi_0), phi_0 = -(rho_0/2)(N_x x^2 + N_y y^2): quadrupole in closed form."""
    a, b = 0.15, 0.3
    found = expelled_charge(ellipse(a, b), b / 24, round_body=False)
    n_x, n_y, mixed = b / (a + b), a / (a + b), a**2 * b**2 / 48
    exact = -found.surface / 2 * (n_x * (a**4 / 16 + mixed) - n_y * (b**4 / 16 + mixed))
    assert found.quadrupole == pytest.approx(exact, rel=1e-2)


def test_prolate_bodies_have_negative_quadrupoles_and_oblate_ones_positive():
    """In large bodies -(2/15) Q (2 b^2 - 2 a^2): -Q goes to the surface of a charged conductor."""
    prolate, oblate = (expelled_charge(half(ellipse(a, b)), 0.5, round_body=True) for a, b in ((8, 16), (16, 8)))
    assert prolate.quadrupole < 0 < oblate.quadrupole
    limit = -prolate.surface * 2 / 15 * (2 * 16**2 - 2 * 8**2)
    assert 0.7 < prolate.quadrupole / limit < 1
    assert prolate.outside_field > 0.4
