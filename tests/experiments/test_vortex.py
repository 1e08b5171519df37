"""One vortex: exact at kappa = 1/sqrt2, limits, identities, order of convergence."""

import functools
import json
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.special import k1

from onnes.errors import InputError, MissingDataError
from onnes.experiments import experiment
from onnes.experiments.critical_fields.solution import lower_critical_field
from onnes.experiments.vortex import solved as solved_module
from onnes.materials import material
from onnes.problems.extrapolated_vortex import solve_vortex
from onnes.problems.isolated_vortex import isolated_vortex
from onnes.problems.refinement import extrapolated, refined

TYPE_LIMIT = 1 / math.sqrt(2)
KAPPAS = st.floats(math.log(0.1), math.log(100.0)).map(math.exp)


@pytest.mark.parametrize("quanta", [1, 3])
def test_between_the_types_quanta_do_not_act_on_each_other(quanta):
    """E = n Phi_0 Hc and B = Bc2 (1 - |psi|^2) everywhere (Bogomolny)."""
    solved = solve_vortex(TYPE_LIMIT, quanta, None)
    assert solved.entry.value == pytest.approx(1.0, abs=1e-8)
    assert solved.core_field.value == pytest.approx(1.0, abs=1e-6)
    vortex = isolated_vortex(TYPE_LIMIT, 512, quanta)
    np.testing.assert_allclose(vortex.field, 1 - vortex.density**2, atol=1e-4)


@settings(deadline=None, max_examples=8)
@given(KAPPAS, st.sampled_from([1, 2, 5, 20]))
def test_three_grids_agree_at_any_kappa(kappa, quanta):
    """What is read differs by less than 1e-5 from what finer grids say, and by less than claimed."""
    grids = [isolated_vortex(kappa, cells, quanta) for cells in (128, 256, 512)]
    for read in (lambda v: v.lower_critical_field, lambda v: v.field[0]):
        values = [read(vortex) for vortex in grids]
        ours, finer = extrapolated(*values[:2]), extrapolated(*values[1:])
        assert ours.value == pytest.approx(finer.value, rel=1e-5)
        assert abs(ours.value - finer.value) < ours.uncertainty + 1e-9


@settings(deadline=None, max_examples=8)
@given(KAPPAS, st.sampled_from([2, 4]))
def test_several_quanta_pay_in_type_one(kappa, quanta):
    alone, together = (isolated_vortex(kappa, 128, n).lower_critical_field for n in (1, quanta))
    if abs(kappa - TYPE_LIMIT) > 1e-2:
        assert (together < alone) == (kappa < TYPE_LIMIT)


@settings(deadline=None, max_examples=8)
@given(KAPPAS, st.sampled_from([1, 4]))
def test_flux_current_and_virial(kappa, quanta):
    """int B r dr = n per radian; J = -kappa^2 dB/dr; the field costs what condensation does."""
    vortex = isolated_vortex(kappa, 512, quanta)
    r, b = vortex.radius, vortex.field / (math.sqrt(2) * kappa)
    assert np.trapezoid(b * r, r) == pytest.approx(quanta, rel=1e-3)
    ampere = -(kappa**2) * np.gradient(b, r)
    np.testing.assert_allclose(vortex.current[1:-1], ampere[1:-1], atol=5e-3 * vortex.current.max())
    condensation = np.trapezoid((1 - vortex.density**2) ** 2 / 2 * r, r)
    assert condensation == pytest.approx(np.trapezoid(kappa**2 * b**2 * r, r), rel=1e-3)


def test_large_kappa():
    """Line energy ln kappa + 0.49693 (Hu 1972); slope of |psi| on the axis 0.58319; far out London's current."""
    solved = solve_vortex(200.0, 1, None)
    assert math.sqrt(2) * 200 * solved.entry.value == pytest.approx(math.log(200) + 0.49693, rel=1e-4)
    assert solved.core_radius.value == pytest.approx(1 / 0.5831895, rel=1e-3)
    assert solved.tail.value == pytest.approx(1.0, rel=1e-3)
    far = (solved.profile.radius > 200) & (solved.profile.radius < 1000)
    np.testing.assert_allclose(solved.profile.current[far], k1(solved.profile.radius[far] / 200) / 200, rtol=5e-3)


def test_the_field_on_the_axis_is_that_of_the_current_around_it():
    """Ampere: kappa^2 B(0) = int J dr."""
    solved = solve_vortex(300.0, 1, None)
    by_ampere = np.trapezoid(solved.profile.current, solved.profile.radius) / 300**2
    assert solved.core_field.value / (math.sqrt(2) * 300) == pytest.approx(by_ampere, rel=2e-3)


def test_far_field_between_the_types():
    """1.7079: H. J. de Vega, F. A. Schaposnik, Phys. Rev. D 14, 1100 (1976)."""
    tail = solve_vortex(TYPE_LIMIT, 1, None).tail
    assert tail.value == pytest.approx(1.7079, rel=5e-4)


@pytest.fixture(scope="module")
def of_kappa_2():
    return experiment("vortex", kappa=2).run()


def test_readings(of_kappa_2):
    assert of_kappa_2.status == "converged"
    assert of_kappa_2["hc1_over_hc"] == pytest.approx(0.5490, rel=5e-4)
    assert of_kappa_2["core_field"] * 2 * math.sqrt(2) == pytest.approx(of_kappa_2["core_field_over_hc"], rel=1e-12)
    assert of_kappa_2["core_field_over_hc1"] * of_kappa_2["hc1_over_hc"] == pytest.approx(
        of_kappa_2["core_field_over_hc"], rel=1e-12)
    assert of_kappa_2["line_energy"] == pytest.approx(of_kappa_2["hc1_over_hc"] * 2 * math.sqrt(2), rel=1e-12)
    assert of_kappa_2["two_quanta_over_one"] > 1
    assert 0 < of_kappa_2.readings["core_field"].uncertainty < 1e-4
    assert list(of_kappa_2.arrays["quanta"].values) == [1, 2, 3, 4, 5]
    json.dumps(of_kappa_2.as_dict())


def test_it_says_what_the_critical_fields_say():
    other = refined(functools.partial(lower_critical_field, 1.3))
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
    assert ("attract" in figure.axes[3].get_title()) == (inputs["kappa"] < TYPE_LIMIT)


def test_what_does_not_settle_is_not_read(monkeypatch):
    lost = isolated_vortex(1.0, 128)
    monkeypatch.setattr(solved_module, "isolated_vortex", lambda *_: type(lost)(**{**vars(lost), "converged": False}))
    result = experiment("vortex", kappa=1.0).run()
    assert result.status == "not_converged"
    assert result["hc1_over_hc"] is None
    assert experiment("vortex").picture(result).axes


@pytest.mark.parametrize(("inputs", "words"), [
    ({"kappa": 0}, "positive"),
    ({"kappa": -1.0}, "positive"),
    ({"kappa": math.nan}, "NaN"),
    ({"kappa": math.inf}, "kappa"),
    ({"kappa": 1e4}, "limits"),
    ({"kappa": "3 mT"}, "magnetic field"),
    ({"quanta": 0}, "from 1 to 100"),
    ({"quanta": -1}, "mirror image"),
    ({"quanta": 1.5}, "whole number"),
    ({"quanta": 101}, "from 1 to 100"),
    ({"kappa": 1, "material": "Nb"}, "not both"),
    ({"kappa": 1, "temperature": "3 K"}, "Name a material"),
    ({"material": "Nb", "temperature": "20 K"}, "below Tc"),
    ({"winding": 1}, "winding"),
])
def test_bad_input(inputs, words):
    with pytest.raises(InputError, match=words):
        experiment("vortex", **inputs)


def test_a_material_without_the_lengths_says_what_is_missing():
    with pytest.raises(MissingDataError, match="ginzburg_landau_parameter_0 of V"):
        experiment("vortex", material="V")
