"""The moat array of tdgl3d in both programs: two films with an oxide between them, cooled in a field.

Both solve the same equations on the same nodes from the same start: ``d_t psi = (epsilon - |psi|^2) psi +
(grad - iA)^2 psi``, ``d_t A = J_s - kappa^2 curl (B - H)``, lengths in xi, fields in Bc2, times in xi^2/D. tdgl3d has
no vacuum and no insulator: oxide, moats and the space above and below are a metal that conducts like the films and
destroys pairs, epsilon = -10 (there psi relaxes to 0 in 0.1, without the cubic term, which is less than 1 % of that).
The density of pairs thus has to vanish on them, where at the surface of a superconductor its gradient does. Onnes is
given that metal by its epsilon(r). At the walls of the box, which cut the films on four sides, B along the wall is H.

Source of the array: docs/figures/sis_moat_array.py of https://github.com/omedeiro/nanowire_tdgl.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.errors import OnnesError

if TYPE_CHECKING:
    from onnes.energies import State
    from onnes.grids import Sample
    from onnes.laws.outcome import Outcome

LAYERS = ("bottom", "top")
ABSORBING = -10.0
"""epsilon of what is not metal: tdgl3d takes 1/(0.1 tau)."""
_RIM = 1.5
"""Distance from a moat in xi within which a vortex counts with the moat, as in tdgl3d."""
_ROUNDING = 1e-9
_LINEAR_SHARE = 1e-3
"""Tolerance of the solves of the field over that of a step: with 0.1 what they leave counts as an error of the step."""
GROWN = 20.0


@dataclass(frozen=True)
class MoatArray:
    """A square film of two layers with a square array of square moats; lengths in xi, fields in Bc2.

    Attributes:
        count: moats along a side.
        side, pitch, margin: of a moat, of the array, and of the film around the array.
        spacing: of the nodes in the plane, and along z.
        metal, insulator, vacuum: cells along z of each film, of the oxide, and of the space above and below.
        amplitude: largest |psi| of the random start.
    """

    count: int = 4
    side: float = 6.0
    pitch: float = 15.0
    margin: float = 9.0
    spacing: tuple[float, float] = (0.75, 1.0)
    metal: int = 4
    insulator: int = 2
    vacuum: int = 3
    kappa: float = 2.0
    field: float = 0.1
    amplitude: float = 0.1
    seed: int = 7

    @property
    def cells(self) -> tuple[int, int, int]:
        """Cells of tdgl3d's box; its outermost nodes are not solved for."""
        width = round(((self.count - 1) * self.pitch + self.side + 2 * self.margin) / self.spacing[0])
        return width, width, 2 * (self.vacuum + self.metal) + self.insulator

    @property
    def lengths(self) -> tuple[float, float, float]:
        """Spacing of the nodes along x, y and z."""
        return self.spacing[0], self.spacing[0], self.spacing[1]

    @property
    def axes(self) -> list[np.ndarray]:
        """Coordinates of the nodes."""
        return [h * np.arange(1, n) for n, h in zip(self.cells, self.lengths, strict=True)]

    @property
    def moats(self) -> list[tuple[float, float, float, float]]:
        """Lower and upper corners (x0, y0, x1, y1) of every moat."""
        corners = [self.margin + self.pitch * k for k in range(self.count)]
        return [(x, y, x + self.side, y + self.side) for y in corners for x in corners]

    @property
    def levels(self) -> dict[str, tuple[int, int]]:
        """First node along z of each film, and the one after its last; nodes on a surface are not metal but for the
        outer ones, and the lowest node of the grid has the number 0."""
        low, high = self.vacuum, self.vacuum + self.metal + self.insulator
        return {"bottom": (low - 1, low - 1 + self.metal), "top": (high, high + self.metal)}

    def metal_nodes(self) -> np.ndarray:
        """Return truth values of the nodes in the metal."""
        x, y, z = np.meshgrid(*self.axes, indexing="ij")
        level = np.rint(z / self.spacing[1]).astype(int) - 1
        inside = np.zeros(x.shape, bool)
        for first, end in self.levels.values():
            inside |= (level >= first) & (level < end)
        for box in self.moats:
            inside &= ~_within(x, y, box, _ROUNDING)
        return inside

    def start(self) -> State:
        """Return random pairs in the metal, in the applied field."""
        from onnes.energies import State
        from onnes.numerics.jax_settings import as_array

        metal, (x, y, z) = self.metal_nodes(), self.axes
        random = np.random.default_rng(self.seed)
        size, phase = random.uniform(0.0, self.amplitude, metal.size), random.uniform(-np.pi, np.pi, metal.size)
        psi = np.where(metal, (size * np.exp(1j * phase)).reshape(metal.shape), 0.0)
        half, middle = 0.5 * self.field, 0.5 * self.cells[0] * self.spacing[0]
        across_x = np.broadcast_to(-half * (y - middle)[:, None], (len(x) - 1, len(y), len(z)))
        across_y = np.broadcast_to(half * (x - middle)[:, None, None], (len(x), len(y) - 1, len(z)))
        A = (across_x, across_y, np.zeros((len(x), len(y), len(z) - 1)))
        return State(as_array(psi), tuple(map(as_array, A)))

    def request(self) -> dict[str, Any]:
        """Return the array in the words of the script."""
        return {"case": "moats", "cells": self.cells, "spacing": self.lengths, "kappa": self.kappa, "field": self.field,
                "moats": self.moats,
                "layers": {"metal": self.metal, "insulator": self.insulator, "vacuum": self.vacuum}}


def whole_cells(axes: Sequence[np.ndarray], lengths: Sequence[float]) -> Sample:
    """Return a box with a whole cell around every node, also around those at its rim, as in tdgl3d."""
    import equinox as eqx

    from onnes.grids import Grid, Sample
    from onnes.numerics.jax_settings import as_array

    sample, volume = Sample(Grid(axes)), float(np.prod(lengths))

    def same(value: float):
        return as_array(np.full((1, 1, 1), value))

    return eqx.tree_at(
        lambda s: (s.node_volume, s.thin_edge_weight, s.face_weight, s.dual_length), sample,
        (as_array(np.full(sample.grid.shape, volume)), tuple(same(volume / h**2) for h in lengths),
         tuple(same(h**2 / volume) for h in lengths), tuple(map(same, lengths))))


def _within(x, y, box: tuple[float, float, float, float], more: float):
    x0, y0, x1, y1 = box
    return (x >= x0 - more) & (x <= x1 + more) & (y >= y0 - more) & (y <= y1 + more)


@dataclass(frozen=True)
class Leg:
    """State at a time, and the steps and seconds from the start to it, without compilation."""

    time: float
    state: State
    steps: int
    seconds: float
    processor_seconds: float


def evolve(array: MoatArray, times: Sequence[float], largest_step: float, tolerance: float,
           grown: float = GROWN) -> list[Leg]:
    """Return the states of the array at some times.

    Args:
        largest_step: up to the time ``grown``, while |psi| grows from the start: the error that is allowed in a step is
            one of psi over its equilibrium, and small |psi| may be wrong by that much.

    Raises:
        OnnesError: a run that failed.
    """
    from onnes.drives.protocols import Steady
    from onnes.energies import Drive, ginzburg_landau
    from onnes.laws import TDGL

    epsilon = np.where(array.metal_nodes(), 1.0, ABSORBING)
    energy = ginzburg_landau(whole_cells(array.axes, array.lengths), array.kappa)
    law = TDGL(energy, Steady(Drive(epsilon, (0.0, 0.0, array.field))), 1.0, tolerance=tolerance,
               linear_tolerance=_LINEAR_SHARE * tolerance, largest_step=largest_step)
    start = array.start()
    law.run(start, 1e-3, every=1e-3)  # it compiles
    legs: list[Leg] = []
    before: State | Outcome = start
    steps, seconds, processor = 0, 0.0, 0.0
    for begin, until in zip((0.0, *times[:-1]), times, strict=True):
        wall, spent = time.perf_counter(), time.process_time()
        mover = law if begin < grown else replace(law, largest_step=np.inf)
        run = mover.run(before, until - begin, every=until - begin)
        if run.status != "completed":
            raise OnnesError(f"the moat array of Onnes did not reach t = {until:g}: {run.message}")
        seconds, processor = seconds + time.perf_counter() - wall, processor + time.process_time() - spent
        steps, before = steps + run.steps, run
        legs.append(Leg(until, run.state, steps, seconds, processor))
    return legs


def loaded(lengths: Sequence[float], file: str) -> State:
    """Return a state that tdgl3d wrote, on nodes that are these lengths apart."""
    from onnes.energies import State
    from onnes.numerics.jax_settings import as_array

    found = np.load(file)
    A = []
    for axis, name in enumerate("xyz"):
        links = found[name]
        A.append(as_array(np.delete(links, -1, axis) / lengths[axis]))  # the last ones leave the grid
    return State(as_array(found["psi"]), tuple(A))


def written(array: MoatArray, state: State, file: str) -> None:
    """Write a state as tdgl3d has it: psi, and A times the spacing, one link after every node."""
    links = {}
    for axis, (name, a, h) in enumerate(zip("xyz", state.A, array.lengths, strict=True)):
        links[name] = np.pad(np.asarray(a) * h, [(0, int(other == axis)) for other in range(3)])
    np.savez(file, psi=np.asarray(state.psi), **links)


def readings(array: MoatArray, state: State) -> dict[str, float]:
    """Return mean |psi|^2 of each film, vortices between its moats, flux quanta in them, and the moment of both films.

    Vortices and quanta are turns of the phase, with the flux, around the faces in the middle of each film; those within
    1.5 xi of a moat count with the moat. The moment (1/2) int r x J_s dV is in Phi_0 xi^2/(2 pi mu_0 kappa^2).
    """
    metal, density = array.metal_nodes(), np.abs(np.asarray(state.psi)) ** 2
    found: dict[str, float] = {}
    x, y = (0.5 * (nodes[1:] + nodes[:-1]) for nodes in array.axes[:2])
    near = [_within(x[:, None], y[None, :], box, _RIM) for box in array.moats]
    for name, (first, end) in array.levels.items():
        found[f"density, {name}"] = float(np.mean(density[:, :, first:end][metal[:, :, first:end]]))
        turns = _turns(array, state, first + array.metal // 2)
        between = np.where(np.any(near, axis=0), 0, turns)
        found[f"vortices, {name}"] = int(between.clip(0).sum())
        found[f"antivortices, {name}"] = int((-between).clip(0).sum())
        found[f"quanta in moats, {name}"] = int(sum(turns[each].sum() for each in near))
    found["moment"] = moment(array.axes, array.lengths, state)
    return found


def _turns(array: MoatArray, state: State, level: int) -> np.ndarray:
    from onnes.energies import State
    from onnes.grids import Grid, Sample
    from onnes.readouts.vortices import turns_of_faces

    plane = State(state.psi[:, :, level], (*(a[:, :, level] for a in state.A[:2]), None))  # type: ignore[index]
    return np.rint(np.asarray(turns_of_faces(Sample(Grid(array.axes[:2])), plane))).astype(int)


def moment(axes: Sequence[np.ndarray], lengths: Sequence[float], state: State) -> float:
    """Return (1/2) int (r x J_s)_z dV about the middle of the grid, J_s = Im psi* (grad - iA) psi on the edges."""
    psi, volume = np.asarray(state.psi), float(np.prod(lengths))
    along_x, along_y = (np.imag(np.conj(_first(psi, axis)) * _last(psi, axis) * np.exp(-1j * h * np.asarray(a))) / h
                        for axis, (a, h) in enumerate(zip(state.A[:2], lengths[:2], strict=True)))
    x, y = (nodes - nodes.mean() for nodes in axes[:2])
    return 0.5 * volume * float(np.sum(x[:, None, None] * along_y) - np.sum(y[:, None] * along_x))


def _first(values, axis: int):
    return np.delete(values, -1, axis)


def _last(values, axis: int):
    return np.delete(values, 0, axis)


def mean_density(found: Mapping[str, float]) -> float:
    """Return the mean |psi|^2 of both films from their readings."""
    return 0.5 * sum(found[f"density, {name}"] for name in LAYERS)
