"""Readings of a thin film: density, vortices, moment."""

from __future__ import annotations

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.energies.state import State
from onnes.grids import Sample
from onnes.grids.operators import curl
from onnes.numerics.safe_division import safe_divide

_NORMAL = 1e-3


@eqx.filter_jit
def mean_density(sample: Sample, state: State):
    """``int |psi|^2 dV / V`` over the sample."""
    return jnp.sum(sample.node_volume * jnp.abs(state.psi) ** 2) / jnp.sum(sample.node_volume)


@eqx.filter_jit
def vortices(sample: Sample, state: State):
    """Turns of the phase around every face of a plane, shape (nx - 1, ny - 1): +1 at a vortex along z, -1 against.

    ``(1/2 pi)(sum of gauge-invariant phase steps, each within (-pi, pi], + flux)``: a whole number in any gauge.
    Zero on faces that the sample does not cover with all four edges, and where nothing superconducts, so that there is
    no phase: |psi|^2 below a thousandth of the largest on all corners, or psi = 0 on one (pinned at a terminal).
    """
    turns = _turns(sample, state)
    along_x, along_y = (w > 0 for w in sample.edge_weight[:2])
    covered = along_x[:, 1:] & along_x[:, :-1] & along_y[1:] & along_y[:-1]
    n = jnp.abs(state.psi) ** 2
    corners = jnp.stack([n[1:, 1:], n[1:, :-1], n[:-1, 1:], n[:-1, :-1]])
    superconducts = (jnp.max(corners, 0) > _NORMAL * jnp.max(n)) & (jnp.min(corners, 0) > 0)
    return jnp.where(covered & superconducts, jnp.round(turns), 0.0).astype(int)


@eqx.filter_jit
def winding_around(sample: Sample, state: State, faces):
    """Turns of the phase along the rim of a set of faces, such as those of a hole; ``faces`` is a mask.

    All edges inside the set cancel, so that what the phase is in the hole, where there is none, does not matter. The
    fluxoid of the hole in units of Phi_0.
    """
    return jnp.sum(jnp.where(faces, _turns(sample, state), 0.0))


def _turns(sample: Sample, state: State):
    a = sample.circulation(state.A)
    steps = tuple(_phase_step(state.psi, c, axis) for axis, c in enumerate(a[:2]))
    return (curl(sample.grid, (*steps, None))[2] + curl(sample.grid, a)[2]) / (2 * jnp.pi)  # type: ignore[operator]


def _phase_step(psi, circulation, axis: int):
    n = psi.shape[axis]
    here, there = jax.lax.slice_in_dim(psi, 0, n - 1, axis=axis), jax.lax.slice_in_dim(psi, 1, n, axis=axis)
    return jnp.angle(jnp.conj(here) * there * jnp.exp(-1j * circulation))


@eqx.filter_jit
def magnetic_moment(sample: Sample, current):
    """``(1/2) int r x K`` along z, of the currents through the dual faces of edges.

    In units of Phi_0 xi^2/(2 pi mu_0 Lambda): sheet current Phi_0/(2 pi mu_0 xi Lambda) times xi^3. Independent of
    the origin where the current is conserved and no terminal feeds it.
    """
    x, y = sample.grid.nodes[:2]
    along_x = jnp.sum(jnp.asarray(y)[None, :] * sample.edge_length[0] * current[0])
    along_y = jnp.sum(jnp.asarray(x)[:, None] * sample.edge_length[1] * current[1])
    return 0.5 * (along_y - along_x)


@eqx.filter_jit
def sheet_current_density(sample: Sample, current):
    """|K| on the faces of a plane: the mean of each pair of edges, per length; shape (nx - 1, ny - 1)."""
    # w |edge| is the width of the film that an edge stands for.
    x, y = (safe_divide(c, w * length)
            for c, w, length in zip(current[:2], sample.edge_weight, sample.edge_length, strict=False))
    return jnp.hypot(0.5 * (x[:, 1:] + x[:, :-1]), 0.5 * (y[1:] + y[:-1]))
