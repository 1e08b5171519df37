"""Orbits of radius 2 lambda_L: identities of the text, and growth that does not care how it happens."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.carriers import larmor, london_depth, orbit_expansion, orbits, self_screening
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY

densities = st.floats(1e24, 1e31)
depths = st.floats(1e-9, 1e-5)
fields = st.floats(1e-6, 10.0)
exact = settings(deadline=None)


@exact
@given(densities)
def test_h40_susceptibility_of_an_orbit_of_radius_two_lambda_is_minus_one(density):
    radius = orbits.orbit_radius(london_depth.london_depth(density))
    assert larmor.larmor_susceptibility(density, radius**2) == pytest.approx(-1.0, rel=1e-14)


@exact
@given(densities)
def test_h42_two_lambda_from_the_classical_electron_radius(density):
    # both sides need measured constants: r_e, m_e, e and mu_0 agree to the accuracy of mu_0
    twice = 2 * london_depth.london_depth(density)
    assert london_depth.orbit_radius_from_density(density) == pytest.approx(twice, rel=1e-9)


@exact
@given(depths)
def test_density_and_depth_invert_each_other(depth):
    assert london_depth.london_depth(london_depth.superfluid_density(depth)) == pytest.approx(depth, rel=1e-14)


@exact
@given(densities)
def test_pairs_screen_as_electrons_do(density):
    pairs = london_depth.london_depth(density / 2, 2 * ELECTRON_MASS, -2 * ELEMENTARY_CHARGE)
    assert pairs == pytest.approx(london_depth.london_depth(density), rel=1e-14)


def test_numbers_of_the_text_for_39_nm():
    density = london_depth.superfluid_density(39e-9)
    assert density == pytest.approx(1.8566e28, rel=5e-5)
    assert 2 * 39e-9 * density ** (1 / 3) == pytest.approx(206.54, abs=0.005)
    assert orbits.meissner_speed(39e-9, 0.08) == pytest.approx(548.8, abs=0.05)


@exact
@given(depths, fields)
def test_h35_angular_momentum_is_that_of_the_meissner_speed_at_two_lambda(depth, field):
    speed = orbits.meissner_speed(depth, field)
    moment = orbits.moment_per_carrier(depth, speed)
    expected = ELECTRON_MASS * speed * orbits.orbit_radius(depth)
    assert orbits.orbital_angular_momentum(moment) == pytest.approx(expected, rel=1e-14)


@exact
@given(densities, fields)
def test_moments_of_all_orbits_cancel_the_field(density, field):
    depth = london_depth.london_depth(density)
    magnetisation = density * orbits.moment_per_carrier(depth, orbits.meissner_speed(depth, field))
    assert VACUUM_PERMEABILITY * magnetisation == pytest.approx(field, rel=1e-13)


@exact
@given(depths, fields)
def test_h37_induction_at_two_lambda_gives_the_meissner_speed(depth, field):
    induced = orbits.induced_speed(orbits.orbit_radius(depth), field)
    assert abs(induced) == pytest.approx(orbits.meissner_speed(depth, field), rel=1e-14)


@exact
@given(densities, st.floats(1e8, 1e11))
def test_h49_landau_is_larmor_of_orbits_of_radius_one_over_k_fermi(density, wave_number):
    landau = larmor.landau_susceptibility(density, wave_number)
    # mu_B is e hbar / 2 m_e to the accuracy of its tabulated value
    assert landau == pytest.approx(larmor.larmor_susceptibility(density, wave_number**-2), rel=1e-9)


@exact
@given(densities, fields)
def test_h43_h47_orbits_that_screen_one_another_reach_half(density, field):
    radius = orbits.orbit_radius(london_depth.london_depth(density))
    screened = self_screening.mean_field_state(density, radius, field, mutual=True)
    alone = self_screening.mean_field_state(density, radius, field, mutual=False)
    assert screened.field == pytest.approx(field / 2, rel=1e-13)
    assert alone.field == pytest.approx(0.0, abs=1e-13 * field)
    assert screened.speed == pytest.approx(alone.speed / 2, rel=1e-13)


def test_h46_solves_the_self_consistent_equation_at_any_radius():
    density, field = 2e28, 0.05
    for radius in (1e-9, 3e-8, 4e-7):
        state = self_screening.mean_field_state(density, radius, field, mutual=True)
        own = VACUUM_PERMEABILITY * density * ELEMENTARY_CHARGE * radius * state.speed / 2  # mu_0 n mu, H45
        assert state.field == pytest.approx(field + own, rel=1e-12)


@settings(deadline=None, max_examples=25)
@given(st.integers(2, 30), st.integers(0, 2**32 - 1), st.floats(0.1, 50.0))
def test_n_orbits_with_any_pattern_of_overlap_meet_the_mean_field(number, seed, size):
    overlap = np.random.default_rng(seed).uniform(0.01, 1.0, (number, number))
    overlap *= size / overlap.sum(axis=1, keepdims=True)
    mutual = self_screening.interacting_orbits_field(overlap, 0.1, mutual=True)
    alone = self_screening.interacting_orbits_field(overlap, 0.1, mutual=False)
    np.testing.assert_allclose(mutual, larmor.field_magnetised_by_total(-size, 0.1), rtol=1e-10)
    np.testing.assert_allclose(alone, larmor.field_magnetised_by_applied(-size, 0.1), rtol=1e-10, atol=1e-13)


def test_h38_h39_the_two_meanings_of_perfect():
    assert larmor.field_magnetised_by_applied(-1.0, 0.3) == 0.0
    assert larmor.field_magnetised_by_total(-1.0, 0.3) == pytest.approx(0.15)
    assert larmor.field_magnetised_by_total(-1e12, 0.3) == pytest.approx(0.0, abs=1e-12)


def test_h51_an_orbit_grown_to_two_lambda_carries_the_meissner_current_against_the_field():
    grown = orbit_expansion.expanded_speed(2 * 39e-9, 0.08)
    assert grown == pytest.approx(orbits.meissner_speed(39e-9, 0.08), rel=1e-14)
    moment_along_field = -ELEMENTARY_CHARGE * 78e-9 * grown / 2
    assert moment_along_field < 0


def test_h51_canonical_angular_momentum_is_conserved():
    charge, mass, field = -ELEMENTARY_CHARGE, ELECTRON_MASS, 0.3

    def canonical(r, v):
        return mass * r * v + charge * field * r**2 / 2

    start, end = 2e-9, 9e-8
    grown = orbit_expansion.expanded_speed(end, field, start)
    assert canonical(end, grown) == pytest.approx(canonical(start, 0.0), rel=1e-9)
    assert math.copysign(1, grown) == 1
