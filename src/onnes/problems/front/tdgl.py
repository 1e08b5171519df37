"""Front of a superconductor that grows into normal metal, by time-dependent Ginzburg-Landau theory in one dimension."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import NamedTuple

import jax.numpy as jnp
import numpy as np

from onnes.carriers.stefan import similarity_root
from onnes.drives.protocols import Steady
from onnes.energies import Drive, State, ginzburg_landau
from onnes.grids import Grid, Sample
from onnes.laws import TDGL
from onnes.laws.outcome import Ledger, Outcome, Record
from onnes.numerics.grading import mirrored, stretched, uniform
from onnes.problems.front.sharp import Geometry, sharp_front
from onnes.problems.front.wall import boundary_place, flat_wall, wall_energy
from onnes.readouts.fields import magnetic_induction
from onnes.results import Status

SPACING = 0.1
"""Spacing of the grid where the front passes, in xi."""
_RECORDS = 200
_CLOSING = ((0.85, 1), (0.93, 5), (0.965, 25))
"""Positions of the front, in the size, up to which records are so many times as dense: its distance from the surface
falls as the root of the time that is left."""
_LAST = 250
"""Density of records, over the usual one, from there until the wall is within 2 lambda, or 2 cells, of the surface."""
_SOON = 0.05
"""Longest time of these over that of the run."""
_PATIENCE = 1.5
"""Longest time of a run over that of the sharp front with the same wall energy."""
_REST, _APART, _CLOSE, _STILL = 200.0, 1.0, 0.05, 1e-5
"""Longest time until all is at rest and spacings of its records, in the longer of tau and lambda^2/D; field E at rest
[Bc2 xi/tau]: the second spacing where records must be close."""


@dataclass(frozen=True)
class TDGLFront:
    """Course of a front over K records; lengths in lambda, times in lambda^2/D, fields in Hc.

    Attributes:
        time, position: t and the place at which the field is half of Hc, or of the largest field where no field reaches
            Hc: at the start, and where the front has arrived; shape (K,).
        place: middles of the cells, shape (N,).
        field: B, shape (K, N).
        node: nodes, shape (N + 1,).
        volume: of the cells around the nodes, per area of one face, or per length and radian of a cylinder, shape
            (N + 1,).
        order_parameter: psi over its bulk value, which is real, shape (K, N + 1).
        potential: A along the currents, in Bc lambda, 0 in the middle, shape (K, N + 1).
        ledger: balance of energy, in the units of the law.
        status, message: how the run ended.
    """

    time: np.ndarray
    position: np.ndarray
    place: np.ndarray
    field: np.ndarray
    node: np.ndarray
    volume: np.ndarray
    order_parameter: np.ndarray
    potential: np.ndarray
    ledger: Ledger
    status: Status
    message: str


def tdgl_front(geometry: Geometry, deficit: float, kappa: float, size: float, nucleus: float, diffusivity: float = 1.0,
               progress: Callable[[float, str], None] | None = None, *, closely: bool = False) -> TDGLFront:
    """Return the course of a front that starts as a flat wall around a nucleus in a uniform field.

    Except in a half space it is followed until the wall has vanished at the surface and all is at rest.

    Args:
        geometry: "half-space", "slab" or "cylinder"; the first is a slab whose surface is out of reach, and is followed
            for as long as a front that began at x = 0 takes to x = size.
        deficit: p = 1 - H/Hc.
        kappa: lambda/xi, below 1/sqrt(2).
        size: half thickness or radius.
        nucleus: position of the front at the start.
        diffusivity: D tau/lambda^2; tau is the relaxation time of psi.
        closely: records are so close at the end that what acts on the carriers can be summed over them.
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
    right, nodes = middle > 0, x > -SPACING / 2
    to_critical = math.sqrt(2) * kappa

    def record(now):
        return {"field": np.asarray(magnetic_induction(sample, now.state.A)[2])[right] * to_critical,
                "psi": np.asarray(now.state.psi)[nodes], "A": np.asarray(now.state.A[1])[nodes]}

    def beyond(place: float) -> Callable[[State, float], bool]:
        def passed(state: State, _: float) -> bool:
            induction = np.asarray(magnetic_induction(sample, state.A)[2])[right] * to_critical
            return _position(middle[right], induction) > place

        return passed

    start = _start(geometry, kappa, applied, x, nucleus * kappa)
    slow = max(1.0, 1 / diffusivity)
    rest = _REST * slow
    if closely:
        stages = [_Stage(tau, tau / (2 * _RECORDS), beyond(fine - 2.5)),
                  _Stage(tau, tau / (20 * _RECORDS), beyond(fine - 1.5)),
                  _Stage(rest, _CLOSE * slow, _at_rest(_CLOSE * slow))]
    elif geometry == "half-space":
        stages = [_Stage(tau, tau / _RECORDS, None)]
    else:
        stages = [_Stage(tau, tau / (_RECORDS * denser), beyond(share * fine))
                  for share, denser in _CLOSING]
        # Where the front has arrived its place is some lambda inside, if the grid resolves that.
        stages += [_Stage(_SOON * tau, tau / (_RECORDS * _LAST), beyond(fine - 2 * max(kappa, SPACING))),
                   _Stage(rest, _APART * slow, _at_rest(_APART * slow))]
    run = _in_stages(law, start, stages, record, progress)
    field = run.records["field"]
    position = np.array([_position(middle[right], each) for each in field])
    middle_half = 1.0 if geometry == "cylinder" else 0.5
    volume = np.where(np.abs(x) < SPACING / 2, middle_half, 1.0) * np.asarray(sample.node_volume)
    return TDGLFront(run.ledger.time * diffusivity, position / kappa, middle[right] / kappa, field, x[nodes] / kappa,
                     volume[nodes] / kappa ** (2 if geometry == "cylinder" else 1), run.records["psi"],
                     run.records["A"] * math.sqrt(2), run.ledger, run.status, run.message)


class _Stage(NamedTuple):
    """Part of a run: its longest time, spacing of its records [tau], and the event that ends it."""

    longest: float
    every: float
    until: Callable[[State, float], bool] | None


def _in_stages(law: TDGL, start: State, stages: list[_Stage], record: Record,
               progress: Callable[[float, str], None] | None) -> Outcome:
    """Return the outcome of parts of a run, each from the end of the one before, with records and ledger of all."""
    parts: list[Outcome] = []
    for stage in stages:
        parts.append(law.run(parts[-1] if parts else start, stage.longest, every=stage.every, record=record,
                             stop=stage.until, progress=progress))
        if parts[-1].status != "completed" or parts[-1].message != "the event was reached":
            break
    whole = parts[0]
    for part in parts[1:]:
        # The first record of a part is the last one of the part before.
        records = {name: np.concatenate([whole.records[name], part.records[name][1:]])
                   for name in ("field", "psi", "A")}
        before, after = whole.ledger, part.ledger
        added = {name: np.concatenate([getattr(before, name), getattr(before, name)[-1] + getattr(after, name)[1:]])
                 for name in ("time", "relaxation_heat", "joule_heat", "source_work")}
        ledger = Ledger(energy=np.concatenate([before.energy, after.energy[1:]]), **added)
        whole = replace(part, records=records, ledger=ledger)
    return whole


def _at_rest(spacing: float) -> Callable[[State, float], bool]:
    """Return an event: the vector potential has not changed since the record before, ``spacing`` earlier."""
    before: list[np.ndarray] = []

    def unchanged(state: State, _: float) -> bool:
        before.append(np.asarray(state.A[1]))
        return len(before) > 1 and float(np.max(np.abs(before.pop(0) - before[0]))) < _STILL * spacing

    return unchanged


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
    psi = np.interp(edge - np.abs(x), wall.position, wall.modulus)
    induction = applied * np.interp(edge - np.abs(middle), wall.position, wall.field)
    if geometry == "cylinder":
        circulation = np.concatenate([[0.0], np.cumsum(induction * np.diff(x**2) / 2)])
        A = circulation / np.where(x > 0, x, 1.0)
    else:
        A = np.concatenate([[0.0], np.cumsum(induction * np.diff(x))])
        A = A - A[len(x) // 2]
    return State(jnp.asarray(psi), (None, jnp.asarray(A), None))


def _position(places: np.ndarray, field: np.ndarray) -> float:
    """Return the first place at which the field rises through half of Hc or of its largest value, the smaller."""
    half = 0.5 * min(1.0, float(np.max(field)))
    i = int(np.argmax(field > half))
    if i == 0:
        return float(places[0])
    share = (half - field[i - 1]) / (field[i] - field[i - 1])
    return float(places[i - 1] + share * (places[i] - places[i - 1]))
