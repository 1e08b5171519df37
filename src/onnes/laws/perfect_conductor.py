"""The perfect conductor: carriers accelerate and nothing relaxes.

``d_t J = -|psi|^2 d_t A`` (H1: the electric field accelerates every carrier that is there) with
Ampere's law ``kappa^2 curl curl A = J`` at every moment. Carriers that appear on cooling start at
rest. Where their density does not change, J + |psi|^2 A is frozen: generalised vorticity (H10).
A perfect conductor that starts at rest in a uniform field keeps it for ever (H6).
"""

from __future__ import annotations

from collections.abc import Callable

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import Drive, FreeEnergy, State
from onnes.errors import InputError
from onnes.grids.solvers import conjugate_gradient, probing
from onnes.grids.solvers.preconditioner import jacobi
from onnes.grids.solvers.vectors import axpy
from onnes.laws.outcome import Instant, Ledger, Outcome, Record
from onnes.numerics.jax_settings import as_array


class PerfectConductor(eqx.Module):
    """The acceleration equation with Maxwell's, for carriers whose density follows the temperature.

    Each step solves ``(curl curl kappa^2 + n) dA = change of the magnet's drive``, n = clip(epsilon, 0, 1) at
    mid-step: trapezoidal, so field energy + kinetic energy - work of the source is kept. Carriers that join a
    current at rest spread the velocities; what the common motion loses so is entered as heat.

    Attributes:
        energy: the free energy; its part without psi is the field's, its gradient term the carriers'.
        protocol: t -> Drive; epsilon gives the density of carriers.
        steps: number of equal steps.
        tolerance: of the linear solves.
    """

    energy: FreeEnergy
    protocol: Callable
    steps: jax.Array = eqx.field(converter=as_array, default=100)
    tolerance: float = eqx.field(static=True, default=1e-12)

    def run(self, state: State, until: float, *, record: Record | None = None,
            progress: Callable[[float, str], None] | None = None) -> Outcome:
        """Integrate to ``until``. psi of the recorded states is the root of the density of carriers."""
        if not (np.isfinite(until) and until > 0):
            raise InputError("until", until, "a positive time in units of tau")
        current = jax.tree.map(jnp.zeros_like, state.A)
        # Times as arrays: a Python float would be compiled in, once for every step.
        h, rows, iterations, worked = jnp.asarray(until / self.steps), [], 0, True
        count = int(self.steps)
        balance = jnp.zeros(2)
        diagonal = _diagonal(self.energy, state)
        state = State(_root_density(self, state, 0.0 * h), state.A)
        rows.append(self._row(state, current, 0.0 * h, balance, record))
        for index in range(count):
            t = index * h
            A, current, entries, products, solved = _accelerate(self, diagonal, state, current, t, h)
            balance, iterations, worked = balance + entries, iterations + int(products), worked and bool(solved)
            state = State(_root_density(self, state, t + h), A)
            rows.append(self._row(state, current, t + h, balance, record))
            if progress:
                progress((index + 1) / count, f"t = {t + h:.4g} tau")
        columns = {key: np.stack([row[key] for row in rows]) for key in rows[0]}
        ledger = Ledger(columns["time"], columns.pop("energy"), columns.pop("relaxation_heat"), np.zeros(len(rows)),
                        columns.pop("source_work"))
        finite = all(bool(jnp.all(jnp.isfinite(leaf))) for leaf in jax.tree.leaves(state))
        status = "stopped" if worked and finite else "not_converged" if finite else "not_a_number"
        return Outcome(status, state, "the asked time was reached", until, ledger, columns, count, 0, iterations)

    def _row(self, state, current, t, balance, record) -> dict[str, np.ndarray]:
        row = {"time": t, "energy": _energy(self, state, current, t), "source_work": balance[0],
               "relaxation_heat": balance[1]}
        row |= dict(record(Instant(t, state))) if record else {}
        return {key: np.asarray(value) for key, value in row.items()}


@eqx.filter_jit
def _root_density(law: PerfectConductor, state: State, t):
    return jnp.sqrt(jnp.clip(law.protocol(t).condensation, 0.0, 1.0)) * jnp.ones_like(state.psi)


def _field_force(law: PerfectConductor, A, drive: Drive, shape_like):
    """Half of dF/dA of the field alone: kappa^2 curl (curl A - H), per cell."""
    empty = State(jnp.zeros_like(shape_like), A)
    return jax.tree.map(lambda g: 0.5 * g, law.energy.gradient(empty, drive).A)


def _carriers(law: PerfectConductor, state: State, t):
    """n dV on every edge at time t: what an electric field accelerates."""
    density = jnp.clip(law.protocol(t).condensation, 0.0, 1.0) * jnp.ones(state.psi.shape)
    grid = law.energy.sample.grid
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
        out.append(law.energy.sample.edge_volume[d] * on_edge)
    return tuple(out)


@eqx.filter_jit
def _diagonal(energy: FreeEnergy, state: State):
    ones = State(jnp.ones_like(state.psi), jax.tree.map(jnp.zeros_like, state.A))
    return probing.diagonal(energy.hessian(ones, Drive()), state).A


@eqx.filter_jit
def _accelerate(law: PerfectConductor, diagonal, state: State, current, t, h):
    """One step: A and J at t + h, (work of the source, heat), and how the solve went."""
    carriers = _carriers(law, state, t + h / 2)
    before, after = law.protocol(t), law.protocol(t + h)

    def operator(dA):
        stiff = jax.jvp(lambda A: _field_force(law, A, after, state.psi), (state.A,), (dA,))[1]
        return jax.tree.map(lambda s, n, v: s + n * v, stiff, carriers, dA)

    imbalance = jax.tree.map(jnp.subtract, current, _field_force(law, state.A, after, state.psi))
    # Less than this share of the applied field's own energy is rounding, which no solve can mend.
    floor = law.tolerance * jnp.sqrt(law.energy(jax.tree.map(jnp.zeros_like, state), after))
    solution = conjugate_gradient(operator, imbalance, jacobi(diagonal), tolerance=law.tolerance, floor=floor,
                                  max_iterations=20000)
    A = axpy(1.0, solution.x, state.A)
    new_current = jax.tree.map(lambda j, n, v: j - n * v, current, carriers, solution.x)
    empty = jnp.zeros_like(state.psi)
    work = 0.5 * sum(law.energy(State(empty, a), after) - law.energy(State(empty, a), before) for a in (state.A, A))
    heat = _spread(current, _carriers(law, state, t), carriers) + _spread(
        new_current, carriers, _carriers(law, state, t + h))
    return A, new_current, jnp.stack([work, heat]), solution.iterations, solution.converged


def _spread(current, before, after):
    """J^2 (1/n - 1/n'): what the common motion loses to the spread of velocities when carriers join at rest."""
    def lost(j, n, m):
        both = (n > 0) & (m > 0)
        return jnp.sum(jnp.where(both, j**2 * (1 / jnp.where(both, n, 1.0) - 1 / jnp.where(both, m, 1.0)), 0.0))

    return sum(jax.tree.leaves(jax.tree.map(lost, current, before, after)), jnp.zeros(()))


@eqx.filter_jit
def _energy(law: PerfectConductor, state: State, current, t):
    """Field energy + kinetic energy J^2/n of the carriers' common motion."""
    carriers = _carriers(law, state, t)
    kinetic = jax.tree.map(lambda j, n: jnp.sum(jnp.where(n > 0, j**2 / jnp.where(n > 0, n, 1.0), 0.0)),
                           current, carriers)
    return law.energy(State(jnp.zeros_like(state.psi), state.A), law.protocol(t)) + sum(
        jax.tree.leaves(kinetic), jnp.zeros(()))
