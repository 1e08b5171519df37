"""Static states with multigrid for psi: the same minimum as with the diagonal, for a fraction of the products."""

import jax.numpy as jnp
import numpy as np
import pytest

import onnes.laws.preconditioning as preconditioning
from onnes.energies import Condensation, CovariantGradient, Drive, FreeEnergy, State
from onnes.geometry import disc
from onnes.grids import Grid, Sample, uniform
from onnes.laws import Static


@pytest.mark.long
@pytest.mark.parametrize("pin_the_rim", [False, True])
def test_multigrid_saves_products(monkeypatch, pin_the_rim):
    """A disc of radius 9 xi in a field of 0.15 Bc2 from a state with a vortex off its middle; A held."""
    x = uniform(-9.5, 9.5, 0.3)
    grid = Grid([x, x])
    energy = FreeEnergy((Condensation(), CovariantGradient()), Sample(grid, disc(9.0)))
    X, Y = grid.points()
    A = (jnp.asarray(-0.075 * grid.points((0,))[1]), jnp.asarray(0.075 * grid.points((1,))[0]), None)
    state = State(jnp.asarray(0.9 * (X - 2 + 1j * Y) / np.hypot(np.hypot(X - 2, Y), 1.0)), A)
    rim = jnp.asarray(np.hypot(X, Y) > 8.0) if pin_the_rim else jnp.asarray(False)
    pinned = State(rim, (jnp.asarray(True), jnp.asarray(True), None))
    found = {}
    for many in (preconditioning._MANY, 10**9):
        monkeypatch.setattr(preconditioning, "_MANY", many)
        found[many] = Static(energy, Drive(), pinned, residual_tolerance=1e-8).run(state)
    fast, slow = found.values()
    assert fast.status == slow.status == "converged"
    assert fast.energy == pytest.approx(slow.energy, rel=1e-10)
    assert fast.iterations < 0.5 * slow.iterations
    if pin_the_rim:
        assert np.array_equal(np.asarray(fast.state.psi)[np.asarray(rim)], np.asarray(state.psi)[np.asarray(rim)])
