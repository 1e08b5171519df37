"""Lowest eigenvalues of the second variation, against states whose spectrum is known."""

import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.energies import Drive, State, ginzburg_landau, uniform_state
from onnes.errors import InputError
from onnes.grids import Grid, Sample
from onnes.laws.stability import lowest_eigenvalues

CELLS = 24


def slab(kappa=1.5, wave_number=0.0, length=6.0, cells=CELLS):
    grid = Grid((np.linspace(0.0, length, cells + 1),))
    return ginzburg_landau(Sample(grid), kappa, (0.0, wave_number, 0.0))


def held(state, psi=False, A=False):
    return State(jnp.full(state.psi.shape, psi), tuple(None if a is None else jnp.full(a.shape, A) for a in state.A))


def test_uniform_superconductor():
    """At psi = 1 the amplitude costs 2 |v|^2 and a uniform vector potential |psi|^2 A^2."""
    energy = slab()
    state = uniform_state(energy.sample.grid, 1.0, (1,), real=True)
    assert lowest_eigenvalues(energy, Drive(), state)[0] == pytest.approx(1.0, abs=1e-9)
    assert lowest_eigenvalues(energy, Drive(), state, held(state, A=True))[0] == pytest.approx(2.0, abs=1e-9)


def test_turning_the_phase_costs_nothing():
    energy = slab()
    state = uniform_state(energy.sample.grid, 1.0, ())
    phase, *_, = lowest_eigenvalues(energy, Drive(), state, count=2)
    assert phase == pytest.approx(0.0, abs=1e-9)


def test_standing_waves_of_the_normal_state_in_ascending_order():
    """-psi'' - psi with free ends on the discrete line: (2/h sin(n pi h/2L))^2 - 1, exactly."""
    energy = slab()
    state = uniform_state(energy.sample.grid, 0.0, (), real=True)
    h, n = 6.0 / CELLS, np.arange(5)
    expected = (2 / h * np.sin(n * np.pi * h / 12.0)) ** 2 - 1
    np.testing.assert_allclose(lowest_eigenvalues(energy, Drive(), state, count=5), expected, atol=1e-9)


@settings(deadline=None, max_examples=10)
@given(st.floats(-1.0, 1.0), st.floats(-2.0, 2.0))
def test_normal_state_depends_on_temperature_and_wave_number_as_it_must(epsilon, wave_number):
    """A = 0: e = k^2 - epsilon."""
    energy = slab(wave_number=wave_number)
    state = uniform_state(energy.sample.grid, 0.0, (), real=True)
    lowest = lowest_eigenvalues(energy, Drive(condensation=epsilon), state)[0]
    assert lowest == pytest.approx(wave_number**2 - epsilon, abs=1e-9)


def test_landau_level_to_second_order():
    """In B = 1 the lowest eigenvalue of -(grad - iA)^2 is 1."""
    errors = []
    for cells in (24, 48):
        x = np.linspace(-6.0, 6.0, cells + 1)
        energy = ginzburg_landau(Sample(Grid((x,))), 1.0)
        state = State(jnp.zeros(len(x)), (None, jnp.asarray(x), None))
        errors.append(lowest_eigenvalues(energy, Drive(condensation=0.0), state, held(state, A=True))[0] - 1)
    assert errors[0] / errors[1] == pytest.approx(4.0, rel=0.05)


def test_only_in_one_dimension():
    grid = Grid((np.linspace(0, 1, 4), np.linspace(0, 1, 4)))
    energy = ginzburg_landau(Sample(grid), 1.0)
    with pytest.raises(InputError, match="one-dimensional"):
        lowest_eigenvalues(energy, Drive(), uniform_state(grid, 1.0))
