"""The bound pair: closed form against the eigenproblem, weak limit, and the estimate made of lattice numbers."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.integrate import quad

from onnes.pairing import bcs_ratios as bcs
from onnes.pairing import pair_binding as pairs
from onnes.pairing.atomic_scales import atomic_energy, fermi_energy, mass_ratio_root
from onnes.pairing.cooper_problem import ground_energy
from onnes.units.constants import ATOMIC_MASS, BOLTZMANN, ELECTRON_MASS, HBAR, VACUUM_PERMEABILITY

spacings = st.floats(1e-10, 1e-9)
masses = st.floats(5.0, 250.0).map(lambda u: u * ATOMIC_MASS)


@pytest.mark.parametrize("coupling", [0.07, 0.1, 0.3, 1.0, 2.0])
def test_w20_eigenproblem_agrees_with_the_closed_form(coupling):
    assert -ground_energy(coupling) == pytest.approx(pairs.binding_energy(1.0, coupling), rel=1e-8)


@settings(deadline=None)
@given(st.floats(0.05, 5.0))
def test_w22_binding_solves_the_equation_with_the_sign_of_an_attraction(coupling):
    binding = pairs.binding_energy(1.0, coupling)
    integral, _ = quad(lambda e: 1 / (e + binding), 0.0, 1.0, points=[binding] if binding < 1 else None, limit=200)
    assert coupling * integral == pytest.approx(1.0, rel=1e-6)


def test_w20_as_printed_has_no_bound_state():
    """1 = -B ln((hbar omega_D + Delta)/Delta): the right side is negative for every Delta above 0."""
    for binding in (1e-12, 1e-3, 1.0, 1e6):
        assert -0.3 * math.log((1 + binding) / binding) < 0


def test_w23_is_the_weak_limit():
    ratios = [pairs.weak_binding_energy(1.0, b) / pairs.binding_energy(1.0, b) for b in (2.0, 0.5, 0.2, 0.05)]
    assert ratios == sorted(ratios)
    assert ratios[-1] == pytest.approx(1.0, abs=3e-9)
    assert ratios[0] == pytest.approx(1 - math.exp(-0.5), rel=1e-12)


@settings(deadline=None)
@given(spacings, masses, st.floats(0.5, 2.0))
def test_w25_corrected_is_the_weak_binding_with_a_quantum_of_e_over_beta(spacing, mass, xi):
    quantum = atomic_energy(spacing) / mass_ratio_root(mass)
    coupling = pairs.coupling(spacing, fermi_energy(spacing), xi)
    estimate = pairs.estimated_binding(spacing, mass, xi)
    assert estimate == pytest.approx(pairs.weak_binding_energy(quantum, coupling), rel=1e-12)


def test_w25_corrected_is_as_small_as_the_text_says_and_printed_is_not():
    spacing, mass = 3e-10, 50 * ATOMIC_MASS
    corrected = pairs.estimated_binding(spacing, mass) / atomic_energy(spacing)
    assert 1e-5 <= corrected <= 1e-4
    assert corrected * mass_ratio_root(mass) ** 2 > 1e-1


@settings(deadline=None)
@given(spacings, masses, st.floats(0.5, 2.0))
def test_the_constant_that_a_binding_needs_gives_it_back(spacing, mass, xi):
    binding = pairs.estimated_binding(spacing, mass, xi)
    assert pairs.exponent_for_binding(binding, spacing, mass) == pytest.approx(xi, rel=1e-10)


@settings(deadline=None)
@given(spacings, masses, st.floats(0.5, 2.0))
def test_binding_falls_as_the_root_of_the_ion_mass(spacing, mass, xi):
    heavy, light = (pairs.estimated_binding(spacing, m, xi) for m in (4 * mass, mass))
    assert heavy == pytest.approx(light / 2, rel=1e-12)


@settings(deadline=None)
@given(spacings, masses)
def test_slope_with_spacing_is_the_logarithmic_derivative(spacing, mass):
    h = 1e-5
    up, down = (pairs.estimated_binding(spacing * math.exp(s), mass) for s in (h, -h))
    slope = pairs.binding_slope_with_spacing(spacing, fermi_energy(spacing))
    assert slope == pytest.approx(math.log(up / down) / (2 * h), rel=1e-6, abs=1e-6)


def test_exponent_constant_two_ways():
    s, a, f, c, g, b = 1.2, 3.1, 5.4, 0.9, 3.0, 8.0
    kappa = f * c * g / (a * b)
    assert pairs.exponent_constant(s, kappa, a, b) == pytest.approx(2 * b**2 / (s * a * f * c * g), rel=1e-14)


def test_universal_ratios():
    assert pytest.approx(3.527754, abs=1e-6) == bcs.GAP_RATIO
    assert pytest.approx(1.426127, abs=1e-6) == bcs.HEAT_JUMP
    assert pytest.approx(1.133866, abs=1e-6) == bcs.PREFACTOR
    assert pytest.approx(4.0, rel=1e-14) == bcs.GAP_RATIO * bcs.PREFACTOR


@settings(deadline=None)
@given(st.floats(10.0, 2000.0), st.floats(1e-2, 100.0))
def test_condensation_energy_is_half_the_states_times_gap_squared(sommerfeld, critical):
    """gamma = (2/3) pi^2 k^2 N(0), N(0) per spin."""
    states = 3 * sommerfeld / (2 * math.pi**2 * BOLTZMANN**2)
    field = bcs.critical_field(sommerfeld, critical)
    assert field**2 / (2 * VACUUM_PERMEABILITY) == pytest.approx(states * bcs.gap(critical) ** 2 / 2, rel=1e-12)


@settings(deadline=None)
@given(st.floats(50.0, 1500.0), st.floats(0.1, 0.8))
def test_the_strength_that_a_temperature_needs_gives_it_back(debye, strength):
    critical = bcs.critical_temperature(debye, strength)
    assert bcs.coupling_for_temperature(critical, debye) == pytest.approx(strength, rel=1e-12)


def test_weak_coupling_tc_and_gap_are_one_equation():
    """2 hbar omega_D exp(-1/NV) is the gap to which 1.134 hbar omega_D exp(-1/NV) is the temperature."""
    critical = bcs.critical_temperature(300.0, 0.2)
    assert bcs.gap(critical) == pytest.approx(2 * BOLTZMANN * 300.0 * math.exp(-5), rel=1e-12)


def test_coherence_length_of_the_text():
    """hbar v_F / pi Delta is Weisskopf's rho over pi."""
    velocity, critical = 1e6, 4.0
    rho = HBAR * (ELECTRON_MASS * velocity) / (ELECTRON_MASS * bcs.gap(critical))
    assert bcs.coherence_length(velocity, critical) == pytest.approx(rho / math.pi, rel=1e-12)
