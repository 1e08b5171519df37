"""Condensation energy: what a metal gains by pairing."""

from __future__ import annotations

import jax.numpy as jnp

from onnes.energies.state import Drive, State
from onnes.energies.term import Term
from onnes.grids import Sample
from onnes.grids.complex_parts import squared_modulus


class Condensation(Term):
    """``F = int [ -epsilon |psi|^2 + |psi|^4 / 2 ] dV``

    epsilon(r, t) = (Tc - T)/(Tc - T_reference), from the drive. In the bulk at the reference
    temperature |psi| = 1 and F/V = -1/2, that is -Bc^2/(2 mu_0). Valid near Tc, where
    Ginzburg-Landau is. Source: Ginzburg and Landau 1950.
    """

    def __call__(self, state: State, drive: Drive, sample: Sample):
        density = squared_modulus(state.psi)
        return jnp.sum(sample.node_volume * density * (0.5 * density - drive.condensation))
