"""Field cooling: what is expelled, what is trapped, and what no law may change."""

from __future__ import annotations

import re
from functools import cache
from types import SimpleNamespace

import numpy as np
import pytest

from onnes.errors import InputError, MissingDataError
from onnes.experiments import experiment, experiments
from onnes.experiments.field_cooling.run import _warnings_of_run
from onnes.materials import material
from onnes.results import Result
from onnes.units.constants import FLUX_QUANTUM

pytestmark = pytest.mark.usefixtures("optimized")

SMALL = {"radius": "0.6 um"}
TYPE_I = {"material": "Pb", "cooling": "nucleus", "coherence_length": "100 nm", "penetration_depth": "30 nm",
          "radius": "360 nm", "residual_resistance_ratio": 5}


@cache
def cooled(**inputs: str) -> Result:
    return experiment("field-cooling", **SMALL, **inputs).run()


@pytest.fixture(scope="module")
def expelled(example_of) -> Result:
    """A cylinder swept by a cold front, the example of the experiment."""
    return example_of("field-cooling")


def test_a_cold_front_expels_the_field(expelled):
    assert expelled.status == "completed"
    assert expelled["expelled_fraction"] > 0.95
    assert abs(expelled["trapped_flux_quanta"]) < 0.5
    assert 0 < expelled["time_to_90_percent"] < expelled.arrays["time"].values[-1]
    assert expelled["ledger_closure"] < 1e-2


@pytest.mark.long
def test_a_front_from_the_axis_expels_the_field():
    assert cooled(cooling="axis")["expelled_fraction"] > 0.95


@pytest.mark.long
def test_a_deep_uniform_quench_traps_the_field_as_vortices():
    result = cooled(cooling="uniform")
    assert result["expelled_fraction"] < 0.3
    assert result["trapped_flux_quanta"] >= 1
    density = result.arrays["density"].values[-1]
    deep = np.hypot(*np.meshgrid(result.arrays["x"].values, result.arrays["y"].values, indexing="ij")) < 0.4e-6
    assert density[deep].min() < 0.2, "no vortex core in the trapped state"


@pytest.mark.long
def test_the_laws_differ_on_field_cooling_only():
    stays = cooled(law="perfect-conductor")
    assert abs(stays["expelled_fraction"]) < 1e-10
    assert np.ptp(stays.arrays["core_field"].values) < 1e-12 * stays.inputs["field"]["value"]
    kept_out = [cooled(law=law, sequence="zero-field-cooled")["expelled_fraction"]
                for law in ("tdgl", "perfect-conductor")]
    assert min(kept_out) > 0.95
    assert kept_out[0] == pytest.approx(kept_out[1], abs=0.01), "London screening in both"


def test_heat_and_work_account_for_the_energy_at_every_moment(expelled):
    change, work, psi_heat, joule = (expelled.arrays[name].values for name in
                                     ("energy_change", "source_work", "relaxation_heat", "joule_heat"))
    assert np.all(np.diff(psi_heat) >= 0)
    assert np.all(np.diff(joule) >= 0)
    np.testing.assert_allclose(change, work - psi_heat - joule, atol=1e-2 * np.abs(work).max())


@pytest.mark.long
def test_a_tube_keeps_whole_quanta():
    quanta = cooled(shape="tube", inner_radius="0.25 um")["trapped_flux_quanta"]
    assert quanta == pytest.approx(round(quanta), abs=1e-6)


@pytest.mark.long
def test_a_tube_that_only_conducts_perfectly_keeps_any_flux():
    result = cooled(law="perfect-conductor", shape="tube", inner_radius="0.25 um")
    area = np.pi * (0.5 * (0.6e-6 + 0.25e-6)) ** 2
    quanta = result.inputs["field"]["value"] * area / FLUX_QUANTUM
    assert result["trapped_flux_quanta"] == pytest.approx(quanta, rel=0.03)


def test_pictures_of_runs_can_be_compared_and_have_no_empty_panel(expelled):
    """One colour stands for one field in units of the applied one; a law without energy has no balance of energy."""
    runs = {"cold front": expelled,
            "acceleration": cooled(law="perfect-conductor", shape="tube", inner_radius="0.25 um")}
    pictures = {name: experiments()["field-cooling"].plot(run) for name, run in runs.items()}
    for name, made in pictures.items():
        twice_applied = 2e3 * runs[name].inputs["field"]["value"]  # in mT
        assert [ax.images[0].get_clim() for ax in made.axes[:4]] == [pytest.approx((0.0, twice_applied))] * 4
        titles = {ax.get_title() for ax in made.axes}
        assert ("Balance of energy" in titles) == (name != "acceleration")


@pytest.mark.long
def test_a_supercritical_nucleus_grows_and_a_subcritical_one_dies():
    """kappa = 0.3, H = 0.8 Hc: R_c is near delta/(2p) = 6 lambda = 180 nm, give or take a wall's thickness."""
    grown = experiment("field-cooling", **TYPE_I, field="62 mT", nucleus_radius="250 nm").run()
    died = experiment("field-cooling", **TYPE_I, field="62 mT", nucleus_radius="120 nm").run()
    assert grown["expelled_fraction"] > 0.95
    assert abs(died["expelled_fraction"]) < 1e-3
    assert np.abs(died.arrays["density"].values[-1]).max() < 1e-6


@pytest.mark.long
def test_the_same_seed_gives_the_same_result_bit_for_bit():
    first, second = (experiment("field-cooling", **SMALL, duration="50 ps", seed=3).run() for _ in range(2))
    np.testing.assert_array_equal(first.arrays["density"].values, second.arrays["density"].values)
    other = experiment("field-cooling", **SMALL, duration="50 ps", seed=4).run()
    assert np.any(other.arrays["density"].values != first.arrays["density"].values)


@pytest.mark.long
def test_surface_superconductivity_is_announced():
    setting = {**TYPE_I, "penetration_depth": "40 nm", "nucleus_radius": "200 nm", "field": "43.6 mT"}
    result = experiment("field-cooling", **setting, duration="1 ps").run()
    assert any("Hc3" in warning for warning in result.warnings)


@pytest.mark.long
def test_a_slab_is_cooled_too():
    result = experiment("field-cooling", shape="slab", radius="0.45 um", cooling="front").run()
    assert result["expelled_fraction"] > 0.9


def test_inputs_name_what_was_chosen():
    inputs = experiment("field-cooling").inputs()
    assert inputs["temperature"] == {"value": pytest.approx(0.9 * 9.25, rel=1e-2), "unit": "K"}
    assert all(inputs[name]["value"] > 0 for name in ("radius", "field", "front_speed", "gradient", "spacing"))


@pytest.mark.parametrize(("inputs", "argument"), [
    ({"field": "-1 mT"}, "field"),
    ({"radius": "-1 um"}, "radius"),
    ({"radius": "1 mm"}, "radius"),
    ({"duration": "1 s"}, "duration"),
    ({"front_speed": "1 um/s"}, "front_speed"),
    ({"seed": 1e30}, "seed"),
    ({"conductivity": "-1 S/m"}, "conductivity"),
    ({"temperature": "20 K"}, "temperature"),
    ({"shape": "tube", "radius": "1 um", "inner_radius": "2 um"}, "inner_radius"),
    ({"inner_radius": "0.1 um"}, "inner_radius"),
    ({"cooling": "nucleus"}, "cooling"),
    ({"nucleus_radius": "0.1 um"}, "nucleus_radius"),
    ({"law": "perfect-conductor", "cooling": "nucleus"}, "law"),
    ({"length": "1 nm"}, "length"),
    ({"radius": "1 pm"}, "radius"),
    ({"shape": "tube", "radius": "0.3 um", "inner_radius": "0.29 um"}, "inner_radius"),
    ({"shape": "tube", "radius": "0.3 um", "inner_radius": "1 nm"}, "inner_radius"),
])
def test_what_makes_no_sense_is_refused_by_name(inputs, argument):
    with pytest.raises(InputError) as refusal:
        experiment("field-cooling", **inputs)
    assert refusal.value.argument == argument


def test_a_metal_that_conducts_badly_is_expected_to_take_longer():
    """The electric potential follows psi the faster the less the metal conducts."""
    usual, poor = (experiment("field-cooling", duration="1 ns", conductivity=sigma).setting()
                   for sigma in ("6e7 S/m", "1e3 S/m"))
    assert poor.expected_seconds > 50 * usual.expected_seconds


@pytest.mark.parametrize(("left", "closure", "warned"), [
    (0.1, 1e-3, []), (1.9, 1e-3, []), (-289.0, 1e-3, ["thermal currents"]), (0.1, 0.61, ["open by 0.61"])])
def test_thermal_fields_and_open_balances_are_warned_of(left, closure, warned):
    run = SimpleNamespace(records={"core_field": np.array([2.0, 2.0 * left])}, ledger=SimpleNamespace(closure=closure))
    warnings = _warnings_of_run(run, 2.0)
    assert len(warnings) == len(warned)
    assert all(text in warning for text, warning in zip(warned, warnings, strict=True))


def test_a_material_without_lengths_says_what_is_missing():
    with pytest.raises(MissingDataError, match="Hg"):
        experiment("field-cooling", material="Hg")


def test_what_the_tables_lack_may_be_given():
    with pytest.raises(MissingDataError, match="Give conductivity, or choose"):
        experiment("field-cooling", material="Nb3Sn", radius="50 nm")
    given = experiment("field-cooling", material="Nb3Sn", radius="50 nm", conductivity="1e6 S/m")
    assert given.scales().conductivity == 1e6


def test_a_metal_of_small_kappa_is_refused_with_inputs_that_work():
    with pytest.raises(InputError, match="impure") as refusal:
        experiment("field-cooling", material="Al")
    offered = dict(re.findall(r'([a-z_]+)="?([0-9.]+(?: .m)?)', refusal.value.cure))
    made = experiment("field-cooling", material="Al", **offered)
    own = material("Al").critical_field(0.9 * material("Al").critical_temperature)
    assert made.scales().thermodynamic_critical_field == pytest.approx(own, rel=1e-3)


@pytest.mark.long
def test_a_coarse_grid_is_said_to_be_coarse():
    result = experiment("field-cooling", radius="0.5 um", spacing="80 nm", duration="10 ps").run()
    assert any("too coarse" in warning for warning in result.warnings)
