"""solve: time-dependent Ginzburg-Landau theory of a device."""

from __future__ import annotations

import time as clock
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jax
import numpy as np
import xarray as xr

from onnes.devices import Film
from onnes.devices.model import Model
from onnes.energies import Term
from onnes.errors import InputError, unknown_name
from onnes.laws.noise import Noise
from onnes.laws.tdgl import TDGL
from onnes.readouts.film_frame import film_frame
from onnes.solutions.dataset import film_dataset
from onnes.solutions.drive import DeviceDrive
from onnes.solutions.solution import Solution
from onnes.solutions.start import start_of
from onnes.units import to_si
from onnes.units.constants import BOLTZMANN

Progress = Callable[[float, str], None]

LINEAR_TOLERANCE = 1e-4
_NOISE_INTERVAL = 0.25
"""Of the thermal force, over the relaxation time u tau_0 of psi."""
_MOST_FRAMES = 100_000


@dataclass(frozen=True)
class Run:
    """One run of a device in time: what is done, and how it is computed.

    Attributes:
        model: the device on its grid.
        drive: field, currents, temperature.
        time: length of the run [s].
        frames: recorded times.
        noise: whether psi fluctuates thermally.
        seed: of the noise.
        tolerance: error allowed per time step, in psi.
        condensation: largest epsilon of the run, which sets the shortest xi.
    """

    model: Model
    drive: DeviceDrive
    time: float
    frames: int
    noise: bool
    seed: int
    tolerance: float
    condensation: float

    def carry_out(self, start: Any, checkpoint: str | Path | None = None, progress: Progress | None = None) -> Solution:
        """Run from a start as `solve` takes it."""
        began = clock.perf_counter()
        device, model, drive = self.drive.device, self.model, self.drive
        tau = device.constants.time_unit
        until = self.time / tau
        reduced = drive.on(model, tau, until)

        def kT(t):
            return BOLTZMANN * np.nan_to_num(reduced.kelvin(t)) / device.energy_unit

        def record(now):
            frame = film_frame(model.sample, now, model.holes, model.terminal_shares)
            return frame | {"probe_potential": model.probes.read(now.potential)}

        thermal = Noise(jax.random.key(self.seed), kT, _NOISE_INTERVAL * device.u) if self.noise else None
        # The way of a fluctuation need not be followed more finely than to a third of its size on a node, (kT/4)^(1/2).
        hottest = max(float(np.max(kT(t))) for t in (0.0, until))
        tolerance = max(self.tolerance, 0.3 * (hottest / 4) ** 0.5) if self.noise else self.tolerance
        law = TDGL(model.energy, reduced, conductivity=1.0, relaxation_time=device.u, pair_breaking=device.gamma,
                   pinned=model.pinned, noise=thermal, tolerance=tolerance, linear_tolerance=LINEAR_TOLERANCE)
        outcome = law.run(start_of(model, reduced, start, float(np.max(kT(0.0))), self.seed), until,
                          every=until / self.frames, record=record, checkpoint=checkpoint, progress=progress)
        data = film_dataset(device, model, drive, outcome, drive.begin)
        inputs = {"law": "tdgl", "time": self.time, "frames": self.frames, "noise": self.noise, "seed": self.seed,
                  "tolerance": self.tolerance, "condensation": self.condensation}
        return Solution(device, model, data, replace(outcome, records={}), drive, inputs,
                        clock.perf_counter() - began)


def solve(device: Film, *, time: Any, field: Any = 0.0, current: Mapping[str, Any] | None = None,
          temperature: Any = None, law: str = "tdgl", start: Any = None, noise: bool | None = None, seed: int = 0,
          terms: tuple[Term, ...] | list[Term] = (), self_field: bool | None = None,
          cells_per_xi: float | None = None, frames: int = 100, tolerance: float = 1e-3,
          checkpoint: str | Path | None = None, progress: Progress | None = None) -> Solution:
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
    if law != "tdgl":
        raise unknown_name("law", law, ("tdgl",))
    length, drive = _positive_time(time), DeviceDrive(device, field, current, temperature)
    condensation, crosses_tc = temperatures(drive, length, cells_per_xi)
    model = model_for(device, start, cells_per_xi, condensation, self_field, tuple(terms))
    agitated = crosses_tc or isinstance(start, str) if noise is None else noise
    return Run(model, drive, length, _frames(frames), agitated, _seed(seed), _tolerance(tolerance), condensation
               ).carry_out(start, checkpoint, progress)


def resumed(solution: Solution, time: Any, frames: int | None, **changes: Any) -> Solution:
    """Return a solution that goes on for another stretch on the same clock, with the records of both."""
    for name in changes:
        if name not in ("field", "current", "temperature"):
            raise unknown_name("change", name, ("field", "current", "temperature"))
    before, inputs = solution.drive, solution.inputs
    if before is None:
        raise InputError("field", "a drive that the file does not hold", "field=, current= and temperature=",
                         "Functions are not stored: use onnes.solve(device, start=solution, ...).")
    drive = DeviceDrive(before.device, changes.get("field", before.field), changes.get("current", before.currents),
                        changes.get("temperature", before.temperature), solution.end) if changes else (
        before.later(solution.end))
    length = _positive_time(time)
    condensation, _ = temperatures(drive, length, None)
    # Another seed, so that the noise does not repeat.
    run = Run(solution.model, drive, length, _frames(frames or inputs["frames"]), inputs["noise"],
              inputs["seed"] + len(solution.data["time"]), inputs["tolerance"],
              max(condensation, inputs["condensation"]))
    after = run.carry_out(solution)
    return replace(after, data=_joined(solution.data, after.data), seconds=solution.seconds + after.seconds,
                   inputs=dict(after.inputs) | {"seed": inputs["seed"]})


def _joined(before: xr.Dataset, after: xr.Dataset) -> xr.Dataset:
    """Return the records of two runs; heats and work go on from the first."""
    after = after.isel(time=slice(1, None)).assign({
        name: after[name][1:] + before[name].values[-1] for name in ("relaxation_heat", "joule_heat", "source_work",
                                                                     "steps")})
    return xr.concat([before, after], "time", data_vars="minimal", coords="minimal", compat="override",
                     join="override", combine_attrs="override")


def model_for(device: Film, start: Any, cells_per_xi: float | None, condensation: float, self_field: bool | None,
           terms: tuple[Term, ...]) -> Model:
    """Return the device on a grid; on that of the solution from which a run goes on."""
    if isinstance(start, Solution) and cells_per_xi is None:
        return device.model(start.model.spacing, start.model.self_field if self_field is None else self_field, terms)
    return device.model(device.spacing(cells_per_xi, condensation), self_field, terms)


def temperatures(drive: DeviceDrive, time: float, cells_per_xi: float | None) -> tuple[float, bool]:
    """Return the epsilon whose xi the grid resolves, the largest of a run, and whether any part is above Tc.

    Where all is normal, psi varies over xi/(-epsilon)^(1/2); at the temperature of the device and above, over xi.
    """
    lowest, highest = drive.extremes(time, drive.device.spacing(cells_per_xi))
    return max(highest, min(-lowest, 1.0)), lowest <= 0


def _positive_time(time: Any) -> float:
    seconds = to_si(time, "s", "time")
    if not seconds > 0:
        raise InputError("time", time, "a positive time")
    return seconds


def _frames(frames: Any) -> int:
    if not _is_whole(frames) or not 1 <= frames <= _MOST_FRAMES:
        raise InputError("frames", frames, f"1 to {_MOST_FRAMES:,} recorded times")
    return int(frames)


def _seed(seed: Any) -> int:
    if not _is_whole(seed) or not 0 <= seed < 2**32:
        raise InputError("seed", seed, "a whole number from 0 to 2^32 - 1")
    return int(seed)


def _tolerance(tolerance: Any) -> float:
    number = to_si(tolerance, "", "tolerance")
    if not number > 0:
        raise InputError("tolerance", tolerance, "a positive number")
    return number


def _is_whole(number: Any) -> bool:
    return isinstance(number, (int, np.integer)) and not isinstance(number, bool)
