"""The implicit step of the field: ``sigma d_t A = J_s - K``, in bulk and in thin films.

With d_t a = (alpha a - history)/h and the supercurrent taken at the extrapolated field, J_s(a) = J_s* - w (a - a*),
an equation of constant coefficients is left. The added -w (a - a*), of the order h^2 of the extrapolation's error,
stands for how the supercurrent answers the field, |psi|^2 <= 1 taken as 1, and keeps long steps stable.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import FreeEnergy, SheetField, State, Term
from onnes.errors import InputError
from onnes.grids.operators import grad
from onnes.grids.solvers import conjugate_gradient, separable
from onnes.grids.solvers.vectors import axpy, dot, scaled, zeros_like

_EXACT = 1e-10
_NO_PSI: Any = np.zeros(())
"""Terms of the field alone do not look at psi."""


class FieldMemory(NamedTuple):
    """Attributes: sheet current of a film on edges; chi of A = A_applied + Q K + grad chi; both one step ago."""

    current: Any
    potential: jax.Array
    current_before: Any
    potential_before: jax.Array


class FieldSolution(NamedTuple):
    """Attributes: circulations at the end of the step, memory, iterations, whether the solve converged."""

    circulation: Any
    memory: FieldMemory
    iterations: jax.Array
    converged: jax.Array


class FieldEquation(eqx.Module):
    """How the field of one kind of body moves."""

    @abstractmethod
    def begin(self, energy: FreeEnergy, circulation, supercurrent, drive, conductivity) -> tuple[FieldMemory, Any]:
        """The memory before the first step, and the current through the dual face of every edge.

        Args:
            drive: t -> Drive.
        """

    @abstractmethod
    def solve(self, sample, conductivity, backward, now, before, ahead, supercurrent, drive, memory,
              tolerance) -> FieldSolution:
        """Return the field at the end of a step.

        Args:
            backward: the difference formula of the step.
            now, before: circulations at the start of the step, and one step earlier.
            ahead: extrapolated circulations a*.
            supercurrent: at a*, through the dual face of every edge.
        """

    @abstractmethod
    def energy(self, energy: FreeEnergy, state: State, memory: FieldMemory, drive) -> jax.Array:
        """Field energy."""

    @abstractmethod
    def work(self, energy: FreeEnergy, drive, begin, solution: FieldSolution, memory: FieldMemory, t, h) -> jax.Array:
        """What the magnet and the current source did in the step from the circulations ``begin``."""


def field_equation(energy: FreeEnergy) -> FieldEquation:
    """The equation that belongs to the field terms of an energy.

    Raises:
        InputError: no field term, more than one kind, or a grid on which the bulk equation has no fast inverse.
    """
    return Bulk.of(energy) if energy.sheet is None else Film(energy.sheet)


class Film(FieldEquation):
    """``I/w + beta (Q I + grad chi) = J_s*/w + a* + (sigma/h) history - beta a_applied``, div I = fed current."""

    sheet: SheetField

    def begin(self, energy: FreeEnergy, circulation, supercurrent, drive, conductivity):
        sample, start = energy.sample, jnp.zeros(())
        source = self.sheet.source_of(sample, circulation, drive(start))
        current, potential = source.current, source.potential
        if self.sheet.kernel is None:
            # Without self-field the normal current makes up at once for what the supercurrent does not conserve, and
            # follows the electric field that a changing applied field induces.
            drift = jax.jvp(lambda t: self.sheet.applied(drive(t), sample), (start,), (jnp.ones(()),))[1]
            push = axpy(-conductivity, drift, _per_weight(supercurrent, sample))
            fed = self.sheet.fed(drive(start), sample)
            nothing = jnp.zeros(sample.grid.shape)
            current = self.sheet.flow(sample, push, 0.0, fed, zeros_like(circulation), nothing, _EXACT).current
        return FieldMemory(current, potential, current, potential), current

    def solve(self, sample, conductivity, backward, now, before, ahead, supercurrent, drive, memory, tolerance):
        sheet = self.sheet
        h = backward.step
        beta = conductivity * backward.alpha / h + 1.0
        applied = sheet.applied(drive, sample)
        push = jax.tree.map(lambda j, a, old, b: j + a + conductivity / h * old - beta * b,
                            _per_weight(supercurrent, sample), ahead, backward.history(now, before), applied)
        fed = sheet.fed(drive, sample)
        # If all goes on as it went.
        current = jax.tree.map(lambda now, before: 2 * now - before, memory.current, memory.current_before)
        potential = 2 * memory.potential - memory.potential_before
        flow = sheet.flow(sample, push, beta, fed, current, beta * potential, tolerance)
        chi = flow.potential / beta
        field = jax.tree.map(jnp.add, applied, sheet.induced(flow.current))
        circulation = jax.tree.map(jnp.add, field, grad(sample.grid, chi))
        after = FieldMemory(flow.current, chi, memory.current, memory.potential)
        return FieldSolution(circulation, after, flow.iterations, flow.converged)

    def energy(self, energy, state, memory, drive):
        return self.sheet.energy_of(memory.current)

    def work(self, energy, drive, begin, solution, memory, t, h):
        change = axpy(-1.0, self.sheet.applied(drive(t), energy.sample),
                      self.sheet.applied(drive(t + h), energy.sample))
        current = jax.tree.map(jnp.add, memory.current, solution.memory.current)
        fed = self.sheet.fed(drive(t), energy.sample) + self.sheet.fed(drive(t + h), energy.sample)
        return -dot(current, change) + jnp.sum(fed * (solution.memory.potential - memory.potential))


class Bulk(FieldEquation):
    """``(beta w + kappa^2 curl* curl) a = J_s* + w a* + (sigma/h) w history + kappa^2 curl* H``.

    Conjugate gradients, preconditioned by the exact inverse on the box with the same beta everywhere.
    """

    terms: tuple[Term, ...]
    modes: tuple[separable.Basis, ...]
    stiffness: jax.Array

    @classmethod
    def of(cls, energy: FreeEnergy) -> Bulk:
        grid = energy.sample.grid
        stiffness, modes = energy.field_stiffness, separable.bases(grid)
        if stiffness is None or modes is None:
            raise InputError("stepper", "split steps of a body whose field they cannot solve",
                             "a film with SheetField, or a Cartesian grid with Magnetic", "Use a Rosenbrock stepper.")
        return cls(energy.field.terms, modes, stiffness)

    def begin(self, energy: FreeEnergy, circulation, supercurrent, drive, conductivity):
        here = State(_NO_PSI, _per_length(circulation, energy.sample))
        force = jax.grad(energy.field)(here, drive(jnp.zeros(()))).A
        current = jax.tree.map(lambda f: 0.5 * f, _per_length(force, energy.sample))
        return FieldMemory(None, jnp.zeros(()), None, jnp.zeros(())), current

    def solve(self, sample, conductivity, backward, now, before, ahead, supercurrent, drive, memory, tolerance):
        h = backward.step
        beta = conductivity * backward.alpha / h + 1.0
        volume = tuple(None if a is None else v for a, v in zip(ahead, sample.edge_volume, strict=True))
        field = FreeEnergy(self.terms, sample)

        def force(A):
            return scaled(0.5, jax.grad(lambda a: field(State(_NO_PSI, a), drive))(A))

        drawn, stiffness = jax.linearize(force, zeros_like(ahead))
        previous = _per_length(axpy(conductivity / h, backward.history(now, before), ahead), sample)
        driven = _times_length(supercurrent, sample)
        rhs = jax.tree.map(lambda j, v, a, d: j + v * a - d, driven, volume, previous, drawn)
        start = _per_length(ahead, sample)

        def operator(A):
            return jax.tree.map(lambda v, a, k: beta * v * a + k, volume, A, stiffness(A))

        change = conjugate_gradient(
            operator, axpy(-1.0, operator(start), rhs),
            separable.inverse(self.modes, sample.grid.resolved, beta, self.stiffness),
            tolerance=tolerance, floor=tolerance * jnp.sqrt(dot(start, operator(start))), max_iterations=500)
        A = axpy(1.0, change.x, start)
        return FieldSolution(_times_length(A, sample), memory, change.iterations, change.converged)

    def energy(self, energy, state, memory, drive):
        return energy.field(state, drive)

    def work(self, energy, drive, begin, solution, memory, t, h):
        middle = State(_NO_PSI, _per_length(scaled(0.5, axpy(1.0, begin, solution.circulation)), energy.sample))
        when = t + 0.5 * h
        return h * jax.jvp(lambda s: energy.field(middle, drive(s)), (when,), (jnp.ones_like(when),))[1]


def _per_weight(edges, sample):
    """edges / w, zero where the sample is not."""
    return tuple(None if e is None else jnp.where(w > 0, e / jnp.where(w > 0, w, 1.0), 0.0)
                 for e, w in zip(edges, sample.edge_weight, strict=True))


def _per_length(edges, sample):
    return tuple(None if e is None else e / length for e, length in zip(edges, sample.edge_length, strict=True))


def _times_length(edges, sample):
    return tuple(None if e is None else e * length for e, length in zip(edges, sample.edge_length, strict=True))
