"""settle: stationary and stable ends, exact kinks and currents, and failure that has a name."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.energies import Drive, State, ginzburg_landau, uniform_state
from onnes.geometry import disc
from onnes.grids import Grid, Sample, uniform
from onnes.laws import London, Static
from onnes.laws.static import hessian_matrix
from onnes.readouts.fields import magnetic_induction


def line(spacing, length=12.0, kappa=1.0, wave_number=0.0):
    grid = Grid([uniform(0, length, spacing)])
    return ginzburg_landau(Sample(grid), kappa, (0.0, wave_number, 0.0))


def held_at_zero(state):
    """psi pinned to 0 at the left end."""
    psi = np.zeros(state.psi.shape, bool)
    psi[0] = True
    return State(psi, tuple(None if a is None else np.zeros(a.shape, bool) for a in state.A))


def largest_force(energy, drive, state):
    """Per unit of what a cell of the sample weighs."""
    forces = jax.tree.leaves(energy.gradient(state, drive))
    return max(float(np.max(np.abs(force))) for force in forces) / float(energy.sample.node_volume[1])


@pytest.mark.parametrize("components", [(), (1,)])
def test_half_a_kink_is_a_tanh(components):
    """psi = tanh(x/sqrt2) from a pinned zero; it costs 2 sqrt2/3 per area: second order in the spacing."""
    profile, cost = [], []
    for spacing in (0.2, 0.1):
        energy = line(spacing)
        start = uniform_state(energy.sample.grid, 0.8, components, real=True)
        start = State(start.psi.at[0].set(0.0), start.A)
        found = Static(energy, Drive(), held_at_zero(start)).run(start)
        assert found.status == "converged"
        x = energy.sample.grid.points()[0]
        profile.append(np.max(np.abs(np.asarray(found.state.psi) - np.tanh(x / np.sqrt(2)))))
        cost.append(abs(found.energy + 6.0 - 2 * np.sqrt(2) / 3))
    assert profile[1] < 1e-3
    assert cost[1] < 2e-3
    assert 3.5 < profile[0] / profile[1] < 4.5
    assert 3.5 < cost[0] / cost[1] < 4.5


@settings(max_examples=6)
@given(k=st.floats(0.0, 0.55))
def test_current_weakens_the_condensate(k):
    """|psi|^2 = 1 - k^2, F/V = -(1 - k^2)^2/2, J = k (1 - k^2): exact on any grid, stable up to k = 1/sqrt3."""
    energy = line(0.5, 5.0, wave_number=k)
    found = Static(energy, Drive()).run(uniform_state(energy.sample.grid, 0.9, (), real=True))
    assert found.status == "converged"
    assert np.asarray(found.state.psi) == pytest.approx(np.sqrt(1 - k**2), rel=1e-9)
    assert found.energy == pytest.approx(-5.0 * (1 - k**2) ** 2 / 2, rel=1e-12)


@settings(max_examples=6)
@given(kappa=st.floats(0.3, 3.0), share=st.floats(0.05, 0.7), seed=st.integers(0, 99))
def test_minimum_is_stationary_and_stable(kappa, share, seed):
    energy, drive = line(0.25, 6.0, kappa), Drive(1.0, (0.0, 0.0, share / (np.sqrt(2) * kappa)))
    chance = np.random.default_rng(seed)
    start = uniform_state(energy.sample.grid, 1.0, (1,), real=True)
    start = State(start.psi * chance.uniform(0.6, 1.0, start.psi.shape), start.A)
    found = Static(energy, drive).run(start)
    assert found.status == "converged"
    assert largest_force(energy, drive, found.state) < 1e-7
    assert hessian_matrix(energy, drive, found.state).is_positive_definite()
    assert found.energy <= float(energy(start, drive))
    shaken = State(found.state.psi + 1e-3 * chance.normal(size=start.psi.shape), found.state.A)
    assert float(energy(shaken, drive)) > found.energy


def test_a_saddle_is_left():
    """psi = 0 is stationary but no minimum below Hc2: from a whisper beside it the condensate forms."""
    energy = line(0.25, 6.0)
    found = Static(energy, Drive()).run(uniform_state(energy.sample.grid, 1e-5, (1,), real=True))
    assert found.status == "converged"
    assert np.asarray(found.state.psi) == pytest.approx(1, abs=1e-8)


def test_normal_state_in_a_strong_field():
    energy, drive = line(0.25, 6.0), Drive(1.0, (0.0, 0.0, 5.0))
    found = Static(energy, drive).run(uniform_state(energy.sample.grid, 1.0, (1,), real=True))
    assert found.status == "converged"
    assert np.max(np.abs(found.state.psi)) < 1e-4
    assert found.energy == pytest.approx(0, abs=1e-7)


def test_in_the_plane_a_weak_field_is_londons():
    nodes = uniform(-5, 5, 0.4)
    grid = Grid([nodes, nodes])
    energy, drive = ginzburg_landau(Sample(grid, disc(4.5)), 1.0), Drive(1.0, (0.0, 0.0, 1e-3))
    london = London(energy, drive).run(uniform_state(grid, 1.0)).state
    found = Static(energy, drive).run(uniform_state(grid, 1.0))
    assert found.status == "converged"
    inside = np.asarray(energy.sample.node_volume) > 0
    assert np.abs(found.state.psi)[inside] == pytest.approx(1, abs=1e-5)
    b, expected = (np.asarray(magnetic_induction(energy.sample, s.A)[2]) for s in (found.state, london))
    assert b == pytest.approx(expected, abs=1e-7)


@pytest.mark.parametrize("place", ["psi", "A"])
def test_not_a_number_has_a_name(place):
    energy = line(0.25, 6.0)
    state = uniform_state(energy.sample.grid, 1.0, (1,), real=True)
    bad = State(state.psi.at[3].set(jnp.nan), state.A) if place == "psi" else State(
        state.psi, (None, state.A[1].at[3].set(jnp.nan), None))
    assert Static(energy, Drive()).run(bad).status == "not_a_number"


def test_too_few_iterations_are_named():
    energy, drive = line(0.25, 6.0), Drive(1.0, (0.0, 0.0, 0.4))
    found = Static(energy, drive, max_iterations=1).run(uniform_state(energy.sample.grid, 0.3, (1,), real=True))
    assert found.status == "not_converged"
    assert "too many" in found.message
