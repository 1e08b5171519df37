"""Phases that lock with noise: the scheme, the networks, and runs against exact theory."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.special import iv

from onnes.carriers import kuramoto
from onnes.problems.phase_locking.ensemble import Windows, follow, heun_step, lorentzian, order
from onnes.problems.phase_locking.network import Network, across
from onnes.problems.phase_locking.theory import (
    chain_correlation,
    chain_duty,
    mean_field,
    order_of_equally_coupled,
    window_of_jump,
)

PLAIN = Windows(0.2, 0.2, False)


def run(network, coupling, runs=8, steps=1500, spread=0.0, windows=PLAIN, locked=True, seed=0):
    """sqrt(<r^2>) and mean eta over the last three quarters of runs side by side, with the error of the former."""
    rng = np.random.default_rng(seed)
    start = np.zeros((runs, network.number))
    if not locked:
        start = rng.uniform(-np.pi, np.pi, start.shape)
    course = follow(network, start, np.full(runs, float(coupling)), spread, windows, steps, rng)
    square = (course.order[steps // 4:] ** 2).mean(axis=0)
    r = np.sqrt(square.mean())
    return r, course.duty[len(course.duty) // 4:].mean(), square.std(ddof=1) / np.sqrt(runs) / (2 * r)


@pytest.mark.parametrize(("noise", "expected"), [(0.0, 2.0), (1.0, 1.0)])
def test_order_of_the_scheme(noise, expected):
    """On one path of the noise: second order without it, first order with it."""
    network, rng = Network("all", 30), np.random.default_rng(0)
    frequencies = rng.normal(size=30)

    def rate(phases):
        return frequencies + 3 * network.torque(phases)

    start, finest, time = rng.uniform(-np.pi, np.pi, (40, 30)), 512, 1.0
    kicks = np.sqrt(2 * noise * time / finest) * rng.standard_normal((finest, 40, 30))

    def end(steps):
        phases = start
        for kick in kicks.reshape(steps, -1, 40, 30).sum(axis=1):
            phases = heun_step(phases, rate, time / steps, kick)
        return phases

    exact = end(finest)
    errors = [np.sqrt(np.mean((end(steps) - exact) ** 2)) for steps in (16, 32, 64)]
    slopes = np.log2(np.array(errors[:-1]) / errors[1:])
    assert slopes == pytest.approx(expected, abs=0.2)


@pytest.mark.parametrize(("kind", "side"), [("all", 27), ("chain", 27), ("square", 5), ("cubic", 3)])
def test_couplings_are_mutual_and_add_up_to_k(kind, side):
    network, rng = Network(kind, side), np.random.default_rng(1)
    phases = rng.uniform(-np.pi, np.pi, (2, network.number))
    assert network.torque(phases).sum(axis=1) == pytest.approx(0, abs=1e-12)
    # One unit turned by a small angle away from all others is pulled back by K times that angle.
    phases = np.zeros((1, network.number))
    phases[0, 4] = 1e-6
    alone = 1 - 1 / network.number if kind == "all" else 1.0
    assert network.torque(phases)[0, 4] == pytest.approx(-1e-6 * alone, rel=1e-9, abs=0)


def test_sides_of_lattices():
    assert across("cubic", 1000) == 10
    assert across("square", 1000) is None
    assert across("chain", 37) == across("all", 37) == 37


def test_frequencies_have_the_width_of_a_lorentzian():
    quarter, half, last = np.quantile(lorentzian(4000, 1.5, np.random.default_rng(0)), [0.25, 0.5, 0.75])
    assert (quarter, half, last) == pytest.approx((-1.5, 0, 1.5), abs=5e-3)


@pytest.mark.parametrize("spread", [0.0, 0.7, 5.0])
def test_moments_are_a_stationary_distribution(spread):
    """(gamma + n D) Z_n = (x/2)(Z_(n-1) - Z_(n+1)), and a distribution of phases averaged over the Lorentzian."""
    x, numbers = 2.3, np.arange(12)
    z = kuramoto.moments(np.array(x), spread, numbers)
    assert z[0] == 1
    assert (spread + numbers[1:-1]) * z[1:-1] == pytest.approx(0.5 * x * (z[:-2] - z[2:]), rel=1e-10)
    if spread == 0:
        def weight(phase):
            return np.exp(x * np.cos(phase))

        total = quad(weight, -np.pi, np.pi)[0]
        assert z[3] == pytest.approx(quad(lambda each: np.cos(3 * each) * weight(each), -np.pi, np.pi)[0] / total)


def test_mean_field_meets_its_two_limits():
    """Noise alone: r = I_1/I_0. A spread that is much wider than the noise: sqrt(1 - 2 gamma/K)."""
    noise, spread = mean_field(0.0, PLAIN, 100.0), mean_field(45.0, PLAIN, 500.0)
    for coupling in (2.3, 4.0, 30.0):
        expected = kuramoto.order_parameter(coupling, 1.0, "noise")
        assert noise.at(coupling, True)[0] == pytest.approx(expected, rel=2e-4)
        assert noise.at(coupling, False)[0] == pytest.approx(expected, rel=2e-4)
    assert (noise.critical, noise.at(1.9, True)[0], noise.fold) == (2.0, 0.0, None)
    assert spread.critical == 92
    assert spread.at(300.0, True)[0] == pytest.approx(np.sqrt(1 - 92 / 300), rel=5e-3)


def test_finite_number_of_equally_coupled_units():
    """Two units: <r^2> = (1 + I_1(K/2D)/I_0(K/2D))/2, energy -(K/2) cos(phi_1 - phi_2); and N -> infinity."""
    for coupling in (0.5, 3.0):
        pair = 0.5 * (1 + iv(1, coupling / 2) / iv(0, coupling / 2))
        assert order_of_equally_coupled(coupling, 2) ** 2 == pytest.approx(pair, rel=1e-6)
    assert order_of_equally_coupled(4.0, 10**5) == pytest.approx(kuramoto.order_parameter(4.0, 1.0, "noise"), rel=1e-4)
    assert order_of_equally_coupled(1.0, 10**5) ** 2 * 10**5 == pytest.approx(2.0, rel=1e-3)


def test_closed_chain_of_two_and_three_units():
    """Of two the bond counts twice, K cos(phi_1 - phi_2) in all; of three by summing over all angles."""
    coupling = 1.7
    assert chain_correlation(coupling, 2)[1] == pytest.approx(iv(1, coupling) / iv(0, coupling), rel=1e-10)
    angle = 2 * np.pi * np.arange(64) / 64
    first, second = np.meshgrid(angle, angle)
    weight = np.exp(coupling / 2 * (np.cos(first) + np.cos(second) + np.cos(first + second)))
    exact = np.sum(np.cos(first) * weight) / np.sum(weight)
    assert chain_correlation(coupling, 3)[1] == pytest.approx(exact, rel=1e-10)
    long = chain_correlation(coupling, 400)
    assert long[:6] == pytest.approx((iv(1, coupling / 2) / iv(0, coupling / 2)) ** np.arange(6), rel=1e-10)


def test_runs_are_in_equilibrium():
    """All with all below and above K_c, N = 100, within 4 standard errors; eta of the mean field."""
    for coupling in (1.0, 4.0):
        r, duty, error = run(Network("all", 100), coupling, runs=20, steps=800)
        assert error < 0.02 * (5 if coupling < 2 else 1)
        assert r == pytest.approx(order_of_equally_coupled(coupling, 100), abs=4 * error)
        assert duty == pytest.approx(mean_field(0.0, PLAIN, 9.0).at(coupling, True)[1], abs=2e-3)


def test_a_chain_does_not_order():
    r, duty, error = run(Network("chain", 60), 4.0, runs=20, steps=2500)
    exact = np.sqrt(chain_correlation(4.0, 60).mean())
    assert r == pytest.approx(exact, abs=4 * error)
    assert r < 0.4 < mean_field(0.0, PLAIN, 9.0).at(4.0, True)[0]
    assert duty == pytest.approx(chain_duty(4.0, PLAIN, 60), abs=2e-3)


def test_coherence_alone_never_makes_r_jump_but_windows_that_widen_do():
    """At a fixed window eta varies from r^4 on; with w_1 beyond (4 w_0 + 1)/5 the branch turns."""
    for window in (0.1, 0.5, 0.9):
        assert mean_field(0.0, Windows(window, window, True), 1e3).fold is None
    assert window_of_jump(0.1, 0.0) == pytest.approx(0.28)
    for spread in (0.0, 2.0):
        edge = window_of_jump(0.1, spread)
        below, beyond = (mean_field(spread, Windows(0.1, edge + step, True), 1e3) for step in (-0.02, 0.02))
        assert below.fold is None
        assert beyond.fold is not None
        assert beyond.coupling[beyond.fold] < beyond.critical


@pytest.mark.long
def test_two_states_between_the_turn_and_the_threshold():
    """w from 0.1 to 0.6: theory has two states from K_0 = 6.53 D to 12.5 D."""
    windows, network = Windows(0.1, 0.6, True), Network("all", 400)
    theory = mean_field(0.0, windows, 100.0)
    assert theory.critical == pytest.approx(2 / 0.4**2)
    assert theory.coupling[theory.fold] == pytest.approx(6.53, abs=0.01)
    for coupling, locked, free in ((9.0, True, False), (16.0, True, True), (5.5, False, False)):
        for start, expected in ((True, locked), (False, free)):
            r, _, _ = run(network, coupling, windows=windows, locked=start, runs=3, steps=3000)
            assert (r > 0.5) == expected
            if expected:
                assert r == pytest.approx(theory.at(coupling, True)[0], abs=0.02)


@pytest.mark.long
def test_spread_and_noise_together():
    r, _, error = run(Network("all", 2000), 8.0, spread=1.0, runs=6, steps=1500)
    assert r == pytest.approx(mean_field(1.0, PLAIN, 20.0).at(8.0, True)[0], abs=4 * error + 2e-3)
    disordered = run(Network("all", 2000), 2.0, spread=1.0, runs=6, steps=1500)[0]
    assert 2000 * disordered**2 == pytest.approx(1 / (1 - 2 / 4), rel=0.15)


def test_order_of_phases():
    assert order(np.array([0.0, np.pi / 2])) == pytest.approx(np.sqrt(0.5))
