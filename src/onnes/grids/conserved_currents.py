"""Currents in a sheet that are conserved, as steps of a number g on the faces of its grid, and an inverse for them.

The current through the dual face of an edge is the step of g across the edge, ``I = C g``. No current flows
where no edge of the sheet lies between two faces: g is 0 outside, and one number in each hole.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.grids.sample import Sample
from onnes.grids.sheet_kernel import SheetKernel, spacings
from onnes.grids.solvers import separable
from onnes.grids.solvers.face_multigrid import FaceMultigrid, face_multigrid
from onnes.grids.solvers.face_network import joined_faces
from onnes.numerics.jax_settings import as_array

_LEAST = 16


class Joined(eqx.Module):
    """Faces of a sheet that does not fill its grid.

    Attributes:
        free: 1 on faces where g is a number of its own, 0 outside and in holes, shape of the faces.
        in_hole: faces in holes, by their numbers in a row; filled up with a number that no face has to a quarter of the
            faces or to all of them, so that holes elsewhere compile no new program.
        hole: the hole of each.
        size: faces of each hole, filled up with 1 to a power of 2, at least `_LEAST`.
    """

    free: jax.Array
    in_hole: jax.Array
    hole: jax.Array
    size: jax.Array

    def __call__(self, g):
        """Return g with its mean in each hole, and 0 outside."""
        mean = jax.ops.segment_sum(g.ravel().at[self.in_hole].get(mode="fill", fill_value=0.0), self.hole,
                                   self.size.size) / self.size
        return (self.free * g).ravel().at[self.in_hole].set(mean[self.hole], mode="drop").reshape(g.shape)


class Sines(eqx.Module):
    """Exact modes of the resistance of a sheet that fills its grid, and near ones of its induction.

    Attributes:
        modes: of the grid.
        resistance, induction: eigenvalues ``area k^2`` and ``area k^2 q(k)``, 1 and 0 where k is 0.
    """

    modes: tuple[separable.Basis, ...]
    resistance: jax.Array
    induction: jax.Array

    def inverse(self, resistance, strength) -> Callable[[jax.Array], jax.Array]:
        """Return the map r -> g near the solution of ``C^T (resistance/w + strength Q) C g = r``."""
        sizes = resistance * self.resistance + strength * self.induction
        sizes = jnp.where(sizes > 0, sizes, 1.0)

        def apply(r):
            for axis, basis in enumerate(self.modes):
                r = basis.edge_modes(r, axis)
            g = r / sizes
            for axis, basis in enumerate(self.modes):
                g = basis.edge_values(g, axis)
            return g

        return apply


class ConservedCurrents(eqx.Module):
    """See the module; a uniform Cartesian grid in the plane.

    Attributes:
        spectrum: transform of ``C^T Q C`` of all faces, half of it along y, as it is real, with that axis first.
        joined: of a sheet that does not fill its grid, else None.
        waves: resistance and induction as an inverse knows them.
        columns: number of faces along y of the grid of the transform.
    """

    spectrum: jax.Array
    joined: Joined | None
    waves: Sines | FaceMultigrid
    columns: int = eqx.field(static=True)

    @staticmethod
    def current(g) -> Any:
        """Return the current C g through the dual faces of the edges."""
        wide = jnp.pad(g, 1)
        return jnp.diff(wide[1:-1], axis=1), -jnp.diff(wide[:, 1:-1], axis=0), None

    def around(self, edges) -> jax.Array:
        """Return the circulations around the faces, their mean in each hole and 0 outside: C^T."""
        x, y, _ = edges
        return self._together(jnp.diff(y, axis=0) - jnp.diff(x, axis=1))

    def driving(self, g, resistances, strength) -> jax.Array:
        """Return ``C^T (R + strength Q) C g``.

        Args:
            resistances: R on the edges.
        """
        x, y, _ = self.current(g)
        (nx, ny), rows = g.shape, self.spectrum.shape[1]
        # Rows of zeros need no transform.
        waves = jnp.fft.fft(jnp.fft.rfft(g, self.columns).T, rows) * self.spectrum
        induced = jnp.fft.irfft(jnp.fft.ifft(waves)[:, :nx].T, self.columns)[:, :ny]
        ohmic = jnp.diff(resistances[1] * y, axis=0) - jnp.diff(resistances[0] * x, axis=1)
        return self._together(ohmic + strength * induced)

    def near_inverse(self, resistance, strength) -> Callable[[jax.Array], jax.Array]:
        """Return a map r -> g near the solution of ``C^T (resistance/w + strength Q) C g = r``, r from `around`.

        Symmetric and positive; exact for a full grid without induction. Waves are taken to have the induction of those
        of an infinite sheet.
        """
        inverse = self.waves.inverse(resistance, strength)
        return lambda r: self._together(inverse(r))

    def _together(self, g):
        return g if self.joined is None else self.joined(g)


def conserved_currents(sample: Sample, kernel: SheetKernel) -> ConservedCurrents:
    """Return the conserved currents of a sheet."""
    along_x, along_y = (np.asarray(sample.edge_weight[d]) for d in (0, 1))
    number = joined_faces(along_y == 0, along_x == 0)
    spectrum = as_array(_of_faces(np.asarray(kernel.spectrum), float(kernel.aspect)))
    columns = kernel.spectrum.shape[1]
    _, number, count = np.unique(np.append(number, 0), return_inverse=True, return_counts=True)
    number = number[:-1].reshape(along_y.shape[0] - 1, -1)
    count[0] -= 1
    alone = (count[number] == 1) & (number > 0)
    if alone.all():
        return ConservedCurrents(spectrum, None, _sines(sample, kernel), columns)
    faces = np.flatnonzero(~alone & (number > 0))
    holes, hole = np.unique(number.ravel()[faces], return_inverse=True)
    size = np.ones(max(1 << max(len(holes) - 1, 0).bit_length(), _LEAST))
    size[:len(holes)] = count[holes]
    more = (0, (number.size // 4 if len(faces) <= number.size // 4 else number.size) - len(faces))
    joined = Joined(as_array(alone.astype(float)), as_array(np.pad(faces, more, constant_values=number.size)),
                    as_array(np.pad(hole, more)), as_array(size))
    waves = face_multigrid(along_x, along_y, number == 0, spacings(sample.grid), kernel.of_wave_number)
    return ConservedCurrents(spectrum, joined, waves, columns)


def _sines(sample: Sample, kernel: SheetKernel) -> Sines:
    modes = separable.bases(sample.grid)
    assert modes is not None, "a sheet has a Cartesian grid"
    kx, ky = (np.asarray(basis.wave_numbers) for basis in modes)
    k, area = np.hypot(kx[:, None], ky[None, :]), np.prod(spacings(sample.grid))
    resistance = np.where(k > 0, area * k**2, 1.0)
    induction = np.where(k > 0, area * k**2 * kernel.of_wave_number(np.where(k > 0, k, 1.0)), 0.0)
    return Sines(modes, as_array(resistance), as_array(induction))


def _of_faces(spectrum: np.ndarray, aspect: float) -> np.ndarray:
    """Return the transform of ``C^T Q C`` from that of Q."""
    along_x, along_y = (4 * np.sin(np.pi * np.fft.fftfreq(n)) ** 2 for n in spectrum.shape)
    whole = (aspect * along_y + along_x[:, None] / aspect) * spectrum
    return np.ascontiguousarray(whole[:, :spectrum.shape[1] // 2 + 1].T)
