"""Magnetic chains: what the text states, to the last digit, and what its numbers would need."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from onnes.chains import criterion, energies, magnetisation, standing_wave, thermal_moment, thresholds
from onnes.chains.wire_profile import chain_wire_field
from onnes.errors import InputError
from onnes.units.constants import (
    BOHR_MAGNETON,
    BOLTZMANN,
    ELECTRON_MASS,
    ELEMENTARY_CHARGE,
    HBAR,
    SPEED_OF_LIGHT,
    VACUUM_PERMEABILITY,
)

moments = st.floats(1e-26, 1e-18)
spacings = st.floats(1e-13, 1e-8)
duties = st.floats(0.01, 1.0)
ALUMINIUM = 2.86e-10


def test_z10_numbers_of_the_text():
    assert criterion.binding_ratio(BOHR_MAGNETON, ALUMINIUM) == pytest.approx(4.56e-7, rel=2e-3)
    assert criterion.moment_to_bind(ALUMINIUM) / BOHR_MAGNETON == pytest.approx(1481, abs=0.5)
    assert criterion.spacing_to_bind(BOHR_MAGNETON) == pytest.approx(0.193e-12, rel=2e-3)
    half_compton = HBAR / (2 * ELECTRON_MASS * SPEED_OF_LIGHT)
    assert criterion.spacing_to_bind(BOHR_MAGNETON) == pytest.approx(half_compton, rel=1e-9)


def test_z17_number_of_the_text():
    assert thresholds.critical_field(BOHR_MAGNETON, ALUMINIUM) == pytest.approx(39.6e-3, abs=5e-5)


@settings(deadline=None)
@given(moments, spacings, duties)
def test_z10_is_the_ratio_of_the_two_energies(moment, spacing, duty):
    ratio = -energies.mean_dipole_energy(moment, spacing, duty) / energies.coulomb_energy(spacing)
    # mu_0 eps_0 c^2 = 1 to the accuracy of the tabulated eps_0
    assert criterion.binding_ratio(moment, spacing, duty) == pytest.approx(ratio, rel=1e-9)


@settings(deadline=None)
@given(moments, spacings, duties)
def test_a_transition_happens_exactly_where_the_criterion_says(moment, spacing, duty):
    ratio = criterion.binding_ratio(moment, spacing, duty)
    if abs(ratio - 1) > 1e-9:
        assert (thresholds.critical_temperature(moment, spacing, duty) > 0) == (ratio > 1)
        assert criterion.chain_forms(moment, spacing, duty) == (ratio > 1)


@settings(deadline=None)
@given(spacings, duties)
def test_the_least_moment_is_on_the_edge(spacing, duty):
    moment = criterion.moment_to_bind(spacing, duty)
    assert criterion.binding_ratio(moment, spacing, duty) == pytest.approx(1.0, rel=1e-9)
    assert criterion.spacing_to_bind(moment, duty) == pytest.approx(spacing, rel=1e-14)


@settings(deadline=None)
@given(spacings, duties, st.floats(1e-3, 300.0), st.floats(1e-6, 100.0))
def test_required_moments_give_back_what_they_were_required_for(spacing, duty, temperature, field):
    moment = thresholds.moment_for_temperature(temperature, spacing, duty)
    coulomb = energies.coulomb_energy(spacing) / BOLTZMANN
    back = thresholds.critical_temperature(moment, spacing, duty)
    assert back == pytest.approx(temperature, abs=1e-13 * coulomb, rel=1e-12)
    moment = thresholds.moment_for_field(field, spacing, duty)
    assert thresholds.critical_field(moment, spacing, duty) == pytest.approx(field, rel=1e-13)


@settings(deadline=None)
@given(moments, spacings)
def test_slope_with_spacing_is_the_derivative_and_negative_above_the_criterion(moment, spacing):
    h = 1e-4 * spacing
    up, down = (thresholds.critical_temperature(moment, spacing + s * h) for s in (1, -1))
    size = (energies.coulomb_energy(spacing) - 3 * energies.mean_dipole_energy(moment, spacing)) / BOLTZMANN / spacing
    slope = thresholds.temperature_slope_with_spacing(moment, spacing)
    assert slope == pytest.approx((up - down) / (2 * h), abs=1e-6 * size)
    if thresholds.critical_temperature(moment, spacing) > 0:
        assert slope < 0


@settings(deadline=None)
@given(st.floats(-2.0, 2.0).filter(lambda field: field == 0 or abs(field) > 1e-200), st.floats(1e25, 1e30))
def test_z14_z15_the_cancelling_magnetisation_cancels(field, density):
    cancelled = magnetisation.inner_field(field, magnetisation.cancelling_magnetisation(field))
    assert cancelled == pytest.approx(0.0, abs=1e-15)
    moment = magnetisation.moment_to_cancel(field, density)
    assert VACUUM_PERMEABILITY * density * moment == pytest.approx(field, rel=1e-12)


def test_z7_attracts_and_z2_repels():
    assert energies.dipole_energy(1e-23, 2e-23, ALUMINIUM) < 0 < energies.coulomb_energy(ALUMINIUM)
    assert energies.mean_dipole_energy(1e-23, ALUMINIUM, 0.5) == energies.dipole_energy(1e-23, 1e-23, ALUMINIUM) / 2
    assert energies.duty(4.0, 1.0) == 0.75


@settings(deadline=None, max_examples=40)
@given(st.floats(-30.0, 30.0))
def test_langevin_is_the_mean_cosine(x):
    def weight(c):
        return math.exp(x * c - abs(x))

    mean = quad(lambda c: c * weight(c), -1, 1)[0] / quad(weight, -1, 1)[0]
    assert float(thermal_moment.langevin(x)) == pytest.approx(mean, abs=1e-8)


@settings(deadline=None, max_examples=60)
@given(st.floats(-20.0, 20.0), st.integers(1, 9))
def test_brillouin_is_the_sum_over_levels(x, twice_spin):
    spin = twice_spin / 2
    levels = np.arange(-spin, spin + 1) / spin
    weights = np.exp(x * levels - abs(x))
    assert float(thermal_moment.brillouin(x, spin)) == pytest.approx((levels * weights).sum() / weights.sum(), abs=1e-9)


@settings(deadline=None)
@given(st.floats(-20.0, 20.0))
def test_brillouin_of_one_half_is_tanh_and_of_large_spin_langevin(x):
    assert float(thermal_moment.brillouin(x, 0.5)) == pytest.approx(math.tanh(x), abs=1e-9)
    assert float(thermal_moment.brillouin(x, 1e6)) == pytest.approx(float(thermal_moment.langevin(x)), abs=1e-5)


def test_z1_no_field_no_moment_and_z6_a_cold_moment_points_along_the_field():
    assert thermal_moment.thermal_moment(BOHR_MAGNETON, 0.0, 4.2) == 0.0
    assert thermal_moment.thermal_moment(BOHR_MAGNETON, 1.0, 1e-5) == pytest.approx(BOHR_MAGNETON, rel=1e-4)
    cold = thermal_moment.thermal_moment(BOHR_MAGNETON, 1.0, 4.2, spin=0.5)
    assert cold == pytest.approx(BOHR_MAGNETON * math.tanh(BOHR_MAGNETON / (BOLTZMANN * 4.2)), rel=1e-12)


def test_field_in_the_wire_of_section_5():
    def at(radius):
        return chain_wire_field(radius, 10e-3, 5.0)

    assert at(10e-3) == pytest.approx(VACUUM_PERMEABILITY * 5.0 / (2 * math.pi * 10e-3), rel=1e-14)
    assert at(10e-3) / at(5e-3) == pytest.approx(4.0, rel=1e-14)
    assert at(math.sqrt(50) * 1e-3) / at(5e-3) == pytest.approx(2.0, rel=1e-14)
    with pytest.raises(InputError, match="radius"):
        at(10.1e-3)


def test_z0_and_z18():
    assert standing_wave.standing_wave_frequency(SPEED_OF_LIGHT) == 0.5
    assert thresholds.critical_electric_field(ELEMENTARY_CHARGE, 2.0) == 0.5


def test_the_least_radius_of_a_moment():
    """hbar/(m c) for the Bohr magneton, and twice the spacing for a moment that binds there."""
    assert criterion.radius_to_carry(BOHR_MAGNETON) == pytest.approx(HBAR / (ELECTRON_MASS * SPEED_OF_LIGHT), rel=1e-9)
    assert criterion.radius_to_carry(criterion.moment_to_bind(ALUMINIUM)) == pytest.approx(2 * ALUMINIUM, rel=1e-12)
