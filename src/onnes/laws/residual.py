"""Residual of dF = 0 of a state, one number that means the same on every grid."""

from __future__ import annotations

from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.energies import FreeEnergy, State
from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide


def volumes(energy: FreeEnergy, free: State) -> State:
    """The volume that each free unknown stands for, zero where it is pinned.

    Of a node inside the sample; of an edge all of it, since the field must settle in vacuum too.

    Args:
        free: 1 where an unknown is free, 0 where it is pinned; None for fields that do not move.
    """
    grid = energy.sample.grid
    of_A = tuple(None if f is None else as_array(np.asarray(f) * grid.dual_measure((d,)) * grid.measure((d,)))
                 for d, f in enumerate(free.A))
    inside = np.asarray(energy.sample.node_volume)
    of_psi: Any = None if free.psi is None else as_array(np.asarray(free.psi) * inside)
    return State(of_psi, of_A)


@eqx.filter_jit
def residual(gradient: State, volume: State) -> jax.Array:
    """Root mean square of ``(1/2) dF/du`` per volume over the free unknowns u, the larger of that of psi and of A.

    For psi it is the rms of ``-(grad - iA)^2 psi - epsilon psi + |psi|^2 psi``, for A that of
    ``kappa^2 curl B - J``: equations whose terms are of order 1 in reduced units.

    Args:
        gradient: dF/du.
        volume: from `volumes`.

    Returns:
        A scalar; 0 where nothing is free.
    """
    return jnp.maximum(_rms(gradient.psi, volume.psi), _rms(gradient.A, volume.A))


def doubled(volume: State, state: State) -> Any:
    """2 M of ``d2F v = 2 e M v`` from the volumes; both parts of a complex field weigh the same."""
    return jax.tree.map(lambda w, leaf: 2 * np.asarray(w) * (1 + 1j if np.iscomplexobj(leaf) else 1), volume, state)


def _rms(gradients: Any, volume: Any) -> jax.Array:
    pairs = list(zip(jax.tree.leaves(gradients), jax.tree.leaves(volume), strict=True))
    whole = sum((jnp.sum(v) for _, v in pairs), jnp.zeros(()))
    squares = sum((jnp.sum(_square_over(g, v)) for g, v in pairs), jnp.zeros(()))
    return jnp.sqrt(safe_divide(squares, whole))


def _square_over(gradient, volume):
    """volume |gradient / (2 volume)|^2, zero where there is no volume."""
    return safe_divide(jnp.abs(gradient) ** 2, 4 * volume)
