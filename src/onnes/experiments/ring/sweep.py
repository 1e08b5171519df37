"""Sweep of the field: time-dependent Ginzburg-Landau theory follows the ring through its phase slips."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.drives import ramp
from onnes.results import Array, Reading
from onnes.solutions import minimize, solve

if TYPE_CHECKING:
    from onnes.devices import Film
    from onnes.experiments.ring import Ring


def swept(experiment: Ring, film: Film, n: int) -> tuple[dict[str, Reading], dict[str, Array], str, tuple[str, ...]]:
    """Return readings, records, status and warnings of the sweep from n flux quanta."""
    time, start, end = experiment.duration(), experiment.field, experiment.end_field
    assert end is not None
    first: Any = minimize(film, field=start, start={"0": n}, self_field=False)
    run = solve(film, time=time, field=ramp(start, end, time), start=first, noise=True, seed=experiment.seed,
                frames=experiment.frames)
    quanta = np.round(run.fluxoid().values).astype(int)
    times = run.data.time.values
    field = start + (end - start) * times / time
    moment = np.asarray(run.moment.values)
    slips = np.flatnonzero(np.diff(quanta))
    density = np.abs(run.data.psi.values) ** 2
    phase = np.angle(run.data.psi.values)
    inside = np.asarray(run.model.sample.node_volume) > 0
    readings = {
        "slips": Reading(int(np.sum(np.abs(np.diff(quanta)))), "", None, "flux quanta that slipped in the sweep"),
        "first_slip_field": Reading(float(field[slips[0] + 1]) if len(slips) else None, "T",
                                    float(abs(end - start) / (len(times) - 1)), "field of the first slip in the sweep",
                                    "none"),
        "largest_slip": Reading(int(np.max(np.abs(np.diff(quanta)), initial=0)), "", None,
                                "most flux quanta between two records"),
        "quanta_at_the_end": Reading(int(quanta[-1]), "", None, "flux quanta at the end of the sweep"),
    }
    arrays = {
        "time": Array(times, ("time",), "s", "time"), "swept_field": Array(field, ("time",), "T", "applied field"),
        "swept_quanta": Array(quanta, ("time",), "", "flux quanta"),
        "moment": Array(moment, ("time",), "A m^2", "magnetic moment"),
        "x": Array(run.data.x.values, ("x",), "m", "x"), "y": Array(run.data.y.values, ("y",), "m", "y"),
        "inside": Array(inside, ("x", "y"), "", "whether the ring is there"),
        "frame_density": Array(density.astype(np.float32), ("time", "x", "y"), "", "|ψ|²"),
        "frame_phase": Array(phase.astype(np.float32), ("time", "x", "y"), "", "phase"),
    }
    return readings, arrays, run.status, tuple(run.warnings)
