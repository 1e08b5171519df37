"""Thermal agitation: a force on psi and a random current, which change with time."""

from __future__ import annotations

from typing import ClassVar

import jax.numpy as jnp

from onnes.energies.state import Drive, State
from onnes.energies.term import Term
from onnes.grids import Sample
from onnes.grids.edges import edgewise


class ThermalForce(Term):
    """``F = -2 Re int f* psi dV - 2 int j . A dV``: a Langevin force f(r, t) on psi and a random current j(r, t).

    j is the noise of the normal current (Johnson and Nyquist): it adds to the supercurrent in ``sigma d_t A = J_s + j -
    curl B``. The law that draws f and j sets their strength; the drive carries them.
    Source: fluctuation-dissipation, e.g. Schmid 1969.
    """

    takes_thermal_force: ClassVar[bool] = True

    def __call__(self, state: State, drive: Drive, sample: Sample):
        on_psi = jnp.sum(sample.node_volume * jnp.real(jnp.conj(drive.force) * state.psi))
        if drive.random_current is None:
            return -2 * on_psi
        on_A = edgewise(lambda a, j, volume: jnp.sum(volume * j * a), state.A, drive.random_current,
                        sample.edge_volume)
        return -2 * (on_psi + sum(part for part in on_A if part is not None))
