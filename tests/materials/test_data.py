"""The data files: every row whole, every unit known, nothing calculated passed off as measured."""

import math
from itertools import pairwise

import pytest

from onnes.materials import QUANTITIES, materials, tables
from onnes.materials.value import Value
from onnes.units import to_si

ROWS = [row for file in tables.FILES for row in tables.read(file)]
NUMBERS = [row for row in ROWS if row["quantity"] in QUANTITIES]
TEXTS = {"crystal_structure", "superconductor_type"}
KINDS = {"measured", "calculated", "derived", "lower limit", "rejected"}


def test_thirty_one_phases_of_elements_and_forty_compounds():
    elements = {(row["material"], row["phase"]) for row in tables.read("elements.csv")}
    compounds = {(row["material"], row["phase"], row["pressure_GPa"]) for row in tables.read("compounds.csv")}
    assert (len(elements), len(compounds)) == (31, 40)
    assert len(materials()) == 71
    assert len(NUMBERS) == 624


def test_every_row_has_a_known_quantity_a_source_and_a_provenance():
    for row in ROWS:
        assert row["quantity"] in QUANTITIES or row["quantity"] in TEXTS, row
        assert len(row["source"]) > 5, row
        assert row["checked"].split()[0] in {"yes", "no", "partly", "derived"}, row
        assert row["kind"] in KINDS, row


def test_every_number_is_finite_and_its_unit_is_of_its_quantity():
    for row in NUMBERS:
        value = tables.in_si(row)
        assert math.isfinite(value.value), row
        assert (value.uncertainty or 0) > 0, row
        assert value.unit == QUANTITIES[row["quantity"]].unit


@pytest.mark.parametrize(("unit", "si"), sorted({(row["unit"], QUANTITIES[row["quantity"]].unit) for row in NUMBERS}))
def test_every_unit_is_read_by_the_doors(unit, si):
    assert tables.unit_in_si(unit, si) == pytest.approx(to_si(f"1 {unit}", si), rel=1e-15)


def test_only_sizes_that_can_be_are_in_the_tables():
    limits = {"critical_temperature": (1e-4, 300), "critical_field_0": (1e-6, 1), "upper_critical_field_0": (0.05, 200),
              "london_depth_0": (1e-8, 2e-7), "penetration_depth_0": (1e-8, 1e-6), "coherence_length_0": (2e-10, 2e-6),
              "gap_ratio": (2.5, 5), "heat_jump": (1, 3), "debye_temperature": (50, 1500), "molar_volume": (4e-6, 3e-5),
              "nearest_neighbour_distance": (2e-10, 4e-10), "carrier_density": (1e28, 1e30),
              "fermi_energy": (5e-19, 3e-18), "fermi_velocity": (1e6, 3e6), "resistivity": (1e-9, 1e-6),
              "atomic_mass": (1e-26, 4e-25), "bulk_modulus": (1e10, 5e11), "energy_gap": (1e-22, 1e-20)}  # fmt: skip
    for row in NUMBERS:
        low, high = limits.get(row["quantity"], (-math.inf, math.inf))
        assert low <= tables.in_si(row).value <= high, row


def test_numbers_calculated_from_normal_state_data_are_not_called_measured():
    kittel = [row for row in ROWS if "calculated from normal-state data" in row["source"]]
    assert len(kittel) == 10
    free_electron = [row for row in ROWS if row["quantity"] in {"carrier_density", "fermi_energy", "fermi_velocity"}]
    assert {row["kind"] for row in kittel + free_electron} == {"calculated"}


def test_a_bound_is_not_called_a_value():
    bounds = [row for row in ROWS if "lower bound" in row["note"] and row["quantity"] == "upper_critical_field_0"]
    assert len(bounds) == 3
    assert {row["kind"] for row in bounds} == {"lower limit"}


def test_measured_rows_stand_before_calculated_ones_and_rejected_rows_last():
    for one in materials():
        for quantity in QUANTITIES:
            kinds = [value.kind for value in one.values(quantity)]
            assert ("calculated", "measured") not in pairwise(kinds), (one.name, quantity)
            assert all(after == "rejected" for before, after in pairwise(kinds) if before == "rejected"), one.name


def test_what_a_number_was_inferred_from_is_an_observable_of_the_theories():
    from onnes.theories import observables

    names = {one.name for one in observables()}
    inferred = [row for row in NUMBERS if row["inferred_from"]]
    assert len(inferred) > 20
    for row in inferred:
        assert set(row["inferred_from"].split()) <= names, row


def test_free_electron_columns_agree_with_one_another():
    """E_F = (hbar k_F)^2/2m and v_F = hbar k_F/m with k_F = (3 pi^2 n)^(1/3), to the digits printed."""
    from onnes.units.constants import ELECTRON_MASS, HBAR

    with_density = [one for one in materials() if one.has("carrier_density")]
    assert len(with_density) == 11
    for one in with_density:
        momentum = HBAR * (3 * math.pi**2 * one.carrier_density) ** (1 / 3)
        assert one.fermi_velocity == pytest.approx(momentum / ELECTRON_MASS, rel=0.01), one.name
        assert one.fermi_energy == pytest.approx(momentum**2 / (2 * ELECTRON_MASS), rel=0.01), one.name


def test_names_are_of_materials_in_the_tables():
    formulas = {row["material"] for row in ROWS}
    names = tables.read("names.csv")
    assert {row["formula"] for row in names} <= formulas
    assert {row["material"] for row in tables.read("elements.csv")} <= {row["formula"] for row in names}


def test_a_row_in_si():
    """Bc2 of niobium is printed as 404.0 mT."""
    row = next(r for r in ROWS if (r["material"], r["quantity"]) == ("Nb", "upper_critical_field_0"))
    value = tables.in_si(row)
    assert isinstance(value, Value)
    assert (value.value, value.unit, value.kind) == (pytest.approx(0.404, rel=1e-15), "T", "measured")
