"""TDGL: ``tau d_t psi = -dF/dpsi*``, ``sigma d_t A = -dF/dA``. Time-dependent Ginzburg-Landau with Maxwell.

The gauge is phi = 0. Steps carry an error estimate that sets their length. Two kinds of method: Rosenbrock
(`onnes.laws.steppers.rosenbrock`), implicit in psi and A together, for any body, vacuum included; and split steps
(`onnes.laws.steppers.split`), many times faster, for thin films and for bodies that fill their grid.
"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import replace
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
from onnes.grids.gathering import on_host
from onnes.grids.solvers.vectors import all_finite, axpy, zeros_like
from onnes.laws.circuit import Circuit
from onnes.laws.heat import HeatEquation, HeatState
from onnes.laws.noise import NO_AGITATION, Noise, agitated, spread_of
from onnes.laws.outcome import Continuation, Instant, Ledger, Outcome, Record, Warmth
from onnes.laws.running import checkpoint as checkpoints
from onnes.laws.running.identity import Identity, identity
from onnes.laws.running.record_times import record_times
from onnes.laws.single_precision import DOUBLE, SINGLE, check_precision, in_single
from onnes.laws.steppers.rosenbrock import Rosenbrock
from onnes.laws.steppers.split import Split
from onnes.laws.steppers.stepper import Stepper
from onnes.laws.thermal_cutoff import Cutoff
from onnes.numerics.compile_ahead import collection_paused, compiling
from onnes.numerics.compile_time import compile_seconds
from onnes.numerics.held import Held, held
from onnes.numerics.jax_settings import COMPILED_FAST, COMPILED_LEAN, as_array
from onnes.results import path_of

Event = Callable[[State, float], bool]

_SMALLEST_STEP = 1e-10
_FIRST_STEP = 1e-3
_STEPS_PER_WINDOW = 3
"""Fewest steps in a window of a drive that changes: however weak it is, its form is resolved."""


class _Loop(NamedTuple):
    """Everything the time loop carries."""

    state: State
    memory: Any
    t: jax.Array
    h: jax.Array
    relaxation_heat: jax.Array
    joule_heat: jax.Array
    source_work: jax.Array
    heat: HeatState | None
    random_current: Any
    steps: jax.Array
    rejected: jax.Array
    iterations: jax.Array
    broken: jax.Array


def _array_or_none(value):
    return None if value is None else as_array(value)


class TDGL(eqx.Module):
    """Time-dependent Ginzburg-Landau on any grid, for any free energy.

    Attributes:
        energy: the free energy.
        protocol: t -> Drive, see `onnes.drives.protocols`; or an object with ``within(t, goal)``, which returns such a
            function that holds from t to an end not beyond the goal, and that end; ``before(t)``, which returns one
            that holds just before t; ``breaks_at(t)`` and ``jumps_at(t)``, whether the drive has a jump or a kink, and
            whether it has a jump, at t; and ``settles``, the time from which nothing changes, inf if it is not known.
        conductivity: sigma_hat = mu_0 sigma lambda^2 / tau, the normal conductivity in reduced units:
            fields diffuse with D = kappa^2/sigma_hat in xi^2/tau. Inside the sample; vacuum has none.
        relaxation_time: of psi, in units of tau: u, where tau is the time mu_0 sigma lambda^2 of the field.
        pair_breaking: gamma of the generalised equation, see `onnes.laws.steppers.pair_breaking`; a number or one for
            each node; split steps only.
        pinned: nodes where psi stays as it is (ends of a wire in a normal metal), truth values; split steps only.
        noise: thermal agitation of psi and of the normal current, or None.
        circuit: around two terminals of a film, or None; `State.circuit` is then what it carries.
        heat: of electrons whose temperature differs from that of their bath, see `onnes.laws.heat`; split steps only.
        tolerance: local error allowed per step, in psi and in A; ``fixed_step`` switches control off.
        linear_tolerance: of the solves inside a step.
        stepper: split steps where they apply, which is chosen if left out; else a Rosenbrock method.
        largest_step: upper bound of the step in tau.
        precision: "double", or "single" for the time loop of a film without noise, see `onnes.laws.single_precision`;
            the protocol, or what ``within`` returns, then has ``later(t)``, the same on a clock that begins at t.
    """

    energy: FreeEnergy
    protocol: Any
    conductivity: jax.Array = eqx.field(converter=as_array)
    relaxation_time: jax.Array = eqx.field(converter=as_array, default=1.0)
    pair_breaking: jax.Array = eqx.field(converter=as_array, default=0.0)
    pinned: jax.Array | None = eqx.field(converter=_array_or_none, default=None)
    noise: Noise | None = None
    circuit: Circuit | None = None
    heat: HeatEquation | None = None
    tolerance: jax.Array = eqx.field(converter=as_array, default=1e-3)
    linear_tolerance: jax.Array = eqx.field(converter=as_array, default=1e-5)
    largest_step: jax.Array = eqx.field(converter=as_array, default=np.inf)
    fixed_step: jax.Array | None = eqx.field(converter=_array_or_none, default=None)
    stepper: Stepper = eqx.field(static=True, default=None)  # type: ignore[assignment]
    precision: str = eqx.field(static=True, default=DOUBLE)

    def __post_init__(self):
        if self.stepper is None:
            splits = (bool(np.any(self.pair_breaking)) or self.pinned is not None or self.heat is not None
                      or Split.applies(self.energy))
            self.stepper = Split() if splits else Rosenbrock()

    def run(self, start: State | Outcome, until: float, *, every: float | None = None, record: Record | None = None,
            stop: Event | None = None, progress: Callable[[float, str], None] | None = None,
            checkpoint: str | Path | None = None) -> Outcome:
        """Integrate from t = 0 to ``until`` (in tau), or until ``stop(state, t)`` at a recorded time.

        Args:
            start: a state; or the outcome of a run of the same energy, with currents, potentials and step size, so that
                two runs are as one.
            every: spacing of recorded times, which are hit exactly; 100 records by default.
            record: `Instant` -> named numbers or arrays to keep at each recorded time.
            checkpoint: folder that is brought up to date at each recorded time, see
                `onnes.laws.running.checkpoint`; if it exists the run resumes from it and ends bit-identical to one
                never killed. What is recorded can be read from there while the run goes on: `onnes.read_running`.

        Raises:
            InputError: a time that is not positive, a state that does not fit the grid, noise on a free energy
                without `ThermalForce`, the checkpoint of a run with other parameters, or single precision for what it
                does not do, see `onnes.laws.single_precision.check_precision`.
        """
        check_precision(self)
        if not (np.isfinite(until) and until > 0):
            raise InputError("until", until, "a positive time in units of tau")
        state = start.state if isinstance(start, Outcome) else start
        if state.psi.shape != self.energy.sample.grid.shape:
            raise InputError("state", state.psi.shape, f"a state of shape {self.energy.sample.grid.shape}")
        if self.noise is not None and not self.energy.takes_thermal_force:
            raise InputError("noise", "a free energy that no thermal force acts on", "a free energy with ThermalForce",
                             "Add ThermalForce() to its terms.")
        times_ = record_times(until, every or until / 100)
        journal = _Journal(self, record, None if checkpoint is None else path_of(checkpoint, "checkpoint"), times_)
        with collection_paused():
            loop, first = journal.begin(start)
        status, message = "completed", "the asked time was reached"
        if first > 1 and stop and stop(loop.state, float(loop.t)):  # it had stopped, or was killed just before
            return journal.close(loop, status, "the event was reached")
        try:
            for index in range(first, len(times_)):
                loop = _advance_to(self, loop, times_[index], journal)
                if bool(loop.broken):
                    status, message = _broken(loop)
                    break
                journal.note(loop, index)
                if not np.isfinite(journal.rows[-1]["energy"]):
                    status, message = "not_a_number", "a free energy that is not finite appeared"
                    break
                if progress:
                    progress(times_[index] / until, f"t = {times_[index]:.4g} tau, {int(loop.steps)} steps")
                if stop and stop(loop.state, float(loop.t)):
                    message = "the event was reached"
                    break
        except KeyboardInterrupt:
            status, message = "interrupted", "interrupted by the user"
        return journal.close(loop, status, message)

    def within(self, t: float, goal: float) -> tuple[TDGL, float]:
        """Return the law with a drive that compiled programs can follow from t on, and the time up to which."""
        if not hasattr(self.protocol, "within"):
            return self._under(self.protocol, np.inf), goal
        protocol, end = self.protocol.within(t, goal)
        longest = np.inf if t >= self.protocol.settles else max((end - t) / _STEPS_PER_WINDOW, _SMALLEST_STEP)
        return self._under(protocol, longest), end

    def before(self, t: float) -> TDGL:
        """Return the law with a drive that holds just before t."""
        return self._under(self.protocol.before(t) if hasattr(self.protocol, "within") else self.protocol, np.inf)

    def _under(self, protocol: Any, longest: float) -> TDGL:
        """Return the law under a drive with a bound of the step, with arrays of the same types for all.

        Without its noise, whose temperature may be a function, for each of which a program would be compiled anew; with
        nan as the fixed step where steps are controlled, so that the programs are those of fixed steps.
        """
        return replace(self, protocol=protocol, noise=None, largest_step=np.minimum(self.largest_step, longest),
                       fixed_step=np.float64(np.nan if self.fixed_step is None else self.fixed_step))


class _Windows:
    """The law and its setup on windows of the drive; one window for all of the run from when on nothing changes."""

    def __init__(self, law: TDGL, setup: Any, until: float):
        self._law, self._setup, self._until = law, setup, until
        self._last: Held | None = None
        self._settles = law.protocol.settles if hasattr(law.protocol, "within") else -np.inf

    def within(self, t: float, goal: float) -> tuple[Held, float]:
        """See `TDGL.within`."""
        if t < self._settles:
            law, end = self._law.within(t, goal)
            return held(law, self._setup), end
        if self._last is None:
            self._last = held(self._law.within(t, self._until)[0], self._setup)
        return self._last, goal

    def before(self, t: float) -> Held:
        """See `TDGL.before`."""
        if self._last is None or t <= self._settles:
            return held(self._law.before(t), self._setup)
        return self._last


def _advance_to(law: TDGL, loop: _Loop, goal: float, journal: _Journal) -> _Loop:
    """Integrate to ``goal`` exactly, with new thermal forces in each of their intervals."""
    windows, window, window_end = journal.windows, None, -np.inf
    while (t := float(loop.t)) < goal and not bool(loop.broken):
        if window is None or t >= window_end:
            window, window_end = windows.within(t, goal)
            if t > 0 and hasattr(law.protocol, "within") and law.protocol.breaks_at(t):
                loop = _after_break(windows.before(t), window, loop)
                if law.fixed_step is None and law.protocol.jumps_at(t):
                    loop = loop._replace(h=as_array(np.minimum(np.float64(loop.h), _FIRST_STEP)))
        force, current, interval_end = NO_AGITATION if law.noise is None else law.noise.agitation(
            t, journal.agitated, loop.state)
        if current is not None:
            loop = _redrawn(window, loop, current)
        loop = journal.advance(window, loop, force, np.float64(min(window_end, interval_end)))
    return loop


def _after_break(before: Held, now: Held, loop: _Loop) -> _Loop:
    """Return the loop after a jump or a kink of the drive; in a jump the sources do the work by which F differs."""
    law, setup = now.things
    state, memory = law.stepper.begin(law, setup, loop.state, loop.t)
    after = loop._replace(state=state, memory=memory, random_current=zeros_like(loop.random_current))
    work = float(_energy(now, after)) - float(_energy(before, loop))
    return after._replace(source_work=as_array(np.float64(loop.source_work) + work))


@jax.jit
def _redrawn(window: Held, loop: _Loop, current) -> _Loop:
    """Return the loop with another random current."""
    law, setup = window.things
    memory = law.stepper.redrawn(law, setup, loop.state, loop.memory, axpy(-1.0, loop.random_current, current))
    return law.energy.at_rest(loop._replace(memory=memory, random_current=current))


def _time_loop(window: Held, loop: _Loop, force, goal) -> _Loop:
    """Take steps until ``goal``, the loop of adaptive control compiled as one."""
    law, setup = window.things

    def drive(t):
        return eqx.tree_at(lambda d: (d.force, d.random_current), law.protocol(t), (force, loop.random_current),
                           is_leaf=lambda leaf: leaf is None)

    def unfinished(carry):
        return (carry.t < goal) & ~carry.broken

    take = partial(_controlled_step, law, setup, drive, goal)
    # Thermal force and random current are constant here, so their work is exactly force times way.
    agitated = drive(loop.t)
    begun = ThermalForce()(loop.state, agitated, law.energy.sample)
    end = lax.while_loop(unfinished, take, loop)
    work = begun - ThermalForce()(end.state, agitated, law.energy.sample)
    return law.energy.at_rest(end._replace(source_work=end.source_work + work))


_advance, _advance_in_space = jax.jit(_time_loop), jax.jit(_time_loop, compiler_options=COMPILED_LEAN)


def _controlled_step(law: TDGL, setup: Any, drive, goal, loop: _Loop) -> _Loop:
    assert law.fixed_step is not None
    fixed = ~jnp.isnan(law.fixed_step)
    h = _fitted(jnp.where(fixed, loop.h, jnp.minimum(loop.h, law.largest_step)), goal - loop.t)
    trial = law.stepper.attempt(law, setup, drive, loop.state, loop.memory, loop.heat, loop.t, h)
    error = jnp.maximum(trial.error, 1e-9)
    # Sums of squares of the changes of psi and A at all nodes and edges: not finite if any change is not.
    finite = jnp.isfinite(trial.relaxation_heat + trial.joule_heat)
    good = finite & trial.solved & jnp.isfinite(error) & (trial.longest > _SMALLEST_STEP)
    accept = good & (fixed | (error <= 1))
    ratio = jnp.clip(0.9 * error ** (-1 / law.stepper.order), 0.2, law.stepper.growth)
    next_h = jnp.where(good, h * ratio, 0.3 * h)
    # A step cut short to land on a recorded time says nothing against the longer one.
    next_h = jnp.where(accept & (h < loop.h), jnp.maximum(next_h, loop.h), next_h)
    next_h = jnp.where(good, jnp.minimum(next_h, trial.longest), next_h)
    next_h = jnp.where(fixed, law.fixed_step, jnp.minimum(next_h, law.largest_step))
    broken = ~accept & (fixed | (next_h < _SMALLEST_STEP))

    arrived = h == goal - loop.t
    taken = loop._replace(state=trial.state, memory=trial.memory, t=jnp.where(arrived, goal, loop.t + h),
                          relaxation_heat=loop.relaxation_heat + trial.relaxation_heat,
                          joule_heat=loop.joule_heat + trial.joule_heat,
                          source_work=loop.source_work + trial.source_work, heat=trial.heat,
                          steps=loop.steps + 1)
    refused = loop._replace(rejected=loop.rejected + 1)
    # Copies of one or the other: a choice for each array would be one more loop to compile for each.
    after = lax.cond(accept, lambda taken, refused: taken, lambda taken, refused: refused, taken, refused)
    return after._replace(h=next_h, iterations=loop.iterations + trial.iterations, broken=broken)


def _fitted(h, left):
    """A step that lands on a goal ``left`` ahead without a sliver of a step before it: two halves of what is left."""
    return jnp.where(left <= (1 + 1e-6) * h, left, jnp.where(left < 2 * h, 0.5 * left, h))


def _broken(loop: _Loop):
    if not bool(all_finite(loop.state)):
        return "not_a_number", "a value that is not finite appeared"
    return "not_converged", f"the step fell below {_SMALLEST_STEP:g} tau or a fixed step could not be solved"


class _Journal:
    """Keeps the records and the ledger of a run, and its checkpoint file."""

    def __init__(self, law: TDGL, record: Record | None, path: Path | None, times_: np.ndarray):
        self.law, self.record, self.path = law, record, path
        self.times = times_
        self.advance: Any = _advance_in_space if len(law.energy.sample.grid.resolved) == 3 else _advance
        if law.precision == SINGLE:
            self.advance = partial(in_single, _advance)
        of_noise = None if law.noise is None else law.noise.cutoff
        self.cutoff = None if of_noise is None else Cutoff.of(law, of_noise)
        self.heat = held(law.heat)
        self.agitated: Any = None
        self.rows: list[dict[str, Any]] = []
        self.identity: Identity = {}

    def begin(self, start: State | Outcome) -> tuple[_Loop, int]:
        compiled = compile_seconds()
        state = start.state if isinstance(start, Outcome) else start
        setup = self.law.stepper.prepare(self.law, state)
        self.windows = _Windows(self.law, setup, float(self.times[-1]))
        window = self.windows.within(0.0, float(self.times[1]))[0]
        law, setup = window.things
        noisy = self.law.noise is not None
        if noisy:
            spread = spread_of(law.energy.sample, state.A, law.relaxation_time, law.conductivity)
            self.agitated = agitated(self.law.energy, spread, law.pair_breaking, self.cutoff)
        before = start.continuation if isinstance(start, Outcome) else None
        given = state
        h = min(_FIRST_STEP, float(law.largest_step)) if before is None else float(before.step)
        if before is None or before.memory is None:
            state, memory = law.stepper.begin(law, setup, state, 0.0)
        else:
            memory = before.memory
        anew = compile_seconds() > compiled
        h = h if self.law.fixed_step is None else self.law.fixed_step
        heat = None
        if law.heat is not None:
            heat = law.heat.begin(start.heat if isinstance(start, Outcome) else None, law.protocol(0.0).heat.bath)
        zero, none, unbroken = (as_array(np.zeros((), kind)) for kind in (float, int, bool))
        loop = _Loop(state, memory, zero, as_array(float(h)), zero, zero, zero, heat,
                     zeros_like(state.A) if noisy else None, none, none, none, unbroken)
        if self.path:
            self.identity = identity(law=self.law, start=given, continuation=before, heat=heat)
            loop, self.rows = checkpoints.load(self.path, loop, self.identity, self.times)
        if self.rows:
            return loop, len(self.rows)
        # Where a first program was new, the time loop is: the longest by far.
        force = state.psi if noisy else NO_AGITATION.force  # of its type
        ahead = anew and self.law.precision == DOUBLE
        with compiling(self.advance, window, loop, force, loop.t) if ahead else nullcontext():
            self.note(loop, 0)
        return loop, 1

    def note(self, loop: _Loop, index: int) -> None:
        time = float(self.times[index])
        window = self.windows.before(time) if index else self.windows.within(time, float(self.times[1]))[0]
        row = {"time": loop.t, "energy": _energy(window, loop),
               "relaxation_heat": loop.relaxation_heat, "joule_heat": loop.joule_heat,
               "source_work": loop.source_work, "steps": loop.steps}
        row |= self.record(self._instant(loop)) if self.record else {}
        self.rows.append({key: on_host(value) for key, value in row.items()})
        if self.path:
            checkpoints.save(self.path, loop, self.rows, self.identity)

    def _instant(self, loop: _Loop) -> Instant:
        now = self.law.stepper.instant(loop.state, loop.memory, loop.t)
        if self.law.heat is None or loop.heat is None:
            return now
        return now._replace(heat=_warmth(self.heat, loop.heat))

    def close(self, loop: _Loop, status: Any, message: str) -> Outcome:
        columns = {key: np.stack([row[key] for row in self.rows]) for key in self.rows[0]}
        ledger = Ledger(*(columns.pop(key) for key in
                          ("time", "energy", "relaxation_heat", "joule_heat", "source_work")))
        end = self.law.stepper.instant(loop.state, loop.memory, loop.t)
        return Outcome(status, loop.state, message, float(loop.t), ledger, {"time": ledger.time, **columns},
                       int(loop.steps), int(loop.rejected), int(loop.iterations), Continuation(loop.memory, loop.h),
                       end.current, loop.heat)


@partial(jax.jit, compiler_options=COMPILED_FAST)
def _energy(window: Held, loop: _Loop):
    law, setup = window.things
    drive = law.protocol(loop.t)
    if law.heat is not None and loop.heat is not None:
        drive = law.heat.warmed(drive, law.heat.temperature(loop.heat.density))
    return law.stepper.energy(law, setup, loop.state, loop.memory, drive)


@jax.jit
def _warmth(equation: Held, state: HeatState) -> Warmth:
    return equation.things[0].now(state)
