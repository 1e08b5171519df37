"""Thermal order of magnetic units: scales of the text, Langevin's law, order of columns, what is refused."""

import numpy as np
import pytest

from onnes.errors import InputError
from onnes.experiments import experiment
from onnes.experiments.chain_order.picture import picture
from onnes.units.constants import BOHR_MAGNETON, BOLTZMANN


def run(**inputs):
    return experiment("chain-order", **({"scan": 4, "sweeps": 80, "repeats": 2, "across": 4} | inputs)).run()


def within(result, name, expected, sigmas=4):
    reading = result.readings[name]
    assert reading.uncertainty > 0
    assert reading.value == pytest.approx(expected, abs=sigmas * reading.uncertainty)


@pytest.fixture(scope="module")
def hot():
    """The Bohr magneton at 2.86 A and 4.2 K."""
    return run()


def test_scales_of_the_text(hot):
    """27 mK; twice the 13.3 mK would be a factor of two in the energy; Coulomb 2.19e6 times stronger."""
    scale = 1e-7 * BOHR_MAGNETON**2 / 2.86e-10**3 / BOLTZMANN
    assert scale == pytest.approx(26.6e-3, rel=2e-3)
    assert hot["scale"] == pytest.approx(scale, rel=1e-6)
    assert hot["temperature_over_scale"] == pytest.approx(4.2 / scale, rel=1e-6)
    assert hot["coulomb_over_magnetic"] == pytest.approx(1 / 4.56e-7, rel=2e-3)
    assert run(eta=0.5, interaction="none")["scale"] == pytest.approx(scale / 2, rel=1e-6)


def test_nothing_orders_at_4_kelvin(hot):
    """<mu> and the order parameter are those of independent directions, and chains those of chance."""
    within(hot, "mean_moment", 0.0)
    within(hot, "susceptibility_over_curie", 1.009)
    assert hot["order"] == pytest.approx((8 / (3 * np.pi * 64)) ** 0.5, rel=0.1)
    assert hot["chain_length"] == pytest.approx(float(hot["chain_length_random"]), abs=0.1)
    assert hot.status == "converged"
    curve, law = (hot.arrays[name].values for name in ("curve_moment", "law_moment"))
    at = np.interp(hot.arrays["curve_field"].values, hot.arrays["law_field"].values, law)
    assert curve == pytest.approx(at, abs=0.02)


def test_the_temperature_asked_for_is_marked_beside_the_curve(hot):
    """Its word stands over the points of a disordered state, not on them."""
    axes = next(each for each in picture(hot).axes if each.get_ylabel() == "order parameter")
    word = next(each for each in axes.texts if each.get_text() == "asked")
    assert word.xy[0] == pytest.approx(float(hot["temperature_over_scale"]))
    assert word.get_position()[1] > word.xy[1] > hot["order"] + 0.05


def test_columns_order_in_the_cold(hot):
    """At 0.15 of the scale: energies kT above the ground state, two quadratic directions a unit."""
    assert hot["order_cold"] > 0.85
    assert hot["chain_length_cold"] > 2
    energy = hot.arrays["pair_energy"].values[-1] / (hot["scale"] * BOLTZMANN)
    assert hot["ground_energy"] / (hot["scale"] * BOLTZMANN) == pytest.approx(-2.67679, rel=1e-5)
    assert energy == pytest.approx(-2.67679 + 0.15, abs=0.03)


def test_langevins_law_without_forces():
    """5 T at 4.2 K: x = 0.79966; by the same draw two directions give tanh x."""
    classical, two = (run(interaction="none", field="5 T", directions=name, sweeps=400) for name in ("any", "two"))
    x = BOHR_MAGNETON * 5 / (BOLTZMANN * 4.2)
    assert classical["field_over_temperature"] == pytest.approx(x, rel=1e-6)
    within(classical, "mean_moment", 1 / np.tanh(x) - 1 / x)
    within(two, "mean_moment", np.tanh(x))
    assert classical["langevin_moment"] == pytest.approx(1 / np.tanh(x) - 1 / x)
    within(classical, "susceptibility_over_curie", 3 * (1 / x**2 - 1 / np.sinh(x) ** 2))
    assert classical.readings["mean_moment"].uncertainty < 0.005


def test_disc_in_the_field_of_a_current():
    """The moments turn round the axis; Langevin's law averaged over the disc; I = 2 pi R B/mu_0."""
    found = run(arrangement="disc", interaction="none", self_field="10 T", across=9, sweeps=200)
    assert found["current"] == pytest.approx(2 * np.pi * 4.5 * 2.86e-10 * 10 / (4e-7 * np.pi), rel=1e-6)
    within(found, "mean_moment", float(found["langevin_moment"]))
    x = BOHR_MAGNETON * 10 / (BOLTZMANN * 4.2)
    radii = np.hypot(*np.meshgrid(np.arange(-4, 5), np.arange(-4, 5))).ravel()
    sizes = np.maximum(x * radii[radii <= 4.5] / 4.5, 1e-9)
    assert found["langevin_moment"] == pytest.approx(np.mean(1 / np.tanh(sizes) - 1 / sizes), rel=1e-6)
    assert found["order"] == pytest.approx(abs(found["mean_moment"]), rel=0.05)


def test_charges_in_the_open_fly_apart():
    """With the Bohr magneton the units leave each other: no equilibrium, and it is said."""
    found = run(arrangement="cluster", across=2, sweeps=60)
    assert found.status == "not_converged"
    assert any("Not converged" in warning for warning in found.warnings)
    assert found["growth"] > 1.03
    assert not found["collapsed"]


def test_a_large_moment_falls_onto_the_smallest_distance():
    """5000 Bohr magnetons, 11 times the Coulomb energy: units sit at the core, and form chains."""
    found = run(arrangement="cluster", across=2, sweeps=200, moment=5000 * BOHR_MAGNETON, temperature="1e5 K")
    assert found["coulomb_over_magnetic"] == pytest.approx((1481 / 5000) ** 2, rel=1e-3)
    assert found["collapsed"]
    assert found["neighbour_distance"] == pytest.approx(1.43e-10, rel=0.1)
    assert found["chain_length"] > 2


@pytest.mark.long
def test_free_units_shrink_together_on_cooling():
    found = run(arrangement="free", across=2, coulomb="off", temperature="20 mK", sweeps=200)
    assert found["neighbour_distance_cold"] < 0.9 * found["neighbour_distance_hot"]
    assert found["collapsed"]


@pytest.mark.long
@pytest.mark.parametrize(("form", "known"), [("dipole", 0.68), ("text", 1 / 0.6929)])
def test_ordering_temperature(form, known):
    """Columns near 0.68 of the scale (4^3 to 8^3 units, 5000 sweeps); the text's form as Heisenberg's, 1/0.6929."""
    found = run(interaction=form, across=6, scan=12, sweeps=400, repeats=4)
    within(found, "ordering_temperature_over_scale", known, sigmas=3)
    assert found.readings["ordering_temperature_over_scale"].uncertainty < 0.15


@pytest.mark.parametrize(("inputs", "argument"), [
    ({"across": 5}, "across"), ({"across": 2}, "across"), ({"across": 18}, "across"), ({"scan": 3}, "scan"),
    ({"sweeps": 10}, "sweeps"), ({"repeats": 1}, "repeats"), ({"seed": -1}, "seed"),
    ({"temperature": 0}, "temperature"),
    ({"moment": 0}, "moment"), ({"moment": "1 kg"}, "moment"), ({"spacing": "-1 nm"}, "spacing"), ({"eta": 1.5}, "eta"),
    ({"field": float("nan")}, "field"), ({"bond": 1}, "bond"), ({"core": "1 angstrom"}, "core"),
    ({"self_field": "1 T"}, "self_field"), ({"arrangement": "disc", "field": "1 T"}, "field"),
    ({"arrangement": "disc", "directions": "two"}, "directions"), ({"coulomb": "off"}, "coulomb"),
    ({"arrangement": "free", "interaction": "text"}, "interaction"),
    ({"arrangement": "cluster", "core": "2.8 angstrom"}, "core"),
    ({"arrangement": "free", "across": 8, "sweeps": 1000000}, "sweeps"),
])
def test_refused(inputs, argument):
    with pytest.raises(InputError) as refused:
        experiment("chain-order", **inputs)
    assert refused.value.argument == argument


def test_a_frozen_run_has_a_short_warning():
    """At a nanokelvin nothing moves: R-hat has sixteen digits before the point."""
    frozen = run(temperature="1 nK", sweeps=40, repeats=2, scan=4)
    assert frozen.status == "not_converged"
    assert "e+" in frozen.warnings[0]
    assert len(frozen.warnings[0]) < 130
