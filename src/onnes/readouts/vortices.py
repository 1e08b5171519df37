"""Vortices of a state in a plane: the turns of the phase around faces of its grid."""

from __future__ import annotations

from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from scipy.ndimage import binary_dilation, label, minimum_position, sum_labels

from onnes.energies.state import State
from onnes.grids import Sample
from onnes.grids.operators import curl

_WEAK = 1e-3
"""|psi|^2 over its largest value below which a phase has no meaning."""
NORMAL = 1e-6
"""|psi|^2 over that of the device in equilibrium below which there is no order parameter at all."""
_TOUCHING = np.ones((3, 3), bool)


@eqx.filter_jit
def turns_of_faces(sample: Sample, state: State) -> jax.Array:
    """Return the turns of the phase around every face of a plane, shape (nx - 1, ny - 1).

    ``(1/2 pi)(sum of gauge-invariant phase steps, each within (-pi, pi], + flux)``: a whole number in any gauge.
    """
    a = sample.circulation(state.A)
    steps = tuple(_phase_step(state.psi, c, axis) for axis, c in enumerate(a[:2]))
    return (curl(sample.grid, (*steps, None))[2] + curl(sample.grid, a)[2]) / (2 * jnp.pi)  # type: ignore[operator]


def vortices(sample: Sample, state: State) -> np.ndarray:
    """Return the charges of the vortices of a state, see `charges`."""
    return charges(sample, turns_of_faces(sample, state), state.psi)


def charges(sample: Sample, turns: Any, psi: Any) -> np.ndarray:
    """Return the charge of every vortex on the face of its core, shape (nx - 1, ny - 1): +1 along z, -1 against.

    Where |psi|^2 is below a thousandth of its largest value at a corner, the phase may be that of rounding or of noise.
    Such faces count together: the turns around all that touch each other, such as the core of a giant vortex, stand on
    the weakest of them. Zero where they reach the edge of the sample or faces that it does not cover with all four
    edges, and everywhere if the largest |psi|^2 is below a millionth.

    Args:
        turns: of every face, see `turns_of_faces`.
        psi: on the nodes.
    """
    density, turns = np.abs(np.asarray(psi)) ** 2, np.asarray(turns)  # no whole numbers where psi = 0 at a corner
    covered = _covered(sample, turns.shape)
    # Of a periodic cell with its surroundings, so that no core is cut by the rim.
    around = [n // 2 if axis in sample.grid.periodic else 0 for axis, n in enumerate(turns.shape)]
    for axis in sample.grid.periodic:
        n = around[axis]
        density = np.pad(np.delete(density, -1, axis), [(n, n + 1) if a == axis else (0, 0) for a in (0, 1)], "wrap")
    turns_around, covered = (np.pad(values, [(n, n) for n in around], "wrap") for values in (turns, covered))
    found = _charges(density, turns_around, covered)
    return found[tuple(slice(n, n + size) for n, size in zip(around, turns.shape, strict=True))]


def _covered(sample: Sample, shape: tuple[int, ...]) -> np.ndarray:
    """Return whether the sample covers all four edges of each face.

    From the thin weights: outside of compiled functions the full ones would be broadcast anew at each call.
    """
    nx, ny = shape
    along_x, along_y = (np.broadcast_to(np.asarray(weight) > 0, edges) for weight, edges in zip(
        sample.thin_edge_weight[:2], ((nx, ny + 1), (nx + 1, ny)), strict=True))
    return along_x[:, 1:] & along_x[:, :-1] & along_y[1:] & along_y[:-1]


def _charges(density: np.ndarray, turns: np.ndarray, covered: np.ndarray) -> np.ndarray:
    """Return the charges of all faces, ``covered`` where all four edges are on the sample."""
    largest = np.max(density)
    if largest < NORMAL:
        return np.zeros(turns.shape, int)
    corners = np.stack([density[1:, 1:], density[1:, :-1], density[:-1, 1:], density[:-1, :-1]])
    weak = covered & (np.min(corners, 0) <= _WEAK * largest)
    found = np.where(covered & ~weak, np.rint(turns), 0).astype(int)
    if not np.any(weak):
        return found
    outside = binary_dilation(np.pad(~covered, 1, constant_values=True), _TOUCHING)[1:-1, 1:-1]
    regions, count = label(weak, _TOUCHING)
    enclosed = np.setdiff1d(np.arange(1, count + 1), regions[outside])
    if enclosed.size:
        places = tuple(np.transpose(minimum_position(np.sum(corners, 0), regions, enclosed)))
        found[places] = np.rint(sum_labels(turns, regions, enclosed))
    return found


def _phase_step(psi, circulation, axis: int):
    n = psi.shape[axis]
    here, there = jax.lax.slice_in_dim(psi, 0, n - 1, axis=axis), jax.lax.slice_in_dim(psi, 1, n, axis=axis)
    return jnp.angle(jnp.conj(here) * there * jnp.exp(-1j * circulation))
