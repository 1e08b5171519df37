"""Heat, entropy, free energy and coherence factors against one another, exact limits and adaptive integrals."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad

from onnes.errors import InputError
from onnes.materials.models import bcs
from onnes.pairing.bcs.coherence_factors import nuclear_relaxation, sound_attenuation
from onnes.pairing.bcs.cutoff import CutOffPairing
from onnes.pairing.bcs.density_of_states import density_of_states, pair_density
from onnes.pairing.bcs.thermodynamics import entropy, free_energy, gap_mismatch, heat
from onnes.pairing.bcs_ratios import CONDENSATION_RATIO, GAP_RATIO, HEAT_JUMP

T = np.linspace(0.02, 0.995, 40)


def test_two_ways_to_the_gap_agree():
    assert np.max(np.abs(gap_mismatch(np.array([1e-4, 0.01, 0.1, 0.5, 0.9, 0.999])))) < 1e-12


def test_entropy_is_the_slope_of_the_free_energy():
    step = 1e-4
    slope = (free_energy(T - step) - free_energy(T + step)) / (2 * step)
    assert entropy(T) - T == pytest.approx(slope, abs=1e-8)


def test_heat_is_the_slope_of_the_entropy():
    step = 1e-4
    assert heat(T) == pytest.approx(T * (entropy(T + step) - entropy(T - step)) / (2 * step), abs=2e-8)


def test_heat_jump():
    e = 1e-7
    assert heat(1 - e) - 1 == pytest.approx(HEAT_JUMP, rel=1e-6)
    assert heat(1 - e) - 1 == pytest.approx(1.426113, rel=1e-4)


def test_cold_heat_is_exponential():
    """C/(gamma Tc) = (6/pi^2) sqrt(pi/2) d^(5/2) e^-d (T/Tc) [1 + 11/(8 d)], d = Delta/kT."""
    t = np.array([0.02, 0.04])
    d = bcs.GAP_AT_ZERO / t
    leading = 6 / math.pi**2 * math.sqrt(math.pi / 2) * d**2.5 * np.exp(-d) * t
    assert heat(t) == pytest.approx(leading * (1 + 11 / (8 * d)), rel=5e-3)


def test_limits_at_zero_and_above_tc():
    for function in (entropy, heat):
        assert float(function(0.0)) == 0.0
        assert function(np.array([1.0, 1.7])).tolist() == [1.0, 1.7]
    assert float(free_energy(0.0)) == -CONDENSATION_RATIO
    assert free_energy(np.array([1.0, 2.0])) == pytest.approx(0.0, abs=0.0)


def test_halving_the_nodes_changes_nothing():
    assert heat(T, 80) == pytest.approx(heat(T), rel=1e-12)
    assert entropy(T, 80) == pytest.approx(entropy(T), rel=1e-12)
    assert nuclear_relaxation(T, 0.01, 96) == pytest.approx(nuclear_relaxation(T, 0.01), rel=1e-4)


def test_density_of_states_loses_no_state():
    """int [N(E) - 1] dE = 0: the states pushed out of the gap are above it."""
    gap, width = 1.0, 0.02
    ends = (0, 0.9, 1.0, 1.1, 2, 1e4)
    excess = sum(quad(lambda e: float(density_of_states(e, gap, width)) - 1, a, b, epsabs=1e-10, limit=400)[0]
                 for a, b in itertools.pairwise(ends))
    assert excess == pytest.approx(0.0, abs=1e-3)


def test_sharp_density_of_states():
    assert density_of_states(np.array([0.0, 0.5, 2.0]), 1.0) == pytest.approx([0, 0, 2 / math.sqrt(3)], abs=1e-15)
    assert pair_density(np.array([0.0, 0.5, 2.0]), 1.0) == pytest.approx([0, 0, 1 / math.sqrt(3)], abs=1e-15)
    assert np.isinf(density_of_states(1.0, 1.0))
    assert float(density_of_states(0.0, 0.0)) == 1.0
    assert density_of_states(-2.0, 1.0, 0.1) == density_of_states(2.0, 1.0, 0.1)


@pytest.mark.parametrize("t", [0.15, 0.6, 0.95])
def test_nuclear_relaxation_by_an_adaptive_integral(t):
    width, gap, thermal = 0.03, float(bcs.gap(t)), t / bcs.GAP_AT_ZERO

    def integrand(e):
        rate = float(density_of_states(e, gap, width) ** 2 + pair_density(e, gap, width) ** 2)
        return rate / (2 * thermal * math.cosh(e / (2 * thermal)) ** 2)

    points = (0, gap / 2, gap - width, gap, gap + width, gap + 0.3, gap + 30 * thermal)
    exact = sum(quad(integrand, a, b, epsabs=0, epsrel=1e-11, limit=200)[0]
                for a, b in itertools.pairwise(points))
    assert float(nuclear_relaxation(t, width)) == pytest.approx(exact, rel=1e-7)


def test_nuclei_relax_faster_just_below_tc_and_sound_is_damped_less():
    """Opposite coherence factors: the peak of Hebel and Slichter, grown by a sharper gap; none for sound."""
    t = np.linspace(0.6, 0.999, 60)
    broad, sharp = nuclear_relaxation(t, 0.1), nuclear_relaxation(t, 0.001)
    assert 1.1 < broad.max() < 2 < sharp.max() < 4
    assert 0.7 < t[np.argmax(broad)] < 0.95
    assert np.all(np.diff(sound_attenuation(t)) > 0)
    assert np.all(sound_attenuation(t) < 1)


def test_coherence_factors_at_and_above_tc():
    assert sound_attenuation(np.array([1.0, 1.4])).tolist() == [1.0, 1.0]
    assert nuclear_relaxation(np.array([1.0, 1.4]), 0.01).tolist() == [1.0, 1.0]
    assert float(nuclear_relaxation(1 - 1e-9, 0.01)) == pytest.approx(1, abs=1e-5)
    assert float(sound_attenuation(0.0)) == 0.0
    assert float(nuclear_relaxation(0.0, 0.01)) == pytest.approx(0.01**2 / (1 + 0.01**2), abs=1e-15)


def test_weak_coupling_is_the_universal_ratio():
    pairing = CutOffPairing(0.05)
    assert pairing.gap_ratio == pytest.approx(GAP_RATIO, rel=1e-13)
    assert pairing.critical_temperature == pytest.approx(pairing.weak_critical_temperature, rel=1e-12)
    t = np.concatenate([np.linspace(0, 0.99, 25), [1.0, 1.2]])
    assert pairing.gap(t) == pytest.approx(bcs.gap(t), abs=1e-12)


def test_strong_coupling_ratio_is_four():
    """N(0)V to infinity: kTc = N(0)V/2 and Delta = N(0)V of the cutoff."""
    pairing = CutOffPairing(1e4)
    assert pairing.gap_ratio == pytest.approx(4, rel=1e-7)
    assert pairing.critical_temperature == pytest.approx(5e3, rel=1e-7)
    mean_field = pairing.gap(0.5)
    assert mean_field == pytest.approx(math.tanh(float(mean_field) / 0.5), rel=1e-6)


@pytest.mark.parametrize("coupling", [0.2, 0.7, 3.0])
def test_gap_equation_with_a_cutoff_by_an_adaptive_integral(coupling):
    pairing = CutOffPairing(coupling)
    for t in (0.1, 0.5, 0.97):
        gap, thermal = float(pairing.gap(t)) * pairing.gap_at_zero, t * pairing.critical_temperature

        def pairing_at(x, gap=gap, thermal=thermal):
            return math.tanh(math.hypot(x, gap) / (2 * thermal)) / math.hypot(x, gap)

        held = quad(pairing_at, 0, 1, epsabs=0, epsrel=1e-11, limit=400, points=[min(0.5, gap)])[0]
        assert held == pytest.approx(1 / coupling, rel=1e-10)


@given(st.floats(1e-4, 1e3), st.floats(1.05, 3.0))
def test_more_coupling_more_of_everything(coupling, more):
    weak, strong = CutOffPairing(coupling), CutOffPairing(coupling * more)
    assert GAP_RATIO * (1 - 1e-12) <= weak.gap_ratio <= 4 + 1e-12
    assert strong.gap_ratio >= weak.gap_ratio * (1 - 1e-12)
    assert strong.gap_at_zero >= weak.gap_at_zero
    assert strong.critical_temperature >= weak.critical_temperature


@pytest.mark.parametrize("coupling", [0.0, -0.3, math.nan, math.inf])
def test_no_pairs_without_attraction(coupling):
    with pytest.raises(InputError, match="coupling"):
        CutOffPairing(coupling)
