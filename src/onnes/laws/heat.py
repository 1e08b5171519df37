"""Heat of the electrons of a film, and their temperature.

    c(T) d_t T = div(kappa(T) grad T) - (h/d) (T^n - T_b^n) + q,      c, kappa proportional to T^m

q is what the energy balance counts as dissipated at each place, the latent heat of psi, and light that is absorbed.
With the heat u = int c dT the equation is ``d_t u = D laplacian(u) - (h/d) (T^n - T_b^n) + q``, D = kappa/c: diffusion
of constant coefficients. Its steps are implicit (two stages, order 2, L-stable), with the escape taken at the
extrapolated u and stabilised by its largest slope. Each stage keeps the sum of the heat, so that the balance closes to
rounding, however large the step. Phonons with a temperature of their own stand between electrons and substrate, see
`onnes.laws.heat_terms`: their equation is local, so that each stage eliminates them.

Source of the stages: Alexander, SIAM J. Numer. Anal. 14, 1006 (1977).
"""

from __future__ import annotations

from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies import Drive, HeatBath, Mixture
from onnes.grids import Sample
from onnes.grids.solvers.vectors import axpy
from onnes.laws.heat_conduction import Conduction
from onnes.laws.heat_terms import Capacity, Flow, Loss, Phonons, PhononState
from onnes.laws.outcome import Warmth

_STAGE = 1 - 0.5**0.5
"""Coefficient of both stages, for which they are L-stable."""


class HeatState(NamedTuple):
    """Heat of the electrons on a grid, and the sums of its balance since the start of a run.

    Attributes:
        density: u per volume on the nodes.
        rate: d_t u in the last step, without the latent heat.
        absorbed: energy of the light.
        escaped: heat that went to the substrate.
        drained: heat that went into terminals.
        latent: heat that psi released, ``-int T d(epsilon)/dT d(|psi|^2)``: condensed electrons have less entropy.
        agitation: work that the thermal force did on psi and the random current on A; it comes from this heat.
        phonons: of the film, or None where they are as warm as the substrate.
    """

    density: jax.Array
    rate: jax.Array
    absorbed: jax.Array
    escaped: jax.Array
    drained: jax.Array
    latent: jax.Array
    agitation: jax.Array
    phonons: PhononState | None = None


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
        conduction: solver of diffusion.
        volume: of the nodes, weighed with the density of states: so are heat capacity, conductivity and all flows.
        cover: area of the film over its volume on the nodes: 1, more where the film is thinner than where it is
            thickest, 0 outside.
        electrons: their heat capacity.
        diffusivity: D.
        escape: to the substrate, from the electrons, or from the phonons where they have a temperature of their own.
        phonons: of the film, or None.
        mixture: of metals, and pins; None for one metal.
    """

    conduction: Conduction
    volume: jax.Array
    cover: jax.Array
    electrons: Capacity
    diffusivity: jax.Array
    escape: Flow
    phonons: Phonons | None = None
    mixture: Mixture | None = None

    def temperature(self, density):
        """Return T of a density."""
        return self.electrons.temperature(density)

    def begin(self, before: HeatState | None, bath) -> HeatState:
        """Return the state in which a run begins: that before it, or all at the temperature of the bath."""
        if before is not None:
            return HeatState(before.density, before.rate, *5 * (jnp.zeros(()),), phonons=before.phonons)
        everywhere = jnp.broadcast_to(bath, self.volume.shape)
        return self.at(everywhere, everywhere)

    def at(self, temperature, of_phonons) -> HeatState:
        """Return the state of electrons and phonons of temperatures on the nodes."""
        still, nothing = jnp.zeros(self.volume.shape), jnp.zeros(())
        phonons = None
        if self.phonons is not None:
            phonons = PhononState(self.phonons.capacity.density(of_phonons), still)
        return HeatState(self.electrons.density(temperature), still, *5 * (nothing,), phonons=phonons)

    @eqx.filter_jit
    def now(self, state: HeatState) -> Warmth:
        """Return temperatures and balance at one moment."""
        of_phonons = in_phonons = None
        if self.phonons is not None and state.phonons is not None:
            of_phonons = self.phonons.capacity.temperature(state.phonons.density)
            in_phonons = jnp.sum(self.volume * state.phonons.density)
        return Warmth(self.temperature(state.density), jnp.sum(self.volume * state.density), state.absorbed,
                      state.escaped, state.drained, state.latent, state.agitation, of_phonons, in_phonons)

    def epsilon(self, bath: HeatBath, temperature):
        """Return epsilon on the nodes at temperatures of the electrons."""
        own = bath.own + bath.bath - temperature
        if self.mixture is None:
            return own
        return self.mixture.epsilon(own, temperature - self.electrons.reference, bath.weakening)

    def warmed(self, drive: Drive, temperature) -> Drive:
        """Return a drive with epsilon at temperatures of the electrons in place of that of the bath."""
        assert drive.heat is not None
        return eqx.tree_at(lambda d: d.condensation, drive, self.epsilon(drive.heat, temperature))

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
        phonons = state.phonons
        light = h / 6 * self.volume * self.cover * (begin.power + 4 * middle.power + end.power)
        gain = released + light + self.volume * latent

        def extrapolated(share):
            """Return the heat of electrons and phonons after a share of the step if they go on as before."""
            of_electrons = self.electrons.near(u + share * (h * state.rate + latent))
            if self.phonons is None or phonons is None:
                return of_electrons, None
            return of_electrons, self.phonons.capacity.near(phonons.density + share * h * phonons.rate)

        near, ahead = extrapolated(_STAGE), extrapolated(1.0)
        slopes = self._slopes(*ahead)

        def stage(begun, guess, bath):
            """Return heat of electrons and phonons after a stage, what went to the substrate, and the solve."""
            (u, p), (u_near, p_near), length = begun, guess, _STAGE * h
            loss = self._loss(u_near, p, p_near, slopes, bath, length)
            rhs = self.volume * (u + length * (loss.slope * u_near - loss.size)) + _STAGE * gain
            found = self.conduction.solve(1 + length * loss.slope, length * self.diffusivity, rhs,
                                          self.conduction.held(u_near, self.electrons.density(bath)), tolerance)
            new = jnp.where(live, found.density, u_near)
            change = loss.response * (new - u_near)
            escaped = length * jnp.sum(self.volume * (loss.escape + loss.escape_slope * change))
            return (new, None if loss.phonons is None else loss.phonons + change), escaped, found

        share = (1 - _STAGE) / _STAGE
        now = u, None if phonons is None else phonons.density
        first, escape, found = stage(now, near, begin.bath + _STAGE * (end.bath - begin.bath))
        begun = axpy(share, axpy(-1.0, now, first), now)
        (new, of_phonons), last_escape, last = stage(begun, ahead, end.bath)
        missed = jnp.abs(self._temperatures(new, of_phonons) - self._temperatures(*ahead))
        T = self.electrons.temperature(new)
        after = HeatState(
            new, (new - u - latent) / h, state.absorbed + jnp.sum(light), state.escaped + share * escape + last_escape,
            state.drained + share * found.outflow + last.outflow, state.latent + jnp.sum(self.volume * latent),
            state.agitation)
        if phonons is not None and of_phonons is not None:
            after = after._replace(phonons=PhononState(of_phonons, (of_phonons - phonons.density) / h))
        return Warmed(after, jnp.max(jnp.where(live, missed / (1 + T), 0.0)), found.iterations + last.iterations,
                      found.converged & last.converged)

    def _temperatures(self, density, of_phonons):
        """Return T of electrons, and of phonons where they have one, shape (1 or 2, *grid.shape)."""
        T = [self.electrons.temperature(density)]
        return jnp.stack(T if self.phonons is None else [*T, self.phonons.capacity.temperature(of_phonons)])

    def _slopes(self, density, of_phonons):
        """Return bounds of the derivatives of the flows of heat, see `Phonons.slopes`."""
        live = self.volume > 0
        if self.phonons is None:
            return (self.escape.steepest(density, live, self.electrons),)
        return self.phonons.slopes(density, of_phonons, live, self.escape, self.electrons)

    def _loss(self, density, phonons_begun, phonons_guess, slopes, bath, length) -> Loss:
        """Return what electrons lose in a stage, near a guess of their heat."""
        T = self.electrons.temperature(density)
        if self.phonons is not None:
            return self.phonons.loss(phonons_begun, phonons_guess, slopes, self.escape, T, bath, length)
        size, (slope,) = self.escape.between(T, bath), slopes
        return Loss(size, slope, jnp.ones(()), None, size, slope)


def on_nodes(sample: Sample, edges) -> Any:
    """Return the sum over the edges of every node of half of what is on each edge."""
    total = jnp.zeros(sample.grid.shape)
    for d in sample.grid.resolved:
        axis = sample.grid.array_axis(d)
        for side in ((0, 1), (1, 0)):
            total = total + jnp.pad(0.5 * edges[d], [side if a == axis else (0, 0) for a in range(total.ndim)])
    return total
