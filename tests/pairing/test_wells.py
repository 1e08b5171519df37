"""Wells without a sea: laws in one, two and three dimensions, levels in spheres, and the lattice version of each."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import eigh_tridiagonal

from onnes.pairing import isolated_pair as alone
from onnes.pairing.potential_well import binding, laws, zero_energy_slope


def on_a_grid(dimension, strength, cells):
    """Lowest level of -psi'' - (D-1)/r psi' = (u inside 1) psi in a ball of radius 8, finite volumes of order two."""
    radius = 8.0
    h = radius / cells
    middle = (np.arange(cells) + 0.5) * h
    faces = np.arange(cells + 1) * h
    area, volume = faces ** (dimension - 1), np.diff(faces**dimension) / dimension
    diagonal = np.append(area[1:-1], 2 * area[-1]) / h
    diagonal[1:] += area[1:-1] / h
    diagonal = diagonal / volume - strength * (middle < 1)
    beside = -area[1:-1] / h / np.sqrt(volume[1:] * volume[:-1])
    return -eigh_tridiagonal(diagonal, beside, eigvals_only=True, select="i", select_range=(0, 0))[0]


@pytest.mark.parametrize("dimension", [1, 2, 3])
def test_binding_is_that_of_a_grid(dimension):
    coarse, fine = (on_a_grid(dimension, 5.0, cells) for cells in (400, 800))
    assert (4 * fine - coarse) / 3 == pytest.approx(binding(dimension, 5.0), rel=2e-5)


@settings(deadline=None)
@given(st.sampled_from([1, 2, 3]), st.floats(0.01, 200.0), st.floats(1.001, 3.0))
def test_deeper_wells_bind_more_and_never_by_more_than_their_depth(dimension, strength, factor):
    less, more = binding(dimension, strength), binding(dimension, strength * factor)
    assert 0 <= less < strength
    assert more > less or more == less == 0


@given(st.floats(0.1, 100.0))
def test_fewer_dimensions_bind_more(strength):
    line, disc, ball = (binding(dimension, strength) for dimension in (1, 2, 3))
    assert line > disc > ball or ball == 0 < disc < line


def test_three_dimensional_well_is_the_odd_state_of_a_line():
    """K cot K = -q: unbound up to (pi/2)^2, where the wave of no energy is flat at the edge."""
    threshold = (math.pi / 2) ** 2
    assert binding(3, threshold * 0.999) == 0.0
    assert binding(3, threshold * 1.001) > 0
    assert zero_energy_slope(threshold) == pytest.approx(0.0, abs=1e-10)


def test_the_three_laws():
    found = laws()
    assert found.power_1d == pytest.approx(2.0, abs=1e-8)
    assert found.factor_1d == pytest.approx(1.0, abs=1e-8)
    assert found.exponent_2d == pytest.approx(4.0, abs=1e-6)
    assert found.factor_2d == pytest.approx(4 * math.exp(0.5 - 2 * np.euler_gamma), rel=1e-4)
    assert found.threshold_3d == pytest.approx((math.pi / 2) ** 2, abs=1e-10)
    assert found.power_3d == pytest.approx(2.0, abs=1e-7)


@settings(deadline=None, max_examples=20)
@given(st.floats(1e-4, 3.0), st.floats(400.0, 1e5))
def test_without_a_sea_every_level_goes_down_by_b_spacings_and_none_splits_off(coupling, wave_number):
    levels = alone.levels_in_boxes(coupling, wave_number)
    assert not levels.bound
    assert abs(levels.limit) < 1e-7 * levels.shift[0]
    assert levels.shift[:-1] / levels.shift[1:] == pytest.approx(2.0, rel=1e-2)
    assert levels.shift[-1] / levels.spacing[-1] == pytest.approx(coupling, rel=0.05)


def test_levels_of_a_sphere_on_a_grid():
    """The level at the Fermi surface in a small sphere by finite differences, extrapolated."""
    coupling, fermi, radius = 0.3, 20.0, 4.0
    strength = alone.well_strength(coupling, fermi)
    number = round(fermi * radius / math.pi)

    def wave_number(cells):
        h = radius / cells
        r = np.arange(1, cells) * h
        inside = np.where(np.isclose(r, 1.0), 0.5, r < 1.0)
        values = eigh_tridiagonal(2 / h**2 - strength * inside, np.full(cells - 2, -1 / h**2), eigvals_only=True,
                                  select="v", select_range=(0.0, (number * math.pi / radius) ** 2 * 1.2))
        return np.sqrt(values)

    coarse, fine = wave_number(2000), wave_number(4000)
    k = (4 * fine[: len(coarse)] - coarse) / 3
    turns = (k * radius + np.array([alone.phase_shift(one, strength) for one in k])) / math.pi
    np.testing.assert_allclose(turns, np.round(turns), atol=1e-4)


@pytest.mark.parametrize(("strength", "count"), [(2.0, 0), (3.0, 1), (22.0, 1), (23.0, 2)])
def test_states_of_the_well_are_counted_by_levinson(strength, count):
    """delta(0) = pi times the number of bound states."""
    assert alone.count_bound(strength) == count
    assert alone.phase_shift(1e-6, strength) / math.pi == pytest.approx(count, abs=1e-4)


def test_the_ground_state_is_far_below_the_fermi_surface():
    """The text: its binding is about |V(0)|, its kinetic energy a share 1/beta of that."""
    lowest = alone.lowest_state(0.25, 1333.0)
    assert 0.99 < lowest.depth < 1
    assert lowest.momentum < 3e-3
    assert lowest.depth + lowest.above_bottom == pytest.approx(1.0, rel=1e-12)
    u = alone.well_strength(0.25, 1333.0)
    assert lowest.depth * u == pytest.approx(binding(3, u), rel=1e-10)
    assert alone.lowest_state(1e-4, 1333.0) is None
