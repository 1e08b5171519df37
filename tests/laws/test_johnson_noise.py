"""Noise of the normal current: its integral in a normal wire, its long and short waves, equipartition of currents."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from jax.flatten_util import ravel_pytree
from scipy.linalg import eigh

from onnes.drives.protocols import Steady
from onnes.energies import Drive, State, ginzburg_landau, thin_film, uniform_state
from onnes.energies.langevin import ThermalForce
from onnes.grids import Grid, Sample, uniform
from onnes.grids.operators import grad
from onnes.laws.noise import Noise, agitated, spread_of
from onnes.laws.tdgl import TDGL
from onnes.laws.thermal_cutoff import Cutoff


def test_in_a_normal_wire_the_field_is_the_integral_of_the_random_current():
    """sigma d_t A = j where no current flows in or out, whatever the steps; E = -d_t A is Johnson and Nyquist's."""
    grid = Grid([uniform(0.0, 6.0, 0.5)])
    sample, start = Sample(grid), uniform_state(grid, 0.0)
    noise = Noise(jax.random.key(2), lambda t: 1e-12 * (1 + t) * np.linspace(1, 2, 13), 0.25)
    law = TDGL(thin_film(sample), Steady(Drive(-0.5)), 0.7, noise=noise)
    run = law.run(start, 2.0, every=1.0, record=lambda now: {"A": now.state.A[0]})
    spread = spread_of(sample, start.A, 1.0, 0.7)
    body = agitated(law.energy, spread, jnp.zeros(()), None)
    currents = [noise.agitation(0.25 * k, body, start).current[0] for k in range(8)]
    expected = 0.25 / 0.7 * np.sum(currents, axis=0)
    np.testing.assert_allclose(run.records["A"][-1], expected, atol=1e-4 * np.max(np.abs(expected)))


def test_the_cutoff_takes_short_longitudinal_waves_alone():
    """grad chi keeps the part P of its chi, see `Cutoff`; what has no divergence stays."""
    grid = Grid([uniform(0.0, 8.0, 0.5)] * 2)
    sample = Sample(grid)
    cutoff = Cutoff.of(TDGL(thin_film(sample), Steady(Drive(-0.5)), 1.0), 4.0)
    x, n = 32 * np.sin(np.pi * 5 / 32) ** 2 / 4, int(cutoff.stages)
    kept = (1 - x / n) ** n * (1 + x + (n + 1) / (2 * n) * x**2)
    wave = np.cos(np.pi * 5 * np.arange(17) / 16)
    along = sample.per_length(grad(grid, np.multiply.outer(wave, wave)))
    faces = np.random.default_rng(0).normal(size=(16, 16))
    across = [np.diff(np.pad(faces, [(0, 0), (1, 1)]), axis=1), -np.diff(np.pad(faces, [(1, 1), (0, 0)]), axis=0)]
    across = tuple(a / (w * 0.5) for a, w in zip(across, sample.edge_weight, strict=False))
    both = (*(a + b for a, b in zip(along, across, strict=False)), None)
    cut = eqx.filter_jit(Cutoff.of_current)(cutoff, sample, both)
    for found, a, b in zip(cut, along, across, strict=False):
        np.testing.assert_allclose(found, kept * a + b, atol=1e-12)


@pytest.mark.long
def test_supercurrents_along_their_wave_have_the_energy_kt():
    """Where normal current compensates the supercurrent: (1/2) kT tanh(y)/y at u = 5.79, y = interval/2 (1 + q^2/u).

    Without noise of the normal current they would have the share q^2/(u + q^2): 0.007 at q = 0.2.
    """
    u, temperature, interval, spacing = 5.79, 2e-4, 0.5, 0.5
    length = 20 * np.pi
    grid = Grid([uniform(0.0, length, length / 128), uniform(0.0, spacing, spacing)])
    sample = Sample(grid)
    law = TDGL(thin_film(sample), Steady(Drive(1.0)), 1.0, relaxation_time=u, tolerance=4e-3,
               noise=Noise(jax.random.key(5), temperature, interval))

    def momentum(now):
        """Q = grad(phase) - A, the mean across."""
        turns = sample.circulation(now.state.A)[0]
        links = jnp.conj(now.state.psi[:-1]) * now.state.psi[1:] * jnp.exp(-1j * turns)
        return {"Q": jnp.mean(jnp.angle(links), axis=1) / sample.edge_length[0][0, 0]}

    run = law.run(uniform_state(grid), 3000.0, every=2.0, record=momentum)
    middles, q = grid.points((0,))[0][:, 0], np.pi * np.arange(1, 9) / length
    amplitude = 2 / length * run.records["Q"][20:] @ np.sin(np.outer(middles, q)) * middles[0] * 2
    energy = np.mean(amplitude**2, axis=0) * length * spacing / 2
    y = 0.5 * interval * (1 + q**2 / u)
    assert np.mean(energy / (0.5 * temperature * np.tanh(y) / y)) == pytest.approx(1, abs=0.04)  # 0.013 of statistics


@pytest.mark.long
def test_the_field_of_a_normal_metal_has_half_kt_in_every_mode():
    """Of a square kappa^2 int B^2 dV is the sum of (1/2) kT tanh(y)/y, y the rate of a mode times interval/2."""
    grid = Grid([uniform(0.0, 3.0, 0.5)] * 2)
    sample, kappa, sigma, temperature, interval = Sample(grid), 0.5, 2.0, 1e-9, 0.25
    energy = ginzburg_landau(sample, kappa, None, ThermalForce())
    start, drive = uniform_state(grid, 0.0), Drive(-0.5)
    law = TDGL(energy, Steady(drive), sigma, noise=Noise(jax.random.key(1), temperature, interval))
    run = law.run(start, 1000.0, every=1.0, record=lambda now: {"B": energy.field(now.state, drive)})
    flat, whole = ravel_pytree(start.A)
    stiffness = jax.hessian(lambda a: energy.field(State(start.psi, whole(a)), drive))(flat)
    inertia = np.concatenate([2 * sigma * np.ravel(v) for v in sample.edge_volume[:2]])
    rates = eigh(stiffness, np.diag(inertia), eigvals_only=True)
    y = 0.5 * interval * rates[rates > 1e-9]
    assert len(y) == 36
    expected = 0.5 * temperature * np.sum(np.tanh(y) / y)
    assert np.mean(run.records["B"][20:]) == pytest.approx(expected, rel=0.03)  # 0.008 of statistics
