"""Front of a superconductor that grows into normal metal, by time-dependent Ginzburg-Landau theory in one dimension."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np

from onnes.carriers.stefan import similarity_root
from onnes.drives.protocols import Steady
from onnes.energies import Drive, State, ginzburg_landau
from onnes.grids import Grid, Sample
from onnes.laws import TDGL
from onnes.laws.outcome import Ledger
from onnes.numerics.grading import mirrored, stretched, uniform
from onnes.problems.front.sharp import Geometry, sharp_front
from onnes.problems.front.wall import boundary_place, flat_wall, wall_energy
from onnes.readouts.fields import magnetic_induction
from onnes.results import Status

SPACING = 0.1
"""Spacing of the grid where the front passes, in xi."""
_RECORDS = 200
_PATIENCE = 1.5
"""Longest time of a run over that of the sharp front with the same wall energy."""
_ARRIVED = 0.98
"""Position of the front, in the size, at which the run ends: the wall reaches the surface."""


@dataclass(frozen=True)
class TDGLFront:
    """Course of a front over K records; lengths in lambda, times in lambda^2/D, fields in Hc.

    Attributes:
        time, position: t and the place at which the field is half of Hc, shape (K,).
        place: middles of the cells, shape (N,).
        field: B, shape (K, N).
        ledger: balance of energy, in the units of the law.
        status, message: how the run ended.
    """

    time: np.ndarray
    position: np.ndarray
    place: np.ndarray
    field: np.ndarray
    ledger: Ledger
    status: Status
    message: str


def tdgl_front(geometry: Geometry, deficit: float, kappa: float, size: float, nucleus: float, diffusivity: float = 1.0,
               progress: Callable[[float, str], None] | None = None) -> TDGLFront:
    """Return the course of a front that starts as a flat wall around a nucleus in a uniform field.

    Args:
        geometry: "half-space", "slab" or "cylinder"; the first is a slab whose surface is out of reach, and is followed
            for as long as a front that began at x = 0 takes to x = size.
        deficit: p = 1 - H/Hc.
        kappa: lambda/xi, below 1/sqrt(2).
        size: half thickness or radius.
        nucleus: position of the front at the start.
        diffusivity: D tau/lambda^2; tau is the relaxation time of psi.
    """
    applied = (1 - deficit) / (math.sqrt(2) * kappa)
    fine, until = size * kappa, _time(geometry, deficit, kappa, size, nucleus)
    tau = until / diffusivity
    if geometry == "half-space":
        fine += nucleus * kappa
        x = mirrored(stretched(fine, fine + 8 * kappa * math.sqrt(until), SPACING, 1.03))
    else:
        x = uniform(0.0, fine, SPACING) if geometry == "cylinder" else mirrored(uniform(0.0, fine, SPACING))
    sample = Sample(Grid([x], "cylindrical") if geometry == "cylinder" else Grid([x]))
    energy, middle = ginzburg_landau(sample, kappa), 0.5 * (x[1:] + x[:-1])
    law = TDGL(energy, Steady(Drive(1.0, (0.0, 0.0, applied))), conductivity=1 / diffusivity, largest_step=tau / 100)
    right = middle > 0

    def record(now):
        return {"field": np.asarray(magnetic_induction(sample, now.state.A)[2])[right] * math.sqrt(2) * kappa}

    def arrived(state: State, _: float) -> bool:
        induction = np.asarray(magnetic_induction(sample, state.A)[2])[right] * math.sqrt(2) * kappa
        return _position(middle[right], induction) > _ARRIVED * fine

    run = law.run(_start(geometry, kappa, applied, x, nucleus * kappa), tau, every=tau / _RECORDS, record=record,
                  stop=None if geometry == "half-space" else arrived, progress=progress)
    field = run.records["field"]
    position = np.array([_position(middle[right], each) for each in field])
    return TDGLFront(run.records["time"] * diffusivity, position / kappa, middle[right] / kappa, field, run.ledger,
                     run.status, run.message)


def _time(geometry: Geometry, deficit: float, kappa: float, size: float, nucleus: float) -> float:
    """Return the time after which a front has arrived, if it does."""
    if geometry == "half-space":
        return (size / (2 * similarity_root(deficit))) ** 2
    front = sharp_front(geometry, deficit, max(wall_energy(kappa), 0.0) / size, 0.0, nucleus / size)
    return _PATIENCE * float(front.time[-1]) * size**2


def _start(geometry: Geometry, kappa: float, applied: float, x: np.ndarray, nucleus: float) -> State:
    """Return a flat wall at the nucleus, its field scaled to the applied one."""
    wall, middle = flat_wall(kappa), 0.5 * (x[1:] + x[:-1])
    edge = boundary_place(wall) + nucleus
    psi = np.interp(edge - np.abs(x), wall.position, wall.density)
    induction = applied * np.interp(edge - np.abs(middle), wall.position, wall.field)
    if geometry == "cylinder":
        circulation = np.concatenate([[0.0], np.cumsum(induction * np.diff(x**2) / 2)])
        A = circulation / np.where(x > 0, x, 1.0)
    else:
        A = np.concatenate([[0.0], np.cumsum(induction * np.diff(x))])
        A = A - A[len(x) // 2]
    return State(jnp.asarray(psi), (None, jnp.asarray(A), None))


def _position(places: np.ndarray, field: np.ndarray) -> float:
    """Return the first place at which the field rises through half of Hc, by linear interpolation; the last if none."""
    above = np.flatnonzero(field > 0.5)
    if not above.size or above[0] == 0:
        return float(places[0] if above.size else places[-1])
    i = above[0]
    share = (0.5 - field[i - 1]) / (field[i] - field[i - 1])
    return float(places[i - 1] + share * (places[i] - places[i - 1]))
