"""A film in a circuit: its currents and the voltage between two of its terminals are linear in the current I fed there.

So one step of the field without the circuit, the answer of the film to a unit of current, and two linear equations for
I and V make one implicit step of film and circuit together.
"""

from __future__ import annotations

from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies import Drive, SheetField
from onnes.energies.sheet_field import Flow
from onnes.grids import Sample
from onnes.grids.edges import edgewise, matching
from onnes.grids.operators import grad
from onnes.grids.solvers.vectors import axpy, scaled, times, zeros_like
from onnes.laws.circuit import Circuit, CircuitState, Flux

_EXACT = 1e-11
_ROUGH = 1e-2
"""Tolerance of the answer to a unit of current, of which only the unforeseen change of I is taken."""


class FilmLoad(eqx.Module):
    """A circuit between two terminals of a film.

    Attributes:
        circuit: see there.
        share: current into every node for a current of 1 through the circuit.
        current, potential: of the normal film for a current of 1, without induction.
        peak: the largest sheet current there.
    """

    circuit: Circuit
    share: jax.Array
    current: Any
    potential: jax.Array
    peak: jax.Array

    @classmethod
    def of(cls, circuit: Circuit, sheet: SheetField, sample: Sample) -> FilmLoad:
        """Prepare the circuit of a run."""
        return cls(circuit, *_normal_flow(circuit, sheet, sample))

    @property
    def resistance(self):
        """Resistance of the normal film between the terminals."""
        return jnp.sum(self.share * self.potential)

    def fed(self, drive: Drive, circuit: CircuitState) -> Drive:
        """Return a drive with the current of the circuit added."""
        through = drive.current + circuit.current * self.circuit.terminals
        return eqx.tree_at(lambda d: d.current, drive, through)

    def at_once(self, now: CircuitState, source, potential, current, conductivity) -> tuple[CircuitState, Any]:
        """Return the circuit and the currents of a film without self-field after a jump.

        Args:
            potential: of the film, times the conductivity, with the circuit as it was.
            current: of the film, likewise.
        """
        resistance = self.resistance / conductivity
        rest = jnp.sum(self.share * potential) / conductivity - resistance * now.current
        after = self.circuit.at_once(now, source, rest, resistance)
        return after, axpy(after.current - now.current, self.current, current)

    @staticmethod
    def foreseen(memory, backward) -> CircuitState:
        """Return the circuit at the end of a step if all goes on as it went."""
        now, before = memory.circuit, memory.circuit_before

        def further(new, old):
            return new + backward.ratio * (new - old)

        return now._replace(current=further(now.current, before.current), voltage=further(now.voltage, before.voltage))

    def unforeseen(self, foreseen: CircuitState, after: CircuitState, backward):
        """Return the error of what was foreseen, as the largest sheet current that it drives in the normal film.

        Of a voltage only where it has inertia; nothing in a first step, in which it may have jumped.
        """
        voltage = jnp.where(self.circuit.capacitance > 0, after.voltage - foreseen.voltage, 0.0) / self.resistance
        error = jnp.maximum(jnp.abs(after.current - foreseen.current), jnp.abs(voltage))
        return jnp.where(backward.ratio > 0, self.peak * error, 0.0)

    def step(self, sheet: SheetField, sample: Sample, flow: Flow, foreseen: CircuitState, beta, backward, memory,
             source) -> tuple[Flow, CircuitState]:
        """Return the currents of the film and the circuit at the end of a step.

        Args:
            flow: with the foreseen current of the circuit; its potential is beta times chi.
            memory: `onnes.laws.steppers.field_equation.FieldMemory` at the start of the step.
        """
        answer = Flow(self.current, self.potential, flow.induced, flow.iterations, flow.converged, None)
        if sheet.kernel is not None:
            own = sheet.induced(self.current) if sheet.conserved is None else None
            answer = sheet.flow(sample, zeros_like(self.current), beta, self.circuit.terminals, own, self.potential,
                                _ROUGH)
        chi, chi_before, rest, response = (jnp.sum(self.share * each) for each in (
            memory.potential, memory.potential_before, flow.potential / beta, answer.potential / beta))
        device = Flux(chi, chi_before, rest - response * foreseen.current, response)
        after = self.circuit.step(memory.circuit, memory.circuit_before, backward, source, device)
        more = after.current - foreseen.current
        iterations = flow.iterations + (answer.iterations if sheet.kernel is not None else 0)
        return Flow(axpy(more, answer.current, flow.current), flow.potential + more * answer.potential,
                    axpy(more, answer.induced, flow.induced), iterations, flow.converged & answer.converged,
                    axpy(more, answer.own, flow.own)), after


@eqx.filter_jit
def _normal_flow(circuit: Circuit, sheet: SheetField, sample: Sample):
    """Return the share, the current, the potential and the peak of `FilmLoad`."""
    assert sheet.injection is not None
    share = jnp.tensordot(circuit.terminals, sheet.injection, 1)
    potential = sheet.potential_solver.solve(share, None, _EXACT).x
    field = scaled(-1.0, grad(sample.grid, potential))
    weight = matching(field, sample.edge_weight)
    inside = edgewise(lambda e, w: jnp.max(jnp.where(w > 0, jnp.abs(e), 0.0)), sample.per_length(field), weight)
    return share, times(weight, field), potential, jnp.max(jnp.stack(jax.tree.leaves(inside)))
