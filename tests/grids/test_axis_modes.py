"""Modes of an axis: orthonormal, they diagonalise differences; fast and matrix transforms are the same up to signs."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.energies.mirrored import _across
from onnes.grids import Grid, Sample, uniform
from onnes.grids.operators import curl
from onnes.grids.solvers import axis_modes, separable
from onnes.numerics.grading import mirrored, stretched

EVEN = uniform(0.0, 3.0, 3.0 / 14)
AXES = {"even": EVEN, "odd": uniform(-1.0, 2.0, 0.2), "stretched": mirrored(stretched(0.4, 2.0, 0.1, 1.3))}


def bases_of(nodes):
    """Every kind of modes that an axis has."""
    fast = [axis_modes._cosines(nodes)] if np.ptp(np.diff(nodes)) < 1e-9 else []
    return [axis_modes._matrices(nodes), *fast]


@pytest.mark.parametrize("axis", [0, 1])
@pytest.mark.parametrize("name", AXES)
def test_modes_diagonalise_the_difference(name, axis):
    """D v_k = s_k u_k with D = E^(-1/2) diff V^(-1/2), and both sets are orthonormal."""
    nodes = AXES[name]
    n = len(nodes)
    for basis in bases_of(nodes):
        amplitudes = np.random.default_rng(0).normal(size=(n, 3) if axis == 0 else (3, n))
        along = (n, 1) if axis == 0 else (1, n)
        values = np.asarray(basis.node_values(amplitudes, axis))
        assert np.sum(values**2) == pytest.approx(np.sum(amplitudes**2), rel=1e-12)
        assert np.asarray(basis.node_modes(values, axis)) == pytest.approx(amplitudes, abs=1e-12)
        slope = np.diff(values / np.sqrt(np.asarray(basis.dual_gaps)).reshape(along), axis=axis)
        slope = slope / np.sqrt(np.diff(nodes)).reshape((-1, 1) if axis == 0 else (1, -1))
        steep = amplitudes * np.asarray(basis.wave_numbers).reshape(along)
        scale = np.abs(slope).max()
        assert np.asarray(basis.edge_modes(slope, axis)) == pytest.approx(steep, abs=1e-12 * scale)
        assert np.asarray(basis.edge_values(steep, axis)) == pytest.approx(slope, abs=1e-12 * scale)


def test_long_even_axes_are_fast_and_others_are_matrices():
    assert isinstance(axis_modes.axis_modes(uniform(0, 1, 1 / 200)), axis_modes.CosineBasis)
    assert isinstance(axis_modes.axis_modes(EVEN), axis_modes.MatrixBasis)
    assert isinstance(axis_modes.axis_modes(mirrored(stretched(1.0, 5.0, 0.01))), axis_modes.MatrixBasis)


@pytest.mark.parametrize(("names", "mirrors"), [
    (("even", "odd"), ()), (("even", "stretched"), ()), (("odd", "even", "odd"), ()),
    (("odd", "stretched"), ((0, 0), (1, 0), (1, -1)))], ids=["even-odd", "even-stretched", "odd-even-odd", "mirrors"])
def test_field_inverse(names, mirrors):
    """(mass + stiffness curl curl) A = r on a box, by fast modes where an axis has them; no A along mirror planes."""
    grid = Grid([AXES[name] for name in names])
    sample, mass, stiffness = Sample(grid), 0.7, 2.3
    chance = np.random.default_rng(1)
    A = tuple(jnp.asarray(chance.normal(size=grid.cell_shape((d,)))) if d in grid.resolved else None for d in range(3))
    A = _across(grid, A, mirrors)

    def energy(A):
        A = _across(grid, A, mirrors)
        fluxes = curl(grid, sample.circulation(A))
        field = sum(jnp.sum(w * f**2) for w, f in zip(sample.face_weight, fluxes, strict=True) if f is not None)
        return 0.5 * (stiffness * field + mass * sum(jnp.sum(sample.edge_volume[d] * A[d] ** 2) for d in grid.resolved))

    rhs = jax.jit(jax.grad(energy))(A)
    bases = separable.bases(grid, mirrors) if mirrors else tuple(bases_of(AXES[name])[-1] for name in names)
    found = jax.jit(separable.inverse(bases, grid.resolved, mass, stiffness))(rhs)
    for d in grid.resolved:
        assert np.asarray(found[d]) == pytest.approx(np.asarray(A[d]), abs=1e-10)
