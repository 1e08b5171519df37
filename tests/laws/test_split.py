"""Split steps: orders, energy, bounds, gauge, stiffness, the limits of the film's field, agreement of the methods."""

from dataclasses import dataclass

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import pytest

from onnes.drives.protocols import Steady
from onnes.energies import Drive, SheetField, State, gauge_transformed, ginzburg_landau, thin_film, uniform_state
from onnes.errors import InputError
from onnes.geometry import disc
from onnes.grids import Grid, Sample, uniform
from onnes.grids.operators import grad_adjoint
from onnes.laws import TDGL
from onnes.laws.noise import Noise
from onnes.laws.steppers.chebyshev import MOST_STAGES, longest_step, stages_for, step
from onnes.laws.steppers.node_inertia import node_inertia
from onnes.laws.steppers.pair_breaking import agitation, dissipation, velocity
from onnes.laws.steppers.rosenbrock import Rosenbrock
from onnes.laws.steppers.split import Backward, Split
from onnes.numerics.jax_settings import as_array
from onnes.readouts.film import magnetic_moment, mean_density
from onnes.readouts.vortices import vortices

SIDE, SPACING, FIELD = 8.0, 0.5, 0.3
GRID = Grid([uniform(-SIDE / 2, SIDE / 2, SPACING)] * 2)
SQUARE, DISC = Sample(GRID), Sample(GRID, disc(3.6))


class Swelling(eqx.Module):
    """Temperature and field that change smoothly, or stand still: of one class, so that one program serves both."""

    motion: jax.Array = eqx.field(converter=as_array)

    def __call__(self, t):
        return Drive(1 - 0.2 * self.motion * jnp.sin(t), (0.0, 0.0, FIELD * (1 + 0.3 * self.motion * jnp.sin(2 * t))))


@dataclass(frozen=True)
class Setup:
    """A film, its first state and law."""

    sample: Sample
    pearl: float | None = None
    gamma: float = 3.0

    @property
    def energy(self):
        return thin_film(self.sample, self.pearl)

    def start(self):
        """A modulated condensate in the applied field."""
        (sheet,) = (term for term in self.energy.terms if isinstance(term, SheetField))
        applied = sheet.applied(Drive(1.0, (0.0, 0.0, FIELD)), self.sample)
        x, y = self.sample.grid.points()
        psi = (0.7 + 0.2 * np.cos(x)) * np.exp(0.3j * np.sin(y)) * (np.asarray(self.sample.node_volume) > 0)
        return State(jnp.asarray(psi), tuple(None if a is None else a / SPACING for a in applied))

    def law(self, motion=0.0, **how):
        how = {"relaxation_time": 5.79, "pair_breaking": self.gamma, "stepper": Split()} | how
        return TDGL(self.energy, Swelling(motion), 1.0, **how)


FILMS = {"square": Setup(SQUARE), "disc": Setup(DISC), "disc that screens": Setup(DISC, 3.0)}


@pytest.fixture(scope="module", params=[
    pytest.param(FILMS["square"], marks=pytest.mark.long), FILMS["disc"],
    pytest.param(FILMS["disc that screens"], marks=pytest.mark.long)], ids=FILMS)
def film(request):
    return request.param


def test_order_two_in_state_and_ledger(film):
    """Fixed steps, temperature and field in motion, against one of far smaller steps."""
    def end(steps):
        return film.law(1.0, fixed_step=2.0 / steps, linear_tolerance=1e-9).run(film.start(), 2.0, every=1.0)

    exact = end(2048).state
    runs = [end(steps) for steps in (128, 256)]
    psi = [float(jnp.max(jnp.abs(run.state.psi - exact.psi))) for run in runs]
    field = [float(jnp.max(jnp.abs(run.state.A[0] - exact.A[0]))) for run in runs]
    ledger = [run.ledger.closure for run in runs]
    for coarse, fine in (psi, field, ledger):
        assert fine < coarse / 3
    assert psi[1] < 1e-5


def test_energy_never_rises_and_the_ledger_closes(film):
    run = film.law().run(film.start(), 20.0, every=0.5)
    assert run.status == "completed"
    assert np.max(np.diff(run.ledger.energy)) <= 1e-9 * abs(run.ledger.energy[0])
    assert np.all(run.ledger.source_work == 0)
    assert run.ledger.closure < 3e-3


@pytest.mark.parametrize("gamma", [0.0, 10.0])
def test_long_steps_are_stable_and_bounded(gamma):
    """dt = 0.1 tau_0 at gamma = 10, twenty times what an explicit step stands on this grid; real metals' field."""
    setup = Setup(SQUARE, None, gamma)
    run = setup.law(fixed_step=0.1).run(setup.start(), 20.0, every=1.0,
                                        record=lambda now: {"largest": jnp.max(jnp.abs(now.state.psi))})
    assert run.status == "completed"
    assert np.max(run.records["largest"]) <= 1 + 1e-3
    assert np.max(np.diff(run.ledger.energy)) <= 1e-9 * abs(run.ledger.energy[0])


@pytest.mark.parametrize("conductivity", [1e-3, 1.0, 1e4])
def test_bulk_agrees_with_the_implicit_method(conductivity):
    """One body, one answer, whether psi and A are solved together or in turns, from bad to very good metals."""
    energy = ginzburg_landau(SQUARE, 2.0)
    protocol, start = Steady(Drive(1.0, (0.0, 0.0, 0.6))), uniform_state(GRID, 1.0)
    split = TDGL(energy, protocol, conductivity, tolerance=1e-4, stepper=Split()).run(start, 3.0, every=1.0)
    whole = TDGL(energy, protocol, conductivity, tolerance=1e-4).run(start, 3.0, every=1.0)
    assert split.status == whole.status == "completed"
    assert np.asarray(jnp.abs(split.state.psi)) == pytest.approx(np.asarray(jnp.abs(whole.state.psi)), abs=3e-3)
    assert split.ledger.energy[-1] == pytest.approx(whole.ledger.energy[-1], rel=1e-3)


def test_gauge_covariance():
    """psi exp(i chi), A + grad chi moves to the same physics."""
    setup = FILMS["disc"]
    chi = np.random.default_rng(1).uniform(-2, 2, GRID.shape)
    law = setup.law(fixed_step=0.1, linear_tolerance=1e-9)
    turned = gauge_transformed(GRID, DISC.edge_length, setup.start(), chi)
    a, b = law.run(setup.start(), 2.0, every=1.0), law.run(turned, 2.0, every=1.0)
    assert a.status == b.status == "completed"
    assert np.asarray(jnp.abs(a.state.psi)) == pytest.approx(np.asarray(jnp.abs(b.state.psi)), abs=1e-7)
    assert b.ledger.energy == pytest.approx(a.ledger.energy, rel=1e-7)


def test_self_field_vanishes_for_a_long_pearl_length():
    """Lambda to infinity is the film without self-field; the deviation falls as xi/Lambda."""
    ends = {pearl: Setup(DISC, pearl).law(tolerance=1e-4).run(FILMS["disc"].start(), 3.0, every=1.5).state
            for pearl in (None, 200.0, 2000.0)}
    near, far = (float(jnp.max(jnp.abs(jnp.abs(ends[p].psi) - jnp.abs(ends[None].psi)))) for p in (200.0, 2000.0))
    assert far < 0.15 * near
    assert near < 0.05


def test_current_is_conserved_everywhere():
    kept = []

    def record(now):
        kept.append(now.current)
        return {}

    setup = FILMS["disc that screens"]
    setup.law(linear_tolerance=1e-8).run(setup.start(), 1.0, every=0.5, record=record)
    current = kept[-1]
    assert float(jnp.max(jnp.abs(grad_adjoint(GRID, current)))) < 1e-6 * float(jnp.max(jnp.abs(current[0])))


@pytest.mark.long
def test_a_disc_in_a_weak_field_screens_as_a_thin_disc_of_london():
    """Lambda >> R: K = -r H/2 each, m = -pi H R^4/8; order 2 in the spacing."""
    errors = []
    for spacing in (0.5, 0.25):
        grid = Grid([uniform(-4.0, 4.0, spacing)] * 2)
        sample, radius, field = Sample(grid, disc(3.6)), 3.6, 1e-3
        energy = thin_film(sample)
        (sheet,) = (term for term in energy.terms if isinstance(term, SheetField))
        drive = Drive(1.0, (0.0, 0.0, field))
        start = State(jnp.where(sample.node_volume > 0, 1.0 + 0j, 0.0),
                      tuple(None if a is None else a / spacing for a in sheet.applied(drive, sample)))
        run = TDGL(energy, Steady(drive), 1.0, relaxation_time=1.0, stepper=Split()).run(
            start, 1.0, every=1.0, record=lambda now: {"x": now.current[0], "y": now.current[1]})
        moment = magnetic_moment(sample, (run.records["x"][-1], run.records["y"][-1], None))
        errors.append(abs(float(moment) / (-np.pi * field * radius**4 / 8) - 1))
    assert errors[0] < 0.02
    assert errors[1] < errors[0] / 2.5


def test_vortices_are_counted_in_any_gauge():
    x, y = GRID.points()
    psi = np.tanh(np.hypot(x - 0.7, y + 0.3)) * np.exp(1j * np.arctan2(y + 0.3, x - 0.7))
    psi = psi * np.exp(-1j * np.arctan2(y - 2.2, x + 2.1)) * np.tanh(np.hypot(x + 2.1, y - 2.2))
    state = State(jnp.asarray(psi), uniform_state(GRID).A)
    chi = np.random.default_rng(0).uniform(-9, 9, GRID.shape)
    turned = gauge_transformed(GRID, SQUARE.edge_length, state, chi)
    for one in (state, turned):
        turns = vortices(SQUARE, one)
        assert turns.sum() == 0
        assert np.abs(turns).sum() == 2
        assert turns[np.argmin(np.abs(GRID.nodes[0] - 0.45)), np.argmin(np.abs(GRID.nodes[1] + 0.45))] == 1


@pytest.mark.long
def test_above_tc_each_mode_has_its_thermal_share():
    """<|psi_q|^2> = kT/(q^2 + |epsilon|) in the normal state without field, for every mode of a square."""
    grid = Grid([uniform(0.0, 8.0, 1.0)] * 2)
    sample = Sample(grid)
    energy, hot, temperature = thin_film(sample), -0.5, 1e-3
    law = TDGL(energy, Steady(Drive(hot)), 1.0, relaxation_time=1.0, stepper=Split(), fixed_step=0.05,
                noise=Noise(jax.random.key(3), temperature, 0.05))
    run = law.run(uniform_state(grid, 0.0), 400.0, every=1.0, record=lambda now: {"psi": now.state.psi})
    kept = run.records["psi"][20:]
    n = grid.shape[0]
    volume = np.sqrt(np.asarray(sample.node_volume))
    wave = np.arange(n)
    modes = np.cos(np.pi * np.outer(wave, wave) / (n - 1)) * np.sqrt(np.r_[0.5, np.ones(n - 2), 0.5])[None]
    modes /= np.linalg.norm(modes, axis=1)[:, None]
    power = np.mean(np.abs(np.einsum("ai,bj,tij->tab", modes, modes, kept * volume)) ** 2, axis=0)
    stiffness = 4 * np.sin(np.pi * wave / (2 * (n - 1))) ** 2
    expected = temperature / (stiffness[:, None] + stiffness[None] - hot)
    ratio = power / expected
    assert np.mean(ratio) == pytest.approx(1, abs=0.05)
    # Slow and fast modes alike: thirds of the spectrum, each within its statistics.
    for part in np.array_split(ratio.ravel()[np.argsort(expected.ravel())], 3):
        assert np.mean(part) == pytest.approx(1, abs=0.1)


def test_a_quench_leaves_the_normal_state_by_itself():
    law = TDGL(thin_film(SQUARE), Steady(Drive(1.0)), 1.0, relaxation_time=1.0, stepper=Split(),
                noise=Noise(jax.random.key(0), 1e-6, 0.1))
    run = law.run(uniform_state(GRID, 0.0), 25.0, every=5.0)
    assert float(mean_density(SQUARE, run.state)) > 0.9


@pytest.mark.parametrize("gamma", [0.0, 0.7, 10.0])
def test_pair_breaking_is_a_mass(gamma):
    """velocity inverts the mass, dissipation is its form, agitation its root."""
    chance = np.random.default_rng(2)
    psi, f, v = (jnp.asarray(chance.normal(size=5) + 1j * chance.normal(size=5)) for _ in range(3))
    n = np.abs(psi) ** 2
    rate = velocity(psi, f, 2.0, gamma)
    force = 2.0 / np.sqrt(1 + gamma**2 * n) * (rate + gamma**2 * np.real(np.conj(psi) * rate) * psi)
    assert np.asarray(force) == pytest.approx(np.asarray(f), rel=1e-12)
    heat = np.asarray(jnp.real(jnp.conj(v) * f))
    form = dissipation(psi, (v, rate), lambda v, rate: v * rate, 2.0, gamma)
    assert np.asarray(form) == pytest.approx(heat, rel=1e-12)
    twice = agitation(psi, agitation(psi, v, gamma), gamma)
    mass = 1 / np.sqrt(1 + gamma**2 * n) * (v + gamma**2 * np.real(np.conj(psi) * v) * psi)
    assert np.asarray(twice) == pytest.approx(np.asarray(mass), rel=1e-12)


@pytest.mark.parametrize("stages", [2, 6, 20, MOST_STAGES])
def test_chebyshev_is_stable_to_its_limit_and_of_order_two(stages):
    """|R(z)| <= 1 on all of the interval, R(z) = exp(z) to second order."""
    longest = (stages**2 - 1) / 1.54
    z = np.linspace(0, longest, 2001)
    grown = np.asarray(step(lambda y: -jnp.asarray(z) * y, jnp.ones(len(z)), 1.0, jnp.asarray(stages)).y)
    assert np.max(np.abs(grown)) <= 1 + 1e-12
    assert int(stages_for(1.0, longest)) <= stages
    assert float(longest_step(1.0)) == pytest.approx((MOST_STAGES**2 - 1) / 1.54)
    falling = step(lambda y: -jnp.asarray(z) * y, jnp.ones(len(z)), 1.0, jnp.asarray(stages))
    assert np.asarray(falling.end) == pytest.approx(-z * np.asarray(falling.y), rel=1e-12)
    small = np.array([0.02, 0.01])
    error = np.abs(np.asarray(step(lambda y: -jnp.asarray(small) * y, jnp.ones(2), 1.0, jnp.asarray(stages)).y)
                   - np.exp(-small))
    assert error[0] / error[1] == pytest.approx(8, rel=0.05)


def test_no_sliver_is_stiff_and_no_mass_is_lost():
    """Cut cells of a disc, moved over the grid by fractions of a cell."""
    for shift in np.linspace(0, 0.5, 7):
        sample = Sample(GRID, disc(3.3, (shift, 0.3 * shift)))
        mass, stiffness = node_inertia(sample)
        whole = 8 / SPACING**2
        assert stiffness <= 2.001 * whole
        assert np.sum(mass[np.isfinite(mass)]) == pytest.approx(float(jnp.sum(sample.node_volume)), rel=2e-3)


def test_bodies_it_cannot_do_are_refused():
    radial = Grid([uniform(0.0, 3.0, 0.5)], "cylindrical")
    law = TDGL(ginzburg_landau(Sample(radial), 1.0), Steady(Drive()), 1.0, stepper=Split())
    with pytest.raises(InputError, match="Rosenbrock"):
        law.run(uniform_state(radial, 1.0, (1,)), 1.0)
    with pytest.raises(InputError, match="Split"):
        TDGL(ginzburg_landau(SQUARE, 1.0), Steady(Drive()), 1.0, pair_breaking=1.0,
             stepper=Rosenbrock()).run(uniform_state(GRID), 1.0)


def test_backward_differences_know_slope_and_bend_of_a_parabola():
    """a(t) = 3 + 2 t + 5 t^2, a step of 0.3 after one of 0.2: d_t a at its end, and h^2 a''/2."""
    def a(t):
        return 3 + 2 * t + 5 * t**2

    before, h = 0.2, 0.3
    backward = Backward(jnp.asarray(h / before), jnp.asarray(h))
    assert backward.slope(a(h), a(0.0), a(-before)) == pytest.approx(2 + 10 * h)
    assert backward.bend(2.0, a(0.0), a(-before)) == pytest.approx(5 * h**2)
    assert Backward(jnp.asarray(0.0), jnp.asarray(h)).bend(2.0, a(0.0), a(-before)) == 0.0
