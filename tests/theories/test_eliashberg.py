"""What strong coupling says of real metals, and where it mends or shares the failures of weak coupling."""

import math

import pytest

from onnes.materials import material
from onnes.theories import theory
from onnes.trial import run_trial

STRONG = theory("eliashberg")


def says(observable, name, **conditions):
    return STRONG.predict(observable, material(name), conditions)


@pytest.fixture(scope="module")
def verdicts():
    held = run_trial("Pb,Hg,Nb,Ru", "conventional,eliashberg", simulations={})
    return {(one.prediction.theory, one.prediction.observable, one.prediction.material): one
            for one in held.comparisons}


@pytest.mark.parametrize("name", ["Pb", "Hg (alpha)"])
@pytest.mark.parametrize("observable", ["gap_ratio", "condensation_ratio"])
def test_strong_coupling_mends_what_weak_coupling_fails_in_lead_and_mercury(name, observable):
    metal = material(name)
    weak = theory("conventional").predict(observable, metal).value
    strong = STRONG.predict(observable, metal)
    if observable == "gap_ratio":
        measured = metal.gap_ratio
    else:
        energy = metal.critical_field_0**2 / (2 * 4e-7 * math.pi)
        measured = energy / (metal.sommerfeld_coefficient * metal.critical_temperature**2)
    assert abs(weak / measured - 1) > 0.15
    assert abs(strong.value / measured - 1) < 0.06
    assert strong.independent == (observable != "gap_ratio"), "tunnelling spectra are inverted with the gap given"


@pytest.mark.parametrize("name", ["Pb", "Hg"])
def test_so_does_the_trial_find(verdicts, name):
    weak, strong = (verdicts[theory, "critical_field", name] for theory in ("conventional", "eliashberg"))
    assert "strong coupling" in weak.prediction.outside
    assert strong.verdict.outcome == "agrees"
    assert strong.score.bits > weak.score.bits
    assert strong.score.crps < weak.score.crps
    assert verdicts["eliashberg", "gap_ratio", name].verdict.outcome == "not independent"


def test_failures_are_shown(verdicts):
    """Niobium's Tc with the mu* of tunnelling; mercury's heat jump; metals whose isotope exponent is near zero."""
    assert verdicts["eliashberg", "critical_temperature", "Nb"].verdict.outcome == "off"
    assert verdicts["eliashberg", "heat_jump", "Hg"].verdict.outcome == "off"
    assert verdicts["eliashberg", "isotope_exponent", "Ru"].verdict.outcome == "off"


def test_what_went_in_is_written_down():
    temperature, ratio = says("critical_temperature", "Pb"), says("gap_ratio", "Pb")
    assert set(temperature.free_parameters) == {"electron_phonon_coupling", "coulomb_pseudopotential"}
    assert "critical_temperature" not in temperature.inputs
    assert set(ratio.inputs) == {"critical_temperature"}
    assert "mu* fixed by the measured Tc" in ratio.reason
    assert temperature.uncertainty > 0
    assert set(says("gap_ratio", "Zn").free_parameters) == {"debye_fraction"}


def test_weak_coupling_metals_hardly_differ_from_bcs():
    for observable in ("gap_ratio", "heat_jump", "condensation_ratio"):
        weak = theory("conventional").predict(observable, material("Al")).value
        assert says(observable, "Al").value == pytest.approx(weak, rel=0.01)


def test_ratios_of_one_metal_belong_together():
    lead = material("Pb")
    ratio, gap, field = (says(each, "Pb").value for each in ("gap_ratio", "gap", "critical_field"))
    assert 2 * gap / (1.380649e-23 * lead.critical_temperature) == pytest.approx(ratio, rel=1e-12)
    energy = field**2 / (2 * 1.25663706127e-6 * lead.sommerfeld_coefficient * lead.critical_temperature**2)
    assert energy == pytest.approx(says("condensation_ratio", "Pb").value, rel=1e-9)


@pytest.mark.parametrize("name", ["Pb", "In", "Al"])
def test_the_coupling_that_tc_requires_gives_tc_back(name):
    (needed,) = STRONG.required_parameters("critical_temperature", 3.0, material(name))
    assert needed.parameter == "electron_phonon_coupling"
    again = says("critical_temperature", name, electron_phonon_coupling=needed.value)
    assert again.value == pytest.approx(3.0, rel=1e-6)


def test_silences_have_reasons():
    assert "electron_phonon_coupling" in says("critical_temperature", "Zn").reason
    assert "too large to bind" in says("critical_temperature", "In", coulomb_pseudopotential=0.9,
                                       electron_phonon_coupling=0.2).reason
    assert STRONG.predict("gap_ratio").silent
    assert "beyond 0.25" in says("gap_ratio", "Al", critical_temperature=120.0).reason
    assert "sign is open" in says("isotope_exponent", "W").reason


def test_what_the_order_parameter_does_by_itself_is_as_in_weak_coupling():
    for observable in ("flux_quantum", "josephson_constant", "london_moment_size", "field_cooling_expels"):
        assert STRONG.predict(observable).value == theory("conventional").predict(observable).value
