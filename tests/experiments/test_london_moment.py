"""The London moment: cooled or spun up, by three laws; identities of the text; who gets the angular momentum."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.problems.screening.london import cylinder_field
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, SPEED_OF_LIGHT, VACUUM_PERMEABILITY


def run(**inputs):
    return experiment("london-moment", **inputs).run()


@pytest.fixture
def cooled(example_of):
    """The defaults: 5 mm at 100 revolutions a second, lambda = 50 nm, cooled while it rotates."""
    return example_of("london-moment")


@pytest.fixture(scope="module")
def spun():
    return run(start="spun-up", angular_velocity="-300 rad/s")


def test_a_body_cooled_while_it_rotates_has_the_london_moment(cooled):
    assert cooled["london_field"] == pytest.approx(7.1448e-9, rel=1e-5)
    assert cooled["field_over_london"] == pytest.approx(1, abs=1e-12)
    assert cooled["sign"] == 1
    assert cooled["surface_current"] == pytest.approx(cooled["london_field"] / VACUUM_PERMEABILITY, rel=1e-12)
    assert cooled["current_depth"] == pytest.approx(50e-9, rel=1e-4)
    assert cooled["lag_speed"] == pytest.approx(cooled["orbit_speed"] * (1 - 50e-9 / (2 * 5e-3)), rel=2e-4)


def test_the_field_rises_below_the_surface_as_londons_does(cooled):
    B, r = cooled.arrays["magnetic_field"].values[-1], cooled.arrays["r_face"].values
    exact = cooled["london_field"] * (1 - cylinder_field(r, 5e-3, 50e-9))
    np.testing.assert_allclose(B, exact, atol=2e-4 * cooled["london_field"])


def test_current_and_moment_in_si_units(cooled, spun):
    """J = -d_r B/mu_0 on all records; electrons of charge -e that stay behind carry it along omega at the surface."""
    for result, omega in ((cooled, 200 * np.pi), (spun, -300.0)):
        r_face, B, J = (result.arrays[name].values for name in ("r_face", "magnetic_field", "current_density"))
        curl = -np.diff(B, axis=1) / np.diff(r_face) / VACUUM_PERMEABILITY
        np.testing.assert_allclose(J[:, 1:-1], curl, atol=2e-4 * np.max(np.abs(curl)))
        density = ELECTRON_MASS / (VACUUM_PERMEABILITY * 50e-9**2 * ELEMENTARY_CHARGE**2)
        assert J[-1, -1] == pytest.approx(density * ELEMENTARY_CHARGE * 2 * 50e-9 * omega, rel=1e-3)
        assert result["magnetisation"] == pytest.approx(result["field"] / VACUUM_PERMEABILITY, rel=1e-12)
        assert result["field_by_measured_mass"] == pytest.approx(1.000084 * result["london_field"], rel=1e-12)
        assert result.arrays["omega"].values[-1] == pytest.approx(omega)
        assert result.arrays["time"].values[-1] == pytest.approx(10)


def test_angular_momenta_in_si_units(cooled, spun):
    """-2 (m/e) pi R^2 B/mu_0 of the lag, n_s m omega pi R^4/2 of the rotation; (omega R/2c)^2 of the field."""
    for result, omega in ((cooled, 200 * np.pi), (spun, -300.0)):
        lag = -4 * np.pi * (ELECTRON_MASS / ELEMENTARY_CHARGE) ** 2 * 5e-3**2 * omega / VACUUM_PERMEABILITY
        assert result["angular_momentum_limit"] == pytest.approx(lag, rel=1e-9, abs=0)
        assert result["angular_momentum"] == pytest.approx(lag, rel=1e-4, abs=0)
        of_field = result["field_angular_momentum"] / lag
        assert of_field == pytest.approx(-((omega * 5e-3 / (2 * SPEED_OF_LIGHT)) ** 2), rel=1e-6, abs=0)
    density = ELECTRON_MASS / (VACUUM_PERMEABILITY * 50e-9**2 * ELEMENTARY_CHARGE**2)
    rigid = density * ELECTRON_MASS * 200 * np.pi * np.pi * 5e-3**4 / 2
    assert cooled["from_other_forces"] == pytest.approx(-rigid, rel=5e-4)  # by the quadrature of the graded grid
    assert cooled["from_faraday"] == pytest.approx(rigid, rel=5e-4)


def test_the_time_of_ginzburg_landau_theory_is_that_of_diffusion_over_lambda():
    rotor = experiment("london-moment", law="tdgl", conductivity=2e9, penetration_depth="40 nm")
    assert rotor._time_unit(rotor.depth()) == pytest.approx(VACUUM_PERMEABILITY * 2e9 * 40e-9**2, rel=1e-9, abs=0)


def test_a_free_body_turns_faster_on_cooling():
    """By 8 (m/e)^2/(mu_0 rho R^2) of its speed, by conservation of angular momentum."""
    result = run(mass_density=8000, radius="1 mm")
    expected = 8 * (ELECTRON_MASS / ELEMENTARY_CHARGE) ** 2 / (VACUUM_PERMEABILITY * 8000 * 1e-3**2)
    assert result["recoil_over_rotation"] == pytest.approx(expected, rel=5e-4, abs=0)


def test_the_course_does_not_matter_to_a_superconductor_but_to_a_perfect_conductor(spun):
    """Spun up it has the moment, along omega < 0; cooled while it rotates a perfect conductor has none."""
    assert spun["field"] == pytest.approx(-300 * 2 * ELECTRON_MASS / ELEMENTARY_CHARGE, rel=1e-9)
    assert spun["sign"] == 1
    perfect = run(law="perfect-conductor")
    assert perfect["field"] == 0
    assert perfect.warnings


def test_the_ledger(cooled, spun):
    """Spun up all the condensate gets is from Faraday's field; cooled, the lattice takes its rigid rotation."""
    for result in (cooled, spun):
        assert result["momentum_over_closed_form"] == pytest.approx(1, abs=1e-4)
        assert result["body_gain"] == -result["electrons_gain"]
        assert abs(result["field_angular_momentum"]) < 1e-12 * abs(result["angular_momentum"])
    assert cooled["from_other_forces_over_rigid"] == pytest.approx(-1, abs=1e-12)
    assert spun["from_other_forces_over_rigid"] == pytest.approx(0, abs=1e-12)
    assert cooled["electrons_gain"] < 0 < cooled["from_faraday"]


def test_orbits_of_the_text_are_identities(cooled, spun):
    for result in (cooled, spun):
        assert result["orbit_identity"] == pytest.approx(1, rel=1e-14)
        assert result["orbit_magnetisation_over_sheet"] == pytest.approx(1, rel=1e-12)


def test_the_measured_mass_is_four_standard_uncertainties_from_both(cooled):
    assert cooled["measured_mass_ratio"] == 1.000084
    assert cooled["hole_deviation"] == pytest.approx(4.0)
    assert cooled["conventional_deviation"] == pytest.approx(92 / 21)


@pytest.mark.parametrize(("inputs", "names"), [
    ({"revolutions": "1 Hz", "angular_velocity": "1 rad/s"}, "angular_velocity"), ({"revolutions": 0}, "revolutions"),
    ({"angular_velocity": "100 Hz"}, "angular_velocity"), ({"revolutions": "100 rad/s"}, "revolutions"),
    ({"kappa": 1}, "kappa"), ({"radius": "100 nm"}, "radius"), ({"law": "tdgl", "radius": "1 mm"}, "radius"),
    ({"law": "tdgl", "duration": "1 s"}, "duration")])
def test_contradictions_are_refused(inputs, names):
    with pytest.raises(InputError) as refusal:
        experiment("london-moment", **inputs)
    assert refusal.value.argument == names
