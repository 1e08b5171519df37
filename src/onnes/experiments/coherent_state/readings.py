"""Readings of a coherent state, of its phase diffusion, and of the phase that detections make."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.optimize import brentq

from onnes.experiments.coherent_state.one_mode import CoherentMode, coherent_mode, phase_moments
from onnes.experiments.coherent_state.two_condensates import (
    Detections,
    detect,
    relative_phase,
    visibility_after_one,
    visibility_after_two,
)
from onnes.experiments.experiment import Measurement, Progress
from onnes.results import Array, Reading

if TYPE_CHECKING:
    from onnes.experiments.coherent_state import CoherentState

_TIMES, _LADDER = 801, 9
"""Times of a revival; mean numbers over which widths and times are compared."""
_FEWEST_TO_COLLAPSE = 0.25
"""Mean number up to which |<a>| never falls to exp(-1/2) of its start."""
_BAND = (10, 90)
"""Per cent of the runs below the band of the visibility, and below its upper end."""


def measured(asked: CoherentState, progress: Progress) -> Measurement:
    """Compute the statistics, follow the phase and simulate the detections."""
    progress(0.0, "number and phase")
    mode = coherent_mode(asked.quanta)
    progress(0.2, "detections")
    found = detect(asked.atoms, asked.detections, asked.runs, asked.seed)
    readings = _of_mode(mode) | _of_time(asked) | _of_detections(asked, found)
    return Measurement(readings, _arrays(asked, mode, found))


def _of_mode(mode: CoherentMode) -> dict[str, Reading]:
    mean, variance = mode.number_moments
    width, opposite = phase_moments(*mode.phase_distribution())
    spread = float(np.sqrt(variance))
    return {
        "number_mean": Reading(mean, "", None, "mean number <n>"),
        "number_variance": Reading(variance, "", None, "its variance; of Poisson's distribution <n>"),
        "number_spread": Reading(spread / mean, "", None, "standard deviation of the number over the mean, 1/sqrt N"),
        "lamp_spread": Reading(float(np.sqrt(1 + 1 / mean)), "", None, "the same of thermal light"),
        "phase_uncertainty": Reading(width, "rad", None, "standard deviation of Pegg and Barnett's phase"),
        "number_phase_product": Reading(spread * width, "", None, "dn dtheta; 1/2 for many quanta"),
        "number_phase_bound": Reading(abs(1 - 2 * np.pi * opposite) / 2, "", None, "the least that it can be"),
    }


def _collapse(mean: float) -> float:
    """Return U t/hbar at which |<a>| is exp(-1/2) of its start, from the sum over numbers."""
    mode = coherent_mode(mean)
    return float(brentq(lambda turning: float(mode.coherence(np.array([turning]))[0]) - np.exp(-0.5), 0, np.pi))


def _ladder(asked: CoherentState) -> np.ndarray:
    """Return mean numbers up to the one that was asked for, all large enough to collapse."""
    return np.geomspace(max(1.0, asked.quanta / 100), max(10.0, asked.quanta), _LADDER)


def _of_time(asked: CoherentState) -> dict[str, Reading]:
    rate = 2 * np.pi * asked.interaction
    collapse = _collapse(asked.quanta) / rate if asked.quanta > _FEWEST_TO_COLLAPSE else None
    means = _ladder(asked)
    exponent = np.polyfit(np.log(means[-3:]), np.log([_collapse(mean) for mean in means[-3:]]), 1)[0]
    back = coherent_mode(asked.quanta).coherence(np.array([2 * np.pi]))[0]
    return {
        "collapse_time": Reading(collapse, "s", None, "until |<a>| is exp(-1/2) of its start", "never"),
        "collapse_time_many": Reading(1 / (rate * np.sqrt(asked.quanta)), "s", None, "hbar/(U sqrt N), its limit for "
                                      "many quanta"),
        "collapse_exponent": Reading(float(exponent), "", None, "power of N in the time of collapse near this N; -1/2 "
                                     "for many quanta"),
        "revival_time": Reading(1 / asked.interaction, "s", None, "2 pi hbar/U, after which the phase returns"),
        "revival": Reading(float(back), "", None, "|<a>| then, over its start"),
    }


def _of_detections(asked: CoherentState, found: Detections) -> dict[str, Reading]:
    runs = np.sqrt(asked.runs)
    first, last = found.visibility[:, 1], found.visibility[:, -1]
    readings = {
        "visibility_before": Reading(float(found.visibility[0, 0]), "", None, "V of the fringes before any detection"),
        "visibility_after_one": Reading(float(np.mean(first)), "", None, "V after one detection, the same in each run"),
        "visibility_after_one_exact": Reading(visibility_after_one(asked.atoms), "", None, "N_a/(2 N_a - 1)"),
        "visibility": Reading(float(np.mean(last)), "", float(np.std(last) / runs), "V after the last one, mean of the "
                              "runs"),
        "phase_alignment": Reading(float(np.abs(np.mean(np.exp(1j * found.centre[:, -1])))), "", None, "size of the "
                                   "mean of exp(i phi_0) over the runs: about 1/sqrt(runs) if each has its own phase"),
        "phase_alignment_by_chance": Reading(float(1 / runs), "", None, "1/sqrt(runs)"),
    }
    if asked.detections < 2:
        return readings
    cosine, second = np.cos(np.diff(found.phases[:, :2])), found.visibility[:, 2]
    return readings | {
        "pair_cosine": Reading(float(np.mean(cosine)), "", float(np.std(cosine) / runs), "mean of cos(phi_2 - phi_1)"),
        "pair_cosine_exact": Reading(visibility_after_one(asked.atoms) / 2, "", None, "V after one, over 2"),
        "visibility_after_two": Reading(float(np.mean(second)), "", float(np.std(second) / runs), "V after two "
                                        "detections, mean of the runs"),
        "visibility_after_two_exact": Reading(visibility_after_two(asked.atoms), "", None, "the same, by integration "
                                              "over the exact distribution of their difference"),
    }


def _arrays(asked: CoherentState, mode: CoherentMode, found: Detections) -> dict[str, Array]:
    turning = np.linspace(0, 2 * np.pi, _TIMES)
    collapse = 1 / np.sqrt(asked.quanta)
    means = _ladder(asked)
    theta, density = mode.phase_distribution()
    low, high = np.percentile(found.visibility, _BAND, axis=0)
    between = [relative_phase(state) for state in found.states]
    mean = asked.quanta
    return {
        "number": Array(mode.numbers, ("number",), "", "number of quanta"),
        "number_probability": Array(mode.probability, ("number",), "", "probability, coherent state"),
        "lamp_probability": Array(np.exp(mode.numbers * np.log(mean / (1 + mean)) - np.log1p(mean)), ("number",), "",
                                  "probability, thermal light"),
        "phase": Array(theta, ("phase",), "rad", "phase"),
        "phase_density": Array(density, ("phase",), "1/rad", "distribution of the phase"),
        "phase_density_collapse": Array(mode.phase_distribution(collapse)[1], ("phase",), "1/rad", "the same after "
                                        "hbar/(U sqrt N)"),
        "time": Array(turning / (2 * np.pi * asked.interaction), ("time",), "s", "time"),
        "coherence": Array(mode.coherence(turning), ("time",), "", "|<a>| over its start"),
        "coherence_closed": Array(np.exp(-mean * (1 - np.cos(turning))), ("time",), "", "the same in closed form"),
        "mean_number": Array(means, ("mean_number",), "", "mean number"),
        "phase_width_by_number": Array(
            np.array([phase_moments(*coherent_mode(each).phase_distribution())[0] for each in means]),
            ("mean_number",), "rad", "uncertainty of the phase"),
        "collapse_time_by_number": Array(np.array([_collapse(each) for each in means])
                                         / (2 * np.pi * asked.interaction), ("mean_number",), "s", "time of collapse"),
        "found": Array(np.arange(asked.detections + 1), ("found",), "", "number of quanta found"),
        "visibility_mean": Array(found.visibility.mean(axis=0), ("found",), "", "visibility, mean of the runs"),
        "visibility_low": Array(low, ("found",), "", f"visibility that {_BAND[0]} % of the runs do not reach"),
        "visibility_high": Array(high, ("found",), "", f"visibility that {100 - _BAND[1]} % of the runs exceed"),
        "visibility_first": Array(found.visibility[0], ("found",), "", "visibility of the first run"),
        "centre_first": Array(found.centre[0], ("found",), "rad", "phase of the fringes of the first run"),
        "detection": Array(found.phases[0], ("detection",), "rad", "phase where each was found, first run"),
        "final_phase": Array(found.centre[:, -1], ("run",), "rad", "phase of the fringes at the end"),
        "relative_phase": Array(between[0][0], ("relative_phase",), "rad", "relative phase"),
        "relative_phase_density": Array(np.array([each for _, each in between]), ("found", "relative_phase"), "1/rad",
                                        "distribution of the relative phase, first run"),
    }
