"""Noise of the voltage at a working point, and the flux noise and energy resolution that follow."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.squid.interference import elements, write
from onnes.problems.squid import noise, tesche_clarke
from onnes.results import Array, Reading
from onnes.units.constants import BOLTZMANN, FLUX_QUANTUM, HBAR

if TYPE_CHECKING:
    from onnes.experiments.squid import Squid

_FRAMES = 400
"""Times that are kept of the phases."""


def measure(experiment: Squid, progress: Progress) -> Measurement:
    """Return the noise of an ensemble at the working point."""
    squid = experiment.dc()
    bias = experiment.working_bias(squid)
    progress(0.0, "ensembles at three fluxes")
    found = noise(squid, bias, experiment.flux, experiment.temperature, experiment.members, experiment.stretches,
                  experiment.seed)
    value, error = found.flux_noise
    write(experiment, squid)
    none = "the voltage does not tell the flux within its noise"
    white_error = found.white * math.sqrt(2 / found.samples)
    readings = elements(squid) | {
        "noise_parameter": Reading(2 * math.pi * BOLTZMANN * experiment.temperature
                                   / (experiment.critical_current * FLUX_QUANTUM), "", None, "2 pi kT/(I_0 Phi_0)"),
        "critical_current": Reading(float(squid.arms.critical(experiment.flux)[0]), "A", None,
                                    "I_c at the flux, without noise"),
        "bias": Reading(bias, "A", None, "current at the working point"),
        "voltage": Reading(found.voltage, "V", found.voltage_error, "mean voltage"),
        "transfer_function": Reading(found.transfer, "V/Phi_0", found.transfer_error, "dV/dPhi"),
        "voltage_noise": Reading(found.white, "V^2/Hz", white_error, "S_V far below the Josephson frequency"),
        "voltage_noise_over_johnson": Reading(
            found.white / (2 * BOLTZMANN * experiment.temperature * experiment.resistance),
            "", white_error / (2 * BOLTZMANN * experiment.temperature * experiment.resistance),
            "S_V over 4 kT (R/2), that of both resistances"),
        "flux_noise": Reading(value, "Phi_0/Hz^(1/2)", error, "S_V^(1/2)/|dV/dPhi|", none),
    }
    if squid.inductance > 0:
        readings |= _resolution(experiment, value, error, none)
    kept = np.unique(np.linspace(0, len(found.time) - 1, min(_FRAMES, len(found.time))).astype(int))
    first = slice(0, _FRAMES)
    return Measurement(readings, {
        "frequency": Array(found.frequency, ("frequency",), "Hz", "frequency"),
        "spectrum": Array(found.spectrum, ("frequency",), "V^2/Hz", "spectral density of the voltage"),
        "time": Array(found.time[first] - found.time[0], ("time",), "s", "time"),
        "phases": Array(found.phases[first], ("time", "circuit", "junction"), "rad", "phases of the junctions"),
        "voltages": Array(found.voltages[first], ("time", "circuit"), "V", "voltage, mean since the time before"),
        "late_time": Array(found.time[kept] - found.time[0], ("late_time",), "s", "time"),
        "late_phase": Array(found.phases[kept][:, :, 0], ("late_time", "circuit"), "rad",
                            "phase of the first junction"),
    })


def _resolution(experiment: Squid, value: float | None, error: float | None, none: str) -> dict[str, Reading]:
    """Return the energy resolution S_Phi/(2 L) in J/Hz and in hbar, and Tesche and Clarke's."""
    inductance, limit = experiment.inductance, tesche_clarke(experiment.temperature, experiment.inductance,
                                                             experiment.resistance)
    energy = None if value is None else (value * FLUX_QUANTUM) ** 2 / (2 * inductance)
    spread = None if energy is None or value is None or error is None else 2 * energy * error / value
    return {
        "energy_resolution": Reading(energy, "J/Hz", spread, "S_Phi/(2 L)", none),
        "energy_resolution_over_hbar": Reading(None if energy is None else energy / HBAR, "",
                                               None if spread is None else spread / HBAR, "the same, in hbar", none),
        "tesche_clarke": Reading(limit, "J/Hz", None, "9 kT L/R, at the best bias for beta_L = 1 and a noise parameter "
                                                      "of 0.05"),
    }
