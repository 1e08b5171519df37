"""Flux of an rf SQUID while the applied flux rises and falls."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import numpy as np

from onnes.circuits import write_netlist
from onnes.experiments.experiment import Measurement, Progress
from onnes.problems.squid import expected_jump, sweep_flux
from onnes.results import Array, Reading
from onnes.results.whole_file import whole_file
from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.experiments.squid import Squid
    from onnes.problems.squid import RfSquid

_RECORDS, _SHOWN, _FINE = 2000, 8, 801


def measure(experiment: Squid, progress: Progress) -> Measurement:
    """Return the sweep of an rf SQUID, with the exact fluxes of its jumps."""
    squid, peak, time = experiment.rf(), experiment.flux_range, experiment.duration()
    kelvin = experiment.temperature
    members = experiment.members if kelvin > 0 else 1
    progress(0.0, "flux up and down")
    sweep = sweep_flux(squid, peak, time, kelvin, members, _RECORDS, experiment.seed if kelvin > 0 else 0)
    if experiment.netlist:
        with whole_file(experiment.netlist, "netlist") as path:
            path.write_text(write_netlist(squid.circuit(experiment.flux * FLUX_QUANTUM)))
    up, down = sweep.jumps(True, 0), sweep.jumps(False, 0)
    jump = squid.jump_flux
    never = "no jumps at beta_rf of at most 1"
    readings = {
        "beta_rf": Reading(squid.beta, "", None, "2 pi L I_c/Phi_0"),
        "screening_parameter": Reading(squid.beta / math.pi, "", None, "2 L I_c/Phi_0"),
        "jump_flux": Reading(jump, "Phi_0", None, "applied flux at which the state without flux quantum ends", never),
        "hysteresis": Reading(None if jump is None else 2 * jump - 1, "Phi_0", None,
                              "width of the loop: flux of the jump less that of the jump back", never),
    }
    if jump is not None:
        readings |= _of_jumps(squid, up, down, kelvin, 2 * peak / time)
    if len(second := sweep.jumps(True, 1)[np.isfinite(up)]) and np.all(np.isfinite(second)):
        later = second - up[np.isfinite(up)]
        readings["period"] = Reading(float(later.mean()), "Phi_0", _error(later),
                                     "distance of two passages of a flux of half a quantum, one quantum apart")
    phase = np.linspace(-0.5 * math.pi, 2 * math.pi * (peak + 0.25), _FINE)
    return Measurement(readings, {
        "time": Array(sweep.time, ("time",), "s", "time"),
        "applied": Array(sweep.applied, ("time",), "", "applied flux, in flux quanta"),
        "loop_flux": Array(sweep.phases[:, :_SHOWN] / (2 * math.pi), ("time", "circuit"), "", "flux in the loop, in "
                           "flux quanta"),
        "jumps_up": Array(up, ("member",), "", "applied flux of the first jump up, in flux quanta", "no jump"),
        "jumps_down": Array(down, ("member",), "", "applied flux of the last jump down, in flux quanta", "no jump"),
        "state_flux": Array(phase / (2 * math.pi), ("state",), "", "flux in the loop of static states, in flux quanta"),
        "state_applied": Array(squid.states(phase), ("state",), "", "applied flux of static states, in flux quanta"),
    }, warnings=() if jump is None or jump < peak else (
        f"The flux does not reach {jump:.3g} flux quanta, where the loop jumps: take a larger flux_range.",))


def _of_jumps(squid: RfSquid, up: np.ndarray, down: np.ndarray, kelvin: float, rate: float) -> dict[str, Reading]:
    """Return readings of the jumps of a sweep; ``rate`` of the applied flux [Phi_0/s]."""
    up, down = up[np.isfinite(up)], down[np.isfinite(down)]
    none = "not reached"
    readings = {
        "jump_flux_swept": Reading(float(up.mean()) if len(up) else None, "Phi_0", _error(up),
                                   "mean applied flux of the first jump in the sweep", none),
        "hysteresis_swept": Reading(float(up.mean() - down.mean()) if len(up) and len(down) else None, "Phi_0", None,
                                    "width of the loop in the sweep", none),
    }
    if kelvin > 0:
        mean, spread = expected_jump(squid, kelvin, rate)
        readings |= {
            "jump_width": Reading(float(up.std(ddof=1)) if len(up) > 1 else None, "Phi_0",
                                  float(up.std(ddof=1) / math.sqrt(2 * len(up))) if len(up) > 1 else None,
                                  "standard deviation of the flux of the first jump", none),
            "jump_flux_kramers": Reading(mean, "Phi_0", None, "mean flux of the jump by Kramers' rate of escape"),
            "jump_width_kramers": Reading(spread, "Phi_0", None, "standard deviation by Kramers' rate"),
        }
    return readings


def _error(values: np.ndarray) -> float | None:
    return float(values.std(ddof=1) / math.sqrt(len(values))) if len(values) > 1 else None
