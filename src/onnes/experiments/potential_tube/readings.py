"""Readings of a crossing, and the ranges in which Weisskopf's text expects its constants."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.pairing.atomic_scales import atomic_energy, bohr_ratio, mass_ratio_root
from onnes.pairing.pair_binding import coupling, exponent_constant
from onnes.pairing.tube import kick
from onnes.pairing.tube.partial_waves import cylinder, displaced_ions, partial_waves
from onnes.pairing.tube.phonons import coherent_phonons, phonon_probability
from onnes.pairing.tube.tail import mass_enhancement, tail_energy
from onnes.results import Array, Reading
from onnes.units.constants import ELECTRON_MASS, HBAR

if TYPE_CHECKING:
    from onnes.experiments.potential_tube.run import Crossed

EXPECTED: dict[str, tuple[float, float, str]] = {
    "f": (1.0, 10.0, "somewhat larger than unity; d a few Bohr radii"),
    "a": (3.0, 3.2, "3.1"),
    "b": (5.0, 10.0, "between 5 and 10 in most metals"),
    "c": (0.5, 2.0, "a constant near unity"),
    "g": (1.0, 10.0, "larger than unity"),
    "s": (10**-0.5, 10**0.5, "of order unity"),
    "kappa": (10**-0.5, 10**0.5, "about 1"),
    "kappa_mean": (10**-0.5, 10**0.5, "about 1"),
}
"""Constant -> lowest, highest, the text's words. "Order unity" is taken as half a decade either way."""

HIGHEST_WAVE = 6
"""Largest angular momentum of a pair for which the tube's element is given."""

_LARGE = 0.05


def readings(crossed: Crossed, core: float) -> dict[str, Reading]:
    """Return all readings, in SI units; ``core`` is the radius of an ion's core in d."""
    return (_crossing(crossed) | _ions(crossed) | _tube(crossed) | _constants(crossed, core) | _tail(crossed)
            | _waves(crossed, core) | _quanta(crossed))


def _crossing(crossed: Crossed) -> dict[str, Reading]:
    lattice = crossed.lattice
    return {
        "lattice_distance": Reading(lattice.spacing, "m", None, "d"),
        "electron_speed": Reading(lattice.speed, "m/s", None, "v_e"),
        "debye_frequency": Reading(lattice.debye_frequency, "rad/s", None, "omega_D"),
        "beta": Reading(mass_ratio_root(lattice.ion_mass), "", None, "sqrt(M/m) (W3b); the text: about 300"),
    }


def _ions(crossed: Crossed) -> dict[str, Reading]:
    d, cold = crossed.lattice.spacing, crossed.tube.displacement
    at_turning = np.array([crossed.tube.delay])
    moved, error, spread = cold, None, 0.0
    if crossed.agitated:
        means, errors = crossed.agitated.mean(at_turning)
        moved, error, spread = means[0], float(errors[0]), float(crossed.agitated.spread(at_turning)[0])
    impulse = kick.displacement(crossed.crossing)
    return {
        "displacement": Reading(moved * d, "m", None if error is None else error * d,
                                "largest displacement of the nearest ion towards the path (mean of an ensemble)"),
        "displacement_over_d": Reading(moved, "", error, "the same over d"),
        "impulse_displacement_over_d": Reading(impulse, "", None, "the same by W5: impulse over M omega_D"),
        "impulse_over_simulated": Reading(impulse / cold, "", None, "impulse approximation over integrated motion"),
        "mean_over_cold": Reading(moved / cold, "", None if error is None else error / cold,
                                  "mean displacement of ions in motion over that of ions at rest"),
        "spread_over_d": Reading(spread, "", None, "standard deviation of the nearest ion's place, over d"),
    }


def _tube(crossed: Crossed) -> dict[str, Reading]:
    lattice, tube = crossed.lattice, crossed.tube
    unit = lattice.speed / lattice.debye_frequency
    depth = tube.depth * atomic_energy(lattice.spacing)
    return {
        "tube_length": Reading(tube.s * unit, "m", None, "l: distance behind which the ions are back at their places"),
        "tube_length_of_box": Reading(tube.s_of_box * unit, "m", None,
                                      "length of the box of Fig. 2 as deep as the tube and of the same area"),
        "tube_depth": Reading(depth, "J", None, "-U: deepest potential on the path, averaged over a lattice distance"),
        "tube_depth_linear": Reading(kick.tube_depth(crossed.crossing) * atomic_energy(lattice.spacing), "J", None,
                                     "the same in closed form, impulse and first order in the displacement"),
        "depth_over_debye": Reading(depth / (HBAR * lattice.debye_frequency), "", None, "-U over hbar omega_D"),
    }


def _constants(crossed: Crossed, core: float) -> dict[str, Reading]:
    lattice, tube = crossed.lattice, crossed.tube
    beta, mean = mass_ratio_root(lattice.ion_mass), _mean_kappa(crossed, core)
    values = {
        "f": (bohr_ratio(lattice.spacing), "d/a_B (W1a)"),
        "a": (lattice.a, "p_F d/hbar (W2)"),
        "b": (lattice.b, "omega_D sqrt(m M) d^2/hbar (W3a)"),
        "c": (tube.c, "impulse of the nearest ion over tau e_A/d (W4)"),
        "g": (tube.g, "depth of the tube over e_A delta/d (W7)"),
        "s": (tube.s, "time until the ions are back, times omega_D (W6)"),
        "kappa": (tube.depth * beta, "depth of the tube over e_A/beta, on this path (W7)"),
        "kappa_mean": (mean, "the same averaged over all paths through the cell, no pull inside the cores"),
    }
    read = {name: Reading(value, "", None, f"{words}; the text: {EXPECTED[name][2]}")
            for name, (value, words) in values.items()}
    outside = [name for name, (low, high, _) in EXPECTED.items() if not low <= values[name][0] <= high]
    return read | {
        "s_of_box": Reading(tube.s_of_box, "", None, "length of the box in v_e/omega_D"),
        "xi": Reading(_exponent(crossed, core), "", None,
                      "2b/(s kappa a^2) of W23 with the box's s and the mean kappa; the text: of the order unity"),
        "outside_the_texts_ranges": Reading(", ".join(outside) or "none", "", None,
                                            "constants outside the ranges that the text expects"),
    }


def _mean_kappa(crossed: Crossed, core: float) -> float:
    """Return kappa averaged over all paths (W7)."""
    return kick.mean_tube_depth(crossed.crossing, core) * mass_ratio_root(crossed.lattice.ion_mass)


def _exponent(crossed: Crossed, core: float) -> float:
    """Return xi of W23, from the box's s and the mean kappa."""
    lattice = crossed.lattice
    return exponent_constant(crossed.tube.s_of_box, _mean_kappa(crossed, core), lattice.a, lattice.b)


def _tail(crossed: Crossed) -> dict[str, Reading]:
    lattice = crossed.lattice
    scale, fermi = atomic_energy(lattice.spacing), lattice.fermi_momentum**2 / (2 * ELECTRON_MASS)
    energy = tail_energy(crossed.crossing, crossed.wake, crossed.tube.s) * scale
    enhancement = mass_enhancement(crossed.crossing.screening, bohr_ratio(lattice.spacing), lattice.a, lattice.b)
    return {
        "tail_energy": Reading(energy, "J", None, "energy of the displaced ions over the length of the tube"),
        "tail_energy_over_text": Reading(energy * mass_ratio_root(lattice.ion_mass) / scale, "", None,
                                         "the same over e_A/beta (footnote to W6: of this order)"),
        "tail_energy_over_depth": Reading(energy / (crossed.tube.depth * scale), "", None,
                                          "the same over the depth of the tube: s/2"),
        "tail_mass": Reading(energy / fermi, "", None, "the same over e_F, the share of the electron's mass that the "
                             "tail of a fast electron adds; the text: negligible"),
        "tail_energy_over_debye": Reading(energy / (HBAR * lattice.debye_frequency), "", None,
                                          "the same over hbar omega_D, on which scale it changes at a Fermi surface"),
        "mass_enhancement": Reading(enhancement, "", None, "lambda: share of the mass that the ions add to electrons "
                                    "within hbar omega_D of the Fermi surface, from the same springs and screening"),
    }


def _waves(crossed: Crossed, core: float) -> dict[str, Reading]:
    lattice = crossed.lattice
    ions, text = wave_shares(crossed)
    fermi = lattice.fermi_momentum**2 / (2 * ELECTRON_MASS)
    strength = coupling(lattice.spacing, fermi, _exponent(crossed, core))
    read = {
        "coupling": Reading(strength, "", None, "B = e_A/(2 pi xi e_F) of S-states (W21)"),
        "closest_approach": Reading(2**0.5 / lattice.a, "", None, "classical distance of closest approach of a pair "
                                    "with L = 1, sqrt(2)/k_F, over d; the radius of the text's tube is 1/2"),
    }
    for wave in (1, 2):
        read[f"share_{wave}"] = Reading(float(ions[wave]), "", None, f"element of the displaced ions for L = {wave} "
                                        "over that for L = 0; negative: a repulsion")
        read[f"share_{wave}_of_cylinder"] = Reading(float(text[wave]), "", None, "the same for the text's tube, "
                                                    "uniform with diameter d; the text: none")
        read[f"log10_binding_{wave}_of_cylinder"] = Reading(
            -(1 / text[wave] - 1) / strength / np.log(10) if text[wave] > 0 else None, "", None,
            f"log10 of the binding exp(-1/B) with L = {wave} over that with L = 0 in it")
    return read


def wave_shares(crossed: Crossed) -> tuple[np.ndarray, np.ndarray]:
    """Return V_L/V_0 for L = 0 to `HIGHEST_WAVE`: of the displaced ions, and of the text's cylinder."""
    a, screening = crossed.lattice.a, crossed.crossing.screening
    ions = partial_waves(lambda q: displaced_ions(q, screening), a, HIGHEST_WAVE)
    text = partial_waves(cylinder, a, HIGHEST_WAVE)
    return ions / ions[0], text / text[0]


def wave_arrays(crossed: Crossed) -> dict[str, Array]:
    """Return the elements of partial waves."""
    ions, text = wave_shares(crossed)
    return {
        "angular_momentum": Array(np.arange(HIGHEST_WAVE + 1), ("angular_momentum",), "", "L of a pair"),
        "wave_share": Array(ions, ("angular_momentum",), "", "V_L/V_0 of the displaced ions"),
        "wave_share_of_cylinder": Array(text, ("angular_momentum",), "", "V_L/V_0 of a uniform tube of diameter d"),
    }


def _quanta(crossed: Crossed) -> dict[str, Reading]:
    phonons = coherent_phonons(crossed.crossing)
    coherent = phonon_probability(phonons)
    found = crossed.kicked.phonon_probability if crossed.kicked else coherent
    read = {
        "phonon_probability": Reading(found, "", None, "that the nearest ion is left in an excited state, from its "
                                      "ground state" + (" (number states)" if crossed.kicked else " (coherent state)")),
        "mean_phonons": Reading(phonons, "", None, "|alpha|^2 = p^2/(2 M hbar omega_D) of the nearest ion"),
        "zero_point_over_displacement": Reading(
            float((0.5 / crossed.crossing.action) ** 0.5 / crossed.crossing.frequency / crossed.tube.displacement), "",
            None, "zero-point motion of an ion over the displacement; the text: larger than 1"),
    }
    if crossed.kicked:
        read["quantum_over_classical"] = Reading(
            crossed.kicked.amplitude / crossed.tube.displacement, "", None,
            "mean displacement of the quantum oscillator over the classical one")
        read["phonon_probability_coherent"] = Reading(coherent, "", None, "1 - exp(-|alpha|^2)")
    return read


def warnings(crossed: Crossed, material: str) -> tuple[str, ...]:
    """Return warnings about assumed values and about displacements too large for the theory."""
    said = []
    if material and "electron_speed" in crossed.lattice.assumed:
        said.append(f"The Fermi velocity of {material} is not in the tables: a = 3.1, one electron per d^3, was taken.")
    if material and "debye_temperature" in crossed.lattice.assumed:
        said.append(f"The Debye temperature of {material} is not in the tables: b = 8 was taken.")
    if crossed.tube.displacement > _LARGE:
        said.append(f"Ions move by {crossed.tube.displacement:.2g} d: the springs and the closed forms are for less.")
    return tuple(said)
