"""Heat of the electrons of a film, and their temperature.

    c(T) d_t T = div(kappa(T) grad T) - (h/d) (T^n - T_b^n) + q,      c, kappa proportional to T^m

q is what the energy balance counts as dissipated at each place, the latent heat of psi, and light that is absorbed.
With the heat u = int c dT the equation is ``d_t u = D laplacian(u) - (h/d) (T^n - T_b^n) + q``, D = kappa/c: diffusion
of constant coefficients. Its steps are implicit (two stages, order 2, L-stable), with the escape taken at the
extrapolated u and stabilised by its largest slope. Each stage keeps the sum of the heat, so that the balance closes to
rounding, however large the step.

Source of the stages: Alexander, SIAM J. Numer. Anal. 14, 1006 (1977).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies.state import Drive, HeatBath
from onnes.grids import Sample
from onnes.grids.solvers.node_equation import NodeSolver, node_solver
from onnes.laws.outcome import Warmth
from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide

_STAGE = 1 - 0.5**0.5
"""Coefficient of both stages, for which they are L-stable."""
_COLDEST = 1e-3
"""Smallest temperature over that at which the coefficients are given: colder electrons have next to no capacity."""
_STIFF = 100.0
"""Rate of the fastest mode of diffusion per tau from which on multigrid repays its cost."""
_ROOTS = {0: lambda x: x, 1: jnp.sqrt, 2: jnp.cbrt, 3: lambda x: jnp.sqrt(jnp.sqrt(x))}
"""m -> x^(1/(m + 1))."""


class HeatState(NamedTuple):
    """Heat of the electrons on a grid, and the sums of its balance since the start of a run.

    Attributes:
        density: u per volume on the nodes.
        rate: d_t u in the last step, without the latent heat.
        absorbed: energy of the light.
        escaped: heat that went to the substrate.
        latent: heat that psi released, ``int T d(|psi|^2)``: condensed electrons have less entropy.
        agitation: work that the thermal force did on psi; what it does comes from this heat.
    """

    density: jax.Array
    rate: jax.Array
    absorbed: jax.Array
    escaped: jax.Array
    latent: jax.Array
    agitation: jax.Array


class Warmed(NamedTuple):
    """Attributes: the state after a step, its error estimate as a change of epsilon, iterations, whether they
    converged."""

    state: HeatState
    error: jax.Array
    iterations: jax.Array
    converged: jax.Array


class HeatEquation(eqx.Module):
    """The equation of the module in reduced units: lengths in xi, times in tau, energies per volume in Bc^2/mu_0,
    temperatures in Tc - T_reference, so that epsilon = (Tc - T)/(Tc - T_reference) falls by 1 where T rises by 1.

    Attributes:
        solver: of ``volume u - div(w grad u)``.
        volume: of the nodes.
        cover: area of the film over its volume on the nodes: 1, more where the film is thinner than where it is
            thickest, 0 outside.
        capacity: c at the temperature ``reference``.
        reference: a temperature.
        diffusivity: D.
        escape: h over the largest thickness, shape () or that of the nodes.
        capacity_exponent: m, from 0 to 3.
        escape_exponent: n, 1 or more.
    """

    solver: NodeSolver
    volume: jax.Array
    cover: jax.Array
    capacity: jax.Array
    reference: jax.Array
    diffusivity: jax.Array
    escape: jax.Array
    capacity_exponent: int = eqx.field(static=True)
    escape_exponent: int = eqx.field(static=True)

    def density(self, temperature):
        """Return u = c T_1/(m + 1) (T/T_1)^(m + 1)."""
        m = self.capacity_exponent
        return self.capacity * self.reference / (m + 1) * (temperature / self.reference) ** (m + 1)

    def temperature(self, density):
        """Return T of a density."""
        m = self.capacity_exponent
        power = (m + 1) * density / (self.capacity * self.reference)
        return self.reference * _ROOTS[m](jnp.maximum(power, _COLDEST ** (m + 1)))

    def begin(self, before: HeatState | None, bath) -> HeatState:
        """Return the state in which a run begins: that before it, or electrons at the temperature of the bath."""
        nothing = jnp.zeros(())
        if before is not None:
            return HeatState(before.density, before.rate, *4 * (nothing,))
        return self.at(jnp.broadcast_to(bath, self.volume.shape))

    def at(self, temperature) -> HeatState:
        """Return the state of electrons of a temperature on the nodes."""
        return HeatState(self.density(temperature), jnp.zeros(self.volume.shape), *4 * (jnp.zeros(()),))

    @eqx.filter_jit
    def now(self, state: HeatState) -> Warmth:
        """Return temperature and balance at one moment."""
        return Warmth(self.temperature(state.density), jnp.sum(self.volume * state.density), state.absorbed,
                      state.escaped, state.latent, state.agitation)

    def warmed(self, drive: Drive, density) -> Drive:
        """Return a drive with epsilon at the temperature of the electrons in place of that of the bath."""
        assert drive.heat is not None
        return eqx.tree_at(lambda d: d.condensation, drive,
                           drive.condensation + drive.heat.bath - self.temperature(density))

    def warming(self, temperature):
        """Return dT/d(|psi|^2) where the latent heat stays: ``T/c``."""
        return temperature / self._capacity(temperature)

    def step(self, state: HeatState, h, released, latent, begin: HeatBath, middle: HeatBath, end: HeatBath,
             tolerance) -> Warmed:
        """Return the state after a step of length h.

        Args:
            released: energy that becomes heat in the step, on the nodes, besides
            latent: latent heat per volume, a number or on the nodes.
            begin, middle, end: baths at the times of the step.
            tolerance: of the linear solves, relative to u.
        """
        u, live = state.density, self.volume > 0
        light = h / 6 * self.volume * self.cover * (begin.power + 4 * middle.power + end.power)
        way = h * state.rate + latent
        near, ahead = u + _STAGE * way, u + way
        T_near, T_ahead = self.temperature(near), self.temperature(ahead)
        slope = jnp.max(self._slope(T_ahead))
        mass = 1 + _STAGE * h * slope
        solver = self.solver.scaled(mass, _STAGE * h * self.diffusivity)

        def stage(begun, guess, T, bath):
            """Return u with ``u - begun = stage h (gain - escape)``, its escape, and the solve."""
            loss = self._loss(T, bath)
            rhs = self.volume * begun + _STAGE * (gain + h * self.volume * (slope * guess - loss))
            found = solver.solve(rhs, guess, tolerance)
            # What the solver leaves is made up for everywhere, so that no heat is lost.
            lacking = (jnp.sum(rhs) / mass - jnp.sum(self.volume * found.x)) / jnp.sum(self.volume)
            new = jnp.where(live, found.x + lacking, guess)
            return new, jnp.sum(self.volume * (loss + slope * (new - guess))), found

        gain = released + light + self.volume * latent
        bath = begin.bath + _STAGE * (end.bath - begin.bath)
        first, loss, found = stage(u, near, T_near, bath)
        begun = u + (1 - _STAGE) / _STAGE * (first - u)
        new, last_loss, last_found = stage(begun, ahead, T_ahead, end.bath)
        escaped = h * ((1 - _STAGE) * loss + _STAGE * last_loss)
        missed = jnp.abs(self.temperature(new) - T_ahead) / (1 + T_ahead)
        after = state._replace(density=new, rate=(new - u - latent) / h, absorbed=state.absorbed + jnp.sum(light),
                               escaped=state.escaped + escaped, latent=state.latent + jnp.sum(self.volume * latent))
        return Warmed(after, jnp.max(jnp.where(live, missed, 0.0)), found.iterations + last_found.iterations,
                      found.converged & last_found.converged)

    def _loss(self, temperature, bath):
        """Return the heat that escapes, per volume."""
        n = self.escape_exponent
        return self.cover * self.escape * (temperature**n - bath**n)

    def _slope(self, temperature):
        """Return d/du of the heat that escapes."""
        n = self.escape_exponent
        return self.cover * self.escape * n * temperature ** (n - 1) / self._capacity(temperature)

    def _capacity(self, temperature):
        return self.capacity * (temperature / self.reference) ** self.capacity_exponent


def heat_equation(sample: Sample, area: np.ndarray, *, capacity: float, reference: float, diffusivity: float,
                  escape: Any, capacity_exponent: int, escape_exponent: int) -> HeatEquation:
    """Return the equation on a sample, with no flux through its sides.

    Args:
        area: of the film on the nodes, over which heat escapes.
        others: see `HeatEquation`.
    """
    volume = np.asarray(sample.node_volume)
    gaps = np.concatenate([np.ravel(sample.edge_length[d]) for d in sample.grid.resolved])
    fastest = 8 * diffusivity / np.min(gaps) ** 2
    return HeatEquation(node_solver(sample, mass=1.0, stiff=fastest > _STIFF), as_array(volume),
                        as_array(safe_divide(area, volume)), as_array(capacity), as_array(reference),
                        as_array(diffusivity), as_array(escape), capacity_exponent, escape_exponent)


def on_nodes(sample: Sample, edges) -> Any:
    """Return the sum over the edges of every node of half of what is on each edge."""
    total = jnp.zeros(sample.grid.shape)
    for d in sample.grid.resolved:
        axis = sample.grid.array_axis(d)
        for side in ((0, 1), (1, 0)):
            total = total + jnp.pad(0.5 * edges[d], [side if a == axis else (0, 0) for a in range(total.ndim)])
    return total
