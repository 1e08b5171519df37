"""What each theory says, where the text or the equations fix it."""

import math

import numpy as np
import pytest

from onnes.carriers.orbits import meissner_speed
from onnes.errors import InputError
from onnes.materials import material
from onnes.pairing.eliashberg import formulas
from onnes.theories import theory, weak_coupling
from onnes.units.constants import (
    BOHR_MAGNETON,
    ELECTRON_MASS,
    ELEMENTARY_CHARGE,
    FLUX_QUANTUM,
    JOSEPHSON_CONSTANT,
    VACUUM_PERMEABILITY,
)

LEAD, NIOBIUM, ALUMINIUM, VANADIUM = (material(name) for name in ("Pb", "Nb", "Al", "V"))


def says(name, observable, subject=None, **conditions):
    return theory(name).predict(observable, subject, conditions).value


@pytest.mark.parametrize("name", ["conventional", "hole", "macroscopic"])
def test_the_london_moment_of_electrons_is_along_the_rotation(name):
    assert says(name, "london_moment_sign") == 1
    assert says(name, "london_moment_size") == pytest.approx(1.13713e-11, rel=5e-6)


def test_positive_carriers_would_turn_the_london_moment():
    assert says("macroscopic", "london_moment_sign", carrier_charge=2 * ELEMENTARY_CHARGE) == -1


def test_conventional_ratios_and_constants():
    assert says("conventional", "gap_ratio") == pytest.approx(3.527754, abs=1e-6)
    assert says("conventional", "heat_jump") == pytest.approx(1.4261, abs=1e-4)
    assert says("conventional", "condensation_ratio") == pytest.approx(0.2364, abs=1e-4)
    assert says("conventional", "flux_quantum") == FLUX_QUANTUM
    assert says("conventional", "josephson_constant") == JOSEPHSON_CONSTANT


def test_conventional_does_not_predict_tc_without_a_pairing_strength():
    silent = theory("conventional").predict("critical_temperature", ALUMINIUM)
    assert silent.silent
    assert "pairing_strength" in silent.reason
    (needed,) = theory("conventional").required_parameters("critical_temperature", 1.175, ALUMINIUM)
    assert needed.value == pytest.approx(0.167, abs=1e-3)
    (impossible,) = theory("conventional").required_parameters("critical_temperature", 500.0, ALUMINIUM)
    assert impossible.value is None
    assert "1.134" in impossible.reason


def test_conventional_has_no_lower_critical_field_in_type_one():
    assert theory("conventional").predict("lower_critical_field", LEAD).silent
    assert says("conventional", "lower_critical_field", NIOBIUM) < NIOBIUM.value("critical_field_0").value


def test_conventional_critical_field_comes_from_heat_and_is_close_in_weak_coupling():
    prediction = theory("conventional").predict("critical_field", ALUMINIUM)
    assert set(prediction.inputs) == {"sommerfeld_coefficient", "critical_temperature"}
    assert prediction.independent
    assert prediction.value == pytest.approx(ALUMINIUM.value("critical_field_0").value, rel=0.02)


def test_hole_numbers_of_the_text():
    at_39 = {"london_depth_0": 39e-9}
    assert says("hole", "spin_current_speed", **at_39) == pytest.approx(742.10, abs=0.005)
    assert says("hole", "critical_field", **at_39) == pytest.approx(0.108187, abs=5e-7)
    assert says("hole", "lower_critical_field", **at_39) == says("hole", "critical_field", **at_39)


def test_hole_numbers_of_charge_and_spin_current():
    """v_0/c = 2.475e-6 at 39 nm; a spin branch is half of the current that stops the other one."""
    at_39 = {"london_depth_0": 39e-9}
    assert says("hole", "expelled_charge_ratio", **at_39) == pytest.approx(2.475e-6, rel=2e-4)
    assert says("hole", "interior_electric_field", **at_39) == pytest.approx(3.24e7, rel=2e-3)
    critical = meissner_speed(39e-9, says("hole", "critical_field", **at_39))
    branch = says("hole", "spin_current_speed", **at_39) / 2
    assert says("hole", "spin_current_over_critical") == pytest.approx(branch / critical, rel=1e-12)


def test_conventional_profile_is_exponential_where_the_response_is_local():
    assert says("conventional", "field_profile_exponential", LEAD) is False
    assert says("conventional", "field_profile_exponential", LEAD, coherence_length_0=5e-9) is True
    assert says("conventional", "field_profile_exponential") is True


def test_theories_part_on_the_rotor_that_is_cooled():
    assert says("conventional", "cooled_rotor_speeds_up") is True
    assert says("hole", "cooled_rotor_speeds_up") is False
    assert says("conventional", "field_cooled_recoil") == says("hole", "field_cooled_recoil") == -1


def test_hole_takes_zero_resistance_and_flux_quantum_as_given():
    for observable in ("zero_resistance", "flux_quantum"):
        assert not theory("hole").predict(observable).independent
    assert theory("hole").predict("field_cooling_expels").independent


def test_hole_requires_a_depth_of_each_field():
    (needed,) = theory("hole").required_parameters("lower_critical_field", 0.108187, NIOBIUM)
    assert needed.parameter == "london_depth_0"
    assert needed.value == pytest.approx(39e-9, rel=1e-5)
    assert needed.default == NIOBIUM.value("london_depth_0").value


def test_pair_claims_an_order_of_magnitude_and_no_more():
    prediction = theory("pair").predict("gap", ALUMINIUM)
    assert 3 < prediction.factor < 10
    assert set(prediction.inputs) == {"distance_definition", "nearest_neighbour_distance", "atomic_mass"}
    narrower = theory("pair").predict("gap", ALUMINIUM, {"xi": 1.0})
    assert narrower.value == prediction.value
    assert narrower.factor == pytest.approx(math.sqrt(10))


def test_pair_ratios_follow_from_its_own_estimates():
    temperature, gap = says("pair", "critical_temperature", LEAD), says("pair", "gap", LEAD)
    assert 2 * gap / (1.380649e-23 * temperature) == pytest.approx(says("pair", "gap_ratio", LEAD), rel=1e-12)
    assert says("pair", "isotope_exponent") == 0.5
    assert says("pair", "pressure_sign", VANADIUM) == says("pair", "pressure_sign", LEAD) == -1


def test_pair_takes_either_definition_of_the_lattice_distance():
    by_volume = theory("pair").predict("gap", ALUMINIUM, {"distance_definition": 2})
    assert set(by_volume.inputs) == {"distance_definition", "atomic_volume_root", "atomic_mass"}
    given_directly = says("pair", "gap", ALUMINIUM, nearest_neighbour_distance=ALUMINIUM.atomic_volume_root)
    assert by_volume.value == given_directly != says("pair", "gap", ALUMINIUM)
    with pytest.raises(InputError, match="distance_definition"):
        theory("pair").predict("gap", ALUMINIUM, {"distance_definition": 3})


def test_pair_shows_its_slips():
    assert "123 nm" in theory("pair").predict("penetration_depth", LEAD).reason
    assert "W25 corrected" in theory("pair").predict("gap", LEAD).reason


def test_macroscopic_model_has_its_charge_from_the_flux_quantum():
    prediction = theory("macroscopic").predict("flux_quantum")
    assert prediction.value == pytest.approx(FLUX_QUANTUM, rel=1e-15)
    assert not prediction.independent
    single = says("macroscopic", "flux_quantum", carrier_charge=-ELEMENTARY_CHARGE)
    assert single == pytest.approx(2 * FLUX_QUANTUM, rel=1e-15)
    (needed,) = theory("macroscopic").required_parameters("flux_quantum", FLUX_QUANTUM)
    assert needed.value == pytest.approx(-2 * ELEMENTARY_CHARGE, rel=1e-14)


def test_macroscopic_model_says_what_one_phase_gives_and_no_more():
    """Constants of nature without a material; silent, with a reason, where the model has no mechanism."""
    quantum = says("macroscopic", "flux_quantum")
    assert says("macroscopic", "josephson_constant") == pytest.approx(1 / quantum, rel=1e-15)
    assert says("macroscopic", "josephson_spread") == 0
    assert says("macroscopic", "london_moment_size", carrier_charge=-ELEMENTARY_CHARGE,
                carrier_mass=ELECTRON_MASS) == pytest.approx(says("macroscopic", "london_moment_size"), rel=1e-15)
    given = theory("macroscopic").predict("penetration_depth", LEAD)
    electrons = LEAD.carrier_density
    depth = (ELECTRON_MASS / (VACUUM_PERMEABILITY * electrons * ELEMENTARY_CHARGE**2)) ** 0.5
    assert given.value == pytest.approx(depth, rel=1e-12)
    for name in ("critical_temperature", "gap", "isotope_exponent", "critical_field", "heat_jump"):
        silent = theory("macroscopic").predict(name, LEAD)
        assert silent.silent
        assert "the model" in silent.reason


def test_chain_has_no_transition_with_a_bohr_magneton():
    assert says("chain", "critical_temperature", ALUMINIUM) < -5e4
    assert says("chain", "zero_resistance", ALUMINIUM) is False
    assert says("chain", "field_cooling_expels", ALUMINIUM) is False
    assert says("chain", "critical_field", ALUMINIUM) == pytest.approx(39.5e-3, abs=1e-4)


def test_chain_with_the_moment_that_it_needs_does_what_the_text_says():
    enough = {"magnetic_moment": 1600 * BOHR_MAGNETON}
    assert says("chain", "critical_temperature", ALUMINIUM, **enough) > 0
    assert says("chain", "zero_resistance", ALUMINIUM, **enough) is True
    assert says("chain", "field_cooling_expels", ALUMINIUM, **enough) is True
    assert says("chain", "pressure_sign", ALUMINIUM, **enough) == 1


def test_chain_needs_another_moment_for_every_fact():
    def moment(observable, measured):
        (needed,) = theory("chain").required_parameters(observable, measured, ALUMINIUM)
        assert needed.default == BOHR_MAGNETON
        return needed.value / BOHR_MAGNETON

    assert moment("zero_resistance", True) == pytest.approx(1483, abs=1)
    assert moment("critical_temperature", 1.175) == pytest.approx(1483, abs=1)
    assert moment("critical_field", 10.49e-3) == pytest.approx(0.266, abs=1e-3)
    assert theory("chain").required_parameters("zero_resistance", False, ALUMINIUM) == ()


def test_wire_the_rivals_differ():
    assert says("chain", "wire_field_ratio_inner", LEAD) == pytest.approx(0.25, rel=1e-14)
    assert says("chain", "wire_field_ratio_middle", LEAD) == pytest.approx(0.5, rel=1e-3)
    for name in ("conventional", "hole", "pair", "macroscopic"):
        assert says(name, "wire_field_ratio_inner", LEAD) == 0.0


def test_missing_data_are_named():
    prediction = theory("hole").predict("spin_current_speed", material("Os"))
    assert prediction.silent
    assert "Os is not a material with london_depth_0" in prediction.reason


def test_what_weak_coupling_leaves_out():
    """12.5 x^2 ln(1/2x) of the gap ratio, x = Tc/Omega_log: 7.196 K/56 K in lead."""
    lead = material("Pb")
    x = lead.critical_temperature / lead.value("logarithmic_phonon_temperature").value
    missing = 12.5 * x**2 * math.log(1 / (2 * x))
    assert missing == pytest.approx(0.28, abs=0.01)
    assert weak_coupling.correction(formulas.gap_ratio, lead) == pytest.approx(1 + missing, rel=1e-6)
    assert theory("conventional").predict("gap_ratio", lead).factor == pytest.approx(1 + missing, rel=1e-6)
    assert weak_coupling.correction(formulas.gap_ratio, material("Al")) < 1.01
    unknown = weak_coupling.correction(formulas.gap_ratio, None)
    assert unknown == pytest.approx(1 + weak_coupling.LARGEST_CORRECTION, abs=5e-3)
    assert weak_coupling.outside(lead.family, lead)
    assert not weak_coupling.outside("element", material("Al"))


def test_an_uncertainty_of_which_one_end_is_out_of_range_counts_from_the_other():
    """kappa of niobium less its uncertainty is below 0.71, where there is no Bc2."""
    niobium = material("Nb")
    kappa = theory("conventional").predict("kappa", niobium)
    assert 1.26 * (kappa.value - kappa.uncertainty) < 0.71 < 1.26 * kappa.value
    field = theory("conventional").predict("upper_critical_field", niobium)
    assert field.uncertainty / field.value == pytest.approx(kappa.uncertainty / kappa.value, rel=0.02)


def test_a_type_that_the_inputs_leave_open_is_not_certain():
    """Niobium's kappa at Tc is 0.70 +- 0.15 by its lengths, tin's far below 0.71."""
    niobium, tin = (theory("conventional").predict("type_one", material(name)) for name in ("Nb", "Sn"))
    assert 0.3 < niobium.probability < 0.7
    assert tin.probability == 1.0
    assert theory("conventional").predict("gap_ratio", material("Sn")).probability is None


def test_the_share_of_draws_is_that_of_joint_uncertainties_in_any_order():
    """A threshold 2.02 uncertainties away for each of two inputs, in ln(x y): crossed by a share of 0.077."""
    from scipy.stats import norm

    from onnes.theories.theory import _probability

    inputs = {name: {"value": 1.0, "uncertainty": 0.1} for name in ("b", "a")}

    def below(moved):
        return math.log(moved.get("a", 1.0) * moved.get("b", 1.0)) < 0.202

    share = _probability(below, inputs)
    assert share == pytest.approx(norm.cdf(2.02 / math.sqrt(2)), abs=0.04)
    assert share == _probability(below, dict(reversed(inputs.items())))
    assert _probability(below, {"a": {"value": 0.0, "uncertainty": 0.1}}) is None
    above_one = _probability(lambda moved: moved.get("a", 1.0) < math.exp(0.5),
                             {"a": {"value": 1.0, "uncertainty": 0.5}})
    assert above_one == np.mean(np.random.default_rng(0).normal(size=400) < 1), "the draws are log-normal"
