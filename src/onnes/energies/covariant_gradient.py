"""Kinetic energy of the condensate: what bending and moving it cost."""

from __future__ import annotations

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies.bending import bending
from onnes.energies.state import Drive, State
from onnes.energies.term import Term
from onnes.grids import Sample
from onnes.grids.links import link


class CovariantGradient(Term):
    """``F = int |(grad - i A) psi|^2 dV``

    On an edge: weight * |U psi_j - psi_i|^2. Along an ignorable direction psi ~ exp(i k s) with a
    given wave number k (the winding number of a vortex along theta), and the exact derivative is
    ``|(k - c) psi|^2`` with c the circulation per unit of s. Second order in the spacing, gauge
    invariant to round-off. Source: Ginzburg and Landau 1950; M1.

    Attributes:
        wave_numbers: k for the three directions; used where the direction is ignorable.
    """

    wave_numbers: jax.Array = eqx.field(default=(0.0, 0.0, 0.0), converter=jnp.asarray)

    def __call__(self, state: State, drive: Drive, sample: Sample):
        return self.held(state.A, sample)(state, drive, sample)

    def held(self, A, sample: Sample) -> HeldGradient:
        circulations = tuple(None if a is None else length * a for a, length in zip(A, sample.edge_length, strict=True))
        return HeldGradient(tuple(
            link(c) if d in sample.grid.resolved else self.wave_numbers[d] - (0.0 if c is None else c)
            for d, c in enumerate(circulations)))


class HeldGradient(Term):
    """`CovariantGradient` at a vector potential that is held: the links are worked out once, F is quadratic in psi.

    Attributes:
        links: U on the edges of each resolved direction (None where A has no such component); the wave number
            k - c along an ignorable one.
    """

    links: tuple

    def __call__(self, state: State, drive: Drive, sample: Sample):
        grid, weights = sample.grid, sample.edge_weight
        axes = tuple(grid.array_axis(d) for d in grid.resolved)
        total = bending(axes, state.psi, [self.links[d] for d in grid.resolved], [weights[d] for d in grid.resolved])
        for d, k in enumerate(self.links):
            if d not in grid.resolved:
                total = total + jnp.sum(weights[d] * jnp.real(k**2 * state.psi * jnp.conj(state.psi)))
        return total
