"""Experiments on electron magnetic chains: criterion, window of fields, peak in a weak field, pressure."""

import math

import numpy as np
import pytest

from onnes.errors import InputError, MissingDataError
from onnes.experiments import experiment
from onnes.materials import material, materials
from onnes.units.constants import BOHR_MAGNETON, BOLTZMANN


def run(name, **inputs):
    return experiment(name, **inputs).run()


def test_criterion_by_the_numbers_of_the_text():
    result = run("chain-criterion")
    assert result["ratio"] == pytest.approx(4.56e-7, rel=1e-3)
    assert result["moment_needed_over_mu_b"] == pytest.approx(1481, abs=0.5)
    assert result["spacing_needed"] == pytest.approx(0.193e-12, rel=2e-3)
    assert result["bc"] == pytest.approx(39.6e-3, rel=2e-3)
    assert result["attraction_temperature"] == pytest.approx(27e-3, rel=0.02)
    assert result["tc"] < 0
    assert "no transition" in result.readings["tc"].meaning
    assert result["ec"] is None
    assert (result["metals_that_bind"], result["metals"]) == (0, 25)


def test_ratio_tc_and_bc_belong_together():
    result = run("chain-criterion", moment="2000 bohr_magneton", eta=0.8)
    assert result["chain_forms"] is True
    assert result["tc"] == pytest.approx(result["repulsion"] * (result["ratio"] - 1) / BOLTZMANN, rel=1e-9)
    assert result["bc"] * 2000 * BOHR_MAGNETON == pytest.approx(result["attraction"], rel=1e-9)
    assert result["least_bc"] * result["moment_needed"] == pytest.approx(result["repulsion"], rel=1e-8)
    assert 0 < result["metals_that_bind"] <= result["metals"]


def test_head_to_tail_is_twice_as_strong():
    plain = run("chain-criterion")
    tensor = run("chain-criterion", arrangement="dipole")
    assert tensor["ratio"] == pytest.approx(2 * plain["ratio"], rel=1e-12)
    assert tensor["moment_needed"] == pytest.approx(plain["moment_needed"] / math.sqrt(2), rel=1e-12)
    with pytest.raises(InputError, match=r"angle: .*below 54\.7 degrees"):
        experiment("chain-criterion", arrangement="dipole", angle="60 deg")


def test_screening_multiplies_the_ratio_and_not_the_attraction():
    plain, screened = (run("chain-criterion", material="Al", repulsion=each) for each in ("bare", "screened"))
    length = screened["screening_length"]
    assert length == pytest.approx(48.7e-12, rel=1e-3)
    expected = math.exp(material("Al").nearest_neighbour_distance / length)
    assert screened["ratio"] / plain["ratio"] == pytest.approx(expected, rel=1e-9)
    assert screened["attraction"] == plain["attraction"]
    assert screened["chain_forms"] is False
    with pytest.raises(InputError, match="repulsion"):
        experiment("chain-criterion", repulsion="screened")
    with pytest.raises(MissingDataError, match="Give screening_length"):
        experiment("chain-criterion", material="Ta", repulsion="screened")


def test_map_is_the_ratio_at_every_place():
    result = run("chain-criterion", eta=0.5)
    arrays = result.arrays
    one = run("chain-criterion", eta=0.5, spacing=float(arrays["spacing"].values[40]),
              moment=float(arrays["moment"].values[70]))
    assert arrays["log_ratio"].values[70, 40] == pytest.approx(math.log10(one["ratio"]), abs=1e-8)
    lead = list(arrays["metal"].values).index("Pb")
    assert arrays["metal_moment_needed"].values[lead] == pytest.approx(
        run("chain-criterion", eta=0.5, material="Pb")["moment_needed"], rel=1e-12)


def test_the_electric_field_needs_both_free_numbers():
    assert run("chain-criterion", wave_energy="1 eV", wave_size="1 nm")["ec"] == pytest.approx(1e9, rel=1e-9)
    for one in ({"wave_energy": "1 eV"}, {"wave_size": "1 nm"}):
        with pytest.raises(InputError, match=next(iter(one))):
            experiment("chain-criterion", **one)


def test_window_opens_where_moments_are_aligned_and_closes_at_bc():
    result = run("field-window", moment="1500 bohr_magneton", start="disordered", free_moment="1 bohr_magneton")
    onset, breaking, restoring = (result[f"{each}_field"] for each in ("onset", "breaking", "restoring"))
    assert 0 < onset < breaking < restoring
    assert restoring == pytest.approx(1500 * onset, rel=1e-9)
    assert breaking == result["critical_field"] >= result["least_critical_field"]
    field, on = result.arrays["field"].values, result.arrays["superconducting"].values
    assert np.array_equal(on, ((field >= onset) & (field <= breaking)) | (field >= restoring))
    ratio = result.arrays["attraction_over_repulsion"].values
    assert np.array_equal(on, ratio >= 1)


def test_with_one_moment_nothing_is_restored_since_nothing_is_lost():
    result = run("field-window", moment="1500 bohr_magneton")
    assert result["onset_field"] == 0
    assert result["restoring_field"] is None
    assert "aligning" in result.readings["restoring_field"].absent
    assert result["alignment_at_breaking"] > 0.9999


def test_no_window_with_a_bohr_magneton():
    result = run("field-window")
    assert all(result[f"{each}_field"] is None for each in ("onset", "breaking", "restoring"))
    assert result["moment_needed_over_mu_b"] == pytest.approx(1481, abs=0.5)
    assert not result.arrays["superconducting"].values.any()


def test_no_moment_fits_a_measured_window():
    result = run("field-window")
    assert (result["windows_fitted"], result["samples"]) == (0, 5)
    samples = list(result.arrays["sample"].values)
    place = samples.index("URhGe")
    assert result.arrays["moment_upper"].values[place] / BOHR_MAGNETON == pytest.approx(601, rel=2e-3)
    assert result.arrays["moment_binding"].values[place] / BOHR_MAGNETON == pytest.approx(1813, rel=1e-3)
    assert result.arrays["moment_lower"].values[place] / BOHR_MAGNETON == pytest.approx(0.0744, rel=1e-2)
    assert result["moment_spread"] > 1e3


def test_peak_of_the_conductance_and_the_field_below_which_there_is_none():
    result = run("weak-field-conductance", gain=0.02)
    rise = result.arrays["chain_gain"].values
    field = result.arrays["field"].values[np.argmax(rise)]
    assert result["peak_field"] == pytest.approx(field, rel=0.03)
    assert result["peak_height"] == pytest.approx(rise.max(), rel=1e-3)
    assert result["moment_needed_over_mu_b"] is None
    assert result["least_peak_field"] <= result.arrays["peak_field"].values.min()
    assert result["least_peak_field"] == pytest.approx(result.arrays["peak_field"].values.min(), rel=5e-3)


def test_the_curve_has_its_largest_value_at_the_peak():
    result = experiment("weak-field-conductance", moment="60 bohr_magneton").run()
    field, gain = (result.arrays[name].values for name in ("field", "chain_gain"))
    assert field[np.argmax(gain)] == pytest.approx(result["peak_field"], rel=0.04)
    assert gain.max() <= result["peak_height"] * (1 + 1e-12)


def test_moments_with_a_peak_at_a_measured_field_have_it_there():
    result = run("weak-field-conductance", material="Sn", measured_field="2 T", rival="film")
    for key in ("moment_needed_over_mu_b", "larger_moment_over_mu_b"):
        again = run("weak-field-conductance", material="Sn", moment=f"{result[key]:.12g} bohr_magneton", rival="film")
        assert again["peak_field"] == pytest.approx(2.0, rel=1e-6)


def test_conventional_wire_and_films():
    wire = run("weak-field-conductance")
    assert wire["boundary_field"] == pytest.approx(23.0e-3, rel=2e-3)
    assert wire["boundary_gain"] == pytest.approx(0.0806, rel=5e-3)
    assert 0 < wire["wire_gain"] < wire["boundary_gain"]
    light, heavy = (run("weak-field-conductance", rival="film", spin_orbit=each) for each in ("weak", "strong"))
    assert light["localization_gain"] == pytest.approx(-2 * heavy["localization_gain"], rel=1e-12)
    assert light["localization_gain"] > 0


def test_pressure_on_tin():
    result = run("pressure", material="Sn")
    assert result["tc"] == pytest.approx(3.722, rel=1e-6)
    assert result["dtc_dp"] == pytest.approx(637e-9, rel=2e-3)
    assert result["dtc_dp_measured"] == pytest.approx(-0.482e-9, rel=1e-9)
    assert result["sign_agrees"] is False
    assert result["volume_slope"] == pytest.approx(-9925, rel=1e-3)
    assert result["volume_slope_measured"] == pytest.approx(7.51, rel=1e-3)
    assert (result["elements_right_sign"], result["elements_compared"]) == (1, 9)
    pressure, tc = (result.arrays[key].values for key in ("pressure", "tc"))
    assert (tc[1] - tc[0]) / (pressure[1] - pressure[0]) == pytest.approx(result["dtc_dp"], rel=1e-3)


def test_pressure_where_the_sign_is_right_and_where_it_is_not_certain():
    assert run("pressure", material="V")["sign_agrees"] is True
    assert run("pressure", material="Nb")["sign_agrees"] is None
    assert run("pressure", material="Tl")["dtc_dp_measured"] is None
    cadmium = run("pressure", material="Cd")  # Tc = 0.517 K, to vanish at 3.8 GPa
    assert cadmium["dtc_dp_measured"] == pytest.approx(-0.136e-9, rel=2e-3)
    assert cadmium["sign_agrees"] is False


def test_pressure_without_a_transition():
    result = run("pressure", moment="1 bohr_magneton")
    assert result["tc"] < 0
    assert result["dtc_dp"] is None
    assert result.readings["dtc_dp"].absent == "no transition with this moment"
    with pytest.raises(InputError, match="pressure"):
        experiment("pressure", pressure="100 GPa")


def test_bulk_moduli_agree_with_speeds_of_sound():
    compared = 0
    for one in materials():
        along, across = one.values("sound_speed_longitudinal"), one.values("sound_speed_shear")
        if one.name != "Be" and one.has("bulk_modulus") and along and across:
            by_sound = one.value("mass_density").value * (along[0].value**2 - 4 / 3 * across[0].value**2)
            assert one.value("bulk_modulus").value == pytest.approx(by_sound, rel=0.1), one.name
            compared += 1
    assert compared >= 7
