"""Division that gives 0 where the denominator is not positive."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.numerics.safe_division import safe_divide

X, Y = np.array([3.0, 1.0, 0.0, 5.0]), np.array([2.0, 0.0, 0.0, -1.0])


@pytest.mark.parametrize(("array", "kind"), [(np.asarray, np.ndarray), (jnp.asarray, jax.Array)])
def test_zero_where_the_denominator_is_not_positive(array, kind):
    ratio = safe_divide(array(X), array(Y))
    assert isinstance(ratio, kind)
    assert ratio.tolist() == [1.5, 0.0, 0.0, 0.0]
    assert safe_divide(1.0, array(Y)).tolist() == [0.5, 0.0, 0.0, 0.0]


def test_precision_of_the_arrays_is_kept():
    assert safe_divide(1.0, Y.astype(np.float32)).dtype == np.float32
    assert safe_divide(1.0, jnp.asarray(Y, np.float32)).dtype == np.float32
    assert safe_divide(X.astype(np.complex64), jnp.asarray(Y, np.float32)).dtype == np.complex64


def test_shapes_broadcast():
    assert safe_divide(X[:, None], Y[None, :]).shape == (4, 4)


def test_the_derivative_is_finite_where_the_denominator_vanishes():
    slopes = jax.jit(jax.grad(lambda x, y: jnp.sum(safe_divide(x, y)), (0, 1)))(jnp.asarray(X), jnp.asarray(Y))
    assert slopes[0].tolist() == [0.5, 0.0, 0.0, 0.0]
    assert slopes[1].tolist() == [-0.75, 0.0, 0.0, 0.0]
