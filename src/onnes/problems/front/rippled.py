"""Flat front with ripples in a half space, by time-dependent Ginzburg-Landau theory in two dimensions.

The front moves along x in a strip whose sides are mirror planes. At the start it is a flat wall displaced by
s(y) = sum_n a_n cos(pi n y/width), in the field of the similarity solution that left x = 0 at t = 0, with what the
ripples change in it at a slow growth (`onnes.problems.front.ripples`).
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import jax.numpy as jnp
import numpy as np

from onnes.carriers.stefan import similarity_field, similarity_root
from onnes.drives.protocols import Steady
from onnes.energies import Drive, State, ginzburg_landau
from onnes.energies.mirrored import mirrored
from onnes.grids import Grid, Sample
from onnes.laws import TDGL
from onnes.laws.outcome import Ledger
from onnes.numerics.grading import stretched, uniform
from onnes.problems.front.wall import boundary_place, flat_wall, wall_energy
from onnes.readouts.fields import magnetic_induction
from onnes.results import Status

SPACING = 0.2
"""Spacing of the grid where the front passes and along it, in xi."""
_BEHIND, _AHEAD, _LEAD = 6.0, 6.0, 0.3
"""Superconductor behind the front at the start and metal ahead of it at the end, in xi; way of the tips of fingers
beyond that of the front, over the latter."""
_FAR, _GROWTH = 8.0, 1.05
"""Extent ahead of the front in sqrt(D t), and ratio of neighbouring gaps where the grid becomes coarse."""
_TOLERANCE, _LINEAR = 3e-4, 1e-10
"""Errors allowed in a step, and in the equation of the field: the gauge phi = 0 makes A large ahead of the front."""
_RECORDS = 80
_SHOWN = 2
"""Nodes from one place to the next at which the field is recorded."""


@dataclass(frozen=True)
class RippledFront:
    """Course of a front over K records; lengths in lambda, times in lambda^2/D since it left x = 0, fields in Hc.

    Attributes:
        time: t, shape (K,).
        position: where the field is half of Hc, at M places across, shape (K, M).
        x, y: places, shapes (N,) and (L,).
        field: B, shape (K, L, N).
        ledger: balance of energy, in the units of the law.
        status, message: how the run ended.
    """

    time: np.ndarray
    position: np.ndarray
    x: np.ndarray
    y: np.ndarray
    field: np.ndarray
    ledger: Ledger
    status: Status
    message: str

    def amplitudes(self, count: int) -> np.ndarray:
        """Return the amplitudes a_n of the first ripples, n = 0 (mean position), 1 ..., shape (K, count + 1)."""
        places = (np.arange(self.position.shape[1]) + 0.5) / self.position.shape[1]
        waves = np.cos(np.pi * np.outer(places, np.arange(count + 1)))
        return self.position @ waves * np.where(np.arange(count + 1) == 0, 1, 2) / len(places)


def rippled_front(deficit: float, kappa: float, width: float, start: float, end: float, ripples: np.ndarray,
                  diffusivity: float = 1.0,
                  progress: Callable[[float, str], None] | None = None) -> RippledFront:
    """Return the course of a front with ripples from its start until a flat one would be at the end.

    Args:
        deficit: p = 1 - H/Hc. Below a field of Hc2 = sqrt2 kappa Hc, p > 1 - sqrt2 kappa, the metal ahead of the front
            turns superconducting by itself.
        kappa: lambda/xi, below 1/sqrt(2).
        width: of the strip.
        start, end: position of the flat front.
        ripples: a_n for n = 1, 2 ..., much less than the start.
        diffusivity: D tau/lambda^2; tau is the relaxation time of psi.
    """
    critical = 1 / (math.sqrt(2) * kappa)
    began, ends = times(deficit, start, end)
    x, y = strip_grid(kappa, width, start, end, ends)
    sample = Sample(Grid([x, y]))
    near = int(np.searchsorted(x, x[0] + _finely(kappa, start, end)))
    # A lattice whose cells hold a whole flux quantum is as if in no field: where it is coarse the metal stays normal.
    normal = np.where(np.arange(len(x)) > near, -1.0, 1.0)[:, None] * np.ones(len(y))
    drive = Drive(normal, (0.0, 0.0, critical * (1 - deficit)))
    energy = mirrored(ginzburg_landau(sample, kappa), (0, 0), (1, 0), (1, -1))
    law = TDGL(energy, Steady(drive), conductivity=1 / diffusivity, tolerance=_TOLERANCE, linear_tolerance=_LINEAR)
    middle = _middle(x)

    def record(now):
        field = np.asarray(magnetic_induction(sample, now.state.A)[2]) / critical
        return {"field": field[:near:_SHOWN, ::_SHOWN].T, "position": _positions(middle, field)}

    until = (ends - began) / diffusivity
    run = law.run(_start(deficit, kappa, start, ripples * kappa, x, y), until, every=until / _RECORDS, record=record,
                  progress=progress)
    return RippledFront(began + run.records["time"] * diffusivity, run.records["position"] / kappa,
                        middle[:near:_SHOWN] / kappa, _middle(y)[::_SHOWN] / kappa, run.records["field"], run.ledger,
                        run.status, run.message)


def times(deficit: float, start: float, end: float) -> tuple[float, float]:
    """Return the times at which a flat front that left x = 0 is at two places."""
    root = similarity_root(deficit)
    return (start / (2 * root)) ** 2, (end / (2 * root)) ** 2


def _finely(kappa: float, start: float, end: float) -> float:
    """Return the length over which the grid is fine, in xi."""
    return _BEHIND + (1 + _LEAD) * (end - start) * kappa + _AHEAD


def strip_grid(kappa: float, width: float, start: float, end: float, ends: float) -> tuple[np.ndarray, np.ndarray]:
    """Return the nodes along the way of the front and across the strip, in xi."""
    fine = _finely(kappa, start, end)
    x = start * kappa - _BEHIND + stretched(fine, fine + _FAR * kappa * math.sqrt(ends), SPACING, _GROWTH)
    return x, uniform(0.0, width * kappa, SPACING)


def _start(deficit: float, kappa: float, position: float, ripples: np.ndarray, x: np.ndarray, y: np.ndarray) -> State:
    """Return the wall with its ripples (in xi) in the field that belongs to it."""
    wall, middle = flat_wall(kappa), _middle(x)
    edge, speed = boundary_place(wall), 2 * similarity_root(deficit) ** 2 / position
    waves = np.pi * np.arange(1, len(ripples) + 1) / y[-1]

    def behind(places: np.ndarray, across: np.ndarray) -> np.ndarray:
        """Return the distance behind the front, as a place on the wall."""
        return edge + position * kappa + np.cos(np.outer(across, waves)) @ ripples - places[:, None]

    ahead = (middle / kappa - position)[:, None]
    reach = 1 + np.maximum(ahead, 0.0) / position
    field = similarity_field(reach * similarity_root(deficit), deficit) - speed * np.minimum(ahead, 0.0)
    field = field * np.ones(len(y) - 1)
    for wave, ripple in zip(waves, ripples / kappa, strict=True):
        q = wave * kappa
        decay = speed / 2 + math.sqrt(speed**2 / 4 + q**2)
        change = (speed - wall_energy(kappa) / 2 * q**2) * ripple * np.exp(-decay * ahead)
        field = field + change * np.cos(wave * _middle(y))
    induction = np.interp(behind(middle, _middle(y)), wall.position, wall.field) * field / (math.sqrt(2) * kappa)
    A = np.concatenate([np.zeros((1, len(y) - 1)), np.cumsum(induction * np.diff(x)[:, None], axis=0)])
    psi = np.interp(behind(x, y), wall.position, wall.modulus).astype(complex)
    return State(jnp.asarray(psi), (jnp.zeros((len(x) - 1, len(y))), jnp.asarray(A), None))


def _middle(nodes: np.ndarray) -> np.ndarray:
    return 0.5 * (nodes[1:] + nodes[:-1])


def _positions(places: np.ndarray, field: np.ndarray) -> np.ndarray:
    """Return the first places at which the field, of shape (places, M), rises through half of Hc, by interpolation."""
    i = np.argmax(field > 0.5, axis=0)
    columns = np.arange(field.shape[1])
    low, high = field[i - 1, columns], field[i, columns]
    return places[i - 1] + (0.5 - low) / (high - low) * (places[i] - places[i - 1])
