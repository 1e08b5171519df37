"""The experiment estimate: the chain of one metal and the table of all, beside what was measured."""


import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.materials import material
from onnes.theories import theory


def run(**inputs):
    return experiment("estimate", **inputs).run()


@pytest.fixture(scope="module")
def lead(example_of):
    return example_of("estimate")


def test_every_ratio_is_estimate_over_measured(lead):
    ratios = [name for name in lead.readings if name.endswith("_over_measured")]
    assert {"gap", "critical_temperature", "debye_frequency", "penetration_depth", "breakdown_field"} <= {
        name.removesuffix("_over_measured") for name in ratios}
    for name in ratios:
        stem = name.removesuffix("_over_measured")
        assert lead[name] == pytest.approx(lead[stem] / lead[f"{stem}_measured"], rel=1e-12)
        assert lead.readings[stem].unit == lead.readings[f"{stem}_measured"].unit


def test_measured_numbers_are_those_of_the_tables(lead):
    metal = material("Pb")
    assert lead["critical_temperature_measured"] == metal.critical_temperature
    assert lead["gap_measured"] == metal.energy_gap
    assert lead["breakdown_field_measured"] == metal.critical_field_0
    assert lead["b_measured"] == pytest.approx(8.17, abs=0.02)
    assert "measured" in lead.readings["gap_measured"].meaning
    assert "calculated" in lead.readings["fermi_energy_measured"].meaning
    assert "relation" in lead.readings["tube_depth_measured"].meaning


def test_b_of_springs_and_the_ladder(lead):
    assert lead["b_of_springs"] == pytest.approx(2 * np.sqrt(2 * lead["f"]), rel=1e-14)
    assert lead["b_of_springs_measured"] == lead["b_measured"]
    assert 0 < lead["metals_with_b_of_text"] < lead["metals"]
    alpha = 1 / 137.035999177
    assert lead["compton_over_classical"] * alpha == pytest.approx(1, rel=1e-9)
    assert lead["bohr_over_compton"] * alpha == pytest.approx(1, rel=1e-9)
    assert lead["rydberg_over_bohr"] * alpha == pytest.approx(2, rel=1e-9), "not 137"
    assert lead["penetration_depth_over_d_as_printed"] == pytest.approx(np.sqrt(lead["f"]) / alpha, rel=1e-9)


@pytest.mark.parametrize(("distance", "definition"), [("neighbour", 1.0), ("volume", 2.0)])
def test_the_theory_and_the_experiment_say_the_same(distance, definition):
    """One set of kernels: gap, field and depth of every metal in the table."""
    result = run(material="Al", distance=distance)
    quantities = list(result.arrays["quantity"].values)
    asked = {"gap": "gap", "breakdown_field": "critical_field", "penetration_depth": "penetration_depth"}
    for row, name in enumerate(result.arrays["metal"].values):
        for quantity, observable in asked.items():
            said = theory("pair").predict(observable, material(str(name)), {"distance_definition": definition}).value
            estimated = result.arrays["estimated"].values[row, quantities.index(quantity)]
            assert said == pytest.approx(estimated, rel=1e-12)


def test_table_has_every_metal_once_and_the_chosen_one_as_read(lead):
    names = list(lead.arrays["metal"].values)
    assert len(set(names)) == len(names) == lead["metals"] >= 25
    row = names.index("Pb")
    for column, quantity in enumerate(lead.arrays["quantity"].values):
        assert lead.arrays["estimated"].values[row, column] == lead[quantity]
        ratio = lead.arrays["estimated_over_measured"].values[row, column]
        assert np.isnan(ratio) == (f"{quantity}_over_measured" not in lead.readings)


def test_tc_of_the_table_is_good_to_a_decade_and_hardly_orders_the_metals(lead):
    assert 1 < lead["critical_temperature_typical_factor"] < 10
    assert -1 <= lead["critical_temperature_rank_correlation"] < 0.6


def test_constants_of_a_tube(lead):
    tube, simulated = run(material="Pb", constants="tube"), experiment("potential-tube", material="Pb").run()
    assert tube["a_over_measured"] == pytest.approx(1.0, rel=1e-12)
    assert tube["debye_frequency_over_measured"] == pytest.approx(1.0, rel=1e-12)
    assert tube["tube_length"] == pytest.approx(simulated["tube_length_of_box"], rel=1e-9)
    assert tube["tube_depth"] == pytest.approx(
        simulated["tube_depth"] * simulated["kappa_mean"] / simulated["kappa"], rel=1e-9)
    assert tube["gap"] != lead["gap"]


def test_xi_can_be_chosen_to_give_the_measured_gap(lead):
    (needed,) = theory("pair").required_parameters("gap", lead["gap_measured"], material("Pb"))
    assert run(material="Pb", xi=needed.value)["gap_over_measured"] == pytest.approx(1.0, rel=1e-9)


@pytest.mark.parametrize(("inputs", "named"), [
    ({"material": ""}, "material"),
    ({"material": "MgB2"}, "material"),
    ({"xi": -1}, "xi"),
])
def test_bad_input_is_refused_by_name(inputs, named):
    with pytest.raises(InputError, match=named):
        experiment("estimate", **inputs)


def test_the_chosen_metal_is_marked_by_whatever_name():
    def marked(result):
        metals = experiment("estimate").plot(result).axes[1:]
        return [sum(line.get_marker() == "D" for line in ax.lines) for ax in metals]

    assert marked(run(material="lead")) == [1, 1, 1, 1, 1]


def test_picture_names_quantities_and_units(lead):
    made = experiment("estimate").picture(lead)
    assert made.axes[0].get_ylabel() == "estimate over measurement"
    assert made.axes[1].get_xlabel() == "measured (K)"
