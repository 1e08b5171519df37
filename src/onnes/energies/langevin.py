"""Thermal agitation as a force that changes with time."""

from __future__ import annotations

from typing import ClassVar

import jax.numpy as jnp

from onnes.energies.state import Drive, State
from onnes.energies.term import Term
from onnes.grids import Sample


class ThermalForce(Term):
    """``F = -2 Re int f* psi dV``: a Langevin force f(r, t) on the order parameter.

    The law that draws f sets its strength; the drive carries it. Source: fluctuation-dissipation,
    e.g. Schmid 1969.
    """

    takes_thermal_force: ClassVar[bool] = True

    def __call__(self, state: State, drive: Drive, sample: Sample):
        return -2 * jnp.sum(sample.node_volume * jnp.real(jnp.conj(drive.force) * state.psi))
