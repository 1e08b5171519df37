"""Readings of a thin film: density, moment, sheet current."""

from __future__ import annotations

import equinox as eqx
import jax.numpy as jnp

from onnes.energies.periodic import share_of_x
from onnes.energies.state import State
from onnes.grids import Sample
from onnes.grids.complex_parts import squared_modulus
from onnes.numerics.safe_division import safe_divide


@eqx.filter_jit
def mean_density(sample: Sample, state: State):
    """``int |psi|^2 dV / V`` over the sample."""
    return jnp.sum(sample.node_volume * squared_modulus(state.psi)) / jnp.sum(sample.node_volume)


@eqx.filter_jit
def magnetic_moment(sample: Sample, current):
    """``(1/2) int r x K`` along z, of the currents through the dual faces of edges.

    In units of Phi_0 xi^2/(2 pi mu_0 Lambda): sheet current Phi_0/(2 pi mu_0 xi Lambda) times xi^3. Independent of
    the origin where the current is conserved and no terminal feeds it. Of a strip that repeats along one direction, per
    period, ``-int y K_x`` or ``int x K_y``: the currents that close at its far ends make the other half.
    """
    x, y = sample.grid.nodes[:2]
    along_x = jnp.sum(jnp.asarray(y)[None, :] * sample.edge_length[0] * current[0])
    along_y = jnp.sum(jnp.asarray(x)[:, None] * sample.edge_length[1] * current[1])
    of_x = share_of_x(sample.grid)
    return (1 - of_x) * along_y - of_x * along_x


@eqx.filter_jit
def sheet_current_density(sample: Sample, current):
    """|K| on the faces of a plane: the mean of each pair of edges, per length; shape (nx - 1, ny - 1)."""
    # w |edge| is the width of the film that an edge stands for.
    x, y = (safe_divide(c, w * length)
            for c, w, length in zip(current[:2], sample.edge_weight, sample.edge_length, strict=False))
    return jnp.hypot(0.5 * (x[:, 1:] + x[:, :-1]), 0.5 * (y[1:] + y[:-1]))
