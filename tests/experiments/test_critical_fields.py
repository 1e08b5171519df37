"""The critical-fields experiment: readings, materials, what does not converge, refusals."""

import functools
import math

import pytest

from onnes.errors import InputError, MissingDataError
from onnes.experiments import experiment
from onnes.materials import material
from onnes.problems import domain_wall as wall_module


@pytest.fixture(scope="module")
def of_kappa_1(example_of):
    return example_of("critical-fields")


@pytest.fixture(scope="module")
def of_niobium():
    return experiment("critical-fields", material="Nb", temperature="8 K").run()


def test_readings(of_kappa_1):
    assert of_kappa_1.status == "converged"
    assert of_kappa_1.inputs["kappa"] == 1.0
    assert of_kappa_1["type"] == "II"
    assert of_kappa_1["hsh_transverse_over_hc"] == pytest.approx(of_kappa_1["hsh_over_hc"], abs=1e-12)
    assert of_kappa_1["hsh_wave_number"] == 0.0
    for name, reference in {"wall_energy": -0.432, "hc1_over_hc": 0.8180, "hsh_over_hc": 1.276,
                            "hc2_over_hc": math.sqrt(2), "hc3_over_hc2": 1.69461}.items():
        assert of_kappa_1[name] == pytest.approx(reference, rel=1e-3)
        assert 0 < of_kappa_1.readings[name].uncertainty < 1e-3


def test_a_material_reads_in_tesla_with_what_its_tables_leave_uncertain(of_niobium):
    niobium = material("Nb")
    assert of_niobium["hc"] == niobium.critical_field(8.0)
    assert of_niobium["hc2"] == pytest.approx(niobium.upper_critical_field(8.0), rel=1e-5)
    assert of_niobium["hc2"] / of_niobium["hc"] == pytest.approx(of_niobium["hc2_over_hc"], rel=1e-5)
    assert of_niobium["hc3"] == pytest.approx(1.69461 * of_niobium["hc2"], rel=1e-4)
    assert of_niobium["hc1"] == pytest.approx(of_niobium["hc1_over_hc"] * of_niobium["hc"], rel=1e-9)
    for field in ("hc", "hc1", "hsh", "hsh_transverse", "hc2", "hc3"):
        assert of_niobium.readings[field].unit == "T"
        assert 0 < of_niobium.readings[field].uncertainty < 0.05 * of_niobium[field]
    assert not of_niobium.warnings


def test_far_below_tc_it_says_that_the_theory_is_stretched():
    assert "near Tc" in experiment("critical-fields", material="Nb", temperature="1 K")._warnings()[0]


def test_half_of_tc_is_the_temperature_left_out():
    assert experiment("critical-fields", material="Nb").inputs()["temperature"] == {"value": 9.25 / 2, "unit": "K"}


def test_picture_shows_wall_vortex_and_fields(of_kappa_1, of_niobium):
    for result in (of_kappa_1, of_niobium):
        figure = experiment("critical-fields").picture(result)
        assert [len(ax.lines) > 0 for ax in figure.axes] == [True, True, True]


def test_what_does_not_settle_is_not_read(monkeypatch):
    monkeypatch.setattr(wall_module, "Static", functools.partial(wall_module.Static, max_iterations=1))
    result = experiment("critical-fields", kappa=1.0).run()
    assert result.status == "not_converged"
    assert result["wall_energy"] is None
    assert result["hc1_over_hc"] == pytest.approx(0.8180, rel=1e-3)
    assert experiment("critical-fields").picture(result).axes


@pytest.mark.parametrize(("inputs", "words"), [
    ({"kappa": 0}, "positive"),
    ({"kappa": -1.0}, "positive"),
    ({"kappa": 1e4}, "limits"),
    ({"kappa": 1, "material": "Nb"}, "not both"),
    ({"kappa": 1, "temperature": "3 K"}, "Name a material"),
    ({"material": "Nb", "temperature": "20 K"}, "below Tc"),
])
def test_bad_input(inputs, words):
    with pytest.raises(InputError, match=words):
        experiment("critical-fields", **inputs)


def test_a_material_without_the_lengths_says_what_is_missing():
    with pytest.raises(MissingDataError, match=r"'V', .*ginzburg_landau_parameter_0"):
        experiment("critical-fields", material="V")
