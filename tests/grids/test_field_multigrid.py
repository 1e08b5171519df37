"""Multigrid as preconditioner of m A + s curl* curl A = r, for samples in vacuum."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.errors import InputError
from onnes.geometry import disc
from onnes.geometry.signed_distance import Ball
from onnes.grids import Grid, Sample, stretched, uniform
from onnes.grids.operators import curl
from onnes.grids.solvers import conjugate_gradient
from onnes.grids.solvers.curl_curl import CurlCurl, curl_adjoint
from onnes.grids.solvers.field_multigrid import field_inverse, field_levels
from onnes.numerics.grading import mirrored

FAR = mirrored(stretched(1.2, 8.0, 0.24, 1.4))
SAMPLES = {
    "disc": Sample(Grid([uniform(-2, 2, 0.25), uniform(-2, 2, 0.27)]), disc(1.0)),
    "far vacuum": Sample(Grid([FAR, FAR]), disc(1.0)),
    "ball": Sample(Grid([uniform(-2, 2, 0.6)] * 3), Ball(1.2)),
    "rz": Sample(Grid([uniform(0, 2, 0.2), None, uniform(-2, 2, 0.4)], "cylindrical"), Ball(1.2)),
}
EVERY = pytest.mark.parametrize("name", SAMPLES)


def field(sample, components, make):
    return tuple(jnp.asarray(make(sample.grid.cell_shape((d,)))) if d in components else None for d in range(3))


def noise(seed):
    chance = np.random.default_rng(seed)
    return lambda shape: chance.normal(size=shape)


def masses(sample, components, mass=1.0):
    return tuple(mass * sample.edge_volume[d] if d in components else None for d in range(3))


def energy(sample, mass, stiffness, A):
    """1/2 int m A^2 + s (curl A)^2."""
    fluxes = curl(sample.grid, sample.circulation(A))
    total = sum(jnp.sum(w * f**2) for w, f in zip(sample.face_weight, fluxes, strict=True) if f is not None)
    return 0.5 * (stiffness * total + sum(jnp.sum(m * a**2) for m, a in zip(mass, A, strict=True) if a is not None))


@eqx.filter_jit
def operator(sample, mass, stiffness, A):
    return jax.grad(lambda a: energy(sample, mass, stiffness, a))(A)


@eqx.filter_jit
def solve(sample, levels, mass, stiffness, rhs, tolerance=1e-10):
    return conjugate_gradient(lambda A: operator(sample, mass, stiffness, A), rhs,
                              field_inverse(levels, mass, stiffness), tolerance=tolerance, max_iterations=100)


@eqx.filter_jit
def energy_norm(sample, mass, stiffness, A):
    return jnp.sqrt(energy(sample, mass, stiffness, A))


@EVERY
def test_curl_adjoint_is_the_transpose(name):
    grid = SAMPLES[name].grid
    circulations = field(SAMPLES[name], (0, 1, 2), noise(0))
    fluxes = curl(grid, circulations)
    faces = tuple(None if f is None else jnp.asarray(noise(k)(f.shape)) for k, f in enumerate(fluxes))
    left = sum(float(jnp.sum(a * b)) for a, b in zip(fluxes, faces, strict=True) if a is not None)
    right = sum(float(jnp.sum(a * b)) for a, b in zip(circulations, curl_adjoint(grid, faces), strict=True)
                if b is not None)
    assert left == pytest.approx(right, rel=1e-12)


@EVERY
def test_curl_curl_is_the_derivative_of_the_energy(name):
    sample, resolved = SAMPLES[name], SAMPLES[name].grid.resolved
    A = field(sample, resolved, noise(2))
    expected = operator(sample, masses(sample, resolved, 0.0), 1.0, A)
    for found, each in zip(jax.tree.leaves(CurlCurl.of(sample)(A)), jax.tree.leaves(expected), strict=True):
        assert np.asarray(found) == pytest.approx(np.asarray(each), abs=1e-12 * float(jnp.max(jnp.abs(each))))


@pytest.mark.parametrize("name", [pytest.param(name, marks=pytest.mark.long) if name in ("ball", "rz") else name
                                  for name in SAMPLES])
def test_in_plane(name):
    """A is found up to gradients in the vacuum, which cost no energy."""
    sample, stiffness = SAMPLES[name], 1.7
    mass = masses(sample, sample.grid.resolved)
    A = field(sample, sample.grid.resolved, noise(1))
    found = solve(sample, field_levels(sample, stiffness), mass, stiffness, operator(sample, mass, stiffness, A))
    assert bool(found.converged)
    assert int(found.iterations) <= 15
    error = jax.tree.map(jnp.subtract, found.x, A)
    assert energy_norm(sample, mass, stiffness, error) < 1e-8 * energy_norm(sample, mass, stiffness, A)


@pytest.mark.parametrize("name", ["disc", "rz"])
def test_one_cycle_is_symmetric_and_positive(name):
    """To the rounding of single precision, in which it is."""
    sample = SAMPLES[name]
    mass = masses(sample, sample.grid.resolved, 2.0)
    a, b = (operator(sample, mass, 1.0, field(sample, sample.grid.resolved, noise(seed))) for seed in (1, 2))
    inverse = eqx.filter_jit(lambda levels, r: field_inverse(levels, mass, 1.0)(r))
    levels = field_levels(sample, 1.0)

    def product(x, y):
        return sum(float(jnp.sum(u * v)) for u, v in zip(jax.tree.leaves(x), jax.tree.leaves(y), strict=True))

    Pa, Pb = inverse(levels, a), inverse(levels, b)
    assert product(a, Pa) > 0
    assert product(b, Pa) == pytest.approx(product(a, Pb), abs=1e-7 * np.sqrt(product(a, Pa) * product(b, Pb)))


@pytest.mark.long
def test_iterations_do_not_grow_with_the_grid():
    """A disc in vacuum, its radius ten penetration depths; N, 4 N and 16 N nodes."""
    counts = []
    for gaps in (12, 24, 48):
        x = np.linspace(-2, 2, gaps + 1)
        sample = Sample(Grid([x, x]), disc(1.0))
        mass = masses(sample, (0, 1), 10.0**2)
        rhs = operator(sample, mass, 1.0, field(sample, (0, 1), noise(0)))
        counts.append(int(solve(sample, field_levels(sample, 1.0), mass, jnp.asarray(1.0), rhs, 1e-8).iterations))
    assert max(counts) <= counts[0] + 2
    assert max(counts) <= 12


def test_a_line_has_no_curl():
    with pytest.raises(InputError, match="plane or a block"):
        field_levels(Sample(Grid([uniform(-2, 2, 0.1)]), Ball(1.0)), 1.0)


@pytest.mark.long
def test_long_cells_of_the_vacuum_cost_no_iterations():
    """A ball in a box whose outermost cells are thirty times as long as the innermost."""
    x = mirrored(stretched(1.4, 25.0, 0.35, 1.4))
    sample = Sample(Grid([x, x, x]), Ball(1.2))
    mass = masses(sample, (0, 1, 2))
    rhs = operator(sample, mass, 4.0, field(sample, (0, 1, 2), noise(0)))
    assert int(solve(sample, field_levels(sample, 4.0), mass, jnp.asarray(4.0), rhs, 1e-5).iterations) <= 10


@pytest.mark.long
@pytest.mark.parametrize(("kappa", "mass"), [(50.0, 1e-2), (3.0, 1e-2)])
def test_rounding_does_not_spoil_gradients(kappa, mass):
    """A normal ball, in long steps of which only little mass holds gradients, beside a stiff field."""
    x = mirrored(stretched(1.5, 10.0, 0.33, 1.4))
    sample = Sample(Grid([x, x, x]), Ball(1.3))
    held = tuple(mass * volume for volume in sample.edge_volume)
    rhs = operator(sample, held, kappa**2, field(sample, (0, 1, 2), noise(0)))
    found = solve(sample, field_levels(sample, kappa**2), held, jnp.asarray(kappa**2), rhs, 1e-6)
    assert bool(found.converged)
    assert int(found.iterations) <= 40
