"""Magnetic energy, and the work of the magnet that applies the field."""

from __future__ import annotations

from typing import ClassVar

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies.state import Drive, State
from onnes.energies.term import Term
from onnes.grids import Sample
from onnes.grids.operators import circulation, curl


class Magnetic(Term):
    """``F = kappa^2 int B^2 dV``, B = curl A, over the sample and the vacuum on the grid.

    kappa = lambda/xi. With B in units of Bc2 a field Bc = 1/(sqrt2 kappa) holds the energy 1/2 that
    condensation gains. Source: M2; H24 for its transfer to carriers.

    Attributes:
        kappa: Ginzburg-Landau parameter at the reference temperature.
    """

    of_field: ClassVar[bool] = True
    kappa: jax.Array = eqx.field(converter=jnp.asarray)

    def __call__(self, state: State, drive: Drive, sample: Sample):
        fluxes = curl(sample.grid, circulation(sample.edge_length, state.A))
        energy = jnp.zeros(())
        for weight, flux in zip(sample.face_weight, fluxes, strict=True):
            if flux is not None:
                energy = energy + jnp.sum(weight * flux**2)
        return self.kappa**2 * energy


class AppliedField(Term):
    """``F = -2 kappa^2 int B . H dV + kappa^2 int H^2 dV``: the Legendre term of a source that holds H.

    Together with `Magnetic` it is kappa^2 int (B - H)^2 dV, whose natural boundary condition is
    that the tangential B equals H on the rim of the grid. Source: Gibbs energy, e.g. Tinkham 4.1.

    Attributes:
        kappa: as in `Magnetic`.
    """

    of_field: ClassVar[bool] = True
    kappa: jax.Array = eqx.field(converter=jnp.asarray)

    def __call__(self, state: State, drive: Drive, sample: Sample):
        fluxes = curl(sample.grid, circulation(sample.edge_length, state.A))
        energy = jnp.zeros(())
        for k, flux in enumerate(fluxes):
            if flux is not None:
                field, length = drive.applied_field[k], sample.dual_length[k]
                energy = energy + jnp.sum(length * field * (sample.face_area[k] * field - 2 * flux))
        return self.kappa**2 * energy
