"""Coherent states: Poisson, uncertainty, collapse and revival; two condensates against exact distributions."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.experiments.coherent_state.one_mode import coherent_mode, phase_moments
from onnes.experiments.coherent_state.two_condensates import detect, relative_phase, visibility_after_two


def run(**inputs):
    return experiment("coherent-state", **inputs).run()


@pytest.fixture(scope="module")
def hundred():
    return run(quanta=100, interaction="2 kHz", atoms=500, detections=60, runs=400, seed=1)


@pytest.mark.parametrize("mean", [0.01, 0.5, 1.0, 25.0, 1e4, 1e6])
def test_the_number_is_poissons(mean):
    found, variance = coherent_mode(mean).number_moments
    assert found == pytest.approx(mean, rel=1e-9)
    assert variance == pytest.approx(mean, rel=1e-9)


def test_the_phase_of_few_quanta_is_that_of_the_sum():
    """P(theta) of N = 1/2 by the sum itself; of next to none it is uniform, of width pi/sqrt 3."""
    from math import exp, factorial, sqrt

    theta, density = coherent_mode(0.5).phase_distribution()
    amplitude = sum(exp(-0.25) * sqrt(0.5**n / factorial(n)) * np.exp(-1j * n * theta) for n in range(30))
    np.testing.assert_allclose(density, np.abs(amplitude) ** 2 / (2 * np.pi), rtol=1e-8, atol=1e-12)
    assert density.sum() * (theta[1] - theta[0]) == pytest.approx(1, rel=1e-12)
    assert phase_moments(*coherent_mode(1e-6).phase_distribution())[0] == pytest.approx(np.pi / np.sqrt(3), rel=2e-2)


@pytest.mark.parametrize("mean", [0.01, 0.3, 1.0, 4.0, 100.0, 1e5])
def test_the_uncertainty_relation_holds_and_becomes_an_equality(mean):
    mode = coherent_mode(mean)
    width, opposite = phase_moments(*mode.phase_distribution())
    product = np.sqrt(mode.number_moments[1]) * width
    assert product >= abs(1 - 2 * np.pi * opposite) / 2 * (1 - 1e-9)
    if mean >= 100:
        assert product == pytest.approx(0.5, rel=1 / mean + 1e-6)
        assert width == pytest.approx(1 / (2 * np.sqrt(mean)), rel=1 / mean + 1e-6)


def test_collapse_and_revival(hundred):
    closed = np.exp(-100 * (1 - np.cos(2 * np.pi * 2e3 * hundred.arrays["time"].values)))
    np.testing.assert_allclose(hundred.arrays["coherence"].values, closed, atol=1e-12)
    assert hundred["revival_time"] == pytest.approx(0.5e-3, rel=1e-12)
    assert hundred["revival"] == pytest.approx(1, rel=1e-9)
    assert hundred["collapse_time"] == pytest.approx(np.arccos(1 - 0.5 / 100) / (2 * np.pi * 2e3), rel=1e-9)
    assert hundred["collapse_time_many"] == pytest.approx(1 / (2 * np.pi * 2e3 * 10), rel=1e-12)
    assert hundred["collapse_exponent"] == pytest.approx(-0.5, abs=2e-3)
    assert run(quanta=0.1, runs=2, detections=1)["collapse_time"] is None


def test_the_phase_spreads_and_the_number_does_not():
    mode = coherent_mode(400.0)
    start, later = (phase_moments(*mode.phase_distribution(turning))[0] for turning in (0.0, 0.02))
    # each number turns at its own rate: the width grows by dn U t/hbar
    assert later**2 - start**2 == pytest.approx((20 * 0.02) ** 2, rel=1e-2)


def test_visibility_after_detections_is_exact(hundred):
    assert hundred["visibility_before"] == 0
    assert hundred["visibility_after_one"] == pytest.approx(500 / 999, rel=1e-12)
    for name in ("pair_cosine", "visibility_after_two"):
        reading = hundred.readings[name]
        assert reading.uncertainty < 0.05
        assert abs(reading.value - hundred[f"{name}_exact"]) < 4 * reading.uncertainty
    assert hundred["visibility"] > 0.98
    assert hundred["phase_alignment"] < 4 / np.sqrt(400)


def test_the_pair_distribution_of_single_quanta_is_hong_ou_mandels():
    """|1,1>: after the first the second is certain to be in phase, 1 + cos(phi_2 - phi_1)."""
    found = detect(1, 2, 4000, 3)
    np.testing.assert_allclose(found.visibility[:, 1], 1, rtol=1e-12)
    difference = np.diff(found.phases)[:, 0]
    assert np.mean(np.cos(difference)) == pytest.approx(0.5, abs=4 * np.std(np.cos(difference)) / np.sqrt(4000))
    assert visibility_after_two(1) == 1.0


def test_two_detections_by_hand():
    """|2,2>, found at 0 and d: amplitudes of a^2 + (e^id + 1) ab + e^id b^2 on it give V."""
    for d in (0.0, 0.7, 2.0, np.pi):
        state = np.array([np.exp(1j * d) * np.sqrt(2), (np.exp(1j * d) + 1) * 2, np.sqrt(2)])  # lost by a: 0, 1, 2
        state /= np.linalg.norm(state)
        # (n_a, n_b) = (2, 0), (1, 1), (0, 2)
        transfer = np.sqrt(2) * (np.conj(state[1]) * state[0] + np.conj(state[2]) * state[1])
        found = detect(2, 2, 1, 0, (np.zeros(1), np.array([d])))
        assert found.visibility[0, 2] == pytest.approx(abs(2 * transfer / 2), abs=1e-12)


def test_the_fringes_stand_where_the_relative_phase_is():
    found = detect(300, 40, 3, 5)
    theta, density = relative_phase(found.states[40], 2048)
    assert density.sum() * (theta[1] - theta[0]) == pytest.approx(1, rel=1e-9)
    apart = theta[np.argmax(density)] - found.centre[0, 40]
    assert abs((apart + np.pi) % (2 * np.pi) - np.pi) < 0.1


def test_all_quanta_can_be_found():
    assert np.all(np.isfinite(detect(3, 6, 5, 0).visibility))
    assert run(atoms=3, detections=6, runs=5)["visibility"] == pytest.approx(1, rel=1e-9)


def test_the_seed_repeats_a_run():
    one, again, other = (detect(50, 10, 3, seed).phases for seed in (4, 4, 5))
    np.testing.assert_array_equal(one, again)
    assert np.any(one != other)


@pytest.mark.parametrize(("inputs", "name"), [
    ({"quanta": 0}, "quanta"), ({"quanta": -3}, "quanta"), ({"quanta": 1e9}, "quanta"), ({"quanta": "nan"}, "quanta"),
    ({"interaction": "0 Hz"}, "interaction"), ({"interaction": "2 kg"}, "interaction"), ({"atoms": 0}, "atoms"),
    ({"atoms": 2.5}, "atoms"), ({"atoms": 2, "detections": 5}, "detections"), ({"detections": 10_000}, "detections"),
    ({"runs": 1}, "runs"), ({"seed": -1}, "seed"), ({"material": "Nb"}, "material")])
def test_contradictions_are_refused(inputs, name):
    with pytest.raises(InputError, match=name):
        experiment("coherent-state", **inputs)
