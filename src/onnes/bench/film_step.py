"""A step of a film beside what it cannot do without: its stages, solves of the potential and convolutions.

All are timed in the same run: the stages with links at hand, the solves and convolutions by themselves.
"""

from __future__ import annotations

import time
from functools import partial

import equinox as eqx
import jax
import jax.numpy as jnp
from jax import lax

from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.square_film import SquareFilm, finished
from onnes.bench.stopwatch import best_seconds
from onnes.energies import FreeEnergy, State
from onnes.grids.complex_parts import scaled
from onnes.grids.links import rimmed
from onnes.laws.outcome import Outcome
from onnes.laws.single_precision import DOUBLE, PRECISIONS, SINGLE
from onnes.laws.steppers import chebyshev
from onnes.laws.steppers.pair_breaking import velocity
from onnes.laws.steppers.split import spectral_radius
from onnes.laws.tdgl import TDGL

_STEP, _PEARL, _WORK = 0.05, 20.0, 2e6
"""Length of a step in tau_0; Lambda in xi; points times steps of a measurement."""


@benchmark("step of a film, 2k points")
def small() -> Timing:
    """Return the rate of steps of the film that users run most."""
    return _of(SquareFilm(side=13.0))


@benchmark("step of a film, 10k points")
def medium() -> Timing:
    """Return the rate of steps of five times the points."""
    return _of(SquareFilm(side=29.0))


@benchmark("step of a film, 40k points")
def medium_large() -> Timing:
    """Return the rate of steps of twenty times the points."""
    return _of(SquareFilm(side=60.0))


@benchmark("step of a film, 100k points")
def large() -> Timing:
    """Return the rate of steps of a film beyond the caches."""
    return _of(SquareFilm(side=95.0, gamma=0.0))


@benchmark("step of a film with self-field, 10k points")
def medium_with_field() -> Timing:
    """Return the rate of steps with the field of the film's own current."""
    return _of(SquareFilm(side=29.0, pearl=_PEARL))


@benchmark("step of a film with two holes, 10k points")
def perforated() -> Timing:
    """Return the rate of steps of a film with a round and an oblong hole."""
    return _of(SquareFilm(side=29.0, perforated=True))


@benchmark("step of a film with two holes and self-field, 10k points")
def perforated_with_field() -> Timing:
    """Return the rate of steps of that film with the field of its own current."""
    return _of(SquareFilm(side=29.0, pearl=_PEARL, perforated=True))


@benchmark("step of a film with self-field, 100k points")
def large_with_field() -> Timing:
    """Return the rate of steps with that field beyond the caches."""
    return _of(SquareFilm(side=95.0, gamma=0.0, pearl=_PEARL))


@benchmark("single precision, film of 40k points")
def in_single() -> Timing:
    """Return the rate of steps in single precision."""
    return _in_single(SquareFilm(side=60.0))


@benchmark("single precision, film of 40k points with self-field")
def in_single_with_field() -> Timing:
    """Return the same with the field of the film's own current."""
    return _in_single(SquareFilm(side=60.0, pearl=_PEARL))


def _in_single(film: SquareFilm) -> Timing:
    """Return the rate of steps of fixed length beside that in double precision, in turns."""
    begun = {precision: _begun(film, precision) for precision in PRECISIONS}
    points = begun[DOUBLE][1].state.psi.size
    steps = max(int(_WORK / points), 10)
    seconds = dict.fromkeys(PRECISIONS, float("inf"))
    for precision in PRECISIONS * 2:
        each = (_seconds(*begun[precision], 2 * steps) - _seconds(*begun[precision], steps)) / steps
        seconds[precision] = min(seconds[precision], each)
    return Timing(1 / seconds[SINGLE], "steps/s", 1 / seconds[DOUBLE], "the same in double precision (now)",
                  {"us per step": 1e6 * seconds[SINGLE], "points": points})


def _of(film: SquareFilm) -> Timing:
    """Return the rate of steps of fixed length, which all have the same number of stages."""
    law, run = _begun(film)
    points = run.state.psi.size
    steps = max(int(_WORK / points), 10)
    seconds = (_seconds(law, run, 2 * steps) - _seconds(law, run, steps)) / steps
    mass, repeats = law.energy.sample.node_volume * film.u, jnp.asarray(steps)
    stages = jnp.asarray(_stages(law, run.state))
    a_step = partial(best_seconds, repeats=3)
    psi = a_step(lambda: jax.block_until_ready(_relaxed(law, mass, run.state, stages, repeats))) / steps
    potential = a_step(lambda: jax.block_until_ready(_potentials(law, run.state, repeats))) / steps
    needed = psi + potential
    notes = {"us per step": 1e6 * seconds, "stages": int(stages), "us for its stages": 1e6 * psi,
             "us for a potential": 1e6 * potential, "points": points}
    if film.pearl is not None:
        iterations = _iterations(law, run, steps) - int(stages)
        convolution = a_step(lambda: jax.block_until_ready(_convolved(law, run.current, repeats))) / steps
        needed += (1 + iterations) * convolution
        notes |= {"iterations": iterations, "us for a convolution": 1e6 * convolution}
    return Timing(1 / seconds, "steps/s", 1 / needed,
                  "its stages, a potential and its convolutions by themselves (now)", notes | {
                      "us beside these": 1e6 * (seconds - needed)})


def _begun(film: SquareFilm, precision: str = DOUBLE) -> tuple[TDGL, Outcome]:
    """Return the law of a film and a run of ten steps, which compiles."""
    law = film.law(fixed_step=_STEP, precision=precision)
    state = film.start(law)
    if film.perforated:  # the currents around holes at the start are too strong for such steps
        state = finished(film.law().run(state, 1.0, every=1.0)).state
    return law, finished(law.run(state, 10 * _STEP, every=10 * _STEP))


def _stages(law: TDGL, state: State) -> int:
    """Return the stages of a step, which does not count the iterations of its solves."""
    setup = law.stepper.prepare(law, state)
    radius = spectral_radius(setup, state.psi, law.protocol(0.0), law.pair_breaking, 0.0)
    return int(chebyshev.stages_for(_STEP, radius))


def _seconds(law: TDGL, start: Outcome, steps: int) -> float:
    def one() -> float:
        began = time.perf_counter()
        finished(law.run(start, steps * _STEP, every=steps * _STEP))
        return time.perf_counter() - began

    return min(one() for _ in range(3))


def _iterations(law: TDGL, start: Outcome, steps: int) -> float:
    """Return stages and iterations of a step."""
    return finished(law.run(start, steps * _STEP, every=steps * _STEP)).iterations / steps


@eqx.filter_jit
def _relaxed(law: TDGL, mass, state: State, stages, repeats):
    energy, drive = law.energy, law.protocol(0.0)
    held = energy.matter.held(rimmed(energy.sample.grid, energy.sample.circulation(state.A)))

    def rate(psi):
        return velocity(psi, scaled(-0.5, _force(held, psi, state.A, drive)), mass, law.pair_breaking)

    return lax.fori_loop(0, repeats, lambda _, psi: chebyshev.step(rate, psi, _STEP, stages).y, state.psi)


def _force(energy: FreeEnergy, psi, A, drive):
    return jnp.conj(jax.grad(lambda p: energy(State(p, A), drive))(psi))


@eqx.filter_jit
def _potentials(law: TDGL, state: State, repeats):
    sheet = law.energy.sheet
    assert sheet is not None
    solve = sheet.potential_solver.solve
    return lax.fori_loop(0, repeats, lambda _, r: solve(r, None, law.linear_tolerance).x, jnp.real(state.psi))


@eqx.filter_jit
def _convolved(law: TDGL, current, repeats):
    sheet = law.energy.sheet
    assert sheet is not None
    return lax.fori_loop(0, repeats, lambda _, j: sheet.induced(j), current)
