"""W32-W43 in SI: one surface, its current, its energy, the field that it bears."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from onnes.carriers.london_depth import london_depth
from onnes.pairing import breakdown_field as breakdown
from onnes.pairing import surface_current as surface
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY

fields, depths = st.floats(1e-5, 1.0), st.floats(1e-9, 1e-6)


@settings(deadline=None)
@given(st.floats(1e26, 1e30), st.floats(-1e-8, 1e-8))
def test_w33_is_n_e2_over_m(density, potential):
    expected = -density * ELEMENTARY_CHARGE**2 / ELECTRON_MASS * potential
    assert surface.current_density(potential, london_depth(density)) == pytest.approx(expected, rel=1e-12)


@settings(deadline=None)
@given(fields, depths)
def test_w37_to_w39_current_under_a_surface(field, depth):
    """The current is the sum of j over the exponential, and what B0 is by Ampere's law."""
    total, _ = quad(lambda x: surface.current_density(surface.half_space_potential(x * depth, field, depth), depth)
                    * depth, 0, 60, epsabs=0, epsrel=1e-12)
    assert total == pytest.approx(surface.current_per_width(field), rel=1e-10)


@settings(deadline=None)
@given(fields, depths)
def test_w41_step_costs_twice_the_exponential(field, depth):
    kinetic, _ = quad(lambda x: depth * surface.kinetic_energy_density(
        surface.half_space_potential(x * depth, field, depth), depth), 0, 60, epsabs=0, epsrel=1e-12)
    assert surface.kinetic_energy_of_half_space(field, depth) == pytest.approx(kinetic, rel=1e-10)
    assert surface.kinetic_energy_of_step(field, depth) == pytest.approx(2 * kinetic, rel=1e-10)


@settings(deadline=None)
@given(st.floats(1e27, 1e29), st.floats(1e-24, 1e-21), st.floats(1e-19, 2e-18), depths)
def test_w43_is_where_the_energies_are_equal_whatever_the_depth(density, binding, fermi, depth):
    field = breakdown.breakdown_field(density, binding, fermi)
    paid = depth * density * binding / fermi * binding
    assert surface.kinetic_energy_of_step(field, depth) == pytest.approx(paid, rel=1e-12)


@settings(deadline=None)
@given(st.floats(1e27, 1e29), st.floats(1e-24, 1e-21), st.floats(1e-19, 2e-18))
def test_bcs_energy_is_half_the_states_times_gap_squared(density, binding, fermi):
    """N = dn/de per spin = 3 n/(4 e_F)."""
    field = breakdown.breakdown_field_with_bcs_energy(density, binding, fermi)
    states = 3 * density / (4 * fermi)
    assert field**2 / (2 * VACUUM_PERMEABILITY) == pytest.approx(states * binding**2 / 2, rel=1e-12)


def test_w40_is_ampere():
    assert surface.wire_current(1e-3, 0.1) == pytest.approx(2 * math.pi * 1e-3 * 0.1 / VACUUM_PERMEABILITY, rel=1e-15)
