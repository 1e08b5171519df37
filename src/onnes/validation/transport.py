"""Currents through wires: depairing, phase slips and their voltage, Ohm's law, heat."""

from __future__ import annotations

import math

import numpy as np
from scipy.optimize import brentq, minimize_scalar

from onnes.drives.protocols import Steady
from onnes.energies import Drive, uniform_state
from onnes.laws.steppers.split import Split
from onnes.laws.tdgl import TDGL
from onnes.numerics.smooth_window import smooth_mean
from onnes.problems.strip.hold import hold
from onnes.problems.strip.strip import Bench, Strip
from onnes.problems.strip.threshold import DEPAIRING, Threshold, critical_current
from onnes.readouts.probes import Probes, mean_voltage
from onnes.units import Scales
from onnes.units.constants import FLUX_QUANTUM
from onnes.validation.checks import check

_U = 5.79
_SPACING = 0.25
_SCALES = Scales(40e-9, 200e-9, 5e-13)


def threshold(length: float, precision: float = 2e-4) -> Threshold:
    """Return the critical current of a wire between rigid banks, on two grids."""
    strip = Strip(length, 0.0, _SPACING, _U, 0.0)
    coarse = critical_current(Bench.of(strip), precision)
    return Threshold.of(coarse, critical_current(Bench.of(strip.refined(2)), precision, coarse))


def static_limit(length: float) -> float:
    """Return the largest supercurrent of a wire with |psi| = 1 at both ends, over the depairing current.

    ``f'' = f^3 - f + J^2/f^3`` has a first integral, so the length of wire with n = f^2 = m in its middle is
    ``2 int_0^(1 - m)^(1/2) ds / (2 n ((n + m)/4 - 1/2 + J^2/(2 n m)))^(1/2)``, n = m + s^2; the longest of them carries
    J.
    """
    nodes, weights = np.polynomial.legendre.leggauss(100)

    def reach(m: float, current: float) -> float:
        top = math.sqrt(1 - m)
        n = m + (0.5 * top * (nodes + 1)) ** 2
        return top * float(np.sum(weights / np.sqrt(2 * n * ((n + m) / 4 - 0.5 + current**2 / (2 * n * m)))))

    def longest(current: float) -> float:
        return -minimize_scalar(lambda m: -reach(m, current), bounds=(0.05, 0.98), method="bounded").fun

    return brentq(lambda ratio: longest(ratio * DEPAIRING) - length, 1.0002, 10.0)  # type: ignore[return-value]


@check("depairing current of a wire of 40 xi", tolerance=1e-3, reference=DEPAIRING, slow=True,
       source="Ginzburg, Landau 1950; Bardeen 1962, exact for a long thin wire")
def depairing() -> float:
    return threshold(40.0).value


@check("critical current of a wire of {length:g} xi between banks, over depairing", tolerance=1e-3,
       source="f'' = f^3 - f + J^2/f^3, quadrature", cases=[{"length": 5.0}, {"length": 10.0, "slow": True}])
def short_wire(length: float) -> tuple[float, float]:
    return threshold(length).value / DEPAIRING, static_limit(length)


@check("dc Josephson relation, slips per second over voltage, gamma = {gamma:g} [GHz/V]", tolerance=1e-3,
       reference=1e-9 / FLUX_QUANTUM, source="Josephson 1962; 2e/h", cases=[{"gamma": 0.0}, {"gamma": 3.0}])
def josephson(gamma: float) -> float:
    bench = Bench.of(Strip(5.0, 0.0, _SPACING, _U, gamma))
    point = hold(bench, bench.start(), 0.0, 1.3 * DEPAIRING)
    return 1e-9 * (point.slip_rate / _SCALES.unit("time")) / _SCALES.to_si(point.voltage, "voltage")


@check("voltage of a link of {length:g} xi at 1.5 Ic, over R Ic", tolerance=2e-3, reference=math.sqrt(1.5**2 - 1),
       source="Aslamazov, Larkin 1969: V = R (I^2 - Ic^2)^(1/2), exact for short links", cases=[{"length": 0.05}])
def short_link(length: float) -> float:
    bench = Bench.of(Strip(length, 0.0, length / 10, _U, 0.0))
    return hold(bench, bench.start(), 0.0, 1.5 / length).voltage


def normal_wire(current: float, length: float, duration: float) -> tuple[float, float]:
    """Return voltage and Joule heat per cross-section of a wire above Tc."""
    bench = Bench.of(Strip(length, 0.0, _SPACING, _U, 0.0, terminals="normal"))
    sample, width = bench.energy.sample, bench.strip.breadth
    ends = Probes(0, sample.grid.shape[0] - 1, 1)
    start = uniform_state(sample.grid, 0.0)
    law = TDGL(bench.energy, Steady(Drive(-0.5, current=width * current * np.array([1.0, -1.0]))), conductivity=1.0,
               relaxation_time=_U, stepper=Split())
    run = law.run(start, duration, every=duration / 4, record=lambda now: ends.seen(sample, now.state))
    voltage = mean_voltage(run.records["time"], run.records["circulations"])[-1]
    return float(voltage), float(run.ledger.joule_heat[-1]) / width


@check("wire above Tc: resistance over length/(sigma area)", tolerance=1e-10, reference=1.0, source="Ohm, exact")
def normal_resistance() -> float:
    return normal_wire(0.3, 5.0, 10.0)[0] / (0.3 * 5.0)


@check("wire above Tc: Joule heat over I V t", tolerance=1e-10, reference=1.0, source="Joule, exact")
def joule_heat() -> float:
    # Energies count Bc^2/mu_0 xi^3, of which current times flux makes two.
    return normal_wire(0.3, 5.0, 10.0)[1] / (2 * 0.3 * (0.3 * 5.0) * 10.0)


@check("phase slips: heat of a cycle over I V, gamma = {gamma:g}", tolerance=2e-3, reference=1.0,
       source="conservation of energy", cases=[{"gamma": 0.0}, {"gamma": 3.0}])
def heat_of_slips(gamma: float) -> float:
    return heat_over_work(gamma)


def heat_over_work(gamma: float) -> float:
    """Return the mean heat over current times mean voltage, in steady phase slipping."""
    bench = Bench.of(Strip(5.0, 0.0, _SPACING, _U, gamma))
    current = 1.3 * DEPAIRING
    point = hold(bench, bench.start(), 0.0, current)
    duration = 24 / point.slip_rate
    run = bench.run(point.state, current, current, 1.0, duration, 512)
    heat = np.diff(run.ledger.relaxation_heat + run.ledger.joule_heat) / np.diff(run.ledger.time)
    voltage = smooth_mean(mean_voltage(run.records["time"], run.records["circulations"]))
    return smooth_mean(heat) / (2 * current * bench.strip.breadth * voltage)
