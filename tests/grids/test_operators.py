"""Differences of neighbours: curl grad = 0, div curl = 0, div is minus the adjoint of grad."""

import jax
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onnes.grids import Grid, Sample, uniform
from onnes.grids.operators import curl, div, grad, grad_adjoint

X, Y, Z = np.array([-1.0, -0.4, 0.1, 1.3]), np.array([0.0, 0.5, 0.8]), np.array([-2.0, 0.0, 0.3, 0.9, 1.0])
R = np.array([0.0, 0.4, 1.0, 1.1])

GRIDS = {
    "x": Grid([X]), "xy": Grid([X, Y]), "xz": Grid([X, None, Z]), "xyz": Grid([X, Y, Z]),
    "r": Grid([R], "cylindrical"), "rz": Grid([R, None, Z], "cylindrical"), "spherical r": Grid([R], "spherical"),
}
# On the sphere a scalar has no sin(theta) to differentiate: only A along phi lives there, and no gradient.
FLAT = pytest.mark.parametrize("grid", list(GRIDS.values())[:-1], ids=list(GRIDS)[:-1])
KINDS = pytest.mark.parametrize("grid", GRIDS.values(), ids=GRIDS)


def dyadic(shape, seed: int) -> np.ndarray:
    """Numbers whose sums do not round: an identity must hold on them to the last bit."""
    return np.random.default_rng(seed).integers(-(2**20), 2**20, shape) / 1024.0


def edges(grid: Grid, seed: int, make=dyadic) -> tuple:
    return tuple(make(grid.cell_shape((d,)), seed + d) for d in range(3))


@FLAT
@given(seed=st.integers(0, 2**31))
def test_curl_of_a_gradient_is_zero(grid, seed):
    for flux in curl(grid, grad(grid, dyadic(grid.shape, seed))):
        assert flux is None or np.all(np.asarray(flux) == 0)


@FLAT
@given(seed=st.integers(0, 2**31))
def test_divergence_of_a_curl_is_zero(grid, seed):
    assert np.all(np.asarray(div(grid, curl(grid, edges(grid, seed)))) == 0)


@given(seed=st.integers(0, 2**31))
def test_divergence_of_a_curl_is_zero_on_the_sphere(seed):
    """Its angular factor sqrt2 is no binary number, so to rounding."""
    grid = GRIDS["spherical r"]
    fluxes = curl(grid, edges(grid, seed))
    largest = max(float(np.max(np.abs(flux))) for flux in fluxes if flux is not None)
    assert np.max(np.abs(np.asarray(div(grid, fluxes)))) <= 8 * np.finfo(float).eps * largest


@given(seed=st.integers(0, 2**31))
def test_on_any_numbers_the_identities_hold_to_rounding(seed):
    grid = GRIDS["xyz"]
    values = np.random.default_rng(seed).normal(size=grid.shape)
    for flux in curl(grid, grad(grid, values)):
        assert np.max(np.abs(flux)) < 8 * np.finfo(float).eps * np.max(np.abs(values))


@KINDS
def test_adjoint_is_the_transpose(grid):
    """Entry by entry the matrix of `grad_adjoint` is the transpose of that of `grad`."""
    flat = {d: int(np.prod(grid.cell_shape((d,)))) for d in grid.resolved}

    def columns(f):
        return np.concatenate([np.ravel(part) for part in grad(grid, f) if part is not None])

    forward = np.stack([columns(e.reshape(grid.shape)) for e in np.eye(int(np.prod(grid.shape)))], axis=1)
    backward = []
    for e in np.eye(sum(flat.values())):
        parts, start = [None, None, None], 0
        for d, size in flat.items():
            parts[d] = e[start:start + size].reshape(grid.cell_shape((d,)))
            start += size
        backward.append(np.ravel(grad_adjoint(grid, tuple(parts))))
    assert np.array_equal(forward, np.stack(backward))
    assert set(np.unique(forward)) == {-1.0, 0.0, 1.0}


@KINDS
@given(seed=st.integers(0, 2**31))
def test_adjoint_in_the_inner_product(grid, seed):
    f, c = dyadic(grid.shape, seed), edges(grid, seed + 7)
    left = sum(np.sum(np.asarray(g) * c[d]) for d, g in enumerate(grad(grid, f)) if g is not None)
    assert left == np.sum(f * np.asarray(grad_adjoint(grid, c)))


def test_curl_on_the_sphere_is_signs_and_its_angular_factor():
    """The Jacobian of curl holds nothing but -1, 0, 1 and the sqrt2 of d_theta."""
    grid = GRIDS["spherical r"]
    found = jax.jacobian(lambda c: curl(grid, c))(edges(grid, 0))
    values = np.unique(np.concatenate([np.ravel(np.abs(leaf)) for leaf in jax.tree.leaves(found)] or [np.zeros(1)]))
    assert np.all(np.isin(values, [0.0, 1.0, 2**0.5]))


@pytest.mark.parametrize("direction", [0, 1, 2])
def test_flux_of_a_uniform_field_is_area_times_field(direction):
    """A = (B x r)/2 on the edges of a block: the curl through every face is B_k |face|, to rounding."""
    grid = GRIDS["xyz"]
    field = np.zeros(3)
    field[direction] = 0.7
    A = tuple(0.5 * np.cross(field, np.stack(grid.points((d,)), axis=-1))[..., d] for d in range(3))
    sample = Sample(grid)
    for k, flux in enumerate(curl(grid, sample.circulation(A))):
        expected = np.broadcast_to(field[k] * np.asarray(sample.face_area[k]), flux.shape)
        assert np.asarray(flux) == pytest.approx(expected, abs=1e-14)


def test_points_sit_in_the_middle_of_what_they_span():
    grid = Grid([uniform(0, 1, 0.5), uniform(0, 2, 1.0)])
    x, y = grid.points((0,))
    assert x.shape == grid.cell_shape((0,)) == (2, 3)
    assert x[:, 0].tolist() == [0.25, 0.75]
    assert y[0].tolist() == [0, 1, 2]
