"""Run the film and read it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.drives.protocols import Steady
from onnes.experiments.experiment import Measurement, Progress
from onnes.experiments.film.apparatus import Apparatus, build, shape_of
from onnes.grids import resolution_warnings
from onnes.laws import TDGL
from onnes.laws.noise import Noise
from onnes.laws.outcome import Outcome
from onnes.laws.steppers.split import Split
from onnes.readouts.fields import magnetic_induction
from onnes.readouts.film import magnetic_moment, mean_density, sheet_current_density, vortices, winding_around
from onnes.results import Array, Reading

if TYPE_CHECKING:
    from onnes.experiments.film import Film

_NOISE_INTERVAL = 0.1
_LINEAR_TOLERANCE = 1e-4


def measure(film: Film, progress: Progress, checkpoint: Path | None = None) -> Measurement:
    """Run, or go on from the checkpoint, and return readings and arrays."""
    apparatus = build(film)
    sample = apparatus.energy.sample
    hole = _faces_of_hole(film, apparatus)
    clock: list[float] = []

    def record(now):
        clock.append(time.perf_counter())
        return _look(sample, now.state, hole) | _meter(sample, now, apparatus.injection)

    noise = Noise(jax.random.key(film.seed), film.noise, _NOISE_INTERVAL) if film.noise else None
    law = TDGL(apparatus.energy, Steady(apparatus.drive), conductivity=1.0, relaxation_time=film.u,
                pair_breaking=film.gamma, pinned=apparatus.pinned, noise=noise, tolerance=film.tolerance,
                linear_tolerance=_LINEAR_TOLERANCE, stepper=Split())
    run = law.run(apparatus.start, film.time, every=film.time / film.frames, record=record,
                  progress=progress, checkpoint=checkpoint)
    return Measurement(_readings(film, run, clock), _arrays(film, apparatus, run), run.status, _warnings(film, run))


@eqx.filter_jit
def _look(sample, state, hole) -> dict[str, jax.Array]:
    """Return frames of the film, and counts of vortices."""
    turns = vortices(sample, state)
    return {"density": jnp.float32(jnp.abs(state.psi) ** 2),
            "field": jnp.float32(magnetic_induction(sample, state.A)[2]),
            "mean_density": mean_density(sample, state), "vortices": jnp.sum(turns),
            "vortices_in_all": jnp.sum(jnp.abs(turns)), "hole": winding_around(sample, state, hole)}


@eqx.filter_jit
def _meter(sample, now, injection) -> dict[str, jax.Array]:
    """Return the quantities that depend on the current: moment, voltage probe, sheet current."""
    return {"moment": magnetic_moment(sample, now.current), "probe": jnp.sum(injection * now.potential),
            "current": jnp.float32(sheet_current_density(sample, now.current))}


def _faces_of_hole(film: Film, apparatus: Apparatus) -> np.ndarray:
    """Return the faces of the hole and a cell around it, so that their rim lies in the film."""
    x, y = apparatus.energy.sample.grid.points((0, 1))
    radius = 0.0 if film.hole_over_xi is None else 0.5 * film.hole_over_xi + 1.5 * film.spacing_over_xi
    centre = shape_of(film)[1].centre
    return np.hypot(x - centre[0], y - centre[1]) < radius


def _readings(film: Film, run: Outcome, clock: list[float]) -> dict[str, Reading]:
    records = run.records
    return {
        "mean_density": Reading(records["mean_density"][-1], "", None, "mean of |psi|^2 over the film, at the end"),
        "vortices": Reading(int(records["vortices"][-1]), "", None,
                            "turns of the phase around the film at the end: vortices minus antivortices"),
        "moment": Reading(records["moment"][-1], "", None, "magnetic moment at the end, in "
                          "Phi_0 xi^2/(2 pi mu_0 Lambda)"),
        "voltage": Reading(_mean_voltage(records), "", None,
                           "left end against right end, mean over the second half, in Phi_0/(2 pi tau_0)"),
        "steps": Reading(run.steps, "", None, "time steps taken"),
        "seconds_per_step": Reading(_seconds_per_step(records, clock), "s", None,
                                    "wall time of a step, compilation left out"),
        "vortices_in_all": Reading(int(records["vortices_in_all"][-1]), "", None,
                                   "vortices and antivortices together, at the end"),
        "hole_fluxoid": Reading(None if film.hole_over_xi is None else round(float(records["hole"][-1])), "", None,
                                "flux quanta in the round hole, at the end"),
        "energy": Reading(run.ledger.energy[-1], "", None, "free energy at the end, twice the condensation energy of "
                          "xi^2 of film being 1"),
        "ledger_closure": Reading(run.ledger.closure, "", None, "energy unaccounted for over the largest entry"),
        "time": Reading(run.time, "", None, "how far the run came, in tau_0"),
    }


def _mean_voltage(records) -> float:
    """Return the mean of V = d(chi_left - chi_right)/dt over the second half, exact for any oscillation of V."""
    times, probe = records["time"], records["probe"]
    half = (len(times) - 1) // 2
    return float((probe[-1] - probe[half]) / (times[-1] - times[half])) if len(times) > 1 else 0.0


def _seconds_per_step(records, clock: list[float]) -> float | None:
    """Return the wall time per step from the first record after the start, when all is compiled, to the last."""
    if len(clock) < 3:
        return None
    recent = records["steps"][-len(clock):]
    if recent[-1] == recent[1]:
        return None
    return (clock[-1] - clock[1]) / float(recent[-1] - recent[1])


def _arrays(film: Film, apparatus: Apparatus, run: Outcome) -> dict[str, Array]:
    x, y = (np.asarray(nodes) for nodes in apparatus.energy.sample.grid.nodes[:2])
    records, times = run.records, run.records["time"]
    voltage = np.diff(records["probe"], prepend=records["probe"][0]) / np.diff(times, prepend=times[0] - 1.0)
    inside = np.asarray(apparatus.energy.sample.node_volume) / apparatus.energy.sample.grid.dual_measure(())
    on_faces = ("time", "x_face", "y_face")
    return {
        "time": Array(times, ("time",), "τ₀", "time"),
        "x": Array(x, ("x",), "ξ", "x"),
        "y": Array(y, ("y",), "ξ", "y"),
        "x_face": Array(0.5 * (x[1:] + x[:-1]), ("x_face",), "ξ", "x"),
        "y_face": Array(0.5 * (y[1:] + y[:-1]), ("y_face",), "ξ", "y"),
        "density": Array(records["density"], ("time", "x", "y"), "", "density of pairs"),
        "field": Array(records["field"], on_faces, "Bc2", "induction in the film"),
        "sheet_current": Array(records["current"], on_faces, "", "sheet current"),
        "inside": Array(inside, ("x", "y"), "", "fraction of a cell inside the film"),
        "mean_density": Array(records["mean_density"], ("time",), "", "mean density of pairs"),
        "vortices": Array(records["vortices"], ("time",), "", "vortices"),
        "moment": Array(records["moment"], ("time",), "", "moment"),
        "voltage": Array(voltage, ("time",), "", "voltage, mean since the last record"),
        "energy": Array(run.ledger.energy, ("time",), "", "free energy"),
        "relaxation_heat": Array(run.ledger.relaxation_heat, ("time",), "", "heat from the order parameter"),
        "joule_heat": Array(run.ledger.joule_heat, ("time",), "", "heat of the normal current"),
        "source_work": Array(run.ledger.source_work, ("time",), "", "work of the current source and the magnet"),
    }


def _warnings(film: Film, run: Outcome) -> tuple[str, ...]:
    from onnes.grids import Grid

    grid = Grid([np.arange(0.0, 5 * film.spacing_over_xi, film.spacing_over_xi)])
    warnings = list(resolution_warnings(grid, 1.0, 10.0))
    if run.status != "stopped":
        warnings.append(f"The run ended at t = {run.time:g} tau_0: {run.message}.")
    return tuple(warnings)
