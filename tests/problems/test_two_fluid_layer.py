"""The two-fluid layer: ledgers, limits, order of the scheme, and what its two laws say about the field left behind."""

import numpy as np
import pytest

from onnes.problems.layer_ledgers import Ledgers
from onnes.problems.two_fluid_layer import mean, two_fluid_layer

LAWS = ("london", "perfect-conductor")
cases = pytest.mark.parametrize(("law", "thrust", "width", "fraction", "friction"), [
    ("london", 0.0, 1.0, 0.9, 1e6), ("london", 1.3, 0.5, 0.6, 30.0), ("perfect-conductor", 1.0, 1.0, 0.9, 1e6),
    ("perfect-conductor", 0.7, 2.0, 0.5, 50.0)])


def total(layer, forces):
    return sum(float(layer.box @ force) for force in forces.values())


@cases
def test_momenta_balance_to_round_off(law, thrust, width, fraction, friction):
    layer = two_fluid_layer(law, thrust, width, fraction, friction)
    on_super, on_normal = layer.end_fluxes()
    assert total(layer, layer.super_forces()) == pytest.approx(on_super, abs=1e-12)
    assert total(layer, layer.normal_forces()) == pytest.approx(on_normal, abs=1e-12)
    ledgers = Ledgers(layer, inertia=1e-3)
    lattice = total(layer, ledgers.lattice_forces())
    assert lattice + ledgers.end_flux() == pytest.approx(-(1 - layer.field[0] ** 2) / 2, abs=1e-12)
    assert ledgers.powers()["field"] == pytest.approx((1 - layer.field_left) ** 2 / 2, abs=1e-9)


@cases
def test_energy_balances_to_second_order(law, thrust, width, fraction, friction):
    def open_power(resolution):
        ledgers = Ledgers(two_fluid_layer(law, thrust, width, fraction, friction, resolution), inertia=0.1 / friction)
        powers = ledgers.powers()
        given = powers["condensation_work"] + powers["condensation_kinetic"]
        return given - powers["field"] - powers["friction"] - powers["joining"] - ledgers.energy_flux()

    coarse, fine = open_power(12), open_power(24)
    assert abs(fine) < 2e-3
    assert np.log2(coarse / fine) == pytest.approx(2, abs=0.25)


def test_the_field_left_converges_in_second_order():
    left = [two_fluid_layer("perfect-conductor", 1.0, 1.0, 0.9, 1e6, n).field_left for n in (8, 16, 32)]
    assert np.log2((left[1] - left[0]) / (left[2] - left[1])) == pytest.approx(2, abs=0.2)


def test_carriers_that_condense_at_rest_where_they_are_leave_the_whole_field():
    layer = two_fluid_layer("perfect-conductor", 0.0, 1.0, 0.9, 1e6)
    np.testing.assert_allclose(layer.field, 1.0, rtol=1e-9)
    np.testing.assert_allclose(layer.super_current, 0.0, atol=1e-9)


def test_the_farther_the_thrust_the_less_field_stays():
    left = [two_fluid_layer("perfect-conductor", thrust, 1.0, 0.9, 1e6).field_left for thrust in (0, 0.5, 1, 2, 4)]
    assert np.all(np.diff(left) < 0)
    assert left[-1] < 1e-5


@pytest.mark.parametrize("thrust", [0.0, 1.0])
def test_a_thin_layer_of_one_phase_has_h17_and_needs_exp_minus_thrust(thrust):
    """h17 with the boundary at xi = 0; what condensing carriers must be given is the velocity where they condense."""
    layer = two_fluid_layer("london", thrust, 0.1, 0.9, 1e6)
    behind = layer.place < -0.3
    np.testing.assert_allclose(layer.field[behind], np.exp(layer.place[behind]), rtol=2e-3)
    given = layer.box @ (layer.conversion * layer.condensing)
    assert given == pytest.approx(np.exp(-thrust), rel=5e-3)


@pytest.mark.parametrize("width", [0.3, 2.0])
def test_kinetic_energy_of_carriers_that_condense_where_they_are_is_the_power_of_h25(width):
    """int Gamma (m/2) v_s^2 = (B0^2/2 mu_0) V for every profile: condensation pays, E_y hands it to the field."""
    coarse, fine = (Ledgers(two_fluid_layer("london", 0.0, width, 0.9, 1e9, n), 1e-9).powers()["condensation_kinetic"]
                    for n in (12, 24))
    assert fine == pytest.approx(0.5, rel=1e-3)
    assert (4 * fine - coarse) / 3 == pytest.approx(0.5, rel=1e-5)


@pytest.mark.parametrize("law", LAWS)
def test_e_x_drives_the_backflow_against_friction(law):
    """q E_x = m u_n/tau - q v_n B; the Hall field, smaller by (q B tau/m)^2 = 1e-3 here, has the same sign."""
    ledgers = Ledgers(two_fluid_layer(law, 1.0, 1.0, 0.9, 1e5), inertia=1e-7)
    _, back = ledgers.velocities()
    drag = ledgers.inertia * ledgers.layer.friction * mean(back)
    force = ledgers.electric_field()
    assert np.all(force < 0)
    np.testing.assert_allclose(force, drag, atol=1e-2 * np.max(np.abs(drag)))
