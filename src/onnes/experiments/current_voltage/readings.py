"""Readings and arrays of the measured curve, in reduced units and, with a material, in SI."""

from __future__ import annotations

from math import tau as turn

import numpy as np

from onnes.experiments.current_voltage.sweep import Portrait, Sweep
from onnes.problems.strip.hold import Point
from onnes.problems.strip.strip import Bench
from onnes.problems.strip.threshold import DEPAIRING, Threshold
from onnes.results import Array, Reading
from onnes.units import Scales


def readings(bench: Bench, threshold: Threshold, swept: Sweep, shown: Point) -> dict[str, Reading]:
    """Return readings in units of J0 = Phi_0/(2 pi mu_0 xi lambda^2), tau = mu_0 sigma lambda^2 and R_n."""
    last, before = swept.up[-1], swept.up[-2]
    slope = (last.voltage - before.voltage) / (last.current - before.current) / bench.distance
    trap = swept.retrapping
    retrapping = None if trap is None else 0.5 * sum(trap)
    running = [point for point in (*swept.up, *swept.down) if point.running]
    return {
        "critical_current": Reading(threshold.value, "", threshold.uncertainty,
                                    "mean current density at which voltage sets in, in Phi_0/(2 pi mu_0 xi lambda^2)"),
        "critical_over_depairing": Reading(threshold.value / DEPAIRING, "", threshold.uncertainty / DEPAIRING,
                                           "the same over 2/(3 sqrt3)"),
        "retrapping_current": Reading(retrapping, "", None if trap is None else 0.5 * (trap[1] - trap[0]),
                                      "mean current density at which slips cease on the way down",
                                      absent="not reached"),
        "retrapping_over_critical": Reading(None if retrapping is None else retrapping / threshold.coarse, "", None,
                                            "below 1 where the curve has hysteresis", absent="not reached"),
        "slope": Reading(slope, "", None, "dV/dI between the last two currents, over the normal resistance"),
        "excess_current": Reading(last.current - last.voltage / bench.distance, "", None,
                                  "I - V/R_n at the largest current, as a mean density"),
        "slip_current": Reading(shown.current, "", None, "the current whose slips are shown"),
        "voltage": Reading(shown.voltage, "", shown.change, "mean voltage there, in Phi_0/(2 pi tau)"),
        "phase_slip_rate": Reading(shown.slip_rate, "", None, "phase slips per tau there, counted from the phases"),
        "josephson_ratio": Reading(_worst_ratio(running), "", None,
                                   "slip rate times Phi_0 over voltage, of all currents the one furthest from 1; it "
                                   "differs where a probe stands in the charge imbalance of a terminal or a slip",
                                   absent="no phase slips"),
    }


def _worst_ratio(running: list[Point]) -> float | None:
    ratios = [turn * point.slip_rate / point.voltage for point in running if point.steady and point.slip_rate > 0]
    return max(ratios, key=lambda ratio: abs(ratio - 1), default=None)


def in_si(bench: Bench, threshold: Threshold, shown: Point, scales: Scales) -> dict[str, Reading]:
    """Return the readings of a material in SI units."""
    density = scales.current_density
    rate, voltage = shown.slip_rate / scales.unit("time"), scales.voltage * shown.voltage
    return {
        "critical_current_density": Reading(density * threshold.value, "A/m^2", density * threshold.uncertainty,
                                            "mean current density at which voltage sets in"),
        "slip_voltage": Reading(voltage, "V", None, "mean voltage at the current shown"),
        "slip_frequency": Reading(rate, "Hz", None, "phase slips per second there"),
        "josephson_constant": Reading(rate / voltage if shown.slip_rate > 0 else None, "Hz/V", None,
                                      "slip frequency over voltage; 2e/h = 483597.8 GHz/V", absent="no phase slips"),
        "time_scale": Reading(scales.unit("time"), "s", None, "tau = mu_0 sigma lambda^2"),
    }


def arrays(bench: Bench, swept: Sweep, seen: Portrait) -> dict[str, Array]:
    """Return the curve, and condensate and voltage during the slips that are shown."""
    points = [*swept.up, *swept.down]
    grid = bench.energy.sample.grid
    axes = {name: np.asarray(nodes) for name, nodes in zip("xy", grid.nodes, strict=False)}

    def curve(values, meaning):
        return Array(np.asarray(values), ("point",), "", meaning)

    return {
        "current": curve([p.current for p in points], "mean current density (J0)"),
        "mean_voltage": curve([p.voltage / bench.distance for p in points], "mean voltage over normal resistance (J0)"),
        "slip_rate": curve([p.slip_rate for p in points], "phase slips per tau"),
        "downwards": curve([index >= len(swept.up) for index in range(len(points))], "on the way down"),
        "steady": curve([p.steady for p in points], "whether the mean voltage was constant"),
        "time": Array(seen.time, ("time",), "", "time (tau)"),
        "interval": Array(0.5 * (seen.time[1:] + seen.time[:-1]), ("interval",), "", "time (tau)"),
        "voltage_trace": Array(seen.voltage / bench.distance, ("interval",), "", "voltage over normal resistance (J0)"),
        **{name: Array(nodes, (name,), "", f"{name} (xi)") for name, nodes in axes.items()},
        "density": Array(seen.density, ("time", *axes), "", "density of pairs"),
    }
