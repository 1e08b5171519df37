"""A static state of a film with vortices: minimised, beside relaxing to it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.square_film import SquareFilm, finished

if TYPE_CHECKING:
    from onnes.energies import State
    from onnes.laws.tdgl import TDGL

_FILM = SquareFilm(side=60.0, induction=0.08, gamma=0.0, u=1.0)
_COLUMNS, _ROWS = 5, 6
_RESIDUAL = 1e-8
_FIRST_LOOK = 50.0
_PATIENCE = 12.0


@benchmark("static state of a film with 30 vortices, 40k points, residual 1e-8")
def static_state() -> Timing:
    """States per second by Newton's method in a region of trust, beside relaxation from the same start.

    Without self-field the vector potential is that of the applied field and only psi is sought. Relaxation gets twelve
    times as long as minimising took; where that is not enough its time is a lower bound.
    """
    import jax.numpy as jnp

    from onnes.energies import State
    from onnes.laws.static import Static
    from onnes.readouts.film import vortices

    law = _FILM.law()
    start = with_vortices(law)
    held = State(jnp.zeros(start.psi.shape, bool),
                 tuple(None if a is None else jnp.ones(a.shape, bool) for a in start.A))
    settle = Static(law.energy.matter, law.protocol(0.0), pinned=held, residual_tolerance=_RESIDUAL)
    replace(settle, max_iterations=2).run(start)  # compiles
    began = time.perf_counter()
    settled = settle.run(start)
    seconds = time.perf_counter() - began
    patience, left, until = relaxing(law, start, _PATIENCE * seconds)
    return Timing(1 / seconds, "states/s", 1 / patience, "relaxing to it (now)", {
        "status": settled.status, "residual": settled.residual, "seconds": seconds, "Newton steps": settled.steps,
        "Hessian products": settled.iterations, "points": start.psi.size,
        "vortices": int(vortices(law.energy.sample, settled.state).sum()), "seconds of relaxing": patience,
        "it came to residual": left, "at t tau0": until, "it arrived": left <= _RESIDUAL})


def with_vortices(law: TDGL) -> State:
    """Thirty vortices in staggered rows: the product of ``z/(|z|^2 + 2)^(1/2)`` about their centres.

    A little off the rows, lest symmetry hold both ways at a saddle for as long as rounding takes to break it.
    """
    import jax.numpy as jnp
    import numpy as np

    from onnes.energies import State

    first = _FILM.start(law)
    x, y = (np.asarray(nodes) for nodes in law.energy.sample.grid.nodes[:2])
    psi, off = np.ones((len(x), len(y)), complex), np.random.default_rng(0).normal(size=(_COLUMNS, _ROWS, 2))
    for i in range(_COLUMNS):
        for j in range(_ROWS):
            stagger = 0.25 * (-1) ** i
            centre = 0.85 * _FILM.side * np.array([(i + 0.5) / _COLUMNS - 0.5, (j + 0.5 + stagger) / _ROWS - 0.5])
            z = (x[:, None] - centre[0] - off[i, j, 0]) + 1j * (y[None, :] - centre[1] - off[i, j, 1])
            psi *= z / np.sqrt(np.abs(z) ** 2 + 2)
    return State(jnp.asarray(psi), first.A)


def relaxing(law: TDGL, state: State, patience: float) -> tuple[float, float, float]:
    """Seconds that relaxing took, the residual it came to, and when; over at the residual asked or out of patience.

    It looks at ever longer intervals, as it slows down.
    """
    left_of = _residual(law)
    finished(law.run(state, 1e-3, every=1e-3))  # compiles
    spent, t, look, left = 0.0, 0.0, _FIRST_LOOK, float(left_of(state))
    while left > _RESIDUAL and spent < patience:
        began = time.perf_counter()
        state = finished(law.run(state, look, every=look)).state
        spent += time.perf_counter() - began
        t, look, left = t + look, 1.25 * look, float(left_of(state))
    return spent, left, t


def _residual(law: TDGL) -> Callable:
    """Root mean square of the force on psi per volume, as in `onnes.laws.residual`."""
    import equinox as eqx
    import jax
    import jax.numpy as jnp

    from onnes.energies import State
    from onnes.laws.residual import residual, volumes

    energy, drive, nothing = law.energy.matter, law.protocol(0.0), (None, None, None)
    volume = volumes(energy, State(jnp.ones(energy.sample.grid.shape), nothing))

    @eqx.filter_jit
    def of(energy, state):
        force = jnp.conj(jax.grad(lambda psi: energy(State(psi, state.A), drive))(state.psi))
        return residual(State(force, nothing), volume)

    return lambda state: of(energy, state)
