"""Weisskopf's chain: each link follows from the others, and the slips are as large as the docs say."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.pairing import bcs_ratios
from onnes.pairing.estimates import Constants, debye_constant, estimates, fermi_constant
from onnes.units.constants import ATOMIC_MASS, BOLTZMANN, ELECTRON_MASS, HBAR, VACUUM_PERMEABILITY

spacings = st.floats(1.5e-10, 6e-10)
masses = st.floats(5.0, 250.0).map(lambda u: u * ATOMIC_MASS)
constants = st.builds(Constants, st.floats(2, 6), st.floats(4, 12), st.floats(0.3, 3), st.floats(0.3, 3),
                      st.floats(0.5, 1.5))


@settings(deadline=None)
@given(spacings, masses, constants)
def test_links_of_the_chain(spacing, mass, one):
    chain = estimates(spacing, mass, one)
    assert chain.fermi_momentum * spacing / HBAR == pytest.approx(one.a, rel=1e-12)
    assert chain.atomic_energy == pytest.approx(chain.f * HBAR**2 / (ELECTRON_MASS * spacing**2), rel=1e-9)
    assert chain.tube_length == pytest.approx(one.s * one.a / one.b * chain.beta * spacing, rel=1e-12)
    assert chain.tube_depth == pytest.approx(one.kappa * chain.atomic_energy / chain.beta, rel=1e-12)
    assert chain.reduction == pytest.approx(math.exp(-1 / chain.coupling), rel=1e-12)
    assert chain.gap == pytest.approx(chain.reduction * chain.atomic_energy / chain.beta, rel=1e-12)
    assert 2 * chain.gap == pytest.approx(bcs_ratios.GAP_RATIO * BOLTZMANN * chain.critical_temperature, rel=1e-12)
    assert chain.pair_size * ELECTRON_MASS * chain.gap == pytest.approx(HBAR * chain.fermi_momentum, rel=1e-12)
    assert chain.pair_distance == pytest.approx(spacing * (chain.pair_size / spacing) ** (1 / 3), rel=1e-12)
    assert chain.breakdown_field**2 == pytest.approx(
        2 * VACUUM_PERMEABILITY * chain.pair_density * chain.gap, rel=1e-12)
    assert chain.penetration_depth_as_printed / chain.penetration_depth == pytest.approx(math.sqrt(4 * math.pi))


@settings(deadline=None)
@given(spacings, masses, st.floats(1.0, 6.0), st.floats(4.0, 12.0))
def test_constants_come_back_from_what_they_make(spacing, mass, a, b):
    chain = estimates(spacing, mass, Constants(a, b))
    assert fermi_constant(spacing, chain.fermi_momentum) == pytest.approx(a, rel=1e-12)
    assert debye_constant(spacing, mass, chain.debye_frequency) == pytest.approx(b, rel=1e-12)


def test_a_typical_metal_is_as_the_text_says():
    chain = estimates(3e-10, 50 * ATOMIC_MASS)
    assert chain.beta == pytest.approx(300, rel=0.01)
    assert 1e-3 < chain.reduction < 1e-2
    assert 1e-5 < chain.gap / chain.atomic_energy < 1e-4
    assert 30 < chain.pair_distance / 3e-10 < 40
    assert 1e-4 < chain.pair_size * 100 < 1e-2  # "of the order of 1e-4 cm"
    assert chain.penetration_depth == pytest.approx(27.6e-9, rel=2e-3)
    assert chain.penetration_depth_as_printed == pytest.approx(97.9e-9, rel=1e-3)


@settings(deadline=None)
@given(spacings, masses)
def test_isotopes(spacing, mass):
    light, heavy = estimates(spacing, mass), estimates(spacing, 4 * mass)
    assert light.critical_temperature == pytest.approx(2 * heavy.critical_temperature, rel=1e-12)
    assert light.coupling == heavy.coupling
