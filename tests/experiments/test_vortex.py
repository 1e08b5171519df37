"""The vortex experiment: readings, materials, what does not converge, refusals."""

import math
from dataclasses import replace

import numpy as np
import pytest

from onnes.errors import InputError, MissingDataError
from onnes.experiments import experiment
from onnes.materials import material
from onnes.problems import extrapolated_vortex
from onnes.problems.isolated_vortex import isolated_vortex
from onnes.problems.two_grids import refined

TYPE_LIMIT = 1 / math.sqrt(2)


@pytest.fixture(scope="module")
def of_kappa_2(example_of):
    return example_of("vortex")


def test_readings(of_kappa_2):
    assert of_kappa_2.status == "converged"
    assert of_kappa_2["hc1_over_hc"] == pytest.approx(0.5490, rel=5e-4)
    assert of_kappa_2["core_field_over_bc2"] * 2 * math.sqrt(2) == pytest.approx(
        of_kappa_2["core_field_over_hc"], rel=1e-12)
    assert of_kappa_2["core_field_over_hc1"] * of_kappa_2["hc1_over_hc"] == pytest.approx(
        of_kappa_2["core_field_over_hc"], rel=1e-12)
    assert of_kappa_2["line_energy"] == pytest.approx(of_kappa_2["hc1_over_hc"] * 2 * math.sqrt(2), rel=1e-12)
    assert of_kappa_2["two_quanta_over_one"] > 1
    assert 0 < of_kappa_2.readings["core_field_over_bc2"].uncertainty < 1e-4
    assert list(of_kappa_2.arrays["quanta"].values) == [1, 2, 3, 4, 5]


def test_half_of_the_density_is_where_the_field_is_half_of_hc():
    """Between the types B = Hc (1 - |psi|^2)."""
    vortex = experiment("vortex", kappa=TYPE_LIMIT).run()
    radius, field = vortex.arrays["radius"].values, vortex.arrays["field"].values
    assert vortex["half_density_radius_over_xi"] == pytest.approx(np.interp(-0.5, -field, radius), rel=1e-3)


def test_hc1_is_that_of_the_critical_fields():
    other = refined(lambda cells: isolated_vortex(1.3, cells).lower_critical_field)
    assert experiment("vortex", kappa=1.3).run()["hc1_over_hc"] == other.value


def test_several_quanta_leave_hc1_alone(of_kappa_2):
    three = experiment("vortex", kappa=2, quanta=3).run()
    assert three["hc1_over_hc"] == of_kappa_2["hc1_over_hc"]
    assert three["entry_field_over_hc"] == of_kappa_2.arrays["energy_per_quantum"].values[2]
    assert three["core_radius_over_xi"] is None
    assert three["line_energy"] > 3 * of_kappa_2["line_energy"]


def test_a_material_reads_in_si():
    niobium = experiment("vortex", material="Nb", temperature="8 K").run()
    assert niobium["hc"] == material("Nb").critical_field(8.0)
    assert niobium["hc1"] == pytest.approx(niobium["hc1_over_hc"] * niobium["hc"])
    assert niobium["energy_per_length"] == pytest.approx(2.067833848e-15 * niobium["hc1"] / 1.25663706e-6, rel=1e-7)
    assert niobium["core_induction"] == pytest.approx(niobium["core_field_over_hc"] * niobium["hc"])
    for name, unit in {"hc1": "T", "core_induction": "T", "energy_per_length": "J/m"}.items():
        assert niobium.readings[name].unit == unit
        assert 0 < niobium.readings[name].uncertainty < 0.05 * niobium[name]


@pytest.mark.parametrize("inputs", [{"kappa": 2}, {"kappa": 60, "quanta": 2}, {"kappa": 0.2, "quanta": 30}])
def test_picture(inputs):
    result = experiment("vortex", **inputs).run()
    figure = experiment("vortex").picture(result)
    assert [bool(ax.lines) for ax in figure.axes[:1]] == [True]
    assert sum(len(ax.images) for ax in figure.axes) >= 2
    assert any("attract" in ax.get_title() for ax in figure.axes) == (inputs["kappa"] < TYPE_LIMIT)


def test_what_does_not_converge_is_not_read(monkeypatch):
    lost = replace(isolated_vortex(1.0, 128), converged=False, lower_critical_field=None)
    monkeypatch.setattr(extrapolated_vortex, "isolated_vortex", lambda *_: lost)
    result = experiment("vortex", kappa=1.0).run()
    assert result.status == "not_converged"
    assert result["hc1_over_hc"] is None
    assert experiment("vortex").picture(result).axes


@pytest.mark.parametrize(("inputs", "words"), [
    ({"kappa": 0}, "positive"),
    ({"kappa": -1.0}, "positive"),
    ({"kappa": 1e4}, "limits"),
    ({"quanta": 0}, "from 1 to 100"),
    ({"quanta": -1}, "mirror image"),
    ({"quanta": 1.5}, "whole number"),
    ({"quanta": 101}, "from 1 to 100"),
    ({"kappa": 1, "material": "Nb"}, "not both"),
    ({"kappa": 1, "temperature": "3 K"}, "Name a material"),
    ({"material": "Nb", "temperature": "20 K"}, "below Tc"),
])
def test_bad_input(inputs, words):
    with pytest.raises(InputError, match=words):
        experiment("vortex", **inputs)


def test_a_material_without_the_lengths_says_what_is_missing():
    with pytest.raises(MissingDataError, match=r"'V', .*ginzburg_landau_parameter_0"):
        experiment("vortex", material="V")
