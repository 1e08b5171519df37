"""Gauge directions of the second variation, shifted so that they do not appear among the lowest eigenmodes.

``G chi = (i psi chi, grad chi)`` has no energy at a stationary state for any chi. In the metric M of volumes every
other eigenvector of the second variation is orthogonal to all of them. Adding ``s M G V^-1 G^T M`` therefore moves
their eigenvalues from 0 to s times those of ``|psi|^2 - laplacian`` and leaves all others unchanged, to rounding.
"""

from __future__ import annotations

from collections.abc import Callable

import jax.numpy as jnp
import numpy as np

from onnes.energies import FreeEnergy, State
from onnes.grids.operators import grad, grad_adjoint
from onnes.numerics.jax_settings import as_array

STIFFNESS = 4.0
"""s above."""


def gauge_weight(energy: FreeEnergy, state: State, free: State) -> jnp.ndarray:
    """Return 2 s/V at nodes where chi changes nothing that is pinned, else 0; shape grid.shape.

    Args:
        state: with complex psi and A along every resolved direction; for others all weights are 0.
        free: 1 where an unknown is free, 0 where it is pinned; None for fields that do not move.
    """
    grid = energy.sample.grid
    nowhere = as_array(np.zeros(grid.shape))
    if free.psi is None or not jnp.iscomplexobj(state.psi):
        return nowhere
    allowed = np.asarray(free.psi) > 0
    for d in grid.resolved:
        if free.A[d] is None:
            return nowhere
        allowed = allowed & ~_touches(np.asarray(free.A[d]) == 0, grid.array_axis(d))
    return as_array(np.where(allowed, 2 * STIFFNESS / grid.dual_measure(()), 0.0))


def stiffened(energy: FreeEnergy, state: State, volume: State, weight: jnp.ndarray, product: Callable) -> Callable:
    """Return the map v -> H v with gauge directions shifted.

    Args:
        state: where H was taken.
        volume: of every unknown that moves, from `onnes.laws.residual.volumes`.
        weight: from `gauge_weight`.
        product: v -> H v.
    """
    grid, lengths = energy.sample.grid, energy.sample.edge_length

    def apply(v: State) -> State:
        Hv = product(v)
        if any(v.A[d] is None for d in grid.resolved):
            return Hv
        momenta = tuple(None if a is None or w is None or d not in grid.resolved else w * a / lengths[d]
                        for d, (a, w) in enumerate(zip(v.A, volume.A, strict=True)))
        torque = volume.psi * jnp.imag(jnp.conj(state.psi) * v.psi)
        chi = weight * (torque + grad_adjoint(grid, momenta))
        slope = grad(grid, chi)
        A = tuple(h + volume.A[d] * slope[d] / lengths[d] if d in grid.resolved else h for d, h in enumerate(Hv.A))
        turned = volume.psi * state.psi * chi
        return State(Hv.psi + (1j * turned if jnp.iscomplexobj(v.psi) else 0.0), A)

    return apply


def _touches(on_edges: np.ndarray, axis: int) -> np.ndarray:
    """Return the nodes that are an end of a marked edge."""
    padded = np.pad(on_edges, [(1, 1) if a == axis else (0, 0) for a in range(on_edges.ndim)])
    n = padded.shape[axis]
    return np.take(padded, range(n - 1), axis) | np.take(padded, range(1, n), axis)
