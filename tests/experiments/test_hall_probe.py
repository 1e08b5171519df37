"""The experiment hall-probe: its readings under each law, where laws coincide, refusals."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments.hall_probe import HallProbe
from onnes.materials import material

FEW = {"currents": 2, "repeats": 1}


def test_the_example_finds_the_chain(example_of):
    result = example_of("hall-probe")
    assert result["most_probable_law"] == "chain"
    for number in (2, 3):
        reading = result.readings[f"ratio_{number}1"]
        assert abs(reading.value - result[f"ratio_{number}1_expected"]) < 4 * reading.uncertainty
    chain = result.arrays["law_ratio_of_all"].values[list(result.arrays["law"].values).index("chain")]
    assert chain[1] / chain[0] == pytest.approx(result["ratio_21_expected"], rel=1e-12)
    assert 1 / chain[0] == pytest.approx(result["ratio_31_expected"], rel=1e-12)
    assert result["readings"] == len(result.arrays["reading_number"].values) == 3 * 8 * 4 * 2
    assert result.arrays["posterior"].values.sum(axis=0) == pytest.approx(1)
    assert result["separation_at_best"] >= result["separation_at_places"]


def test_london_leaves_no_ratio_and_no_direction():
    result = HallProbe(truth="london", **FEW, largest_current="1 kA").run()
    assert result["ratio_21"] is None
    assert "zero" in result.readings["ratio_21"].absent
    assert abs(result["ratio_13"]) < 4 * result.readings["ratio_13"].uncertainty
    assert 0 < result["probability_positive_1"] < 1
    # No current reaches the holes in the critical state, or exceeds Silsbee's: three laws are one.
    shares = [result[f"posterior_{law}"] for law in ("london", "critical_state", "intermediate")]
    assert shares == pytest.approx([1 / 3] * 3, rel=1e-6)
    assert result["most_probable_law"] == "london or critical_state or intermediate"
    least = result.arrays["separation"].values
    assert least[2, 3] == least[2, 4] == 0


@pytest.mark.long
def test_a_full_critical_state_cannot_be_told_from_a_uniform_current():
    full = HallProbe(truth="critical_state", critical_density="5e6 A/m^2", currents=1).run()
    assert full["critical_current"] == pytest.approx(5e6 * np.pi * 1e-4, rel=1e-9)
    assert full["posterior_uniform"] == pytest.approx(0.5, abs=1e-6)
    partial = HallProbe(truth="critical_state", currents=1).run()
    assert partial["posterior_critical_state"] > 0.999
    assert partial["highest_current_critical_state"] < partial["critical_current"]


@pytest.mark.long
def test_the_intermediate_state_needs_more_than_silsbees_current():
    below = HallProbe(truth="intermediate", largest_current="1 kA", **FEW).run()
    assert "Silsbee" in below.warnings[0]
    assert below["posterior_intermediate"] == pytest.approx(below["posterior_london"], rel=1e-6)
    above = HallProbe(truth="intermediate", **FEW).run()
    assert above["most_probable_law"] == "intermediate"
    assert above["currents_above_silsbee"] == 1
    # The field is not proportional to the current: the ratios over all readings are those of no single current.
    of_all, over_current = (above.arrays[name].values[-1] for name in ("law_ratio_of_all", "law_ratio"))
    assert np.abs(above.arrays["measured_ratio"].values - of_all).max() < 0.05
    assert np.abs(over_current - of_all).max(axis=-1).min() > 0.005


@pytest.mark.long
def test_a_material_gives_its_field_and_depth():
    given = HallProbe(material="Pb", temperature="4.2 K", **FEW)
    assert given.field() == pytest.approx(material("Pb").critical_field(4.2), rel=1e-12)
    result = given.run()
    assert result["silsbee_current"] == pytest.approx(
        2 * np.pi * 0.01 * given.field() / 1.25663706e-6, rel=1e-6)


@pytest.mark.parametrize("inputs", [
    {"r1": "8 mm"}, {"r2": "10 mm"}, {"r1": "0.1 mm"}, {"currents": 0}, {"repeats": 10_000}, {"noise": "1 fT"},
    {"hole_diameter": "50 um"}, {"hole_diameter": "3 mm"}, {"largest_current": "0.5 A"}, {"largest_current": "1 GA"},
    {"penetration_depth": "1 m"}, {"theory": "chain", "truth": "london"}, {"position_error": "1 mm"},
    {"probe_length": "5 mm"}, {"seed": -1}, {"critical_density": "1e13 A/m^2"}])
def test_bad_input(inputs):
    with pytest.raises(InputError):
        HallProbe(**inputs)


def test_a_theory_may_name_its_law():
    assert HallProbe(theory="conventional").truth == "london"
