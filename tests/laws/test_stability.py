"""Lowest eigenvalues of the second variation, against states whose spectrum is known."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.energies import Drive, State, ginzburg_landau, uniform_state
from onnes.errors import InputError
from onnes.grids import Grid, Sample
from onnes.laws import Static
from onnes.laws.stability.lowest_eigenmodes import Variation, lowest_eigenmodes, ravelled, unravelled
from onnes.laws.stability.lowest_eigenvalues import lowest_eigenvalues
from onnes.laws.stability.transverse_waves import Sheet, waves_along

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


def dense(variation):
    """The scaled second variation as a matrix, column by column."""
    product, like = eqx.filter_jit(lambda v: ravelled(variation.product()(v))), variation.moving
    size = ravelled(like).size
    return np.stack([np.asarray(product(unravelled(jnp.asarray(column), like))) for column in np.eye(size)], axis=1)


@pytest.fixture(scope="module")
def small_square():
    """A square of 6 x 6 nodes in a field, settled; 36 directions only change its gauge."""
    nodes = np.linspace(-2.0, 2.0, 6)
    grid = Grid((nodes, nodes))
    energy, drive = ginzburg_landau(Sample(grid), 1.2), Drive(1.0, (0.0, 0.0, 0.4))
    found = Static(energy, drive, residual_tolerance=1e-10).run(uniform_state(grid, 1.0))
    assert found.status == "converged"
    return energy, drive, found.state


@pytest.mark.long
def test_gauge_directions_alone_are_shifted(small_square):
    energy, drive, state = small_square
    variation = Variation(energy, drive, state, None)
    with_gauge = np.linalg.eigvalsh(dense(eqx.tree_at(lambda v: v.gauge, variation, 0 * variation.gauge)))
    without = np.linalg.eigvalsh(dense(variation))
    is_gauge = np.abs(with_gauge) < 1e-7
    assert is_gauge.sum() == 36
    for value in with_gauge[~is_gauge]:
        assert np.min(np.abs(without - value)) < 1e-8
    assert without.min() == pytest.approx(with_gauge[~is_gauge].min(), abs=1e-8)


@pytest.mark.long
def test_iteration_finds_what_a_dense_solver_finds(small_square):
    energy, drive, state = small_square
    exact = np.linalg.eigvalsh(dense(Variation(energy, drive, state, None)))[:3]
    np.testing.assert_allclose(lowest_eigenvalues(energy, drive, state, count=3, tolerance=1e-5), exact, atol=1e-8)
    modes = lowest_eigenmodes(energy, drive, state, count=3)
    assert modes.converged
    np.testing.assert_allclose(modes.eigenvalues, exact, atol=1e-5)
    assert np.linalg.norm(ravelled(modes.modes[0])) == pytest.approx(1.0, abs=1e-6)


def test_a_small_step_along_the_lowest_mode_costs_its_eigenvalue(small_square):
    """F(s + t v) - F(s) = t^2 e for v . M v = 1."""
    energy, drive, state = small_square
    variation = Variation(energy, drive, state, None)
    modes = lowest_eigenmodes(energy, drive, state, count=3)
    cost = [float(variation.moved(jax.tree.map(lambda m, t=t: t * m, modes.modes[0])).force()[0])
            for t in (-1e-3, 0.0, 1e-3)]
    assert (cost[0] + cost[2] - 2 * cost[1]) / 1e-6 == pytest.approx(modes.eigenvalues[0], rel=1e-3)


def test_turning_the_phase_costs_nothing_in_the_plane_where_A_is_held():
    nodes = np.linspace(0.0, 3.0, 6)
    grid = Grid((nodes, nodes))
    state = uniform_state(grid, 1.0)
    energy = ginzburg_landau(Sample(grid), 1.0)
    values = lowest_eigenvalues(energy, Drive(), state, held(state, A=True), 2, tolerance=1e-5)
    h = 0.6
    assert values[0] == pytest.approx(0.0, abs=1e-7)
    assert values[1] == pytest.approx((2 / h * np.sin(np.pi * h / 6)) ** 2, abs=1e-6)


def nucleus(length, edges):
    """Lowest e of -(grad - iA)^2 in B = 1 on a square, psi = 0 on the given edges: to fourth order, from two grids."""
    lowest = []
    for cells in (16, 32):
        x = np.linspace(0.0, length, cells + 1)
        grid = Grid((x, x))
        A = (jnp.asarray(-grid.points((0,))[1] / 2), jnp.asarray(grid.points((1,))[0] / 2), None)
        state = State(jnp.zeros(grid.shape, complex), A)
        (left, low), (right, high) = (tuple(c == end for c in grid.points()) for end in (0.0, length))
        rim = sum({"left": left, "low": low, "right": right, "high": high}[edge] for edge in edges)
        pinned = State(jnp.asarray(rim > 0), held(state, A=True).A)
        energy = ginzburg_landau(Sample(grid), 1.0)
        lowest.append(lowest_eigenvalues(energy, Drive(condensation=0.0), state, pinned)[0])
    return lowest[1] + (lowest[1] - lowest[0]) / 3


@pytest.mark.long
def test_nuclei_in_the_plane():
    """The bulk's is 1, from above; a surface of finite length has 0.59010 + 5.8/L^2; a right angle 0.5099.

    From mu'' = 2 0.59010^(1/2) phi(0)^2, phi(0)^2 = 0.762: V. Bonnaillie-Noel, S. Fournais, Rev. Math. Phys. 19, 607
    (2007), and the corner as well.
    """
    assert nucleus(9.0, ("left", "low", "right", "high")) == pytest.approx(1.0, abs=4e-3)
    assert nucleus(10.0, ("low", "right", "high")) == pytest.approx(0.59010 + 5.8 / 100, abs=6e-3)
    assert nucleus(11.0, ("right", "high")) == pytest.approx(0.5099, abs=3e-3)


@pytest.mark.parametrize("wave_number", [0.0, 0.4, 1.7])
def test_waves_of_the_uniform_superconductor(wave_number):
    """At psi = 1, A = 0: amplitude 2 + q^2, phase 1 + q^2, B standing between the faces 1 + kappa^2 (q^2 + k^2)."""
    k = 2 * CELLS / 6.0 * np.sin(np.pi / (2 * CELLS))
    energy = slab()
    state = uniform_state(energy.sample.grid, 1.0, (1,), real=True)
    values = waves_along(energy, Drive(), state, 1).lowest(wave_number, 60)
    for expected in (2 + wave_number**2, 1 + wave_number**2, 1 + 1.5**2 * (wave_number**2 + k**2)):
        assert np.min(np.abs(values - expected)) < 1e-6


@settings(deadline=None, max_examples=5)
@given(st.floats(0.0, 1.5))
def test_waves_of_the_normal_state_are_those_of_its_wave_number(wave_number):
    """psi exp(iqy) about psi = 0 in a field: the waves +q and -q are the states with these wave numbers."""
    x = np.linspace(-3.0, 3.0, 13)
    sample = Sample(Grid((x,)))
    state = State(jnp.zeros(len(x)), (None, jnp.asarray(0.6 * x), None))
    pinned = held(state, A=True)
    one_by_one = [lowest_eigenvalues(ginzburg_landau(sample, 1.0, (0.0, q, 0.0)), Drive(), state, pinned)[0]
                  for q in (wave_number, -wave_number)]
    free_across = waves_along(ginzburg_landau(sample, 1.0), Drive(), state, 1, pinned).lowest(wave_number)[0]
    assert free_across == pytest.approx(min(one_by_one), abs=1e-6)


@pytest.mark.long
def test_what_a_wave_costs_in_the_plane():
    """F of one wave length of the plane, by the same energy on a grid that resolves it: second order in its spacing."""
    x, q, kappa, chance = np.linspace(0.0, 4.0, 9), 0.9, 2.0, np.random.default_rng(5)
    line = ginzburg_landau(Sample(Grid((x,))), kappa)
    state = State(jnp.asarray(0.8 + 0.1 * np.cos(x)), (None, jnp.asarray(0.5 * np.exp(-x)), None))
    sheet = Sheet(line, Drive(), state, 1)
    sheet = eqx.tree_at(lambda s: s.weight, sheet, 0 * sheet.weight)
    a, b, c, d = (jnp.asarray(chance.normal(size=n)) for n in (9, 9, 9, 8))
    v = State(a + 1j * b, (d, c, None))
    block = sum(jnp.sum(jnp.real(jnp.conj(x) * y)) for x, y in zip(
        jax.tree.leaves(v), jax.tree.leaves(sheet.product(jnp.asarray(q), v)), strict=True))
    expected = 0.5 * float(block) * 0.5 * 2 * np.pi / q
    errors = []
    for cells in (16, 32):
        y = np.linspace(0.0, 2 * np.pi / q, cells + 1)
        between = 0.5 * (y[1:] + y[:-1])
        plane = eqx.filter_jit(ginzburg_landau(Sample(Grid((x, y))), kappa))

        def energy(t, y=y, between=between, plane=plane):
            psi = state.psi[:, None] + t * (a[:, None] * np.cos(q * y) + 1j * b[:, None] * np.sin(q * y))
            along = state.A[1][:, None] + t * c[:, None] * np.cos(q * between)
            return float(plane(State(psi, (t * d[:, None] * np.sin(q * y), along, None)), Drive()))

        cost = (energy(1e-3) + energy(-1e-3) - 2 * energy(0.0)) / 2e-6
        errors.append(cost - expected)
    assert abs(errors[1]) < 0.01 * expected
    assert errors[0] / errors[1] == pytest.approx(4.0, rel=0.1)


@pytest.mark.parametrize(("change", "words"), [
    ({"along": 0}, "ignorable"),
    ({"state": "complex"}, "real psi"),
    ({"wave_number": -1.0}, "wave number"),
    ({"wave_number": np.nan}, "wave number"),
    ({"grid": "plane"}, "resolved Cartesian"),
])
def test_waves_refuse_what_they_cannot_treat(change, words):
    energy = slab()
    state = uniform_state(energy.sample.grid, 1.0, (1,), real="state" not in change)
    if "grid" in change:
        grid = Grid((np.linspace(0, 1, 4), np.linspace(0, 1, 4)))
        energy, state = ginzburg_landau(Sample(grid), 1.0), uniform_state(grid, 1.0, real=True)
    with pytest.raises(InputError, match=words):
        waves_along(energy, Drive(), state, change.get("along", 1)).lowest(change.get("wave_number", 0.1))
