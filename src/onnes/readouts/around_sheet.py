"""Field and vector potential of a sheet current in the space around it, each cell of the current integrated exactly.

    A(r) = (mu_0/4 pi) int K(r')/|r - r'| d^2r',    B = curl A

K is constant over the cell of each edge: one spacing long and as wide as the distance of its neighbours. The integral
over a cell is a sum over its corners, see `onnes.grids.cell_potential`; corners that cells share are asked once, with
the second difference of K for their weight.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax import lax
from scipy.signal import fftconvolve

from onnes.grids.cell_potential import corner_gradient, corner_potential
from onnes.numerics.jax_settings import as_array
from onnes.units.constants import VACUUM_PERMEABILITY

_AT_ONCE = 8
"""Points that are summed together: more takes more memory and no less time."""
_STRENGTH = VACUUM_PERMEABILITY / (4 * np.pi)


class Corners(NamedTuple):
    """Corners of the cells of one component of a sheet current.

    Attributes:
        x, y: ascending, evenly spaced, in m, shapes (m,) and (n,).
        weight: in A/m, shape (m, n).
    """

    x: np.ndarray
    y: np.ndarray
    weight: np.ndarray


def corners_of(x: np.ndarray, y: np.ndarray, along_x: np.ndarray, along_y: np.ndarray) -> tuple[Corners, Corners]:
    """Return the corners of the cells of both components of a sheet current.

    Args:
        x, y: nodes of the grid in m, evenly spaced, shapes (nx,) and (ny,).
        along_x, along_y: sheet current on the edges in A/m, shapes (nx - 1, ny) and (nx, ny - 1).
    """
    return (Corners(x, _between(y), _second_difference(along_x)), Corners(_between(x), y, _second_difference(along_y)))


def field_at(corners: tuple[Corners, Corners], x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Return B_x, B_y, B_z in T at points above or below the sheet, arrays of shape (n,) in m; shape (3, n)."""
    (y_of_x, z_of_x), (x_of_y, z_of_y) = (_summed(part, each, (x, y, z)) for part, each in
                                          zip((_along_y_and_z, _along_x_and_z), corners, strict=True))
    return _STRENGTH * np.stack([-z_of_y, z_of_x, x_of_y - y_of_x])


def field_on_nodes(corners: tuple[Corners, Corners], x: np.ndarray, y: np.ndarray, z: float) -> np.ndarray:
    """Return B_x, B_y, B_z in T at a height above or below the nodes, by convolutions; shape (3, nx, ny)."""
    (_, y_of_x, z_of_x), (x_of_y, _, z_of_y) = (_convolved(each, x, y, z) for each in corners)
    return _STRENGTH * np.stack([-z_of_y, z_of_x, x_of_y - y_of_x])


def vector_potential_at(corners: tuple[Corners, Corners], x: np.ndarray, y: np.ndarray, z: np.ndarray) -> np.ndarray:
    """Return A_x and A_y in T m at points anywhere, shape (2, n)."""
    return _STRENGTH * np.stack([_summed(corner_potential, each, (x, y, z)) for each in corners])


def _along_x_and_z(u: Any, v: Any, z: Any) -> tuple[Any, Any]:
    return corner_gradient(u, v, z)[::2]


def _along_y_and_z(u: Any, v: Any, z: Any) -> tuple[Any, Any]:
    return corner_gradient(u, v, z)[1:]


def _summed(function: Callable[..., Any], corners: Corners, points: tuple[np.ndarray, ...]) -> Any:
    """Return the sum over the corners of a function of the displacement, at every point."""
    found = _sums(function, jax.tree.map(as_array, corners), tuple(map(as_array, points)))
    return jax.tree.map(np.asarray, found)


@eqx.filter_jit
def _sums(function: Callable[..., Any], corners: Corners, points):
    def at(point):
        found = function(point[0] - corners.x[:, None], point[1] - corners.y[None, :], point[2])
        return jax.tree.map(lambda part: jnp.sum(corners.weight * part), found)

    return lax.map(at, points, batch_size=_AT_ONCE)


def _convolved(corners: Corners, x: np.ndarray, y: np.ndarray, z: float) -> np.ndarray:
    """Return the gradient at the nodes x, y and a height z, shape (3, nx, ny)."""
    (m, n), hx, hy = corners.weight.shape, x[1] - x[0], y[1] - y[0]
    u = x[0] - corners.x[-1] + hx * np.arange(m + len(x) - 1)
    v = y[0] - corners.y[-1] + hy * np.arange(n + len(y) - 1)
    kernels = corner_gradient(u[:, None], v[None, :], z)
    return np.stack([fftconvolve(kernel, corners.weight, mode="valid") for kernel in kernels])


def _between(nodes: np.ndarray) -> np.ndarray:
    """Return the middles of the gaps between nodes, and one more at either end."""
    half = 0.5 * (nodes[1] - nodes[0])
    return np.concatenate([nodes - half, [nodes[-1] + half]])


def _second_difference(current: np.ndarray) -> np.ndarray:
    return np.diff(np.diff(np.pad(current, 1), axis=0), axis=1)
