"""Link variables: how the vector potential enters without breaking gauge invariance.

On the edge from node i to node j, U = exp(-i c) with c = (q/hbar) A |edge| the circulation in
units of Phi_0 / 2 pi. Under psi -> psi exp(i chi), c -> c + chi_j - chi_i the difference
U psi_j - psi_i only turns with psi_i, so its modulus is gauge invariant to round-off.
"""

from __future__ import annotations

from jax import lax

from onnes.grids.unit_phase import unit_phase


def link(circulation):
    """U = exp(-i c) of every edge; None where the component of A is absent (U = 1)."""
    return None if circulation is None else unit_phase(-circulation)


def covariant_difference(psi, link, axis: int):
    """U psi_j - psi_i along an array axis."""
    n = psi.shape[axis]
    here, there = lax.slice_in_dim(psi, 0, n - 1, axis=axis), lax.slice_in_dim(psi, 1, n, axis=axis)
    return there - here if link is None else link * there - here
