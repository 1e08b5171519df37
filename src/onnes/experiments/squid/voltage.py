"""Mean voltage against bias and flux."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.squid.interference import elements, write
from onnes.problems.squid import mean_voltages, resistive_voltage
from onnes.results import Array, Reading
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.experiments.squid import Squid

_BESIDE = 0.01
"""Distance of the fluxes from which the transfer function is taken [Phi_0]."""
_RESOLVED = 0.01
"""Least voltage of a running SQUID, over I_0 R."""


def measure(experiment: Squid, progress: Progress) -> Measurement:
    """Return the voltages of a bias that rises and falls, at each flux."""
    squid = experiment.dc()
    flux = np.linspace(0.0, experiment.flux_range, experiment.fluxes())
    bias = experiment.working_bias(squid)
    largest = 4 * experiment.critical_current if experiment.largest_current is None else experiment.largest_current
    current = np.unique(np.append(np.linspace(0.0, max(largest, bias), experiment.currents), bias))
    beside = np.array([-_BESIDE, 0.0, _BESIDE]) + experiment.flux
    progress(0.0, "bias up and down")
    found = mean_voltages(squid, np.concatenate([current, current[::-1]]),
                          np.concatenate([flux, beside]) * FLUX_QUANTUM)
    up, down = found[:len(current)], found[:len(current) - 1:-1]
    at = int(np.searchsorted(current, bias))
    before, here, after = up[at, len(flux):]
    up, down = up[:, :len(flux)], down[:, :len(flux)]
    critical = squid.arms.critical(flux)[0]
    even = experiment.asymmetry == 0 and squid.inductance == 0 and experiment.capacitance == 0
    write(experiment, squid)
    scale = experiment.critical_current * experiment.resistance
    readings = elements(squid) | {
        "critical_current": Reading(float(critical.max()), "A", None, "largest I_c of the fluxes, by statics"),
        "modulation_depth": Reading(float(1 - critical.min() / critical.max()), "", None,
                                    "(largest - smallest)/largest I_c of the fluxes"),
        "bias": Reading(bias, "A", None, "current at the working point"),
        "voltage": Reading(float(here), "V", None, "mean voltage at the working point"),
        "transfer_function": Reading(float(after - before) / (2 * _BESIDE), "V/Phi_0", None,
                                     "dV/dPhi at the working point"),
        "voltage_modulation": Reading(float(np.ptp(up[at])), "V", None, "largest less smallest V of the fluxes, at the "
                                      "working current"),
        "retrapping_current": Reading(_least_running(current, down[:, 0], scale), "A", None,
                                      "least current with a voltage at zero flux as the bias falls", "none"),
        "hysteresis": Reading(float(np.max(np.abs(down - up))), "V", None,
                              "largest difference of the voltages as the bias falls and rises"),
    }
    if even:
        expected = resistive_voltage(current[:, None], critical[None], experiment.resistance)
        readings["closed_form_difference"] = Reading(
            float(np.max(np.abs(up - expected)) / scale), "", None,
            "largest difference from R/2 sqrt(I^2 - I_c^2), over I_0 R")
    return Measurement(readings, {
        "flux": Array(flux, ("flux",), "", "applied flux, in flux quanta"),
        "current": Array(current, ("current",), "A", "bias current"),
        "critical_current_at": Array(critical, ("flux",), "A", "critical current"),
        "voltage_up": Array(up, ("current", "flux"), "V", "mean voltage, bias rising"),
        "voltage_down": Array(down, ("current", "flux"), "V", "mean voltage, bias falling"),
    })


def _least_running(current: np.ndarray, voltage: np.ndarray, scale: float) -> float | None:
    running = voltage > _RESOLVED * scale
    return float(current[running].min()) if np.any(running) else None
