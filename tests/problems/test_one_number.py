"""Quantities that several doors of the program give: one number each."""

import numpy as np
import pytest

from onnes.experiments import experiment
from onnes.materials import material, materials
from onnes.problems import bcs_metal
from onnes.theories import theory

ELEMENTS = [one for one in materials() if one.family == "element" and one.has("critical_temperature")]
CONVENTIONAL = theory("conventional")


@pytest.mark.parametrize("one", ELEMENTS, ids=str)
def test_theory_and_experiment_say_the_same_gap_and_critical_field(one):
    assert CONVENTIONAL.predict("gap", one).value == pytest.approx(bcs_metal.gap_at_zero(one.name).value, rel=1e-12)
    assert one.gap(0.0) == pytest.approx(bcs_metal.gap_at_zero(one.name).value, rel=1e-12)
    field, predicted = bcs_metal.critical_field_at_zero(one.name), CONVENTIONAL.predict("critical_field", one)
    assert predicted.silent if field is None else predicted.value == pytest.approx(field.value, rel=1e-12)


@pytest.mark.parametrize("one", [one for one in ELEMENTS if one.has("clean_coherence_length_0")], ids=str)
def test_theories_and_experiments_say_the_same_penetration_depth(one):
    screening = bcs_metal.electrodynamics(one.name, None, None, None, "diffuse")
    assert screening is not None
    depth = float(screening.depth(np.zeros(1))[0])
    for name in ("conventional", "eliashberg"):
        predicted = theory(name).predict("penetration_depth", one)
        assert predicted.value == pytest.approx(depth, rel=1e-12)
        assert 0 < predicted.uncertainty < predicted.value / 2


@pytest.mark.parametrize(("name", "measured"), [("Al", (49e-9, 51.5e-9)), ("Sn", (42e-9, 51e-9)),
                                                ("Pb", (37e-9, 42e-9)), ("In", (61e-9, 67e-9))])
def test_penetration_depths_are_those_measured_within_an_eighth(name, measured):
    depth = CONVENTIONAL.predict("penetration_depth", material(name)).value
    low, high = measured
    assert 0.875 * low < depth < 1.125 * high


@pytest.mark.parametrize("name", ["Al", "Pb", "Sn"])
def test_the_anomalous_limit_of_mattis_and_bardeen_has_the_same_lengths(name):
    """lambda = (sqrt3/2) [3 pi/(4 lambda_L^2 xi_0)]^(-1/3) for a slow field, up to tanh(Delta/2kT) = 1."""
    one = material(name)
    result = experiment("mattis-bardeen", material=name, limit="anomalous", frequency="1 MHz",
                        temperature=one.critical_temperature / 20, points=20).run()
    depth, length = one.value("clean_london_depth_0").value, one.value("clean_coherence_length_0").value
    expected = np.sqrt(3) / 2 * (0.75 * np.pi / (depth**2 * length)) ** (-1 / 3)
    assert result["penetration_depth"] == pytest.approx(expected, rel=1e-4)


@pytest.mark.parametrize("one", [one for one in ELEMENTS if one.has("ginzburg_landau_parameter_0")], ids=str)
def test_kappa_is_that_of_the_two_lengths_by_every_way_to_them(one):
    kappa = one.value("ginzburg_landau_parameter_0").value
    assert one.kappa(0.0) == pytest.approx(kappa, rel=1e-12)
    scales = one.scales(0.0)
    assert scales.penetration_depth / scales.coherence_length == pytest.approx(kappa, rel=1e-12)
    assert one.penetration_depth(0.0) == pytest.approx(one.value("ginzburg_landau_depth_0").value, rel=1e-12)


def test_bc1_is_uncertain_by_what_the_two_kappas_of_niobium_make_of_it():
    from onnes.carriers.lower_critical_field import lower_critical_field
    from onnes.materials.ginzburg_landau import from_field_and_parameter

    niobium = material("Nb")
    kappas = (niobium.value(name).value for name in ("ginzburg_landau_parameter_0", "ginzburg_landau_parameter_tc"))
    cold, warm = (lower_critical_field(*from_field_and_parameter(niobium.critical_field_0, kappa)) for kappa in kappas)
    predicted = CONVENTIONAL.predict("lower_critical_field", niobium)
    assert predicted.value == pytest.approx(cold, rel=1e-12)
    assert warm / cold == pytest.approx(predicted.factor, rel=0.03)
    assert cold < niobium.lower_critical_field_0 < warm
