"""One V-cycle for m psi - (grad - iA)^2 psi = r: Hermitian, positive, gauge covariant, and near the inverse."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.energies import CovariantGradient, Drive, State
from onnes.geometry import disc, ring
from onnes.geometry.signed_distance import Ball
from onnes.grids import Grid, Sample, uniform
from onnes.grids.solvers import conjugate_gradient
from onnes.grids.solvers.condensate_multigrid import condensate_inverse, condensate_levels

PLANE = Grid([uniform(-6, 6, 0.3), uniform(-6, 6, 0.31)])
SAMPLES = {
    "square": Sample(PLANE), "disc": Sample(PLANE, disc(5.0)), "ring": Sample(PLANE, ring(5.5, 2.0)),
    "ball": Sample(Grid([uniform(-2.5, 2.5, 0.5)] * 3), Ball(2.2)),
}
EVERY = pytest.mark.parametrize("name", [
    pytest.param(name, marks=pytest.mark.long if name == "ball" else ()) for name in SAMPLES])


def noise(sample, seed):
    chance = np.random.default_rng(seed)
    live = np.asarray(sample.node_volume) > 0
    return jnp.asarray(live * (chance.normal(size=live.shape) + 1j * chance.normal(size=live.shape)))


def field(sample, induction=0.3):
    """A = (0, B x, 0) as circulations along resolved directions."""
    return [induction * sample.grid.points((d,))[0] * sample.edge_length[d] * (d == 1) for d in sample.grid.resolved]


@eqx.filter_jit
def inverse(levels, circulation, mass, r):
    return condensate_inverse(levels, circulation, mass)(r)


def operator(sample, circulation, mass):
    """m psi - (grad - iA)^2 psi from the energy."""
    A = [c / length for c, length in zip(circulation, sample.edge_length, strict=False)]
    A = tuple((*A, None, None)[:3])

    def kinetic(psi):
        return 0.5 * CovariantGradient()(State(psi, A), Drive(), sample)

    return lambda psi: mass * psi + jnp.conj(jax.grad(kinetic)(psi))


@eqx.filter_jit
def iterations(sample, levels, circulation, mass, rhs):
    P = condensate_inverse(levels, circulation, mass)
    return conjugate_gradient(operator(sample, circulation, mass), rhs, P, tolerance=1e-6)


@EVERY
def test_near_the_inverse(name):
    sample = SAMPLES[name]
    mass = 0.2 * sample.node_volume
    found = iterations(sample, condensate_levels(sample), field(sample), mass, noise(sample, 0))
    assert bool(found.converged)
    assert int(found.iterations) <= 12


@EVERY
def test_hermitian_and_positive(name):
    sample = SAMPLES[name]
    levels, mass = condensate_levels(sample), 0.2 * sample.node_volume
    a, b = noise(sample, 1), noise(sample, 2)
    Pa, Pb = inverse(levels, field(sample), mass, a), inverse(levels, field(sample), mass, b)
    size = float(jnp.sqrt(jnp.vdot(a, Pa).real * jnp.vdot(b, Pb).real))
    assert complex(jnp.vdot(b, Pa)) == pytest.approx(complex(jnp.conj(jnp.vdot(a, Pb))), abs=1e-4 * size)
    assert float(jnp.vdot(a, Pa).real) > 0
    assert abs(float(jnp.vdot(a, Pa).imag)) < 1e-4 * float(jnp.vdot(a, Pa).real)


@EVERY
def test_turns_with_psi_under_a_change_of_gauge(name):
    """A + grad chi, r exp(i chi) -> P^-1 r exp(i chi)."""
    sample = SAMPLES[name]
    levels, mass, grid = condensate_levels(sample), 0.2 * sample.node_volume, sample.grid
    chi = np.random.default_rng(3).normal(size=grid.shape)
    r = noise(sample, 1)
    plain = inverse(levels, field(sample), mass, r)
    turned = inverse(levels, [c + np.diff(chi, axis=axis) for axis, c in enumerate(field(sample))], mass,
                     r * np.exp(1j * chi))
    expected = np.asarray(plain * np.exp(1j * chi))
    assert np.asarray(turned) == pytest.approx(expected, abs=1e-5 * np.abs(expected).max())


@pytest.mark.long
def test_iterations_do_not_grow_with_the_grid():
    """The same square of 12 xi, twice and four times as finely divided, in a field of 0.4 Bc2."""
    counts = []
    for gaps in (24, 48, 96):
        x = np.linspace(-6, 6, gaps + 1)
        sample = Sample(Grid([x, x]))
        counts.append(int(iterations(sample, condensate_levels(sample), field(sample, 0.4), 0.1 * sample.node_volume,
                                     noise(sample, 0)).iterations))
    assert max(counts) <= counts[0] + 2
    assert max(counts) <= 10
