"""Weisskopf's chain of estimates: each link against the bracketed form of the text, slips shown."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.pairing import atomic_scales as scales
from onnes.pairing import pair_size, penetration, potential_tube
from onnes.pairing.breakdown_field import breakdown_field, breakdown_field_order
from onnes.units.constants import (
    ATOMIC_MASS,
    CLASSICAL_ELECTRON_RADIUS,
    ELECTRON_MASS,
    ELEMENTARY_CHARGE,
    HBAR,
    VACUUM_PERMEABILITY,
)

spacings = st.floats(1e-10, 1e-9)
masses = st.floats(5.0, 250.0).map(lambda u: u * ATOMIC_MASS)
ones = st.floats(0.3, 10.0)


@settings(deadline=None)
@given(spacings)
def test_w1_atomic_energy_is_f_times_the_kinetic_one(spacing):
    kinetic = HBAR**2 / (ELECTRON_MASS * spacing**2)
    assert scales.atomic_energy(spacing) == pytest.approx(scales.bohr_ratio(spacing) * kinetic, rel=1e-9)


def test_w2_one_electron_per_cube_has_the_texts_fermi_momentum():
    assert scales.fermi_momentum(1.0) / HBAR == pytest.approx((3 * math.pi**2) ** (1 / 3), rel=2.1e-3)


@settings(deadline=None)
@given(spacings, ones)
def test_w2_fermi_energy_over_atomic(spacing, a):
    ratio = scales.fermi_energy(spacing, a) / scales.atomic_energy(spacing)
    assert ratio == pytest.approx(a**2 / (2 * scales.bohr_ratio(spacing)), rel=1e-9)


@settings(deadline=None)
@given(spacings, masses, ones, ones, ones, ones)
def test_w5_w6_w7_brackets(spacing, mass, a, b, c, g):
    beta, f = scales.mass_ratio_root(mass), scales.bohr_ratio(spacing)
    moved = potential_tube.ion_displacement(spacing, mass, a, b, c)
    assert moved == pytest.approx(f * c / (a * b) * spacing / beta, rel=1e-9)
    assert potential_tube.tube_length(spacing, mass, a, b, g) == pytest.approx(g * a / b * beta * spacing, rel=1e-12)
    kappa = potential_tube.tube_constant(spacing, a, b, c, g)
    potential = -g * scales.atomic_energy(spacing) / spacing * moved
    assert potential_tube.tube_potential(spacing, mass, kappa) == pytest.approx(potential, rel=1e-9)


@settings(deadline=None)
@given(spacings, masses)
def test_w7_depth_of_the_tube_is_about_a_debye_quantum(spacing, mass):
    quantum = HBAR * scales.debye_frequency(spacing, mass)
    depth = -potential_tube.tube_potential(spacing, mass)
    assert quantum / depth == pytest.approx(scales.DEBYE_CONSTANT / scales.bohr_ratio(spacing), rel=1e-9)


def test_w3_beta_is_about_300():
    assert scales.mass_ratio_root(50 * ATOMIC_MASS) == pytest.approx(302, abs=1)


def test_w33_both_readings_of_the_units():
    assert penetration.penetration_depth(3e-10) == pytest.approx(27.6e-9, abs=5e-11)
    assert penetration.penetration_depth_as_printed(3e-10) == pytest.approx(97.9e-9, abs=5e-11)


@settings(deadline=None)
@given(spacings)
def test_w33_slip_is_root_four_pi_and_the_right_one_is_londons(spacing):
    right, printed = penetration.penetration_depth(spacing), penetration.penetration_depth_as_printed(spacing)
    assert printed / right == pytest.approx(math.sqrt(4 * math.pi), rel=1e-14)
    london = math.sqrt(ELECTRON_MASS / (VACUUM_PERMEABILITY * spacing**-3 * ELEMENTARY_CHARGE**2))
    assert right == pytest.approx(london, rel=1e-9)
    assert printed == pytest.approx(137.036 * math.sqrt(scales.bohr_ratio(spacing)) * spacing, rel=1e-6)


@settings(deadline=None)
@given(st.floats(1e-24, 1e-20), st.floats(1e-25, 1e-23))
def test_w26_w27_size_times_spread_is_hbar(binding, momentum):
    product = pair_size.pair_size(binding, momentum) * pair_size.momentum_spread(binding, momentum)
    assert product == pytest.approx(HBAR, rel=1e-14)


@settings(deadline=None)
@given(spacings, st.floats(1e-6, 1e-2))
def test_w28_distance_follows_from_the_density_of_pairs(spacing, reduction):
    fermi = 1.0
    density = pair_size.pair_density(spacing**-3, reduction * fermi, fermi)
    size = spacing * fermi / reduction  # rho ~ (e_F / Delta) d, W27
    assert pair_size.pair_distance(spacing, size) == pytest.approx(density ** (-1 / 3), rel=1e-12)


def test_w28_thirty_to_forty_lattice_distances():
    assert 30 < pair_size.pair_distance(1.0, 4e4) < 40


def test_w43_three_hundred_gauss():
    fermi = 5 * ELEMENTARY_CHARGE
    spacing = 2.8799e-10  # e^2 / (4 pi eps0 d) = 5 eV
    assert scales.atomic_energy(spacing) == pytest.approx(fermi, rel=1e-4)
    assert breakdown_field(spacing**-3, 1e-4 * fermi, fermi) == pytest.approx(0.029, abs=5e-4)


@settings(deadline=None)
@given(st.floats(1e26, 1e30), st.floats(1e-24, 1e-20), st.floats(1e-19, 1e-17))
def test_w41_w42_energy_of_the_current_equals_that_of_the_pairs(density, binding, fermi):
    field = breakdown_field(density, binding, fermi)
    pairs = pair_size.pair_density(density, binding, fermi) * binding
    assert field**2 / (2 * VACUUM_PERMEABILITY) == pytest.approx(pairs, rel=1e-13)


def test_w43_order_is_e_over_d_rho_of_gaussian_units():
    spacing, size = 3e-8, 3e-4  # cm
    statcoulomb = ELEMENTARY_CHARGE * 2.99792458e9
    gauss = statcoulomb / (spacing * size)
    assert breakdown_field_order(spacing / 100, size / 100) == pytest.approx(gauss * 1e-4, rel=1e-9)


def test_classical_electron_radius_is_the_tables():
    assert pytest.approx(2.8179e-15, rel=1e-4) == CLASSICAL_ELECTRON_RADIUS
