"""A growing orbit: the law of growth does not matter, the field of the others halves the speed, ledgers close."""

from math import pi

import numpy as np
import pytest

from onnes.carriers.orbit_expansion import grow_orbit
from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.experiments.orbit.growth import LAWS, growth
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY


def run(**inputs):
    return experiment("orbit", **inputs).run()


@pytest.fixture(scope="module", params=["ignored", "felt"])
def grown(request):
    return run(others=request.param, law="oscillating", penetration_depth="39 nm", start_radius="5 nm")


@pytest.mark.parametrize("law", LAWS)
def test_a_law_of_growth_has_its_ends_and_its_rate(law):
    radius = growth(law, 0.01, 1.0)
    assert radius(0.0)[0] == pytest.approx(0.01, rel=1e-12)
    assert radius(1.0)[0] == pytest.approx(1.0, rel=1e-12)
    for time in (0.2, 0.55, 0.9):
        slope = (radius(time + 1e-6)[0] - radius(time - 1e-6)[0]) / 2e-6
        assert radius(time)[1] == pytest.approx(slope, rel=1e-7)
    assert min(radius(time)[0] for time in np.linspace(0, 1, 200)) > 0


def test_the_speed_depends_on_the_radius_only(grown):
    """H50 with a start at rest; divided by 1 + r^2/4 lambda^2 in the field of all."""
    r, v = (grown.arrays[f"{name}_by_law"].values for name in ("radius", "speed"))
    alone = 1.75882001e11 * 80e-3 / 2 * (r - 5e-9**2 / r)
    felt = grown.inputs["others"] == "felt"
    np.testing.assert_allclose(v, alone / (1 + (r / 78e-9) ** 2 if felt else 1), rtol=1e-7, atol=1e-9)
    assert abs(grown["spread_over_laws"]) < 1e-9
    assert abs(grown["speed_error"]) < 1e-9


def test_momentum_and_energy_ledgers_close(grown):
    assert grown["canonical_drift"] < 1e-9
    assert abs(grown["angular_momentum_balance"]) < 1e-9
    assert abs(grown["work_balance"]) < 1e-9
    assert grown["angular_momentum_field"] == pytest.approx(-grown["angular_momentum"], rel=1e-9, abs=0)
    left = grown["kinetic_energy"] + grown["field_energy"] - grown["radial_work"]
    assert grown["unpaid_energy"] == pytest.approx(left, abs=1e-9 * grown["radial_work"])
    if grown.inputs["others"] == "felt":
        assert abs(grown["unpaid_energy"]) < 1e-9 * grown["radial_work"]
        assert grown["faraday_work"] == pytest.approx(-grown["field_energy"], rel=1e-9)
    else:
        assert grown["unpaid_energy"] == pytest.approx(grown["expulsion_energy"], rel=2e-2)


def test_angular_momentum_and_energy_in_si_units(grown):
    """From the recorded course: torques -int q r r' B dt, -int q r^2 B'/2 dt; n_s m v^2/2, (B - B_a)^2/2 mu_0."""
    r, v, B, mean = (grown.arrays[name].values for name in ("radius", "speed", "field", "mean_field"))
    assert B[0] == pytest.approx(80e-3, rel=1e-2)
    np.testing.assert_allclose(v, grown.arrays["speed_by_law"].values[LAWS.index("oscillating")])
    lorentz = ELEMENTARY_CHARGE * np.trapezoid(B * r, r)
    faraday = ELEMENTARY_CHARGE * np.trapezoid(r**2 / 2, B)
    gained = ELECTRON_MASS * r[-1] * v[-1]
    assert grown["angular_momentum"] == pytest.approx(gained, rel=1e-9, abs=0)
    assert grown["angular_momentum_lorentz"] == pytest.approx(lorentz, rel=1e-3, abs=0)
    assert grown["angular_momentum_faraday"] == pytest.approx(faraday, rel=1e-3, abs=1e-6 * gained)
    assert grown.arrays["kinetic_momentum"].values[-1] == pytest.approx(gained, rel=1e-9, abs=0)
    np.testing.assert_allclose(grown.arrays["field_momentum"].values, -ELEMENTARY_CHARGE * r**2 * B / 2, rtol=1e-6)
    density = ELECTRON_MASS / (VACUUM_PERMEABILITY * 39e-9**2 * ELEMENTARY_CHARGE**2)
    energies = {"kinetic_energy": density * ELECTRON_MASS * v**2 / 2,
                "field_energy": (mean - 80e-3) ** 2 / (2 * VACUUM_PERMEABILITY)}
    for name, expected in energies.items():
        np.testing.assert_allclose(grown.arrays[name].values, expected, rtol=1e-6, atol=1e-6 * expected[-1])
        assert grown[name] == pytest.approx(expected[-1], rel=1e-6)
    # The force that holds the carrier against centrifugal and magnetic force: m v^2/r - q v B less for electrons.
    pull = density * (ELEMENTARY_CHARGE * v * B - ELECTRON_MASS * v**2 / r)
    assert grown["radial_work"] == pytest.approx(np.trapezoid(pull, r), rel=1e-3)
    assert grown.arrays["radial_work"].values[-1] == pytest.approx(grown["radial_work"], rel=1e-9)
    assert grown["expulsion_energy"] == pytest.approx(80e-3**2 / (2 * VACUUM_PERMEABILITY), rel=1e-9)
    turned = np.trapezoid(v / r, grown.arrays["time"].values)
    assert grown.arrays["angle"].values[-1] == pytest.approx(turned, rel=1e-3)


def test_at_two_lambda_it_is_the_meissner_speed_or_half_of_it():
    alone, felt = (run(others=others, start="larmor", penetration_depth="39 nm") for others in ("ignored", "felt"))
    assert alone["speed"] == pytest.approx(548.75, abs=0.01)
    assert alone["speed_over_meissner"] == pytest.approx(1, rel=1e-10)
    assert alone["field_over_applied"] == pytest.approx(0, abs=1e-10)
    assert felt["speed_over_meissner"] == pytest.approx(0.5, rel=1e-10)
    assert felt["field_over_applied"] == pytest.approx(0.5, rel=1e-10)
    assert alone["angular_momentum"] == pytest.approx(alone["angular_momentum_needed"], rel=1e-5, abs=0)
    assert alone["turns"] == pytest.approx(1.75882001e11 * 80e-3 / 2 * 5e-9 / (2 * pi), rel=1e-6)  # Larmor's frequency


def test_large_orbits_that_feel_one_another_expel_the_field():
    result = run(others="felt", radius="5 um")
    assert result["field_over_applied"] == pytest.approx(1 / (1 + 50**2), rel=1e-5)
    assert result["larmor_susceptibility_end"] == pytest.approx(-(50**2), rel=1e-9)


def test_the_normal_orbit_of_a_metal_has_landaus_susceptibility():
    result = run(material="Al")
    assert result["start_radius"] == pytest.approx((3 * pi**2 * 18.1e28) ** (-1 / 3), rel=1e-2)
    assert result["larmor_susceptibility_start"] == pytest.approx(result["landau_susceptibility"], rel=1e-9)


def test_the_error_falls_with_the_tolerance():
    def error(tolerance):
        course = grow_orbit(growth("oscillating", 0.1, 1.0), True, True, 1.0, np.array([0.0, 1.0]), tolerance)
        return abs(course.speed[-1] - 0.99 / 2)

    assert error(1e-9) < 1e-3 * error(1e-4)
    assert error(1e-9) < 1e-8


@pytest.mark.parametrize(("inputs", "names"), [
    ({"start_radius": "1 um"}, "start_radius"), ({"radius": "1e-12 m"}, "radius"), ({"field": "0 T"}, "field"),
    ({"radius": "0.1 mm"}, "radius"),
    ({"temperature": "2 K"}, "temperature"), ({"law": "quadratic"}, "law")])
def test_contradictions_are_refused(inputs, names):
    with pytest.raises(InputError) as refusal:
        experiment("orbit", **inputs)
    assert refusal.value.argument == names


def test_speeds_of_a_large_orbit_are_drawn_on_the_closed_form():
    """The orbits are far slower than those that ignore one another, whose speeds set the unit of the axis."""
    from onnes.experiments.orbit.picture import picture

    lines = {line.get_label(): line.get_xydata() for line in picture(run(others="felt", radius="1 um")).axes[2].lines}
    closed, marks = lines["others felt"], lines["linear"]
    assert marks[5:, 1] == pytest.approx(np.interp(marks[5:, 0], *closed.T), rel=1e-2)
