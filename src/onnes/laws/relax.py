"""relax: ``tau d_t psi = -dF/dpsi*``, ``sigma d_t A = -dF/dA``. Time-dependent Ginzburg-Landau with Maxwell.

The gauge is phi = 0. Where the conductivity is zero (vacuum) A has no inertia and follows at once:
the stepper solves it as a constraint instead of giving vacuum a small conductivity. Steps are
implicit, with an error estimate; real metals make the field a thousand times stiffer or slower
than psi and neither limits the step.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from onnes.energies import FreeEnergy, State, ThermalForce
from onnes.errors import InputError
from onnes.grids import Sample
from onnes.grids.solvers.vectors import all_finite, axpy
from onnes.laws import checkpoint as checkpoints
from onnes.laws.noise import Noise
from onnes.laws.outcome import Ledger, Run
from onnes.laws.preconditioning import Preparation, prepare
from onnes.laws.rosenbrock import Step, step
from onnes.laws.tableau import RODAS3, Tableau

Record = Callable[[State, float], Mapping[str, Any]]
Event = Callable[[State, float], bool]

_SMALLEST_STEP = 1e-10
_FLOOR = 1e-2


class _Loop(NamedTuple):
    """Everything the time loop carries."""

    state: State
    t: jax.Array
    h: jax.Array
    relaxation_heat: jax.Array
    joule_heat: jax.Array
    source_work: jax.Array
    steps: jax.Array
    rejected: jax.Array
    iterations: jax.Array
    broken: jax.Array


def _array_or_none(value):
    return None if value is None else jnp.asarray(value)


class Relax(eqx.Module):
    """Time-dependent Ginzburg-Landau on any grid, for any free energy.

    Attributes:
        energy: the free energy.
        protocol: t -> Drive, see `onnes.laws.protocol`.
        conductivity: sigma_hat = mu_0 sigma lambda^2 / tau, the normal conductivity in reduced units:
            fields diffuse with D = kappa^2/sigma_hat in xi^2/tau. Inside the sample; vacuum has none.
        relaxation_time: of psi, in units of tau.
        noise: thermal agitation of psi, or None.
        tolerance: local error allowed per step, in psi and in A; ``fixed_step`` switches control off.
        linear_tolerance: of the solves inside a step.
        tableau: the Rosenbrock method.
        largest_step: upper bound of the step in tau.
    """

    energy: FreeEnergy
    protocol: Callable
    conductivity: jax.Array = eqx.field(converter=jnp.asarray)
    relaxation_time: jax.Array = eqx.field(converter=jnp.asarray, default=1.0)
    noise: Noise | None = None
    tolerance: jax.Array = eqx.field(converter=jnp.asarray, default=1e-3)
    linear_tolerance: jax.Array = eqx.field(converter=jnp.asarray, default=1e-5)
    largest_step: jax.Array = eqx.field(converter=jnp.asarray, default=np.inf)
    fixed_step: jax.Array | None = eqx.field(converter=_array_or_none, default=None)
    tableau: Tableau = eqx.field(static=True, default=RODAS3)

    def run(self, state: State, until: float, *, every: float | None = None, record: Record | None = None,
            stop: Event | None = None, progress: Callable[[float, str], None] | None = None,
            checkpoint: Path | None = None) -> Run:
        """Integrate from t = 0 to ``until`` (in tau), or until ``stop(state, t)`` at a recorded time.

        Args:
            every: spacing of recorded times, which are hit exactly; 100 records by default.
            record: state, t -> named numbers or arrays to keep at each recorded time.
            checkpoint: file that is rewritten whole at each recorded time; if it exists the run
                resumes from it and ends bit-identical to one never interrupted.

        Raises:
            InputError: a time that is not positive, a state that does not fit the grid, or noise on a free energy
                without `ThermalForce`.
        """
        if not (np.isfinite(until) and until > 0):
            raise InputError("until", until, "a positive time in units of tau")
        if state.psi.shape != self.energy.sample.grid.shape:
            raise InputError("state", state.psi.shape, f"a state of shape {self.energy.sample.grid.shape}")
        if self.noise is not None and not any(isinstance(term, ThermalForce) for term in self.energy.terms):
            raise InputError("noise", "a free energy that no thermal force acts on", "a free energy with ThermalForce",
                             "Add ThermalForce() to its terms.")
        times_ = _record_times(until, every or until / 100)
        journal = _Journal(self, record, checkpoint)
        loop, first = journal.begin(state)
        status, message = "stopped", "the asked time was reached"
        try:
            for index in range(first, len(times_)):
                loop = self._advance_to(loop, times_[index], journal.setup)
                if bool(loop.broken):
                    status, message = _broken(loop)
                    break
                journal.note(loop, index)
                if progress:
                    progress(times_[index] / until, f"t = {times_[index]:.4g} tau, {int(loop.steps)} steps")
                if stop and stop(loop.state, float(loop.t)):
                    message = "the event was reached"
                    break
        except KeyboardInterrupt:
            status, message = "interrupted", "interrupted by the user"
        return journal.close(loop, status, message)

    def _advance_to(self, loop: _Loop, goal: float, setup: _Setup) -> _Loop:
        """Integrate to ``goal`` exactly, re-drawing the thermal force at the ends of its intervals."""
        while float(loop.t) < goal and not bool(loop.broken):
            if self.noise is None:
                force, stage_end = jnp.zeros(()), goal
            else:
                force, interval_end = self.noise.force(float(loop.t), setup.spread)
                stage_end = min(goal, interval_end)
            loop = _advance(self, setup, loop, force, jnp.asarray(float(stage_end)))
        return loop


class _Setup(NamedTuple):
    mass: State
    preparation: Preparation
    weight: State
    spread: jax.Array


def _prepare(law: Relax, state: State) -> _Setup:
    sample = law.energy.sample
    mass = inertia(sample, state, law.relaxation_time, law.conductivity)
    spread = jnp.sqrt(law.relaxation_time / jnp.where(sample.node_volume > 0, sample.node_volume, jnp.inf))
    return _Setup(mass, prepare(law.energy, state), _error_weight(sample, state), spread)


def inertia(sample: Sample, state: State, relaxation_time, conductivity) -> State:
    """M of ``M du/dt = -grad F``: 2 tau dV for psi, 2 sigma dV for A; zero in vacuum."""
    A = tuple(None if a is None else 2 * conductivity * volume for a, volume in
              zip(state.A, sample.edge_volume, strict=True))
    return State(2 * relaxation_time * sample.node_volume, A)


def _error_weight(sample: Sample, state: State) -> State:
    """1 well inside the sample, less in cut cells, 0 in vacuum, where A is no more than a gauge choice."""
    def share(volume):
        return jnp.sqrt(volume / jnp.max(volume))

    return State(share(sample.node_volume), tuple(
        None if a is None else share(v) for a, v in zip(state.A, sample.edge_volume, strict=True)))


@eqx.filter_jit
def _advance(law: Relax, setup: _Setup, loop: _Loop, force, goal) -> _Loop:
    """Take steps until ``goal``, the loop of adaptive control compiled as one."""
    def drive(t):
        return eqx.tree_at(lambda d: d.force, law.protocol(t), force)

    def unfinished(carry):
        return (carry.t < goal) & ~carry.broken

    take = partial(_controlled_step, law, setup, drive, goal)
    end = lax.while_loop(unfinished, take, loop)
    # The thermal force is constant here, so its work is exactly force times way.
    way = end.state.psi - loop.state.psi
    work = 2 * jnp.sum(law.energy.sample.node_volume * jnp.real(jnp.conj(force) * way))
    return end._replace(source_work=end.source_work + work)


def _controlled_step(law: Relax, setup: _Setup, drive, goal, loop: _Loop) -> _Loop:
    h = jnp.minimum(loop.h, goal - loop.t)
    trial = step(law.tableau, law.energy, drive, setup.mass, (law.relaxation_time, law.conductivity),
                 setup.preparation, loop.state,
                 loop.t, h, law.linear_tolerance, _FLOOR * law.tolerance * law.linear_tolerance)
    error = _largest(setup.weight, trial.error) / law.tolerance
    good = all_finite(trial.state) & trial.solved
    if law.fixed_step is None:
        accept = good & (error <= 1)
        next_h = jnp.where(good, h * jnp.clip(0.9 * error ** (-1 / law.tableau.order), 0.2, 3.0), 0.3 * h)
        # A step cut short to land on a recorded time says nothing against the longer one.
        next_h = jnp.where(accept & (h < loop.h), jnp.maximum(next_h, loop.h), next_h)
        next_h = jnp.minimum(next_h, law.largest_step)
    else:
        accept, next_h = good, jnp.asarray(law.fixed_step)
    broken = ~accept & ((next_h < _SMALLEST_STEP) | (law.fixed_step is not None))
    heat, joule, work = _balance(law, setup, drive, loop, trial, h)

    def keep(new, old):
        return jnp.where(accept, new, old)

    arrived = h >= goal - loop.t
    return _Loop(
        jax.tree.map(keep, trial.state, loop.state),
        keep(jnp.where(arrived, goal, loop.t + h), loop.t),
        next_h,
        loop.relaxation_heat + keep(heat, 0.0),
        loop.joule_heat + keep(joule, 0.0),
        loop.source_work + keep(work, 0.0),
        loop.steps + accept,
        loop.rejected + ~accept,
        loop.iterations + trial.iterations,
        broken,
    )


def _largest(weight: State, error: State):
    parts = jax.tree.map(lambda w, e: jnp.max(w * jnp.abs(e)), weight, error)
    return jnp.maximum(jnp.max(jnp.stack(jax.tree.leaves(parts))), 1e-12)


def _balance(law: Relax, setup: _Setup, drive, loop: _Loop, trial: Step, h):
    """Heats and source work of one step, from the cubic through both ends and their velocities.

    Heat is ``int M |du/dt|^2 dt``; work is ``int dF/dt|_u dt`` by Simpson's rule.
    """
    change = axpy(-1.0, loop.state, trial.state)
    v0 = _velocity(law.energy, drive, setup.mass, loop.state, loop.t)
    v1 = _velocity(law.energy, drive, setup.mass, trial.state, loop.t + h)
    heat = jax.tree.map(lambda m, d, a, b: jnp.sum(m * _squared_speed(d, a, b, h)), setup.mass, change, v0, v1)
    middle = jax.tree.map(lambda u, w, a, b: 0.5 * (u + w) + h / 8 * (a - b), loop.state, trial.state, v0, v1)
    rate = [jax.jvp(lambda s, u=u: law.energy(u, drive(s)), (t,), (jnp.ones_like(t),))[1]
            for u, t in ((loop.state, loop.t), (middle, loop.t + h / 2), (trial.state, loop.t + h))]
    joule = sum(jax.tree.leaves(heat.A), jnp.zeros(()))
    return heat.psi, joule, h / 6 * (rate[0] + 4 * rate[1] + rate[2])


def _velocity(energy, drive, mass, state, t):
    gradient = energy.gradient(state, drive(t))
    return jax.tree.map(lambda m, g: jnp.where(m > 0, -g / jnp.where(m > 0, m, 1.0), 0.0), mass, gradient)


def _squared_speed(change, v0, v1, h):
    """``int |du/dt|^2 dt`` of the cubic with these ends."""
    def product(a, b):
        return jnp.real(jnp.conj(a) * b)

    ends = 2 * product(v0, v0) + 2 * product(v1, v1) - product(v0, v1)
    return 1.2 * product(change, change) / h - 0.2 * product(change, v0 + v1) + h / 15 * ends


def _record_times(until: float, every: float) -> np.ndarray:
    count = max(1, int(np.ceil(until / every - 1e-9)))
    return np.minimum(np.arange(count + 1) * every, until)


def _broken(loop: _Loop):
    if not bool(all_finite(loop.state)):
        return "not_a_number", "a value that is not finite appeared"
    return "not_converged", f"the step fell below {_SMALLEST_STEP:g} tau or a fixed step could not be solved"


class _Journal:
    """Keeps the records and the ledger of a run, and its checkpoint file."""

    def __init__(self, law: Relax, record: Record | None, path: Path | None):
        self.law, self.record, self.path = law, record, path
        self.rows: list[dict[str, Any]] = []

    def begin(self, state: State) -> tuple[_Loop, int]:
        self.setup = _prepare(self.law, state)
        h = self.law.fixed_step or min(1e-3, float(self.law.largest_step))
        zero, none = jnp.zeros(()), jnp.zeros((), int)
        loop = _Loop(state, zero, jnp.asarray(h, float), zero, zero, zero, none, none, none, jnp.zeros((), bool))
        if self.path and self.path.exists():
            loop, self.rows = checkpoints.load(self.path, loop)
            return loop, len(self.rows)
        self.note(loop, 0)
        return loop, 1

    def note(self, loop: _Loop, index: int) -> None:
        row = {"time": loop.t, "energy": _energy(self.law, loop.state, loop.t),
               "relaxation_heat": loop.relaxation_heat, "joule_heat": loop.joule_heat,
               "source_work": loop.source_work}
        extra = dict(self.record(loop.state, float(loop.t))) if self.record else {}
        self.rows.append({key: np.asarray(value) for key, value in {**row, **extra}.items()})
        if self.path:
            checkpoints.save(self.path, loop, self.rows)

    def close(self, loop: _Loop, status: Any, message: str) -> Run:
        columns = {key: np.stack([row[key] for row in self.rows]) for key in self.rows[0]}
        ledger = Ledger(*(columns.pop(key) for key in
                          ("time", "energy", "relaxation_heat", "joule_heat", "source_work")))
        return Run(status, loop.state, float(loop.t), ledger, {"time": ledger.time, **columns},
                   int(loop.steps), int(loop.rejected), int(loop.iterations), message)


@eqx.filter_jit
def _energy(law: Relax, state: State, t):
    return law.energy(state, law.protocol(t))
