"""c f - div(w grad f) = r on every kind of sample, beside direct solves and algebraic multigrid."""

from functools import cache

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pyamg
import pytest
import scipy.sparse as sparse
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.sparse import csgraph
from scipy.sparse.linalg import spsolve

from onnes.errors import InputError
from onnes.geometry import disc, rectangle, ring
from onnes.geometry.signed_distance import Ball, SignedDistance
from onnes.grids import Grid, Sample, uniform
from onnes.grids.operators import grad, grad_adjoint
from onnes.grids.solvers import node_solver
from onnes.grids.solvers.node_equation import BoxSolver, LineSolver, MultigridSolver, SeparateBoxes
from onnes.numerics.grading import mirrored, stretched

PLANE = Grid([uniform(-1, 1, 0.041), uniform(-1, 1, 0.05)])
STRETCHED = Grid([mirrored(stretched(0.5, 2.0, 0.06, 1.2)), mirrored(stretched(0.5, 2.0, 0.06, 1.2))])
APART = Grid([np.linspace(0.0, 2.0, 41), np.linspace(0.0, 1.0, 21)])
NECK = rectangle(1.8, 1.2) - rectangle(0.2, 1.2, (0.0, 0.63)) - rectangle(0.2, 1.2, (0.0, -0.63))


class Slit(SignedDistance):
    """0.1 < |x| < 0.7."""

    def distance(self, *coordinates):
        return np.maximum(np.abs(coordinates[0]) - 0.7, 0.1 - np.abs(coordinates[0]))


SAMPLES = {
    "disc": (Sample(PLANE, disc(0.83)), MultigridSolver),
    "ring": (Sample(PLANE, ring(0.9, 0.35)), MultigridSolver),
    "three pieces": (Sample(PLANE, disc(0.4, (-0.5, 0.0)) + disc(0.4, (0.5, 0.3)) + disc(0.2, (0.5, -0.6))),
                     MultigridSolver),
    "neck": (Sample(PLANE, NECK), MultigridSolver),
    "nearly empty cut cells": (Sample(PLANE, rectangle(1.6002, 1.6002)), MultigridSolver),
    "stretched": (Sample(STRETCHED, disc(0.83)), MultigridSolver),
    "ball": (Sample(Grid([uniform(-1, 1, 0.13)] * 3), Ball(0.9)), MultigridSolver),
    "ball in cylindrical coordinates": (
        Sample(Grid([uniform(0, 1, 0.035), None, uniform(-1, 1, 0.07)], "cylindrical"), Ball(0.9)), MultigridSolver),
    "box": (Sample(PLANE), BoxSolver),
    "long box": (Sample(Grid([uniform(0, 3, 0.02), uniform(0, 1, 0.1)])), BoxSolver),
    "stretched box": (Sample(STRETCHED), BoxSolver),
    "boxes": (Sample(APART, rectangle(0.6, 1.0, (0.3, 0.5)) + rectangle(0.8, 0.5, (1.2, 0.25))), SeparateBoxes),
    "line": (Sample(Grid([uniform(-1, 1, 0.02)]), Slit()), LineSolver),
    "radial line": (Sample(Grid([uniform(0, 1, 0.02)], "cylindrical"), Ball(0.9)), LineSolver),
}
WITH_MASS = ("disc", "three pieces", "ball", "box", "boxes", "line")


@cache
def solver_of(name: str, mass: float = 0.0):
    return node_solver(SAMPLES[name][0], mass=mass)


EVERY = pytest.mark.parametrize("name", SAMPLES)


@eqx.filter_jit
def solve(solver, rhs, guess=None, tolerance=1e-11):
    return solver.solve(rhs, guess, tolerance)


def matrix(weights, mass) -> sparse.csr_matrix:
    """The operator assembled edge by edge."""
    index = np.arange(mass.size).reshape(mass.shape)
    total = sparse.diags(mass.ravel()).tocsr()
    for axis, w in enumerate(weights):
        i, j = np.delete(index, -1, axis).ravel(), np.delete(index, 0, axis).ravel()
        edges = np.arange(i.size)
        grad = sparse.csr_matrix((np.r_[np.ones(i.size), -np.ones(i.size)], (np.r_[edges, edges], np.r_[j, i])),
                                 shape=(i.size, mass.size))
        total = total + grad.T @ sparse.diags(np.ravel(w)) @ grad
    return total.tocsr()


def parts_of(sample, mass=0.0):
    weights = [np.asarray(sample.edge_weight[d]) for d in sample.grid.resolved]
    return weights, mass * np.asarray(sample.node_volume)


def noise(shape, seed=0):
    return np.random.default_rng(seed).normal(size=shape)


def direct(weights, mass, volume, rhs):
    """By elimination; pieces without mass by a right-hand side without their mean, one node held."""
    A = matrix(weights, mass)
    count, label = csgraph.connected_components(A, directed=False)
    r, held, volume = rhs.ravel().copy(), [], volume.ravel() + 1e-12 * volume.max()
    for piece in range(count):
        nodes = np.flatnonzero(label == piece)
        if mass.ravel()[nodes].sum() == 0:
            held.append(nodes[0])
            r[nodes] -= r[nodes].sum() * volume[nodes] / volume[nodes].sum()
    kept = np.setdiff1d(np.arange(r.size), held)
    x = np.zeros(r.size)
    x[kept] = spsolve(A[kept][:, kept].tocsc(), r[kept])
    for piece in range(count):
        nodes = np.flatnonzero(label == piece)
        if mass.ravel()[nodes].sum() == 0:
            x[nodes] -= (x[nodes] * volume[nodes]).sum() / volume[nodes].sum()
    return x.reshape(rhs.shape)


def energy_distance(A, x, y):
    """Distance of two answers in the energy norm, relative to the second."""
    d, y = np.ravel(x - y), np.ravel(y)
    return np.sqrt((d @ (A @ d)) / (y @ (A @ y)))


@pytest.mark.parametrize(("name", "mass"), [*((name, 0.0) for name in SAMPLES), *((name, 3.0) for name in WITH_MASS)])
def test_agrees_with_elimination(name, mass):
    sample, kind = SAMPLES[name]
    solver = solver_of(name, mass)
    assert isinstance(solver, kind)
    weights, c = parts_of(sample, mass)
    rhs = noise(c.shape)
    expected = direct(weights, c, np.asarray(sample.node_volume), rhs)
    found = solve(solver, rhs)
    assert bool(found.converged)
    assert int(found.iterations) <= 20
    assert energy_distance(matrix(weights, c), np.asarray(found.x), expected) < 1e-10
    scale = np.abs(expected).max()
    assert np.asarray(found.x) == pytest.approx(expected, abs=1e-6 * scale)


def test_agrees_with_algebraic_multigrid():
    sample, _ = SAMPLES["ring"]
    weights, c = parts_of(sample, 0.1)
    rhs = noise(c.shape) * (c > 0)
    A = matrix(weights, c)
    live = np.flatnonzero(A.diagonal() > 0)
    expected = np.zeros(c.size)
    hierarchy = pyamg.ruge_stuben_solver(A[live][:, live].tocsr())
    expected[live] = hierarchy.solve(rhs.ravel()[live], tol=1e-13, accel="cg")
    found = solve(node_solver(sample, mass=0.1), rhs)
    assert energy_distance(A, np.asarray(found.x).ravel(), expected) < 1e-9


@pytest.mark.parametrize("shape", [disc(0.83), ring(0.9, 0.3), NECK], ids=["disc", "ring", "neck"])
def test_iterations_do_not_grow_with_the_grid(shape):
    """N, 4 N and 16 N nodes."""
    counts = []
    for gaps in (32, 64, 128):
        x = np.linspace(-1, 1, gaps + 1)
        solver = node_solver(Sample(Grid([x, x]), shape))
        counts.append(int(solve(solver, noise((gaps + 1, gaps + 1)), tolerance=1e-8).iterations))
    assert max(counts) <= counts[0] + 2
    assert counts[-1] <= 8


def test_second_order_on_a_disc():
    """f = r^4/4 - r^2/2 has no flux through r = 1; - div grad f = 2 - 4 r^2."""
    errors = []
    for gaps in (16, 32, 64):
        x = np.linspace(-1.1, 1.1, gaps + 1)
        sample = Sample(Grid([x, x]), disc(1.0))
        radius = np.hypot(*sample.grid.points())
        volume = np.asarray(sample.node_volume)
        found = np.asarray(solve(node_solver(sample), volume * (2 - 4 * radius**2)).x)
        exact = radius**4 / 4 - radius**2 / 2
        exact -= np.sum(volume * exact) / np.sum(volume)
        errors.append(np.sqrt(np.sum(volume * (found - exact) ** 2)))
    orders = np.log2(np.array(errors[:-1]) / errors[1:])
    assert np.all(orders > 1.8), orders


@EVERY
def test_constants_are_free_and_nothing_happens_in_vacuum(name):
    """Zero mean on each piece; a net source on a piece is taken out; zero outside."""
    sample, _ = SAMPLES[name]
    solver = solver_of(name)
    found = np.asarray(solve(solver, noise(sample.grid.shape)).x)
    moved = np.asarray(solve(solver, noise(sample.grid.shape) + 5 * np.asarray(sample.node_volume)).x)
    volume = np.asarray(sample.node_volume)
    assert abs(np.sum(volume * found)) < 1e-8 * np.sum(volume) * np.abs(found).max()
    assert moved == pytest.approx(found, abs=1e-7 * np.abs(found).max())
    touched = np.zeros(found.shape, bool)
    for axis, d in enumerate(sample.grid.resolved):
        w = np.asarray(sample.edge_weight[d]) > 0
        for end in ((1, 0), (0, 1)):
            touched |= np.pad(w, [end if a == axis else (0, 0) for a in range(found.ndim)])
    assert np.all(found[~touched] == 0)


@given(seed=st.integers(0, 2**31), gaps=st.floats(0.0, 0.6), massive=st.booleans())
@settings(max_examples=3)
def test_any_weights(seed, gaps, massive):
    """Edges missing at random, weights over four decades, many pieces, some massive: the equation holds."""
    chance = np.random.default_rng(seed)
    sample = Sample(Grid([np.linspace(0, 1, 25), np.linspace(0, 1, 30)]))
    weights = [10 ** chance.uniform(-4, 0, s) * (chance.random(s) > gaps) for s in ((24, 30), (25, 29))]
    mass = (chance.random((25, 30)) < 0.02) * massive * 1.0
    solver = node_solver(sample, weights=weights, mass=mass)
    rhs = chance.normal(size=(25, 30))
    found = solve(solver, rhs, tolerance=1e-9)
    assert bool(found.converged)
    expected = direct(weights, mass, np.asarray(sample.node_volume), rhs * np.asarray(solver.pieces.live))
    assert energy_distance(matrix(weights, mass), np.asarray(found.x), expected) < 1e-7


@pytest.mark.parametrize("name", ["three pieces", "stretched", "box", "boxes", "line"])
def test_the_approximate_inverse_is_symmetric_and_positive(name):
    solver = solver_of(name, 0.5)
    inverse = eqx.filter_jit(lambda s, r: s.approximate_inverse(r))
    live = np.asarray(solver.pieces.live)
    a, b = live * noise(live.shape, 1), live * noise(live.shape, 2)
    Pa, Pb = np.asarray(inverse(solver, a)), np.asarray(inverse(solver, b))
    size = np.sqrt(np.sum(a * Pa) * np.sum(b * Pb))
    assert np.sum(b * Pa) == pytest.approx(np.sum(a * Pb), abs=1e-4 * size)
    assert np.sum(a * Pa) > 0


@pytest.mark.parametrize("name", ["disc", "box", "boxes", "line"])
def test_scaled(name):
    """The solver of 2 c - 0.3 div w grad made from that of c - div w grad, with traced numbers."""
    sample, _ = SAMPLES[name]
    rhs = noise(sample.grid.shape)
    solver = node_solver(sample, mass=1.5)
    found = eqx.filter_jit(lambda s, m, k: s.scaled(m, k).solve(rhs))(solver, jnp.asarray(2.0), jnp.asarray(0.3))
    weights, c = parts_of(sample, 3.0)
    weights = [0.3 * w for w in weights]
    expected = direct(weights, c, np.asarray(sample.node_volume), rhs * np.asarray(solver.pieces.live))
    assert bool(found.converged)
    assert np.asarray(found.x) == pytest.approx(expected, abs=1e-7 * np.abs(expected).max())


def test_a_good_guess_saves_work_and_a_bad_one_costs_none():
    sample, _ = SAMPLES["ring"]
    solver, rhs = solver_of("ring"), noise(sample.grid.shape)
    none = solve(solver, rhs, jnp.zeros(rhs.shape), 1e-8)
    near = none.x + 1e-4 * noise(rhs.shape, 5) * np.abs(none.x).max()
    better = solve(solver, rhs, near, 1e-8)
    worse = solve(solver, rhs, 1e8 * noise(rhs.shape, 6), 1e-8)
    assert int(solve(solver, rhs, none.x, 1e-7).iterations) == 0
    assert int(better.iterations) < int(none.iterations)
    assert int(worse.iterations) <= int(none.iterations) + 1
    for other in (better, worse):
        assert bool(other.converged)
        assert np.asarray(other.x) == pytest.approx(np.asarray(none.x), abs=1e-6 * np.abs(none.x).max())


@pytest.mark.parametrize("name", ["disc", "box", "line"])
def test_many_right_hand_sides_at_once(name):
    sample, _ = SAMPLES[name]
    solver, many = solver_of(name), noise((3, *sample.grid.shape))
    together = eqx.filter_jit(lambda s, r: jax.vmap(lambda one: s.solve(one).x)(r))(solver, many)
    for one, x in zip(many, together, strict=True):
        assert np.asarray(x) == pytest.approx(np.asarray(solve(solver, one).x), abs=1e-8 * np.abs(x).max())


@pytest.mark.parametrize("name", ["disc", "box", "line"])
def test_not_a_number_is_not_converged(name):
    sample, _ = SAMPLES[name]
    rhs = noise(sample.grid.shape)
    rhs[tuple(n // 2 - 1 for n in rhs.shape)] = np.nan
    assert not bool(solve(solver_of(name, 3.0), rhs).converged)


def test_zero_gives_zero():
    for name in ("disc", "box", "line"):
        sample, _ = SAMPLES[name]
        found = solve(solver_of(name), np.zeros(sample.grid.shape))
        assert bool(found.converged)
        assert np.all(np.asarray(found.x) == 0)


def test_bad_input_is_refused():
    sample, _ = SAMPLES["disc"]
    weights, _ = parts_of(sample)
    with pytest.raises(InputError, match="mass"):
        node_solver(sample, mass=-1.0)
    with pytest.raises(InputError, match="weights"):
        node_solver(sample, weights=[weights[0], -weights[1]])
    with pytest.raises(InputError, match="weights"):
        node_solver(sample, weights=weights[:1])


@pytest.mark.parametrize(("periodic", "sizes"), [
    ((0, 1), (9,)), pytest.param((0, 1), (9, 33), marks=pytest.mark.long),
    pytest.param((1,), (9, 33), marks=pytest.mark.long)])
def test_a_hole_in_a_periodic_cell(periodic, sizes):
    """Beside least squares over f that repeats up to a slope, in the same number of iterations on a finer grid."""
    counts = []
    for n in sizes:
        grid = Grid([np.linspace(0, 4, n), np.linspace(0, 3, n)], periodic=periodic)
        sample = Sample(grid, rectangle(4, 3, (2, 1.5)) - disc(0.83, (1.7, 1.4)))
        weights = [np.asarray(sample.edge_weight[d]) for d in (0, 1)]
        push = [np.random.default_rng(d).normal(size=weight.shape) for d, weight in enumerate(weights)]
        for d in periodic:  # what is on the rim is the same on its image
            push[1 - d] = np.moveaxis(push[1 - d], d, 0)
            push[1 - d][-1] = push[1 - d][0]
            push[1 - d] = np.moveaxis(push[1 - d], 0, d)
        rhs = grad_adjoint(grid, (weights[0] * push[0], weights[1] * push[1], None))
        found = node_solver(sample).solve(rhs)
        assert found.converged
        counts.append(int(found.iterations))
        if n == 9:
            known = _least_squares(grid, periodic, weights, push)
            for of, expected, weight in zip(grad(grid, found.x), known, weights, strict=False):
                np.testing.assert_allclose((weight > 0) * of, (weight > 0) * expected, atol=1e-8)
    assert counts[-1] < 1.5 * counts[0]


def _least_squares(grid, periodic, weights, push):
    """Return the gradient nearest to ``push``, of functions whose gradient repeats."""
    index = np.arange(np.prod(grid.shape)).reshape(grid.shape)
    first, unknowns = index.copy(), index.size + 2
    for d in periodic:
        ends = tuple(slice(None) if axis != d else -1 for axis in (0, 1)), tuple(
            slice(None) if axis != d else 0 for axis in (0, 1))
        first[ends[0]] = first[ends[1]]
    nodes = np.zeros((index.size, unknowns))
    nodes[index.ravel(), first.ravel()] = 1
    for d in periodic:
        nodes[:, index.size + d] = np.broadcast_to(grid.points()[d], grid.shape).ravel()
    rows = [np.diff(nodes.reshape(*grid.shape, unknowns), axis=d).reshape(-1, unknowns) for d in (0, 1)]
    root = np.sqrt(np.concatenate([weight.ravel() for weight in weights]))[:, None]
    all_rows, all_push = np.concatenate(rows), np.concatenate([each.ravel() for each in push])
    found = np.linalg.lstsq(root * all_rows, root[:, 0] * all_push, rcond=1e-12)[0]
    return [(row @ found).reshape(weight.shape) for row, weight in zip(rows, weights, strict=True)]
