"""solve: time-dependent Ginzburg-Landau theory of a device."""

from __future__ import annotations

import time as clock
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jax
import numpy as np

from onnes.devices import Film
from onnes.energies import Term
from onnes.errors import InputError
from onnes.laws.noise import Noise
from onnes.laws.tdgl import TDGL
from onnes.readouts.film_frame import film_frame
from onnes.solve.drive import DeviceDrive
from onnes.solve.solution import Solution
from onnes.solve.start import start_of
from onnes.units import to_si
from onnes.units.constants import BOLTZMANN

LINEAR_TOLERANCE = 1e-4
_NOISE_INTERVAL = 0.25
"""Of the thermal force, over the relaxation time u tau_0 of psi."""
_MOST_FRAMES = 100_000


def solve(device: Film, *, time: Any, field: Any = 0.0, current: Mapping[str, Any] | None = None,
          temperature: Any = None, law: str = "tdgl", start: Any = None, noise: bool | None = None, seed: int = 0,
          terms: tuple[Term, ...] | list[Term] = (), self_field: bool | None = None,
          cells_per_xi: float | None = None, frames: int = 100, tolerance: float = 1e-3,
          checkpoint: str | Path | None = None,
          progress: Callable[[float, str], None] | None = None) -> Solution:
    """Follow a device in time.

    ``u/sqrt(1 + gamma^2 |psi|^2) (d_t + (gamma^2/2) d_t |psi|^2) psi = (epsilon - |psi|^2) psi + (grad - iA)^2 psi``,
    ``K = Im psi* (grad - iA) psi - d_t A``, ``div K = 0``, ``A = A_applied + A_of_K + grad chi``, lengths in xi,
    times in tau_0 = mu_0 lambda^2/resistivity, epsilon = (Tc - T)/(Tc - T_device).

    Args:
        device: a `Film`.
        time: how long to follow it [s].
        field: applied field B_z [T]: a quantity, a function of time f(t), of place f(x, y) or of both f(x, y, t), an
            array, `onnes.ramp`, `sine`, `pulse`, `from_csv`, or one of `onnes.fields`; sums and products of these.
        current: name of a terminal -> current into the device there [A], a quantity or a function of time. The only
            terminal that is not named takes what the others leave.
        temperature: [K], a quantity or a function of place and time; that of the device if left out. Above Tc the
            metal is normal.
        law: "tdgl".
        start: None: superconducting in no field, after which the field is there at once; "normal": the normal state;
            or a `Solution` to go on from.
        noise: thermal fluctuations of psi at the temperature of the run; on if left out where the run crosses Tc or
            starts normal, since psi = 0 would stay for ever.
        seed: of the noise; the same seed gives the same run.
        terms: energy terms of one's own, subclasses of `onnes.Term`.
        self_field: whether the field of the film's own current acts; if left out, it does unless the Pearl length is
            more than twenty times the film.
        cells_per_xi: grid cells per coherence length at the lowest temperature of the run; 3, or more where the shape
            needs it, if left out.
        frames: recorded times, evenly spaced.
        tolerance: error allowed per time step, in psi.
        checkpoint: folder that keeps how far the run has come; if it exists, the run goes on from there.
        progress: called with the fraction done and a message at every recorded time.

    Returns:
        Solution: fields, voltages, moments, ... in SI units; hand it to another run to go on from it.

    Raises:
        InputError: an input of the wrong dimension, sign or size; currents that do not sum to zero; a grid that is too
            large.
    """
    began = clock.perf_counter()
    if law != "tdgl":
        raise InputError("law", law, '"tdgl"')
    length = to_si(time, "s", "time")
    if not length > 0:
        raise InputError("time", time, "a positive time")
    if not 1 <= frames <= _MOST_FRAMES:
        raise InputError("frames", frames, f"1 to {_MOST_FRAMES:,} recorded times")
    scales, begin = device.scales, start.end if isinstance(start, Solution) else 0.0
    drive = DeviceDrive(device, field, current, temperature)
    lowest, highest = drive.extremes(length)
    spacing = start.model.spacing if isinstance(start, Solution) and cells_per_xi is None else (
        device.spacing(cells_per_xi, highest))
    model = device.model(spacing, self_field, tuple(terms))
    reduced = drive.on(model, scales.time)
    kT = lambda t: BOLTZMANN * np.nan_to_num(reduced.kelvin(t)) / device.energy_unit  # noqa: E731
    agitated = (lowest <= 0 or start == "normal") if noise is None else noise
    thermal = Noise(jax.random.key(seed), kT, _NOISE_INTERVAL * device.u) if agitated else None
    moving = TDGL(model.energy, reduced, conductivity=1.0, relaxation_time=device.u, pair_breaking=device.gamma,
                  pinned=model.pinned, noise=thermal, tolerance=tolerance, linear_tolerance=LINEAR_TOLERANCE)
    until = length / scales.time

    def record(now):
        frame = film_frame(model.sample, now, model.holes, model.terminal_shares)
        return frame | {"probe_potential": model.probes.read(now.potential)}

    outcome = moving.run(start_of(model, reduced, start, float(np.max(kT(0.0))), seed), until, every=until / frames,
                         record=record, checkpoint=checkpoint, progress=progress)
    inputs = {"law": law, "time": length, "noise": bool(agitated), "seed": seed, "tolerance": tolerance,
              "frames": frames}
    return Solution(device, model, drive, outcome, inputs, clock.perf_counter() - began)
