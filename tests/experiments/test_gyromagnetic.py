"""The gyromagnetic effect: angular momentum of the current, forces, swing on a fibre."""

import numpy as np
import pytest

from onnes.carriers.gyromagnetic import resonance_amplitude
from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.materials import material
from onnes.problems.screening.london import LONDON
from onnes.problems.torsion_pendulum import swing
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY


def run(**inputs):
    return experiment("gyromagnetic", **inputs).run()


@pytest.fixture(scope="module")
def cooled():
    return run(shape="cylinder", procedure="cooled")


def test_the_current_in_a_cylinder_has_the_angular_momentum_of_the_text(cooled):
    """2 (m/e) pi R^2 B0/mu_0 per length: 2.13e-11 J s/m for 5 mm and 30 mT."""
    limit = 2 * ELECTRON_MASS / ELEMENTARY_CHARGE * np.pi * 25e-6 * 30e-3 / VACUUM_PERMEABILITY
    assert cooled["electrons_limit"] == pytest.approx(limit, rel=1e-12, abs=0)
    assert limit == pytest.approx(2.13e-11, rel=2e-3, abs=0)
    assert cooled["electrons"] == pytest.approx(limit * (1 - 2 * 50e-9 / 5e-3), rel=1e-7, abs=0)
    assert cooled["body"] == -cooled["electrons"]


@pytest.mark.parametrize("shape", ["sphere", "cylinder"])
def test_current_recoil_and_swing_in_si_units(shape):
    """With none of the defaults: L = -2 (m/e) M along B0, the body's is the opposite, 2/5 or 1/2 of m R^2."""
    R, depth, B, mass_density, quality = 3e-3, 90e-9, 11e-3, 9000.0, 30.0
    result = run(shape=shape, procedure="cooled", radius=R, penetration_depth=depth, field=B, period=6, quality=quality,
                 mass_density=mass_density, half_swings=2)
    sphere, sheet = shape == "sphere", B / VACUUM_PERMEABILITY
    moment = -2 * np.pi * R**3 * sheet * (1 - 3 * depth / R) if sphere else -np.pi * R**2 * sheet * (1 - 2 * depth / R)
    inertia = 2 / 5 * 4 / 3 * np.pi * mass_density * R**5 if sphere else np.pi * mass_density * R**4 / 2
    momentum = -2 * ELECTRON_MASS / ELEMENTARY_CHARGE * moment
    assert result["magnetic_moment"] == pytest.approx(moment, rel=1e-6)
    assert result["electrons"] == pytest.approx(momentum, rel=1e-6, abs=0)
    assert result["electrons_limit"] == pytest.approx(momentum, rel=2e-4, abs=0)
    assert result["body"] == -result["electrons"]
    assert result["angular_velocity"] == pytest.approx(-momentum / inertia, rel=1e-6)
    swung = -momentum / inertia * 6 / (2 * np.pi) * np.exp(-np.pi / 4 / quality)
    assert result["first_swing"] == pytest.approx(swung, rel=1e-2)
    lever = 4 * np.pi / 15 * R**5 if sphere else np.pi / 4 * R**4  # int r^2/2 dV
    start = ELECTRON_MASS / (VACUUM_PERMEABILITY * depth**2 * ELEMENTARY_CHARGE) * B * lever
    assert result["start_momentum"] == pytest.approx(start, rel=1e-9)
    assert result["from_faraday"] == pytest.approx(momentum - start, rel=1e-9)
    current = result.arrays["current_density"].values[-1]
    assert current == pytest.approx(-(1.5 if sphere else 1) * sheet / depth, rel=5e-4)
    for name, expected in (("electrons", momentum), ("body", -momentum)):
        assert result.arrays[name].values[1] == pytest.approx(expected, rel=1e-6, abs=0)


def test_faradays_field_gives_all_of_it_when_switched_and_the_wrong_sign_when_cooled(cooled, example_of):
    switched = example_of("gyromagnetic")
    assert switched["from_faraday"] == pytest.approx(switched["electrons"], rel=1e-12, abs=0)
    assert switched["other_forces_over_current"] == pytest.approx(0, abs=1e-12)
    assert cooled["from_faraday"] < 0 < cooled["electrons"]
    assert cooled["from_other_forces"] == pytest.approx(cooled["start_momentum"], rel=1e-12)
    # R^2/(8 lambda^2) times the momentum of the current, whose layer adds a little.
    assert cooled["other_forces_over_current"] == pytest.approx((5e-3 / 50e-9) ** 2 / 8, rel=1e-4)


def test_the_current_is_londons(cooled, example_of):
    """The grid has 40 cells in lambda; the moment is exact to second order."""
    for result, shape in ((cooled, "cylinder"), (example_of("gyromagnetic"), "sphere")):
        assert result["moment_over_closed_form"] == pytest.approx(1, abs=1e-8)
        B, r = result.arrays["magnetic_field"].values, result.arrays["r_face"].values
        exact = 30e-3 * LONDON[shape].field(r, 5e-3, 50e-9)
        np.testing.assert_allclose(B, exact, atol=2e-4 * 1.5 * 30e-3)


@pytest.mark.parametrize(("procedure", "kicks"), [("reversed", 2), ("switched", 1)])
def test_the_amplitude_grows_to_its_closed_form(procedure, kicks):
    result = run(procedure=procedure, quality=5, half_swings=80)
    kick = kicks * abs(result["angular_velocity"])
    assert result["steady_swing"] == pytest.approx(resonance_amplitude(kick, 10.0, 5.0))
    assert result["last_swing"] == pytest.approx(result["steady_swing"], rel=1e-3)
    assert result["ledger_closure"] < 1e-12
    assert result["steady_swing_of_spins"] == pytest.approx(result["steady_swing"] / 2)


def test_large_quality_is_the_usual_formula():
    assert resonance_amplitude(1e-6, 10.0, 1e4) == pytest.approx(2e4 / np.pi * 1e-6 * 10 / (2 * np.pi), rel=1e-4)


def test_a_single_kick_swings_freely():
    motion = swing(np.ones(8), 2.0, 3.0, 50.0, 12)
    ratio = 1 / np.sqrt(4 * 50.0**2 - 1)
    exact = -0.5 / (2 * np.pi / 3) * np.exp(-ratio * 2 * np.pi / 3 * motion.time) * np.sin(2 * np.pi / 3 * motion.time)
    np.testing.assert_allclose(motion.angle, exact, atol=1e-14)
    assert motion.closure < 1e-13


def test_spins_would_have_half_of_it():
    one, two = run(half_swings=2), run(half_swings=2, factor=2)
    assert two["electrons"] == pytest.approx(one["electrons"] / 2, rel=1e-9, abs=0)
    assert two["missing_for_factor"] == pytest.approx(-one["electrons"] / 2, rel=1e-9, abs=0)
    assert two["steady_swing_of_spins"] == pytest.approx(two["steady_swing"])
    assert one["steady_swing_of_spins"] == pytest.approx(two["steady_swing"])
    assert two.warnings
    assert material("Pb").value("mass_density").value == pytest.approx(11340, rel=5e-3)


@pytest.mark.parametrize(("inputs", "names"), [
    ({"material": "Pb", "field": "60 mT"}, "field"), ({"material": "Pb", "shape": "cylinder", "field": 0.1}, "field"),
    ({"radius": "100 nm"}, "radius"), ({"quality": 0.5}, "quality"), ({"half_swings": 1}, "half_swings"),
    ({"shape": "slab"}, "shape")])
def test_contradictions_are_refused(inputs, names):
    with pytest.raises(InputError) as refusal:
        experiment("gyromagnetic", **inputs)
    assert refusal.value.argument == names
