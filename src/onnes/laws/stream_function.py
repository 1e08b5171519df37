"""London's theory of a thin film in its stream function: the currents that flux through its faces drives.

The sheet current is conserved, ``K = z x grad g``: g is one number on every face of the grid, the same all over a hole
and zero outside. Around every face the carriers, ``I/W + Q I + grad chi = p - a_applied``, enclose its flux:

    M g = Phi,    M = C^T (1/W + Q) C,

C the steps of g across edges, W the carriers on edges, Q the field of the sheet current. Phi is 2 pi for every vortex
or fluxoid, less the flux of the applied field; the energy is ``g . M g``. These are the states of `London`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Self

import numpy as np
from scipy.fft import irfft2, rfft2
from scipy.interpolate import RBFInterpolator

from onnes.energies import FreeEnergy, SheetField
from onnes.errors import InputError
from onnes.grids.sheet_kernel import SheetKernel
from onnes.grids.solvers.face_network import FaceNetwork, joined_faces
from onnes.numerics.safe_division import safe_divide

_DEAD = 1e-9
"""W of an edge over the largest, below which no current crosses it."""
_TOLERANCE, _ENERGY_TOLERANCE = 1e-9, 1e-4
"""Relative error of g in the norm of its energy; the second where only that energy is wanted."""
_MOST = 300
_NUMBERS_AT_ONCE = 4_000_000
_NEIGHBOURS, _STRETCH = 30, 6.0
"""Faces from which a value is interpolated, and how many cells apart two are at G_0 that differ by 1/2 pi."""


@dataclass(frozen=True, eq=False)
class StreamFunction:
    """Response g of a film to flux through its faces and to fluxoids of its holes.

    Attributes:
        carriers: ``C^T (1/W) C``, with the faces of the film free.
        hole: number of the hole of each face, -1 elsewhere, shape (nx, ny).
        holes: how many.
        field: transform of ``C^T Q C``; None where the field of the currents does not matter.
        padded: shape of the grid of that transform.
    """

    carriers: FaceNetwork
    hole: np.ndarray
    holes: int
    field: np.ndarray | None
    padded: tuple[int, int]

    @property
    def film(self) -> np.ndarray:
        """Faces of the film, shape (nx, ny)."""
        return self.carriers.free

    def with_field_times(self, factor: float) -> Self:
        """Return the response of a film whose Pearl length is smaller by a factor, and its carriers the same."""
        return self if self.field is None else replace(self, field=factor * self.field)

    def applied(self, g: np.ndarray) -> np.ndarray:
        """Return M g on all faces, shape (..., nx, ny)."""
        by_carriers = self.carriers.applied(g)
        if self.field is None:
            return by_carriers
        waves = rfft2(g, self.padded) * self.field
        return by_carriers + irfft2(waves, self.padded)[..., :g.shape[-2], :g.shape[-1]]

    def of_flux(self, flux: np.ndarray, fluxoids: np.ndarray) -> np.ndarray:
        """Return g on all faces for many fluxes, shape (many, nx, ny).

        Args:
            flux: through the faces of the film, shape (many, nx, ny); on others it is not read.
            fluxoids: flux through each hole, shape (many, holes).
        """
        through = flux[..., self.film]
        in_holes = (fluxoids + through @ self.reach[:, self.film].T) @ self.between_holes
        g = np.tensordot(in_holes, self.reach, 1)
        g[..., self.film] += self._grounded(through)
        return g

    @cached_property
    def reach(self) -> np.ndarray:
        """g that is 1 in one hole, 0 in the others and driven by no flux in the film, shape (holes, nx, ny)."""
        alone = (self.hole == np.arange(self.holes)[:, None, None]).astype(float)
        alone[:, self.film] = -self._grounded(self.applied(alone)[:, self.film])
        return alone

    @cached_property
    def between_holes(self) -> np.ndarray:
        """g in the holes per fluxoid in each, shape (holes, holes)."""
        fluxoids = np.tensordot(self.reach, self.applied(self.reach), ((1, 2), (1, 2)))
        return np.linalg.inv(0.5 * (fluxoids + fluxoids.T))

    def own(self, cells: np.ndarray, samples: int) -> np.ndarray:
        """Return g at faces of the film per flux through the same face alone: elements of the diagonal of ``M^-1``.

        Without the field of the currents it is exact. The field lowers it by what varies smoothly over the film,
        which is computed at some faces and interpolated: ``u = exp(-2 pi G) - exp(-2 pi G_0)``, the inverse distance
        at which a current ends less that without the field, times the spacing. As it falls off towards the edges,
        faces with other G_0 count as farther away.

        Args:
            cells: column and row of the faces, shape (2, faces).
            samples: at about how many faces the effect of the field is computed; at all if there are no more.
        """
        found = self.carriers.inverse_diagonal[tuple(cells)]
        if self.field is not None:
            number = np.cumsum(self.film).reshape(self.film.shape) - 1
            if len(found) <= samples:
                found = self._grounded_own(number[tuple(cells)])
            else:
                found = self._interpolated(cells, np.stack(_spread(self.film, samples)), number)
        return found + np.einsum("hc,hk,kc->c", self.reach[:, *cells], self.between_holes, self.reach[:, *cells])

    def _interpolated(self, cells: np.ndarray, chosen: np.ndarray, number: np.ndarray) -> np.ndarray:
        """Return g at faces per flux through them, with g = 0 in the holes, from that at the chosen ones."""
        alone = self.carriers.inverse_diagonal
        excess = np.exp(-2 * np.pi * self._grounded_own(number[tuple(chosen)])) - np.exp(-2 * np.pi * alone[*chosen])
        places, known = (np.column_stack([*each, 2 * np.pi * _STRETCH * alone[tuple(each)]])
                         for each in (cells, chosen))
        spline = RBFInterpolator(known, excess, neighbors=min(_NEIGHBOURS, len(known)), kernel="linear")
        lower = np.exp(-2 * np.pi * alone[tuple(cells)]) + np.maximum(spline(places), 0.0)
        return -np.log(lower) / (2 * np.pi)

    def _grounded_own(self, numbers: np.ndarray) -> np.ndarray:
        """Return g at some faces of the film per flux through them with g = 0 in the holes."""
        size = np.count_nonzero(self.film)
        parts = np.array_split(numbers, -(-len(numbers) * self.padded[0] * self.padded[1] // _NUMBERS_AT_ONCE))
        found = []
        for part in parts:
            flux = (part[:, None] == np.arange(size)).astype(float)
            found.append(self._grounded(flux, _ENERGY_TOLERANCE)[np.arange(len(part)), part])
        return np.concatenate(found)

    def _grounded(self, flux: np.ndarray, tolerance: float = _TOLERANCE) -> np.ndarray:
        """Return g on the faces of the film, 0 in the holes, from the flux through them, shapes (many, faces).

        Conjugate gradients for all fluxes side by side, preconditioned by the carriers.
        """
        step = self.carriers.solved(flux)
        if self.field is None or step.size == 0:
            return step

        def image(g):
            whole = np.zeros((*g.shape[:-1], *self.film.shape))
            whole[..., self.film] = g
            return self.applied(whole)[..., self.film]

        def product(one, other):
            return np.sum(one * other, axis=-1, keepdims=True)

        g, left, direction, remaining = 0.0 * flux, flux, step, product(flux, step)
        stored = 0.0 * remaining
        for _ in range(_MOST):
            turned = image(direction)
            length = safe_divide(remaining, product(direction, turned))
            stored = stored + length * remaining
            g, left = g + length * direction, left - length * turned
            step = self.carriers.solved(left)
            before, remaining = remaining, product(left, step)
            if np.all(remaining <= tolerance**2 * stored):
                return g
            direction = step + safe_divide(remaining, before) * direction
        raise InputError("film", "a linear solve that does not converge", "a film whose currents can be found",
                         "Take another spacing.")


def stream_function(energy: FreeEnergy, weight: Sequence[np.ndarray], faces: Sequence[tuple[int, int]]
                    ) -> StreamFunction:
    """Return the response of a film on its grid.

    Args:
        energy: of the film, with its grid and the field of its currents.
        weight: W of the edges along x and along y, see `onnes.laws.london.carriers_of_film`.
        faces: a face of the grid within each hole.

    Raises:
        InputError: a hole that no superconductor surrounds, normal metal within the film, films that act on each other.
    """
    across = [np.asarray(weight[1]), np.asarray(weight[0])]
    dead = [each <= _DEAD * max(np.max(w) for w in across) for each in across]
    number = joined_faces(*dead)
    hole = np.full(number.shape, -1)
    for index, face in enumerate(faces):
        if number[face] == 0 or hole[face] >= 0:
            raise InputError("hole", index, "a hole with a superconductor all around it",
                             "On this grid nothing separates it from the outside or from another hole.")
        hole[number == number[face]] = index
    film = (number > 0) & (hole < 0)
    if np.max(np.bincount(number[film], minlength=1)) > 1:
        raise InputError("film", "normal metal within it", "a superconductor everywhere but in its holes",
                         "Cut the normal part out of the outline, as a hole.")
    x, y = (np.where(none, 0.0, safe_divide(1.0, each)) for none, each in zip(dead, across, strict=True))
    sheet = energy.sheet
    assert sheet is not None
    return StreamFunction(FaceNetwork(x, y, film), hole, len(faces), *_field(sheet))


def _field(sheet: SheetField) -> tuple[np.ndarray | None, tuple[int, int]]:
    """Return the transform of ``C^T Q C``, half of it since it is real, and the shape of its grid."""
    if sheet.kernel is None:
        return None, (1, 1)
    if type(sheet.kernel) is not SheetKernel:
        raise InputError("film", "films that act on each other or repeat", "a single film that ends on all sides")
    spectrum, aspect = np.asarray(sheet.kernel.spectrum), float(sheet.kernel.aspect)
    rows, columns = spectrum.shape
    along_x, along_y = (4 * np.sin(np.pi * np.fft.fftfreq(n)) ** 2 for n in (rows, columns))
    curls = aspect * along_y + along_x[:, None] / aspect
    transform = np.asarray(sheet.strength) * curls * spectrum
    return transform[:, :columns // 2 + 1], (rows, columns)


def _spread(film: np.ndarray, samples: int) -> tuple[np.ndarray, ...]:
    """Return columns and rows of faces spread over the film and along its edges, with as many of its corners."""
    stride = max(int(np.sqrt(np.count_nonzero(film) / samples)), 1)
    i, j = np.indices(film.shape)
    around = np.pad(film, 1)
    in_x, in_y = around[2:, 1:-1] & around[:-2, 1:-1], around[1:-1, 2:] & around[1:-1, :-2]
    lattice = (i % stride == stride // 2) & (j % stride == stride // 2)
    edge, corner = ~(in_x & in_y) & ((i + j) % stride == 0), film & ~(in_x | in_y)
    corner &= np.cumsum(corner).reshape(film.shape) % -(-max(np.count_nonzero(corner), 1) // samples) == 0
    return np.nonzero(film & (lattice | edge | corner))
