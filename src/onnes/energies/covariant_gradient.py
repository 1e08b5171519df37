"""Kinetic energy of the condensate: what bending and moving it cost."""

from __future__ import annotations

from collections.abc import Callable

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies.bending import bending
from onnes.energies.state import Drive, State
from onnes.energies.term import Term
from onnes.grids import Grid, Sample
from onnes.grids.complex_parts import squared_modulus
from onnes.grids.links import link
from onnes.grids.unit_phase import unit_phase
from onnes.numerics.jax_settings import as_array


def _numbers(wave_numbers) -> jax.Array | None:
    return None if wave_numbers is None else as_array(wave_numbers)


class CovariantGradient(Term):
    """``F = int |(grad - i A) psi|^2 dV``

    On an edge: weight * |U psi_j - psi_i|^2. Along an ignorable direction psi ~ exp(i k s) with a
    given wave number k (the winding number of a vortex along theta), and the exact derivative is
    ``|(k - c) psi|^2`` with c the circulation per unit of s. Second order in the spacing, gauge
    invariant to round-off. Source: Ginzburg and Landau 1950; M1.

    Attributes:
        wave_numbers: k for the three directions, used where the direction is ignorable; None for none.
    """

    wave_numbers: jax.Array | None = eqx.field(default=None, converter=_numbers)

    def wave_number(self, direction: int) -> float:
        return 0.0 if self.wave_numbers is None else float(self.wave_numbers[direction])

    def __call__(self, state: State, drive: Drive, sample: Sample):
        grid = sample.grid
        return self._with(sample.circulation(state.A), grid, lambda d, c: link(c, grid.array_axis(d)))(
            state, drive, sample)

    def held(self, around, sample: Sample) -> HeldGradient:
        return self._with(around, sample.grid, lambda _, c: unit_phase(-c))

    def _with(self, circulations, grid: Grid, links: Callable) -> HeldGradient:
        """Return the energy with links worked out from circulations by a function of the direction and them."""
        return HeldGradient(tuple(
            self._excess(d, c) if d not in grid.resolved else None if c is None else links(d, c)
            for d, c in enumerate(circulations)))

    def _excess(self, d: int, c):
        """k - c along an ignorable direction."""
        if self.wave_numbers is None:
            return None if c is None else -c
        return self.wave_numbers[d] - (0.0 if c is None else c)


class HeldGradient(Term):
    """`CovariantGradient` at a vector potential that is held: the links are worked out once, F is quadratic in psi.

    Attributes:
        links: U on the edges of each resolved direction, as `onnes.grids.links.link` lays them out; k - c along an
            ignorable one; None where it is 1, or 0.
    """

    links: tuple

    def __call__(self, state: State, drive: Drive, sample: Sample):
        grid, weights = sample.grid, sample.thin_edge_weight
        axes = tuple(grid.array_axis(d) for d in grid.resolved)
        total = bending(axes, state.psi, [self.links[d] for d in grid.resolved], [weights[d] for d in grid.resolved])
        for d, k in enumerate(self.links):
            if d not in grid.resolved and k is not None:
                total = total + jnp.sum(sample.edge_weight[d] * k**2 * squared_modulus(state.psi))
        return total
