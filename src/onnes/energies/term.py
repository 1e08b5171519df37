"""Terms of the free energy, and their sum.

A new physical term is one file with one subclass of `Term` and one line in `onnes.energies`;
its force, Hessian and sensitivities come from automatic differentiation.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies.periodic import repeated
from onnes.energies.state import Drive, State
from onnes.grids import Sample
from onnes.grids.solvers.axis_modes import End

if TYPE_CHECKING:
    from onnes.energies.sheet_field import SheetField


class Term(eqx.Module):
    """One contribution to the free energy, in units of (Bc^2/mu_0) xi^3 (of a film: per xi of thickness).

    A subclass is a dataclass of its constants, and `__call__` returns the energy as a sum over the nodes of the grid:
    ``x, y = sample.grid.points()`` are their coordinates in xi, ``sample.node_volume`` their volumes, ``state.psi`` the
    order parameter, 1 in an undisturbed superconductor. Forces follow by differentiation with JAX, so that the energy
    is written with `jax.numpy`. A density f |psi|^2 adds f to -epsilon = (T - Tc)/(Tc - T_device).

    The class attributes and properties tell the laws what they must know of a term; the defaults are those of an energy
    density of psi and A without special structure.
    """

    of_field: ClassVar[bool] = False
    """True for an energy of the field alone, quadratic in A and independent of psi."""

    takes_thermal_force: ClassVar[bool] = False
    """True for a term that couples psi and A to the thermal agitation of the drive."""

    @property
    def field_stiffness(self) -> jax.Array | None:
        """kappa^2 of a field energy ``kappa^2 int B^2 dV``; None for all other terms."""
        return None

    @property
    def sheet(self) -> SheetField | None:
        """The term itself if it is the field of a thin film's sheet current."""
        return None

    @property
    def mirrors(self) -> tuple[End, ...]:
        """Directions and ends of the grid that are mirror planes, see `onnes.energies.mirrored`."""
        return ()

    def wave_number(self, direction: int) -> float:
        """Return k of a state that varies as exp(i k s) along a direction which the grid ignores."""
        return 0.0

    @abstractmethod
    def __call__(self, state: State, drive: Drive, sample: Sample) -> jax.Array:
        """The energy, a real scalar."""

    def held(self, around: tuple, sample: Sample) -> Term:
        """Return the same energy as a function of psi at a held A, with what A alone decides worked out once.

        Args:
            around: circulations along the edges of the grid and one more at either end, see `onnes.grids.links.rimmed`.
        """
        return self


class FreeEnergy(eqx.Module):
    """``F[psi, A]`` = the sum of its terms on one sample.

    The force on a complex field z = x + i y is dF/dx + i dF/dy = 2 dF/dz*, the conjugate of what
    JAX calls the gradient; every law of motion takes it from here, per cell (not per volume).

    Attributes:
        terms, sample: what is summed, and on what.
        images: whether the rim of a periodic grid follows its image, see `onnes.energies.periodic`; False takes every
            node as one of its own.
    """

    terms: tuple[Term, ...]
    sample: Sample
    images: bool = eqx.field(static=True, default=True)

    def __call__(self, state: State, drive: Drive) -> jax.Array:
        state = self._whole(state, drive)
        return sum((term(state, drive, self.sample) for term in self.terms), jnp.zeros(()))

    def by_term(self, state: State, drive: Drive) -> dict[str, jax.Array]:
        """Energy of each term, by the name of its class."""
        state = self._whole(state, drive)
        return {type(term).__name__: term(state, drive, self.sample) for term in self.terms}

    def _whole(self, state: State, drive: Drive) -> State:
        return repeated(self.sample.grid, state, drive) if self.images and self.sample.grid.periodic else state

    @property
    def field(self) -> FreeEnergy:
        """The terms of the field alone."""
        return FreeEnergy(tuple(term for term in self.terms if term.of_field), self.sample)

    @property
    def takes_thermal_force(self) -> bool:
        """Return whether thermal agitation acts on psi and A."""
        return any(term.takes_thermal_force for term in self.terms)

    @property
    def field_stiffness(self) -> jax.Array | None:
        """kappa^2 of the magnetic energy; None without one."""
        return next((term.field_stiffness for term in self.terms if term.field_stiffness is not None), None)

    @property
    def sheet(self) -> SheetField | None:
        """The field of the sheet current of a thin film; None for other bodies."""
        return next((term.sheet for term in self.terms if term.sheet is not None), None)

    @property
    def mirrors(self) -> tuple[End, ...]:
        """The mirror planes at ends of the grid."""
        return next((term.mirrors for term in self.terms if term.mirrors), ())

    @property
    def matter(self) -> FreeEnergy:
        """The terms that know psi."""
        return FreeEnergy(tuple(term for term in self.terms if not term.of_field), self.sample)

    def held(self, around: tuple) -> FreeEnergy:
        """Return the same energy as a function of psi at a held A, see `Term.held`."""
        return FreeEnergy(tuple(term.held(around, self.sample) for term in self.terms), self.sample)

    def at_rest(self, results: Any) -> Any:
        """Return the results of a compiled program laid out as between programs; matters on many devices only."""
        return results

    def gradient(self, state: State, drive: Drive) -> State:
        """dF/dx + i dF/dy for every degree of freedom: the direction of steepest ascent."""
        return jax.tree.map(jnp.conj, jax.grad(self.__call__)(state, drive))

    def hessian(self, state: State, drive: Drive):
        """The linear map v -> H v of second derivatives at a state, with the state's part computed once."""
        return jax.linearize(lambda s: self.gradient(s, drive), state)[1]
