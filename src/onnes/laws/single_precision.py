"""The time loop of a film in single precision: half the bytes, twice as many numbers in a vector of the processor.

From record to record the loop runs on copies of all its arrays, and what it hands on is double again. JAX is told so
for the whole loop (`jax.enable_x64`): solvers, terms and drives do not know of it.

What would lose digits with time begins anew with each stretch, of a hundred tau at most: time itself, heats and work
are counted from its start, and ``psi exp(-i chi)`` and ``A - grad chi`` with the chi of its start take the place of psi
and A, since chi grows without end where a voltage stands. Steps at rest are shorter than in double precision: the
rounding of many stages counts as their error.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import State
from onnes.errors import InputError, check_name
from onnes.grids import Sample
from onnes.grids.operators import grad
from onnes.grids.solvers.vectors import axpy
from onnes.grids.unit_phase import unit_phase
from onnes.numerics.held import Held, held
from onnes.numerics.jax_settings import COMPILED_FAST

DOUBLE, SINGLE = PRECISIONS = ("double", "single")
LEAST_TOLERANCE = 1e-4
"""Smallest error of a step that rounding does not hide."""
LONGEST_STRETCH = 100.0
"""In tau; at its end the rounding of time is 4e-6 tau."""

_IN_SINGLE = {np.dtype(np.float64): np.float32, np.dtype(np.complex128): np.complex64, np.dtype(np.int64): np.int32}
_COUNTED = ("relaxation_heat", "joule_heat", "source_work")


def check_precision(law: Any) -> None:
    """Raise InputError if the precision of a TDGL law is no name of one, or single where that is not offered."""
    check_name("precision", law.precision, PRECISIONS)
    if law.precision == DOUBLE:
        return
    excluded = {"a device that is no film": law.energy.sheet is None,
                "a periodic device": bool(law.energy.sample.grid.periodic), "thermal noise": law.noise is not None,
                "electrons with a temperature of their own": law.heat is not None,
                f"a tolerance of {float(law.tolerance):g}, below {LEAST_TOLERANCE:g}": law.tolerance < LEAST_TOLERANCE}
    for what, given in excluded.items():
        if given:
            raise InputError("precision", f'"{SINGLE}" for {what}', f'"{DOUBLE}"')


def in_single(advance: Callable, window: Held, loop: Any, force: Any, goal: Any) -> Any:
    """Return ``advance(window, loop, force, goal)``, computed in single precision; of a long way, the first stretch.

    Args:
        advance: compiled loop of `onnes.laws.tdgl`.
        window: law and setup; the protocol has ``later(t)``, the same on a clock that begins at t.
        loop: of a film; see `onnes.laws.tdgl`.
    """
    goal = np.minimum(goal, np.float64(loop.t) + LONGEST_STRETCH)
    given = _rounded(window, loop, force, goal)
    with jax.enable_x64(False):
        end = advance(*given)
    return _restored(window, loop, end, goal)


@partial(jax.jit, compiler_options=COMPILED_FAST)
def _rounded(window: Held, loop: Any, force: Any, goal: Any):
    law, setup = window.things
    begin = _turned(law.energy.sample, loop, -loop.memory.field.potential)
    begin = begin._replace(t=jnp.zeros_like(loop.t), **{name: jnp.zeros_like(loop.t) for name in _COUNTED})
    later = held(replace(law, protocol=law.protocol.later(loop.t)), setup)
    return jax.tree.map(_in_single, (later, begin, force, goal - loop.t))


def _in_single(value: Any) -> Any:
    kind = _IN_SINGLE.get(getattr(value, "dtype", None))
    return value if kind is None else jnp.asarray(value, kind)


@partial(jax.jit, compiler_options=COMPILED_FAST)
def _restored(window: Held, begin: Any, end: Any, goal: Any):
    arrived = end.t >= _in_single(goal - begin.t)
    end = jax.tree.map(lambda new, old: new.astype(old.dtype), end, begin)
    end = end._replace(t=jnp.where(arrived, goal, begin.t + end.t),
                       **{name: getattr(begin, name) + getattr(end, name) for name in _COUNTED})
    return _turned(window.things[0].energy.sample, end, begin.memory.field.potential)


def _turned(sample: Sample, loop: Any, chi: Any):
    """Return the loop in the gauge that chi more leads to."""
    change, state, field = grad(sample.grid, chi), loop.state, loop.memory.field
    field = field._replace(potential=field.potential + chi, potential_before=field.potential_before + chi)
    memory = loop.memory._replace(before=axpy(1.0, change, loop.memory.before), field=field)
    state = State(state.psi * unit_phase(chi), axpy(1.0, sample.per_length(change), state.A), state.circuit)
    return loop._replace(state=state, memory=memory)
