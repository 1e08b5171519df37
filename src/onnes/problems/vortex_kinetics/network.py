"""Places that hold flux quanta in a film with holes, bonds over which a vortex passes, and all their interactions."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
import shapely
from scipy.ndimage import distance_transform_edt

from onnes.devices import Film
from onnes.errors import InputError
from onnes.geometry import Shape, check_apart, resolves
from onnes.laws.stream_function import StreamFunction
from onnes.problems.vortex_kinetics.dense import DenseLevels
from onnes.problems.vortex_kinetics.interactions import Interactions
from onnes.problems.vortex_kinetics.iterative import IterativeLevels
from onnes.problems.vortex_landscape import VortexLandscape, vortex_landscape

_SITES = 2000
_MOST_PLACES = 120_000
_MOST_DENSE = 3000
"""Number of places up to which the matrix of all interactions is inverted."""
_FINER = 0.9
_WEAK = 15.0
"""Pearl length over the extent of the film of the landscape at the start: the field of the currents hardly counts."""
_SAMPLES = 9
"""Places of the start; all are found afterwards by the inverse matrix."""


@dataclass(frozen=True, eq=False)
class Network:
    """Sites of vortices, holes, and the outside, with the bonds between them.

    The places are the sites (numbers 0 to sites - 1), the holes, and the outside (the last). A bond joins neighbouring
    sites, or a site at a rim with the hole or the outside beyond it. A vortex of sign s that goes from place i to j
    takes a flux quantum s out of i and puts it into j: hops, entry, exit, creation and annihilation of pairs alike.

    Attributes:
        landscape: of the film, with a Pearl length far above its extent.
        first, second: places that a bond joins; the first is a site, shape (bonds,).
        along: 0 for bonds along x, 1 along y, shape (bonds,).
        nearest: hole or outside that is nearest to every site, shape (sites,).
        area: of the places [m^2], 0 of the outside, shape (places,).
        width: diameter of the largest circle in the metal [m], the width of a strip.
        place: number of the place of every face of the grid, shape (nx, ny).
    """

    landscape: VortexLandscape
    first: np.ndarray
    second: np.ndarray
    along: np.ndarray
    nearest: np.ndarray
    area: np.ndarray
    width: float
    place: np.ndarray

    @property
    def sites(self) -> int:
        """Number of sites."""
        return len(self.landscape.x)

    @property
    def holes(self) -> int:
        """Number of holes."""
        return len(self.landscape.hole_names)

    @property
    def rim(self) -> np.ndarray:
        """Bonds that lead into a hole or outside, shape (bonds,)."""
        return self.second >= self.sites

    def without(self, emptied: np.ndarray) -> Network:
        """Return the network in which some sites hold nothing: bonds to them lead to what is nearest to them.

        Args:
            emptied: whether a site holds nothing, shape (sites,).
        """
        first, second, rim = self.first, np.minimum(self.second, self.sites - 1), self.rim
        here, there = emptied[first], emptied[second] & ~rim
        beyond = np.where(rim, self.second, np.where(here, self.nearest[first], np.where(there, self.nearest[second],
                                                                                         self.second)))
        kept = ~(here & (there | rim))
        return replace(self, first=np.where(here, second, first)[kept], second=beyond[kept], along=self.along[kept])

    def interactions(self, pearl_length: float, error: float = 1e-10) -> Interactions:
        """Return the interactions at a Pearl length [m], see `DenseLevels` and `IterativeLevels`.

        Args:
            error: largest error of the steps of g between neighbours; where all of G is known they have none.
        """
        if isinstance(self._levels, DenseLevels):
            return self._levels.at(pearl_length)
        return self._levels.at(pearl_length, error)

    @cached_property
    def _levels(self) -> DenseLevels | IterativeLevels:
        return (DenseLevels if self.sites + self.holes <= _MOST_DENSE else IterativeLevels)(self)

    # ---- on the grid of the landscape

    def on_faces(self, g: np.ndarray) -> np.ndarray:
        """Return g of places on all faces, shape (many, nx, ny)."""
        return np.take(g, self.place, axis=-1)

    def in_places(self, flux: np.ndarray) -> np.ndarray:
        """Return the flux through all faces summed over each place, that of the outside left out as 0."""
        found = np.zeros((len(flux), len(self.area)))
        found[:, :self.sites] = flux[:, *self.landscape.cells]
        for hole in range(self.holes):
            found[:, self.sites + hole] = np.sum(flux[:, *self._faces_of_holes[hole]], axis=-1)
        return found

    @cached_property
    def _faces_of_holes(self) -> list[tuple[np.ndarray, ...]]:
        return [np.nonzero(self.landscape.stream.hole == hole) for hole in range(self.holes)]

    def largest_step(self, g: np.ndarray) -> float:
        """Return the largest step of g between neighbours."""
        faces = self.on_faces(g)
        return max(float(np.max(np.abs(np.diff(faces, axis=axis)), initial=0.0)) for axis in (-1, -2))

    def stream(self, pearl_length: float) -> StreamFunction:
        """Return the response of the film at a Pearl length [m]."""
        start = self.landscape
        return start.stream.with_field_times(start.pearl_length / pearl_length)

    def self_energy(self, own: np.ndarray, pearl_length: float) -> np.ndarray:
        """Return U/eps_0 at the sites from G_ii at a Pearl length [m], with xi as in the landscape."""
        there = replace(self.landscape, pearl_length=pearl_length, stream=self.stream(pearl_length), own=own)
        return there.self_energy / there.unit


def network(outline: Shape, thickness: float, *, spacing: float | None = None) -> Network:
    """Return the network of a film of one superconductor.

    Args:
        outline: of the film, with its holes.
        thickness: d [m], which only sets how the film is described.
        spacing: of the sites [m]; if left out, one with about 2000 sites that resolves strips, gaps and holes.

    Raises:
        InputError: holes that touch, more than 120 000 places, a spacing that does not resolve the film.
    """
    check_apart(outline, "outline")
    chosen = spacing if spacing is not None else _spacing(outline)
    places = outline.area / chosen**2
    if places > _MOST_PLACES:
        raise InputError("spacing", f"{chosen:.3g} m, {places:.0f} sites", f"at most {_MOST_PLACES} sites",
                         "Increase the spacing, or take a part of the layout; a moat is at least two cells wide.")
    low_x, low_y, high_x, high_y = outline.bounds
    pearl = _WEAK * max(high_x - low_x, high_y - low_y)
    film = Film(outline, thickness=thickness, coherence_length=chosen / 10,
                penetration_depth=math.sqrt(pearl * thickness))
    landscape = vortex_landscape(film, spacing=chosen, samples=_SAMPLES)
    return _joined(landscape, largest_width(outline))


def largest_width(outline: Shape) -> float:
    """Return the diameter of the largest circle in the metal [m], the width of a strip."""
    return max(2 * float(shapely.maximum_inscribed_circle(part).length) for part in shapely.get_parts(outline.region))


def _spacing(outline: Shape) -> float:
    spacing = math.sqrt(outline.area / _SITES)
    while not resolves(outline, spacing) and outline.area / spacing**2 < _MOST_PLACES:
        spacing *= _FINER
    return spacing


def _joined(landscape: VortexLandscape, width: float) -> Network:
    """Return the network of a landscape."""
    stream, sites = landscape.stream, len(landscape.x)
    outside = sites + stream.holes
    place = np.where(stream.hole >= 0, sites + stream.hole, outside)
    place[tuple(landscape.cells)] = np.arange(sites)
    around = np.pad(place, 1, constant_values=outside)
    bonds = []
    for along, (i, j) in enumerate(((1, 0), (0, 1))):
        for sign in (1, -1):
            beyond = around[1 + sign * i:, 1 + sign * j:][:place.shape[0], :place.shape[1]]
            here = (place < sites) & ((beyond >= sites) | (sign == 1))
            bonds.append((place[here], beyond[here], np.full(np.count_nonzero(here), along)))
    first, second, direction = (np.concatenate(part) for part in zip(*bonds, strict=True))
    cell = math.prod(landscape.spacing)
    sizes = np.bincount(stream.hole[stream.hole >= 0], minlength=stream.holes)
    area = cell * np.concatenate([np.ones(sites), sizes, [0.0]])
    column, row = distance_transform_edt(around < sites, sampling=landscape.spacing, return_distances=False,
                                         return_indices=True)[:, 1:-1, 1:-1][:, *landscape.cells]
    return Network(landscape, first, second, direction, around[column, row], area, width, place)
