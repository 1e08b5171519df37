"""Readings and curves of a superconductor in strong coupling."""

from __future__ import annotations

from math import sqrt

import numpy as np

from onnes.materials import Material
from onnes.pairing.eliashberg import formulas
from onnes.pairing.eliashberg.critical_temperature import truncation
from onnes.pairing.eliashberg.free_energy import condensation_ratio
from onnes.pairing.eliashberg.gap_function import GapFunction, gap_function
from onnes.pairing.eliashberg.interaction import Interaction
from onnes.pairing.eliashberg.pade import gap_edge
from onnes.pairing.eliashberg.real_axis import RealAxis
from onnes.pairing.eliashberg.solution import Solution
from onnes.results import Array, Reading
from onnes.units.constants import BOLTZMANN, VACUUM_PERMEABILITY

T_OVER_TC = np.append(np.linspace(0.1, 0.95, 18), 0.99)
"""Temperatures of the critical field."""

_MEASURED = {
    "critical_temperature_measured": ("critical_temperature", "Tc as measured"),
    "gap_ratio_measured": ("gap_ratio", "2 Delta_0/k Tc as measured"),
    "heat_jump_measured": ("heat_jump", "jump of the electronic heat over gamma Tc as measured"),
    "critical_field_0_measured": ("critical_field_0", "Bc at T = 0 as measured"),
    "isotope_exponent_measured": ("isotope_exponent", "beta in Tc ~ M^-beta as measured"),
}


def of_spectrum(one: Interaction) -> dict[str, Reading]:
    """Return averages of alpha^2F, and Tc by formulas from them."""
    spectrum, cut = one.spectrum, one.cutoff / one.spectrum.largest
    coupling, log_energy, spread = spectrum.coupling, spectrum.log_energy, spectrum.root_mean_square
    low = formulas.lowered_pseudopotential(one.mu_star, cut)
    by_mcmillan = formulas.mcmillan(coupling, log_energy, low)
    by_allen_dynes = formulas.allen_dynes(coupling, log_energy, spread, low)
    return {
        "coupling": Reading(coupling, "", None, "lambda = 2 int alpha^2F dOmega/Omega"),
        "mu_star": Reading(one.mu_star, "", None, f"mu* at omega_c = {cut:g} times the highest phonon energy"),
        "mu_star_at_phonons": Reading(low, "", None, "the same repulsion with the highest phonon energy as its cutoff, "
                                      "as Tc formulas want it"),
        "log_phonon_temperature": Reading(log_energy / BOLTZMANN, "K", None, "Omega_log/k, logarithmic mean"),
        "mean_square_phonon_temperature": Reading(spread / BOLTZMANN, "K", None, "Omega_2/k = <Omega^2>^(1/2)/k"),
        "critical_temperature_mcmillan": Reading(by_mcmillan / BOLTZMANN, "K", None, "Tc by McMillan's formula"),
        "critical_temperature_allen_dynes": Reading(by_allen_dynes / BOLTZMANN, "K", None,
                                                    "Tc by the formula of Allen and Dynes, f_1 and f_2 included"),
    }


def of_solution(solution: Solution) -> dict[str, Reading]:
    """Return Tc and the readings at T = 0 and at Tc."""
    critical, axis = solution.critical, solution.axis
    left_out = truncation(solution.interaction, critical)
    strength = critical / solution.interaction.spectrum.log_energy
    by_pade, edge = gap_edge(solution.cold), axis.edge
    apart = abs(edge - by_pade) if edge and by_pade else None
    return {
        "critical_temperature": Reading(critical / BOLTZMANN, "K", left_out / BOLTZMANN,
                                        "Tc of Eliashberg's equations; uncertainty of the numerics alone"),
        "strength": Reading(strength, "", None, "k Tc/Omega_log: 0 in weak coupling"),
        "gap_0": Reading(edge, "J", apart, "Delta_0, the edge of the density of states at Tc/10", absent="no edge"),
        "gap_ratio": Reading(edge and 2 * edge / critical, "", apart and 2 * apart / critical,
                             "2 Delta_0/k Tc; 3.528 in weak coupling", absent="no edge"),
        "gap_ratio_pade": Reading(by_pade and 2 * by_pade / critical, "", None, "the same by a continued fraction",
                                  absent="no edge"),
        "gap_ratio_matsubara": Reading(2 * solution.cold.gap[0] / critical, "", None,
                                       "2 Delta(i pi kT)/k Tc, at the lowest Matsubara frequency"),
        "gap_ratio_formula": Reading(formulas.gap_ratio(strength) if strength < formulas.STRONGEST else None, "", None,
                                     "2 Delta_0/k Tc by the fit of Mitrovic, Zarate and Carbotte",
                                     absent="beyond the range of the fit"),
        "heat_jump": Reading(solution.heat_jump, "", None, "Delta C/gamma Tc at Tc; 1.426 in weak coupling"),
        "condensation_ratio": Reading(solution.condensation_ratio, "", None,
                                      "(Bc(0)^2/2 mu_0)/gamma Tc^2; 0.2364 in weak coupling"),
        "isotope_exponent": Reading(solution.isotope_exponent, "", None, "beta in Tc ~ M^-beta; 1/2 without repulsion"),
        "mass": Reading(float(solution.cold.mass[0]), "", None, "Z at the lowest Matsubara frequency, Tc/10"),
    }


def at_temperature(state: GapFunction, axis: RealAxis) -> dict[str, Reading]:
    """Return the gap at the temperature of the curves."""
    return {
        "temperature": Reading(state.at.thermal / BOLTZMANN, "K", None, "temperature of the gap and of the curves"),
        "gap": Reading(axis.edge, "J", None, "edge of the gap at the temperature; none where damping fills it"),
        "gap_matsubara": Reading(float(state.gap[0]), "J", None, "Delta at the lowest Matsubara frequency"),
    }


def of_material(metal: Material, solution: Solution) -> dict[str, Reading]:
    """Return Bc(0) from the metal's electronic heat, and its measured values."""
    readings = {}
    if metal.has("sommerfeld_coefficient"):
        energy = solution.condensation_ratio * metal.sommerfeld_coefficient * (solution.critical / BOLTZMANN) ** 2
        readings["critical_field_0"] = Reading(sqrt(2 * VACUUM_PERMEABILITY * energy), "T", None,
                                               "Bc at T = 0 from the computed Tc and the measured electronic heat")
    for name, (quantity, meaning) in _MEASURED.items():
        row = next((value for value in metal.values(quantity) if value.kind == "measured"), None)
        if row is not None:
            readings[name] = Reading(row.value, row.unit, row.uncertainty, meaning)
    return readings


def of_field(solution: Solution) -> tuple[dict[str, Reading], dict[str, Array]]:
    """Return Bc(T)/Bc(0) - (1 - t^2): its extreme value, and the curve."""
    at_zero = solution.condensation_ratio
    states = (gap_function(solution.interaction, t * solution.critical) for t in T_OVER_TC)
    energies = [_energy(solution, state) / at_zero for state in states]
    t = np.concatenate([[0.0], T_OVER_TC, [1.0]])
    deviation = np.concatenate([[1.0], np.sqrt(energies), [0.0]]) - (1 - t**2)
    extreme = float(deviation[np.argmax(np.abs(deviation))])
    readings = {"hc_deviation": Reading(extreme, "", None, "largest Bc(T)/Bc(0) - (1 - t^2); -0.037 in weak coupling")}
    arrays = {"t": Array(t, ("t",), "", "T/Tc"),
              "hc_deviation": Array(deviation, ("t",), "", "Bc(T)/Bc(0) - (1 - t^2)")}
    return readings, arrays


def _energy(solution: Solution, state: GapFunction) -> float:
    """Return (Bc(T)^2/2 mu_0)/gamma Tc^2."""
    normal = state.at.thermal**2 / 2 / solution.critical**2
    return condensation_ratio(solution.interaction, solution.critical, state) - normal


def curves(one: Interaction, state: GapFunction, axis: RealAxis) -> dict[str, Array]:
    """Return alpha^2F, the gap function on both axes and the density of states."""
    spectrum, shown = one.spectrum, state.frequency < 2 * one.spectrum.largest
    height = spectrum.density if spectrum.step else spectrum.weight
    meaning = "alpha^2F" if spectrum.step else "lambda of each phonon"
    gap = axis.edge or float(state.gap[0])
    energy = gap * np.concatenate([np.linspace(0.02, 0.98, 25), 1 + np.geomspace(1e-3, 6, 400)])
    energy = np.concatenate([energy, axis.energy[axis.energy > energy[-1]]])
    energy = energy[energy < axis.energy[-1]]
    bcs = np.where(energy > gap, energy / np.sqrt(np.abs(energy**2 - gap**2)), 0.0)
    of_phonon, of_frequency, of_real, of_state = ("phonon_energy",), ("matsubara",), ("real_energy",), ("energy",)
    return {
        "phonon_energy": Array(spectrum.energy, of_phonon, "J", "phonon energy"),
        "alpha2f": Array(height, of_phonon, "", meaning),
        "coupling_below": Array(np.cumsum(spectrum.weight), of_phonon, "", "lambda of the phonons below"),
        "matsubara": Array(state.frequency[shown], of_frequency, "J", "Matsubara frequency"),
        "gap_matsubara": Array(state.gap[shown], of_frequency, "J", "Delta(i omega_n)"),
        "mass_matsubara": Array(state.mass[shown], of_frequency, "", "Z(i omega_n)"),
        "real_energy": Array(axis.energy, of_real, "J", "energy"),
        "gap_real": Array(np.real(axis.gap), of_real, "J", "Re Delta"),
        "gap_imaginary": Array(np.imag(axis.gap), of_real, "J", "Im Delta"),
        "energy": Array(energy, of_state, "J", "energy"),
        "density_of_states": Array(axis.density_of_states(energy), of_state, "", "N(E)/N(0)"),
        "density_of_states_bcs": Array(bcs, of_state, "", "N(E)/N(0) of BCS with the same gap"),
    }
