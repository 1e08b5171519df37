"""Vortices that a film or a body traps when it is cooled in a field, by time-dependent Ginzburg-Landau theory.

Nothing is assumed of the vortices: psi grows out of thermal fluctuations below Tc, with the zeros that the field and
the cooling leave in it. Time is counted in picoseconds and length in xi: devices are tens of xi wide and are cooled in
nanoseconds.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import xarray as xr

from onnes.devices import Device
from onnes.errors import InputError
from onnes.problems.trapped_flux.cooling import Cooling
from onnes.solutions import Solution, solve
from onnes.units import to_si

_CELLS_PER_XI = 2.0
"""Fewest with which a grid does not hold vortices that leave."""
_FRAMES = 50
_LAST = 0.2
"""Part of a run, at its end, in which the number of vortices must not change for it to be settled."""


@dataclass(frozen=True, eq=False)
class Trapped:
    """Vortices left in a device, once for every seed.

    Attributes:
        in_film: vortices less antivortices in the superconductor, shape (repeats,).
        in_holes: fluxoid of every hole in flux quanta, shape (repeats, holes).
        frozen: time of the last record before the number in the film became what it is at the end [s], shape
            (repeats,); how well it is known is the spacing of records, ``spacing`` [s].
        settled: whether the number did not change in the last fifth of the run, shape (repeats,).
        places: ``x``, ``y`` [m] and ``charge`` of every vortex left in the film, and ``repeat``, the run it is from.
        seconds: computing time of every run, shape (repeats,).
        last: solution of the last run.
    """

    in_film: np.ndarray
    in_holes: np.ndarray
    frozen: np.ndarray
    spacing: float
    settled: np.ndarray
    places: xr.Dataset
    seconds: np.ndarray
    last: Solution

    @property
    def total(self) -> np.ndarray:
        """Flux quanta in film and holes, shape (repeats,)."""
        return self.in_film + np.sum(self.in_holes, axis=1)

    @property
    def mean(self) -> float:
        """Mean number in the film."""
        return float(np.mean(self.in_film))

    @property
    def uncertainty(self) -> float:
        """Standard error of that mean; infinite for one run."""
        count = len(self.in_film)
        return float(np.std(self.in_film, ddof=1) / np.sqrt(count)) if count > 1 else np.inf


def trapped(device: Device, cooling: Cooling, field: float | str, *, repeats: int = 1, seed: int = 0,
            cells_per_xi: float | None = _CELLS_PER_XI, self_field: bool | None = None, frames: int = _FRAMES,
            progress: Callable[[float, str], None] | None = None) -> Trapped:
    """Cool a device in a field, several times with independent noise, and count what it keeps.

    The thermal force has the temperature of the run in kelvin, at whichever temperature the device is described: its
    strength ``kT/((Bc^2/mu_0) xi^2 d)`` of a film is larger by 1/epsilon closer to Tc.

    Args:
        device: a film or a body, described at the temperature to which it is cooled.
        cooling: see `uniform_cooling` and `front_cooling`.
        field: B_z during cooling [T].
        repeats: number of runs; all use one compiled program.
        seed: of the first run; the next ones have the seeds after it.
        cells_per_xi, self_field, frames: see `onnes.solve`.
        progress: called with the fraction done and a message.

    Raises:
        InputError: no runs; a field above Bc2; see `onnes.solve`.
    """
    if isinstance(repeats, bool) or not isinstance(repeats, (int, np.integer)) or repeats < 1:
        raise InputError("repeats", repeats, "a whole number, 1 or more")
    tesla = to_si(field, "T", "field")
    if abs(tesla) >= device.upper_critical_field:
        bc2 = device.upper_critical_field
        raise InputError("field", field, f"less than Bc2 = {bc2:.4g} T at the lowest temperature",
                         "Above it the metal stays normal.")

    def told(number: int) -> Callable[[float, str], None]:
        return lambda share, message: progress and progress((number + share) / repeats,
                                                            f"run {number + 1} of {repeats}, {message}")

    def run(number: int) -> Solution:
        return solve(device, time=cooling.time, temperature=cooling.temperature, field=tesla, start="normal",
                     noise=True, seed=seed + number, cells_per_xi=cells_per_xi, self_field=self_field, frames=frames,
                     progress=told(number))

    last = run(0)
    found = [_left(last)]
    for number in range(1, repeats):
        last = run(number)
        found.append(_left(last))
    in_film, in_holes, frozen, settled, places, seconds = (list(column) for column in zip(*found, strict=True))
    numbered: list[xr.Dataset] = [each.assign(repeat=("vortex", np.full(each.sizes["vortex"], n)))
                                  for n, each in enumerate(places)]
    joined = xr.concat(numbered, "vortex")
    return Trapped(np.array(in_film), np.array(in_holes), np.array(frozen), cooling.time / frames, np.array(settled),
                   joined, np.array(seconds), last)


def _left(run: Solution) -> tuple[int, np.ndarray, float, bool, xr.Dataset, float]:
    """Return what a run adds to `Trapped`: in_film, in_holes, frozen, settled, places, seconds."""
    data, times = run.data, run.data["time"].values
    counts = data["vorticity"].values
    changed = np.flatnonzero(counts != counts[-1])
    frozen = float(times[changed[-1]]) if len(changed) else 0.0
    return (int(counts[-1]), np.rint(data["fluxoid"].values[-1]).astype(int), frozen,
            bool(frozen < (1 - _LAST) * run.end), run.vortices, run.seconds)
