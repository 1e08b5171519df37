"""settle in the plane: steps in a region of trust, a film with its field given, the residual as the measure."""

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.energies import Condensation, CovariantGradient, Drive, FreeEnergy, State, ginzburg_landau, uniform_state
from onnes.grids import Grid, Sample, uniform
from onnes.laws import Static
from onnes.laws.residual import residual, volumes
from onnes.laws.trust_region import LOOSEST, Trust, step_within
from onnes.readouts.fields import winding_number

SIZE = 8


def quadratic(seed, lowest):
    """A symmetric matrix with eigenvalues from ``lowest`` to 10, and a force."""
    chance = np.random.default_rng(seed)
    basis, _ = np.linalg.qr(chance.normal(size=(SIZE, SIZE)))
    eigenvalues = np.concatenate([[lowest], chance.uniform(1.0, 10.0, SIZE - 1)])
    return jnp.asarray(basis @ np.diag(eigenvalues) @ basis.T), jnp.asarray(chance.normal(size=SIZE))


@jax.jit
def step_of(matrix, force, radius):
    return step_within(lambda v: matrix @ v, force, lambda r: r / 2.0, radius, jnp.asarray(1e-10))


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 99), st.floats(0.1, 1.0))
def test_far_from_the_rim_it_is_newtons_step(seed, lowest):
    matrix, force = quadratic(seed, lowest)
    step = step_of(matrix, force, 1e6)
    exact = -np.linalg.solve(matrix, force)
    np.testing.assert_allclose(step.x, exact, rtol=1e-6, atol=1e-8)
    assert float(step.foretold) == pytest.approx(-0.5 * float(force @ exact), rel=1e-9)
    assert float(step.size) == pytest.approx(np.sqrt(2) * np.linalg.norm(exact), rel=1e-8)
    assert not step.on_rim


@settings(deadline=None, max_examples=20)
@given(st.integers(0, 99), st.floats(-5.0, 1.0), st.floats(0.01, 1.0))
def test_never_beyond_the_rim_and_always_down(seed, lowest, radius):
    matrix, force = quadratic(seed, lowest)
    step = step_of(matrix, force, radius)
    size = np.sqrt(2) * float(np.linalg.norm(step.x))
    assert size <= radius * (1 + 1e-9)
    assert size == pytest.approx(float(step.size), rel=1e-6)
    model = float(force @ step.x + 0.5 * step.x @ matrix @ step.x)
    assert float(step.foretold) == pytest.approx(-model, rel=1e-8)
    # At least as good as steepest descent inside the ball (Cauchy's point).
    downhill = -np.asarray(force) / np.linalg.norm(force)
    lengths = np.linspace(0, radius / np.sqrt(2), 200)[:, None] * downhill
    along = lengths @ force + 0.5 * np.einsum("ij,jk,ik->i", lengths, matrix, lengths)
    assert model <= along.min() + 1e-9
    if lowest < 0:
        assert step.on_rim or size < radius


def test_trust_grows_with_agreement_and_shrinks_without():
    matrix, force = quadratic(1, 1.0)
    step = step_of(matrix, force, 0.1)
    trust = Trust(0.1)
    wider, taken = trust.after(float(step.foretold), step, 0.9)
    assert (wider.radius, taken) == (0.2, True)
    narrower, taken = trust.after(-1.0, step, 1.5)
    assert narrower.radius == pytest.approx(0.025)
    assert (narrower.forcing, taken) == (LOOSEST, False)
    assert trust.after(float(step.foretold), step, 1e-2)[0].forcing == pytest.approx(1e-2**1.618)


def film(field, length=12.0, spacing=0.5):
    """A square film in a uniform field that its currents do not change; psi starts with a whisper of noise."""
    nodes = uniform(-length / 2, length / 2, spacing)
    grid = Grid((nodes, nodes))
    A = (jnp.asarray(-field / 2 * grid.points((0,))[1]), jnp.asarray(field / 2 * grid.points((1,))[0]), None)
    chance = np.random.default_rng(3)
    psi = 0.9 + 0.05 * chance.normal(size=grid.shape) + 0.05j * chance.normal(size=grid.shape)
    held = State(jnp.zeros(grid.shape, bool), (jnp.ones(A[0].shape, bool), jnp.ones(A[1].shape, bool), None))
    return FreeEnergy((Condensation(), CovariantGradient()), Sample(grid)), State(jnp.asarray(psi), A), held


def rim(psi):
    return np.concatenate([psi[:-1, 0], psi[-1, :-1], psi[:0:-1, -1], psi[0, :0:-1]])


@pytest.mark.parametrize(("field", "vortices"), [(0.0, False), (0.05, False), (0.5, True)])
def test_film_in_a_given_field(gradient, field, vortices):
    energy, start, held = film(field)
    found = Static(energy, Drive(), held, residual_tolerance=1e-8).run(start)
    assert found.status == "converged"
    assert found.residual < 1e-8
    assert found.iterations > 0
    assert (winding_number(rim(np.asarray(found.state.psi))) > 0) == vortices
    for before, after in zip(start.A[:2], found.state.A[:2], strict=True):
        assert np.array_equal(before, after)
    force = np.asarray(gradient(energy, found.state, Drive()).psi)
    volume = np.asarray(energy.sample.node_volume)
    residual = np.sqrt(np.sum(np.abs(force) ** 2 / volume) / np.sum(volume)) / 2
    assert residual == pytest.approx(found.residual, rel=1e-6, abs=1e-15)  # of terms of order 1, which are rounded
    if field == 0.0:
        assert found.energy == pytest.approx(-0.5 * 144, rel=1e-12)


def test_the_residual_alone_decides_where_it_is_asked_for():
    energy, start, held = film(0.05)
    rough = Static(energy, Drive(), held, residual_tolerance=1e-2).run(start)
    fine = Static(energy, Drive(), held, residual_tolerance=1e-10).run(start)
    assert rough.steps < fine.steps
    assert fine.residual < 1e-10 < rough.residual < 1e-2
    never = Static(energy, Drive(), held, residual_tolerance=1e-30, max_iterations=60).run(start)
    assert never.status == "not_converged"


def test_the_residual_is_that_of_the_equation_on_a_line(gradient):
    """psi = 1/2 in no field: -psi + psi^3 = -3/8 everywhere, on any grid."""
    for spacing in (0.5, 0.1):
        energy = ginzburg_landau(Sample(Grid((uniform(0, 3, spacing),))), 1.0)
        state = uniform_state(energy.sample.grid, 0.5, (1,), real=True)
        free = State(jnp.ones(state.psi.shape), (None, jnp.ones(state.A[1].shape), None))
        size = residual(gradient(energy, state, Drive()), volumes(energy, free))
        assert float(size) == pytest.approx(3 / 8, rel=1e-12)
    settled = Static(energy, Drive(), residual_tolerance=1e-11).run(state)
    assert settled.status == "converged"
    assert settled.residual < 1e-11
