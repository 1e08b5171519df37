"""Mirror planes: a quarter of a body has a quarter of the energy of the whole."""

import equinox as eqx
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.energies import Drive, State, ginzburg_landau
from onnes.energies.mirrored import mirrored
from onnes.grids import Grid, Sample, uniform
from onnes.grids.links import rimmed

DRIVE = Drive(1.0, (0.0, 0.0, 0.4))


def value(energy, state):
    return float(eqx.filter_jit(type(energy).__call__)(energy, state, DRIVE))


def halves():
    """A state of a body that is symmetric about x = 0 and y = 0, and its quarter."""
    chance, x, y = np.random.default_rng(2), uniform(0.0, 2.0, 0.25), uniform(0.0, 1.5, 0.3)
    nx, ny = len(x), len(y)
    psi = chance.normal(size=(nx, ny)) + 1j * chance.normal(size=(nx, ny))
    along, up = chance.normal(size=(nx - 1, ny)), chance.normal(size=(nx, ny - 1))
    psi[0], psi[:, 0], along[:, 0], up[0] = psi[0].real, psi[:, 0].real, 0.0, 0.0
    quarter = (Grid([x, y]), psi, along, up)
    # beyond x = 0: psi*, A_x even, A_y odd; beyond y = 0: psi*, A_x odd, A_y even
    psi = np.concatenate([psi[:0:-1].conj(), psi])
    along, up = np.concatenate([along[::-1], along]), np.concatenate([-up[:0:-1], up])
    psi = np.concatenate([psi[:, :0:-1].conj(), psi], axis=1)
    along = np.concatenate([-along[:, :0:-1], along], axis=1)
    up = np.concatenate([up[:, ::-1], up], axis=1)
    whole = (Grid([np.concatenate([-x[:0:-1], x]), np.concatenate([-y[:0:-1], y])]), psi, along, up)
    return [(ginzburg_landau(Sample(grid), 0.5), State(jnp.asarray(psi), (jnp.asarray(a), jnp.asarray(b), None)))
            for grid, psi, a, b in (quarter, whole)]


def test_a_quarter_has_a_quarter_of_the_energy_and_does_not_feel_what_the_planes_forbid():
    (energy, state), (whole, big) = halves()
    quarter = mirrored(energy, (0, 0), (1, 0))
    found = value(quarter, state)
    assert 4 * found == pytest.approx(value(whole, big), rel=1e-12)
    psi, along, up = (np.array(part) for part in (state.psi, state.A[0], state.A[1]))
    psi[0] += 1j
    along[:, 0] += 1.0
    up[0] -= 2.0
    forbidden = State(jnp.asarray(psi), (jnp.asarray(along), jnp.asarray(up), None))
    assert value(quarter, forbidden) == pytest.approx(found, rel=1e-12)


def test_what_is_held_is_the_same_energy():
    (energy, state), _ = halves()
    quarter = mirrored(energy, (0, 0), (1, 0))
    around = rimmed(energy.sample.grid, energy.sample.circulation(state.A))
    assert value(quarter.matter.held(around), state) == pytest.approx(value(quarter.matter, state), rel=1e-12)
    assert quarter.field_stiffness == 0.25
    assert quarter.mirrors == ((0, 0), (1, 0))
