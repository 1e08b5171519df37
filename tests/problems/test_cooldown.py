"""A front through a metal with pins: exact limits of the law, flux conserved, the run beside the law."""

from dataclasses import replace
from math import exp, inf, pi, sqrt

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.problems.cooldown import (
    Pins,
    Scaled,
    expelling_gradient,
    few_pins_limit,
    metal_of,
    slow_front,
    sweep,
    trapped_fraction,
)
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

GROUPS = Scaled(ratio=0.8, pins=2.0, radius=1.0, strength=inf, core=False, drag=0.05)
NIOBIUM = metal_of("Nb", 300.0)


class EvenCapture(Scaled):
    """Chance of capture that is the same everywhere in the mixed state: ``pins`` in all of it."""

    def capture(self, theta):
        return np.full_like(theta, self.pins / (1 - self.ratio))


@pytest.mark.parametrize("number", [1e-3, 0.3, 2.0, 50.0])
def test_even_capture_has_a_closed_form(number):
    """F = (N/2)(1 - F)^2, see `onnes.problems.cooldown.slow_front`."""
    even = EvenCapture(0.8, number, 1.0, inf, False, 0.05)
    assert slow_front(even) == pytest.approx(1 + (1 - sqrt(1 + 2 * number)) / number, rel=1e-9)


def test_few_strong_pins_trap_as_the_inverse_gradient():
    """Kubo's law: a gradient ten times as steep makes the mixed state a tenth as thick."""
    pins = Pins(density=1e5, radius=1e-6, depth=0.0, current=1e18)
    gradients = np.array([0.1, 1.0, 10.0])
    found = [slow_front(Scaled.behind_front(NIOBIUM, 1e-5, each, 0.0, pins)) for each in gradients]
    np.testing.assert_allclose(np.array(found) * gradients, found[0] * 0.1, rtol=1e-3)
    limit = few_pins_limit(Scaled.behind_front(NIOBIUM, 1e-5, 10.0, 0.0, pins))
    assert found[-1] == pytest.approx(limit, rel=1e-4)


def test_limits_of_the_law():
    assert slow_front(replace(GROUPS, pins=0.0)) == 0
    assert slow_front(replace(GROUPS, strength=0.0)) == 0
    assert slow_front(replace(GROUPS, pins=1e9)) == pytest.approx(1, abs=1e-4)
    fractions = [slow_front(replace(GROUPS, strength=each)) for each in (0.1, 0.5, 1.0, 5.0, inf)]
    assert np.all(np.diff(fractions) > 0)


def test_thickness_of_the_mixed_state_and_thermal_force():
    field, gradient = 1e-5, 20.0
    cold = [NIOBIUM.critical_temperature * field / slope / gradient for slope in (NIOBIUM.upper, NIOBIUM.lower)]
    assert NIOBIUM.domain_thickness(field, gradient) == pytest.approx(cold[1] - cold[0], rel=1e-12)
    # Work of the force over the way in which the energy of a line rises from 0 to Phi_0 Bc1/mu_0, with Bc1 = B.
    work = NIOBIUM.thermal_force(gradient) * NIOBIUM.depth(field, gradient)
    assert work == pytest.approx(FLUX_QUANTUM * field / VACUUM_PERMEABILITY, rel=1e-12)
    length = NIOBIUM.gradient_length(gradient)
    there = gradient * length / NIOBIUM.critical_temperature
    assert NIOBIUM.length / sqrt(there) == pytest.approx(length, rel=1e-12)


def test_the_strongest_core_pin_holds_from_the_gradient_length_on():
    """A line at a depth s has energy f s; no column holds it with more than that energy over xi."""
    gradient = 1.0
    field = NIOBIUM.lower * gradient * NIOBIUM.gradient_length(gradient) / NIOBIUM.critical_temperature
    ratio = NIOBIUM.core_pin_force(field, 1.0) / NIOBIUM.thermal_force(gradient)
    assert 0.1 < ratio < 1


def test_islands():
    pins = Pins(density=1e8, radius=3e-5, depth=5e-4)
    area = 1 - exp(-pi * 1e8 * 9e-10)
    assert pins.left_behind(NIOBIUM, 0.0) == pytest.approx(area, rel=1e-12)
    assert pins.left_behind(NIOBIUM, pins.island_gradient) == pytest.approx(area / np.e, rel=1e-12)
    assert replace(pins, depth=0.0).left_behind(NIOBIUM, 1.0) == 0
    assert replace(pins, radius=1e-7).left_behind(NIOBIUM, 1.0) == 0, "smaller than the core"


def test_expelling_gradient():
    pins = Pins(density=1e8, radius=3e-5, depth=5e-4)
    gradient = expelling_gradient(NIOBIUM, 1e-6, pins, 0.01)
    assert trapped_fraction(NIOBIUM, 1e-6, gradient, pins) == pytest.approx(0.01, rel=1e-6)
    assert expelling_gradient(NIOBIUM, 1e-6, replace(pins, density=0.0), 0.01) == 0


@pytest.fixture(scope="module")
def slow():
    return sweep(GROUPS, 60, 5)


def test_flux_is_conserved_to_rounding_and_stays_positive(slow):
    assert slow.status == "converged"
    assert slow.imbalance < 1e-13
    assert np.ptp(slow.flux.sum(axis=1)) > 1, "the cells do lose flux"
    assert slow.flux.min() > -1e-5
    assert np.all(slow.captured <= slow.flux + 1e-3)


def test_a_front_without_pins_traps_nothing():
    assert abs(sweep(replace(GROUPS, pins=0.0), 40, 3).trapped_fraction) < 1e-6


def test_a_fast_front_and_a_uniform_quench_trap_everything():
    assert sweep(replace(GROUPS, drag=300.0), 40, 3).trapped_fraction == pytest.approx(1, abs=1e-4)
    quench = sweep(replace(GROUPS, drag=300.0), 40, 3, uniform=True)
    assert quench.flux[-1, 20] == pytest.approx(1, abs=1e-6)
    assert quench.imbalance < 1e-13


def test_pins_hold_what_a_slow_uniform_cooldown_would_lose():
    free, held = (sweep(replace(GROUPS, pins=each, drag=0.1), 40, 3, uniform=True) for each in (0.0, 300.0))
    assert free.flux[-1].mean() < 0.6
    assert held.flux[-1].mean() > 0.97


@pytest.mark.long
def test_the_run_goes_to_the_law_with_the_cells():
    exact = slow_front(GROUPS)
    errors = [sweep(replace(GROUPS, drag=0.01), cells, 3).trapped_fraction / exact - 1 for cells in (40, 80, 160)]
    assert abs(errors[2]) < 0.6 * abs(errors[0])
    assert abs(errors[2]) < 0.05


def test_a_metal_of_type_one_is_refused():
    with pytest.raises(InputError, match="kappa"):
        metal_of("Al", 10.0)
