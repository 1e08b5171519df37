"""A long superconducting cylinder that rotates, or is cooled while it rotates, in the frame of its lattice.

In that frame carriers feel the effective field B' = B + (2 m/q) omega, A' = A + (m/q) omega x r: Coriolis' force is the
magnetic one of (2 m/q) omega. London's J = -A'/(mu_0 lambda^2) and curl B = mu_0 J are those of a body at rest, in the
applied field B'_a = (2 m/q) omega. Fields below are in units of B_L = -(2 m/q) omega at the final omega, so that
B'_a = -1 and B = B' + omega(t)/omega.

Source: F. London, Superfluids I (1950); H52.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import equinox as eqx
import jax.numpy as jnp
import numpy as np

from onnes.drives.protocols import ColdFront, FieldRamp, UniformCooling
from onnes.energies import Drive, FreeEnergy, State, ginzburg_landau
from onnes.grids import Grid, Sample
from onnes.laws import TDGL, London, PerfectConductor
from onnes.laws.ampere import current_by_ampere
from onnes.numerics.grading import graded_to_surface, uniform
from onnes.readouts.fields import magnetic_induction
from onnes.results import Status

RECORDS = 30
CELLS = 40
"""Cells per penetration depth at the surface."""
_TO_THE_AXIS, _AXIS_RECORDS = (3.0, 0.01), 16
"""Depths, over the radius, between which the field comes up on the axis on cooling by London's theory; records."""
_LAYER, _LAYER_RECORDS = 15.0, 20
"""Depth, in lambda, from which on the layer at the surface is recorded; records there."""
_ROUND = (0.1, 0.4, 0.6)
"""Densities that are recorded besides."""
_SPACING = 0.25
"""Spacing of the grid by Ginzburg-Landau theory, over the shorter of lambda and xi."""
_HOT, _SPEED, _WIDTH, _SEED = -0.5, 0.1, 0.3, 1e-2
"""epsilon before cooling; speed of the cold front in lambda/tau, and its width over the radius; |psi| at the start."""
_REST = 0.2
"""Time after the front has passed, over that of its passage."""


@dataclass(frozen=True)
class Rotation:
    """Course of a protocol over K records; lengths in lambda, fields in B_L, currents in B_L/(mu_0 lambda).

    Attributes:
        time: from 0 to 1 in units of the duration, under `tdgl` in tau = mu_0 sigma lambda^2; shape (K,).
        rate: omega(t)/omega, shape (K,).
        density: |psi|^2 at ``node``, shape (K, n + 1).
        node, between: distances from the axis, shape (n + 1,), (n,).
        field: B in the laboratory, shape (K, n).
        current: current density relative to the lattice, shape (K, n + 1).
        moment: magnetic moment per length, pi sum r^2 J dr, shape (K,).
        faraday: int r A dV of the field that has come up, A of the laboratory, shape (K,): -n_s q times it is what
            Faraday's field has given to carriers of the final density.
        rigid: int r^2/2 dV: -n_s q B_L times it is their angular momentum when they go with the lattice.
        status: of the law.
    """

    time: np.ndarray
    rate: np.ndarray
    density: np.ndarray
    node: np.ndarray
    between: np.ndarray
    field: np.ndarray
    current: np.ndarray
    moment: np.ndarray
    faraday: np.ndarray
    rigid: float
    status: Status


class _Cylinder:
    """The cylinder on its grid, and what is read from a state of it."""

    def __init__(self, nodes: np.ndarray, kappa: float):
        """Take nodes in xi."""
        self.nodes, self.kappa = nodes, kappa
        grid = Grid([nodes], "cylindrical")
        self.energy: FreeEnergy = ginzburg_landau(Sample(grid), kappa)
        sample = self.energy.sample
        self.section = np.asarray(sample.edge_weight[1]) * np.asarray(sample.edge_length[1])
        self.between = grid.points((0,))[0]

    def start(self, psi: float, applied: float) -> State:
        """Return a uniform psi in the uniform field."""
        return State(jnp.full(len(self.nodes), psi), (None, jnp.asarray(0.5 * applied * self.nodes), None))

    def read(self, state: State, applied: float) -> dict[str, np.ndarray]:
        """Return field, current through the dual face of every edge, potential and |psi|^2 of a state."""
        field, current = _fields(self.energy, state.A, jnp.asarray(applied))
        return {"field": np.asarray(field), "current": np.asarray(current), "potential": np.asarray(state.A[1]),
                "density": np.abs(np.asarray(state.psi)) ** 2}

    def course(self, time: np.ndarray, rate: np.ndarray, rows: dict[str, np.ndarray], scale: float,
               status: Status) -> Rotation:
        """Return the course in the laboratory from rows of `read` in an applied field ``scale`` times B'_a."""
        r, kappa = self.nodes, self.kappa
        field, flow, potential = (rows[name] / -scale for name in ("field", "current", "potential"))
        wide = np.where(self.section > 0, self.section, 1.0)
        laboratory = potential / kappa + 0.5 * rate[:, None] * r / kappa
        ring = 2 * np.pi * (r / kappa) ** 2 * self.section / kappa
        return Rotation(
            time, rate, rows["density"], r / kappa, self.between / kappa, field + rate[:, None],
            np.where(self.section > 0, flow / wide, 0.0) / kappa, np.sum(np.pi * r**2 * flow, axis=1) / kappa**4,
            laboratory @ ring, float(np.sum(ring * r) / (2 * kappa)), status)


@eqx.filter_jit
def _fields(energy: FreeEnergy, A, applied):
    """Return B along the axis and the current around it."""
    return (magnetic_induction(energy.sample, A)[2],
            current_by_ampere(energy.field, A, Drive(1.0, (0.0, 0.0, applied)))[1])


def rotation(law: str, start: str, radius: float, kappa: float = 1.0,
             progress: Callable[[float, str], None] | None = None) -> Rotation:
    """Follow a cylinder that is spun up, or cooled while it rotates.

    Args:
        law: "london": a sequence of states of London's theory, with the density of carriers that grows in proportion
            to time when cooled; "perfect-conductor": the same without a state to go to; "tdgl": time-dependent
            Ginzburg-Landau theory, cooled by a cold front that leaves the axis.
        start: "spun-up" from rest, angular velocity proportional to time; or "cooled" while it rotates.
        radius: R, in lambda.
        kappa: lambda/xi; matters under `tdgl`.
    """
    if law == "tdgl":
        return _tdgl(start, radius, kappa, progress)
    body = _Cylinder(graded_to_surface(radius, 1.0, 1.0 / CELLS), 1.0)
    return _london(body, start) if law == "london" else _perfect(body, start)


def _london(body: _Cylinder, start: str) -> Rotation:
    law = London(body.energy, Drive(1.0, (0.0, 0.0, 1.0)))
    if start == "spun-up":  # all is proportional to omega
        share = np.linspace(0.0, 1.0, RECORDS + 1)
        final = law.run(body.start(1.0, 1.0))
        rows = {name: np.outer(np.ones_like(share) if name == "density" else share, values)
                for name, values in body.read(final.state, 1.0).items()}
        return body.course(share, share, rows, 1.0, final.status)
    share = _densities(body.nodes[-1])
    found = [law.run(body.start(density**0.5, 1.0)) for density in share]
    read = [body.read(each.state, 1.0) for each in found]
    rows = {name: np.stack([each[name] for each in read]) for name in read[0]}
    failed: list[Status] = [each.status for each in found if each.status != "converged"]
    return body.course(share, np.ones_like(share), rows, 1.0, failed[0] if failed else "converged")


def _densities(radius: float) -> np.ndarray:
    """Return densities on cooling, for depths n^(-1/2) in equal ratios: about the radius, and down to lambda.

    Equal steps of the density would miss nearly all: the field is on the axis as soon as the depth is below the radius.
    """
    first, last = (share * radius for share in _TO_THE_AXIS)
    depth = np.concatenate([np.geomspace(first, max(last, 1.0), _AXIS_RECORDS),
                            np.geomspace(min(_LAYER, first), 1.0, _LAYER_RECORDS)])
    return np.unique(np.concatenate([[0.0], np.round(depth**-2, 15), _ROUND]))


def _perfect(body: _Cylinder, start: str) -> Rotation:
    field = jnp.asarray([0.0, 0.0, 1.0])
    protocol = FieldRamp(1.0, field) if start == "spun-up" else UniformCooling(1.0, 0.0, field)
    rate = np.linspace(0.0, 1.0, RECORDS + 1) if start == "spun-up" else np.ones(RECORDS + 1)
    first = body.start(1.0, 0.0) if start == "spun-up" else body.start(0.0, 1.0)

    def record(now) -> dict[str, np.ndarray]:
        return body.read(now.state, rate[min(round(float(now.t) * RECORDS), RECORDS)])

    run = PerfectConductor(body.energy, protocol, RECORDS).run(first, 1.0, record=record)
    return body.course(run.records["time"], rate, dict(run.records), 1.0, run.status)


def _tdgl(start: str, radius: float, kappa: float, progress) -> Rotation:
    body = _Cylinder(uniform(0.0, radius * kappa, _SPACING * min(kappa, 1.0)), kappa)
    passage = (1 + _WIDTH) * radius / _SPEED
    until = passage * (1 + _REST)
    # Weak enough for |psi| not to feel it, as the rotations of real bodies are: everything is proportional to it.
    applied = 1e-4
    field = jnp.asarray([0.0, 0.0, applied])
    if start == "cooled":
        protocol = ColdFront(jnp.asarray(body.nodes), _SPEED * kappa, _WIDTH * radius * kappa, _HOT, 0.0, field)
        first = body.start(_SEED, applied)
    else:
        protocol, first = FieldRamp(passage, field), body.start(1.0, 0.0)

    def turning(t) -> float:
        return 1.0 if start == "cooled" else min(float(t) / passage, 1.0)

    def record(now) -> dict[str, np.ndarray]:
        return body.read(now.state, applied * turning(now.t))

    law = TDGL(body.energy, protocol, 1.0, largest_step=until / 100)
    run = law.run(first, until, every=until / RECORDS, record=record, progress=progress)
    rate = np.array([turning(t) for t in run.records["time"]])
    return body.course(run.records["time"], rate, dict(run.records), applied, run.status)

