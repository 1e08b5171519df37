"""What a material says: values with provenance, derived values, models at a temperature, refusals."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.errors import InputError, MissingDataError
from onnes.materials import material, materials
from onnes.materials.models import MODELS, bcs
from onnes.units.constants import BOLTZMANN, ELEMENTARY_CHARGE, FLUX_QUANTUM

PAIRED = [one for one in materials() if one.has("ginzburg_landau_length_0") and one.has("critical_temperature")]
FIELDED = [one for one in materials() if one.has("critical_field_0") and one.has("critical_temperature")]
REDUCED_TEMPERATURE = st.floats(0.0, 0.999)
MODEL = st.sampled_from(sorted(MODELS))
EXACT = 1e-12


# ---- what the tables say


def test_values_as_printed_in_their_sources():
    lead, niobium, tin = material("Pb"), material("Nb"), material("Sn")
    assert lead.critical_temperature == 7.196
    assert lead.critical_field_0 == pytest.approx(80.3e-3, rel=1e-15)
    assert lead.atomic_mass == pytest.approx(207.2 * 1.66053907e-27, rel=1e-8)
    assert niobium.upper_critical_field_0 == pytest.approx(0.404, rel=1e-15)
    assert niobium.lower_critical_field_0 == pytest.approx(0.1735, rel=1e-15)
    assert niobium.london_depth_0 == pytest.approx(29.1e-9, rel=1e-15)
    assert tin.fermi_energy == pytest.approx(10.2 * ELEMENTARY_CHARGE, rel=1e-9)
    assert tin.crystal_structure
    assert (lead.gap_ratio, lead.heat_jump, lead.isotope_exponent) == (4.3, 2.7, 0.501)


def test_a_value_carries_its_provenance():
    critical = material("Al").value("critical_temperature")
    assert (critical.value, critical.uncertainty, critical.unit) == (1.175, 0.002, "K")
    assert (critical.kind, critical.checked) == ("measured", "yes")
    assert "Roberts" in critical.source


def test_measured_depths_come_before_calculated_and_those_say_what_they_are():
    assert [value.kind for value in material("Nb").values("london_depth_0")] == ["measured"] * 3 + ["calculated"]
    assert material("Al").value("london_depth_0").kind == "calculated"
    niobium_tin = material("Nb3Sn").value("london_depth_0")
    assert (niobium_tin.kind, niobium_tin.value) == ("derived", material("Nb3Sn").value("penetration_depth_0").value)


def test_every_found_value_is_finite_and_has_a_source():
    from onnes.materials import QUANTITIES

    for one in materials():
        for quantity, (unit, _) in QUANTITIES.items():
            if one.has(quantity):
                value = one.value(quantity)
                assert math.isfinite(value.value), (one.name, quantity)
                assert value.unit == unit
                assert value.source


def test_resistivities_state_their_temperature():
    assert [value.temperature for value in material("Pb").values("resistivity")] == [273, 293, 77]
    assert material("Pb").resistivity == pytest.approx(190e-9, rel=1e-14)


def test_missing_data_names_the_quantity_the_material_and_who_has_it():
    with pytest.raises(MissingDataError, match=r"got 'NbN', .*heat_jump .*specific-heat jump.* one of: Al, .*Pb"):
        _ = material("NbN").heat_jump
    with pytest.raises(MissingDataError, match=r"'Hg', .*ginzburg_landau_parameter_0 .*london_depth_0.*Nb"):
        material("Hg").kappa(1.0)
    with pytest.raises(MissingDataError, match=r"K3C60 \(well.*critical_temperature"):
        material("K3C60 2022").gap(1.0)
    with pytest.raises(MissingDataError, match=r"'NbN', .*resistivity"):
        material("NbN").normal_conductivity(10)


def test_an_unknown_quantity_is_refused():
    with pytest.raises(InputError, match="critical_temperature"):
        material("Pb").value("critical_temprature")


# ---- derived values


def test_sommerfeld_coefficient_per_volume():
    aluminium = material("Al")
    assert aluminium.sommerfeld_coefficient == pytest.approx(1.35e-3 / 10.0e-6, rel=1e-14)
    assert aluminium.value("sommerfeld_coefficient").kind == "derived"


def test_gap_and_gap_ratio_follow_from_one_another():
    for one in (material("Pb"), material("FeSe")):
        assert one.energy_gap == pytest.approx(one.gap_ratio * BOLTZMANN * one.critical_temperature / 2, rel=1e-14)
    assert material("Pb").value("energy_gap").kind == "derived"
    assert material("FeSe").value("gap_ratio").kind == "derived"


def test_a_product_of_powers_has_the_relative_uncertainty_of_the_rule():
    """Delta = ratio k Tc/2: u^2/Delta^2 = (u/ratio)^2 + (u/Tc)^2."""
    lead = material("Pb")
    gap, ratio, critical = (lead.value(name) for name in ("energy_gap", "gap_ratio", "critical_temperature"))
    expected = math.hypot(ratio.uncertainty / ratio.value, critical.uncertainty / critical.value)
    assert gap.uncertainty / gap.value == pytest.approx(expected, rel=1e-12)


def test_a_lower_limit_is_reported_but_nothing_is_derived_from_it():
    unbounded = material("UTe2")
    assert unbounded.value("upper_critical_field_0").kind == "lower limit"
    with pytest.raises(MissingDataError):
        _ = unbounded.coherence_length_0


def test_critical_field_of_a_compound_follows_from_its_lengths():
    tin = material("Nb3Sn")
    length = math.sqrt(FLUX_QUANTUM / (2 * math.pi * tin.upper_critical_field_0))
    expected = FLUX_QUANTUM / (2 * math.sqrt(2) * math.pi * 124e-9 * length)
    assert tin.critical_field_0 == pytest.approx(expected, rel=1e-12)
    assert tin.value("critical_field_0").kind == "derived"


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Pb", "I"), ("Sn", "I"), ("Al", "I"), ("In", "I"), ("Cd", "I"), ("Ta", "I"), ("Nb", "II"), ("V", "II"),
     ("MgB2", "II"), ("YBCO", "II"), ("Nb3Sn", "II"), ("Hg", None)],
)  # fmt: skip
def test_type(name, kind):
    assert material(name).type_i_or_ii == kind


@pytest.mark.parametrize("one", [one for one in PAIRED if one.family == "element"], ids=str)
def test_kappa_says_the_same_as_the_type(one):
    """Below Tc, by the default model, a type I metal stays below 1/sqrt2 and niobium above it."""
    for t in (0.01, 0.5, 0.9, 0.99):
        assert (one.kappa(t * one.critical_temperature) > math.sqrt(0.5)) == (one.type_i_or_ii == "II")


# ---- models at a temperature


@settings(deadline=None, derandomize=True, max_examples=150)
@given(st.sampled_from(PAIRED), REDUCED_TEMPERATURE, MODEL)
def test_the_relations_of_ginzburg_and_landau_hold_at_every_temperature(one, t, model):
    kelvin = t * one.critical_temperature
    depth, length = one.penetration_depth(kelvin, model), one.coherence_length(kelvin, model)
    field, upper = one.critical_field(kelvin, model), one.upper_critical_field(kelvin, model)
    assert one.kappa(kelvin, model) == pytest.approx(depth / length, rel=EXACT)
    assert field == pytest.approx(FLUX_QUANTUM / (2 * math.sqrt(2) * math.pi * depth * length), rel=EXACT)
    assert upper == pytest.approx(FLUX_QUANTUM / (2 * math.pi * length**2), rel=EXACT)
    scales = one.scales(kelvin, model)
    assert (scales.penetration_depth, scales.coherence_length) == (depth, length)
    assert scales.thermodynamic_critical_field == pytest.approx(field, rel=EXACT)


@pytest.mark.parametrize("one", PAIRED, ids=str)
def test_at_zero_temperature_every_model_gives_the_anchor(one):
    for model in MODELS:
        assert one.penetration_depth(0, model) == one.value("ginzburg_landau_depth_0").value
        assert one.critical_field(0, model) == one.value("critical_field_0").value


def test_two_fluid_closed_forms():
    niobium = material("Nb")
    t = 4.2 / 9.25
    assert niobium.penetration_depth(4.2) / niobium.penetration_depth(0) == pytest.approx((1 - t**4) ** -0.5, rel=1e-14)
    assert niobium.critical_field(4.2) / niobium.critical_field(0) == pytest.approx(1 - t**2, rel=1e-14)
    assert niobium.kappa(4.2) / niobium.kappa(0) == pytest.approx(1 / (1 + t**2), rel=1e-13)
    ratio = math.sqrt((1 + t**2) / (1 - t**2))
    assert niobium.coherence_length(4.2) / niobium.coherence_length(0) == pytest.approx(ratio, rel=1e-13)


@pytest.mark.parametrize("one", FIELDED, ids=str)
def test_the_critical_field_falls_to_zero_at_tc(one):
    tc = one.critical_temperature
    for model in MODELS:
        fields = [one.critical_field(t * tc, model) for t in (0.0, 0.25, 0.5, 0.75, 1.0)]
        assert fields == sorted(fields, reverse=True)
        assert fields[-1] == 0


def test_gap_models():
    lead = material("Pb")
    weak = bcs.GAP_AT_ZERO * BOLTZMANN * lead.critical_temperature
    assert lead.gap(0) == pytest.approx(weak, rel=1e-14)
    assert lead.gap(0, "alpha") == pytest.approx(lead.energy_gap, rel=1e-14)
    shape = float(bcs.gap(0.5))
    for model in ("bcs", "alpha"):
        assert lead.gap(lead.critical_temperature / 2, model) == pytest.approx(shape * lead.gap(0, model), rel=1e-14)
        assert lead.gap(lead.critical_temperature, model) == 0
    with pytest.raises(InputError, match="alpha"):
        lead.gap(1.0, "two_fluid")


def test_clean_metals_agree_with_gorkov_where_both_are_calculated_from_normal_state_data():
    """kappa(Tc) from Bc and lambda_L is 0.957 lambda_L/xi_0 within a tenth."""
    for name in ("Al", "Cd", "Sn"):
        one = material(name)
        from_field = one.kappa(one.critical_temperature * (1 - 1e-6), "bcs")
        assert from_field == pytest.approx(0.9575 * one.london_depth_0 / one.coherence_length_0, rel=0.1), name


def test_uncertainty_at_a_temperature():
    """lambda = lambda_0 (1 - t^4)^(-1/2): u^2/lambda^2 = (u/lambda_0)^2 + (2 t^4/(1 - t^4) u/Tc)^2."""
    lead = material("Pb")
    anchor, critical = lead.value("ginzburg_landau_depth_0"), lead.value("critical_temperature")
    t4 = (6.5 / critical.value) ** 4
    slope = 2 * t4 / (1 - t4)
    expected = math.hypot(anchor.uncertainty / anchor.value, slope * critical.uncertainty / critical.value)
    depth = lead.value_at("penetration_depth", 6.5)
    assert depth.uncertainty / depth.value == pytest.approx(expected, rel=1e-4)
    assert (depth.kind, depth.temperature, depth.unit) == ("derived", 6.5, "m")
    assert "two_fluid" in depth.source


def test_within_the_uncertainty_of_tc_no_uncertainty_is_claimed():
    lead = material("Pb")
    assert lead.value_at("penetration_depth", lead.critical_temperature - 0.001).uncertainty is None


def test_text_with_units_is_a_temperature():
    assert material("Nb").penetration_depth("4200 mK") == material("Nb").penetration_depth(4.2)


@pytest.mark.parametrize("method", ["penetration_depth", "coherence_length", "kappa", "scales", "upper_critical_field"])
@pytest.mark.parametrize("temperature", [7.196, 10.0, -1.0, math.nan, "3 T"])
def test_temperatures_without_a_superconductor_are_refused(method, temperature):
    with pytest.raises(InputError) as caught:
        getattr(material("Pb"), method)(temperature)
    assert caught.value.argument == "temperature"


@pytest.mark.parametrize("method", ["critical_field", "gap"])
def test_above_tc_there_is_no_critical_field_and_no_gap(method):
    with pytest.raises(InputError, match=r"Tc = 7.196 K of Pb"):
        getattr(material("Pb"), method)(7.2)


def test_an_unknown_model_or_property_is_refused():
    with pytest.raises(InputError, match="two_fluid"):
        material("Pb").penetration_depth(4.2, "two-fluid")
    with pytest.raises(InputError, match="penetration_depth"):
        material("Pb").value_at("penetration", 4.2)


# ---- scales


def test_scales_carry_the_conductivity_of_the_sample():
    lead = material("Pb")
    assert lead.normal_conductivity(100) == pytest.approx(100 / 190e-9, rel=1e-14)
    assert material("Ta").normal_conductivity(1) == pytest.approx(1 / 131e-9, rel=1e-14)
    assert lead.scales(4.2).conductivity is None
    assert lead.scales(4.2, residual_resistance_ratio=100).conductivity == lead.normal_conductivity(100)


@pytest.mark.parametrize("ratio", [0.5, 0, -3, math.nan, math.inf, "ten"])
def test_a_residual_resistance_ratio_is_at_least_one(ratio):
    with pytest.raises(InputError, match="residual_resistance_ratio"):
        material("Pb").normal_conductivity(ratio)


@pytest.mark.parametrize(("name", "measured"), [("Al", 4.0e-16), ("Nb", 3.72e-16), ("Sn", 1.05e-15)])
def test_resistivity_times_mean_free_path(name, measured):
    """rho l in ohm m^2: textbook values of Al and Sn; Nb of Mayadas et al., J. Appl. Phys. 43, 1287 (1972)."""
    assert material(name).mean_free_path(1e-8) * 1e-8 == pytest.approx(measured, rel=0.1)


def test_a_compound_has_no_known_mean_free_path():
    with pytest.raises(MissingDataError, match=r"'NbN', .*xi_0"):
        material("NbN").mean_free_path(1e-6)
