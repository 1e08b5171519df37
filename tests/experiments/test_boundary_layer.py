"""The moving boundary in SI units: Fig. 3 in both readings, the sign of E_x, refusals."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.materials import material
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY, VACUUM_PERMITTIVITY

DEPTH, FIELD, SPEED, WIDTH, THRUST, SHARE, CONDUCTIVITY = 70e-9, 12e-3, 4e-3, 50e-9, 35e-9, 0.7, 3e9


def run(**inputs):
    return experiment("boundary-layer", **inputs).run()


@pytest.fixture(scope="module")
def text():
    return run()


@pytest.fixture(scope="module", params=["electrons", "holes"])
def other(request):
    """A layer with none of the defaults."""
    return run(carriers=request.param, penetration_depth=DEPTH, field=FIELD, speed=SPEED, width=WIDTH, thrust=THRUST,
               superfluid_fraction=SHARE, conductivity=CONDUCTIVITY)


def charge_and_density(result):
    """q, and n_s far behind."""
    charge = ELEMENTARY_CHARGE * (-1 if result.inputs["carriers"] == "electrons" else 1)
    return charge, ELECTRON_MASS / (VACUUM_PERMEABILITY * DEPTH**2 * charge**2)


def test_fig_3_inside_both_readings_hold_and_at_the_boundary_momentum_is_open(text):
    assert text["resting_residual"] < 1e-13
    assert text["moving_residual"] < 1e-13
    assert text["power"] == pytest.approx(30e-3**2 / (2 * VACUUM_PERMEABILITY) * 1e-3)
    assert text["open_momentum"] == pytest.approx(-text["electric_momentum"], rel=1e-12)
    assert text["carrier_velocity"] == pytest.approx(263.8, rel=1e-3)


def test_ledgers_close(text):
    assert abs(text["momentum_balance_y"]) < 1e-12
    assert abs(text["momentum_balance_x"]) < 1e-12
    assert abs(text["energy_balance"]) < 1e-3
    assert text["lattice_friction"] == pytest.approx(-text["lattice_electric"], rel=1e-6)
    assert text["pressure_on_lattice"] == pytest.approx(-30e-3**2 / (2 * VACUUM_PERMEABILITY), rel=1e-9)


def test_a_thrust_of_lambda_spares_condensation_two_thirds_of_the_momentum(text):
    assert text["condensation_share"] == pytest.approx(0.375, abs=2e-3)
    assert text["super_magnetic"] + text["super_conversion"] == pytest.approx(-text["super_electric"], rel=1e-6)
    assert text["conventional_kinetic"] == pytest.approx(1, rel=1e-3)


def test_e_x_that_drives_the_backflow_is_along_the_motion_for_electrons_and_against_it_for_holes(text):
    """The body of the text, not the caption of Fig. 5; the field of Bernoulli's effect is the caption's."""
    assert text["backflow"] < 0
    assert text["electric_field_x"] > 0
    assert text["bernoulli_field"] < 0
    holes = run(carriers="holes")
    assert holes["electric_field_x"] == pytest.approx(-text["electric_field_x"], rel=1e-9)
    assert holes["open_momentum"] == pytest.approx(-text["open_momentum"], rel=1e-9)
    assert holes["force_x_on_carriers"] == pytest.approx(text["force_x_on_carriers"], rel=1e-9, abs=0)
    assert text["force_x_on_carriers"] == pytest.approx(-ELEMENTARY_CHARGE * text["electric_field_x"], rel=1e-9,
                                                        abs=0)
    assert text["charge_share"] < 1e-12


def test_backflow_and_e_x_in_si_units(other):
    """u_n from the prescribed densities; E_x = q n u_n/sigma, as the Hall field is a thousandth of it."""
    charge, density = charge_and_density(other)
    x, back, electric = (other.arrays[name].values for name in ("x", "normal_x", "electric_field_x"))
    converted, here = (1 / (1 + np.exp(4 * (x + shift) / WIDTH)) for shift in (THRUST, 0.0))
    np.testing.assert_allclose(back, -SPEED * (here - converted) / (1 / SHARE - here), atol=2e-3 * SPEED)
    assert other["backflow"] == pytest.approx(back.min(), rel=5e-3)
    expected = charge * density / SHARE * back / CONDUCTIVITY
    np.testing.assert_allclose(electric, expected, atol=3e-3 * np.max(np.abs(expected)))
    assert other["electric_field_x"] == pytest.approx(electric[np.argmax(np.abs(electric))], rel=1e-12)
    change = np.max(np.abs(np.gradient(electric, x))) * VACUUM_PERMITTIVITY
    assert other["charge_share"] == pytest.approx(change / (ELEMENTARY_CHARGE * density / SHARE), rel=1e-9, abs=0)
    speed = charge / ELECTRON_MASS * DEPTH * FIELD
    assert other["carrier_velocity"] == pytest.approx(-speed, rel=1e-9)
    assert other["bernoulli_field"] == pytest.approx(speed * FIELD, rel=1e-9)


def test_profiles_in_si_units_obey_maxwell_and_london(other):
    charge, density = charge_and_density(other)
    x, B, along_s, share, forward, gamma, magnetic, electric = (other.arrays[name].values for name in (
        "x", "magnetic_field", "superfluid_y", "superfluid", "superfluid_x", "conversion", "super_magnetic_y",
        "super_electric_y"))
    n = share * density / SHARE
    np.testing.assert_allclose(other.arrays["electric_field_y"].values, SPEED * B, rtol=1e-9)
    slope = np.gradient(along_s, x)
    np.testing.assert_allclose(slope[1:-1], (-charge / ELECTRON_MASS * B)[1:-1], atol=2e-2 * np.max(np.abs(slope)))
    assert np.trapezoid(gamma, x) == pytest.approx(density * SPEED, rel=1e-3)
    for force, exact in ((magnetic, -charge * n * forward * B), (electric, charge * n * SPEED * B)):
        np.testing.assert_allclose(force, exact, atol=3e-3 * np.max(np.abs(exact)))
    pull = other.arrays["sharp_force_x"].values  # into the superconductor, for either charge
    assert np.min(pull) == pytest.approx(-ELEMENTARY_CHARGE**2 / ELECTRON_MASS * DEPTH * FIELD**2, rel=5e-2, abs=0)
    assert np.max(pull) <= 0


def test_momentum_and_power_in_si_units(other):
    """In the field of the layer n q int E_y dx goes to the lattice, and B_0^2/2 mu_0 x0' to the field."""
    charge, density = charge_and_density(other)
    x, B, gamma, along_s, along_n = (other.arrays[name].values for name in (
        "x", "magnetic_field", "conversion", "superfluid_y", "normal_y"))
    given = np.trapezoid(gamma * ELECTRON_MASS * (along_s - along_n), x)
    assert other["condensation_momentum"] == pytest.approx(given, rel=1e-3)
    assert other["condensation_share"] == pytest.approx(given / other["open_momentum"], rel=1e-3)
    assert other["lattice_friction"] == pytest.approx(density / SHARE * charge * SPEED * np.trapezoid(B, x), rel=1e-2)
    power = FIELD**2 / (2 * VACUUM_PERMEABILITY) * SPEED
    assert other["power_field"] == pytest.approx(power, rel=1e-9)
    kinetic = np.trapezoid(gamma * ELECTRON_MASS / 2 * (along_s - along_n) ** 2, x)
    assert other["power_condensation_kinetic"] == pytest.approx(kinetic, rel=1e-3)
    assert other["power_condensation_work"] == pytest.approx(power - kinetic, rel=1e-2)


def test_lengths_and_field_of_a_material():
    tin = experiment("boundary-layer", material="Sn", temperature="2 K")
    assert tin.share() == pytest.approx(1 - (2 / material("Sn").critical_temperature) ** 4, rel=1e-9)
    assert tin.run()["depth"] == pytest.approx(tin.depth())


@pytest.mark.parametrize(("inputs", "names"), [
    ({"conductivity": "1e9 S/m", "collision_time": "1 ps"}, "collision_time"), ({"width": "1 nm"}, "width"),
    ({"width": "1 um"}, "width"), ({"thrust": "2 um"}, "thrust"), ({"temperature": "2 K"}, "temperature"),
    ({"law": "perfect-conductor", "thrust": "300 nm"}, "thrust"), ({"superfluid_fraction": 1}, "superfluid_fraction"),
    ({"material": "Sn", "temperature": "0 K"}, "temperature"), ({"speed": "0 m/s"}, "speed")])
def test_contradictions_are_refused(inputs, names):
    with pytest.raises(InputError) as refusal:
        experiment("boundary-layer", **inputs)
    assert refusal.value.argument == names


def test_eddy_currents_across_the_layer_give_a_warning():
    assert run(speed="2 km/s").warnings
