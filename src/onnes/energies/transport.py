"""A current driven along a wire."""

from __future__ import annotations

from typing import ClassVar

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies.state import Drive, State
from onnes.energies.term import Term
from onnes.errors import InputError
from onnes.grids import Sample
from onnes.numerics.jax_settings import as_array


class TransportCurrent(Term):
    """``F = 2 (I/2 pi) int A_z(R) dz``: a source drives I along a cylinder, and takes it back outside its rim.

    The energy -2 int J_s . A of a return current -I on the rim r = R, per radian as all energies of a
    cylindrical grid. Its natural boundary condition is Ampere's law, B_theta(R) = I/(2 pi R kappa^2). The
    field of the wire ends at the return current, so there is no exterior to solve.

    Gauge invariant for gauge functions with the same value at both ends of the rim: a current must be fed in
    where the wire ends. Source: Legendre term of a current source; W36-W40.

    Attributes:
        current: I in units of Phi_0 xi/(2 pi mu_0 lambda^2), so that the density is kappa^2 curl B.

    Raises:
        InputError: the state has no A_z.
    """

    of_field: ClassVar[bool] = True
    current: jax.Array = eqx.field(converter=as_array)

    def __call__(self, state: State, drive: Drive, sample: Sample):
        if state.A[2] is None:
            raise InputError("state", "no component of A along z", "a state with A_z, which drives the current")
        along_rim = sample.edge_length[2][-1] * state.A[2][-1]
        return self.current / jnp.pi * jnp.sum(along_rim)
