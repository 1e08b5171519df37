"""Preconditioners of the linear systems of a law: approximate inverses of M/(h gamma) + H."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies import Drive, FreeEnergy, State
from onnes.grids import Sample
from onnes.grids.operators import grad, grad_adjoint
from onnes.grids.solvers import probing, separable
from onnes.grids.solvers.condensate_multigrid import CondensateLevel, condensate_inverse, condensate_levels
from onnes.grids.solvers.field_multigrid import FieldLevel, field_inverse, field_levels
from onnes.grids.solvers.preconditioner import jacobi, preconditioner
from onnes.grids.solvers.vectors import times

_MANY = 4000
"""Nodes from which multigrid for psi repays its set-up."""

_SOFTEST = 0.1
"""Least mass of psi, since vortices move almost freely, and of the field where there are few carriers."""


class Preparation(NamedTuple):
    """Parts of a preconditioner that are computed once for a run.

    Attributes:
        diagonal: of the Hessian in the fully superconducting state.
        modes: of the axes of a Cartesian plane or block, None on other grids.
        stiffness: 2 kappa^2, the factor of curl curl in the Hessian.
    """

    diagonal: State
    modes: tuple[separable.Basis, ...] | None
    stiffness: jax.Array


def has_field_preconditioner(energy: FreeEnergy) -> bool:
    """Return whether the field of a body has a fast approximate inverse: on a Cartesian plane or block."""
    grid = energy.sample.grid
    return energy.field_stiffness is not None and grid.coordinates == "cartesian" and len(grid.resolved) > 1


class FieldPreconditioner(NamedTuple):
    """Approximate inverse of ``mass + stiffness curl* curl`` on a Cartesian plane or block.

    Attributes:
        levels: of multigrid, whose number of iterations grows with nothing, but which takes long to compile.
        modes: of the box, if there are no levels: exact for a body that fills its box and has the same mass everywhere.
    """

    levels: tuple[FieldLevel, ...] | None
    modes: tuple[separable.Basis, ...] | None

    def inverse(self, sample: Sample, mass: Any, largest: Any, stiffness: Any) -> Callable:
        """Return r -> P^-1 r.

        Args:
            mass: on edges, per cell; 0 in vacuum.
            largest: mass per volume of the sample, of which less than 0.1 counts as 0.1.
        """
        if self.levels is not None:
            return field_inverse(self.levels, mass, stiffness)
        assert self.modes is not None
        return separable.inverse(self.modes, sample.grid.resolved, jnp.maximum(largest, _SOFTEST), stiffness)


def field_preconditioner(energy: FreeEnergy, A: tuple, many: int) -> FieldPreconditioner | None:
    """Return the preconditioner of fields with the components of A; None where there is none but the diagonal.

    Args:
        many: nodes from which multigrid is used.
    """
    grid, stiffness = energy.sample.grid, energy.field_stiffness
    fits = all((a is not None) == (d in grid.resolved) for d, a in enumerate(A))
    if stiffness is None or not has_field_preconditioner(energy) or not fits:
        return None
    if energy.sample.node_volume.size >= many:
        return FieldPreconditioner(field_levels(energy.sample, float(stiffness)), None)
    return FieldPreconditioner(None, separable.bases(grid, energy.mirrors))


def prepare(energy: FreeEnergy, state: State) -> Preparation:
    """Diagonal and modes for states of this kind."""
    grid = energy.sample.grid
    in_plane = len(grid.resolved) > 1 and all((state.A[d] is not None) == (d in grid.resolved) for d in range(3))
    stiffness = energy.field_stiffness
    modes = separable.bases(grid) if in_plane and stiffness is not None else None
    return Preparation(superconducting_diagonal(energy, state), modes,
                       jnp.zeros(()) if stiffness is None else 2 * stiffness)


@eqx.filter_jit
def superconducting_diagonal(energy: FreeEnergy, state: State) -> State:
    """Diagonal of the Hessian where psi = 1 and A = 0, a positive bound of what it is elsewhere."""
    energy = replace(energy, images=False)  # a rim node and its image each have half of what is coupled to both
    superconducting = State(jnp.ones_like(state.psi), jax.tree.map(jnp.zeros_like, state.A))
    return probing.diagonal(energy.hessian(superconducting, Drive()), state)


def approximate_inverse(preparation: Preparation, energy: FreeEnergy, state: State, shift: State, rates,
                        operator: Callable) -> Callable:
    """r -> P^-1 r for the operator ``shift + H``.

    One dimension: tridiagonal, field by field. Elsewhere the diagonal; and on a Cartesian plane or block

    - A by the exact inverse on the box, with the mass of a half-grown condensate (|psi|^2 = 1/2) everywhere;
    - plus a correction along gauge directions (i psi chi, grad chi): H does not resist them, only M does,
      and taking psi and A one at a time would think them stiff.

    Args:
        state: where the operator was linearised.
        rates: 2 tau/(h gamma) and 2 sigma/(h gamma), the parts of ``shift`` per volume of sample.
    """
    grid = energy.sample.grid
    if len(grid.resolved) == 1:
        return preconditioner(operator, state)
    by_diagonal = jacobi(jax.tree.map(jnp.add, shift, preparation.diagonal))
    if preparation.modes is None:
        return by_diagonal
    of_psi, of_field = rates
    field_inverse = separable.inverse(preparation.modes, grid.resolved, of_field + 1.0, preparation.stiffness)
    gauge_inverse = separable.node_inverse(preparation.modes, of_psi, of_field)

    def apply(r: State) -> State:
        torque = jnp.imag(jnp.conj(state.psi) * r.psi) + grad_adjoint(grid, energy.sample.per_length(r.A))
        chi = gauge_inverse(torque)
        step = energy.sample.per_length(grad(grid, chi))
        psi = by_diagonal(r).psi + 1j * state.psi * chi
        return State(psi, jax.tree.map(jnp.add, field_inverse(r.A), step))

    return apply


def static_levels(energy: FreeEnergy, moving: State) -> tuple[CondensateLevel, ...] | None:
    """Levels of multigrid for psi; None where psi is held or real, or the grid is small or a line."""
    psi, grid = moving.psi, energy.sample.grid
    if psi is None or not jnp.iscomplexobj(psi) or psi.size < _MANY or len(grid.resolved) == 1:
        return None
    return condensate_levels(energy.sample)


def static_inverse(levels: tuple[CondensateLevel, ...] | None, diagonal: State, energy: FreeEnergy, drive: Drive,
                   state: State, free: State) -> Callable:
    """r -> P^-1 r for the Hessian of a static state.

    Psi by multigrid for ``2 (max(2 |psi|^2 - epsilon, 0.1) - (grad - iA)^2)``, which leaves out how psi is coupled to
    its conjugate; all else, and psi without levels, by the diagonal.

    Args:
        levels: from `static_levels`.
        diagonal: of the Hessian, for what moves.
        state: where the Hessian is taken, with what is held.
        free: 1 where an unknown that moves is free, 0 where it is pinned.
    """
    by_diagonal = jacobi(diagonal)
    if levels is None:
        return by_diagonal
    sample = energy.sample
    stiff = jnp.maximum(2 * jnp.abs(state.psi) ** 2 - drive.condensation, _SOFTEST)
    circulations = sample.circulation(state.A)
    turns = [circulations[d] for d in sample.grid.resolved]
    of_psi = condensate_inverse(levels, turns, sample.node_volume * stiff)

    def apply(r: State) -> State:
        r = times(free, r)
        return times(free, State(0.5 * of_psi(r.psi), by_diagonal(r).A))

    return apply
