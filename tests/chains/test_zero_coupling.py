"""Windows without coupling: shared, staggered and in between, in closed form and by counting."""

import numpy as np
import pytest
from scipy.integrate import quad

from onnes.chains.energies import duty
from onnes.chains.zero_coupling import (
    coupled_share,
    duty_of_moments,
    even_numbers,
    mean_duty,
    moment_product,
    pair_duty,
    shared_product,
    staggered_duty,
    window_of_order,
)

WINDOWS = [0.0, 0.1, 0.37, 0.8]


def counted(first, second, window, turns=200_000):
    """Share of a cycle in which both units couple, counted at many moments."""
    turn = 2 * np.pi * (np.arange(turns) + 0.5) / turns
    on = [np.abs(np.mod(phase + turn, np.pi) - np.pi / 2) > np.pi * window / 2 for phase in (first, second)]
    return np.mean(on[0] & on[1])


@pytest.mark.parametrize("window", WINDOWS)
def test_two_units_share_what_is_counted(window):
    for difference in (0.0, 0.3, -0.3, 1.4, 2.0, 4.0):
        assert pair_duty(difference, window) == pytest.approx(counted(0.4, 0.4 + difference, window), abs=2e-5)


@pytest.mark.parametrize("window", WINDOWS)
def test_shared_and_staggered_windows(window):
    """Equal phases: 1 - w, as in the text. Independent ones: (1 - w)^2, which is less."""
    assert pair_duty(0.0, window) == pytest.approx(duty(1.0, window))
    mean, _ = quad(lambda each: pair_duty(each, window), 0, np.pi, points=[np.pi * window, np.pi * (1 - window)])
    assert mean / np.pi == pytest.approx(staggered_duty(window), rel=1e-9)
    assert staggered_duty(window) <= duty(1.0, window)


@pytest.mark.parametrize("window", WINDOWS)
def test_mean_over_all_pairs_is_the_sum_over_pairs(window):
    phases = np.random.default_rng(0).uniform(-10, 10, (3, 30))
    first, second = np.triu_indices(30, 1)
    pairs = pair_duty(phases[:, first] - phases[:, second], window).mean(axis=1)
    assert mean_duty(phases, np.full(3, window)) == pytest.approx(pairs, abs=1e-12)
    assert mean_duty(np.full((1, 30), 0.7), np.array([window])) == pytest.approx(1 - window)


@pytest.mark.parametrize("window", WINDOWS)
def test_sum_over_moments_is_the_mean_over_differences(window):
    """Phases of a wrapped normal distribution of variance s^2: Z_n = exp(-n^2 s^2/2), differences of variance 2 s^2."""
    spread = 0.4
    series = duty_of_moments(np.exp(-(even_numbers() * spread) ** 2), np.array(window))
    differences = np.random.default_rng(1).normal(0, 2**0.5 * spread, 400_000)
    assert series == pytest.approx(pair_duty(differences, window).mean(), abs=1e-3)
    assert duty_of_moments(np.zeros(512), np.array(window)) == pytest.approx(staggered_duty(window))


def test_product_of_alternating_moments_averages_to_half_the_cosine():
    """cos(phi_i) cos(phi_j) -> cos(phi_i - phi_j)/2; with a window, equal phases keep (1 - w)/2 + sin(pi w)/2 pi."""
    assert moment_product(np.array([0.3, 1.5]), 0.0, 360) == pytest.approx(np.cos(1.2) / 2, rel=1e-12)
    assert shared_product(0.0) == 0.5
    for window in WINDOWS[1:]:
        exact, _ = quad(lambda phase: np.cos(phase) ** 2 / np.pi, -np.pi * (1 - window) / 2, np.pi * (1 - window) / 2)
        assert shared_product(window) == pytest.approx(exact)
        assert moment_product(np.array([0.3, 0.3]), window, 7200) == pytest.approx(exact, abs=1e-3)
    scattered = np.linspace(0, 2 * np.pi, 100, endpoint=False)
    assert moment_product(scattered, 0.2, 360) == pytest.approx(0, abs=6e-3)  # less the pairs of one with itself


def test_shared_windows_leave_nothing_for_a_while_and_staggered_ones_always_something():
    assert coupled_share(np.full(50, 0.2), 0.3, 360).min() == 0
    scattered = np.linspace(0, 2 * np.pi, 1000, endpoint=False)
    # four edges of windows, each between two of a thousand units
    assert coupled_share(scattered, 0.3, 360) == pytest.approx(0.7, abs=4e-3)


def test_windows_widen_without_order():
    assert window_of_order(np.array([1.0, 0.0, 0.6]), 0.1, 0.5) == pytest.approx([0.1, 0.5, 0.1 + 0.4 * 0.64])
