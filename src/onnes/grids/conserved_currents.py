"""Currents in a sheet that are conserved, as steps of a number g on the faces of its grid, and an inverse for them.

The current through the dual face of an edge is the step of g across the edge, ``I = curl* g``. No current flows
where no edge of the sheet lies between two faces: g is 0 outside, and one number in each hole.
"""

from __future__ import annotations

from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.grids.sample import Sample
from onnes.grids.sheet_kernel import SheetKernel
from onnes.grids.solvers import separable
from onnes.grids.solvers.face_network import joined_faces
from onnes.numerics.jax_settings import as_array

_LEAST = 16


class ConservedCurrents(eqx.Module):
    """See the module; a uniform Cartesian grid in the plane.

    Attributes:
        modes: of the grid.
        kernel: convolution with 1/r.
        free: 1 on faces where g is a number of its own, 0 outside and in holes, shape of the faces.
        in_hole: faces in holes, by their numbers in a row; filled up with a number that no face has to a quarter of the
            faces or to all of them, so that holes elsewhere compile no new program.
        hole: the hole of each.
        size: faces of each hole, filled up with 1 to a power of 2, at least `_LEAST`.
    """

    modes: tuple[separable.Basis, ...]
    kernel: SheetKernel
    free: jax.Array
    in_hole: jax.Array
    hole: jax.Array
    size: jax.Array

    def near_inverse(self, r: Any, resistance, strength):
        """Return the conserved current I near that of ``curl (resistance I/w + strength Q I) = curl r``.

        Symmetric and positive; exact for a full grid without induction. ``Q = q(k)`` for sines of wave number k that
        vanish outside the grid, as of an infinite sheet.

        Args:
            r: circulations along the edges along x, (nx - 1, ny), and along y, (nx, ny - 1).
        """
        x, y = r
        flux = self._together(jnp.diff(y, axis=0) - jnp.diff(x, axis=1))
        for axis, basis in enumerate(self.modes):
            flux = basis.edge_modes(flux, axis)
        kx, ky = (basis.wave_numbers for basis in self.modes)
        k = jnp.hypot(kx[:, None], ky[None, :])
        stiffness = k**2 * (resistance + strength * self.kernel.of_wave_number(k))
        area = self.modes[0].gaps[0] * self.modes[1].gaps[0]
        g = flux / (area * jnp.where(k > 0, stiffness, 1.0))
        for axis, basis in enumerate(self.modes):
            g = basis.edge_values(g, axis)
        g = jnp.pad(self._together(g), 1)
        return jnp.diff(g[1:-1], axis=1), -jnp.diff(g[:, 1:-1], axis=0)

    def _together(self, g):
        """Return g with its mean in each hole, and 0 outside."""
        mean = jax.ops.segment_sum(g.ravel().at[self.in_hole].get(mode="fill", fill_value=0.0), self.hole,
                                   self.size.size) / self.size
        return (self.free * g).ravel().at[self.in_hole].set(mean[self.hole], mode="drop").reshape(g.shape)


def conserved_currents(sample: Sample, kernel: SheetKernel) -> ConservedCurrents:
    """Return the conserved currents of a sheet."""
    along_x, along_y = (np.asarray(sample.edge_weight[d]) == 0 for d in (0, 1))
    number = joined_faces(along_y, along_x)
    _, number, count = np.unique(np.append(number, 0), return_inverse=True, return_counts=True)
    number = number[:-1].reshape(along_y.shape[0] - 1, -1)
    count[0] -= 1
    alone = (count[number] == 1) & (number > 0)
    faces = np.flatnonzero(~alone & (number > 0))
    holes, hole = np.unique(number.ravel()[faces], return_inverse=True)
    size = np.ones(max(1 << max(len(holes) - 1, 0).bit_length(), _LEAST))
    size[:len(holes)] = count[holes]
    more = (0, (number.size // 4 if len(faces) <= number.size // 4 else number.size) - len(faces))
    modes = separable.bases(sample.grid)
    assert modes is not None, "a sheet has a Cartesian grid"
    return ConservedCurrents(modes, kernel, as_array(alone.astype(float)),
                             as_array(np.pad(faces, more, constant_values=number.size)), as_array(np.pad(hole, more)),
                             as_array(size))
