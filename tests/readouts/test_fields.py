"""Instruments: uniform fields read uniform, currents are the curl of the field, fluxoids are whole numbers."""

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from onnes.energies import Drive, State, ginzburg_landau, uniform_on_sphere, uniform_state
from onnes.geometry import disc
from onnes.grids import Grid, Sample, uniform
from onnes.laws import London
from onnes.readouts.fields import fluxoid, magnetic_induction, supercurrent, winding_number

R = np.array([0.0, 0.3, 0.8, 1.0, 1.5])


@pytest.mark.parametrize(("grid", "component", "face"), [
    (Grid([R], "cylindrical"), 1, 2), (Grid([R, None, R], "cylindrical"), 1, 2)])
def test_half_field_times_radius_is_a_uniform_field(grid, component, face):
    sample, state = Sample(grid), uniform_state(grid, 1.0, (component,))
    A = tuple(None if d != component else jnp.asarray(0.35 * grid.points()[0]) for d in range(3))
    b = magnetic_induction(sample, A)
    assert np.asarray(b[face]) == pytest.approx(0.7, abs=1e-14)
    assert b[0] is None or np.asarray(b[0]) == pytest.approx(0, abs=1e-14)
    assert state.A[component].shape == A[component].shape


def test_uniform_field_on_a_sphere():
    """A_phi = (H r/2) sin(theta): the amplitudes of B are those of `uniform_on_sphere`."""
    grid = Grid([R], "spherical")
    b = magnetic_induction(Sample(grid), (None, None, jnp.asarray(0.35 * R)))
    expected = uniform_on_sphere(0.7)
    assert np.asarray(b[0])[1:] == pytest.approx(expected[0], abs=1e-14)
    assert np.asarray(b[1]) == pytest.approx(expected[1], abs=1e-14)


def test_current_is_the_curl_of_the_field():
    """Ampere's law kappa^2 curl B = J at every node of a London slab, however it was found."""
    kappa, grid = 1.7, Grid([uniform(-3, 3, 0.25)])
    sample = Sample(grid)
    energy, drive = ginzburg_landau(sample, kappa), Drive(1.0, (0, 0, 0.2))
    state = London(energy, drive).run(uniform_state(grid, 1.0, (1,), real=True)).state
    b = np.concatenate([[0.2], np.asarray(magnetic_induction(sample, state.A)[2]), [0.2]])
    through = np.asarray(supercurrent(energy, state)[1])
    assert through == pytest.approx(-(kappa**2) * np.diff(b), abs=1e-13)


def test_current_of_a_wound_ring_is_minus_the_gradient_of_its_energy():
    """J_theta = (n/r - A) |psi|^2: wave number n along theta, no field."""
    grid = Grid([np.linspace(1.0, 2.0, 5)], "cylindrical")
    sample = Sample(grid)
    energy = ginzburg_landau(sample, 1.0, (0.0, 3.0, 0.0))
    through = np.asarray(supercurrent(energy, uniform_state(grid, 0.9, (1,)))[1])
    area = np.asarray(grid.dual_measure((1,)))
    assert through / area == pytest.approx(3 / np.asarray(grid.nodes[0]) * 0.81, rel=1e-13)


@given(n=st.integers(-3, 3), seed=st.integers(0, 2**31))
def test_fluxoid_is_a_whole_number_in_any_gauge(n, seed):
    """n turns of phase round a loop, any modulus, any A too weak to tear a link, any gauge."""
    chance, points = np.random.default_rng(seed), 24
    turns = np.linspace(0, 2 * np.pi, points, endpoint=False)
    psi = chance.uniform(0.3, 1.0, points) * np.exp(1j * n * turns)
    circulations = chance.uniform(-0.3, 0.3, points)
    assert winding_number(psi) == n
    assert fluxoid(psi, circulations) == pytest.approx(n, abs=1e-12)
    chi = chance.uniform(-9, 9, points)
    turned = fluxoid(psi * np.exp(1j * chi), circulations + np.roll(chi, -1) - chi)
    assert turned == pytest.approx(n, abs=1e-12)


def test_induction_of_a_cut_sample_counts_vacuum_too():
    grid = Grid([uniform(-2, 2, 0.5)] * 2)
    x, y = grid.points((0,))[1], grid.points((1,))[0]
    state = State(jnp.ones(grid.shape, complex), (jnp.asarray(-0.1 * x), jnp.asarray(0.1 * y), None))
    assert np.asarray(magnetic_induction(Sample(grid, disc(1.3)), state.A)[2]) == pytest.approx(0.2, abs=1e-14)
