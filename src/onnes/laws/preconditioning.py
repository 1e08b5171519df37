"""What makes the linear systems of a law easy: an approximate inverse of M/(h gamma) + H."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies import Drive, FreeEnergy, Magnetic, State
from onnes.grids.solvers import probing, separable
from onnes.grids.solvers.preconditioner import jacobi, preconditioner


class Preparation(NamedTuple):
    """What can be worked out once for a run.

    Attributes:
        diagonal: of the Hessian in the fully superconducting state.
        modes: of the axes of a Cartesian plane or block, None on other grids.
        stiffness: 2 kappa^2, the factor of curl curl in the Hessian.
    """

    diagonal: State
    modes: tuple[separable.Basis, ...] | None
    stiffness: jax.Array


def prepare(energy: FreeEnergy, state: State) -> Preparation:
    """Diagonal and modes for states of this kind."""
    grid = energy.sample.grid
    in_plane = len(grid.resolved) > 1 and all((state.A[d] is not None) == (d in grid.resolved) for d in range(3))
    kappa = [term.kappa for term in energy.terms if isinstance(term, Magnetic)]
    modes = separable.bases(grid) if in_plane and kappa else None
    return Preparation(superconducting_diagonal(energy, state), modes, 2 * kappa[0] ** 2 if kappa else jnp.zeros(()))


@eqx.filter_jit
def superconducting_diagonal(energy: FreeEnergy, state: State) -> State:
    """Diagonal of the Hessian where psi = 1 and A = 0, a positive bound of what it is elsewhere."""
    superconducting = State(jnp.ones_like(state.psi), jax.tree.map(jnp.zeros_like, state.A))
    return probing.diagonal(energy.hessian(superconducting, Drive()), state)


def approximate_inverse(preparation: Preparation, energy: FreeEnergy, state: State, shift: State, conductivity_shift,
                        operator: Callable) -> Callable:
    """r -> P^-1 r for the operator ``shift + H``.

    One dimension: tridiagonal, field by field. A Cartesian plane or block: psi by its diagonal, A by the
    exact inverse on the box, with the mass of a half-grown condensate (|psi|^2 = 1/2) everywhere.
    Elsewhere: the diagonal.

    Args:
        state: any state of the same fields.
        conductivity_shift: 2 sigma/(h gamma), the part of ``shift`` per volume of conductor.
    """
    grid = energy.sample.grid
    if len(grid.resolved) == 1:
        return preconditioner(operator, state)
    by_diagonal = jacobi(jax.tree.map(jnp.add, shift, preparation.diagonal))
    if preparation.modes is None:
        return by_diagonal
    of_field = separable.inverse(preparation.modes, grid.resolved, conductivity_shift + 1.0, preparation.stiffness)
    return lambda r: State(by_diagonal(r).psi, of_field(r.A))
