"""Dips at equal distances: the sum of Lorentzians, their distance and depth, order over temperature and field."""

import numpy as np
import pytest

from onnes.chains.spectral_dips import dips, linear_order, order_of_moments, radius_for_spacing
from onnes.chains.standing_wave import standing_wave_frequency
from onnes.units.constants import BOHR_MAGNETON, BOLTZMANN


def test_radius_is_the_inverse_of_the_standing_wave():
    assert standing_wave_frequency(float(radius_for_spacing(10e12))) == pytest.approx(10e12)
    assert radius_for_spacing(10e12) == pytest.approx(14.99e-6, rel=1e-3)


def test_dips_are_the_sum_of_lorentzians_scaled_to_the_depth():
    f, spacing, width = np.linspace(60.0, 70.0, 41), 10.0, 1.3
    n = np.arange(-20_000, 20_001)

    def total(at):
        return np.sum(width**2 / ((np.asarray(at)[..., None] - n * spacing) ** 2 + width**2), axis=-1)

    expected = 1 - 0.2 * total(f) / total(70.0)
    np.testing.assert_allclose(dips(f, spacing, width, 0.2), expected, atol=1e-5)
    assert dips(70.0, spacing, width, 0.2) == pytest.approx(0.8)


def test_order():
    assert linear_order(3.0, 0.05, 9.0, 0.2) == pytest.approx(2 / 3 * 3 / 4)
    assert linear_order(10.0, 0.05, 9.0, 0.2) == linear_order(3.0, 0.3, 9.0, 0.2) == 0
    small = 1e-3 * BOLTZMANN * 2.0 / BOHR_MAGNETON
    assert order_of_moments(2.0, small, BOHR_MAGNETON) == pytest.approx(1e-3 / 3, rel=1e-5)
