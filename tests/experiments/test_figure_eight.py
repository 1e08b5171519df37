"""figure-eight: readings in SI units, what a stretch and unequal lobes do, and what is refused."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.experiments.figure_eight.picture import picture
from onnes.units.constants import BOHR_MAGNETON, SPEED_OF_LIGHT, VACUUM_PERMEABILITY


def run(**inputs):
    return experiment("figure-eight", **inputs).run()


@pytest.fixture(scope="module")
def plain():
    return run()


def test_an_8_of_two_bohr_magnetons_has_no_moment_and_a_field_of_r_to_the_minus_4(plain):
    assert plain["dipole_moment"] == pytest.approx(0, abs=1e-13 * BOHR_MAGNETON)
    assert plain["orientation_energy"] == pytest.approx(0, abs=1e-36)
    assert plain["current"] == pytest.approx(BOHR_MAGNETON / (np.pi * 1e-22), rel=1e-9)
    assert plain["quadrupole"] == pytest.approx(2 * BOHR_MAGNETON * 1e-11, rel=1e-9, abs=0)
    assert plain["far_field_exponent"] == pytest.approx(-4, abs=1e-4)
    assert plain["standing_wave_frequency"] == pytest.approx(SPEED_OF_LIGHT / 2e-11)
    assert plain.readings["crossover_distance"].value is None


def test_two_eights_attract_less_than_the_text_has_it(plain):
    """In a row two circles in one plane have the energy +-(mu_0/4 pi) mu^2 (1 + 9 R^2/4 d^2)/d^3, d their distance."""
    a, r = 2.86e-10, 1e-11

    def side_by_side(d):
        return VACUUM_PERMEABILITY / (4 * np.pi) * BOHR_MAGNETON**2 * (1 + 2.25 * (r / d) ** 2) / d**3

    lobes = 2 * side_by_side(a) - side_by_side(a - 2 * r) - side_by_side(a + 2 * r)
    assert plain["pair_energy"] == pytest.approx(lobes, rel=1e-3, abs=0)
    text = VACUUM_PERMEABILITY / (4 * np.pi) * BOHR_MAGNETON**2 / a**3
    assert plain["pair_energy_over_dipole"] == pytest.approx(-float(plain["pair_energy"]) / text, rel=1e-9)
    assert plain["pair_energy_over_dipole"] == pytest.approx(48 * (r / a) ** 2, rel=0.03)
    assert plain["pair_energy_exponent"] == pytest.approx(-5, abs=0.05)
    assert plain["pair_temperature"] == pytest.approx(1.593e-3, rel=1e-3)
    spacing, energy = (plain.arrays[name].values for name in ("spacing", "energy"))
    assert np.all(energy < 0)
    assert spacing[0] == pytest.approx(1.05 * 4e-11)


def test_arrays_in_si_units(plain):
    distance, field, lobe, quadrupole = (plain.arrays[name].values for name in (
        "distance", "field", "field_of_lobe", "field_of_quadrupole"))
    assert field[-1] == pytest.approx(quadrupole[-1], rel=1e-3, abs=0)
    assert quadrupole / lobe == pytest.approx(6e-11 / distance)
    x, z = plain.arrays["x"].values, plain.arrays["z"].values
    across, up = plain.arrays["field_x"].values, plain.arrays["field_z"].values
    # B along z is odd in x: the lobes are opposite; the lobe at x > 0 points up.
    assert up == pytest.approx(-up[::-1], rel=1e-6, abs=1e-9 * np.abs(up).max())
    assert across == pytest.approx(-across[:, ::-1], rel=1e-6, abs=1e-9 * np.abs(across).max())
    assert up[np.argmin(np.abs(x - 1e-11)), np.argmin(np.abs(z))] > 0


@pytest.mark.parametrize(("direction", "area", "quadrupole"), [
    ("axis", 1 / 2, 2**-1.5), ("length", 2**0.5, 2**1.5), ("breadth", 2**0.5, 1.0)])
def test_a_stretch_changes_the_lobes_and_leaves_no_moment(direction, area, quadrupole, plain):
    stretched = run(stretch=2, field_along=direction)
    assert stretched["dipole_moment"] == pytest.approx(0, abs=1e-13 * BOHR_MAGNETON)
    assert stretched["lobe_moment_stretched"] == pytest.approx(area * BOHR_MAGNETON, rel=1e-9, abs=0)
    assert stretched["quadrupole"] / plain["quadrupole"] == pytest.approx(quadrupole, rel=1e-9)
    assert stretched["far_field_exponent"] == pytest.approx(-4, abs=2e-4)


def test_unequal_lobes_have_a_moment_that_wins_far_away():
    unequal = run(asymmetry=0.1, field="2 T")
    assert unequal["dipole_moment"] == pytest.approx(0.4 * BOHR_MAGNETON, rel=1e-9, abs=0)
    assert unequal["orientation_energy"] == pytest.approx(-0.8 * BOHR_MAGNETON, rel=1e-9, abs=0)
    # 3 M/m = 3 (1.1^3 + 0.9^3) R/0.4
    assert unequal["crossover_distance"] == pytest.approx(3 * 2.06 * 1e-11 / 0.4, rel=1e-6, abs=0)
    assert unequal["far_field_exponent"] == pytest.approx(-3.02, abs=0.01)
    across = run(asymmetry=0.1, field="2 T", field_along="length")
    assert across["orientation_energy"] == 0


@pytest.mark.parametrize("inputs", [
    {"spacing": "40 pm"}, {"spacing": "20 nm"}, {"arrangement": "abreast", "spacing": "20 pm"},
    {"arrangement": "stack", "spacing": "4 pm"}, {"spacing": "60 pm", "stretch": 2, "field_along": "length"}])
def test_eights_that_touch_or_are_lost_in_rounding_are_refused(inputs):
    with pytest.raises(InputError, match="touch") as refusal:
        experiment("figure-eight", **inputs)
    assert refusal.value.argument == "spacing"


@pytest.mark.parametrize("inputs", [{"asymmetry": 1}, {"stretch": 0}, {"radius": "-1 pm"}, {"lobe_moment": 0}])
def test_impossible_eights_are_refused(inputs):
    with pytest.raises(InputError) as refusal:
        experiment("figure-eight", **inputs)
    assert refusal.value.argument in inputs


@pytest.mark.parametrize(("inputs", "labels"), [
    ({}, ["⊙ μ", "⊗ μ"]), ({"asymmetry": 0.5, "spacing": "400 pm"}, ["⊙ 2.25 μ", "⊗ 0.25 μ"]),
    ({"stretch": 10, "field_along": "breadth", "arrangement": "abreast", "spacing": "1 nm"}, ["⊙ 3.16 μ", "⊗ 3.16 μ"])])
def test_the_picture_has_the_moment_of_each_lobe(inputs, labels):
    """In mu of a lobe that is neither larger nor stretched: (1 +- delta)^2, sqrt(s); beside each other if narrow."""
    figure = picture(run(**inputs))
    axes = figure.axes[0]
    texts = [each for each in axes.texts if "μ" in each.get_text()]
    assert [each.get_text().strip() for each in texts] == labels
    figure.canvas.draw()
    right, left = (each.get_window_extent() for each in texts)
    assert left.x1 < right.x0
