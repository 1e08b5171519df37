"""The chain of estimates for every element, each quantity beside its counterpart."""

from __future__ import annotations

from dataclasses import asdict, replace

import numpy as np

from onnes.experiments.estimate.counterparts import Counterpart, counterparts
from onnes.experiments.experiment import Measurement, Progress
from onnes.materials import Material, material, materials
from onnes.pairing.atomic_scales import ladder
from onnes.pairing.estimates import Constants, estimates
from onnes.pairing.pair_binding import exponent_constant
from onnes.pairing.penetration import penetration_depth, penetration_depth_as_printed
from onnes.problems.ion_lattice import DISTANCES, IonLattice, ion_lattice
from onnes.results import Array, Reading

QUANTITIES: dict[str, tuple[str, str]] = {
    "f": ("", "d/a_B (W1a)"),
    "a": ("", "p_F d/hbar (W2)"),
    "b": ("", "omega_D sqrt(m M) d^2/hbar (W3a)"),
    "b_of_springs": ("", "b = 2 sqrt(2 f), with which a displacement by d/2 costs e_A (footnote to W3)"),
    "beta": ("", "sqrt(M/m) (W3b)"),
    "atomic_energy": ("J", "e_A = e^2/(4 pi eps_0 d) (W1)"),
    "fermi_momentum": ("kg m/s", "p_F = a hbar/d (W2)"),
    "fermi_energy": ("J", "e_F = p_F^2/2m (W2)"),
    "debye_frequency": ("rad/s", "omega_D (W3a)"),
    "sound_speed": ("m/s", "d omega_D"),
    "tube_length": ("m", "l = s v_e/omega_D (W6)"),
    "tube_depth": ("J", "-U = kappa e_A/beta (W7)"),
    "coupling": ("", "B (W21)"),
    "reduction": ("", "gamma = exp(-1/B) (W24)"),
    "gap": ("J", "Delta = gamma e_A/beta (W25, corrected: the text prints beta gamma e_A)"),
    "critical_temperature": ("K", "Delta/(1.764 k), the BCS ratio"),
    "pair_size": ("m", "rho = hbar p_F/(m Delta) (W27)"),
    "pair_density": ("1/m^3", "n' = n Delta/e_F (W28)"),
    "pair_distance": ("m", "D = d (rho/d)^(1/3) (W28, corrected)"),
    "penetration_depth": ("m", "lambda = d sqrt(d/(4 pi r_e)) (W33, corrected)"),
    "penetration_depth_as_printed": ("m", "lambda = d sqrt(d/r_e) (W33, as printed)"),
    "breakdown_field": ("T", "B_cr = sqrt(2 mu_0 n' Delta) (W41-W43)"),
}
"""Quantities of the chain in the order of the text: SI unit, meaning."""

LEAST_B, MOST_B = 5.0, 10.0
"""Range of b "in most metals" (footnote to W3)."""

_CORE, _BRIDGE = 0.2, (0.5, 0.0)


def measure(name: str, distance: str, constants: str, xi: float | None, progress: Progress) -> Measurement:
    """Return readings of one element and arrays of all.

    Args:
        name: of the element.
        distance: definition of d, "neighbour" or "volume".
        constants: "text" or "tube".
        xi: constant in the exponent; None for the one that follows.
        progress: called with the share done and a message.
    """
    chosen, metals = material(name), _metals(distance)
    estimated = np.empty((len(metals), len(QUANTITIES)))
    held_against = np.full_like(estimated, np.nan)
    for row, one in enumerate(metals):
        progress(row / (len(metals) + 1), f"estimating {one.name}")
        chain = _chain(one, distance, constants, xi)
        known = counterparts(one, distance)
        estimated[row] = [chain[quantity] for quantity in QUANTITIES]
        held_against[row] = [known[quantity].value if quantity in known else np.nan for quantity in QUANTITIES]
    arrays = {
        "metal": Array(np.array([one.name for one in metals]), ("metal",), "", "metal"),
        "quantity": Array(np.array(list(QUANTITIES)), ("quantity",), "", "quantity, in SI units"),
        "estimated": Array(estimated, ("metal", "quantity"), "", "estimate, SI"),
        "measured": Array(held_against, ("metal", "quantity"), "", "value it is compared with, SI",
                          "none in the tables"),
        "estimated_over_measured": Array(estimated / held_against, ("metal", "quantity"), "", "estimate over measured",
                                         "none in the tables"),
    }
    readings = _readings(_chain(chosen, distance, constants, xi), counterparts(chosen, distance))
    readings |= _ladder(chosen, distance) | _summary(estimated, held_against)
    return Measurement(readings, arrays, warnings=_warnings(chosen, distance))


def _metals(distance: str) -> list[Material]:
    """Return the elements at zero pressure that have d and M."""
    needs = (DISTANCES[distance], "atomic_mass")
    return [one for one in materials() if one.family == "element" and one.pressure == 0 and all(map(one.has, needs))]


def _chain(one: Material, distance: str, constants: str, xi: float | None) -> dict[str, float]:
    made = ion_lattice(one, distance)
    chosen = Constants() if constants == "text" else _of_tube(made)
    return asdict(estimates(made.spacing, made.ion_mass, chosen if xi is None else replace(chosen, xi=xi)))


def _of_tube(made: IonLattice) -> Constants:
    """Return the constants of a simulated crossing; kappa is the mean over paths, s that of the box."""
    from onnes.pairing.atomic_scales import mass_ratio_root
    from onnes.pairing.tube.constants import tube
    from onnes.pairing.tube.kick import mean_tube_depth
    from onnes.pairing.tube.passage import passage

    crossing = made.crossing(_BRIDGE)
    box = tube(crossing, passage(crossing, crossing.rows)).s_of_box
    kappa = mean_tube_depth(crossing, _CORE) * mass_ratio_root(made.ion_mass)
    return Constants(made.a, made.b, box, kappa, exponent_constant(box, kappa, made.a, made.b))


def _readings(chain: dict[str, float], known: dict[str, Counterpart]) -> dict[str, Reading]:
    read = {}
    for quantity, (unit, meaning) in QUANTITIES.items():
        read[quantity] = Reading(chain[quantity], unit, None, meaning)
        if quantity in known:
            value, kind, words = known[quantity]
            read[f"{quantity}_measured"] = Reading(value, unit, None, f"{words} ({kind})")
            read[f"{quantity}_over_measured"] = Reading(chain[quantity] / value, "", None, f"estimate over {words}")
    return read


def _ladder(chosen: Material, distance: str) -> dict[str, Reading]:
    """Return the lengths that the text has in the ratio 137, their ratios, and lambda over d beside them."""
    lengths, spacing = ladder(), ion_lattice(chosen, distance).spacing
    steps = {"compton_over_classical": ("compton_length", "classical_radius", "1/alpha"),
             "bohr_over_compton": ("bohr_radius", "compton_length", "1/alpha"),
             "rydberg_over_bohr": ("rydberg_length", "bohr_radius", "2/alpha, by hbar c/Ry; the text: 137"),
             "rydberg_wavelength_over_bohr": ("rydberg_wavelength", "bohr_radius", "4 pi/alpha, by 2 pi hbar c/Ry")}
    depths = {"penetration_depth_over_d": (penetration_depth, "right"),
              "penetration_depth_over_d_as_printed": (penetration_depth_as_printed, "as printed, sqrt(f)/alpha; the "
                                                      "text: a little more than 137")}
    return {
        **{name: Reading(lengths[long] / lengths[short], "", None, f"{long} over {short}".replace("_", " ")
                         + f": {meaning} (footnote to W33)") for name, (long, short, meaning) in steps.items()},
        **{name: Reading(depth(spacing) / spacing, "", None, f"lambda/d of W33, {meaning}")
           for name, (depth, meaning) in depths.items()},
    }


def _summary(estimated: np.ndarray, held_against: np.ndarray) -> dict[str, Reading]:
    column = list(QUANTITIES).index("critical_temperature")
    guess, truth = estimated[:, column], held_against[:, column]
    known = np.isfinite(truth)
    measured_b = held_against[:, list(QUANTITIES).index("b")]
    within = (measured_b >= LEAST_B) & (measured_b <= MOST_B)
    logarithm = np.log10(guess[known] / truth[known])
    return {
        "metals": Reading(len(estimated), "", None, "metals in the table"),
        "metals_with_b_of_text": Reading(int(np.sum(within)), "", None, f"of them with b from {LEAST_B:g} to "
                                         f"{MOST_B:g} by their theta_D; the text: most"),
        "critical_temperature_median_ratio": Reading(float(10 ** np.median(logarithm)), "", None,
                                                     "median over the metals of Tc estimated over measured"),
        "critical_temperature_typical_factor": Reading(float(10 ** np.sqrt(np.mean(logarithm**2))), "", None,
                                                       "factor by which Tc is off, root mean square of logarithms"),
        "critical_temperature_rank_correlation": Reading(_rank_correlation(guess[known], truth[known]), "", None,
                                                         "1 if the estimates put the metals in the right order, "
                                                         "0 if in no order"),
    }


def _rank_correlation(x: np.ndarray, y: np.ndarray) -> float:
    """Return Spearman's correlation of the ranks."""
    ranks = np.array([np.argsort(np.argsort(values)) for values in (x, y)])
    return float(np.asarray(np.corrcoef(ranks))[0, 1])


def _warnings(chosen: Material, distance: str) -> tuple[str, ...]:
    assumed = ion_lattice(chosen, distance).assumed
    if not assumed:
        return ()
    return (f"Of {chosen.name} the tables lack {', '.join(name.replace('_', ' ') for name in assumed)}; "
            "with constants=tube the text's value is taken.",)
