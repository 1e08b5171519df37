"""Arithmetic part by part is that of complex numbers."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.grids.complex_parts import real_product, scaled, squared_modulus

CHANCE = np.random.default_rng(0)
REAL = jnp.asarray(CHANCE.normal(size=(4, 1)))
COMPLEX = jnp.asarray(CHANCE.normal(size=(4, 3)) + 1j * CHANCE.normal(size=(4, 3)))


@pytest.mark.parametrize("z", [COMPLEX, COMPLEX.real], ids=["complex", "real"])
def test_it_is_the_same_arithmetic(z):
    assert scaled(REAL, z) == pytest.approx(np.asarray(REAL * z))
    assert squared_modulus(z) == pytest.approx(np.abs(np.asarray(z)) ** 2)
    assert real_product(z, COMPLEX) == pytest.approx(np.asarray(np.real(np.conj(z) * COMPLEX)), rel=1e-13, abs=1e-15)
    assert scaled(REAL, z).dtype == z.dtype


def test_slopes():
    slope = jax.grad(lambda z: jnp.sum(REAL * squared_modulus(z)))(COMPLEX)
    assert np.conj(slope) == pytest.approx(np.asarray(2 * REAL * COMPLEX))
