"""The operator ``c - div w grad`` on nodes as a stencil of couplings.

Arrays have a layer of zeros around them instead of conditions at the ends, since compilers vectorise loops without
branches.
"""

from __future__ import annotations

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from onnes.numerics.jax_settings import as_array
from onnes.numerics.safe_division import safe_divide

Offset = tuple[int, ...]


class Diffusion(eqx.Module):
    """``(A x)_i = c_i x_i + sum_s k_s[i] (x_i - x_{i + s}) + k_s[i - s] (x_i - x_{i - s})``

    Attributes:
        coupling: k_s for each s of ``offsets``, one of every pair s, -s; with a layer of zeros around.
        mass: c; None where it vanishes everywhere.
    """

    coupling: tuple[jax.Array, ...]
    mass: jax.Array | None
    offsets: tuple[Offset, ...] = eqx.field(static=True)

    @property
    def shape(self) -> tuple[int, ...]:
        return tuple(n - 2 for n in self.coupling[0].shape)

    def __call__(self, x):
        """Return A x."""
        padded = jnp.pad(x, 1)
        total = jnp.zeros_like(x) if self.mass is None else self.mass * x
        for s, k in zip(self.offsets, self.coupling, strict=True):
            for coupled, neighbour in ((_HERE, s), (_opposite(s), _opposite(s))):
                total = total + _window(k, self.shape, coupled) * (x - _window(padded, self.shape, neighbour))
        return total

    def along_lines(self, axis: int, r, inverse_diagonal):
        """Return x with ``T x = r``, T the part of A that couples nodes along an axis."""
        ahead = tuple(int(a == axis) for a in range(r.ndim))
        k = self.coupling[self.offsets.index(ahead)]
        diagonal = jnp.where(inverse_diagonal > 0, safe_divide(1.0, inverse_diagonal), 1.0)
        bands = (-_window(k, self.shape, _opposite(ahead)), diagonal, -_window(k, self.shape, _HERE), r)
        lower, diagonal, upper, r = (jnp.moveaxis(band, axis, -1) for band in bands)
        return jnp.moveaxis(lax.linalg.tridiagonal_solve(lower, diagonal, upper, r[..., None])[..., 0], -1, axis)

    def scaled(self, mass, stiffness) -> Diffusion:
        """Return the operator ``mass c - stiffness div w grad``."""
        return Diffusion(tuple(stiffness * k for k in self.coupling),
                         None if self.mass is None else mass * self.mass, self.offsets)

    def inverse_diagonal(self):
        """Return 1/A_ii, and 0 where nothing is coupled."""
        total = jnp.zeros(self.shape, self.coupling[0].dtype) if self.mass is None else self.mass
        for s, k in zip(self.offsets, self.coupling, strict=True):
            total = total + _window(k, self.shape, _HERE) + _window(k, self.shape, _opposite(s))
        return safe_divide(1.0, total)


_HERE: Offset = ()


def _opposite(offset: Offset) -> Offset:
    return tuple(-step for step in offset)


def _window(padded, shape, offset: Offset):
    """Return the inner part of an array with a layer around, moved by an offset."""
    offset = offset or (0,) * len(shape)
    return padded[tuple(slice(1 + k, 1 + k + n) for k, n in zip(offset, shape, strict=True))]


def diffusion(stencil: dict[Offset, np.ndarray], mass: np.ndarray, dtype: type = np.float64) -> Diffusion:
    """Return the operator of a symmetric stencil, see `onnes.grids.solvers.coarsening`."""
    offsets = tuple(s for s in stencil if s > (0,) * mass.ndim)
    coupling = tuple(on_device(np.pad(-stencil[s], 1), dtype) for s in offsets)
    return Diffusion(coupling, on_device(mass, dtype) if np.any(mass) else None, offsets)


def on_device(values: np.ndarray, dtype: type) -> jax.Array:
    """Return a JAX array, converted in NumPy since JAX would compile a program for every new shape."""
    return as_array(np.asarray(values, dtype))
