"""Pseudospins after a quench: what the motion conserves, its order, the roots of the Lax vector, weak coupling."""

import math

import numpy as np
import pytest
from scipy.integrate import solve_ivp

from onnes.pairing.gap_relaxation import relative_gap, time_between
from onnes.pairing.pseudospins import Band, evolve, gap_of
from onnes.pairing.quench_regimes import THRESHOLD, dephasing_rate, isolated_roots, oscillation_period

BAND = Band.of(200, 10.0)
COUPLING = BAND.inverse_coupling(1.0)


def run(ratio, duration=10.0, step=0.05, band=BAND, **more):
    return evolve(band, ratio, band.inverse_coupling(1.0), 1.0, duration, step, records=20, **more)


def test_equations_of_all_levels_without_their_symmetry():
    """d_t s = b x s with b = (-2 Delta_x, -2 Delta_y, 2 epsilon), for every level, by SciPy."""
    energy = np.concatenate([-BAND.energy[::-1], BAND.energy])

    def motion(_, flat):
        s = flat.reshape(3, -1)
        x, y = np.sum(s[:2], axis=1) / COUPLING
        field = np.array([np.full_like(energy, -2 * x), np.full_like(energy, -2 * y), 2 * energy])
        return np.cross(field, s, axis=0).ravel()

    share = 0.5 / np.hypot(energy, 0.3)
    start = np.array([0.3 * share, 0 * share, -energy * share])
    course = run(0.3, step=0.02)
    end = solve_ivp(motion, (0, 10), start.ravel(), method="DOP853", rtol=1e-9, atol=1e-11).y[:, -1].reshape(3, -1)
    assert np.sum(end[0]) / COUPLING == pytest.approx(course.gap[-1], abs=1e-6)
    assert abs(np.sum(end[2])) < 1e-7


def test_conserved_quantities_and_order_four():
    probes = np.array([0.3, 1.0, 3.0])
    coarse, fine, finest = (run(0.2, step=step, probes=probes) for step in (0.1, 0.05, 0.0125))
    for course in (coarse, fine):
        lengths = np.linalg.norm(course.frames, axis=1)
        np.testing.assert_allclose(lengths, 0.5, rtol=1e-12)
    wrong, less = (np.max(np.abs(course.gap - finest.gap)) for course in (coarse, fine))
    assert 10 < wrong / less < 24
    assert np.max(np.abs(finest.energy - finest.energy[0])) * 2 * BAND.spacing < 1e-6
    np.testing.assert_allclose(finest.integrals, finest.integrals[[0] * len(finest.integrals)], rtol=1e-6)


@pytest.mark.parametrize("tau", [math.inf, 3.0])
def test_equilibrium_rests(tau):
    course = run(1.0, band=Band.of(200, 10.0, 0.4), tau=tau, step=0.1)
    np.testing.assert_allclose(course.gap, 1.0, rtol=1e-12)


@pytest.mark.parametrize("ratio", [0.05, 0.15, 0.6, 1.7, 4.0])
def test_roots_of_many_levels_are_those_of_weak_coupling(ratio):
    band = Band.of(20000, 100 * max(ratio, 1.0))
    roots = band.isolated_roots(ratio, band.inverse_coupling(1.0))
    assert roots == pytest.approx(isolated_roots(ratio), rel=2e-4)


def test_roots_are_zeros_of_the_lax_norm():
    for ratio in (0.1, 2.0):
        roots = np.array(BAND.isolated_roots(ratio, COUPLING))
        spins = BAND.equilibrium(ratio)
        around = [BAND.lax_norm(spins, COUPLING, roots * share) for share in (1 - 1e-6, 1 + 1e-6)]
        assert np.all(np.sign(around[0]) != np.sign(around[1]))


def test_weak_coupling_changes_regime_at_exp_of_half_pi():
    for border, below, above in ((1 / THRESHOLD, 2, 1), (THRESHOLD, 1, 0)):
        assert len(isolated_roots(border * (1 - 1e-9))) == below
        assert len(isolated_roots(border * (1 + 1e-9))) == above
    assert isolated_roots(1.0) == pytest.approx((1.0,))
    assert dephasing_rate(THRESHOLD * (1 + 1e-9)) == pytest.approx(0, abs=1e-6)
    assert dephasing_rate(1e200) / 2e200 == pytest.approx(1, abs=1e-3)  # free pseudospins: K_0(2 Delta_i t/hbar)
    assert oscillation_period(1.0, 1 - 1e-9) == pytest.approx(np.pi)


def test_relaxation_reaches_the_equilibrium_and_the_ledger_closes():
    course = run(0.5, duration=20.0, tau=2.0, step=0.1)
    assert course.gap[-1] == pytest.approx(1, abs=1e-3)
    released = course.energy[0] - course.energy[-1]
    assert course.heat[-1] == pytest.approx(released, rel=1e-4)
    assert course.heat[-1] > 0
    np.testing.assert_allclose(course.frames[-1], BAND.equilibrium(1.0), atol=1e-3)


def test_temperature_of_the_coupling():
    band = Band.of(20000, 200.0)
    assert 1 / band.critical_temperature(band.inverse_coupling(1.0)) == pytest.approx(1.763877, rel=1e-4)
    warm = Band.of(2000, 20.0, 0.3)
    assert gap_of(warm.equilibrium(0.7), warm.inverse_coupling(0.7)) == pytest.approx(0.7, rel=1e-12)


@pytest.mark.parametrize(("start", "gamma"), [(0.05, 0.0), (0.3, 4.0), (2.5, 1.0)])
def test_exact_relaxation_of_ginzburg_landau_theory(start, gamma):
    """sqrt(1 + gamma^2 f^2) d_t f = (1 - f^2) f, by SciPy."""
    times = np.linspace(0, 6, 13)
    solved = solve_ivp(lambda _, f: (1 - f**2) * f / np.sqrt(1 + (gamma * f) ** 2), (0, 6), [start], t_eval=times,
                       rtol=1e-10, atol=1e-13).y[0]
    np.testing.assert_allclose(relative_gap(times, start, gamma), solved, atol=2e-5)
    assert time_between(start, solved[4], gamma) == pytest.approx(times[4], rel=1e-7)
