"""The perfect conductor: carriers accelerate and nothing relaxes.

``d_t J = -|psi|^2 d_t A`` (H1: the electric field accelerates every carrier that is there) with
Ampere's law ``kappa^2 curl curl A = J`` at every moment, or ``A = A_applied + Q K + grad chi`` with ``div K = 0`` in a
thin film. Carriers that appear on cooling start at rest. Where their density does not change, J + |psi|^2 A is frozen:
generalised vorticity (H10). A perfect conductor that starts at rest in a uniform field keeps it for ever (H6).
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable
from itertools import pairwise
from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, FreeEnergy, State
from onnes.errors import InputError
from onnes.grids.solvers import conjugate_gradient, probing
from onnes.grids.solvers.preconditioner import jacobi
from onnes.grids.solvers.vectors import axpy, dot, is_finite
from onnes.laws.driven import drive_at
from onnes.laws.outcome import Instant, Ledger, Outcome, Record
from onnes.laws.preconditioning import field_preconditioner
from onnes.laws.running.record_times import record_times
from onnes.laws.sheet_response import SheetCarriers, per_weight, sheet_carriers, sheet_response
from onnes.numerics.jax_settings import as_array
from onnes.results import Status

_MANY = 10_000
"""Nodes from which multigrid repays the time to compile it in a run of many steps."""


class _Motion(NamedTuple):
    """Attributes: A; J times the length of each edge; chi of a film; (work of the sources, heat); iterations; success.
    """

    A: Any
    current: Any
    potential: jax.Array | None
    entries: jax.Array
    iterations: jax.Array
    solved: jax.Array


class PerfectConductor(eqx.Module):
    """The acceleration equation with Maxwell's, for carriers whose density follows the temperature.

    Each step solves ``(curl curl kappa^2 + n) dA = change of the magnet's drive``, n = clip(epsilon, 0, 1) at
    mid-step: trapezoidal, so field energy + kinetic energy - work of the source is kept. Carriers that join a
    current at rest spread the velocities; what the common motion loses so is entered as heat.

    Attributes:
        energy: the free energy; its part without psi is the field's, its gradient term the carriers'.
        protocol: t -> Drive, as of `TDGL`; epsilon gives the density of carriers.
        steps: least number of equal steps.
        tolerance: of the linear solves.
    """

    energy: FreeEnergy
    protocol: Any
    steps: jax.Array = eqx.field(converter=as_array, default=100)
    tolerance: float = eqx.field(static=True, default=1e-12)

    def run(self, start: State | Outcome, until: float, *, every: float | None = None, record: Record | None = None,
            progress: Callable[[float, str], None] | None = None) -> Outcome:
        """Integrate to ``until``. psi of the recorded states is the root of the density of carriers.

        Args:
            start: a state in which the carriers are at rest; or the outcome of a run, whose current flows on. A field
                that differs from that of the start is switched on at once.
            every: spacing of recorded times; every step if left out.

        Raises:
            InputError: a time that is not positive.
        """
        if not (np.isfinite(until) and until > 0):
            raise InputError("until", until, "a positive time in units of tau")
        count = int(self.steps)
        recorded = np.linspace(0.0, until, count + 1) if every is None else record_times(until, every)
        parts = max(1, -(-count // (len(recorded) - 1)))
        mover = _mover(self.energy, start.state if isinstance(start, Outcome) else start, self.tolerance)
        drive = drive_at(self.protocol, 0.0)
        state, now = mover.begin(start, drive)
        rows = [self._row(mover, state, now, drive, recorded[0], jnp.zeros(2), record)]
        balance, iterations, solved = jnp.zeros(2), int(now.iterations), bool(now.solved)
        for index, (begin, end) in enumerate(pairwise(recorded)):
            for t in np.linspace(begin, end, parts + 1)[:-1]:
                h = (end - begin) / parts
                before, drive = drive, drive_at(self.protocol, t + h)
                now = mover.moved(state, now, before, drive_at(self.protocol, t + 0.5 * h), drive)
                state = State(_root_density(drive, state), now.A)
                balance, iterations, solved = (balance + now.entries, iterations + int(now.iterations),
                                               solved and bool(now.solved))
            rows.append(self._row(mover, state, now, drive, end, balance, record))
            if progress:
                progress((index + 1) / (len(recorded) - 1), f"t = {end:.4g} tau")
        columns = {key: np.stack([row[key] for row in rows]) for key in rows[0]} | {
            "steps": parts * np.arange(len(rows))}
        ledger = Ledger(columns["time"], columns.pop("energy"), columns.pop("relaxation_heat"), np.zeros(len(rows)),
                        columns.pop("source_work"))
        finite = is_finite(state)
        status: Status = "completed" if solved and finite else "not_converged" if finite else "not_a_number"
        message = "the asked time was reached" if status == "completed" else "a linear solve failed"
        return Outcome(status, state, message, until, ledger, columns, parts * (len(rows) - 1), 0, iterations,
                       current=self.energy.sample.per_length(now.current))

    def _row(self, mover: _Mover, state: State, now: _Motion, drive: Drive, t, balance, record) -> dict[str, Any]:
        row = {"time": t, "energy": mover.energy_of(state, now, drive), "source_work": balance[0],
               "relaxation_heat": balance[1]}
        density = self.energy.sample.per_length(now.current)
        row |= dict(record(Instant(t, state, density, now.potential))) if record else {}
        return {key: np.asarray(value) for key, value in row.items()}


class _Mover(ABC):
    """Equation of motion of the carriers of one kind of body."""

    def __init__(self, energy: FreeEnergy, tolerance: float):
        self.energy, self.tolerance = energy, tolerance

    def begin(self, start: State | Outcome, drive: Drive) -> tuple[State, _Motion]:
        """Return the state at t = 0, with the drive switched on."""
        state = start.state if isinstance(start, Outcome) else start
        current = jax.tree.map(lambda a: as_array(np.zeros(a.shape)), state.A)
        if isinstance(start, Outcome):
            current = _supercurrent(self.energy, state, drive) if start.current is None else (
                self.energy.sample.circulation(start.current))
        zero = jnp.zeros(())
        nowhere = as_array(np.zeros(self.energy.sample.grid.shape))
        before = _Motion(state.A, current, nowhere, jnp.zeros(2), zero, zero == 0)
        now = self.moved(State(_root_density(drive, state), state.A), before, drive, drive, drive)
        return State(_root_density(drive, state), now.A), now

    @abstractmethod
    def moved(self, state: State, now: _Motion, before: Drive, middle: Drive, after: Drive) -> _Motion:
        """Return the motion after a step, from the drives at its start, middle and end."""

    @abstractmethod
    def energy_of(self, state: State, now: _Motion, drive: Drive) -> jax.Array:
        """Return field energy + kinetic energy J^2/n of the carriers' common motion."""


class _BodyMover(_Mover):
    """A body with the field around it on the grid."""

    def __init__(self, energy: FreeEnergy, state: State, tolerance: float):
        super().__init__(energy, tolerance)
        self.preconditioner = field_preconditioner(energy, state.A, _MANY)
        self.diagonal = _diagonal(energy, state) if self.preconditioner is None else None

    def moved(self, state: State, now: _Motion, before: Drive, middle: Drive, after: Drive) -> _Motion:
        return _moved_body(self.energy, self.tolerance, self.preconditioner, self.diagonal, state, now.current,
                           before, middle, after)

    def energy_of(self, state: State, now: _Motion, drive: Drive) -> jax.Array:
        return _energy_of_body(self.energy, state, now.current, drive)


class _FilmMover(_Mover):
    """A thin film."""

    carriers: SheetCarriers | None = None

    def moved(self, state: State, now: _Motion, before: Drive, middle: Drive, after: Drive) -> _Motion:
        weight = _weight_of_film(self.energy, state, middle)
        self.carriers = sheet_carriers(self.energy, weight, self.carriers)
        return _moved_film(self.energy, self.carriers, weight, state, now.current, now.potential, before, middle, after)

    def energy_of(self, state: State, now: _Motion, drive: Drive) -> jax.Array:
        return _energy_of_film(self.energy, state, now.current, drive)


def _mover(energy: FreeEnergy, state: State, tolerance: float) -> _Mover:
    return _BodyMover(energy, state, tolerance) if energy.sheet is None else _FilmMover(energy, tolerance)


@eqx.filter_jit
def _supercurrent(energy: FreeEnergy, state: State, drive: Drive):
    force = jax.grad(lambda A: energy.matter(State(state.psi, A), drive))(state.A)
    return jax.tree.map(lambda f: -0.5 * f, force)


@eqx.filter_jit
def _root_density(drive: Drive, state: State):
    return jnp.sqrt(jnp.clip(drive.condensation, 0.0, 1.0)) * jnp.ones_like(state.psi)


def _field_force(energy: FreeEnergy, A, drive: Drive, shape_like):
    """Half of dF/dA of the field alone: kappa^2 curl (curl A - H), per cell."""
    empty = State(jnp.zeros_like(shape_like), A)
    return jax.tree.map(lambda g: 0.5 * g, energy.gradient(empty, drive).A)


def _carriers(energy: FreeEnergy, state: State, drive: Drive):
    """n dV on every edge: what an electric field accelerates."""
    density = jnp.clip(drive.condensation, 0.0, 1.0) * jnp.ones(state.psi.shape)
    grid = energy.sample.grid
    out = []
    for d, A in enumerate(state.A):
        if A is None:
            out.append(None)
            continue
        on_edge = density
        if d in grid.resolved:
            axis = grid.array_axis(d)
            n = density.shape[axis]
            low = jax.lax.slice_in_dim(density, 0, n - 1, axis=axis)
            on_edge = 0.5 * (low + jax.lax.slice_in_dim(density, 1, n, axis=axis))
        out.append(energy.sample.edge_volume[d] * on_edge)
    return tuple(out)


@eqx.filter_jit
def _diagonal(energy: FreeEnergy, state: State):
    ones = State(jnp.ones_like(state.psi), jax.tree.map(jnp.zeros_like, state.A))
    return probing.diagonal(energy.hessian(ones, Drive()), state).A


@eqx.filter_jit
def _moved_body(energy: FreeEnergy, tolerance, preconditioner, diagonal, state: State, flowing, before: Drive,
                middle: Drive, after: Drive) -> _Motion:
    carriers = _carriers(energy, state, middle)

    def operator(dA):
        stiff = jax.jvp(lambda A: _field_force(energy, A, after, state.psi), (state.A,), (dA,))[1]
        return jax.tree.map(lambda s, n, v: s + n * v, stiff, carriers, dA)

    imbalance = jax.tree.map(jnp.subtract, flowing, _field_force(energy, state.A, after, state.psi))
    # Less than this share of the energies of applied and present field is rounding, which no solve can mend.
    at_rest, present = jax.tree.map(jnp.zeros_like, state), State(jnp.zeros_like(state.psi), state.A)
    floor = tolerance * jnp.sqrt(energy(at_rest, after) + energy(present, after))
    inverse = jacobi(diagonal) if preconditioner is None else preconditioner.inverse(
        energy.sample, carriers, jnp.max(middle.condensation), energy.field_stiffness)
    solution = conjugate_gradient(operator, imbalance, inverse, tolerance=tolerance, floor=floor, max_iterations=20000)
    A = axpy(1.0, solution.x, state.A)
    current = jax.tree.map(lambda j, n, v: j - n * v, flowing, carriers, solution.x)
    empty = jnp.zeros_like(state.psi)
    work = 0.5 * sum(energy(State(empty, a), after) - energy(State(empty, a), before) for a in (state.A, A))
    heat = _heat(energy, state, flowing, current, before, middle, after)
    return _Motion(A, current, None, jnp.stack([work, heat]), solution.iterations, solution.converged)


@eqx.filter_jit
def _weight_of_film(energy: FreeEnergy, state: State, drive: Drive):
    """n |dual face|/|edge| on every edge."""
    return energy.sample.per_length(energy.sample.per_length(_carriers(energy, state, drive)))


@eqx.filter_jit
def _moved_film(energy: FreeEnergy, carriers: SheetCarriers, weight, state: State, flowing, potential, before: Drive,
                middle: Drive, after: Drive) -> _Motion:
    """The carriers that are there are at rest at the circulation a + I/W."""
    sample, sheet = energy.sample, energy.sheet
    assert sheet is not None
    here, through = energy.sample.circulation(state.A), energy.sample.per_length(flowing)
    found = sheet_response(carriers, axpy(1.0, per_weight(through, weight), here), after)
    change = axpy(-1.0, sheet.applied(before, sample), sheet.applied(after, sample))
    fed = sheet.fed(sheet.through(before), sample) + sheet.fed(sheet.through(after), sample)
    work = jnp.sum(fed * (found.potential - potential)) - dot(axpy(1.0, through, found.current), change)
    current = energy.sample.circulation(found.current)
    heat = _heat(energy, state, flowing, current, before, middle, after)
    return _Motion(energy.sample.per_length(found.circulation), current, found.potential, jnp.stack([work, heat]),
                   found.iterations, found.converged)


def _heat(energy: FreeEnergy, state: State, current, new_current, before: Drive, middle: Drive, after: Drive):
    carriers = _carriers(energy, state, middle)
    return _spread(current, _carriers(energy, state, before), carriers) + _spread(
        new_current, carriers, _carriers(energy, state, after))


def _spread(current, before, after):
    """J^2 (1/n - 1/n'): what the common motion loses to the spread of velocities when carriers join at rest."""
    def lost(j, n, m):
        both = (n > 0) & (m > 0)
        return jnp.sum(jnp.where(both, j**2 * (1 / jnp.where(both, n, 1.0) - 1 / jnp.where(both, m, 1.0)), 0.0))

    return sum(jax.tree.leaves(jax.tree.map(lost, current, before, after)), jnp.zeros(()))


def _kinetic(energy: FreeEnergy, state: State, current, drive: Drive):
    return dot(current, per_weight(current, _carriers(energy, state, drive)))


@eqx.filter_jit
def _energy_of_body(energy: FreeEnergy, state: State, current, drive: Drive):
    return energy(State(jnp.zeros_like(state.psi), state.A), drive) + _kinetic(energy, state, current, drive)


@eqx.filter_jit
def _energy_of_film(energy: FreeEnergy, state: State, current, drive: Drive):
    sheet = energy.sheet
    assert sheet is not None
    return sheet.energy_of(energy.sample.per_length(current)) + _kinetic(energy, state, current, drive)
