"""What follows from a condensate: computed where there are equations, and marked where it is only stated."""

import math

import numpy as np
import pytest
from scipy.integrate import quad

from onnes.materials import material
from onnes.materials.models import bcs as weak_coupling
from onnes.measurements import facts
from onnes.pairing import bcs_ratios as bcs
from onnes.pairing.bcs.coherence_factors import relaxation_peak
from onnes.pairing.bcs.thermodynamics import heat_activation
from onnes.theories import observable, observables, theories, theory
from onnes.units.constants import (
    ELECTRON_MASS,
    ELEMENTARY_CHARGE,
    FLUX_QUANTUM,
    HBAR,
    VACUUM_PERMEABILITY,
)

ON_LIST = {one.name for one in observables()}


def says(name, asked, subject="", **conditions):
    return theory(name).predict(asked, material(subject) if subject else None, conditions).value


def test_gor_kov_s_kappa_from_field_and_depth_of_free_electrons():
    """kappa = 2 sqrt2 pi Bc lambda^2/Phi_0 near Tc, with Bc(0)^2 = mu_0 N(0) Delta^2 and N(0) = 3 n/(2 m v^2)."""
    density, speed, gap, t = 1e29, 1e6, 2e-22, 1 - 1e-6
    states = 3 * density / (2 * ELECTRON_MASS * speed**2)
    field = math.sqrt(VACUUM_PERMEABILITY * states) * gap * float(weak_coupling.critical_field(t))
    london = ELECTRON_MASS / (VACUUM_PERMEABILITY * density * ELEMENTARY_CHARGE**2)
    squared = london / float(weak_coupling.superfluid_density(t))
    kappa = 2 * math.sqrt(2) * math.pi * field * squared / FLUX_QUANTUM
    coherence = HBAR * speed / (math.pi * gap)
    assert kappa == pytest.approx(bcs.GORKOV * math.sqrt(london) / coherence, rel=1e-5)


def test_pairing_raises_the_kinetic_energy_of_bcs():
    """int x (1 - x/E) dx over the shell, twice, in N(0) Delta^2; the half width of the shell is sinh(1/N(0)V)."""
    coupling = 0.2
    width = math.sinh(1 / coupling)
    change = 2 * quad(lambda x: x * (1 - x / math.hypot(x, 1)), 0, width)[0]
    assert change == pytest.approx(bcs.kinetic_energy_change(coupling), rel=1e-4)


def test_the_deviation_from_the_parabola_is_that_of_the_critical_field():
    t = 0.01
    measured = (float(weak_coupling.critical_field(t)) - 1 + t**2) / t**2
    assert bcs.parabola_deviation(bcs.CONDENSATION_RATIO) == pytest.approx(measured, rel=1e-3)
    assert bcs.parabola_deviation(0.25) == 0


def test_universal_numbers():
    assert pytest.approx(1.857, abs=1e-3) == bcs.PAULI_SLOPE
    assert heat_activation() == pytest.approx(1.44, abs=0.005)
    assert heat_activation(1e-2, 2e-2) == pytest.approx(bcs.GAP_RATIO / 2, rel=0.02)
    assert relaxation_peak(0.1) == pytest.approx(1.29, abs=0.01)


@pytest.mark.parametrize(
    ("asked", "subject", "expected"),
    [
        ("parabola_deviation_sign", "Pb", {"conventional": -1, "eliashberg": 1, "pair": -1}),
        ("parabola_deviation_sign", "Al", {"conventional": -1, "eliashberg": -1, "pair": -1}),
        ("phonon_structure", "Pb", {"conventional": False, "eliashberg": True}),
        ("field_profile_reverses", "Al", {"conventional": True, "eliashberg": True, "hole": False, "pair": False}),
        ("nmr_peak", "Al", {"conventional": True, "eliashberg": True}),
        ("nmr_peak", "Pb", {"conventional": True, "eliashberg": None}),
        ("ultrasonic_peak", "", {"conventional": False, "hole": None}),
        ("latent_heat_without_field", "", {"conventional": False, "hole": None}),
        ("latent_heat_in_field", "", {"conventional": True, "macroscopic": None}),
        ("type_one", "Sn", {"conventional": True, "hole": None}),
        ("type_changes_with_temperature", "Nb", {"conventional": True}),
        ("surface_resistance_law", "Nb", {"conventional": True, "chain": None}),
        ("eddy_current_limited", "Ta", {"conventional": True, "hole": True}),
    ],
)
def test_discriminators(asked, subject, expected):
    assert {name: says(name, asked, subject) for name in expected} == expected


def test_the_two_sides_agree_on_the_time_and_the_factor():
    for asked, subject in (("flux_escape_time", "Sn"), ("gyromagnetic_factor", "Pb")):
        assert says("conventional", asked, subject) == says("hole", asked, subject)
    time = says("conventional", "flux_escape_time", "Sn", sample_radius=5e-3, deficit=0.05)
    assert time == pytest.approx(8 * says("conventional", "flux_escape_time", "Sn"), rel=1e-12)


def test_upper_critical_field_is_silent_for_type_one_and_for_compounds():
    assert says("conventional", "upper_critical_field", "Sn") is None
    assert says("conventional", "upper_critical_field", "Nb3Sn") is None
    niobium = material("Nb")
    kappa = bcs.RISE_OF_KAPPA * bcs.GORKOV * niobium.london_depth_0 / niobium.coherence_length_0
    expected = math.sqrt(2) * kappa * niobium.critical_field_0
    assert says("conventional", "upper_critical_field", "Nb") == pytest.approx(expected, rel=1e-12)


def test_conventional_local_limits_of_the_depth():
    """For xi_0 << lambda_L the depth is sqrt(1/s): its slope against (1 - t^4)^(-1/2) is that of the local law."""
    t = np.array([0.94, 0.98])
    slope = np.diff(1 / np.sqrt(weak_coupling.superfluid_density(t))) / np.diff(1 / np.sqrt(1 - t**4))
    computed = says("conventional", "depth_slope", "Pb", london_depth_0=1e-6, coherence_length_0=1e-9)
    assert computed == pytest.approx(1e-6 * float(slope[0]), rel=5e-3)


@pytest.mark.parametrize(
    ("name", "asked", "subject"),
    [
        ("hole", "kinetic_energy_change", ""),
        ("hole", "zero_resistance", ""),
        ("hole", "hall_correlation", ""),
        ("pair", "field_cooling_expels", ""),
        ("macroscopic", "zero_resistance", ""),
        ("chain", "pressure_sign", "Al"),
        ("eliashberg", "field_cooling_expels", ""),
    ],
)
def test_what_nothing_computes_is_marked(name, asked, subject):
    prediction = theory(name).predict(asked, material(subject) if subject else None)
    assert prediction.asserted


@pytest.mark.parametrize(
    ("name", "asked", "subject"),
    [
        ("conventional", "zero_resistance", ""),
        ("conventional", "kinetic_energy_change", ""),
        ("conventional", "order_parameter_relaxes", ""),
        ("hole", "field_cooled_recoil", ""),
        ("pair", "zero_resistance", "Pb"),
        ("chain", "zero_resistance", "Al"),
    ],
)
def test_what_follows_from_equations_is_not(name, asked, subject):
    prediction = theory(name).predict(asked, material(subject) if subject else None)
    assert not prediction.silent
    assert not prediction.asserted


def test_weisskopf_s_current_stops_above_the_field_that_breaks_pairs():
    breakdown = says("pair", "critical_field", "Pb")
    assert says("pair", "zero_resistance", "Pb", field=0.9 * breakdown) is True
    assert says("pair", "zero_resistance", "Pb", field=1.1 * breakdown) is False


def test_most_facts_can_be_asked_about_and_someone_answers():
    asked = [fact for fact in facts() if fact.observable in ON_LIST]
    assert len(asked) > 0.8 * len(facts())
    for name in {fact.observable for fact in asked}:
        assert any(name not in one.silences for one in theories())


@pytest.mark.parametrize("fact", [one for one in facts() if one.observable in ON_LIST and one.kind != "missing"],
                         ids=lambda one: one.id)
def test_a_fact_has_the_form_and_the_unit_of_its_observable(fact):
    kind = observable(fact.observable).kind
    if kind == "truth":
        assert isinstance(fact.value, bool)
    elif kind == "sign":
        assert fact.numeric
    elif fact.kind not in ("text", "missing"):
        assert fact.numeric
        assert math.isfinite(fact.number(observable(fact.observable).unit)[0])
