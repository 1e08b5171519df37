"""Derivatives of readings of static states: exact, by jax.grad."""

import jax
import numpy as np
import pytest

import onnes
from onnes.errors import InputError, OnnesError

PLATE = onnes.rectangle("110 nm", "70 nm")
HERE = {"coherence_length": "10 nm", "penetration_depth": "300 nm", "thickness": "5 nm"}
AT = (10e-9, 300e-9, 0.3)


@pytest.fixture(scope="module")
def moment():
    return onnes.static_reading(onnes.Film(PLATE, **HERE), "moment", cells_per_xi=2)


@pytest.fixture(scope="module")
def slopes(moment):
    """The moment and its derivatives by xi, lambda and the field."""
    return jax.value_and_grad(moment, argnums=(0, 1, 2))(*AT)


@pytest.mark.long
def test_a_reading_is_that_of_minimize_also_of_another_film_on_the_same_grid(moment, slopes):
    film = onnes.Film(PLATE, **HERE)
    alone = onnes.minimize(film, field="0.3 T", cells_per_xi=2)
    assert float(slopes[0]) == pytest.approx(alone.moment.values[-1], rel=1e-8)
    other = onnes.minimize(film.replace(coherence_length="11 nm"), field="0.3 T", cells_per_xi=2.2)
    assert other.model.grid.shape == alone.model.grid.shape
    assert float(moment("11 nm", "300 nm", "0.3 T")) == pytest.approx(other.moment.values[-1], rel=1e-8)


@pytest.mark.long
def test_the_moment_is_minus_the_slope_of_the_energy(slopes):
    """m = -dF/dB, which no solver knows of: without a slope through psi, since dF/dpsi = 0."""
    energy = onnes.static_reading(onnes.Film(PLATE, **HERE), "energy", cells_per_xi=2)
    assert -float(jax.grad(energy, argnums=2)(*AT)) == pytest.approx(float(slopes[0]), rel=1e-9)


@pytest.mark.long
@pytest.mark.parametrize("argument", [0, 2])
def test_slopes_are_those_of_differences(moment, slopes, argument):
    step = 1e-3 * AT[argument]
    there, here = (moment(*(value + sign * step * (n == argument) for n, value in enumerate(AT))) for sign in (1, -1))
    assert float(slopes[1][argument]) == pytest.approx(float(there - here) / (2 * step), rel=1e-5)


@pytest.mark.long
def test_the_moment_goes_as_one_over_lambda_squared(slopes):
    assert float(slopes[1][1]) * 300e-9 == pytest.approx(-2 * float(slopes[0]), rel=1e-12)


def test_the_density_knows_no_lambda():
    density = onnes.static_reading(onnes.Film(PLATE, **HERE), "mean_density", cells_per_xi=2)
    by_xi, by_lambda = jax.grad(density, argnums=(0, 1))(*AT)
    assert float(by_xi) < 0
    assert float(by_lambda) == 0


@pytest.mark.parametrize(("device", "read", "names"), [
    (onnes.Film(PLATE, **HERE), "moments", "moment"),
    (onnes.Film(PLATE, **{**HERE, "penetration_depth": "50 nm"}), "moment", "self-field"),
    (onnes.Bulk(PLATE, coherence_length="10 nm", penetration_depth="50 nm"), "moment", "a Film")])
def test_what_has_no_such_reading_is_refused(device, read, names):
    with pytest.raises(InputError, match=names):
        onnes.static_reading(device, read)


def test_compiled_programs_do_not_contain_the_search(moment):
    with pytest.raises(OnnesError, match=r"take jax\.jit"):
        jax.jit(moment)(*map(np.float64, AT))
