"""Flux lines that a front sweeps through a metal with pins, in one dimension and time, seen from the front.

In units of s1, s1/v and B (see `Scaled`), at the depth s behind the isotherm Tc, with f the flux density of free lines,
t that of captured ones, b = f + t, and u the speed of lines through the metal::

    d_t f + d_s [(1 - u) f] = -c |u| f,    d_t t + d_s t = c |u| f,    u = (1/w) d_s h / max(theta Bc2/Bc1, b)

h(b, theta) is the field in equilibrium with b, c the chance of capture per length, w the drag group. u is flux flow
with the viscosity Phi_0 Bc2/rho of Bardeen and Stephen below Bc2, and diffusion of flux with rho/mu_0 in normal metal.
At the warm end, ahead of the front, h is the applied field; at the cold one metal and captured lines leave. Captured
lines stay captured: pins grow stronger as the metal gets colder. At the start the place where Bc2 is B is at the cold
end of the sample: there is no flux behind it. Without a front (``uniform``) the metal stands still and its cold end is
closed.

The unknowns are the flux that has gone through each face and t in each cell: what the cells hold and what has left then
add up to the flux at the start to rounding, whatever the time step.

Method: finite volumes, upwind; LSODA (scipy) with a banded Jacobian.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.integrate import solve_ivp

from onnes.problems.cooldown.scaled import Scaled
from onnes.results.status import Status

_AHEAD, _BEHIND = 1.5, 2.5
"""Ends of the window: distances from the warm and from the cold end of the mixed state, in its thickness."""
_PASSES = 2.0
"""Duration, in the time in which the front moves by the width of the window."""
_TOLERANCE, _SMALLEST = 1e-6, 1e-6
_EMPTY = 1e-9
"""Flux density below which a cell is empty; keeps the speed in normal metal finite."""


@dataclass(frozen=True)
class Sweep:
    """Flux densities over depth and time, in units of `Scaled`.

    Attributes:
        depth: middles of the cells, shape (n,); warm first.
        time: of the frames, shape (m,).
        flux, captured: total and captured flux density, shape (m, n).
        entered: flux that has entered less that which has left, shape (m,).
        status: "converged", or "not_converged" if the integrator gave up.
    """

    depth: np.ndarray
    time: np.ndarray
    flux: np.ndarray
    captured: np.ndarray
    entered: np.ndarray
    status: Status

    @property
    def trapped_fraction(self) -> float:
        """Flux density at the cold end at the last frame, over the applied one."""
        return float(self.flux[-1, -1])

    @property
    def imbalance(self) -> float:
        """Largest |flux in all cells - flux at the start - flux that entered|, over that at the start."""
        total = self.flux.sum(axis=1) * (self.depth[1] - self.depth[0])
        return float(np.max(np.abs(total - total[0] - self.entered)) / total[0])


def sweep(groups: Scaled, cells: int = 120, frames: int = 61, uniform: bool = False,
          progress: Callable[[float], None] = lambda share: None) -> Sweep:
    """Follow the flux until the front has left a steady trapped flux behind it.

    Args:
        cells, frames: number of them.
        uniform: whether all of a sample of unit length is cooled alike instead, Bc1 passing B after unit time.
        progress: told the share of the time that is done.
    """
    thickness = 1 - groups.ratio
    ends = (0.0, 1.0) if uniform else (groups.ratio - _AHEAD * thickness, 1 + _BEHIND * thickness)
    faces = np.linspace(*ends, cells + 1)
    until = 1.0 + thickness if uniform else _PASSES * float(faces[-1] - faces[0])
    step, depth, metal = faces[1] - faces[0], 0.5 * (faces[1:] + faces[:-1]), 0.0 if uniform else 1.0
    first = np.ones(cells) if uniform else np.where(depth < groups.ratio, 1.0, 0.0)

    def densities(state: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return first - np.diff(state[: cells + 1]) / step, state[cells + 1:]

    def coldness(place: np.ndarray, time: float) -> np.ndarray:
        return np.full_like(place, time) if uniform else np.maximum(place, 0.0)

    def rate(time: float, state: np.ndarray) -> np.ndarray:
        flux, captured = densities(state)
        theta, free = coldness(depth, time), np.maximum(flux - captured, 0.0)
        h = groups.drive(flux, theta)
        force = np.diff(h, prepend=1.0) / step  # the first one is that of the applied field, half a cell away
        force[0] *= 2
        mobile = 1 / np.maximum(coldness(faces[:-1], time) / groups.ratio,
                                np.maximum(0.5 * (np.append(1.0, flux[:-1]) + flux), _EMPTY))
        speed = np.append(force * mobile / groups.drag, 0.0)
        drift = metal - speed
        warm, cold = np.append(1.0, free), np.append(free, 0.0)
        through = np.where(drift > 0, warm, cold) * drift + metal * np.append(0.0, captured)
        pace = 0.5 * (np.abs(speed[:-1]) + np.abs(speed[1:]))
        caught = np.where(theta > groups.ratio * flux, groups.capture(theta) * pace * free, 0.0)
        progress(time / until)
        return np.concatenate([through, caught - metal * np.diff(captured, prepend=0.0) / step])

    # Unknowns of a face and of the cell behind it alternate: each depends on three before and three after.
    def alternating(time: float, mixed: np.ndarray) -> np.ndarray:
        return _alternated(rate(time, _grouped(mixed)))

    run = solve_ivp(alternating, (0.0, until), np.zeros(2 * cells + 1), method="LSODA", rtol=_TOLERANCE,
                    atol=_SMALLEST, t_eval=np.linspace(0.0, until, frames), lband=3, uband=3)
    states = np.array([_grouped(mixed) for mixed in run.y.T])
    both = [densities(state) for state in states]
    return Sweep(depth, run.t, np.array([one for one, _ in both]), np.array([other for _, other in both]),
                 states[:, 0] - states[:, cells], "converged" if run.success else "not_converged")


def _grouped(mixed: np.ndarray) -> np.ndarray:
    """Return first the unknowns of the faces, then those of the cells."""
    return np.concatenate([mixed[0::2], mixed[1::2]])


def _alternated(grouped: np.ndarray) -> np.ndarray:
    mixed = np.empty_like(grouped)
    faces = len(grouped) // 2 + 1
    mixed[0::2], mixed[1::2] = grouped[:faces], grouped[faces:]
    return mixed
