"""Markov chains against exact thermal averages: quadrature, enumeration, weights of random samples."""

from dataclasses import replace
from itertools import product

import jax
import numpy as np
import pytest

from onnes.chains.ewald import energies, periodic_cell
from onnes.chains.lattice import lattice
from onnes.chains.monte_carlo.clusters import chains
from onnes.chains.monte_carlo.convergence import Series, binder
from onnes.chains.monte_carlo.hamiltonian import Sites, leapfrog, run_lattice
from onnes.chains.monte_carlo.heat_bath import langevin_directions
from onnes.chains.monte_carlo.moving import run_moving
from onnes.chains.monte_carlo.record import Plan, States, random_directions
from onnes.chains.monte_carlo.two_state import run_two_state
from onnes.chains.thermal_moment import langevin
from onnes.numerics.jax_settings import as_array


def states(inverse, field):
    return States(as_array(np.array(inverse)), as_array(np.array(field)))


@pytest.mark.parametrize("size", [0.0, 1e-4, 0.7, 5.0, 300.0])
def test_directions_in_a_field_follow_langevins_law(size):
    """<cos> = L(x), <cos^2> = 1 - 2 L/x, nothing across; in a field along no axis."""
    along, number = np.array([0.48, -0.6, -0.64]), 40_000
    drawn = np.asarray(langevin_directions(jax.random.key(3), np.tile(size * along, (number, 1))))
    assert np.linalg.norm(drawn, axis=1) == pytest.approx(1, abs=1e-12)
    cosine, law = drawn @ (along if size else np.array([0, 0, 1.0])), float(langevin(size))
    square = 1 - 2 * law / size if size else 1 / 3
    spread = np.sqrt(max(square - law**2, 1e-12) / number)
    assert np.mean(cosine) == pytest.approx(law, abs=4 * spread)
    assert np.mean(cosine**2) == pytest.approx(square, abs=8 * spread)
    assert drawn.mean(axis=0) - np.mean(cosine) * (along if size else np.array([0, 0, 1.0])) == pytest.approx(
        0, abs=4 / number**0.5)


def two_dipoles(beta, field):
    """Return <E> and <mu>/mu of two units head to tail in a field along them, by quadrature over one direction."""
    cosine, weight = np.polynomial.legendre.leggauss(300)

    def log_sum(beta, pull):
        size = np.sqrt((2 * beta * cosine + pull) ** 2 + beta**2 * (1 - cosine**2))
        return np.log(np.sum(weight * np.exp(pull * cosine) * np.sinh(size) / size))

    step, pull = 1e-5, beta * field
    return (-(log_sum(beta + step, pull) - log_sum(beta - step, pull)) / (2 * step),
            (log_sum(beta, pull + step) - log_sum(beta, pull - step)) / (4 * step))


@pytest.fixture(scope="module")
def pair():
    """Two dipoles, by trajectories, in four states that exchange their samples."""
    given = states([0.5, 1.0, 4.0, 2.0], [0.0, 1.0, 0.0, 0.8])
    return given, run_lattice(lattice("chain", 2), given, Plan(200, 4000, 4, 4, (0,)), seed=5)


@pytest.mark.parametrize("state", range(4))
def test_trajectories_of_two_dipoles(pair, state):
    given, record = pair
    energy, moment = two_dipoles(float(given.inverse[state]), float(given.field[state]))
    for values, exact, known in ((record.energy, energy, 0.015), (record.aligned, moment, 0.04)):
        found = Series(values[:, :, state])
        assert found.error < known
        assert found.mean == pytest.approx(exact, abs=4 * found.error)
        assert found.r_hat < 1.02


def three_dipoles(places, beta, field):
    """Return <E> without field and <mu_x>/mu of three units in a field along x, by quadrature.

    The directions of the first two go over Gauss's nodes and equal angles; the third is in the field of these, so that
    the integral over its own is 4 pi sinh(f)/f.
    """
    nodes, weight = np.polynomial.legendre.leggauss(20)
    angle = 2 * np.pi * np.arange(24) / 24
    across = np.sqrt(1 - nodes**2)[:, None]
    sphere = np.stack(np.broadcast_arrays(nodes[:, None], across * np.cos(angle), across * np.sin(angle)), axis=-1)
    sphere, weight = sphere.reshape(-1, 3), np.repeat(weight, len(angle))

    def tensor(i, j):
        apart = places[i] - places[j]
        far = np.linalg.norm(apart)
        return (np.eye(3) - 3 * np.outer(apart, apart) / far**2) / far**3

    coupling = sphere @ tensor(0, 1) @ sphere.T
    on_third = -(sphere @ tensor(0, 2))[:, None] - (sphere @ tensor(1, 2))[None, :]

    def log_sum(beta, pull):
        size = np.linalg.norm(beta * on_third + np.array([pull, 0, 0]), axis=-1)
        exponent = -beta * coupling + pull * (sphere[:, None, 0] + sphere[None, :, 0])
        return np.log(weight @ (np.exp(exponent) * np.sinh(size) / size) @ weight)

    step, pull = 1e-4, beta * field
    return (-(log_sum(beta + step, pull) - log_sum(beta - step, pull)) / (2 * step),
            (log_sum(beta, pull + step) - log_sum(beta, pull - step)) / (6 * step))


@pytest.mark.long
@pytest.mark.parametrize("corner", [False, True])
def test_trajectories_of_three_dipoles(corner):
    """In a row, and at three corners of a square, where moments are turned by forces across the line as well."""
    sites = lattice("square", 2) if corner else lattice("chain", 3)
    if corner:
        there = np.array([[True, True], [True, False]])[:, :, None, None]
        sites = replace(sites, occupied=there, places=sites.places[there[..., 0].ravel()], along=sites.along * there,
                        patterns=sites.patterns * there)
    given = states([0.8, 1.6], [0.6, -0.4])
    record = run_lattice(sites, given, Plan(200, 4000, 4, 4, (0,)), seed=3)
    for state in range(2):
        exact = three_dipoles(sites.places, float(given.inverse[state]), float(given.field[state]))
        for values, known, limit in zip((record.energy, record.aligned), exact, (0.03, 0.015), strict=True):
            found = Series(values[:, :, state])
            assert found.error < limit
            assert found.mean == pytest.approx(known, abs=4 * found.error)


def test_trajectories_can_be_run_backwards():
    """Reversed momenta lead back to the start, and shorter steps change the energy as the square of the step."""
    sites = lattice("disc", 5)
    on_device, given = Sites.of(sites), states([2.0], [0.5])
    key = jax.random.key(1)
    spins = random_directions(key, (1, 1, *sites.shape)) * on_device.occupied
    momenta = jax.random.normal(jax.random.key(2), spins.shape) * on_device.occupied
    momenta -= spins * np.sum(spins * momenta, axis=-1, keepdims=True)
    after, speeds = leapfrog(on_device, given, sites.padded, spins, momenta, np.full((1, 1), 0.1))
    back, reversed_momenta = leapfrog(on_device, given, sites.padded, after, -speeds, np.full((1, 1), 0.1))
    assert np.asarray(back) == pytest.approx(np.asarray(spins), abs=1e-12)
    assert np.asarray(reversed_momenta) == pytest.approx(-np.asarray(momenta), abs=1e-12)
    assert np.linalg.norm(np.asarray(after - spins)) > 1
    assert np.sum(after**2, axis=-1) == pytest.approx(np.asarray(on_device.occupied)[None, None, ..., 0], abs=1e-12)


def test_two_states_against_all_of_them():
    sites = lattice("chain", 8)
    given = states([0.3, 0.7, 1.0, 0.5], [0.0, 0.4, 0.0, -1.0])
    record = run_two_state(sites, given, Plan(100, 8000, 4, 4, (0,)), seed=2)
    signs = np.array(list(product([-1.0, 1.0], repeat=8)))
    energy = 0.5 * np.einsum("ai,ij,aj->a", signs, sites.pairs(), signs)
    for state in range(4):
        beta, field = float(given.inverse[state]), float(given.field[state])
        weight = np.exp(-beta * (energy - field * signs.sum(axis=1)))
        for values, exact in ((record.energy, energy), (record.aligned, signs.mean(axis=1))):
            found = Series(values[:, :, state])
            assert found.error < 0.1
            assert found.mean == pytest.approx(weight @ exact / weight.sum(), abs=4 * found.error)


@pytest.mark.long
def test_units_that_move_against_weights_of_random_places():
    """Two charged dipoles in a small periodic cell: the mean energies with the weights exp(-E/kT) of free ones."""
    cell, core, charge, number = periodic_cell(2.0, 0.1), 0.8, 0.5, 15_000
    rng = np.random.default_rng(0)
    places = np.stack([np.zeros((number, 3)), rng.uniform(-1, 1, (number, 3))], axis=1)
    places = places[np.linalg.norm(places[:, 1], axis=1) >= core]
    directions = rng.normal(size=places.shape)
    directions /= np.linalg.norm(directions, axis=-1, keepdims=True)
    magnetic, electric = jax.vmap(lambda place, spin: energies(place, spin, np.ones(2), cell))(places, directions)
    given = states([0.8, 0.4], [0.5, 0.0])
    record = run_moving(np.array([[0.0, 0, 0], [1.0, 0, 0]]), cell, given, charge, core, Plan(200, 1500, 4, 4, (0,)),
                        False, seed=4)
    for state in range(2):
        beta, field = float(given.inverse[state]), float(given.field[state])
        weight = np.exp(-beta * (magnetic + charge * electric - field * directions[..., 0].sum(axis=1)))
        share = weight / weight.sum()
        for values, free in ((record.energy, magnetic), (record.coulomb, electric),
                             (record.aligned, directions[..., 0].mean(axis=1))):
            found, exact = Series(values[:, :, state]), share @ free
            own = np.sqrt(np.sum(share**2 * (free - exact) ** 2))
            assert found.mean == pytest.approx(exact, abs=4 * np.hypot(found.error, own))
            assert np.hypot(found.error, own) < 0.08
    assert record.spacing.min() >= core


def test_chains_of_a_row():
    """Five in a row and one far; a row through the side of a cell; pairs side by side have half the energy."""
    row = np.array([[x, 0.0, 0.0] for x in range(5)] + [[2.0, 3.0, 0.0]])
    along = np.tile([1.0, 0, 0], (6, 1))
    assert sorted(chains(row, along, None, "dipole", 0.75).lengths) == [1, 5]
    tilted = np.where(np.arange(6)[:, None] == 2, [0.0, 1, 0], along)
    assert sorted(chains(row, tilted, None, "dipole", 0.75).lengths) == [1, 1, 2, 2]
    beside = np.array([[0.0, 0, 0], [0, 1.0, 0]]), np.array([[1.0, 0, 0], [-1.0, 0, 0]])
    assert [len(chains(*beside, None, "dipole", share).lengths) for share in (0.4, 0.6)] == [1, 2]
    over = np.array([[0.1, 0, 0], [3.1, 0, 0]]), np.tile([1.0, 0, 0], (2, 1))
    assert [len(chains(*over, side, "dipole", 0.75).lengths) for side in (4.0, 8.0)] == [1, 2]


def test_persistence_of_a_bent_row():
    """Directions that turn by 0.3 from each unit to the next: -1/ln cos 0.3."""
    angle = 0.3 * np.arange(10)
    row = np.stack([np.arange(10.0), 0 * angle, 0 * angle], axis=1)
    spins = np.stack([np.cos(angle), np.sin(angle), 0 * angle], axis=1)
    assert chains(row, spins, None, "text", 0.75).persistence == pytest.approx(-1 / np.log(np.cos(0.3)))


def test_diagnostics_of_a_known_series():
    """x_t = r x_(t-1) + noise has the time (1 + r)/(1 - r); runs about other means do not agree."""
    rng, ratio = np.random.default_rng(0), 0.8
    values = np.zeros((20_000, 4))
    for t in range(1, len(values)):
        values[t] = ratio * values[t - 1] + rng.normal(size=4)
    assert Series(values).autocorrelation == pytest.approx(9, rel=0.1)
    assert Series(values).r_hat == pytest.approx(1, abs=0.01)
    assert Series(values + np.array([0, 0, 3, 0])).r_hat > 1.2
    assert Series(np.ones((10, 2))).r_hat == 1
    assert binder(rng.normal(size=(200_000, 3))) == pytest.approx(4 / 9, abs=0.01)
    assert binder(np.ones((10, 1))) == pytest.approx(2 / 3)
