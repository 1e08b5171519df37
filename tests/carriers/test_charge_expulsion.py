"""Expelled charge of slab, cylinder and sphere: equations, neutrality, energy; screening and Bernoulli potential."""

import numpy as np
import pytest

from onnes.carriers import charge_expulsion as expulsion
from onnes.carriers.spin_current import spin_current_speed
from onnes.units.constants import SPEED_OF_LIGHT

bodies = pytest.mark.parametrize("dimension", [1, 2, 3])
sizes = pytest.mark.parametrize("size", [0.3, 5.0, 60.0])


def gauss(size, pieces=200):
    """Places and weights of Gauss's rule, finest at the surface."""
    edges = size * (1 - np.linspace(1, 0, pieces + 1) ** 2)
    x, w = np.polynomial.legendre.leggauss(10)
    half = np.diff(edges)[:, None] / 2
    return (edges[:-1, None] + half * (x + 1)).ravel(), (half * w).ravel()


@bodies
@sizes
def test_the_body_is_neutral_and_its_energy_that_of_the_closed_form(dimension, size):
    x, w = gauss(size)
    rho, field = expulsion.charge_density(x, size, dimension), expulsion.electric_field(x, size, dimension)
    shell = w * x ** (dimension - 1)
    assert np.sum(shell * rho) == pytest.approx(0, abs=1e-12 * np.sum(shell * np.abs(rho)))
    mean = np.sum(shell * field**2) / np.sum(shell)
    assert expulsion.mean_square_field(size, dimension) == pytest.approx(mean, rel=1e-8)
    surface = size ** (dimension - 1)
    assert expulsion.expelled_charge(size, dimension) == pytest.approx(-np.sum(shell * np.minimum(rho, 0)) / surface,
                                                                       rel=1e-4)


@bodies
def test_gauss_law_the_potential_and_screening_over_lambda(dimension):
    size, h = 7.0, 1e-3
    x = np.linspace(0.5, 6.9, 60)

    def slope(of):
        return (of(x + h, size, dimension) - of(x - h, size, dimension)) / (2 * h)

    field, rho = (of(x, size, dimension) for of in (expulsion.electric_field, expulsion.charge_density))
    np.testing.assert_allclose(slope(expulsion.electric_field) + (dimension - 1) * field / x, rho, atol=1e-6)
    np.testing.assert_allclose(slope(expulsion.potential), -field, atol=1e-6)
    own = (size**2 - x**2) / (2 * size)  # phi_0 up to a constant
    mu = rho - dimension / size + expulsion.potential(x, size, dimension) - own
    np.testing.assert_allclose(mu, mu[0], atol=1e-12)
    assert expulsion.electric_field(np.array([size]), size, dimension)[0] == 0
    assert expulsion.largest_field(size, dimension) >= field.max()


@bodies
def test_a_large_body_has_the_scale_at_its_surface_and_d_over_d_plus_2_of_its_energy(dimension):
    assert expulsion.largest_field(1e6, dimension) == pytest.approx(1, abs=1e-4)
    assert expulsion.mean_square_field(1e7, dimension) == pytest.approx(dimension / (dimension + 2), rel=1e-5)
    assert expulsion.expelled_charge(1e6, dimension) == pytest.approx(1, abs=1e-4)
    assert expulsion.potential(np.zeros(1), 1e6, dimension)[0] == pytest.approx(5e5, rel=1e-4)


def test_field_of_the_text_screening_of_copper_and_bernoulli():
    assert expulsion.charge_expulsion_field(39e-9) == pytest.approx(3.24e7, rel=2e-3)
    assert expulsion.thomas_fermi_length(8.47e28, 1.1247e-18) == pytest.approx(0.0552e-9, rel=1e-2)
    speed = spin_current_speed(39e-9)
    assert expulsion.bernoulli_potential(speed) == pytest.approx(1.5656e-6, rel=1e-4)
    assert speed / SPEED_OF_LIGHT == pytest.approx(2.475e-6, rel=1e-3)
