"""Periodic cells: flux, translation and gauge invariance, forces on the rim; all exact on the grid."""

import equinox as eqx
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.energies import Drive, FreeEnergy, State, gauge_transformed, ginzburg_landau
from onnes.energies.landau_level import abrikosov_lattice
from onnes.energies.periodic import repeated, uniform_potential
from onnes.errors import InputError
from onnes.grids import Grid, Sample
from onnes.grids.operators import curl

A_SIDE, B_SIDE, NX, NY, QUANTA = 5.0, 4.0, 10, 8, 3
H = 2 * np.pi * QUANTA / (A_SIDE * B_SIDE)
DRIVE = Drive(0.7, (0.0, 0.0, H))


def cell(x0=-1.3, y0=0.4, periodic=(0, 1)):
    return Grid([x0 + np.linspace(0, A_SIDE, NX + 1), y0 + np.linspace(0, B_SIDE, NY + 1)], periodic=periodic)


def random_state(grid):
    """psi and the part of A that repeats at random."""
    draw = np.random.default_rng(3).normal
    psi = draw(size=grid.shape) + 1j * draw(size=grid.shape)
    A = tuple(np.broadcast_to(a, grid.cell_shape((d,))) + 0.3 * draw(size=grid.cell_shape((d,)))
              for d, a in enumerate(uniform_potential(grid, H)))
    return whole(grid, State(jnp.asarray(psi), (*map(jnp.asarray, A), None)), DRIVE)


def shifted(grid, state, p, q):
    """The same pattern seen through a window p cells further along x and q along y, by the rule of the module."""
    hx, hy = A_SIDE / NX, B_SIDE / NY
    x, y = grid.nodes[0], grid.nodes[1]
    # Index and number of whole periods of every node and edge of the window.
    i, over_x = np.arange(p, p + NX + 1) % NX, np.arange(p, p + NX + 1) // NX
    j, over_y = np.arange(q, q + NY + 1) % NY, np.arange(q, q + NY + 1) // NY
    assert over_x.max() <= 1
    assert over_y.max() <= 1
    phase = (over_x[:, None] * H * A_SIDE * (y[j] + over_y * B_SIDE)[None, :] / 2
             - over_y[None, :] * H * B_SIDE * x[i][:, None] / 2)
    psi = np.asarray(state.psi)[np.ix_(i, j)] * np.exp(1j * phase)
    along_x = np.asarray(state.A[0])[np.ix_(i[:-1], j)] - over_y[None, :] * H * B_SIDE / 2
    along_y = np.asarray(state.A[1])[np.ix_(i, j[:-1])] + over_x[:, None] * H * A_SIDE / 2
    A = jnp.asarray(along_x), jnp.asarray(along_y), None
    return cell(x[0] + p * hx, y[0] + q * hy), State(jnp.asarray(psi), A)


def energy_on(grid):
    return ginzburg_landau(Sample(grid), 1.4)


@eqx.filter_jit
def value(energy, state):
    return energy(state, DRIVE)


@eqx.filter_jit
def gradient(energy, state):
    return energy.gradient(state, DRIVE)


whole = eqx.filter_jit(repeated)


def test_the_flux_is_whole():
    grid = cell()
    sample = Sample(grid)
    flux = curl(grid, sample.circulation(random_state(grid).A))[2]
    assert float(jnp.sum(flux)) == pytest.approx(2 * np.pi * QUANTA, rel=1e-14)


@pytest.mark.parametrize(("p", "q"), [(1, 0), (0, 3), (4, 5)])
def test_energy_does_not_see_where_the_cell_is_cut(p, q):
    grid = cell()
    state = random_state(grid)
    window, there = shifted(grid, state, p, q)
    assert float(value(energy_on(window), there)) == pytest.approx(float(value(energy_on(grid), state)), rel=1e-12)


def test_energy_does_not_see_the_gauge():
    grid = cell()
    state, energy = random_state(grid), energy_on(grid)
    x, y = grid.points()
    chi = 2 * np.sin(2 * np.pi * x / A_SIDE) * np.cos(2 * np.pi * y / B_SIDE)
    turned = gauge_transformed(grid, energy.sample.edge_length, state, chi)
    assert float(value(energy, turned)) == pytest.approx(float(value(energy, state)), rel=1e-12)


def test_an_image_feels_the_force_of_its_node():
    """The force on the rim is shared as the volume, turned as psi is."""
    grid = cell()
    state, energy = random_state(grid), energy_on(grid)
    force = gradient(energy, state)
    turn = np.exp(0.5j * H * A_SIDE * grid.nodes[1])
    np.testing.assert_allclose(force.psi[-1], turn * force.psi[0], atol=1e-12)
    np.testing.assert_allclose(force.A[0][:, -1], force.A[0][:, 0], atol=1e-12)
    # Without images it is half of it each: together the whole.
    apart = gradient(FreeEnergy(energy.terms, energy.sample, images=False), state).psi
    inner = slice(1, -1)
    np.testing.assert_allclose(2 * force.psi[0, inner], apart[0, inner] + np.conj(turn[inner]) * apart[-1, inner],
                               atol=1e-12)


def test_abrikosovs_function_repeats_and_has_its_vortices():
    grid = cell()
    psi = abrikosov_lattice(grid, H)
    state = State(jnp.asarray(psi), (*(jnp.zeros(grid.cell_shape((d,))) for d in (0, 1)), None))
    np.testing.assert_allclose(whole(grid, state, DRIVE).psi, psi, atol=1e-12)
    assert np.average(np.abs(psi) ** 2, weights=grid.dual_measure(())) == pytest.approx(1)


def test_a_strip_takes_any_field():
    """Periodic along one direction, the potential of a uniform field repeats by itself."""
    for direction in (0, 1):
        grid = cell(periodic=(direction,))
        A = uniform_potential(grid, 0.123)
        circulations = tuple(jnp.broadcast_to(a, grid.cell_shape((d,))) for d, a in enumerate(A))
        sample = Sample(grid)
        flux = curl(grid, sample.circulation((*circulations, None)))[2] / sample.face_area[2]
        np.testing.assert_allclose(flux, 0.123, rtol=1e-12)
        across = A[1 - direction]
        assert np.allclose(across, 0)


def test_only_even_cartesian_axes_repeat():
    x = np.linspace(0, 1, 5)
    with pytest.raises(InputError, match="evenly spaced"):
        Grid([x**2, x], periodic=(0,))
    with pytest.raises(InputError, match="Cartesian"):
        Grid([x, None, x], "cylindrical", periodic=(2,))
