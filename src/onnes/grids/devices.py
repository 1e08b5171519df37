"""Distribution of one grid over many devices, one slab per device.

JAX stores arrays on many devices only in equal parts. The N nodes along the axis that is cut divide equally, its
N - 1 edges do not. So an array has two layouts. Between compiled programs it is cut along the first
axis whose length the devices divide: the chosen one for nodes and for edges across, another one for edges along. Inside
a program, where the compiler may pad, all are cut into the same slabs, so that differences of neighbours move only the
boundaries of slabs between devices.
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
    """Layout of the arrays of a grid on devices.

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
        """Return the slabs of a grid on all devices of all processes, or on those given.

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
        """Return an array as stored between programs: fields of the grid in equal parts, others on every device."""
        if jnp.issubdtype(array.dtype, jax.dtypes.prng_key):  # moves with whatever it is used with
            return array
        return jax.device_put(array, NamedSharding(self.mesh, self._at_rest(array.shape)))

    def align(self, array: jax.Array) -> jax.Array:
        """Return an array inside a compiled program: a field in slabs, anything else unchanged."""
        if not self._is_field(array.shape):
            return array
        return jax.lax.with_sharding_constraint(array, NamedSharding(self.mesh, _cut(self.axis)))

    def rest(self, array: jax.Array) -> jax.Array:
        """Return an array at the end of a compiled program with the layout of `place`."""
        return jax.lax.with_sharding_constraint(array, NamedSharding(self.mesh, self._at_rest(array.shape)))

    def _at_rest(self, shape: tuple[int, ...]) -> PartitionSpec:
        axes = sorted(range(len(shape)), key=lambda axis: axis != self.axis)
        even = [axis for axis in axes if shape[axis] % self.mesh.size == 0]
        return _cut(even[0]) if self._is_field(shape) and even else PartitionSpec()

    def _is_field(self, shape: tuple[int, ...]) -> bool:
        """Return whether a shape is that of values on the nodes, edges or faces of the grid."""
        return len(shape) == len(self.shape) and all(n - 1 <= m <= n for m, n in zip(shape, self.shape, strict=True))


def _cut(axis: int) -> PartitionSpec:
    return PartitionSpec(*[None] * axis, _SLABS)
