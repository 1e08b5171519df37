"""Pair states, Bose gases on rings, pairs on blocked levels, parallel pairs."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.pairing import bose_gas, pair_levels, pair_states, parallel_pair


@pytest.fixture(scope="module")
def states():
    return pair_states.pair_states(4.0, 1.0)


def test_the_layer_holds_whole_shells():
    waves = pair_states.layer(4.0, 1.0)
    length = np.linalg.norm(waves, axis=1)
    assert np.all((length > 3) & (length <= 4))
    assert len(pair_states.layer(4.0, 4.1)) == len(pair_states.layer(4.0, 1.0)) + len(pair_states.layer(3.0, 3.1))


def test_pairs_overlap_and_are_orthogonal(states):
    count = len(states.waves)
    np.testing.assert_allclose(pair_states.gram(states.orthogonal), np.eye(count), atol=1e-13)
    assert np.abs(pair_states.gram(states.raw) - np.eye(count)).max() > 0.1
    cover = pair_states.covering(states.orthogonal[:6], states.waves, 16)
    assert cover[~np.eye(6, dtype=bool)].min() > 0.2


def test_gram_matrix_in_space_is_that_on_waves(states):
    """int psi_i* psi_k over a grid of the cube, exact for waves it resolves."""
    points = 12
    axis = np.arange(points) * 2 * np.pi / points
    grid = np.stack(np.meshgrid(axis, axis, axis, indexing="ij"), axis=-1).reshape(-1, 3)
    some = states.raw[:5]
    waves = pair_states.in_space(some, states.waves, grid)
    np.testing.assert_allclose(waves.conj() @ waves.T * (2 * np.pi / points) ** 3, pair_states.gram(some), atol=1e-12)


def test_orthogonal_states_are_the_nearest(states):
    """Loewdin: closer to the raw ones than what Gram and Schmidt make of them."""
    schmidt = np.linalg.qr(states.raw.T)[0].T
    schmidt *= np.sign(np.sum(schmidt.conj() * states.raw, axis=1).real)[:, None]
    nearest = np.linalg.norm(states.orthogonal - states.raw)
    assert nearest < np.linalg.norm(schmidt - states.raw)


def test_each_pair_stays_around_its_place(states):
    far = pair_states.spread(states.orthogonal[0], states.waves, states.centres[0], 16)
    elsewhere = pair_states.spread(states.orthogonal[0], states.waves, (states.centres[0] + np.pi) % (2 * np.pi), 16)
    assert far < elsewhere


def test_the_layer_fills_up(states):
    places = np.random.default_rng(1).uniform(0, 2 * np.pi, (20, 3))
    others = pair_states.states_around(states.waves, places, 4.0, 1.0)
    left = pair_states.room(states.raw, others)
    assert left[0] == 1.0
    assert np.all(np.diff(left) <= 1e-15)
    assert left[-1] == pytest.approx(0.0, abs=1e-12)
    assert left[len(left) // 2] == pytest.approx(0.5, abs=0.15)


# ---- Bose gases


@settings(deadline=None)
@given(st.floats(1e-9, 1e-4), st.floats(0.1, 10.0))
def test_bogoliubov_is_sound_at_long_waves_and_has_no_gap(kinetic, repulsion):
    assert bose_gas.bogoliubov(kinetic, repulsion) == pytest.approx(math.sqrt(2 * kinetic * repulsion), rel=1e-3)
    assert bose_gas.bogoliubov(0.0, repulsion) == 0.0


@given(st.floats(1e-3, 10.0))
def test_bogoliubov_without_repulsion_is_free(kinetic):
    assert bose_gas.bogoliubov(kinetic, 0.0) == pytest.approx(kinetic)


@pytest.mark.parametrize(("sites", "bosons", "repulsion"), [(4, 3, 1.7), (5, 2, 0.0), (3, 3, 20.0)])
def test_ring(sites, bosons, repulsion):
    ring = bose_gas.Ring(sites, bosons, repulsion)
    assert len(ring.states) == math.comb(sites + bosons - 1, bosons)
    np.testing.assert_allclose(ring.hamiltonian, ring.hamiltonian.T)
    by_momentum = np.sort(np.concatenate([ring.energies(k) for k in range(sites)]))
    np.testing.assert_allclose(by_momentum - by_momentum[0], ring.levels, atol=1e-10)


def test_ring_without_repulsion_is_a_band():
    ring = bose_gas.Ring(6, 2, 0.0)
    q = 2 * np.pi * np.arange(6) / 6
    pairs = [bose_gas.ring_kinetic(q[i]) + bose_gas.ring_kinetic(q[j]) for i in range(6) for j in range(i, 6)]
    np.testing.assert_allclose(ring.levels, np.sort(pairs), atol=1e-12)


def test_two_atoms_that_cannot_pass_are_fermions():
    """U to infinity on a ring: levels of two free fermions with momenta (2j + 1) pi/L."""
    half = (2 * np.arange(8) + 1) * np.pi / 8
    pairs = sorted(bose_gas.ring_kinetic(half[i]) + bose_gas.ring_kinetic(half[j]) for i in range(8) for j in range(i))
    levels = bose_gas.Ring(8, 2, 1e6).levels[: len(pairs)]
    np.testing.assert_allclose(levels, np.array(pairs) - pairs[0], atol=1e-4)


def test_weak_gas_follows_bogoliubov_to_second_order():
    """Exact less theory falls faster than U as U goes to zero."""
    errors = []
    for repulsion in (0.2, 0.1, 0.05):
        ring = bose_gas.Ring(5, 5, repulsion)
        theory = bose_gas.bogoliubov(bose_gas.ring_kinetic(2 * np.pi / 5), repulsion * 4 / 5)
        errors.append(abs(ring.branch()[0] - theory))
    assert errors[0] / errors[1] > 3
    assert errors[1] / errors[2] > 3


def test_compact_gas_has_a_gap_and_dilute_has_none():
    sizes = np.array([6, 10, 14, 20])
    dilute, spread = bose_gas.endless_gap(sizes, np.array([bose_gas.Ring(n, 2, 30.0).gap for n in sizes]))
    assert abs(dilute) < 2 * spread < 0.05
    sizes = np.array([4, 5, 6])
    compact, _ = bose_gas.endless_gap(sizes, np.array([bose_gas.Ring(n, n, 200.0).gap for n in sizes]))
    assert compact == pytest.approx(200 - 6, rel=2e-3)


def test_endless_gap_of_a_law_it_knows():
    sizes = np.array([5, 7, 9])
    limit, spread = bose_gas.endless_gap(sizes, 3.0 + 2.0 / sizes**2 - 1.0 / sizes**3)
    assert limit == pytest.approx(3.0, abs=1e-10)
    assert spread > 0


# ---- pairs on blocked levels


def test_one_pair_on_levels_is_coopers_secular_equation():
    """1 = G sum 1/(2 e_j - E)."""
    energies = pair_levels.shell(8)
    lowest = pair_levels.ground_energy(energies, 1, 0.05)
    assert 0.05 * np.sum(1 / (2 * energies - lowest)) == pytest.approx(1.0, rel=1e-10)


@pytest.mark.parametrize(("levels", "pairs"), [(6, 2), (7, 3)])
def test_levels_at_one_energy_are_a_quasi_spin(levels, pairs):
    """E = -G N (Omega - N + 1)."""
    assert pair_levels.ground_energy(np.zeros(levels), pairs, 0.3) == pytest.approx(
        -0.3 * pairs * (levels - pairs + 1), rel=1e-12)


def test_breaking_a_pair_costs_a_gap_only_with_attraction():
    free = [pair_levels.breaking_cost(n, 0.0) for n in (4, 8)]
    assert free == pytest.approx([1 / 4, 1 / 8], rel=1e-10)
    bound = [pair_levels.breaking_cost(n, 1.2) for n in (6, 8)]
    assert min(bound) > 0.8 * pair_levels.mean_field_gap(8, 1.2)
    assert pair_levels.mean_field_gap(2000, 0.5) == pytest.approx(1 / math.sinh(1 / 0.5), rel=1e-4)


# ---- parallel pairs


@settings(deadline=None)
@given(st.floats(1.0, 1e5))
def test_averaged_tube_by_quadrature_and_in_closed_form(beta):
    assert parallel_pair.element_share(beta) == pytest.approx(parallel_pair.element_share_closed(beta), rel=1e-9)


def test_share_of_directions_by_counting():
    """Directions even over the sphere: cos theta even in (-1, 1); inside where sin theta < d/2r."""
    cosine = np.linspace(-1, 1, 2_000_001)
    for distance in (0.3, 0.7, 5.0):
        counted = np.mean(np.sqrt(1 - cosine**2) < 1 / (2 * distance))
        assert parallel_pair.share_of_directions(np.array([distance]))[0] == pytest.approx(counted, abs=2e-6)


@settings(deadline=None)
@given(st.floats(-14.0, 0.0).map(math.exp))
def test_logarithm_of_a_binding_of_any_size(coupling):
    closed = parallel_pair.log_binding(coupling)
    assert parallel_pair.log_binding_numerical(coupling) == pytest.approx(closed, rel=1e-10)


def test_parallel_pair_is_hopeless():
    """beta^2 in the exponent: ln Delta = -beta^2/B to the last digit."""
    coupling = 0.25 * parallel_pair.thinning(300.0)
    assert parallel_pair.log_binding(coupling) == pytest.approx(-(300.0**2) / 0.25, rel=1e-12)


def test_states_left_by_counting_pairs():
    """Plane waves: both members above the surface, pair energy in a narrow window; P = 2 p_F against P = 0."""
    rng = np.random.default_rng(3)
    energy, window = 0.5, 0.1
    points = rng.uniform(-1.2, 1.2, (3_000_000, 3))
    radius2 = np.sum(points**2, axis=1)

    def count(half):
        shift = np.array([0.0, 0.0, half])
        both = [np.sum((points + sign * shift) ** 2, axis=1) for sign in (1, -1)]
        total = 2 * half**2 + 2 * radius2 - 2
        return np.sum((both[0] > 1) & (both[1] > 1) & (np.abs(total - energy) < window / 2))

    found = count(1.0) / count(0.0)
    assert parallel_pair.states_left(np.array([1.0]), energy)[0] == pytest.approx(found, rel=0.05)


def test_parallel_electrons_need_a_coupling_no_metal_has():
    assert parallel_pair.least_coupling(1e-3) == pytest.approx(4000, rel=1e-3)
