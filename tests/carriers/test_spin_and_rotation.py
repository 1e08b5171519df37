"""Spin current, spin-orbit field, phase frequency, London moment: identities, numbers of the text, signs."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.carriers import london_moment, orbits, phase_frequency, spin_current
from onnes.carriers.london_depth import superfluid_density
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, HBAR, VACUUM_PERMEABILITY

depths = st.floats(1e-9, 1e-5)
LEAD_OF_THE_TEXT = 39e-9


def test_numbers_of_the_text():
    assert spin_current.spin_current_speed(LEAD_OF_THE_TEXT) == pytest.approx(742.10, abs=0.005)
    assert spin_current.spin_orbit_field(LEAD_OF_THE_TEXT) == pytest.approx(0.108187, abs=5e-7)
    assert phase_frequency.phase_frequency(LEAD_OF_THE_TEXT) == pytest.approx(9.514e9, rel=1e-4)
    assert london_moment.london_moment(2 * np.pi * 100) == pytest.approx(7.1448e-9, rel=1e-5)
    assert london_moment.london_moment(1.0) == pytest.approx(1.13713e-11, rel=5e-6)


@settings(deadline=None)
@given(depths)
def test_h63_angular_momentum_is_half_hbar_at_any_depth(depth):
    assert spin_current.orbital_spin_angular_momentum(depth) == pytest.approx(HBAR / 2, rel=1e-14)


@settings(deadline=None)
@given(depths)
def test_section_xii_phase_frequency_two_ways(depth):
    # mu_B is e hbar / 2 m_e to the accuracy of its tabulated value
    from_moments = phase_frequency.phase_frequency_from_moments(superfluid_density(depth))
    assert from_moments == pytest.approx(phase_frequency.phase_frequency(depth), rel=1e-9)


@settings(deadline=None)
@given(depths)
def test_phase_frequency_is_that_of_the_orbit_and_of_larmor_in_the_spin_orbit_field(depth):
    omega = phase_frequency.phase_frequency(depth)
    assert omega == pytest.approx(spin_current.spin_current_speed(depth) / (2 * depth), rel=1e-14)
    larmor = ELEMENTARY_CHARGE / (2 * ELECTRON_MASS) * spin_current.spin_orbit_field(depth)
    assert omega == pytest.approx(larmor, rel=1e-14)


@settings(deadline=None)
@given(depths)
def test_h61_field_of_the_ions_charge(depth):
    charge = ELEMENTARY_CHARGE * superfluid_density(depth)
    from_charge = spin_current.spin_orbit_field_from_charge(charge)
    assert from_charge == pytest.approx(spin_current.spin_orbit_field(depth), rel=1e-14)
    in_sphere = spin_current.spin_orbit_field_from_charge(charge, 1 / 3)
    assert in_sphere == pytest.approx(2 / 3 * from_charge, rel=1e-14)


@settings(deadline=None)
@given(depths)
def test_h62_an_orbit_grown_in_the_spin_orbit_field_has_the_spin_current_speed(depth):
    induced = abs(orbits.induced_speed(2 * depth, spin_current.spin_orbit_field(depth)))
    assert induced == pytest.approx(spin_current.spin_current_speed(depth), rel=1e-14)


@settings(deadline=None)
@given(depths)
def test_the_stopping_field_stops_one_branch_and_doubles_the_other(depth):
    slow, fast = spin_current.branch_speeds(depth, spin_current.stopping_field(depth))
    rest = spin_current.spin_current_speed(depth)
    assert slow == pytest.approx(0.0, abs=1e-13 * rest)
    assert fast == pytest.approx(2 * rest, rel=1e-14)
    assert spin_current.depth_of_stopping_field(spin_current.stopping_field(depth)) == pytest.approx(depth, rel=1e-14)


def test_h62_spin_current_is_along_spin_cross_normal():
    up, out = np.array([0.0, 0.0, 1.0]), np.array([1.0, 0.0, 0.0])
    density = superfluid_density(LEAD_OF_THE_TEXT)
    flow = spin_current.spin_current_density(density, LEAD_OF_THE_TEXT, up, out)
    np.testing.assert_allclose(flow, [0.0, density * spin_current.spin_current_speed(LEAD_OF_THE_TEXT), 0.0])
    np.testing.assert_array_equal(spin_current.spin_current_density(density, LEAD_OF_THE_TEXT, -up, out), -flow)


@settings(deadline=None)
@given(st.floats(-1e4, 1e4).filter(lambda x: abs(x) > 1e-6))
def test_h52_the_london_moment_of_electrons_is_along_the_rotation_and_of_positive_carriers_against_it(rotation):
    electrons = london_moment.london_moment(rotation)
    assert electrons * rotation > 0
    assert london_moment.london_moment(rotation, charge=ELEMENTARY_CHARGE) == -electrons
    assert london_moment.london_moment(rotation, -2 * ELEMENTARY_CHARGE, 2 * ELECTRON_MASS) == electrons


@settings(deadline=None)
@given(depths, st.floats(1.0, 1e4))
def test_h53_h55_moments_of_orbits_at_two_lambda_omega_make_the_london_moment(depth, rotation):
    speed = london_moment.london_moment_orbit_speed(depth, rotation)
    moment = ELEMENTARY_CHARGE * speed * (2 * depth) / 2
    field = VACUUM_PERMEABILITY * superfluid_density(depth) * moment
    assert field == pytest.approx(london_moment.london_moment(rotation), rel=1e-13)
