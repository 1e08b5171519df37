"""One grid over many devices: slabs of it, one to a device.

JAX keeps arrays on many devices only in equal parts. The N nodes along the axis that is cut can be shared equally, the
N - 1 edges along that axis cannot. So an array has two layouts. At rest, between programs, it is cut along the first
axis that divides: the chosen one for nodes and for edges across, another one for edges along. Inside a program, where
the compiler may pad, all are cut in the same slabs, so that differences of neighbours move no more between devices than
the rims of slabs.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax.sharding import Mesh, NamedSharding, PartitionSpec

from onnes.errors import InputError
from onnes.grids.grid import NAMES, Grid

_SLABS = "slabs"


class Slabs(eqx.Module):
    """How the arrays of a grid lie on devices.

    Attributes:
        mesh: the devices, in a row.
        shape: nodes along each axis.
        axis: the array axis that is cut: of those whose nodes the devices divide, the longest.
    """

    mesh: Mesh = eqx.field(static=True)
    shape: tuple[int, ...] = eqx.field(static=True)
    axis: int = eqx.field(static=True)

    @classmethod
    def of(cls, grid: Grid, devices: Sequence[Any] | None = None) -> Slabs:
        """Slabs of a grid on all devices of all processes, or on those given.

        Raises:
            InputError: no axis has a number of nodes that the devices divide.
        """
        row = np.asarray(jax.devices() if devices is None else devices)
        count, shape = len(row), grid.shape
        even = [axis for axis, n in enumerate(shape) if n % count == 0]
        if not even:
            longest = int(np.argmax(shape))
            name, n = NAMES[grid.coordinates][grid.resolved[longest]], shape[longest]
            raise InputError("nodes", " x ".join(map(str, shape)), f"a number of nodes that {count} devices divide",
                             f"Take {n // count * count or count} or {-(-n // count) * count} nodes along {name}.")
        return cls(Mesh(row, (_SLABS,)), shape, max(even, key=lambda axis: shape[axis]))

    def place(self, array: jax.Array) -> jax.Array:
        """An array where it rests: a field of this grid in equal parts, anything else whole on every device."""
        if jnp.issubdtype(array.dtype, jax.dtypes.prng_key):  # moves with whatever it is used with
            return array
        return jax.device_put(array, NamedSharding(self.mesh, self._at_rest(array.shape)))

    def align(self, array: jax.Array) -> jax.Array:
        """Inside a compiled program: a field in slabs, anything else as it is."""
        if not self._is_field(array.shape):
            return array
        return jax.lax.with_sharding_constraint(array, NamedSharding(self.mesh, _cut(self.axis)))

    def rest(self, array: jax.Array) -> jax.Array:
        """At the end of a compiled program: an array as `place` lays it."""
        return jax.lax.with_sharding_constraint(array, NamedSharding(self.mesh, self._at_rest(array.shape)))

    def _at_rest(self, shape: tuple[int, ...]) -> PartitionSpec:
        axes = sorted(range(len(shape)), key=lambda axis: axis != self.axis)
        even = [axis for axis in axes if shape[axis] % self.mesh.size == 0]
        return _cut(even[0]) if self._is_field(shape) and even else PartitionSpec()

    def _is_field(self, shape: tuple[int, ...]) -> bool:
        """Whether something lives on the nodes, edges or faces of the grid."""
        return len(shape) == len(self.shape) and all(n - 1 <= m <= n for m, n in zip(shape, self.shape, strict=True))


def _cut(axis: int) -> PartitionSpec:
    return PartitionSpec(*[None] * axis, _SLABS)
