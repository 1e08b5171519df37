"""Magnets beside a film against closed forms: on axes, far away, stripes of both signs, and each other."""

import math

import numpy as np
import pytest
import xarray as xr

from onnes.drives import fields, ramp, stored
from onnes.errors import InputError
from onnes.geometry import disc, rectangle, ring
from onnes.units.constants import VACUUM_PERMEABILITY as MU_0

UM = 1e-6
M, THICKNESS, HEIGHT = 8e5, 0.2 * UM, 0.1 * UM
LAYER = {"thickness": THICKNESS, "height": HEIGHT}
X, Y = np.meshgrid(np.linspace(-1, 1, 17) * UM, np.linspace(-0.8, 0.9, 13) * UM, indexing="ij")


def on_axis_of_disc(radius, low, high):
    """``(mu_0 M/2) (high/(high^2 + R^2)^(1/2) - low/(low^2 + R^2)^(1/2))``."""
    return MU_0 * M / 2 * (high / math.hypot(high, radius) - low / math.hypot(low, radius))


@pytest.mark.parametrize("radius", [0.02 * UM, 0.5 * UM, 5 * UM])
def test_on_the_axis_of_a_disc(radius):
    found = fields.magnet("800 kA/m", disc(radius), **LAYER).induction(0, 0)
    assert found == pytest.approx(on_axis_of_disc(radius, HEIGHT, HEIGHT + THICKNESS), rel=1e-6)


def test_under_the_middle_of_a_block():
    """``(mu_0 M/pi) atan(a b/(z (a^2 + b^2 + z^2)^(1/2)))`` at the near face less that at the far one; a, b half sides.
    """
    a, b = 0.5 * UM, 0.3 * UM
    near, far = (math.atan(a * b / (z * math.sqrt(a**2 + b**2 + z**2))) for z in (HEIGHT, HEIGHT + THICKNESS))
    found = fields.magnet(f"{MU_0 * M} T", rectangle(2 * a, 2 * b), **LAYER).induction(0, 0)
    assert found == pytest.approx(MU_0 * M / math.pi * (near - far), rel=1e-8)


def test_far_away_a_magnet_is_a_dipole():
    """To the square of size over distance."""
    def error(size):
        block = fields.magnet(M, rectangle(size, 0.6 * size), thickness=0.2 * size, height=20 * UM - 0.1 * size)
        dipole = fields.dipole(M * 0.12 * size**3, (0, 0, 20 * UM))
        return np.max(np.abs(block.induction_vector(8 * UM, 5 * UM) / dipole.induction_vector(8 * UM, 5 * UM) - 1))

    assert error(0.5 * UM) < 1e-3
    assert error(1 * UM) / error(0.5 * UM) == pytest.approx(4, rel=0.05)


def test_a_ring_is_a_disc_without_a_disc():
    whole, inner = (fields.magnet(M, disc(radius), **LAYER) for radius in (0.5 * UM, 0.2 * UM))
    found = fields.magnet(M, ring(0.5 * UM, 0.2 * UM), **LAYER).induction_vector(X, Y)
    np.testing.assert_allclose(found, (whole - inner).induction_vector(X, Y), atol=1e-12)


def test_above_and_below():
    above = fields.magnet(M, rectangle(1 * UM, 0.6 * UM), **LAYER)
    below = fields.magnet(M, rectangle(1 * UM, 0.6 * UM), thickness=THICKNESS, height=-HEIGHT)
    mirrored = above.induction_vector(X, Y) * np.array([-1, -1, 1])[:, None, None]
    np.testing.assert_allclose(below.induction_vector(X, Y), mirrored, atol=1e-14)


@pytest.mark.parametrize(("outline", "share"), [
    (rectangle(1 * UM, 0.6 * UM), 1e-5), (rectangle(1 * UM, 0.6 * UM) + disc(0.3 * UM, (0.5 * UM, 0)), 2e-3)])
def test_a_function_that_is_constant_is_a_magnet_in_closed_form(outline, share):
    """Cells at a curved rim are magnetised in part."""
    exact = fields.magnet(M, outline, **LAYER)
    pattern = fields.magnet(lambda x, y: M + 0 * x, outline, **LAYER)
    for of in (lambda field: field.induction_vector(X, Y), lambda field: field.seen_from(-0.1 * UM).induction(X, Y),
               lambda field: np.stack(field.vector_potential(X, Y))):
        np.testing.assert_allclose(of(pattern), of(exact), atol=share * np.max(np.abs(of(exact))))


def test_an_array_and_a_table_of_squares():
    """A chequerboard as an array, as a table, and square by square in closed form."""
    signs = np.array([[1, -1, 1], [-1, 1, -1]])
    side = 0.4 * UM
    squares = [sign * fields.magnet(M, rectangle(side, side, (side * (i - 0.5), side * (j - 1))), **LAYER)
               for (i, j), sign in np.ndenumerate(signs)]
    exact = sum(squares[1:], squares[0]).induction_vector(X, Y)
    array = fields.magnet(M * signs, rectangle(0.8 * UM, 1.2 * UM), **LAYER)
    np.testing.assert_allclose(array.induction_vector(X, Y), exact, atol=1e-5 * np.max(np.abs(exact)))


def test_stripes_decay_as_they_are_wide():
    """Of M cos(q x) without end: ``B_z = (mu_0 M/2) exp(-q h) (1 - exp(-q d)) cos(q x)``.

    The mean over cells of a width s is less by (q s)^2/24.
    """
    q, cell = 2 * math.pi / (0.5 * UM), HEIGHT / 8
    stripes = fields.magnet(lambda x, y: M * np.cos(q * x), rectangle(8 * UM, 8 * UM), **LAYER)
    x = np.linspace(-0.3, 0.3, 7) * UM
    largest = MU_0 * M / 2 * math.exp(-q * HEIGHT) * (1 - math.exp(-q * THICKNESS)) * (1 - (q * cell) ** 2 / 24)
    np.testing.assert_allclose(stripes.induction(x, 0 * x), largest * np.cos(q * x), atol=1e-4 * largest)


def test_a_table_has_its_own_extent():
    table = xr.DataArray(np.full((3, 2), 800.0), coords={"x": ("x", [0.0, 0.2, 0.4], {"units": "um"}),
                                                          "y": ("y", [0.0, 0.2], {"units": "um"})},
                         attrs={"units": "kA/m"})
    exact = fields.magnet(M, rectangle(0.6 * UM, 0.4 * UM, (0.2 * UM, 0.1 * UM)), **LAYER).induction(X, Y)
    np.testing.assert_allclose(fields.magnet(table, **LAYER).induction(X, Y), exact, atol=1e-5 * np.max(exact))


def test_a_strength_that_changes_and_files():
    field = ramp(0, 1, 1.0) * fields.magnet(M, disc(0.5 * UM), **LAYER) + fields.magnet(
        lambda x, y: M * x / UM, disc(0.5 * UM), **LAYER)
    again = stored.from_dict(stored.to_dict(field))
    np.testing.assert_array_equal(again.induction(X, Y, 0.5), field.induction(X, Y, 0.5))
    assert len(field.describe().splitlines()) == 2


@pytest.mark.parametrize(("make", "argument"), [
    (lambda: fields.magnet("1 K", disc(UM), **LAYER), "magnetisation"),
    (lambda: fields.magnet(M, disc(UM), thickness=0, height=UM), "thickness"),
    (lambda: fields.magnet(M, disc(UM), thickness=UM, height=0), "height"),
    (lambda: fields.magnet(M, **LAYER), "shape"),
    (lambda: fields.magnet(lambda x, y: x, **LAYER), "shape"),
    (lambda: fields.magnet(np.ones((2, 2)), **LAYER), "shape"),
    (lambda: fields.magnet(lambda x, y, t: x * t, disc(UM), **LAYER), "magnetisation"),
    (lambda: fields.magnet((0, 0, M), disc(UM), **LAYER), "magnetisation"),
    (lambda: fields.magnet(lambda x, y: x, rectangle(1e-3, 1e-3), **LAYER), "height"),
    (lambda: fields.magnet(lambda x, y: x, disc(UM), **LAYER).seen_from(0.2 * UM), "field"),
])
def test_what_is_no_magnet_is_refused_by_name(make, argument):
    with pytest.raises(InputError) as caught:
        make()
    assert caught.value.argument == argument
