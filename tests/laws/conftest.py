"""A slab that all tests of laws in time share, so that its programs are compiled once."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.energies import Drive, FreeEnergy, State, ThermalForce, ginzburg_landau, uniform_state
from onnes.geometry.signed_distance import Ball
from onnes.grids import Grid, Sample, uniform

KAPPA = 0.8


class Breathing(eqx.Module):
    """Temperature and field that change smoothly, from a field of zero."""

    def __call__(self, t):
        return Drive(1 - 0.3 * jnp.sin(t), (0.0, 0.0, 0.4 * jnp.sin(t) ** 2))


class Bench:
    """A slab with two cells of vacuum on each side, psi complex, A along and across."""

    breathing, kappa = Breathing(), KAPPA

    def __init__(self):
        self.grid = Grid([uniform(-3, 3, 0.3)])
        self.sample = Sample(self.grid, Ball(2.4))
        self.energy = ginzburg_landau(self.sample, KAPPA, (0.0, 0.0, 0.0), ThermalForce())

    def smooth(self) -> State:
        """A modulated condensate with a phase, no field."""
        x = self.grid.points()[0]
        state = uniform_state(self.grid, 1.0, (0, 1))
        return State(jnp.asarray((0.7 + 0.1 * np.cos(x)) * np.exp(0.3j * np.sin(x))), state.A)

    def rough(self, seed: int = 0) -> State:
        """|psi| <= 1 at random phases, A at random."""
        chance = np.random.default_rng(seed)
        n = self.grid.shape[0]
        psi = np.sqrt(chance.uniform(0, 1, n)) * np.exp(2j * np.pi * chance.uniform(0, 1, n))
        A = (jnp.asarray(chance.normal(0, 0.3, n - 1)), jnp.asarray(chance.normal(0, 0.3, n)), None)
        return State(jnp.asarray(psi), A)

    def distance(self, a: State, b: State) -> float:
        """Root of int |dpsi|^2 + |dA|^2 over the sample."""
        total = np.sum(self.sample.node_volume * np.abs(np.asarray(a.psi) - b.psi) ** 2)
        for volume, p, q in zip(self.sample.edge_volume, a.A, b.A, strict=True):
            total += 0.0 if p is None else np.sum(volume * (np.asarray(p) - q) ** 2)
        return float(np.sqrt(total))

    @staticmethod
    def same(a, b) -> bool:
        """Equal bit for bit."""
        return all(np.array_equal(x, y) for x, y in zip(jax.tree.leaves(a), jax.tree.leaves(b), strict=True))


@pytest.fixture(scope="session")
def bench():
    return Bench()


@pytest.fixture(scope="session")
def gradient():
    """`FreeEnergy.gradient` of an energy, compiled as one program: (energy, state, drive) -> State."""
    return eqx.filter_jit(FreeEnergy.gradient)
