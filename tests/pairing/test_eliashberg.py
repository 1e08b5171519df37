"""Eliashberg's equations on Matsubara's axis: sums, limits, identities, monotony."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onnes.errors import InputError
from onnes.pairing import bcs_ratios as bcs
from onnes.pairing.eliashberg import formulas
from onnes.pairing.eliashberg.critical_temperature import critical_temperature, truncation
from onnes.pairing.eliashberg.free_energy import condensation_ratio, free_energy, heat_jump
from onnes.pairing.eliashberg.gap_function import gap_function
from onnes.pairing.eliashberg.interaction import Interaction, attraction, interaction, kernel, repelled, sums_at
from onnes.pairing.eliashberg.isotope import coupling_for, isotope_exponent, pseudopotential_for
from onnes.pairing.eliashberg.matsubara import matsubara_sum
from onnes.pairing.eliashberg.models import Peak, debye, einstein, lorentzian_peaks
from onnes.pairing.eliashberg.spectrum import Spectrum

MEV = 1.602176634e-22
LEAD = lorentzian_peaks(1.55, [Peak(4.4 * MEV, 0.75 * MEV, 2), Peak(8.5 * MEV, 0.5 * MEV, 1)])

spectra = st.builds(
    lambda energies, weights, coupling: Spectrum(
        np.cumsum(energies) * MEV, np.array(weights[: len(energies)])).with_coupling(coupling),
    st.lists(st.floats(1, 10), min_size=1, max_size=4), st.lists(st.floats(0.1, 1), min_size=4, max_size=4),
    st.floats(0.4, 3))  # fmt: skip


def reduced_critical(coupling, mu_star=0.0):
    """k Tc/Omega of an Einstein phonon."""
    return critical_temperature(interaction(einstein(coupling, MEV), mu_star)) / MEV


# ---- sums


@settings(deadline=None, max_examples=20)
@given(st.integers(1, 100_000), st.floats(0.5, 100))
def test_a_sum_of_many_frequencies_by_few(terms, width):
    rule = matsubara_sum(terms)
    assert len(rule.index) < 16 + 8 * math.log2(terms + 2)
    assert rule.weight.sum() == pytest.approx(terms, rel=1e-12)
    every = np.arange(terms)
    for each in (lambda m: 1 / (2 * m + 1), lambda m: 1 / ((2 * m + 1) ** 2 + width**2)):
        assert rule.weight @ each(rule.index) == pytest.approx(each(every).sum(), rel=2e-8)


@pytest.mark.parametrize("mu_star", [0.0, 0.15])
def test_the_gap_function_solves_the_equations_summed_one_by_one(mu_star):
    """Every frequency up to the same reach, none left out; the rule's sums are good to a ten-thousandth."""
    one = interaction(LEAD, mu_star)
    thermal = 3 * MEV / 11.6
    terms = 500
    solved = gap_function(one, thermal, matsubara_sum(terms))
    index = np.arange(terms)
    gap = np.interp(index, solved.at.sums.index, solved.gap)  # only the start of an iteration
    odd, unit = 2 * index + 1, math.pi * thermal
    apart = attraction(one.spectrum, 2 * unit * np.arange(2 * terms))
    minus, plus = apart[np.abs(index[:, None] - index)], apart[index[:, None] + index + 1]
    edge = repelled(one, unit * odd)
    even = minus + plus - 2 * mu_star * np.outer(edge, edge)
    for _ in range(80):
        root = np.hypot(odd * unit, gap)
        mass = 1 + unit * (minus - plus) @ (odd * unit / root) / (odd * unit)
        gap = 0.5 * gap + 0.5 * unit * even @ (gap / root) / mass
    assert solved.gap[:16] == pytest.approx(gap[:16], rel=5e-5)
    assert solved.mass[:16] == pytest.approx(mass[:16], rel=1e-5)


def test_the_cutoff_of_the_sums_matters_in_second_order():
    one = interaction(LEAD, 0.0)
    near, middle, far = (critical_temperature(one, matsubara_sum(terms)) for terms in (50, 100, 200))
    assert (near - middle) / (middle - far) == pytest.approx(4, rel=0.1)


@pytest.mark.parametrize("spectrum", [LEAD, einstein(0.3, 10 * MEV), debye(0.5, 30 * MEV)])
def test_tc_is_good_to_better_than_a_ten_thousandth(spectrum):
    one = interaction(spectrum, 0.1)
    critical = critical_temperature(one)
    assert truncation(one, critical) < 1e-5 * critical
    assert critical == pytest.approx(critical_temperature(one, reach=4000.0, points=12), rel=1e-5)


# ---- exact limits


def test_strong_coupling_is_that_of_allen_and_dynes():
    """k Tc -> 0.1827 Omega sqrt(lambda), corrections in 1/lambda."""
    weaker, stronger = (reduced_critical(coupling) / math.sqrt(coupling) for coupling in (100.0, 200.0))
    assert 2 * stronger - weaker == pytest.approx(0.1827, rel=5e-4)


def test_weak_coupling_has_the_exact_prefactor():
    """k Tc -> (2 e^gamma/pi) e^(-1/2) Omega exp(-(1 + lambda)/lambda) as lambda -> 0."""
    scaled = [reduced_critical(coupling) * math.exp(1 + 1 / coupling) for coupling in (0.05, 0.1, 0.2)]
    extrapolated = (8 * scaled[0] - 6 * scaled[1] + scaled[2]) / 3
    assert extrapolated == pytest.approx(bcs.PREFACTOR * math.exp(-0.5), rel=2e-4)


def test_weak_coupling_has_the_ratios_of_bcs():
    one = interaction(einstein(0.12, 10 * MEV), 0.0)
    critical = critical_temperature(one)
    cold = gap_function(one, critical / 10)
    assert heat_jump(one) == pytest.approx(bcs.HEAT_JUMP, rel=1e-4)
    assert condensation_ratio(one, critical, cold) == pytest.approx(bcs.CONDENSATION_RATIO, rel=1e-4)
    assert 2 * cold.gap[0] / critical == pytest.approx(bcs.GAP_RATIO, rel=1e-4)


def test_without_repulsion_the_isotope_exponent_is_one_half():
    assert isotope_exponent(interaction(LEAD, 0.0)) == pytest.approx(0.5, abs=1e-9)


def test_the_isotope_exponent_is_that_of_mcmillan_s_formula_in_its_range():
    one = interaction(LEAD.with_coupling(0.7), 0.15)
    low = formulas.lowered_pseudopotential(0.15, 6.0)
    assert isotope_exponent(one) == pytest.approx(formulas.isotope_exponent(0.7, low), rel=0.03)


# ---- identities


def test_hellmann_and_feynman():
    """d(F_s - F_n)/d mu* = N(0) (pi kT sum Delta_m c_m/R_m)^2 over both signs: only the explicit mu* counts."""
    thermal, mu_star, step = 0.26 * MEV, 0.13, 1e-4
    least, most = (free_energy(gap_function(interaction(LEAD, mu_star + sign * step), thermal)) for sign in (-1, 1))
    one = interaction(LEAD, mu_star)
    at = gap_function(one, thermal)
    pairs = 2 * math.pi * thermal * float((at.at.sums.weight * repelled(one, at.frequency)) @ (at.reduced / at.root))
    assert (most - least) / (2 * step) == pytest.approx(pairs**2, rel=1e-5)


def test_the_free_energy_vanishes_as_the_square_below_tc():
    one = interaction(LEAD, 0.131)
    critical = critical_temperature(one)
    energies = [free_energy(gap_function(one, critical * (1 - away))) / away**2 for away in (0.002, 0.001)]
    assert energies[0] == pytest.approx(energies[1], rel=5e-3)
    assert energies[0] < 0


def test_above_tc_there_is_no_gap():
    one = interaction(LEAD, 0.131)
    normal = gap_function(one, 1.001 * critical_temperature(one))
    assert not normal.gap.any()
    assert free_energy(normal) == 0
    assert normal.mass == pytest.approx(normal.at.normal_mass, rel=1e-14)


def test_the_normal_mass_at_low_temperature_is_one_plus_lambda():
    one = interaction(LEAD, 0.0)
    thermal = 1e-3 * MEV
    assert kernel(one, thermal, sums_at(one, thermal)).normal_mass[0] == pytest.approx(2.55, rel=1e-4)


def test_a_pseudopotential_fitted_to_tc_gives_that_tc_back():
    for kelvin in (5.0, 7.196):
        critical = kelvin * 1.380649e-23
        mu_star = pseudopotential_for(LEAD, critical)
        assert critical_temperature(interaction(LEAD, mu_star)) == pytest.approx(critical, rel=1e-9)


def test_a_coupling_fitted_to_tc_gives_that_tc_back():
    critical = 6 * 1.380649e-23
    coupling = coupling_for(LEAD, critical, 0.131)
    assert critical_temperature(interaction(LEAD.with_coupling(coupling), 0.131)) == pytest.approx(critical, rel=1e-9)


# ---- any parameters


@settings(deadline=None, max_examples=10)
@given(spectra, st.floats(0.0, 0.15), st.floats(0.2, 5))
def test_only_ratios_of_energies_count(spectrum, mu_star, factor):
    one = interaction(spectrum, mu_star)
    stiffer = Interaction(spectrum.stiffened(factor), mu_star, one.cutoff * factor)
    assert critical_temperature(stiffer) == pytest.approx(factor * critical_temperature(one), rel=1e-8)


@settings(deadline=None, max_examples=10)
@given(spectra, st.floats(0.0, 0.15), st.floats(1, 40))
def test_every_phonon_more_raises_tc_and_every_repulsion_lowers_it(spectrum, mu_star, energy):
    """Bergmann and Rainer: d Tc/d alpha^2F(Omega) >= 0 at all Omega."""
    one = interaction(spectrum, mu_star)
    before = critical_temperature(one)
    order = np.argsort(np.append(spectrum.energy, energy * MEV), kind="stable")
    more = Spectrum(np.append(spectrum.energy, (energy + 1e-6) * MEV)[order],
                    np.append(spectrum.strength, 0.05 * spectrum.area)[order])
    assert critical_temperature(Interaction(more, mu_star, one.cutoff)) > before
    assert critical_temperature(Interaction(spectrum, mu_star + 0.02, one.cutoff)) < before


@settings(deadline=None, max_examples=10)
@given(spectra)
def test_tc_keeps_below_leavens_s_bound_and_near_the_formula_of_allen_and_dynes(spectrum):
    critical = critical_temperature(interaction(spectrum, 0.0))
    assert critical < 0.2309 * spectrum.area
    formula = formulas.allen_dynes(spectrum.coupling, spectrum.log_energy, spectrum.root_mean_square, 0.0)
    assert critical == pytest.approx(formula, rel=0.15)


@settings(deadline=None, max_examples=6)
@given(st.floats(0.5, 3), st.floats(0.0, 0.5))
def test_gap_and_free_energy_fall_as_it_warms(coupling, mu_star):
    one = interaction(LEAD.with_coupling(coupling), mu_star * 0.4 * coupling)
    critical = critical_temperature(one)
    states = [gap_function(one, t * critical) for t in (0.1, 0.4, 0.7, 0.95)]
    assert (np.diff([state.gap[0] for state in states]) < 0).all()
    assert (np.diff([free_energy(state) for state in states]) > 0).all()


# ---- refusals


def test_too_large_a_repulsion_leaves_no_transition():
    assert critical_temperature(interaction(einstein(0.1, MEV), 0.5)) == 0.0
    assert formulas.mcmillan(0.1, 1.0, 0.5) == 0.0


@pytest.mark.parametrize(
    ("energy", "strength", "words"),
    [([1.0, 2.0], [1.0, -1.0], "not negative"), ([2.0, 1.0], [1.0, 1.0], "rise"),
     ([0.0, 1.0], [1.0, 1.0], "above zero"),
     ([1.0, 2.0], [0.0, 0.0], "non-zero coupling"), ([1.0, 2.0], [1.0, math.nan], "finite"),
     ([1.0, math.inf], [1.0, 1.0], "rise")])  # fmt: skip
def test_spectra_that_are_none(energy, strength, words):
    with pytest.raises(InputError, match=words):
        Spectrum(np.array(energy), np.array(strength))


# ---- closed forms


@settings(deadline=None)
@given(st.floats(0.3, 3), st.floats(0.05, 0.15))
def test_formulas_undo_themselves(coupling, mu_star):
    critical = formulas.mcmillan(coupling, 1.0, mu_star)
    assert formulas.coupling_for(critical, 1.0, mu_star) == pytest.approx(coupling, rel=1e-9)
    critical = formulas.allen_dynes(coupling, 1.0, 1.2, mu_star)
    assert formulas.coupling_of_allen_dynes(critical, 1.0, 1.2, mu_star) == pytest.approx(coupling, rel=1e-9)


@settings(deadline=None)
@given(st.floats(0.4, 3), st.floats(0.05, 0.15))
def test_the_isotope_formula_is_the_slope_of_mcmillan_s(coupling, mu_star):
    """Phonons and mu* moved together: 1/mu* falls by the logarithm by which the phonons stiffen."""
    step = 1e-4
    stiff, soft = (math.exp(s) * formulas.mcmillan(coupling, 1.0, 1 / (1 / mu_star - s)) for s in (step, -step))
    assert math.log(stiff / soft) / (4 * step) == pytest.approx(formulas.isotope_exponent(coupling, mu_star), abs=1e-6)


def test_no_coupling_gives_a_tc_of_mcmillan_beyond_its_limit():
    assert formulas.coupling_for(0.5, 1.0, 0.1) is None
    assert formulas.coupling_of_allen_dynes(1e6, 1.0, 1.2, 0.1) is None


def test_ratios_tend_to_those_of_bcs():
    for relation, limit in ((formulas.gap_ratio, bcs.GAP_RATIO), (formulas.heat_jump, bcs.HEAT_JUMP),
                            (formulas.condensation_ratio, bcs.CONDENSATION_RATIO)):  # fmt: skip
        assert relation(1e-4) == pytest.approx(limit, rel=1e-4)
