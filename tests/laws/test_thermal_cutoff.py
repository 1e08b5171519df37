"""Thermal forces without short waves: the filter on modes of a square, its gauge covariance, held nodes."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.drives.protocols import Steady
from onnes.energies import Drive, gauge_transformed, thin_film, uniform_state
from onnes.grids import Grid, Sample, uniform
from onnes.laws.noise import Noise
from onnes.laws.tdgl import TDGL
from onnes.laws.thermal_cutoff import Cutoff

GRID = Grid([uniform(0.0, 8.0, 0.5)] * 2)
SQUARE = Sample(GRID)
LIMIT = 4.0

filtered = eqx.filter_jit(Cutoff.__call__)


def law(**arguments):
    return TDGL(thin_film(SQUARE), Steady(Drive(-0.5)), 1.0, relaxation_time=1.0, **arguments)


@pytest.mark.parametrize("waves", [(0, 0), (1, 0), (3, 2), (8, 8), (16, 16)])
def test_modes_keep_their_part(waves):
    """cos(pi k x/L) is a mode; P = (1 - x/n)^n (1 + x + (n + 1) x^2/2n) of its q^2/q_c^2."""
    cutoff = Cutoff.of(law(), LIMIT)
    mode = np.multiply.outer(*(np.cos(np.pi * k * np.arange(17) / 16) for k in waves))
    x = sum(16 * np.sin(np.pi * k / 32) ** 2 for k in waves) / LIMIT
    n = int(cutoff.stages)
    assert n >= x
    expected = (1 - x / n) ** n * (1 + x + (n + 1) / (2 * n) * x**2)
    A = uniform_state(GRID).A
    np.testing.assert_allclose(filtered(cutoff, law().energy, A, jnp.asarray(mode + 0j)), expected * mode, atol=1e-12)
    if x < 0.3:
        assert expected == pytest.approx(1, abs=0.01)
    if x > 5:
        assert abs(expected) < 0.15


def test_the_filter_is_gauge_covariant():
    random = np.random.default_rng(0)
    force = jnp.asarray(random.normal(size=GRID.shape) + 1j * random.normal(size=GRID.shape))
    A = (*(jnp.asarray(random.normal(size=GRID.cell_shape((d,)))) for d in (0, 1)), None)
    chi = random.uniform(-9, 9, GRID.shape)
    cutoff, energy = Cutoff.of(law(), LIMIT), law().energy
    state = uniform_state(GRID)
    turned = gauge_transformed(GRID, SQUARE.edge_length, type(state)(force, A), chi)
    np.testing.assert_allclose(filtered(cutoff, energy, turned.A, turned.psi),
                               np.exp(1j * chi) * filtered(cutoff, energy, A, force), atol=1e-12)


@pytest.mark.long
def test_a_finer_grid_has_no_more_fluctuations():
    """<|psi|^2> in the normal state on grids of 1/2 and 1/4 xi: without a cutoff it grows with the logarithm."""
    densities = []
    for spacing in (0.5, 0.25):
        grid = Grid([uniform(0.0, 8.0, spacing)] * 2)
        sample = Sample(grid)
        noise = Noise(jax.random.key(1), 1e-3, 0.25, LIMIT)
        moving = TDGL(thin_film(sample), Steady(Drive(-0.5)), 1.0, relaxation_time=1.0, noise=noise)
        run = moving.run(uniform_state(grid, 0.0), 300.0, every=1.0, record=lambda now: {"psi": now.state.psi})
        volume = np.asarray(sample.node_volume)
        densities.append(np.mean(np.sum(volume * np.abs(run.records["psi"][20:]) ** 2, axis=(1, 2))) / np.sum(volume))
    assert densities[1] == pytest.approx(densities[0], rel=0.1)
