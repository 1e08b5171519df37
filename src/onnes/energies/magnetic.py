"""Magnetic energy, and the work of the magnet that applies the field."""

from __future__ import annotations

from typing import ClassVar

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies.field_stencil import field_energy
from onnes.energies.state import Drive, State
from onnes.energies.term import Term
from onnes.grids import Sample
from onnes.grids.operators import curl
from onnes.numerics.jax_settings import as_array

_NOTHING = (None, None, None)


class Magnetic(Term):
    """``F = kappa^2 int B^2 dV``, B = curl A, over the sample and the vacuum on the grid.

    kappa = lambda/xi. With B in units of Bc2 a field Bc = 1/(sqrt2 kappa) holds the energy 1/2 that
    condensation gains. Source: M2; H24 for its transfer to carriers.

    Attributes:
        kappa: Ginzburg-Landau parameter at the reference temperature.
    """

    of_field: ClassVar[bool] = True
    kappa: jax.Array = eqx.field(converter=as_array)

    @property
    def field_stiffness(self):
        return self.kappa**2

    def __call__(self, state: State, drive: Drive, sample: Sample):
        circulations = sample.circulation(state.A)
        return self.kappa**2 * field_energy(sample.grid.layout, circulations, sample.face_weight, _NOTHING)


class AppliedField(Term):
    """``F = -2 kappa^2 int B . H dV + kappa^2 int H^2 dV``: the Legendre term of a source that holds H.

    Together with `Magnetic` it is kappa^2 int (B - H)^2 dV, whose natural boundary condition is
    that the tangential B equals H on the rim of the grid. Source: Gibbs energy, e.g. Tinkham 4.1.

    Attributes:
        kappa: as in `Magnetic`.
    """

    of_field: ClassVar[bool] = True
    kappa: jax.Array = eqx.field(converter=as_array)

    def __call__(self, state: State, drive: Drive, sample: Sample):
        grid, circulations = sample.grid, sample.circulation(state.A)
        fields = tuple(length * H for length, H in zip(sample.dual_length, drive.applied_field, strict=True))
        energy = field_energy(grid.layout, circulations, _NOTHING, fields)
        for k, flux in enumerate(curl(grid, circulations)):
            if flux is not None:
                own = fields[k] * sample.face_area[k] * drive.applied_field[k]
                energy = energy + jnp.sum(jnp.broadcast_to(own, flux.shape))
        return self.kappa**2 * energy
