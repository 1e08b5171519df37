"""The electron among oscillators: kicks, tubes, thermal and quantum ions against closed forms and limits."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from onnes.errors import InputError
from onnes.pairing import atomic_scales, potential_tube
from onnes.pairing.thomas_fermi import screening_length
from onnes.pairing.tube import kick
from onnes.pairing.tube.agitation import agitated, classical_energy, quantum_energy
from onnes.pairing.tube.constants import tube
from onnes.pairing.tube.crossing import Crossing
from onnes.pairing.tube.passage import attraction, passage
from onnes.pairing.tube.phonons import coherent_phonons, kicked_oscillator, phonon_probability
from onnes.pairing.tube.potential import tube_potential
from onnes.units.constants import ATOMIC_MASS, BOHR_RADIUS, HBAR

crossings = st.builds(Crossing, st.floats(2.0, 7.0), st.floats(0.01, 1.0), st.just(1e-9), st.just(1e6),
                      st.tuples(st.floats(0.3, 0.5), st.floats(0.0, 0.5)))
SLOW = Crossing(4.6, 0.01, 1e-9, 1e6, (0.5, 0.0))


@settings(deadline=None, max_examples=15)
@given(crossings)
def test_w4_integrated_kicks_are_the_closed_forms(crossing):
    """Both parts of the swing, for ions slow and fast against the time of passing."""
    amplitude = passage(crossing, crossing.rows[:1]).amplitude()[0] * crossing.frequency / crossing.strength
    across = kick.resonant_impulse(crossing, crossing.impact)
    assert np.hypot(*amplitude[1:]) == pytest.approx(across, rel=1e-6)
    assert amplitude[0] == pytest.approx(kick.resonant_impulse_along(crossing, crossing.impact), rel=1e-6)


@settings(deadline=None, max_examples=15)
@given(crossings)
def test_the_electron_pulls_ions_towards_its_path(crossing):
    moved = passage(crossing, crossing.rows[:4]).displacement(np.array([math.pi / 2 / crossing.frequency]))[0, :, 1:]
    assert np.all(np.einsum("ij,ij->i", moved, crossing.rows[:4]) < 0)


@settings(deadline=None, max_examples=20)
@given(st.floats(1.5, 8.0), st.floats(0.2, 1.5))
def test_w4_impulse_is_the_force_along_the_path(screening, distance):
    crossing = Crossing(screening, 0.1, 1e-9, 1e6, (0.5, 0.0))
    force, _ = quad(lambda x: attraction(np.array([x, distance]), screening)[1], -20, 20, points=[0.0], limit=200)
    assert force == pytest.approx(kick.impulse(crossing, distance), rel=1e-7)


def test_w4_impulse_of_a_bare_charge():
    bare = Crossing(1e-4, 0.0, 1e-9, 1e6, (0.5, 0.0))
    assert kick.impulse(bare, 0.5) == pytest.approx(2 / 0.5, rel=1e-6)


def test_w5_impulse_approximation_fails_with_the_square_of_the_passing_time():
    def error(frequency):
        crossing = Crossing(4.6, frequency, 1e-9, 1e6, (0.5, 0.0))
        return kick.impulse(crossing, 0.5) / kick.resonant_impulse(crossing, 0.5) - 1

    assert error(0.02) > 0
    assert error(0.04) / error(0.02) == pytest.approx(4, rel=0.01)


def test_passage_converges_with_the_square_of_the_step_and_is_there():
    """A heavy pull on a fast ion, so that the splitting shows at all."""
    crossing = Crossing(4.6, 1.0, 1e-3, 1e6, (0.5, 0.0))
    coarse, middle, fine = (passage(crossing, crossing.rows[:1], refine=r).amplitude()[0, 1] for r in (0.5, 1.0, 2.0))
    assert (middle - coarse) / (fine - middle) == pytest.approx(4.0, rel=0.05)
    assert abs(fine / middle - 1) < 1e-5


def test_ions_swing_freely_before_and_after():
    """Without an electron energy is kept to rounding, whatever the start."""
    alone = Crossing(4.6, 0.7, 0.0, 1e6, (0.5, 0.0))
    start, velocity = np.array([[0.1, -0.02, 0.03]]), np.array([[0.01, 0.05, -0.04]])
    wake = passage(alone, alone.rows[:1], start, velocity)
    energy = 0.7**2 * wake.positions[-1] ** 2 + wake.velocities**2
    np.testing.assert_allclose(energy, 0.7**2 * start**2 + velocity**2, rtol=1e-11)
    period = 2 * math.pi / 0.7
    later = wake.displacement(np.array([20.0, 20.0 + period]))
    np.testing.assert_allclose(later[0], later[1], atol=1e-12)


def test_rows_are_a_square_lattice_around_the_path():
    rows = Crossing(4.0, 0.1, 1e-9, 1e6, (0.5, 0.5)).rows
    distance = np.hypot(*rows.T)
    assert np.all(np.diff(distance) >= 0)
    assert distance[:4] == pytest.approx(math.sqrt(0.5))
    assert len(rows) == pytest.approx(math.pi * (math.sqrt(0.5) + 10 / 4) ** 2, rel=0.1)


@settings(deadline=None, max_examples=8)
@given(crossings)
def test_w7_lattice_sum_is_the_closed_form(crossing):
    """For ions that do not move while they are passed; the sum is taken where they are nearest to the path."""
    slow = Crossing(crossing.screening, 1e-4, 1e-12, 1e6, crossing.offset)
    measured = tube(slow, passage(slow, slow.rows))
    assert measured.depth == pytest.approx(kick.tube_depth(slow), rel=1e-5)
    assert measured.s == pytest.approx(math.pi, rel=1e-3)
    assert measured.s_of_box == pytest.approx(2.0, rel=1e-3)
    assert measured.c == pytest.approx(kick.impulse(slow, slow.impact), rel=1e-6)


def test_the_potential_is_attractive_half_a_period_and_nothing_in_front():
    wake = passage(SLOW, SLOW.rows)
    half = math.pi / SLOW.frequency
    potential = tube_potential(SLOW, wake, np.array([-5.0, 0.5 * half, 1.5 * half]), np.zeros((1, 2)))[:, 0]
    assert potential[1] < 0 < potential[2]
    assert potential[1] == pytest.approx(-potential[2], rel=1e-3)
    assert abs(potential[0]) < 1e-3 * abs(potential[1])


def test_the_map_has_the_symmetry_of_the_path():
    wake = passage(SLOW, SLOW.rows)
    across = np.array([[0.2, 0.1], [-0.2, 0.1], [0.2, -0.1]])
    one, mirrored, other = tube_potential(SLOW, wake, np.array([100.0]), across)[0]
    assert mirrored == pytest.approx(one, rel=1e-9)
    assert other == pytest.approx(one, rel=1e-9)


@settings(deadline=None, max_examples=15)
@given(st.floats(1.7, 8.0), st.floats(0.1, 0.45))
def test_w7_mean_over_paths_is_the_integral(screening, core):
    crossing = Crossing(screening, 0.1, 1e-6, 1e6, (0.5, 0.0))
    integral, _ = quad(lambda x: 2 * math.pi * x * float(kick.impulse(crossing, x)) ** 2, core, 30, limit=200)
    expected = crossing.strength / crossing.frequency * integral
    assert kick.mean_tube_depth(crossing, core) == pytest.approx(expected, rel=1e-6)


@settings(deadline=None, max_examples=20)
@given(st.floats(2e-10, 5e-10), st.floats(5.0, 250.0), st.floats(0.5, 8.0), st.floats(4.0, 10.0))
def test_constants_close_the_texts_brackets(spacing, mass, a, b):
    """delta = (f c/a b) d/beta and kappa = f c g/(a b), with c and g of the crossing, are W5 and W7 in brackets."""
    ion = mass * ATOMIC_MASS
    momentum = atomic_scales.fermi_momentum(spacing, a)
    crossing = Crossing.of(spacing, ion, momentum / 9.1093837139e-31, atomic_scales.debye_frequency(spacing, ion, b),
                           0.25 * spacing, (0.5, 0.0))
    c = float(kick.impulse(crossing, crossing.impact))
    g = kick.tube_depth(crossing) / kick.displacement(crossing)
    moved = potential_tube.ion_displacement(spacing, ion, a, b, c) / spacing
    kappa = potential_tube.tube_constant(spacing, a, b, c, g)
    assert kick.displacement(crossing) == pytest.approx(moved, rel=1e-7)
    assert kick.tube_depth(crossing) * atomic_scales.mass_ratio_root(ion) == pytest.approx(kappa, rel=1e-7)


def test_screening_of_one_electron_per_cube():
    """k_TF/k_F = 0.815 sqrt(r_s), Ashcroft and Mermin, eq. 17.55."""
    r_s = 3.0
    wave_number = (9 * math.pi / 4) ** (1 / 3) / (r_s * BOHR_RADIUS)
    assert 1 / screening_length(HBAR * wave_number) == pytest.approx(0.815 * wave_number * math.sqrt(r_s), rel=1e-3)


@pytest.mark.parametrize("phonons", [1e-4, 0.3, 6.0])
def test_w5_a_quantum_oscillator_moves_as_a_classical_one(phonons):
    action = SLOW.action * phonons / coherent_phonons(SLOW)
    crossing = Crossing(SLOW.screening, SLOW.frequency, SLOW.strength, action, SLOW.offset)
    kicked = kicked_oscillator(crossing)
    classical = np.hypot(*passage(crossing, crossing.rows[:1]).amplitude()[0, 1:])
    assert kicked.amplitude == pytest.approx(classical, rel=1e-6)
    assert kicked.mean_phonons == pytest.approx(phonons, rel=1e-8)
    assert kicked.phonon_probability == pytest.approx(phonon_probability(phonons), rel=1e-8)


def test_a_kick_too_hard_for_the_basis_is_refused():
    with pytest.raises(InputError, match="quantum"):
        kicked_oscillator(Crossing(4.6, 0.01, 1e-3, 1e12, (0.5, 0.0)))


def test_zero_point_energy_and_the_classical_limit():
    crossing = Crossing(4.6, 0.01, 1e-9, 1e5, (0.5, 0.0))
    assert quantum_energy(crossing, 0.0) == 0.5 / crossing.action
    assert quantum_energy(crossing, 50.0) == pytest.approx(classical_energy(crossing, 50.0), rel=1e-4)
    assert quantum_energy(crossing, 0.01) == pytest.approx(0.5 / crossing.action, rel=1e-12)


def test_motion_of_the_ions_leaves_the_mean_and_widens_the_spread():
    """The mean kick grows by k^2 <u^2>/2 alone: the impulse obeys lap = k^2 across the path."""
    crossing = Crossing(4.6, 0.05, 1e-6, 1e4, (0.5, 0.0))
    quarter = np.array([math.pi / 2 / crossing.frequency])
    cold = passage(crossing, crossing.rows[:1]).displacement(quarter)[0, 0, 1:] @ np.array([1.0, 0.0])
    spreads = []
    for temperature in (1e-4, 4e-4):
        energy = classical_energy(crossing, temperature * crossing.action * crossing.frequency**2)
        ensemble = agitated(crossing, energy, 4000, seed=3)
        mean, error = ensemble.mean(quarter)
        assert error[0] < 0.01 * cold
        assert abs(mean[0] / cold - 1 - 4.6**2 * temperature / 2) < 4 * error[0] / cold
        spreads.append(ensemble.spread(quarter)[0])
        assert spreads[-1] == pytest.approx(math.sqrt(temperature), rel=0.05)
    assert spreads[1] / spreads[0] == pytest.approx(2, rel=1e-3)


def test_the_same_seed_gives_the_same_ensemble():
    first, again, other = (agitated(SLOW, 1e-8, 200, seed) for seed in (1, 1, 2))
    assert np.array_equal(first.wake.positions, again.wake.positions)
    assert not np.array_equal(first.wake.positions, other.wake.positions)
