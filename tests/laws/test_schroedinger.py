"""Schroedinger's law: norm, energy, gauge, orders, and waves whose frequencies are known."""

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest
from scipy.linalg import expm

from onnes.energies import State
from onnes.errors import InputError
from onnes.geometry import ring
from onnes.grids import Grid, Sample, uniform
from onnes.grids.merged_cells import merged
from onnes.grids.operators import grad
from onnes.laws import Schroedinger
from onnes.laws.schroedinger import Fields, absorbing_layer
from onnes.laws.steppers.exponential import exponential

NOTHING = (None, None, None)
LINE = Grid([uniform(-8, 8, 0.25)])
PERIOD = 2 * np.pi


class Breathing(eqx.Module):
    """A(t), impulse(t) and U(t) of a smooth field; with a gauge function chi(x, t) = sin(2 t) chi_0(x) taken out."""

    circulation: tuple
    potential: jax.Array
    chi: jax.Array
    size: jax.Array
    rate: jax.Array
    grid: Grid

    def __call__(self, t):
        turning = self.size * jnp.sin(2 * t) * self.chi
        swing = 1 + 0.5 * jnp.sin(self.rate * t)
        extra = grad(self.grid, turning)
        A = tuple(None if c is None else swing * c + e for c, e in zip(self.circulation, extra, strict=True))
        return Fields(A, jnp.cos(self.rate * t) * self.potential, 0.3 * self.chi * jnp.sin(self.rate * t) - turning)


def breathing(grid, size=0.0, rate=1.0):
    chi = sum(np.cos(0.5 * x + k) for k, x in enumerate(grid.points()))
    A = tuple(jnp.asarray(0.3 * np.cos(0.4 * grid.points((d,))[d - 1] + d)) * grid.measure((d,), thin=True)
              if d in grid.resolved else None for d in range(3))
    return Breathing(A, jnp.asarray(0.4 * chi - 1), jnp.asarray(chi), jnp.asarray(size), jnp.asarray(rate), grid)


def wave(grid):
    places = grid.points()
    return np.exp(-0.1 * sum(x**2 for x in places) + 0.6j * places[0]).astype(complex)


def ended(law, psi, until=1.0):
    outcome = law.run(State(jnp.asarray(psi), NOTHING), until, every=until)
    assert outcome.status == "completed", outcome.message
    return outcome


def norm(law, psi):
    return float(np.sum(np.asarray(law.sample.node_volume) * np.abs(np.asarray(psi)) ** 2))


@pytest.mark.parametrize("h", [0.3, -0.3, 40.0])
def test_the_exponential_is_that_of_a_dense_matrix(h):
    chance = np.random.default_rng(1)
    made = chance.normal(size=(12, 12)) + 1j * chance.normal(size=(12, 12))
    H, psi = 0.5 * (made + made.conj().T), chance.normal(size=12) + 1j * chance.normal(size=12)
    low, high = np.linalg.eigvalsh(H)[[0, -1]]
    found = exponential(lambda v: jnp.asarray(H) @ v, jnp.asarray(psi), h, low - 1, high + 1, 512)
    assert np.max(np.abs(found - expm(-1j * h * H) @ psi)) < 2e-12


def test_too_few_terms_are_no_number():
    assert np.all(np.isnan(exponential(lambda v: v, jnp.ones(3, complex), 1e3, -1.0, 1.0, 64)))


@pytest.mark.parametrize("order", [2, 4])
@pytest.mark.parametrize("grid", [LINE, Grid([uniform(-3, 3, 0.5)] * 2), Grid([uniform(-2, 2, 1.0)] * 3)],
                         ids=["line", "plane", "block"])
def test_a_gauge_function_of_place_and_time_only_turns_psi(grid, order):
    made = [Schroedinger(Sample(grid), breathing(grid, size), interaction=1.0, order=order, step=0.1)
            for size in (0.0, 1.0)]
    first, other = (ended(law, wave(grid)).state for law in made)
    chi = np.sin(2.0) * np.asarray(made[0].fields.chi)
    assert np.max(np.abs(chi)) > 0.5
    assert np.max(np.abs(first.psi * np.exp(1j * chi) - other.psi)) < 1e-12
    assert np.max(np.abs(other.A[0] - first.A[0] - np.diff(chi, axis=0) / np.diff(grid.nodes[0])[0])) < 1e-12


@pytest.mark.parametrize("charge", [0.0, 1.5])
def test_norm_and_energy_stay_in_steady_fields(charge):
    """Cut cells, quartic term and Gauss's law included."""
    nodes = uniform(-4, 4, 0.5)
    grid = Grid([nodes, nodes])
    sample, steady = Sample(grid, ring(3.6, 1.3)), breathing(grid, 0.0, 0.0)
    law = Schroedinger(sample, steady, interaction=1.0, charge=charge, step=0.1)
    inside = np.asarray(sample.node_volume) > 0
    outcome = ended(law, np.where(inside, wave(grid) + 0.5, 0), 20.0)
    energy = outcome.ledger.energy
    assert abs(energy[-1] / energy[0] - 1) < 1e-12
    assert abs(norm(law, outcome.state.psi) / norm(law, np.where(inside, wave(grid) + 0.5, 0)) - 1) < 1e-12
    assert np.max(np.abs(outcome.state.psi - np.where(inside, wave(grid) + 0.5, 0))) > 0.1


@pytest.mark.long
def test_norm_and_energy_stay_over_ten_thousand_steps():
    law = Schroedinger(Sample(LINE), breathing(LINE, 0.0, 0.0), interaction=1.0, step=0.02)
    outcome = law.run(State(jnp.asarray(wave(LINE)), NOTHING), 200.0, every=50.0)
    assert outcome.steps == 10_000
    assert np.max(np.abs(outcome.ledger.energy / outcome.ledger.energy[0] - 1)) < 1e-10
    assert abs(norm(law, outcome.state.psi) / norm(law, wave(LINE)) - 1) < 1e-10


@pytest.mark.parametrize("order", [2, 4])
def test_steps_are_of_their_order(order):
    def after(h):
        law = Schroedinger(Sample(LINE), breathing(LINE), interaction=1.0, order=order, step=h)
        return np.asarray(ended(law, wave(LINE)).state.psi)

    exact = after(1 / 320)
    coarse, fine = (np.max(np.abs(after(h) - exact)) for h in (0.05, 0.025))
    assert np.log2(coarse / fine) == pytest.approx(order, abs=0.25)


@pytest.mark.long
def test_the_step_is_found_from_the_tolerance():
    exact = ended(Schroedinger(Sample(LINE), breathing(LINE), interaction=1.0, order=4, step=0.0125), wave(LINE))
    errors = []
    for tolerance in (1e-4, 1e-6):
        law = Schroedinger(Sample(LINE), breathing(LINE), interaction=1.0, tolerance=tolerance)
        found = law.run(State(jnp.asarray(wave(LINE)), NOTHING), 1.0, every=0.1)
        errors.append(np.max(np.abs(found.state.psi - exact.state.psi)))
        assert errors[-1] < found.steps * tolerance
    assert errors[1] < 0.1 * errors[0]


def test_steady_linear_fields_are_exact_for_any_step():
    grid, steady = LINE, breathing(LINE, 0.0, 0.0)
    one, many = (ended(Schroedinger(Sample(grid), steady, step=h), wave(grid), 2.0).state.psi for h in (2.0, 0.25))
    assert np.max(np.abs(one - many)) < 1e-12


@pytest.mark.long
def test_what_leaves_a_node_flows_through_its_edges():
    """M6 on the links: the force on psi and the current are derivatives of one energy that no gauge changes."""
    grid = Grid([uniform(-3, 3, 0.5)] * 2)
    law = Schroedinger(Sample(grid, ring(2.7, 1.0)), breathing(grid), interaction=1.0)
    gain = eqx.filter_jit(lambda law, psi: law.imbalance(psi, law.fields(0.7)))(law, jnp.asarray(wave(grid)))
    assert np.max(np.abs(gain)) < 1e-13
    # The current itself is the derivative of the energy by A.
    A = law.fields(0.7).circulation
    psi = jnp.where(law.sample.node_volume > 0, wave(grid), 0.0)
    slope = jax.grad(lambda c: law.energy(psi, Fields((c, *A[1:]), 0.0)))(A[0])
    assert np.max(np.abs(-0.5 * slope - law.current(psi, A)[0])) < 1e-13


def frequency(law, k, amplitude=1e-4, until=3.0):
    """Return the frequency of a standing wave of |psi|^2, from its value at two times."""
    x = LINE.points()[0] + 8
    start = 1 + amplitude * np.cos(k * x)
    outcome = law.run(State(jnp.asarray(start.astype(complex)), NOTHING), until, every=until / 60,
                      record=lambda now: {"n": jnp.sum(law.sample.node_volume * jnp.abs(now.state.psi) ** 2
                                                       * jnp.asarray(np.cos(k * x)))})
    n = outcome.records["n"] / outcome.records["n"][0]
    dt = outcome.records["time"][1]
    inner = n[1:-1]
    return np.arccos(np.clip(np.sum(inner * (n[2:] + n[:-2])) / 2 / np.sum(inner**2), -1, 1)) / dt


@pytest.mark.parametrize(("g", "charge"), [(1.0, 0.0), (2.0, 0.0), (0.5, 3.0)])
def test_waves_of_density_have_the_frequency_of_bogoliubov_and_of_the_plasma(g, charge):
    """omega^2 = k^2 (k^2 + 2 g) + 2 charge: sound at c = (2 g)^(1/2), and the plasma frequency."""
    k = 2 * np.pi / 16
    on_grid = (2 - 2 * np.cos(k * 0.25)) / 0.25**2
    law = Schroedinger(Sample(LINE), interaction=g, charge=charge, order=4, step=0.05)
    expected = np.sqrt(on_grid * (on_grid + 2 * g) + 2 * charge)
    assert frequency(law, k) == pytest.approx(expected, rel=1e-5)


def test_a_gaussian_spreads_and_moves_as_in_free_space():
    errors = []
    for h in (0.25, 0.125):
        grid = Grid([uniform(-20, 20, h)])
        x = grid.points()[0]
        law = Schroedinger(Sample(grid), step=1.5)
        psi = np.asarray(ended(law, np.exp(-((x + 4) ** 2) / 4 + 1j * x), 3.0).state.psi)
        share = np.abs(psi) ** 2 / np.sum(np.abs(psi) ** 2)
        mean = np.sum(share * x)
        errors.append((abs(mean - 2.0), abs(np.sqrt(np.sum(share * (x - mean) ** 2)) / np.sqrt(10) - 1)))
    assert np.all(np.array(errors[0]) / errors[1] > 3.7)
    assert errors[1][0] < 0.03
    assert errors[1][1] < 0.01


def test_an_absorbing_layer_reflects_little():
    """10^-6 at 2.4 wavelengths, most of a packet at less than one."""
    grid = Grid([uniform(-60, 60, 0.2)])
    x, sample = grid.points()[0], Sample(grid)
    start = np.exp(-(x**2) / 100 + 1j * x)
    left = {}
    for width in (5.0, 15.0):
        law = Schroedinger(sample, absorption=absorbing_layer(sample, width, 1.0), step=0.1)
        outcome = ended(law, start, 60.0)
        left[width] = norm(law, outcome.state.psi) / norm(law, start)
        assert outcome.ledger.energy[-1] + outcome.ledger.relaxation_heat[-1] == pytest.approx(
            outcome.ledger.energy[0], rel=1e-9)
    assert left[15.0] < 3e-6
    assert left[5.0] > 1e-2
    assert norm(law, ended(Schroedinger(sample, step=1.0), start, 30.0).state.psi) == pytest.approx(norm(law, start))


def test_joined_cells_keep_the_volume_and_bound_the_frequencies():
    grid = Grid([uniform(-4, 4, 0.25)] * 2)
    sample = Sample(grid, ring(3.83, 1.41))
    found = merged(sample)
    assert float(jnp.sum(found.node_volume)) == pytest.approx(float(jnp.sum(sample.node_volume)), rel=1e-12)
    assert float(jnp.min(found.node_volume)) >= 0
    assert np.array_equal(found.node_volume > 0, sample.node_volume > 0)
    law = Schroedinger(sample)
    assert float(law.spectrum(NOTHING, jnp.zeros(grid.shape))[1]) <= 4 * 8 / 0.25**2


@pytest.mark.parametrize("wrong", [{"order": 3}, {"step": 0.0}, {"step": np.nan}, {"tolerance": -1.0}])
def test_nonsense_is_refused(wrong):
    with pytest.raises(InputError, match=next(iter(wrong))):
        Schroedinger(Sample(LINE), **wrong)


def test_a_time_or_a_state_that_does_not_fit_is_refused():
    law = Schroedinger(Sample(LINE))
    for until in (0.0, -1.0, np.inf, np.nan):
        with pytest.raises(InputError, match="until"):
            law.run(State(jnp.asarray(wave(LINE)), NOTHING), until)
    with pytest.raises(InputError, match="state"):
        law.run(State(jnp.ones(3, complex), NOTHING), 1.0)
    for width in (0.0, 9.0):
        with pytest.raises(InputError, match="width"):
            absorbing_layer(Sample(LINE), width, 1.0)


def test_a_density_that_is_not_found_is_said():
    law = Schroedinger(Sample(LINE), interaction=50.0, step=1.0)
    outcome = law.run(State(jnp.asarray(wave(LINE)), NOTHING), 1.0, every=1.0)
    assert outcome.status in ("not_converged", "not_a_number")
    assert np.all(np.isfinite(outcome.state.psi))
    assert outcome.time == 0.0
