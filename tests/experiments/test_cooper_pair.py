"""The cooper-pair experiment: above a sea, warm or cold, stepped or exact; and without one."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.units.constants import BOLTZMANN, ELEMENTARY_CHARGE

MILLI = 1e-3 * ELEMENTARY_CHARGE


@pytest.fixture(scope="module")
def stepped(example_of):
    return example_of("cooper-pair")


@pytest.fixture(scope="module")
def exact():
    return experiment("cooper-pair", coupling=0.3, element="exact").run()


@pytest.fixture(scope="module")
def alone():
    return experiment("cooper-pair", coupling=0.3, sea=False).run()


@pytest.mark.parametrize("coupling", [0.05, 3.0])
def test_reading_of_the_eigenproblem_is_the_closed_form(coupling):
    result = experiment("cooper-pair", coupling=coupling).run()
    assert result.status == "converged"
    assert result["binding_over_cutoff"] == pytest.approx(1 / math.expm1(1 / coupling), rel=1e-8)
    assert result["weak_coupling_over_cutoff"] == pytest.approx(math.exp(-1 / coupling), rel=1e-14)


def test_readings_belong_together(stepped):
    assert stepped["bound"] is True
    assert stepped["closed_form_over_cutoff"] == pytest.approx(stepped["binding_over_cutoff"], rel=1e-10)
    assert stepped["binding"] == pytest.approx(stepped["binding_over_cutoff"] * 30 * MILLI)
    assert stepped["coherence_length"] == pytest.approx(stepped["tube_length"] / stepped["binding_over_cutoff"] / 2)
    assert stepped["well_depth"] == pytest.approx(math.pi * 0.3 * 30 * MILLI)
    assert stepped["size_over_coherence_length"] == pytest.approx(2 / math.sqrt(3), rel=0.03)


def test_exact_element_is_converged_and_its_difference_is_read(stepped, exact):
    reading = exact.readings["binding_over_cutoff"]
    assert exact.status == "converged"
    assert 0 < reading.uncertainty < 1e-8 * reading.value
    difference = exact["binding_over_cutoff"] - stepped["binding_over_cutoff"]
    assert exact["exact_minus_step_over_cutoff"] == pytest.approx(difference, rel=1e-10)
    assert exact["exact_over_step"] == pytest.approx(stepped["exact_over_step"], rel=1e-12)
    assert exact["closed_form_over_cutoff"] == stepped["closed_form_over_cutoff"]


def test_the_exponent_is_right_and_the_factor_is_not(exact):
    """From B = 0.05 to 0.2 the binding grows a million times; exact over step stays between 1.2 and 1.6."""
    arrays = {name: array.values for name, array in exact.arrays.items()}
    weak = arrays["couplings"] < 0.25
    ratio = arrays["exact_binding"][weak] / arrays["step_binding"][weak]
    assert np.all((ratio > 1.2) & (ratio < 1.6))
    assert arrays["step_binding"][weak][-1] / arrays["step_binding"][weak][0] > 1e6


def test_wells(stepped, alone):
    for result in (stepped, alone):
        assert result["well_1d_power"] == pytest.approx(2, abs=1e-7)
        assert result["well_2d_exponent"] == pytest.approx(4, abs=1e-5)
        assert result["well_3d_threshold"] == pytest.approx(math.pi**2 / 4, abs=1e-9)


def test_heat(stepped):
    limit = stepped["vanishing_temperature"]
    assert limit * BOLTZMANN / stepped["binding"] == pytest.approx(stepped["vanishing_over_binding"], rel=1e-10)
    warm = experiment("cooper-pair", coupling=0.3, temperature=0.5 * limit).run()
    hot = experiment("cooper-pair", coupling=0.3, temperature=1.01 * limit).run()
    assert 0 < warm["binding"] < stepped["binding"]
    assert (hot["bound"], hot["binding"], hot["size_over_coherence_length"]) == (False, 0.0, None)
    assert warm["vanishing_temperature"] == pytest.approx(limit, rel=1e-12)


def test_without_the_sea_nothing_is_bound_at_fermi_energies(alone):
    assert alone["bound"] is False
    reading = alone.readings["binding_over_cutoff"]
    assert abs(reading.value) < 1e-12
    assert alone["shift_over_spacing"] == pytest.approx(0.3, rel=1e-3)
    assert alone["lowest_depth"] > 0.99
    assert alone["well_depth_over_fermi"] < 1e-2


def test_scale_of_energies_does_not_matter(stepped):
    scaled = experiment("cooper-pair", coupling=0.3, cutoff="3 meV", fermi_energy="1 eV").run()
    for name in ("binding_over_cutoff", "exact_over_step", "size_over_coherence_length",
                 "half_radius_over_coherence_length"):
        assert scaled[name] == pytest.approx(stepped[name], rel=1e-9)


def test_wave_is_free_close_by_and_gone_far_out(stepped):
    arrays = {name: array.values for name, array in stepped.arrays.items()}
    np.testing.assert_allclose(arrays["near_wave"], arrays["free_wave"], atol=0.02)
    assert arrays["envelope"][-1] < 0.1 * arrays["envelope"][0]
    assert arrays["exact_element"][240] == pytest.approx(1.0, abs=1e-3)


@pytest.fixture(scope="module")
def core():
    return experiment("cooper-pair", coupling=0.25, core="screened").run()


def test_a_coulomb_core_matters_and_by_morel_and_andersons_part_of_it(core):
    assert core.status == "converged"
    assert core["morel_anderson"] < core["core_strength"] < 0.25
    assert core["pseudopotential"] == pytest.approx(core["morel_anderson"], rel=1e-3)
    assert core["least_coupling"] == pytest.approx(core["morel_anderson"], rel=1e-6)
    net = 0.25 - core["pseudopotential"]
    assert core["core_over_none"] == pytest.approx(math.expm1(4) / math.expm1(1 / net), rel=1e-8)
    assert core["unretarded_over_none"] < 0.03 < 0.2 < core["core_over_none"] < 0.25
    assert core["core_over_size"] < 1e-5, "the text's reason"
    assert core["exact_over_step"] == pytest.approx(1.457, abs=1e-3)
    swept = core.arrays["core_binding"].values
    left = core.arrays["couplings"].values - core["least_coupling"]
    assert np.all(swept[left < 0] == 0)
    assert np.all(swept[left > 0.01] > 0)


def test_picture_without_a_sea(alone):
    assert len(experiment("cooper-pair").picture(alone).axes) == 4


@settings(deadline=None)
@given(st.floats(max_value=0.0, exclude_max=False))
def test_no_attraction_is_refused(coupling):
    with pytest.raises(InputError, match="coupling"):
        experiment("cooper-pair", coupling=coupling)


@pytest.mark.parametrize(("inputs", "words"), [
    ({"core": "screened", "sea": False}, "no core"),
    ({"screening_length": "0.1 nm"}, "core=screened"),
    ({"core": "screened", "screening_length": "10 nm"}, "Fermi wave number"),
    ({"coupling": 0.001}, "at least 0.01"),
    ({"coupling": 50}, "at most 10"),
    ({"cutoff": "0 meV"}, "cutoff"),
    ({"cutoff": "1 eV"}, "fermi_energy.*100 times"),
    ({"fermi_energy": "-1 eV"}, "fermi_energy"),
    ({"temperature": "-1 K"}, "temperature"),
    ({"temperature": "1 K", "sea": False}, "temperature.*sea"),
    ({"material": "Al"}, "material"),
])
def test_bad_input_is_refused_by_name(inputs, words):
    with pytest.raises(InputError, match=words):
        experiment("cooper-pair", **inputs)
