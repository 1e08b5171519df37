"""solve: a device in time, under a law of motion."""

from __future__ import annotations

import time as clock
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import jax
import numpy as np
import xarray as xr

from onnes.devices import Device
from onnes.devices.model import Model
from onnes.devices.recording import HEAT_COUNTED, NEEDS_PHASE
from onnes.drives import Heat, Load
from onnes.energies import Term
from onnes.errors import InputError, check_name, door, unknown_name
from onnes.laws.noise import Noise
from onnes.laws.single_precision import DOUBLE, PRECISIONS
from onnes.laws.tdgl import TDGL
from onnes.numerics.compile_time import compile_seconds
from onnes.plots import in_words
from onnes.solutions.circuit import SINCE_THE_START, chosen_load, circuit_frame
from onnes.solutions.dataset import dataset
from onnes.solutions.drive import DeviceDrive
from onnes.solutions.law_of_motion import LAWS, RIGID, SCHROEDINGER, law_of_motion
from onnes.solutions.own_terms import own_terms
from onnes.solutions.schroedinger import Impulse, refuse, start_in_london_gauge, time_unit
from onnes.solutions.solution import Solution
from onnes.solutions.start import start_of
from onnes.units import positive_si, to_si
from onnes.units.constants import BOLTZMANN

Progress = Callable[[float, str], None]

_NOISE_INTERVAL = 0.25
"""Longest interval of the thermal forces, over the relaxation time u tau_0 of psi."""
_NOISE_CUTOFF = 4.0
"""q_c^2 xi^2 of the thermal forces."""
_LONGEST = 1e8
"""Length of a run in tau_0 that is taken for a mistake."""
_ROUNDING = 1e-9
_FARTHEST_FROM_TC = 1e4
"""Largest |epsilon| of a run."""
_MOST_FRAMES = 100_000
_CHANGES = ("field", "current", "temperature", "voltage", "load", "heat", "potential")
"""Arguments that may change where a run goes on."""


@dataclass(frozen=True)
class Run:
    """One run of a device in time: what is done, and how it is computed.

    Attributes:
        law: one of `LAWS`.
        model: the device on its grid.
        drive: field, currents, temperature, load, heat.
        time: length of the run [s].
        frames: recorded times.
        noise: whether psi and the normal current fluctuate thermally; or at which temperature [K], if not at that of
            the run.
        seed: of the noise.
        tolerance: error allowed per time step, in psi.
        precision: of the time loop, see `solve`.
        condensation: largest epsilon of the run, which sets the shortest xi.
    """

    law: str
    model: Model
    drive: DeviceDrive
    time: float
    frames: int
    noise: bool | float
    seed: int
    tolerance: float
    precision: str
    condensation: float

    def carry_out(self, start: Any, checkpoint: str | Path | None = None, progress: Progress | None = None) -> Solution:
        """Run from a start as `solve` takes it."""
        began, compiled = clock.perf_counter(), compile_seconds()
        device, model, drive, rigid = self.drive.device, self.model, self.drive, self.law in RIGID
        # Where nothing relaxes the unit of time does not matter.
        tau = time_unit_of(self.law, device)
        until = self.time / tau
        reduced = drive.on(model, tau, until)

        def kT(t):
            kelvin = reduced.kelvin(t) if isinstance(self.noise, bool) else self.noise
            return BOLTZMANN * np.nan_to_num(kelvin) / device.fluctuation_energy

        impulse = None if self.law != SCHROEDINGER or drive.potential is None else Impulse(reduced, model.grid.shape)

        def record(now):
            now = now if impulse is None else impulse.with_all_of_e_in_a(model.sample, now)
            frame = device.frame(model, now)
            kept = {name: value for name, value in frame.items()
                    if self.law != "perfect-conductor" or name not in NEEDS_PHASE}
            return kept | (circuit_frame(law.circuit, now) if isinstance(law, TDGL) else {})

        colder = max(self.condensation, 1.0)  # at the lowest temperature psi is faster and xi shorter
        # Records lie at ends of intervals of the force, where fluctuations have their full strength.
        spacing = until / self.frames
        interval = spacing / np.ceil(spacing * colder / (_NOISE_INTERVAL * device.u))
        thermal = Noise(jax.random.key(self.seed), kT, interval, _NOISE_CUTOFF * colder) if self.noise else None
        # The path of a fluctuation is followed to no more than a third of its size on a node, (kT/4)^(1/2).
        hottest = max(float(np.max(kT(t))) for t in (0.0, until)) if self.noise else 0.0
        law = law_of_motion(self.law, device, model, reduced, thermal, max(self.tolerance, 0.3 * (hottest / 4) ** 0.5),
                            self.precision)

        def told(share: float, _: str) -> None:
            if progress:
                now, end = drive.begin + share * self.time, drive.begin + self.time
                progress(share, f"{in_words(now, 's')} of {in_words(end, 's')}")

        first = start_of(model, reduced, start, 0.0 if rigid else float(np.max(kT(0.0))), self.seed)
        if self.law == SCHROEDINGER:
            first = start_in_london_gauge(model, first)
        kept: dict[str, Any] = {} if checkpoint is None else {"checkpoint": checkpoint}
        outcome = law.run(first, until, every=until / self.frames, record=record, progress=told, **kept)
        data = dataset(device, model, reduced, outcome, tau)
        inputs = {"law": self.law, "time": self.time, "frames": self.frames, "noise": self.noise, "seed": self.seed,
                  "tolerance": self.tolerance, "precision": self.precision, "condensation": self.condensation}
        return Solution(device, model, data, replace(outcome, records={}), drive, inputs,
                        clock.perf_counter() - began, compile_seconds=compile_seconds() - compiled)


@door
def solve(device: Device, *, time: Any, field: Any = 0.0, current: Mapping[str, Any] | None = None,
          temperature: Any = None, voltage: Any = None, load: Load | None = None, law: str = "tdgl",
          start: Any = None, noise: Any = None, seed: int = 0,
          terms: Term | tuple[Term, ...] | list[Term] = (), heat: Heat | None = None, potential: Any = None,
          self_field: bool | None = None,
          cells_per_xi: float | None = None, frames: int = 100, tolerance: float = 1e-3,
          precision: str = DOUBLE, checkpoint: str | Path | None = None, progress: Progress | None = None) -> Solution:
    """Follow a device in time.

    law="tdgl", time-dependent Ginzburg-Landau theory:
    ``u/sqrt(1 + gamma^2 |psi|^2) (d_t + (gamma^2/2) d_t |psi|^2) psi = (epsilon - |psi|^2) psi + (grad - iA)^2 psi``,
    ``K = Im psi* (grad - iA) psi - d_t A``, ``div K = 0``, ``A = A_applied + A_of_K + grad chi``, lengths in xi,
    times in tau_0 = mu_0 lambda^2/resistivity, epsilon = (Tc - T)/(Tc - T_device); in a body J in place of K, and
    ``J = kappa^2 curl (curl A - H)``.

    law="london": ``J = n (grad theta - A)`` with n = epsilon, where that is positive, and the phase theta of the start:
    |psi| is held, and nothing is dissipated. law="perfect-conductor": ``d_t J = -n d_t A``: carriers accelerate and
    keep the field in which they appeared. Under both the grid resolves lambda (or Lambda) and not xi, the unit of time
    does not matter, and terms of psi alone have no effect.

    law="schroedinger", the same free energy without dissipation, Gross and Pitaevskii's equation of pairs (m = 2 m_e):
    ``i hbar d_t psi = dF/dpsi*``, that is ``i d_t psi = -(grad - iA)^2 psi + (U - epsilon + |psi|^2) psi``, times in
    2 m xi^2/hbar, U the energy q phi in ``potential``. As under the other laws psi is that of carriers of q = +2e,
    ``A`` short for ``(2e/hbar) A``. Pairs of electrons, q = -2e, do in B and phi what these do in -B and -phi, with
    the current reversed. The electric field is ``-grad(potential) - d_t A`` with A in
    London's gauge, in which the induced field has no part across the surface; A follows from the applied field and,
    with its own field, from the current. Norm and energy are kept; the charge of the carriers does not act. No current
    flows in or out.

    Args:
        device: a `Film`, a `Bulk` or a `Solid`.
        time: how long to follow it [s].
        field: applied field B_z [T], or the three of (B_x, B_y, B_z): a quantity, a function of time f(t), of place
            f(x, y) or of both f(x, y, t), an array, `onnes.ramp`, `sine`, `pulse`, `from_csv`, or one of
            `onnes.fields`; sums and products of these.
        current: name of a terminal -> current into the device there [A], a quantity or a function of time. The only
            terminal that is not named takes what the others leave.
        temperature: [K], a quantity or a function of place and time, `onnes.ramp` or `onnes.cold_front`; that of the
            device if left out. Above Tc the metal is normal.
        voltage: ``(U, plus, minus)``: a voltage [V], a quantity or a function of time, that is held between two
            terminals, whatever current it takes.
        load: an `onnes.load`, the circuit between two terminals.
        law: "tdgl", "london", "perfect-conductor" or "schroedinger"; the last takes no currents, circuits, heat, noise,
            terms of one's own, checkpoints, periodic devices, regions or pins, and starts superconducting.
        start: None: superconducting in no field, after which the field is there at once; "normal": the normal state in
            the field; name of a hole -> flux quanta in it, ``{"0": 1}``; or a `Solution` to go on from. London's theory
            takes no more than the fluxoids from it.
        noise: whether psi fluctuates thermally at the temperature of the run, and the normal current with it (noise
            of Johnson and Nyquist, also in the voltage); or the temperature [K] of the fluctuations, if it is another.
            On if left out where the run crosses Tc or starts normal, since psi = 0 would stay for ever. Maps of such
            a run are of one moment: field, sheet current and potential scatter from cell to cell, more so on finer
            grids. Average them over frames or over xi: ``solution.data["field"].mean("time")``.
        seed: of the noise; the same seed and frames give the same run.
        terms: an energy term of one's own, an instance of a subclass of `onnes.Term`; or a list of them.
        heat: `onnes.heat`: the electrons of a film have a temperature of their own, to which their heat takes them, and
            ``temperature`` is that of the substrate. A run begins with electrons as warm as the substrate, or as they
            were at the end of ``start``.
        potential: electric potential [V] that is given, with law="schroedinger": a quantity or a function of place and
            time.
        self_field: whether the field of a film's own current acts; if left out, it does unless the Pearl length is
            more than twenty times the film. In a body it always acts.
        cells_per_xi: grid cells per coherence length at the lowest temperature of the run; 3, or more where the shape
            needs it, if left out.
        frames: recorded times, evenly spaced.
        tolerance: error allowed per time step, in psi.
        precision: "double"; or "single" for time steps of films in single precision, which take 0.5 to 0.65 of the time
            from 10 thousand nodes on. Readings differ by 1e-4 or less, voltages by what ``tolerance`` leaves open. Not
            for periodic films, and not with noise, heat, or a tolerance below 1e-4.
        checkpoint: folder that keeps how far the run has come; if it exists, the run goes on from there.
        progress: called with the fraction done and a message at every recorded time.

    Returns:
        Solution: fields, voltages, moments, ... in SI units; hand it to another run to go on from it.

    Raises:
        InputError: an input of the wrong dimension, sign or size; currents that do not sum to zero; a current at a
            terminal of a voltage or a load; a grid that is too large.
    """
    check_name("law", law, LAWS)
    check_name("precision", precision, PRECISIONS)
    if precision != DOUBLE and law != "tdgl":
        raise InputError("precision", f'"{precision}" with law="{law}"', f'"{DOUBLE}"')
    if isinstance(start, str) and start != "normal":
        raise unknown_name("start", start, ["normal"])
    length, rigid = positive_si(time, "s", "time"), law in RIGID
    drive = DeviceDrive(device, field, current, temperature, load=chosen_load(voltage, load), heat=heat,
                        potential=potential)
    condensation, crosses_tc = temperatures(drive, length, spacing_at_first(device, start, cells_per_xi, rigid))
    if not rigid and length > _LONGEST * time_unit_of(law, device):
        unit = "2 m xi^2/hbar" if law == SCHROEDINGER else "tau_0"
        raise InputError("time", f"{length:g} s = {length / time_unit_of(law, device):.2g} {unit}",
                         f"at most {_LONGEST:g} {unit}",
                         'A bare number is in seconds: write "200 ps" for picoseconds.')
    if potential is not None and law != SCHROEDINGER:
        raise InputError("potential", "given", f'none with law="{law}", where it follows', "Leave it out.")
    if rigid:
        _check_rigid(law, noise, heat, checkpoint, condensation)
        if drive.load is not None:
            raise InputError("voltage" if load is None else "load", f'a circuit with law="{law}"', 'law="tdgl"',
                             "Where |psi| is held give the current.")
        if device.periodic:
            raise InputError("law", law, '"tdgl" for a periodic device', "Cut a device with ends out of the pattern.")
    model = model_for(device, start, cells_per_xi, condensation, self_field, own_terms(terms), rigid)
    if law == SCHROEDINGER:
        refuse(device, model, {"current": current, "voltage": voltage, "load": load, "heat": heat, "noise": noise,
                               "terms": terms, "checkpoint": checkpoint})
        if isinstance(start, str):
            raise InputError("start", start, 'None or a Solution with law="schroedinger"',
                             "From the normal state nothing would ever come.")
    agitated = law != SCHROEDINGER and _noise(noise, drive, rigid, crosses_tc, isinstance(start, str))
    return Run(law, model, drive, length, _frames(frames), agitated, _seed(seed), tolerance_of(tolerance),
               precision, condensation).carry_out(start, checkpoint, progress)


def time_unit_of(law: str, device: Device) -> float:
    """Return the unit of time of a law in s; where nothing relaxes it does not matter."""
    if law == SCHROEDINGER:
        return time_unit(device)
    return device.constants.time_unit_or(1.0) if law in RIGID else device.constants.time_unit


def _check_rigid(law: str, noise: bool | None, heat: Heat | None, checkpoint: Any, condensation: float) -> None:
    """Refuse what has no meaning where |psi| is held."""
    if heat is not None:
        raise InputError("heat", heat, f'None with law="{law}"', "Nothing is dissipated.")
    if noise:
        raise InputError("noise", noise, f'None or False with law="{law}"', "Nothing relaxes, so nothing fluctuates.")
    if checkpoint is not None:
        raise InputError("checkpoint", str(checkpoint), f'none with law="{law}", whose runs are short', "Leave it out.")
    if law == "perfect-conductor" and condensation > 1 + _ROUNDING:
        raise InputError("temperature", f"a density of carriers {condensation:.3g} times that of the device",
                         "a temperature not below that of the device",
                         "Describe the device at the lowest temperature of the run: device.replace(temperature=...).")


def resumed(solution: Solution, time: Any, frames: int | None, device: Device | None, terms: Sequence[Term] | None,
            **changes: Any) -> Solution:
    """Return a solution that goes on for another stretch on the same clock, with the records of both."""
    if solution.inputs["law"] == "static":
        raise InputError("law", "a static state, which has no law of motion", "a solution of onnes.solve",
                         "Write onnes.solve(device, start=..., time=...).")
    for name in changes:
        if name not in _CHANGES:
            raise unknown_name("change", name, _CHANGES)
    given = changes | {"device": device, "terms": terms}
    missing = [name for name in solution.unstored if given.get(name) is None]
    if missing:
        again = ", ".join(f"{name}=..." for name in missing)
        raise InputError(missing[0], "functions or terms of one's own, which are not stored in files",
                         f"the {' and '.join(missing)} of the run", f"Write solution.resume({time!r}, {again}).")
    before, inputs, device = solution.drive, solution.inputs, device or solution.device
    model = device.model(solution.model.spacing, solution.model.self_field,
                         solution.model.own_terms if terms is None else tuple(terms))
    drive = _changed(before, device, changes, solution.end) if changes else before.later(solution.end, device)
    length = positive_si(time, "s", "time")
    condensation, _ = temperatures(drive, length, model.spacing)
    # Another seed, so that the noise does not repeat.
    frames = _frames(inputs["frames"] if frames is None else frames)
    run = Run(inputs["law"], model, drive, length, frames, inputs["noise"], inputs["seed"] + len(solution.data["time"]),
              inputs["tolerance"], inputs.get("precision", DOUBLE), max(condensation, inputs["condensation"]))
    after = run.carry_out(solution)
    return replace(after, data=_joined(solution.data, after.data), seconds=solution.seconds + after.seconds,
                   compile_seconds=solution.compile_seconds + after.compile_seconds,
                   inputs=dict(after.inputs) | {"seed": inputs["seed"]})


def _changed(before: DeviceDrive, device: Device, changes: Mapping[str, Any], begin: float) -> DeviceDrive:
    """Return the drive of a run with some of it changed, from a time in s."""
    load = before.load
    if "voltage" in changes or "load" in changes:
        load = chosen_load(changes.get("voltage"), changes.get("load"))
    if (load is None) != (before.load is None):
        raise InputError("load", "a circuit in one of two stretches", "a circuit in both of them, or in none",
                         "Write onnes.solve(device, start=solution, time=..., ...).")
    pair = () if before.load is None else before.load.pair
    currents = {name: each for name, each in before.currents.items() if name not in pair}
    return DeviceDrive(device, changes.get("field", before.field), changes.get("current", currents),
                       changes.get("temperature", before.temperature), begin, load, changes.get("heat", before.heat),
                       changes.get("potential", before.potential))


def _joined(before: xr.Dataset, after: xr.Dataset) -> xr.Dataset:
    """Return the records of two runs; heats and work go on from the first.

    Where the drive jumps between them the sources do the work by which the energy differs.
    """
    counted = ("relaxation_heat", "joule_heat", "source_work", "steps", *SINCE_THE_START, *HEAT_COUNTED)
    done = {name: before[name].values[-1] for name in counted if name in before and name in after}
    done["source_work"] += after["energy"].values[0] - before["energy"].values[-1]
    if "load_work" in done:
        done["load_work"] += after["load_energy"].values[0] - before["load_energy"].values[-1]
    after = after.isel(time=slice(1, None)).assign({name: after[name][1:] + gone for name, gone in done.items()})
    return xr.concat([before, after], "time", data_vars="minimal", coords="minimal", compat="override",
                     join="override", combine_attrs="override")


def model_for(device: Device, start: Any, cells_per_xi: float | None, condensation: float, self_field: bool | None,
              terms: tuple[Term, ...], rigid: bool = False) -> Model:
    """Return the device on a grid; on that of the solution from which a run goes on.

    Raises:
        InputError: self_field is neither true, false nor None; as `Device.spacing`.
    """
    if self_field is not None and not isinstance(self_field, (bool, np.bool_)):
        raise InputError("self_field", self_field, "true, false, or None to choose by the size of the device")
    if isinstance(start, Solution) and cells_per_xi is None:
        return device.model(start.model.spacing, start.model.self_field if self_field is None else self_field, terms)
    return device.model(device.spacing(cells_per_xi, condensation, rigid), self_field, terms)


def spacing_at_first(device: Device, start: Any, cells_per_xi: float | None, rigid: bool = False) -> float:
    """Return the spacing in metres of a grid at the temperature of the device, to which arrays on nodes belong."""
    if isinstance(start, Solution) and cells_per_xi is None:
        return start.model.spacing
    return device.spacing(cells_per_xi, rigid=rigid)


def temperatures(drive: DeviceDrive, time: float, spacing: float) -> tuple[float, bool]:
    """Return the epsilon whose xi the grid resolves, the largest of a run, and whether any part is above Tc.

    Where all is normal, psi varies over xi/(-epsilon)^(1/2); at the temperature of the device and above, over xi.

    Args:
        spacing: see `spacing_at_first`.
    """
    lowest, highest = drive.extremes(time, spacing)
    if not max(-lowest, highest) <= _FARTHEST_FROM_TC:
        raise InputError("disorder" if drive.temperature is None else "temperature",
                         f"epsilon = (Tc - T)/(Tc - T_device) from {lowest:.3g} to {highest:.3g}",
                         f"at most {_FARTHEST_FROM_TC:g} to either side of zero",
                         "psi follows so fast that a run would not end. Describe the device farther below Tc.")
    return max(highest, min(-lowest, 1.0)), lowest <= 0


def _frames(frames: Any) -> int:
    if not _is_whole(frames) or not 1 <= frames <= _MOST_FRAMES:
        raise InputError("frames", frames, f"1 to {_MOST_FRAMES:,} recorded times")
    return int(frames)


def _noise(noise: Any, drive: DeviceDrive, rigid: bool, crosses_tc: bool, normal: bool) -> bool | float:
    """Return whether psi fluctuates, or at which temperature."""
    if noise is None or isinstance(noise, (bool, np.bool_)):
        wanted = not rigid and (crosses_tc or normal) if noise is None else bool(noise)
        known = drive.temperature is not None or drive.device.constants.temperature is not None
        if wanted and not known and (noise or normal):
            raise InputError("noise", noise, "a temperature of the fluctuations, since that of the device is not known",
                             'Write noise="4 K", or give the device a temperature= and a critical_temperature=.')
        return wanted and known
    kelvin = to_si(noise, "K", "noise")
    if kelvin < 0:
        raise InputError("noise", noise, "true, false, or a temperature that is not negative")
    return kelvin


def _seed(seed: Any) -> int:
    if not _is_whole(seed) or not 0 <= seed < 2**32:
        raise InputError("seed", seed, "a whole number from 0 to 2^32 - 1")
    return int(seed)


def tolerance_of(tolerance: Any) -> float:
    """Return a tolerance; InputError if it is not positive."""
    return positive_si(tolerance, "", "tolerance")


def _is_whole(number: Any) -> bool:
    return isinstance(number, (int, np.integer)) and not isinstance(number, bool)
