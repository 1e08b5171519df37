"""exp(i theta) by polynomials: exact to round-off, and so are its derivatives."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onnes.grids.unit_phase import unit_phase


@given(st.floats(-1e6, 1e6))
def test_as_the_library_says(theta):
    assert abs(complex(unit_phase(jnp.asarray(theta))) - np.exp(1j * theta)) < 4e-16


@pytest.mark.parametrize("turns", range(-6, 7))
def test_quarter_turns(turns):
    theta = turns * np.pi / 2 + np.linspace(-1e-9, 1e-9, 5)
    np.testing.assert_allclose(unit_phase(jnp.asarray(theta)), np.exp(1j * theta), atol=3e-16)


def test_modulus_is_one():
    theta = np.random.default_rng(1).uniform(-50, 50, 10_000)
    np.testing.assert_allclose(np.abs(unit_phase(jnp.asarray(theta))), 1.0, atol=4e-16)


def test_first_and_second_derivative():
    theta = jnp.linspace(-7.0, 7.0, 31)
    first = jax.vmap(jax.jacfwd(unit_phase))(theta)
    second = jax.vmap(jax.jacfwd(jax.jacfwd(unit_phase)))(theta)
    np.testing.assert_allclose(first, 1j * np.exp(1j * theta), atol=1e-15)
    np.testing.assert_allclose(second, -np.exp(1j * theta), atol=1e-15)


def test_not_a_number_stays_one():
    assert np.isnan(unit_phase(jnp.asarray(np.nan)))
