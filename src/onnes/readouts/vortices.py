"""Vortices of a state in a plane: the turns of the phase around faces of its grid."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from scipy.ndimage import binary_dilation, label

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

    ``(1/2 pi)(sum of gauge-invariant phase steps, each within [-pi, pi], + flux)``: a whole number in any gauge. A step
    is ``theta_j - theta_i - c - 2 pi n`` with theta the phases of psi at its ends. Around a face the thetas cancel and
    the circulations c make up for the flux, so that the whole numbers n are left.
    """
    phase, a = jnp.angle(state.psi), sample.circulation(state.A)
    whole = tuple(jnp.round((jnp.diff(phase, axis=axis) - c) / (2 * jnp.pi)) for axis, c in enumerate(a[:2]))
    return -curl(sample.grid, (*whole, None))[2]  # type: ignore[operator]


@dataclass(frozen=True, eq=False)
class CoveredFaces:
    """Faces of a plane around which a sample has a phase.

    A periodic plane is continued by half of it at either end, so that no core is cut by its rim.

    Attributes:
        covered: whether the sample covers all four edges of each face, of the continued plane.
        at_rim: whether a face, or one that it touches, is not covered or lies at the edge of the plane.
        beyond: number of faces by which the plane is continued at either end, along each axis.
    """

    covered: np.ndarray
    at_rim: np.ndarray
    beyond: tuple[int, int]

    @classmethod
    def of(cls, sample: Sample) -> CoveredFaces:
        """Return those of a sample.

        From the thin weights: outside of compiled functions the full ones would be broadcast anew at each call.
        """
        nx, ny = (n - 1 for n in sample.grid.shape)
        along_x, along_y = (np.broadcast_to(np.asarray(weight) > 0, edges) for weight, edges in zip(
            sample.thin_edge_weight[:2], ((nx, ny + 1), (nx + 1, ny)), strict=True))
        covered = along_x[:, 1:] & along_x[:, :-1] & along_y[1:] & along_y[:-1]
        beyond = tuple(n // 2 if axis in sample.grid.periodic else 0 for axis, n in enumerate((nx, ny)))
        covered = np.pad(covered, [(n, n) for n in beyond], "wrap")
        at_rim = binary_dilation(np.pad(~covered, 1, constant_values=True), _TOUCHING)[1:-1, 1:-1]
        return cls(covered, at_rim, (beyond[0], beyond[1]))

    def continued(self, faces: np.ndarray) -> np.ndarray:
        """Return values on faces on the continued plane."""
        return np.pad(faces, [(n, n) for n in self.beyond], "wrap") if any(self.beyond) else faces

    def continued_nodes(self, nodes: np.ndarray) -> np.ndarray:
        """Return values on nodes on the continued plane."""
        for axis, n in enumerate(self.beyond):
            if n:
                nodes = np.pad(np.delete(nodes, -1, axis), [(n, n + 1) if a == axis else (0, 0) for a in (0, 1)],
                               "wrap")
        return nodes

    def own(self, faces: np.ndarray) -> np.ndarray:
        """Return values on faces of the plane from those on the continued plane."""
        return faces[tuple(slice(n, size - n) for n, size in zip(self.beyond, faces.shape, strict=True))]


def vortices(sample: Sample, state: State) -> np.ndarray:
    """Return the charges of the vortices of a state, see `charges`."""
    return charges(CoveredFaces.of(sample), turns_of_faces(sample, state), state.psi)


def charges(faces: CoveredFaces, turns: Any, psi: Any) -> np.ndarray:
    """Return the charge of every vortex on the face of its core, shape (nx - 1, ny - 1): +1 along z, -1 against.

    Where |psi|^2 is below a thousandth of its largest value at a corner, the phase may be that of rounding or of noise.
    Such faces count together: the turns around all that touch each other, such as the core of a giant vortex, stand on
    the weakest of them. Zero where they reach the edge of the sample or faces that it does not cover with all four
    edges, and everywhere if the largest |psi|^2 is below a millionth.

    Args:
        turns: of every face, see `turns_of_faces`.
        psi: on the nodes.
    """
    density = faces.continued_nodes(np.abs(np.asarray(psi)) ** 2)
    return faces.own(_charges(density, faces.continued(np.asarray(turns)), faces))


def _charges(density: np.ndarray, turns: np.ndarray, faces: CoveredFaces) -> np.ndarray:
    """Return the charges of all faces of the continued plane."""
    largest = np.max(density)
    if largest < NORMAL:
        return np.zeros(turns.shape, int)
    least = np.minimum(density[1:], density[:-1])
    weak = faces.covered & (np.minimum(least[:, 1:], least[:, :-1]) <= _WEAK * largest)
    known = faces.covered & ~weak
    found = np.where(known, turns, 0).astype(int)
    if not np.any(weak):
        return found
    regions, count = label(weak, _TOUCHING)
    i, j = np.nonzero(weak)
    region = regions[i, j]
    charge = np.bincount(region, turns[i, j], count + 1)
    charge[region[faces.at_rim[i, j]]] = 0
    of_corners = density[i + 1, j + 1] + density[i + 1, j] + density[i, j + 1] + density[i, j]
    by_region = np.lexsort((of_corners, region))
    weakest = by_region[np.searchsorted(region[by_region], np.arange(1, count + 1))]
    found[i[weakest], j[weakest]] = charge[1:]
    return found
