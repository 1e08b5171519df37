"""The moving boundary in SI units: Fig. 3 in both readings, the sign of E_x, refusals."""

import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.units.constants import ELEMENTARY_CHARGE, VACUUM_PERMEABILITY


def run(**inputs):
    return experiment("boundary-layer", **inputs).run()


@pytest.fixture(scope="module")
def text():
    return run()


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
    assert holes["force_x_on_carriers"] == pytest.approx(text["force_x_on_carriers"], rel=1e-9)
    assert text["force_x_on_carriers"] == pytest.approx(-ELEMENTARY_CHARGE * text["electric_field_x"])
    assert text["charge_share"] < 1e-12


def test_lengths_and_field_of_a_material():
    tin = experiment("boundary-layer", material="Sn", temperature="2 K")
    assert 0 < tin.share() < 1
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
