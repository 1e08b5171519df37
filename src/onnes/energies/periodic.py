"""Periodic cells: a state in which the last nodes are images of the first.

In a uniform field H along z the vector potential of a cell a x b does not repeat, A = H (-y, x)/2 + a periodic part. It
repeats up to a gauge transformation, and so does psi (magnetic translations):

    psi(x + a, y) = psi(x, y) exp(i H a y/2),     A_y(x + a, y) = A_y(x, y) + H a/2,
    psi(x, y + b) = psi(x, y) exp(-i H b x/2),    A_x(x, y + b) = A_x(x, y) - H b/2.

Going around the cell psi returns to itself if H a b = 2 pi n, n flux quanta. The circulation of A along an edge then
jumps by H a h_y/2 from the edge to its image, exactly the difference of the phases of psi at its ends: links see the
lattice go on as if nothing had been cut. A strip that is periodic in one direction is in the gauge without a component
across the strip, in which nothing jumps and any H, also one that changes, will do.

A node on the rim and its image share one dual cell, half each. The energy takes the mean of both (turned back by the
phase), which is the state itself where they agree, and whose derivative shares the force among them as the dual cells
share the volume: under every law an image moves as its node does.

Source: E. Brown, Phys. Rev. 133, A1038 (1964); M. M. Doria, J. E. Gubernatis, D. Rainer, Phys. Rev. B 39, 9573 (1989).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import jax
import jax.numpy as jnp
from jax import lax

from onnes.energies.state import Drive, State
from onnes.grids.grid import Grid
from onnes.grids.unit_phase import unit_phase


def uniform_potential(grid: Grid, H) -> tuple[Any, Any]:
    """Return A_x on (1, ny) or () and A_y on (nx, 1) or () of a uniform field H along z, in the gauge of the grid.

    H (-y, x)/2; where one direction alone is periodic (-H y, 0) or (0, H x), which repeats along it.
    """
    x, y = jnp.asarray(grid.nodes[0])[:, None], jnp.asarray(grid.nodes[1])[None, :]
    of_x = share_of_x(grid)
    return -of_x * H * y, (1 - of_x) * H * x


def share_of_x(grid: Grid) -> float:
    """Return 1 in a strip that is periodic along x, 0 along y, and 1/2 in other planes: what goes around a point goes
    along both axes alike, but in a strip without end along it.
    """
    return 0.5 if len(grid.periodic) != 1 else 1.0 - grid.periodic[0]


def repeated(grid: Grid, state: State, drive: Drive) -> State:
    """Return a state of a periodic cell with the mean of every rim node or edge and its image in the place of both.

    Args:
        state: psi without axes is left as it is.
    """
    psi, A, twice = state.psi, list(state.A), len(grid.periodic) == 2
    for d in grid.periodic:
        nodes, across = jnp.asarray(grid.nodes[d]), 1 - d
        jump: Any = 0.5 * (1 - 2 * d) * drive.applied_field[2] * (nodes[-1] - nodes[0]) if twice else 0.0
        turn = unit_phase(jnp.expand_dims(jump * jnp.asarray(grid.nodes[across]), d)) if twice else 1.0
        if psi.ndim:
            psi = _joined(psi, d, lambda first, last, turn=turn: 0.5 * (first + jnp.conj(turn) * last),
                          lambda mean, turn=turn: turn * mean)
        A[across] = _joined(A[across], d, lambda first, last, jump=jump: 0.5 * (first + last - jump),
                            lambda mean, jump=jump: mean + jump)
    return State(psi, tuple(A))


def drift(grid: Grid, chi) -> jax.Array:
    """Return the part of chi that does not repeat: linear along each periodic direction, zeros without any."""
    total = jnp.zeros_like(chi)
    for d in grid.periodic:
        nodes = jnp.asarray(grid.nodes[d])
        rise = jnp.mean(jnp.take(chi, -1, axis=d) - jnp.take(chi, 0, axis=d))
        total = total + rise * jnp.expand_dims((nodes - nodes[0]) / (nodes[-1] - nodes[0]), 1 - d)
    return total


def _joined(values, axis: int, mean: Callable, image: Callable) -> jax.Array:
    """Return values with ``mean(first, last)`` in the first place along an axis and its image in the last."""
    n = values.shape[axis]
    first, middle, last = (lax.slice_in_dim(values, *ends, axis=axis) for ends in ((0, 1), (1, n - 1), (n - 1, n)))
    both = mean(first, last)
    return jnp.concatenate([both, middle, image(both)], axis)
