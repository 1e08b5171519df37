"""Transfer between a level of multigrid on nodes and the next coarser one."""

from __future__ import annotations

import equinox as eqx
import jax
import jax.numpy as jnp

from onnes.grids.solvers.coarsening import Offset


class Transfer(eqx.Module):
    """Interpolation P and its adjoint.

    Attributes:
        weights: for each (p, o) of ``corners`` the weight, for the fine node 2 K + p, of the coarse node K + o, see
            `coarsening`; with a layer of zeros before the first where o is 1. Complex if they carry phases.
    """

    weights: tuple[jax.Array, ...]
    corners: tuple[tuple[Offset, Offset], ...] = eqx.field(static=True)
    halved: tuple[bool, ...] = eqx.field(static=True)

    def restricted(self, r):
        """Return P^* r."""
        padded = jnp.pad(r, [(2, 0) if half else (0, 0) for half in self.halved])
        shape = self.weights[0].shape
        whole = tuple(slice(0, n) for n in shape)
        total = jnp.zeros(shape, r.dtype)
        for (p, o), weight in zip(self.corners, self.weights, strict=True):
            here = tuple(slice(2 + q - 2 * k, 2 + q - 2 * k + 2 * n - 1, 2) if half else slice(None)
                         for q, k, n, half in zip(p, o, shape, self.halved, strict=True))
            total = total + jnp.conj(weight[whole]) * padded[here]
        return total

    def interpolated(self, x):
        """Return P x."""
        padded = jnp.pad(x, [(0, int(half)) for half in self.halved])
        blocks = {p: jnp.zeros_like(x) for p, _ in self.corners}
        for (p, o), weight in zip(self.corners, self.weights, strict=True):
            ahead = tuple(slice(k, k + n) for k, n in zip(o, x.shape, strict=True))
            blocks[p] = blocks[p] + weight[ahead] * padded[ahead]
        return _interleaved(blocks, self.halved)


def _interleaved(blocks: dict[Offset, jax.Array], halved: tuple[bool, ...]):
    """Return the fine array from its values at each position of a block."""
    for axis in reversed([a for a, half in enumerate(halved) if half]):
        joined = {}
        for p in blocks:
            if p[axis] == 0:
                odd = tuple(1 if a == axis else q for a, q in enumerate(p))
                pair = jnp.stack([blocks[p], blocks[odd]], axis=axis + 1)
                joined[p] = pair.reshape((*pair.shape[:axis], 2 * pair.shape[axis], *pair.shape[axis + 2:]))
        blocks = joined
    return next(iter(blocks.values()))
