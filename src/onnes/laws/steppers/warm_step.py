"""A step of psi while its electrons warm: the epsilon that acts, and the heat that the step leaves.

epsilon falls with T, by 1 where T rises by 1 in the metal of the device, see `onnes.laws.heat`. Within the step T goes
on as it went before, and the latent heat, ``-T d(epsilon)/dT d(|psi|^2)``, is added as psi changes: psi and T answer
each other faster than a step is long, and without that answer such steps would be unstable.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies import Drive, FreeEnergy, State
from onnes.grids.complex_parts import real_product, scaled, squared_modulus
from onnes.grids.edges import edgewise
from onnes.laws.heat import HeatEquation, HeatState, Warmed, on_nodes

_TOLERANCE = 1e-6


class WarmStep(NamedTuple):
    """See the module.

    Attributes:
        equation: of heat.
        heat: at the start.
        length: of the step.
        density: |psi|^2 at the start.
        begun: T at the start.
        temperature: in the middle, without the latent heat.
        slope: -d(epsilon)/dT there: 1 in the metal of the device.
        warming: dT/d(|psi|^2) there where the latent heat stays, ``T slope/c``.
        answer: ``slope warming``, by which epsilon falls with |psi|^2.
    """

    equation: HeatEquation
    heat: HeatState
    length: jax.Array
    density: jax.Array
    begun: jax.Array
    temperature: jax.Array
    slope: jax.Array
    warming: jax.Array
    answer: jax.Array

    @classmethod
    def of(cls, equation: HeatEquation, heat: HeatState, psi, h, middle: Drive) -> WarmStep:
        """Return the step of length h from psi, with the drive in its middle."""
        T = equation.temperature(heat.density + 0.5 * h * heat.rate)
        slope = -jax.jvp(lambda T: equation.warmed(middle, T).condensation, (T,), (jnp.ones_like(T),))[1]
        warming = T * slope / equation.electrons.at(T)
        return cls(equation, heat, h, squared_modulus(psi), equation.temperature(heat.density), T, slope, warming,
                   slope * warming)

    def in_middle(self, drive: Drive) -> Drive:
        """Return a drive with the epsilon in the middle of the step, without the latent heat."""
        return self.equation.warmed(drive, self.temperature)

    def without_answer(self, drive: Drive) -> Drive:
        """Return such a drive with the epsilon from which `force` counts: that at psi = 0."""
        return eqx.tree_at(lambda d: d.condensation, drive, drive.condensation + self.answer * self.density)

    def force(self, psi):
        """Return the force on psi of the change of epsilon by the latent heat."""
        return scaled(2 * self.equation.volume * self.answer * squared_modulus(psi), psi)

    def end(self, energy: FreeEnergy, drive, begin: State, end: State, relaxation, joule, t) -> Warmed:
        """Return the heat at the end of the step.

        The electrons get the heat of psi and of the normal current where it is released, and the latent heat; the
        thermal force and the random current take from them the work that they do.

        Args:
            begin, end: states.
            relaxation, joule: heat of psi on the nodes, of the normal current on the edges.
        """
        change = squared_modulus(end.psi) - self.density
        latent = self.slope * (self.temperature + 0.5 * self.warming * change) * change
        sample, now = energy.sample, drive(t)
        agitation = 2 * sample.node_volume * real_product(now.force, end.psi - begin.psi)
        if now.random_current is not None:
            on_A = edgewise(lambda j, a, b, volume: 2 * volume * j * (b - a), now.random_current, begin.A, end.A,
                            sample.edge_volume)
            agitation = agitation + on_nodes(sample, on_A)
        released = relaxation + on_nodes(sample, joule) - agitation
        begun, middle, ended = (drive(t + part * self.length).heat for part in (0.0, 0.5, 1.0))
        warmed = self.equation.step(self.heat, self.length, released, latent, begun, middle, ended, _TOLERANCE)
        after = warmed.state._replace(agitation=self.heat.agitation + jnp.sum(agitation))
        return warmed._replace(state=after)

    def work(self, after: HeatState, middle, drive: Drive):
        """Return ``-int |psi|^2 d(epsilon)`` by the change of T, with psi and the drive of the middle of the step."""
        first, last = (self.equation.warmed(drive, T).condensation
                       for T in (self.begun, self.equation.temperature(after.density)))
        return jnp.sum(self.equation.volume * squared_modulus(middle) * (first - last))

    def at_start(self, drive) -> Any:
        """Return a drive as a function of time with the temperature at the start."""
        return lambda t: self.equation.warmed(drive(t), self.begun)
