"""relax: order of every stepper, ledger, decay, bounds, stiffness, checkpoints, noise, gauge, and how it fails."""

from itertools import pairwise

import jax
import jax.numpy as jnp
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.drives.protocols import FieldRamp, Steady
from onnes.energies import Drive, FreeEnergy, State, Term, gauge_transformed, ginzburg_landau
from onnes.errors import InputError
from onnes.geometry import disc
from onnes.grids import Grid, Sample, uniform
from onnes.laws import TDGL, Static
from onnes.laws.noise import Noise, agitated, spread_of
from onnes.laws.steppers.rosenbrock import Rosenbrock
from onnes.laws.steppers.tableau import TABLEAUX
from onnes.readouts.fields import magnetic_induction

STEADY = Steady(Drive(1.0, (0.0, 0.0, 0.2)))


def fixed(bench, tableau, steps):
    law = TDGL(bench.energy, bench.breathing, conductivity=0.7, fixed_step=2.0 / steps, linear_tolerance=1e-13,
                stepper=Rosenbrock(tableau))
    return law.run(bench.smooth(), 2.0, every=2.0)


@pytest.fixture(scope="module")
def exact(bench):
    return fixed(bench, TABLEAUX["rodas3"], 512).state


@pytest.mark.parametrize("tableau", TABLEAUX.values(), ids=TABLEAUX)
def test_order_of_convergence(bench, exact, tableau):
    errors = [bench.distance(fixed(bench, tableau, steps).state, exact) for steps in (16, 32, 64)]
    for coarse, fine in pairwise(errors):
        assert tableau.order - 0.3 < np.log2(coarse / fine) < tableau.order + 0.7


@pytest.mark.parametrize("tableau", TABLEAUX.values(), ids=TABLEAUX)
def test_ledger_closes_to_the_order_of_the_stepper(bench, tableau):
    runs = [fixed(bench, tableau, steps) for steps in (64, 128)]
    for run in runs:
        assert min(run.ledger.joule_heat[-1], run.ledger.relaxation_heat[-1]) > 0.1  # there is something to balance
    coarse, fine = (run.ledger.closure for run in runs)
    assert np.log2(coarse / fine) > tableau.order - 0.5
    assert fine < 1e-4


@pytest.mark.parametrize("tableau", TABLEAUX.values(), ids=TABLEAUX)
def test_tableaux_are_consistent(tableau):
    """d_t u = 1 and d_t u = t are integrated exactly by one step: sum m K, from the scheme's own definition."""
    for slope, value in ((lambda t: 1.0, 1.0), (lambda t: t, 0.5)):
        h, stages = 1.0, []
        drift = 0.0 if slope(2.0) == slope(1.0) else 1.0
        for i in range(len(tableau.m)):
            rhs = slope(tableau.alpha[i] * h) + tableau.gamma_sum[i] * h * drift
            rhs += sum(c * k for c, k in zip(tableau.c[i], stages, strict=False)) / h
            stages.append(tableau.gamma * h * rhs)
        assert sum(m * k for m, k in zip(tableau.m, stages, strict=True)) == pytest.approx(value, rel=1e-14)


def test_vacuum_follows_at_once(bench, gradient):
    """Where there is no metal A obeys dF/dA = 0 at the end of every step, not only in the long run."""
    run = fixed(bench, TABLEAUX["rodas3"], 64)
    force = gradient(bench.energy, run.state, bench.breathing(2.0)).A[1]
    empty = np.asarray(bench.sample.edge_volume[1]) == 0
    assert np.sum(empty) >= 2
    assert np.max(np.abs(np.asarray(force)[empty])) < 1e-9
    outside = np.asarray(magnetic_induction(bench.sample, run.state.A)[2])[[0, -1]]
    assert outside == pytest.approx(0.4 * np.sin(2.0) ** 2, abs=1e-9)


@pytest.mark.long
@settings(max_examples=6)
@given(seed=st.integers(0, 1000), exponent=st.floats(-3, 3))
def test_energy_falls_and_psi_stays_bounded(bench, seed, exponent):
    """With nothing driven, from any start, for a metal a thousand times stiffer or slower than psi."""
    law = TDGL(bench.energy, STEADY, conductivity=10.0**exponent)
    run = law.run(bench.rough(seed), 4.0, every=0.2, record=lambda now: {"largest": np.abs(now.state.psi).max()})
    assert run.status == "completed"
    assert np.all(np.diff(run.ledger.energy) <= 1e-12 * np.max(np.abs(run.ledger.energy)))
    assert np.all(run.records["largest"] <= 1 + 1e-3)
    assert np.all(run.ledger.source_work == 0)


@pytest.mark.parametrize("conductivity", [1e-3, 1.0, 1e3])
def test_any_conductivity_reaches_the_same_rest(bench, conductivity):
    """From stiff to sluggish the end is the minimum that `static` finds, and the steps stay few."""
    duration = 60.0 * max(1.0, conductivity)
    run = TDGL(bench.energy, STEADY, conductivity, tolerance=1e-4).run(bench.smooth(), duration, every=duration)
    settled = Static(bench.energy, STEADY.drive).run(run.state)
    assert settled.status == "converged"
    assert run.ledger.energy[-1] == pytest.approx(settled.energy, rel=1e-6)
    fields = [np.asarray(magnetic_induction(bench.sample, s.A)[2]) for s in (run.state, settled.state)]
    assert fields[0] == pytest.approx(fields[1], abs=1e-4)
    assert run.steps < 400


def test_tolerance_is_kept(bench):
    ends = [TDGL(bench.energy, STEADY, 0.7, tolerance=tolerance, linear_tolerance=1e-10).run(
        bench.rough(2), 1.0, every=1.0).state for tolerance in (1e-2, 1e-4, 1e-7)]
    errors = [bench.distance(end, ends[-1]) for end in ends[:2]]
    assert errors[1] < 2e-3
    assert errors[1] < errors[0] / 10


def test_recorded_times_are_hit_and_events_stop(bench):
    law = TDGL(bench.energy, STEADY, 0.7)
    run = law.run(bench.smooth(), 2.0, every=0.3, stop=lambda state, t: t > 1.0,
                  record=lambda now: {"clock": now.t})
    assert run.ledger.time == pytest.approx([0, 0.3, 0.6, 0.9, 1.2], rel=1e-15)
    assert np.array_equal(run.records["clock"], run.ledger.time)
    assert (run.status, run.message, run.time) == ("completed", "the event was reached", run.ledger.time[-1])


def test_resumed_run_is_bit_identical(bench, tmp_path):
    def noisy():
        return TDGL(bench.energy, STEADY, 0.7, noise=Noise(jax.random.key(4), 1e-3, 0.25))

    def cut(fraction, message):
        if fraction > 0.4:
            raise KeyboardInterrupt

    def record(now):
        return {"psi": now.state.psi}

    whole = noisy().run(bench.smooth(), 2.0, every=0.2, record=record, checkpoint=tmp_path / "whole")
    first = noisy().run(bench.smooth(), 2.0, every=0.2, record=record, checkpoint=tmp_path / "cut", progress=cut)
    assert (first.status, first.time) == ("interrupted", pytest.approx(1.0))
    second = noisy().run(bench.smooth(), 2.0, every=0.2, record=record, checkpoint=tmp_path / "cut")
    assert second.status == whole.status == "completed"
    assert bench.same(second.state, whole.state)
    assert all(np.array_equal(whole.records[key], second.records[key]) for key in ("time", "psi"))
    assert np.array_equal(whole.ledger.energy, second.ledger.energy)
    assert np.array_equal(whole.ledger.joule_heat, second.ledger.joule_heat)
    assert (whole.steps, whole.iterations) == (second.steps, second.iterations)


def test_foreign_checkpoint_is_refused(bench, tmp_path):
    law = TDGL(bench.energy, STEADY, 0.7)
    (tmp_path / "junk").write_text("not a checkpoint")
    with pytest.raises(InputError, match="checkpoint"):
        law.run(bench.smooth(), 1.0, checkpoint=tmp_path / "junk")
    law.run(bench.smooth(), 0.1, every=0.1, checkpoint=tmp_path / "other")
    finer = Grid([uniform(-3, 3, 0.2)])
    state = State(jnp.ones(finer.shape, complex), (jnp.zeros(30), jnp.zeros(31), None))
    with pytest.raises(InputError, match="grid differs"):
        TDGL(ginzburg_landau(Sample(finer), 0.8), STEADY, 0.7).run(state, 1.0, checkpoint=tmp_path / "other")


def test_noise_repeats_bit_for_bit_and_heeds_its_key(bench):
    def run(key):
        return TDGL(bench.energy, STEADY, 0.7, noise=Noise(jax.random.key(key), 1e-3, 0.25)).run(
            bench.smooth(), 1.0, every=0.5).state

    once, again, other = run(7), run(7), run(8)
    assert bench.same(once, again)
    assert bench.distance(once, other) > 1e-3


def test_noise_has_the_strength_of_its_temperature(bench):
    """Many draws: f has mean square 2 kT tau/(dV interval) on every node, the random current kT sigma/(dV interval) on
    every edge; none outside the sample."""
    noise, sample, state = Noise(jax.random.key(1), 0.02, 0.5), bench.sample, bench.smooth()
    about = agitated(bench.energy, spread_of(sample, state.A, 1.0, 0.7), jnp.zeros(()), None), state
    draws = [noise.agitation(0.5 * k, *about) for k in range(400)]

    def of_unit(values, volume):
        """Mean square of a force, over what is expected, for a unit of inertia; and whether it keeps inside."""
        values, volume = np.stack(values), np.asarray(volume)
        inside = volume > 0
        square = np.mean(np.abs(values) ** 2, axis=0)
        return np.mean(square[inside] * volume[inside]) / (0.02 / 0.5), np.all(values[:, ~inside] == 0)

    of_psi, inside = of_unit([each.force for each in draws], sample.node_volume)
    assert of_psi == pytest.approx(2, rel=0.03)
    assert inside
    for d in (0, 1):
        of_A, inside = of_unit([each.current[d] for each in draws], sample.edge_volume[d])
        assert of_A == pytest.approx(0.7, rel=0.03)
        assert inside
    assert noise.agitation(0.7, *about).end == 1.0


def test_noise_must_have_something_to_act_on(bench):
    deaf = ginzburg_landau(bench.sample, bench.kappa)
    with pytest.raises(InputError, match="ThermalForce"):
        TDGL(deaf, STEADY, 0.7, noise=Noise(jax.random.key(1), 1e-3)).run(bench.smooth(), 1.0)


def supercooled(bench, seed, tolerance):
    """Times and |psi| in the middle of normal metal below Tc that starts from a uniform seed."""
    state = State(jnp.full(bench.grid.shape, seed + 0j), bench.smooth().A)
    run = TDGL(bench.energy, Steady(Drive()), 0.7, tolerance=tolerance).run(
        state, 25.0, every=2.5, record=lambda now: {"middle": abs(now.state.psi[10])})
    return run.ledger.time, run.records["middle"]


@pytest.mark.long
def test_supercooled_metal_follows_the_exact_growth(bench):
    """psi = (1 + (1/psi0^2 - 1) exp(-2t/tau))^(-1/2)."""
    time, psi = supercooled(bench, 1e-2, 1e-6)
    assert psi == pytest.approx((1 + (1e4 - 1) * np.exp(-2 * time)) ** -0.5, rel=1e-3)


def test_a_seed_grows_however_small(bench):
    """A seed a thousand times below the tolerance is not lost: steps that outrun its growth are refused."""
    _, psi = supercooled(bench, 1e-6, 1e-3)
    assert np.all(np.diff(psi[:5]) > 0)
    assert psi[-1] == pytest.approx(1, abs=1e-3)


@pytest.mark.parametrize("place", ["psi", "A"])
def test_not_a_number_is_never_silent(bench, place):
    state = bench.smooth()
    bad = State(state.psi.at[7].set(jnp.nan), state.A) if place == "psi" else State(
        state.psi, (state.A[0], state.A[1].at[7].set(jnp.inf), None))
    assert TDGL(bench.energy, STEADY, 0.7).run(bad, 1.0).status == "not_a_number"


class _Undefined(Term):
    """A value that is no number, of which nothing moves."""

    def __call__(self, state, drive, sample):
        return jnp.nan + 0.0 * jnp.sum(jnp.abs(jax.lax.stop_gradient(state.psi)))


def test_an_energy_that_is_not_a_number_is_not_silent(bench):
    """A term whose forces are numbers and whose value is none."""
    energy = FreeEnergy((*bench.energy.terms, _Undefined()), bench.energy.sample)
    assert TDGL(energy, STEADY, 0.7).run(bench.smooth(), 0.1).status == "not_a_number"


@pytest.mark.parametrize("until", [0.0, -1.0, float("nan"), float("inf")])
def test_times_that_are_none(bench, until):
    with pytest.raises(InputError, match="until"):
        TDGL(bench.energy, STEADY, 0.7).run(bench.smooth(), until)


def test_state_of_another_grid(bench):
    with pytest.raises(InputError, match="state"):
        TDGL(bench.energy, STEADY, 0.7).run(State(jnp.ones(5, complex), (jnp.zeros(4), jnp.zeros(5), None)), 1.0)


def test_a_step_that_cannot_be_solved_is_named(bench):
    """A fixed step longer than the instability of psi = 0 takes to grow meets negative curvature."""
    state = State(1e-3 * bench.smooth().psi, bench.smooth().A)
    run = TDGL(bench.energy, bench.breathing, 0.7, fixed_step=50.0).run(state, 50.0, every=50.0)
    assert run.status == "not_converged"
    assert bench.same(run.state, state)


@pytest.mark.long
def test_gauge_covariance_in_the_plane():
    """A run from a gauge-transformed state ends in the gauge-transformed state: chi(r) stays put for phi = 0."""
    nodes = uniform(-2.5, 2.5, 0.5)
    grid = Grid([nodes, nodes])
    sample, chance = Sample(grid, disc(2.0)), np.random.default_rng(5)
    psi = chance.normal(size=grid.shape) + 1j * chance.normal(size=grid.shape)
    A = tuple(jnp.asarray(0.2 * chance.normal(size=grid.cell_shape((d,)))) for d in (0, 1))
    state, chi = State(jnp.asarray(0.4 * psi), (*A, None)), 3 * chance.normal(size=grid.shape)
    law = TDGL(ginzburg_landau(sample, 0.8), FieldRamp(1.0, jnp.asarray((0.0, 0.0, 0.4))), 0.7, fixed_step=0.05,
                linear_tolerance=1e-14, stepper=Rosenbrock(TABLEAUX["ros2"]))
    plain = law.run(state, 1.0, every=1.0)
    turned = law.run(gauge_transformed(grid, sample.edge_length, state, chi), 1.0, every=1.0)
    expected = gauge_transformed(grid, sample.edge_length, plain.state, chi)
    assert plain.status == turned.status == "completed"
    inside = np.asarray(sample.node_volume) > 0
    assert np.max(np.abs(np.asarray(turned.state.psi) - np.asarray(expected.psi))[inside]) < 1e-10
    b, c = (np.asarray(magnetic_induction(sample, s.A)[2]) for s in (plain.state, turned.state))
    assert np.max(np.abs(b - c)) < 1e-10
    assert turned.ledger.energy == pytest.approx(plain.ledger.energy, rel=1e-10)
