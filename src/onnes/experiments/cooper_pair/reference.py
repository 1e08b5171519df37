"""Readings that do not depend on the pair equation: closed forms, scales, and the laws of plain wells."""

from __future__ import annotations

import math

from onnes.pairing.isolated_pair import well_strength
from onnes.pairing.pair_binding import binding_energy, weak_binding_energy
from onnes.pairing.potential_well import laws
from onnes.results import Reading
from onnes.units.constants import ELECTRON_MASS, HBAR


def fermi_wave_number(cutoff: float, fermi_energy: float) -> float:
    """Return Lambda = p_F l / hbar = 4 e_F / (hbar omega_D), a plain number. Source: W18 with eta = 1."""
    return 4 * fermi_energy / cutoff


def tube_length(cutoff: float, fermi_energy: float) -> float:
    """Return l = 2 hbar v_F / (hbar omega_D) [m]. Source: W18 with eta = 1."""
    return 2 * HBAR * math.sqrt(2 * fermi_energy / ELECTRON_MASS) / cutoff


def closed_forms(coupling: float) -> dict[str, Reading]:
    """Return exp(-1/B) and 1/(exp(1/B) - 1)."""
    return {
        "weak_coupling_over_cutoff": Reading(weak_binding_energy(1.0, coupling), meaning="exp(-1/B), the text's W23"),
        "closed_form_over_cutoff": Reading(binding_energy(1.0, coupling),
                                           meaning="1/(exp(1/B) - 1): the stepped element at T = 0, in closed form"),
    }


def scales(coupling: float, cutoff: float, fermi_energy: float) -> dict[str, Reading]:
    """Return length and depth of the tube that belong to B, hbar omega_D and e_F."""
    depth = math.pi * coupling * cutoff
    strength = well_strength(coupling, fermi_wave_number(cutoff, fermi_energy))
    return {
        "tube_length": Reading(tube_length(cutoff, fermi_energy), "m", meaning="length l of the tube, from W18"),
        "well_depth": Reading(depth, "J", meaning="depth U = pi B hbar omega_D of the tube, from W21"),
        "well_strength": Reading(strength, meaning="m U l^2/hbar^2; 2.467 is the threshold of an S-state"),
    }


def well_laws() -> dict[str, Reading]:
    """Return the laws of weak wells in one, two and three dimensions, fitted to solved ones; u = U/(hbar^2/(m l^2))."""
    found = laws()
    return {
        "well_1d_power": Reading(found.power_1d, meaning="one dimension: exponent of U in the binding at weak U"),
        "well_1d_factor": Reading(found.factor_1d, meaning="one dimension: t' of binding = t' u^2"),
        "well_2d_exponent": Reading(found.exponent_2d, meaning="two dimensions: xi of binding = t'' exp(-xi/u)"),
        "well_2d_factor": Reading(found.factor_2d, meaning="two dimensions: t''"),
        "well_3d_threshold": Reading(found.threshold_3d, meaning="three dimensions: u at which the first state binds"),
        "well_3d_power": Reading(found.power_3d, meaning="three dimensions: exponent of u - threshold in the binding"),
    }
