"""Thermal forces without the wavelengths that are too short for Ginzburg-Landau theory.

The theory is coarse-grained over the coherence length: shorter fluctuations are not its own, and a finer grid would
have more of them without end. Below, lengths are in xi. Where normal current compensates supercurrent, a wave of the
supercurrent gets the share q^2/(u + q^2) of its energy from the force on psi and the rest from the random current, so
that both are cut off by the same function.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import TYPE_CHECKING, Any, cast

import equinox as eqx
import jax
import jax.numpy as jnp
from jax import lax

from onnes.energies import Drive, FreeEnergy, State
from onnes.energies.periodic import repeated
from onnes.grids import Sample
from onnes.grids.complex_parts import scaled
from onnes.grids.edges import matching
from onnes.grids.gathering import on_host
from onnes.grids.links import rimmed
from onnes.grids.operators import grad
from onnes.grids.solvers.vectors import axpy, dot, times
from onnes.laws.steppers.node_inertia import node_inertia
from onnes.numerics.jax_settings import as_array

if TYPE_CHECKING:
    from onnes.laws.tdgl import TDGL


class Cutoff(eqx.Module):
    """``P(-D^2/q_c^2)`` of a force, D = grad - iA, ``P(x) = (1 - x/n)^n (1 + x + (n + 1) x^2/2n) = 1 + O(x^3)``.

    For many stages n, ``P = (1 + x + x^2/2) exp(-x)``. A mode of eigenvalue q^2 of -D^2 keeps the part P^2 of its
    thermal energy: 0.99 at q^2 = 0.3 q_c^2, 0.85 at q_c^2, 0.02 at 5 q_c^2. The power is n explicit steps of diffusion.

    Attributes:
        mass: of psi on the nodes, infinite where it is held.
        reach: 1/q_c^2.
        stages: n, so many that x < n on the grid.
    """

    mass: jax.Array
    reach: jax.Array
    stages: jax.Array

    @classmethod
    def of(cls, law: TDGL, wave_number_squared: float) -> Cutoff:
        """Return the cutoff q_c^2 on the grid of a law."""
        mass, largest = node_inertia(*jax.tree.map(on_host, (law.energy.sample, law.pinned)))
        stages = max(1, math.ceil(largest / wave_number_squared))
        return cls(as_array(mass), as_array(1 / wave_number_squared), as_array(stages))

    def __call__(self, energy: FreeEnergy, A: tuple, force: jax.Array) -> jax.Array:
        """Return the force on the nodes without its short waves, in the vector potential A."""
        bending = energy.matter.held(rimmed(energy.sample.grid, energy.sample.circulation(A)))
        nothing: Any = Drive(0.0)

        def gradient(psi):
            return jnp.conj(jax.grad(lambda p: bending(State(p, A), nothing))(psi))

        def x(psi):
            """-D^2/q_c^2 of psi: the force of small psi at epsilon = 0."""
            return scaled(0.5 * self.reach / self.mass, jax.jvp(gradient, (jnp.zeros_like(psi),), (psi,))[1])

        return self._of(x, force)

    def of_current(self, sample: Sample, current: tuple) -> tuple:
        """Return a random current with the longitudinal part cut off likewise; the transverse part stays as it is."""
        grid, nothing = sample.grid, cast(Any, Drive(0.0))
        resolved = tuple(j if d in grid.resolved else None for d, j in enumerate(sample.circulation(current)))

        def x(along):
            """-grad div/q_c^2 of circulations."""
            def dotted(chi):
                slope = grad(grid, repeated(grid, State(chi, current), nothing).psi.real)
                return dot(along, times(matching(along, sample.edge_weight), matching(along, slope)))

            divergence = jax.grad(dotted)(jnp.zeros(grid.shape))
            return matching(along, grad(grid, self.reach / self.mass * divergence))

        cut = sample.per_length(self._of(x, resolved))
        return tuple(j if c is None else c for j, c in zip(current, cut, strict=True))

    def _of(self, x: Callable, force: Any) -> Any:
        """Return P(x) of a force."""
        decayed = lax.fori_loop(0, self.stages, lambda _, f: axpy(-1 / self.stages, x(f), f), force)
        once = x(decayed)
        return axpy((self.stages + 1) / (2 * self.stages), x(once), axpy(1.0, once, decayed))
