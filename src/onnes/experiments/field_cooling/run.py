"""Run the protocol under a law of motion and convert the records to readings in SI units."""

from __future__ import annotations

from pathlib import Path

import jax
import numpy as np

from onnes.errors import InputError
from onnes.experiments.expected_time import as_duration
from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.field_cooling.apparatus import build
from onnes.experiments.field_cooling.protocols import protocol_and_start
from onnes.experiments.field_cooling.readings import Instruments
from onnes.experiments.field_cooling.setting import Setting
from onnes.grids import resolution_warnings
from onnes.laws import TDGL, PerfectConductor
from onnes.laws.noise import Noise
from onnes.laws.outcome import Outcome
from onnes.laws.steppers.rosenbrock import Rosenbrock
from onnes.laws.steppers.tableau import ROS2
from onnes.problems.expulsion.crossing import first_time_below
from onnes.results import Array, Reading

FRAMES = 80
# An implicit step longer than the growth time of psi would damp the instability that cooling causes.
_LARGEST_STEP = 2.0
# Two stages solved to 1e-3 cost a third of the third-order method with tight solves and end in the same state to ten
# digits of its energy: the step is limited by the growth of psi, not by the order.
_LINEAR_TOLERANCE = 1e-3
_SURFACE_FIELD_RATIO = 1.69461  # Hc3/Hc2, Saint-James and de Gennes 1963


def measure(setting: Setting, law: str, progress: Progress, checkpoint: Path | None = None) -> Measurement:
    """Run the protocol and return its readings.

    Raises:
        InputError: a checkpoint of another run, or one for law=perfect-conductor.
    """
    if law == "perfect-conductor" and checkpoint is not None:
        raise InputError("checkpoint", str(checkpoint), "none with law=perfect-conductor, whose runs are short",
                         "Leave it out.")
    if law == "tdgl":
        expected = as_duration(setting.expected_seconds)
        progress(0.0, f"{setting.section.nodes:,.0f} nodes for {setting.duration:.3g} tau: about {expected}")
    energy = build(setting)
    protocol, start = protocol_and_start(setting, energy)
    instruments = Instruments.of(setting, energy)
    every = setting.duration / FRAMES

    def record(now):
        return instruments.record(energy, now.state, now.t)

    if law == "perfect-conductor":
        run = PerfectConductor(energy, protocol, FRAMES).run(start, setting.duration, record=record, progress=progress)
    else:
        agitation = setting.agitation
        noise = Noise(jax.random.key(agitation.seed), agitation.energy, interval=2.0) if agitation.throughout else None
        mover = TDGL(energy, protocol, setting.scales.reduced_conductivity, noise=noise, largest_step=_LARGEST_STEP,
                      linear_tolerance=_LINEAR_TOLERANCE, stepper=Rosenbrock(ROS2))
        run = mover.run(start, setting.duration, every=every, record=record, progress=progress,
                        checkpoint=checkpoint, stop=_is_normal if setting.cooling.manner == "nucleus" else None)
    return Measurement(
        _readings(setting, law, energy, instruments, run), _arrays(setting, energy, instruments, run), run.status,
        _warnings(setting, energy),
    )


def _is_normal(state, t) -> bool:
    """Return True when the nucleus is gone, after which supercooled metal stays normal."""
    return float(np.max(np.abs(state.psi))) < 1e-4


def _readings(setting: Setting, law: str, energy, instruments: Instruments, run: Outcome) -> dict[str, Reading]:
    times, core = run.records["time"], run.records["core_field"] / setting.field
    fast = first_time_below(times, core, 0.1)
    flux = instruments.flux_quanta(energy, run.state)
    # Carriers of a perfect conductor have no fluxoid: their current is not that of psi, and flux is conserved.
    tube = setting.section.shape == "tube"
    fluxoid = tube and law == "tdgl"
    trapped = instruments.fluxoid_quanta(energy, run.state) if fluxoid else flux
    where = "within the middle of the wall" if tube else f"deeper than {setting.core_depth / setting.kappa:.2g} lambda"
    return {
        "expelled_fraction": Reading(float(1 - core[-1]), "", None, f"1 - mean field over applied field, {where}; "
                                     "negative where flux is compressed"),
        "trapped_flux_quanta": Reading(trapped, "", None, "fluxoid around the middle of the wall, in Phi_0" if fluxoid
                                       else f"flux {where}, in Phi_0"),
        "time_to_90_percent": Reading(None if fast is None else setting.scales.to_si(fast, "time"), "s", None,
                                      "time after which 90 % of the core's field have left", absent="not reached"),
        "ledger_closure": Reading(run.ledger.closure, "", None, "energy unaccounted for over the largest entry"),
        "core_flux_quanta": Reading(flux, "", None, f"flux {where}, in Phi_0"),
        "kappa": Reading(setting.kappa, "", None, "Ginzburg-Landau parameter of the sample"),
        "field_over_critical": Reading(setting.field / setting.critical_field, "", None, "applied field over Bc(T)"),
        "steps": Reading(run.steps, "", None, "time steps taken"),
    }


def _arrays(setting: Setting, energy, instruments: Instruments, run: Outcome) -> dict[str, Array]:
    scales, grid = setting.scales, energy.sample.grid
    xi, field, heat = (scales.unit(kind) for kind in ("length", "magnetic_field", "energy_per_length"))
    x, y = (np.asarray(nodes) * xi for nodes in grid.nodes[:2])
    ledger, records = run.ledger, run.records

    def series(values, meaning):
        return Array(values * heat, ("time",), "J/m", meaning)

    return {
        "time": Array(records["time"] * scales.unit("time"), ("time",), "s", "time"),
        "x": Array(x, ("x",), "m", "x"),
        "y": Array(y, ("y",), "m", "y"),
        "x_face": Array(0.5 * (x[1:] + x[:-1]), ("x_face",), "m", "x"),
        "y_face": Array(0.5 * (y[1:] + y[:-1]), ("y_face",), "m", "y"),
        "magnetic_field": Array(records["field"] * np.float32(field), ("time", "x_face", "y_face"), "T",
                                "magnetic field"),
        "density": Array(records["density"], ("time", "x", "y"), "", "density of pairs"),
        "inside": Array(instruments.inside, ("x", "y"), "", "fraction of a cell inside the sample"),
        "core_field": Array(records["core_field"] * field, ("time",), "T", "mean field of the core"),
        "energy_change": series(ledger.energy - ledger.energy[0], "change of the free energy"),
        "source_work": series(ledger.source_work, "work of the bath and the magnet"),
        "relaxation_heat": series(ledger.relaxation_heat, "heat from the order parameter"),
        "joule_heat": series(ledger.joule_heat, "heat of the eddy currents"),
    }


def _warnings(setting: Setting, energy) -> tuple[str, ...]:
    warnings = list(resolution_warnings(energy.sample.grid, 1.0, setting.kappa, setting.scales.coherence_length))
    if setting.field >= setting.critical_field and setting.kappa < 0.5**0.5:
        warnings.append("The applied field is above Bc(T): the normal state is the stable one.")
    if setting.cooling.manner == "nucleus" and setting.field < _SURFACE_FIELD_RATIO:
        warnings.append("The applied field is below Hc3: the surface becomes superconducting without a nucleus.")
    if min(setting.section.half_sides) < 8 * setting.kappa:
        warnings.append("The sample is thinner than 16 penetration depths: the surface's field reaches its core.")
    return tuple(warnings)
