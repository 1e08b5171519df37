"""Mirror planes at ends of a grid: a body that continues beyond them as its own image."""

from __future__ import annotations

from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies.state import Drive, State
from onnes.energies.term import FreeEnergy, Term
from onnes.grids import Sample
from onnes.grids.grid import Grid
from onnes.grids.solvers.axis_modes import End


class Mirrored(Term):
    """The energy of a term where the field along z, and |psi|, continue evenly beyond ends of the grid.

    A reflection in a plane turns B_z around, and so does complex conjugation of psi. Both together leave the state
    as it is if, with y = 0 the plane,

        psi(x, -y) = psi(x, y)*,    A_x(x, -y) = -A_x(x, y),    A_y(x, -y) = A_y(x, y),

    so that on the plane psi is real and A_x = 0: currents cross it at right angles. The term takes the real part of psi
    and no A_x there; what a state has of the rest feels no force. This fixes the gauge on the plane.

    Attributes:
        term: any term of a body in the plane that takes part in `held`, but for the thermal force.
        planes: directions and ends of the grid that are mirror planes.
    """

    term: Term
    planes: tuple[End, ...] = eqx.field(static=True)

    @property
    def of_field(self) -> bool:  # type: ignore[override]
        return self.term.of_field

    @property
    def field_stiffness(self) -> jax.Array | None:
        return self.term.field_stiffness

    @property
    def mirrors(self) -> tuple[End, ...]:
        return self.planes

    def __call__(self, state: State, drive: Drive, sample: Sample):
        psi = state.psi if self.of_field else _real_on(sample.grid, state.psi, self.planes)
        return self.term(State(psi, _across(sample.grid, state.A, self.planes)), drive, sample)

    def held(self, around: tuple, sample: Sample) -> Term:
        return Mirrored(self.term.held(_across(sample.grid, around, self.planes), sample), self.planes)


def mirrored(energy: FreeEnergy, *mirrors: End) -> FreeEnergy:
    """Return an energy with mirror planes at ends of its grid, each a direction and 0 (low end) or -1 (high end)."""
    return FreeEnergy(tuple(Mirrored(term, mirrors) for term in energy.terms), energy.sample)


def _real_on(grid: Grid, psi: Any, mirrors: tuple[End, ...]) -> Any:
    for direction, end in mirrors:
        plane = _plane(grid, direction, end)
        psi = psi.at[plane].set(jnp.real(psi[plane]))
    return psi


def _across(grid: Grid, A: tuple, mirrors: tuple[End, ...]) -> tuple:
    """Return A with no component along a mirror plane."""
    for direction, end in mirrors:
        A = tuple(a if a is None or d == direction else a.at[_plane(grid, direction, end)].set(0.0)
                  for d, a in enumerate(A))
    return A


def _plane(grid: Grid, direction: int, end: int) -> tuple:
    axis = grid.array_axis(direction)
    return tuple(end if a == axis else slice(None) for a in range(len(grid.resolved)))
