"""The supercurrent experiment: the text's half-space and wire, and the breakdown beside measured fields."""

import math

import pytest

from onnes.errors import InputError
from onnes.experiments.supercurrent import Supercurrent
from onnes.experiments.supercurrent.metal import metal
from onnes.experiments.supercurrent.readings import breakdown_readings
from onnes.materials import material, materials
from onnes.units.constants import VACUUM_PERMEABILITY


def test_half_space_of_the_text(example_of):
    result = example_of("supercurrent")
    depth = result["london_depth"]
    assert result["penetration_depth"] == pytest.approx(depth, rel=1e-6)
    assert result["surface_current_density"] == pytest.approx(0.02 / (VACUUM_PERMEABILITY * depth), rel=1e-6)
    assert result["surface_potential"] == pytest.approx(-depth * 0.02, rel=1e-6)
    assert result["current_per_width"] == pytest.approx(0.02 / VACUUM_PERMEABILITY, rel=1e-12)
    assert result["kinetic_energy"] == pytest.approx(depth * 0.02**2 / (4 * VACUUM_PERMEABILITY), rel=1e-6)
    assert result["magnetic_energy"] == pytest.approx(result["kinetic_energy"], rel=1e-6)
    assert result["step_error"] == pytest.approx(2 / math.e, rel=1e-12)
    assert result["step_current_error"] == 0
    assert result["step_energy_error"] == pytest.approx(1, rel=1e-12)
    # "It is of the order of 300 G"
    assert result["breakdown_field"] == pytest.approx(0.029, rel=2e-3)
    assert "critical_field" not in result.readings
    assert result.warnings == ()


def test_the_normal_metal_sheds_what_the_frozen_one_keeps(example_of):
    result = example_of("supercurrent")
    assert result["kinetic_energy_frozen"] == pytest.approx(0.02**2 / (2 * VACUUM_PERMEABILITY), rel=1e-12)
    assert result["heat_normal"] == pytest.approx(result["kinetic_energy_frozen"], rel=0.05)
    assert result["current_left_normal"] < 1e-3
    assert result["energy_ledger_open"] < 1e-12
    assert result["electrons_to_reverse"] == pytest.approx(0.75 * result["shift_over_fermi_momentum"], rel=1e-6)
    assert result["breakdown_over_landau"] == pytest.approx(2, rel=1e-9), "B_cr is twice Delta/(e v_F lambda)"
    assert 0.6 < result["current_kept"] < 0.7, "20 mT are above the 14.5 mT up to which the distribution is frozen"
    assert result.arrays["frozen_current"].values[-1] == pytest.approx(result["surface_current_density"], rel=1e-6)


@pytest.mark.parametrize("name", ["Al", "Pb", "Sn", "In", "Hg"])
def test_breakdown_is_of_the_order_of_the_measured_field(name):
    """Without the profile, which does not depend on it: the estimate itself."""
    readings = breakdown_readings(metal(name, 0.0, "two_fluid", 40e-9), None)
    measured = material(name).critical_field_0
    assert readings["critical_field"].value == pytest.approx(measured, rel=1e-12)
    ratio = readings["breakdown_field_over_measured"].value
    assert ratio == pytest.approx(readings["breakdown_field"].value / measured, rel=1e-12)
    assert 10**-0.5 < ratio < 10**0.5
    assert readings["breakdown_field_bcs_over_measured"].value / ratio == pytest.approx(math.sqrt(3 / 8), rel=1e-12)


def test_every_element_with_a_measured_field_breaks_down_within_half_a_decade_of_it():
    ratios = {}
    for each in materials():
        if each.family == "element" and each.has("critical_field_0") and each.has("nearest_neighbour_distance"):
            readings = breakdown_readings(metal(each.name, 0.0, "two_fluid", None), None)
            ratios[each.name] = readings["breakdown_field_over_measured"].value
    assert len(ratios) > 20
    assert all(10**-0.5 < ratio < 10**0.5 for ratio in ratios.values())


def test_wire_carries_the_current_of_the_text_and_silsbee_is_its_limit():
    result = Supercurrent(material="Pb", geometry="wire", size="200 nm").run()
    radius = 200e-9
    assert result["wire_current"] == pytest.approx(2 * math.pi * radius * 0.01 / VACUUM_PERMEABILITY, rel=1e-10)
    assert result["current_over_text"] == pytest.approx(1, rel=1e-10)
    assert result["penetration_depth"] == pytest.approx(result["london_depth"], rel=1e-6)
    assert result["step_current_error"] == pytest.approx(-result["london_depth"] / (2 * radius), rel=1e-12)
    assert result["silsbee_current"] == pytest.approx(
        2 * math.pi * radius * material("Pb").critical_field_0 / VACUUM_PERMEABILITY, rel=1e-12)
    ratio = result["breakdown_current"] / result["silsbee_current"]
    assert ratio == pytest.approx(result["breakdown_field_over_measured"], rel=1e-12)


def test_thin_slab_carries_less_than_the_text_says():
    result = Supercurrent(geometry="slab", size="13 nm", penetration_depth="26 nm").run()
    assert result["current_over_text"] == pytest.approx(1 - 1 / math.cosh(0.5), rel=1e-6)
    assert result["step_current_error"] == pytest.approx(0.5 / (1 - 1 / math.cosh(0.5)) - 1, rel=1e-9)


def test_without_a_count_of_electrons_there_is_a_profile_and_no_breakdown():
    result = Supercurrent(material="MgB2", geometry="wire").run()
    assert "breakdown_field" not in result.readings
    assert "breakdown field" in result.warnings[0]
    assert result["current_over_text"] == pytest.approx(1, rel=1e-10)
    titles = {ax.get_title() for ax in Supercurrent.picture(result).axes}
    assert titles >= {"Field", "Section of the wire (Weisskopf, Fig. 11)"}


def test_warnings_say_what_does_not_hold():
    hot = Supercurrent(material="Sn", temperature="3 K", field="20 mT")._metal()
    words = " ".join(Supercurrent(material="Sn", temperature="3 K", field="20 mT")._warnings(hot))
    assert "times Bc of Sn" in words
    assert "kT << Delta" in words
    guessed = Supercurrent(material="Re")._metal()
    assert "W33" in guessed.remarks[0]
    assert "weak coupling" in guessed.remarks[1]


@pytest.mark.parametrize(("inputs", "named"), [
    ({"field": "-1 mT"}, "field"), ({"size": "1 um"}, "size"), ({"geometry": "wire", "size": "0 m"}, "size"),
    ({"geometry": "wire", "size": "100 m"}, "size"), ({"temperature": "2 K"}, "temperature"),
    ({"material": "Pb", "temperature": "8 K"}, "temperature"),
    ({"material": "Pb", "temperature": "-1 K"}, "temperature"),
    ({"penetration_depth": "0 nm"}, "penetration_depth"),
])
def test_bad_input_is_refused_by_name(inputs, named):
    with pytest.raises(InputError) as refusal:
        Supercurrent(**inputs)
    assert refusal.value.argument.startswith(named)


@pytest.mark.parametrize("inputs", [{"geometry": "slab", "size": "60 nm"}, {"geometry": "wire", "size": "1 mm"}])
def test_picture_shows_computed_beside_exact_and_the_balance(inputs):
    picture = Supercurrent.picture(Supercurrent(**inputs).run())
    labels = {line.get_label() for ax in picture.axes for line in ax.get_lines()}
    assert {"computed", "closed form", "the text's step", "$B_{cr}$"} <= labels
