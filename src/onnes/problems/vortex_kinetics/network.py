"""Places that hold flux quanta in a film with holes, bonds over which a vortex passes, and all their interactions."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from typing import NamedTuple

import numpy as np
import shapely
from scipy.linalg.lapack import dpotrf, dpotri
from scipy.ndimage import distance_transform_edt
from scipy.sparse import csr_array

from onnes.devices import Film
from onnes.errors import InputError
from onnes.geometry import Shape, resolves
from onnes.problems.vortex_landscape import VortexLandscape, vortex_landscape

_SITES = 2000
_MOST_PLACES = 8000
"""Number of places whose matrix of interactions is inverted in a minute."""
_FINER = 0.9
_WEAK = 15.0
"""Pearl length over the extent of the film of the landscape at the start: the field of the currents hardly counts."""
_APART = 3.0
"""Ratio of Pearl lengths between which interactions are interpolated."""
_AT_ONCE = 200
_SAMPLES = 9
"""Places of the start; all are found afterwards by the inverse matrix."""


class Interactions(NamedTuple):
    """Interactions of flux quanta at one Pearl length.

    Attributes:
        between: G of all places, in units of Phi_0/(mu_0 Lambda), shape (places, places); 0 of the outside, the last.
        own: U/eps_0 of a vortex at every site with xi as in the landscape, shape (sites,).
    """

    between: np.ndarray
    own: np.ndarray


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
    """

    landscape: VortexLandscape
    first: np.ndarray
    second: np.ndarray
    along: np.ndarray
    nearest: np.ndarray
    area: np.ndarray
    width: float
    _known: dict[int, Interactions] = field(default_factory=dict)

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

    def interactions(self, pearl_length: float) -> Interactions:
        """Return the interactions at a Pearl length [m].

        Exact at Pearl lengths apart by factors of 3, and linear in the logarithm between them: within 1.5 % for every
        wave number. A Pearl length above that of the landscape counts as that.
        """
        level = max(math.log(self.landscape.pearl_length / pearl_length, _APART), 0.0)
        below, part = int(level), level % 1
        for known in [k for k in self._known if k not in (below, below + 1)]:
            del self._known[known]
        coarse, fine = (self._exact(k) for k in (below, below + 1))
        return Interactions((1 - part) * coarse.between + part * fine.between,
                            (1 - part) * coarse.own + part * fine.own)

    def _exact(self, level: int) -> Interactions:
        """Return the inverse of London's matrix M, with one number of the stream function in every hole."""
        if level not in self._known:
            self._known[level] = self._inverse(self.landscape.pearl_length / _APART**level)
        return self._known[level]

    def _inverse(self, pearl_length: float) -> Interactions:
        start, count = self.landscape, self.sites + self.holes
        stream = start.stream.with_field_times(start.pearl_length / pearl_length)
        place = np.where(stream.hole >= 0, self.sites + stream.hole, -1)
        place[tuple(start.cells)] = np.arange(self.sites)
        cell = np.flatnonzero(place >= 0)
        belongs = csr_array((np.ones(len(cell)), (cell, place.ravel()[cell])), shape=(place.size, count))
        matrix = np.empty((count, count))
        for rows in np.array_split(np.arange(count), -(-count // _AT_ONCE)):
            flux = stream.applied((place == rows[:, None, None]).astype(float))
            matrix[rows] = flux.reshape(len(rows), -1) @ belongs
        upper = np.triu(dpotri(dpotrf(matrix)[0])[0])
        between = np.zeros((count + 1, count + 1))
        between[:count, :count] = upper + np.triu(upper, 1).T
        own = replace(start, pearl_length=pearl_length, stream=stream, own=np.diagonal(between)[:self.sites])
        return Interactions(between, own.self_energy / own.unit)


def network(outline: Shape, thickness: float, *, spacing: float | None = None) -> Network:
    """Return the network of a film of one superconductor.

    Args:
        outline: of the film, with its holes.
        thickness: d [m], which only sets how the film is described.
        spacing: of the sites [m]; if left out, one with about 2000 sites that resolves strips, gaps and holes.

    Raises:
        InputError: more than 8000 places, a spacing that does not resolve the film.
    """
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
    width = max(2 * float(shapely.maximum_inscribed_circle(part).length) for part in shapely.get_parts(outline.region))
    return _joined(landscape, width)


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
    return Network(landscape, first, second, direction, around[column, row], area, width)
