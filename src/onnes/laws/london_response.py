"""London's theory along a drive: at every recorded time the response of a superconductor whose |psi| is held."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from onnes.energies import Drive, FreeEnergy, State
from onnes.errors import InputError
from onnes.grids import Sample
from onnes.grids.gathering import on_host
from onnes.grids.links import ends
from onnes.grids.solvers.vectors import is_finite
from onnes.laws.driven import drive_at
from onnes.laws.london import London
from onnes.laws.outcome import Instant, Ledger, Outcome, Record
from onnes.laws.running.record_times import record_times
from onnes.numerics.safe_division import safe_divide
from onnes.results import Status


@dataclass(frozen=True)
class LondonResponse:
    """``J = n (grad theta - A)``, n = clip(epsilon, 0): |psi|^2 follows the temperature, its phase stays.

    Nothing relaxes and nothing is dissipated: the state at a time is that of `London` at the drive of that time, and
    the work of the sources is the change of the free energy. Valid far below the critical fields and currents. A term
    of psi alone has no effect.

    Attributes:
        energy: the free energy.
        protocol: t -> Drive, as of `TDGL`.

    Source: F. and H. London, Proc. R. Soc. A 149, 71 (1935); Pearl, Appl. Phys. Lett. 5, 65 (1964).
    """

    energy: FreeEnergy
    protocol: Any

    def run(self, start: State | Outcome, until: float, *, every: float | None = None, record: Record | None = None,
            progress: Callable[[float, str], None] | None = None) -> Outcome:
        """Return the responses from t = 0 to ``until``, in tau.

        Args:
            start: its phase decides the fluxoids.
            every: spacing of recorded times; 100 records by default.
            record: `Instant` -> named numbers or arrays to keep at each recorded time.

        Raises:
            InputError: a time that is not positive.
        """
        if not (np.isfinite(until) and until > 0):
            raise InputError("until", until, "a positive time in units of tau")
        first = start.state if isinstance(start, Outcome) else start
        if not np.any(on_host(first.psi)):  # no phase, no fluxoids
            first = jax.tree.map(jnp.zeros_like, first)
        phase, inside = phase_of(self.energy.sample, first), self.energy.sample.node_volume > 0
        tools: Any = None
        state, current, rows, iterations, solved = first, None, [], 0, True
        for index, t in enumerate(times := record_times(until, every or until / 100)):
            drive = drive_at(self.protocol, t)
            found = London(self.energy, drive).response(State(_with_density(phase, drive, inside), first.A), tools)
            state, tools, current = found.state, found.tools, found.current
            iterations, solved = iterations + found.iterations, solved and found.converged
            row = {"energy": found.energy, "steps": index}
            row |= dict(record(Instant(t, state, current, found.potential))) if record else {}
            rows.append({name: np.asarray(value) for name, value in row.items()})
            if progress:
                progress(t / until, f"t = {t:.4g} tau")
        columns = {name: np.stack([row[name] for row in rows]) for name in rows[0]}
        energy, nothing = columns.pop("energy"), np.zeros(len(rows))
        ledger = Ledger(times, energy, nothing, nothing, energy - energy[0])
        finite = is_finite(state)
        status: Status = "completed" if solved and finite else "not_converged" if finite else "not_a_number"
        message = "the asked time was reached" if status == "completed" else "a linear solve failed"
        return Outcome(status, state, message, until, ledger, {"time": times, **columns}, len(rows) - 1, 0, iterations,
                       current=current)


@eqx.filter_jit
def _with_density(psi: jax.Array, drive: Drive, inside) -> jax.Array:
    """Return a phase with |psi|^2 = epsilon, 0 where it is negative and outside the sample."""
    return jnp.where(inside, jnp.sqrt(jnp.clip(drive.condensation, 0.0, None)) * psi, 0.0)


@eqx.filter_jit
def phase_of(sample: Sample, state: State) -> jax.Array:
    """Return psi/|psi|; where psi vanishes, as in a normal contact, the phase at which no current flows there.

    That is the phase of the neighbours, carried along the edges between them; 1 where nothing superconducts.
    """
    grid, inside = sample.grid, sample.node_volume > 0
    turns = sample.circulation(state.A)

    def unit(values):
        return safe_divide(values, jnp.abs(values))

    def from_neighbours(phase):
        total = jnp.zeros_like(phase)
        for d in grid.resolved:
            axis = grid.array_axis(d)
            here, there = ends(phase, axis)
            live = sample.edge_weight[d] > 0
            step = jnp.exp(-1j * turns[d])
            pads = [[pad if a == axis else (0, 0) for a in range(phase.ndim)] for pad in ((0, 1), (1, 0))]
            total = total + jnp.pad(live * step * there, pads[0]) + jnp.pad(live * jnp.conj(step) * here, pads[1])
        return jnp.where((phase == 0) & inside, unit(total), phase)

    def unfinished(carry):
        phase, before = carry
        return jnp.any(phase != before)

    first = unit(state.psi)
    phase, _ = lax.while_loop(unfinished, lambda carry: (from_neighbours(carry[0]), carry[0]),
                              (from_neighbours(first), first))
    return jnp.where(phase == 0, 1.0, phase)
