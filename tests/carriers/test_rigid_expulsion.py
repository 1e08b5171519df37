"""Expulsion from a cylinder with psi held: exact limits, Maxwell's equations, the balance of energy."""

import numpy as np
import pytest

from onnes.carriers.rigid_expulsion import heat, largest_radius, london_flux, rigid_expulsion, starting_energy

R = 20.0
PLACES = np.linspace(0, R, 2001)


def test_the_interior_falls_everywhere_at_once_and_the_end_is_londons():
    times = np.array([0.1, 1.0, 3.0])
    field = rigid_expulsion(times, PLACES[PLACES < R / 4], R).magnetic
    np.testing.assert_allclose(field, np.exp(-times)[:, None] * np.ones(field.shape[1]), atol=1e-6)
    end = rigid_expulsion([40.0], PLACES, R).magnetic[0]
    assert 2 * np.trapezoid(end * PLACES, PLACES) / R**2 == pytest.approx(london_flux(R), rel=1e-4)


def test_maxwells_equations_hold():
    """mu_0 J = curl B and curl E = -d_t B; E turns the other way round than the current at the surface."""
    step = 1e-4
    now = rigid_expulsion([1.0, 1.0 + step], PLACES, R)
    change = (now.magnetic[1] - now.magnetic[0]) / step
    np.testing.assert_allclose(-np.gradient(now.magnetic[0], PLACES)[1:-1], now.current[0][1:-1], atol=1e-4)
    curl = np.gradient(now.electric.mean(0) * PLACES, PLACES)[1:-1] / PLACES[1:-1]
    np.testing.assert_allclose(curl, -change[1:-1], atol=2e-3)
    assert now.electric[0][-1] > 0 > now.current[0][-1]


def test_all_of_the_start_and_of_the_gain_becomes_joule_heat():
    times, places = np.geomspace(1e-4, 10, 300), np.linspace(0, R, 301)
    electric = rigid_expulsion(times, places, R).electric
    power = 4 * np.trapezoid(electric**2 * places, places, axis=1) / R**2
    joule = np.trapezoid(power, times) + power[0] * times[0]
    assert joule == pytest.approx(heat(R), rel=2e-3)
    assert heat(R) == pytest.approx(R**2 / 8 - 1 + london_flux(R))


def test_the_largest_radius_is_where_condensation_pays_for_the_start():
    assert starting_energy(largest_radius(0.7)) * 0.7**2 == pytest.approx(1)
