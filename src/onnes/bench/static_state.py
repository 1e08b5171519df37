"""Static state of a film with vortices: minimisation compared with relaxation."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from onnes.bench.benchmarks import Timing, benchmark
from onnes.bench.square_film import SquareFilm, finished
from onnes.numerics.jax_settings import as_array

if TYPE_CHECKING:
    from onnes.energies import State
    from onnes.laws.tdgl import TDGL

_FILM = SquareFilm(side=60.0, induction=0.08, gamma=0.0, u=1.0)
_COLUMNS, _ROWS = 5, 6
_RESIDUAL = 1e-8
_FIRST_INTERVAL = 50.0
_RELAXATION_TIME_FACTOR = 12.0


@benchmark("static state of a film with 30 vortices, 40k points, residual 1e-8")
def static_state() -> Timing:
    """Return states per second by Newton's method in a trust region, compared with relaxation from the same start.

    Without self-field the vector potential is that of the applied field and only psi is sought. Relaxation is given
    twelve times as long as minimisation took; where that is not enough its time is a lower bound.
    """
    import jax.numpy as jnp

    from onnes.energies import State
    from onnes.grids.edges import edgewise
    from onnes.laws.static import Static
    from onnes.readouts.vortices import vortices

    law = _FILM.law()
    start = with_vortices(law)
    held = State(jnp.zeros(start.psi.shape, bool),
                 edgewise(lambda a: jnp.ones(a.shape, bool), start.A))
    static = Static(law.energy.matter, law.protocol(0.0), pinned=held, residual_tolerance=_RESIDUAL)
    replace(static, max_iterations=2).run(start)  # compiles
    began = time.perf_counter()
    found = static.run(start)
    seconds = time.perf_counter() - began
    relaxation, left, until = relaxing(law, start, _RELAXATION_TIME_FACTOR * seconds)
    return Timing(1 / seconds, "states/s", 1 / relaxation, "relaxation (measured now)", {
        "status": found.status, "residual": found.residual, "seconds": seconds, "Newton steps": found.steps,
        "Hessian products": found.iterations, "points": start.psi.size,
        "vortices": int(vortices(law.energy.sample, found.state).sum()), "seconds of relaxation": relaxation,
        "relaxation residual": left, "relaxed to tau0": until,
        "relaxation converged": left <= _RESIDUAL})


def with_vortices(law: TDGL) -> State:
    """Return a state of thirty vortices in staggered rows, the product of ``z/(|z|^2 + 2)^(1/2)`` about their centres.

    The centres are slightly displaced from the rows, since by symmetry both methods would otherwise stay at a saddle
    until rounding breaks the symmetry.
    """
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
    return State(as_array(psi), first.A)


def relaxing(law: TDGL, state: State, limit: float) -> tuple[float, float, float]:
    """Return the seconds that relaxation took, the residual it reached, and the time reached.

    It ends at the required residual or after ``limit`` seconds. The residual is evaluated at increasing intervals,
    as the relaxation slows down.
    """
    left_of = _residual(law)
    finished(law.run(state, 1e-3, every=1e-3))  # compiles
    spent, t, interval, left = 0.0, 0.0, _FIRST_INTERVAL, float(left_of(state))
    while left > _RESIDUAL and spent < limit:
        began = time.perf_counter()
        state = finished(law.run(state, interval, every=interval)).state
        spent += time.perf_counter() - began
        t, interval, left = t + interval, 1.25 * interval, float(left_of(state))
    return spent, left, t


def _residual(law: TDGL) -> Callable:
    """Return a function for the root mean square of the force on psi per volume, as in `onnes.laws.residual`."""
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
