"""The gap and what follows from it: universal numbers, real metals, couplings, refusals."""

import json
import math

import numpy as np
import pytest

from onnes.bench.bcs import over_temperature
from onnes.errors import InputError, MissingDataError
from onnes.experiments.gap import Gap
from onnes.materials import material
from onnes.materials.models import bcs
from onnes.problems.bcs_metal import electrodynamics
from onnes.units.constants import BOLTZMANN


@pytest.fixture(scope="module")
def universal():
    return Gap(points=60).run()


@pytest.fixture(scope="module")
def aluminium(example_of):
    return example_of("gap")


@pytest.mark.parametrize(("reading", "known", "within"), [
    ("gap_ratio", 3.527754, 1e-6), ("gap_half_tc", 1.68782693, 1e-8), ("heat_jump", 1.426113, 1e-4),
    ("heat_jump", 1.4261269244, 1e-9), ("hc_deviation", -0.037, 0.05), ("lambda_slope", 2.0, 1e-9)])
def test_universal_numbers(universal, reading, known, within):
    assert universal[reading] == pytest.approx(known, rel=within)
    assert 0 <= universal.readings[reading].uncertainty < 1e-9


def test_half_of_tc_where_no_temperature_is_given(universal):
    assert universal["reduced_temperature"] == 0.5
    assert universal["gap_fraction"] == pytest.approx(universal["gap_half_tc"] / universal["gap_ratio"] * 2, rel=1e-12)
    assert "critical_temperature" not in universal.readings


def test_curves_agree_with_one_another(universal):
    arrays = {name: array.values for name, array in universal.arrays.items()}
    t = arrays["t"]
    assert len(t) == 60
    assert arrays["gap"] == pytest.approx(bcs.GAP_AT_ZERO * bcs.gap(t), abs=1e-15)
    normal = t >= 1
    assert arrays["heat"][normal] == pytest.approx(t[normal], rel=1e-15)
    assert np.all(arrays["gap"][normal] == 0)
    assert np.all(np.isinf(arrays["penetration_depth"][normal]))
    just_below = arrays["heat"][~normal][-1]
    assert just_below - 1 == pytest.approx(universal["heat_jump"], rel=1e-6)
    inside = arrays["penetration_depth"][~normal][:-1]
    assert np.all(inside > arrays["penetration_depth_local"][~normal][:-1])
    assert np.all(np.diff(inside) > 0)


def test_aluminium_is_what_weak_coupling_says(aluminium):
    """Calculated from Tc, gamma, lambda_L and xi_0; measured: ratio, jump, Bc and the depth of a non-local metal."""
    assert aluminium["critical_field_0"] == pytest.approx(aluminium["critical_field_0_measured"], rel=0.02)
    assert aluminium["gap_ratio"] == pytest.approx(aluminium["gap_ratio_measured"], rel=0.05)
    assert aluminium["penetration_depth_0"] == pytest.approx(aluminium["penetration_depth_0_measured"], rel=0.05)
    assert aluminium["london_depth"] == pytest.approx(16e-9)
    assert aluminium["gap_0"] == pytest.approx(bcs.GAP_AT_ZERO * BOLTZMANN * 1.175, rel=1e-9)


def test_lead_is_not():
    lead = Gap(material="Pb", points=20).run()
    ratio = lead.readings["gap_ratio_measured"]
    assert ratio.value - lead["gap_ratio"] > 5 * ratio.uncertainty


def test_dirt_and_mirrors(aluminium):
    dirty = Gap(material="Al", mean_free_path="20 nm", points=20).run()
    mirror = Gap(material="Al", surface="specular", points=20).run()
    assert mirror["penetration_depth_0"] < aluminium["penetration_depth_0"] < dirty["penetration_depth_0"]


def test_lengths_may_be_given():
    local = Gap(london_depth="10 um", coherence_length="0.1 nm", points=20).run()
    assert local["penetration_depth_0"] == pytest.approx(10e-6, rel=1e-4)
    assert local["penetration_depth"] == pytest.approx(10e-6 / math.sqrt(float(bcs.superfluid_density(0.5))), rel=1e-4)
    assert "given" in local.readings["london_depth"].meaning


def test_temperature_of_a_material():
    tin = Gap(material="Sn", temperature="3 K", points=20).run()
    tc = material("Sn").critical_temperature
    assert tin["reduced_temperature"] == pytest.approx(3 / tc)
    assert tin["gap"] == pytest.approx(material("Sn").gap("3 K"), rel=1e-9)


def test_above_tc_there_is_no_gap():
    hot = Gap(material="Al", temperature="2 K", points=20).run()
    assert hot["gap"] == 0
    assert hot["gap_fraction"] == 0
    assert hot["critical_field"] == 0
    assert hot["penetration_depth"] is None
    assert hot["heat"] == pytest.approx(2 / 1.175, rel=1e-9)
    assert hot["nmr_rate"] == hot["ultrasound"] == 1
    json.dumps(hot.as_dict(), allow_nan=False)


def test_coupling_with_a_cutoff():
    weak, strong = (Gap(coupling=coupling, cutoff="400 K", points=40).run() for coupling in (0.1, 1.0))
    assert weak["gap_ratio_with_cutoff"] == pytest.approx(weak["gap_ratio"], rel=1e-8)
    assert weak["critical_temperature"] == pytest.approx(400 * weak["weak_critical_temperature_over_cutoff"], rel=1e-8)
    assert 3.7 < strong["gap_ratio_with_cutoff"] < 4
    assert strong["gap_0_over_cutoff"] == pytest.approx(1 / math.sinh(1), rel=1e-12)
    assert "weak coupling" not in " ".join(weak.warnings)
    assert "eliashberg" in strong.warnings[0]
    assert strong.arrays["gap_with_cutoff"].values[0] == pytest.approx(strong["gap_ratio_with_cutoff"] / 2)
    assert Gap(coupling=0.3).inputs()["cutoff"] == {"value": 300.0, "unit": "K"}


def test_sharper_levels_make_a_higher_peak():
    sharp, broad = (Gap(broadening=b, points=20).run() for b in (0.001, 0.1))
    assert sharp["nmr_peak"] > broad["nmr_peak"] > 1
    assert 0.8 < sharp["nmr_peak_at"] < broad["nmr_peak_at"] < 1


@pytest.mark.parametrize(("inputs", "argument"), [
    ({"coupling": -0.3}, "coupling"), ({"coupling": 0}, "coupling"),
    ({"coupling": 1e-3}, "coupling"), ({"coupling": 0.3, "material": "Pb"}, "coupling"),
    ({"cutoff": "300 K"}, "cutoff"), ({"coupling": 0.3, "cutoff": "-1 K"}, "cutoff"),
    ({"material": "Pb", "temperature": "-1 K"}, "temperature"), ({"temperature": "1 K"}, "temperature"),
    ({"broadening": 0}, "broadening"),
    ({"mean_free_path": "0 nm"}, "mean_free_path"), ({"points": 3}, "points"), ({"points": 10**7}, "points")])
def test_bad_input_is_named(inputs, argument):
    with pytest.raises(InputError, match=argument):
        Gap(**inputs)


def test_what_the_tables_lack_is_said():
    hafnium = Gap(material="Hf", points=20).run()
    assert "penetration_depth" not in hafnium.readings
    assert "london_depth" in hafnium.warnings[0]
    beta = Gap(material="Hg beta", points=20).run()
    assert "critical_field_0" not in beta.readings
    assert any("electronic heat" in warning for warning in beta.warnings)


def test_material_without_a_tc():
    with pytest.raises(MissingDataError, match=r"'YBa2Cu3O7-x', .*critical_temperature"):
        Gap(material="YBa2Cu3O7-x")


def test_pictures(aluminium):
    drawn = Gap.picture(aluminium)
    assert len(drawn.axes) == 6
    assert {"measured"} <= {text.get_text() for text in drawn.axes[4].get_legend().get_texts()}
    assert "T_c" in drawn._suptitle.get_text()
    hafnium = Gap.picture(Gap(material="Hf", points=20).run())
    assert any("no penetration depth" in text.get_text() for text in hafnium.axes[4].texts)


def test_every_element_at_200_temperatures():
    """What the benchmark times: each element has what its tables can scale."""
    t = np.linspace(0, 1, 5)
    elements = [material(name) for name in ("Al", "Hf", "Hg beta")]
    metals = [electrodynamics(one.name, None, None, None, "diffuse") for one in elements]
    aluminium, hafnium, beta = over_temperature(t, elements, metals)
    assert aluminium["gap"] == pytest.approx(bcs.GAP_AT_ZERO * BOLTZMANN * 1.175 * bcs.gap(t), rel=1e-12)
    assert aluminium["penetration_depth"][0] == pytest.approx(52.2e-9, rel=1e-2)
    assert aluminium["heat"][-1] == aluminium["entropy"][-1]
    assert set(hafnium) == set(aluminium) - {"penetration_depth"}
    assert set(beta) == {"gap"}
    assert hafnium["critical_field"][0] > 0 == hafnium["critical_field"][-1]
