"""Uncertainties of tabulated numbers: the rules, and the scatters that they take from the tables themselves."""

import math

import numpy as np
import pytest

from onnes.materials import QUANTITIES, clean_metal, material, materials
from onnes.materials.uncertainty import FREE_ELECTRON_SCATTER, NORMAL_STATE_SCATTER
from onnes.pairing import bcs_ratios
from onnes.units.constants import BOLTZMANN, ELECTRON_MASS, FLUX_QUANTUM, HBAR

LENGTHS_TIMES_FIELD = math.sqrt(1.5) / math.pi**2 * FLUX_QUANTUM
"""lambda_L xi_0 Bc(0) of a clean metal in weak coupling, 0.1241 Phi_0."""


def _free_electron_heat(density: float) -> float:
    """gamma = k^2 m k_F/(3 hbar^2)."""
    return BOLTZMANN**2 * ELECTRON_MASS * (3 * math.pi**2 * density) ** (1 / 3) / (3 * HBAR**2)


def test_free_electron_numbers_are_as_uncertain_as_the_measured_heat_says():
    metals = [one for one in materials() if one.has("carrier_density") and one.name != "Nb"]
    logs = [math.log(one.sommerfeld_coefficient / _free_electron_heat(one.carrier_density)) for one in metals]
    assert len(logs) == 10
    assert math.sqrt(np.mean(np.square(logs))) == pytest.approx(FREE_ELECTRON_SCATTER, rel=0.1)
    niobium = material("Nb")
    assert niobium.sommerfeld_coefficient / _free_electron_heat(niobium.carrier_density) == pytest.approx(12, rel=0.05)


def test_lengths_from_normal_state_data_are_as_uncertain_as_the_critical_field_says():
    off = []
    for one in materials():
        found = [[row.value for row in one.values(name) if row.kind == "calculated"]
                 for name in ("london_depth_0", "coherence_length_0")]
        if all(found):
            off.append(found[0][0] * found[1][0] * one.critical_field_0 / LENGTHS_TIMES_FIELD - 1)
    assert len(off) == 5
    assert math.sqrt(np.mean(np.square(off))) == pytest.approx(NORMAL_STATE_SCATTER, rel=0.2)


@pytest.mark.parametrize(("name", "tolerance"), [("Al", 0.06), ("In", 0.02), ("Pb", 0.1), ("Sn", 0.08)])
def test_preferred_lengths_agree_with_the_measured_critical_field(name, tolerance):
    one = material(name)
    product = one.london_depth_0 * one.coherence_length_0 * one.critical_field_0
    assert product == pytest.approx(LENGTHS_TIMES_FIELD, rel=tolerance)


def test_lengths_of_rejected_rows_do_not():
    lead = material("Pb")
    depth, length = (lead.values(name)[-1] for name in ("london_depth_0", "coherence_length_0"))
    assert (depth.kind, length.kind) == ("rejected", "rejected")
    assert depth.value * length.value * lead.critical_field_0 > 1.5 * LENGTHS_TIMES_FIELD
    assert lead.london_depth_0 < lead.value("penetration_depth_0").value


def test_lengths_of_free_electrons_satisfy_the_relation_of_weak_coupling():
    density, heat, tc = 1e29, 120.0, 3.0
    product = clean_metal.london_depth(density, heat) * clean_metal.coherence_length(density, heat, tc)
    assert product * bcs_ratios.critical_field(heat, tc) == pytest.approx(LENGTHS_TIMES_FIELD, rel=1e-12)


def test_a_value_without_a_stated_uncertainty_is_good_to_its_last_digit():
    """The critical field of zirconium is printed as 4.7 mT, the heat of vanadium as 9.82 mJ/(mol K^2), twice."""
    assert material("Zr").value("critical_field_0").uncertainty == pytest.approx(0.1e-3, rel=1e-9)
    assert material("V").value("molar_sommerfeld_coefficient").uncertainty == pytest.approx(1e-5, rel=1e-9)


@pytest.mark.parametrize(("name", "relative"), [("Pb", 0.0387 / 2), ("Mo", 0.0929 / 2), ("W", 0.444 / 2)])
def test_two_sources_that_disagree_make_both_uncertain_by_half_their_difference(name, relative):
    first, second = material(name).values("molar_sommerfeld_coefficient")
    assert abs(first.value - second.value) / 2 / first.value == pytest.approx(relative, rel=0.01)
    for one in (first, second):
        assert one.uncertainty >= abs(first.value - second.value) / 2 * (1 - 1e-12)


def test_resistivities_at_different_temperatures_do_not_widen_one_another():
    warm, _, cold = material("Pb").values("resistivity")
    assert warm.uncertainty < (warm.value - cold.value) / 10


def test_every_value_found_has_an_uncertainty():
    for one in materials():
        for quantity in QUANTITIES:
            if one.has(quantity):
                assert math.isfinite(one.value(quantity).uncertainty), (one.name, quantity)


def test_derived_values_hand_down_what_they_were_inferred_from():
    assert material("Nb").value("clean_london_depth_0").inferred_from == ("penetration_depth",)
    assert material("Sn").value("clean_london_depth_0").inferred_from == ()
    assert "gap" in material("Sn").value("coulomb_pseudopotential").inferred_from
