"""Closed forms of chains: arrangement, screening, window of fields, peak of the conductance."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.chains import arrangement, criterion, energies, field_order, screening, thresholds, weak_field
from onnes.chains.thermal_moment import langevin, thermal_moment
from onnes.units.constants import BOHR_MAGNETON, BOLTZMANN, ELECTRON_MASS, ELEMENTARY_CHARGE, HBAR, VACUUM_PERMITTIVITY

ALUMINIUM = 2.86e-10
shares = st.floats(1e-6, 1 - 1e-9)


@pytest.mark.parametrize("angle", [0.0, 0.4, arrangement.REPELLING_ANGLE, 1.2, math.pi / 2])
def test_factor_of_parallel_moments_is_that_of_the_dipole_tensor(angle):
    moment, line = np.array([math.cos(angle), math.sin(angle), 0]), np.array([1.0, 0, 0])
    tensor = np.eye(3) - 3 * np.outer(line, line)
    assert arrangement.parallel_factor(angle) == pytest.approx(-moment @ tensor @ moment, abs=1e-14)


def test_thomas_fermi_length_is_that_of_the_density_of_states():
    density = 1.81e29
    fermi = (HBAR * (3 * math.pi**2 * density) ** (1 / 3)) ** 2 / (2 * ELECTRON_MASS)
    states = 3 * density / (2 * fermi)
    expected = math.sqrt(VACUUM_PERMITTIVITY / (ELEMENTARY_CHARGE**2 * states))
    assert screening.thomas_fermi_length(density) == pytest.approx(expected, rel=1e-8)
    assert expected == pytest.approx(48.7e-12, rel=1e-3)


@settings(deadline=None, max_examples=40)
@given(st.floats(0.01, 200.0), st.floats(0.1, 1.0))
def test_screened_repulsion_is_held_at_both_spacings_and_not_between(moment, duty):
    mu, length = moment * BOHR_MAGNETON, 50e-12
    near, far = screening.screened_spacings_to_bind(mu, length, duty)

    def net(spacing):
        repulsion = screening.screened_coulomb_energy(spacing, length)
        return 1 + energies.mean_dipole_energy(mu, spacing, duty) / repulsion

    assert net(near) == pytest.approx(0, abs=1e-7)
    assert net(far) == pytest.approx(0, abs=1e-7)
    assert near < 2 * length < far
    assert net(2 * length) > 0 > max(net(0.9 * near), net(1.1 * far))


def test_weak_screening_leaves_the_spacing_of_the_text_and_a_large_moment_binds_at_any():
    near, _ = screening.screened_spacings_to_bind(BOHR_MAGNETON, 1e-6)
    assert near == pytest.approx(criterion.spacing_to_bind(BOHR_MAGNETON), rel=1e-6)
    length, moment = 50e-12, 250 * BOHR_MAGNETON
    assert screening.screened_spacings_to_bind(moment, length) is None
    for spacing in np.logspace(-12, -8, 30):
        repulsion = screening.screened_coulomb_energy(spacing, length)
        assert -energies.mean_dipole_energy(moment, spacing) > repulsion


def test_no_chain_breaks_below_the_field_of_the_least_moment():
    assert thresholds.least_critical_field(ALUMINIUM) == pytest.approx(58.72, rel=1e-4)
    assert thresholds.least_critical_field(ALUMINIUM, 0.25) == pytest.approx(58.72 / 2, rel=1e-4)
    needed = criterion.moment_to_bind(ALUMINIUM)
    assert thresholds.critical_field(2 * needed, ALUMINIUM) == pytest.approx(
        2 * thresholds.least_critical_field(ALUMINIUM), rel=1e-12)


def test_volume_slope_is_the_logarithmic_derivative():
    moment, spacing = 1.5 * criterion.moment_to_bind(ALUMINIUM), ALUMINIUM
    step = 1e-5
    up, down = (math.log(thresholds.critical_temperature(moment, spacing * math.exp(s * step / 3))) for s in (1, -1))
    assert thresholds.volume_slope(moment, spacing) == pytest.approx((up - down) / (2 * step), rel=1e-7)
    repulsion = energies.coulomb_energy(spacing) / BOLTZMANN
    tuned = thresholds.moment_for_temperature(1.175, spacing)
    assert thresholds.volume_slope(tuned, spacing) == pytest.approx(-1 - 2 * repulsion / (3 * 1.175), rel=1e-8)


@settings(deadline=None)
@given(shares)
def test_inverse_langevin(share):
    x = field_order.inverse_langevin(share)
    assert float(langevin(x)) == pytest.approx(share, rel=1e-9)


def test_inverse_langevin_at_its_ends():
    assert field_order.inverse_langevin(0) == 0
    assert field_order.inverse_langevin(1e-5) == pytest.approx(3e-5, rel=1e-9)
    assert field_order.inverse_langevin(1 - 1e-6) == pytest.approx(1e6, rel=1e-9)


@pytest.mark.parametrize(("times", "kelvin", "duty"), [(1.01, 1.0, 1.0), (2.0, 4.2, 0.5), (1.5, 300.0, 1.0)])
def test_edges_of_a_window_are_where_energies_balance(times, kelvin, duty):
    moment = times * thresholds.moment_for_temperature(kelvin, ALUMINIUM, duty)
    window = field_order.field_window(moment, ALUMINIUM, kelvin, duty, BOHR_MAGNETON)
    mean = thermal_moment(moment, window.onset, kelvin)
    assert mean / moment == pytest.approx(window.share, rel=1e-9)
    repulsion = energies.coulomb_energy(ALUMINIUM) + BOLTZMANN * kelvin
    assert -energies.mean_dipole_energy(mean, ALUMINIUM, duty) == pytest.approx(repulsion, rel=1e-8)
    aligned = -energies.mean_dipole_energy(moment, ALUMINIUM, duty)
    assert moment * window.breaking == pytest.approx(aligned, rel=1e-12)
    free = thermal_moment(BOHR_MAGNETON, window.restoring, kelvin) / BOHR_MAGNETON
    assert free == pytest.approx(window.share, rel=1e-9)


def test_a_field_that_breaks_chains_has_aligned_their_moments():
    for times in (1.001, 1.1, 3, 100):
        moment = times * thresholds.moment_for_temperature(4.2, ALUMINIUM)
        window = field_order.field_window(moment, ALUMINIUM, 4.2)
        assert window.restoring == window.onset < window.breaking
        assert 1 - thermal_moment(moment, window.breaking, 4.2) / moment < 1e-4


def test_no_window_without_binding():
    assert field_order.field_window(BOHR_MAGNETON, ALUMINIUM, 0.01) is None


@pytest.mark.parametrize("binding", [0.0, 0.3, 1.0, 5.0, 40.0])
def test_peak_is_the_largest_share(binding):
    x = np.linspace(0.01, binding + 20, 40001)
    share = weak_field.chain_share(x, binding)
    assert weak_field.peak(binding) == pytest.approx(x[np.argmax(share)], abs=2e-3)
    turns = np.diff(np.sign(np.diff(share)))
    assert np.count_nonzero(turns) == 1


def test_share_of_chains_at_its_ends():
    assert weak_field.chain_share(0.0, 3.0) == 0
    assert float(weak_field.chain_share(3.0, 3.0)) == pytest.approx(float(langevin(3.0)) / 2, rel=1e-14)
    assert float(weak_field.chain_share(1e3, 3.0)) == 0


def test_peak_of_strongly_bound_chains_is_their_critical_field():
    for binding in (1e3, 1e6):
        assert weak_field.peak(binding) == pytest.approx(binding - 2 * math.log(binding), rel=1e-4)
    moment = 1e4 * weak_field.moment_unit(ALUMINIUM, 4.2)
    assert weak_field.peak_field(moment, ALUMINIUM, 4.2) == pytest.approx(
        thresholds.critical_field(moment, ALUMINIUM), rel=1e-6)


def test_a_small_moment_has_its_peak_at_the_thermal_field():
    expected = weak_field.peak(0.0) * BOLTZMANN * 4.2 / (0.01 * BOHR_MAGNETON)
    assert weak_field.peak_field(0.01 * BOHR_MAGNETON, ALUMINIUM, 4.2) == pytest.approx(expected, rel=1e-5)


def test_no_moment_has_a_peak_below_the_least_and_two_above():
    least, at = weak_field.least_peak()
    ratios = np.linspace(0.3, 6, 400)
    peaks = [weak_field.peak(ratio**2) / ratio for ratio in ratios]
    assert least == pytest.approx(min(peaks), rel=1e-4)
    assert at == pytest.approx(ratios[np.argmin(peaks)], abs=0.03)
    unit = weak_field.field_unit(ALUMINIUM, 4.2, 0.5)
    assert weak_field.moments_for_peak(0.99 * least * unit, ALUMINIUM, 4.2, 0.5) is None
    small, large = weak_field.moments_for_peak(3 * unit, ALUMINIUM, 4.2, 0.5)
    assert small < at * weak_field.moment_unit(ALUMINIUM, 4.2, 0.5) < large
    for moment in (small, large):
        assert weak_field.peak_field(moment, ALUMINIUM, 4.2, 0.5) == pytest.approx(3 * unit, rel=1e-9)


def test_units_are_those_of_a_moment_whose_attraction_is_thermal():
    moment = weak_field.moment_unit(ALUMINIUM, 4.2, 0.5)
    assert -energies.mean_dipole_energy(moment, ALUMINIUM, 0.5) == pytest.approx(BOLTZMANN * 4.2, rel=1e-12)
    assert thresholds.critical_field(moment, ALUMINIUM, 0.5) == pytest.approx(
        weak_field.field_unit(ALUMINIUM, 4.2, 0.5), rel=1e-12)
