"""Interactions of many places: solves of London's equation, of which only elements of G next to its diagonal are kept.

Conjugate gradients, preconditioned by the carriers (a sparse factorisation), for all configurations side by side. The
carriers decide how g changes near a vortex that moves; what the field of the currents adds varies smoothly over the
film.
"""

from __future__ import annotations

import math
import os
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from scipy.fft import set_workers
from scipy.interpolate import RBFInterpolator
from scipy.sparse import coo_array, csc_array, csr_array
from scipy.sparse.linalg import SuperLU, splu

from onnes.errors import InputError
from onnes.numerics.safe_division import safe_divide
from onnes.problems.vortex_kinetics.interactions import APART, Interactions, level

if TYPE_CHECKING:
    from onnes.problems.vortex_kinetics.network import Network

_SAMPLES = 120
"""Sites at which the effect of the field on elements of G is computed."""
_NEIGHBOURS = 30
"""Samples from which a value is interpolated."""
_BY_PLACE, _BY_OWN, _BY_DIPOLE = 0.1, 40.0, 300.0
"""Distance at which two samples count per cell, per difference of G_ii and of dipoles without the field.

What the field changes depends on edges nearby, which these show, more than on the place in the film.
"""
_ELEMENT = 1e-6
"""Error of computed elements of G."""
_MOST = 200
_NUMBERS_AT_ONCE = 8_000_000


class Elements(NamedTuple):
    """Elements of G.

    Attributes:
        diagonal: shape (places,).
        dipole: 1/2 G_ii + 1/2 G_jj - G_ij of a site and the next along x, and along y, shape (2, sites).
        to_holes: G between holes and all places, shape (holes, places).
        lag: see `Interactions`.
    """

    diagonal: np.ndarray
    dipole: np.ndarray
    to_holes: np.ndarray
    lag: float

    def mixed(self, other: Elements, part: float) -> Elements:
        """Return the elements with a part of others."""
        rest = 1 - part
        return Elements(rest * self.diagonal + part * other.diagonal, rest * self.dipole + part * other.dipole,
                        rest * self.to_holes + part * other.to_holes, rest * self.lag + part * other.lag)


@dataclass(frozen=True, eq=False)
class IterativeInteractions(Interactions):
    """Interactions of which g is computed by solves.

    Attributes:
        solver: of London's equation.
        near: elements of G.
        pearl_length: Lambda [m].
        error: largest error of the steps of g between neighbours.
    """

    solver: IterativeLevels
    near: Elements
    pearl_length: float
    error: float

    def dipoles(self, network: Network) -> np.ndarray:
        first, second, sites = network.first, network.second, network.sites
        found = np.where(network.rim, 0.5 * (self.diagonal[first] + self.diagonal[second]),
                         self.near.dipole[network.along, first])
        to_hole = network.rim & (second < sites + network.holes)
        found[to_hole] -= self.near.to_holes[second[to_hole] - sites, first[to_hole]]
        return found

    def stream(self, flux: np.ndarray, near: np.ndarray | None = None) -> np.ndarray:
        return self.solver.solved(self.pearl_length, flux, self.error, near)

    def step(self, change: csr_array) -> np.ndarray:
        """Return the change of g by the carriers alone, which is all of it within a few cells."""
        found = np.zeros(change.shape)
        moved = np.flatnonzero(np.diff(change.indptr))
        found[moved] = self.solver.by_carriers(change[moved].toarray())
        return found


@dataclass(frozen=True, eq=False)
class IterativeLevels:
    """Solver of London's equation of a network, with elements of G at the Pearl lengths of the last temperature."""

    network: Network
    known: dict[int, Elements] = field(default_factory=dict)

    def at(self, pearl_length: float, error: float) -> IterativeInteractions:
        """Return the interactions at a Pearl length [m], see `Network.interactions`.

        Elements next to the diagonal are found at Pearl lengths apart by factors of 3, and linear in the logarithm
        between them.
        """
        net = self.network
        largest = net.landscape.pearl_length
        below, part = level(largest, pearl_length)
        for k in (below, below + 1):
            if k not in self.known:
                self.known[k] = self.elements(largest / APART**k)
        near = self.known[below].mixed(self.known[below + 1], part)
        pearl_length = min(pearl_length, largest)
        own = net.self_energy(near.diagonal[:net.sites], pearl_length)
        return IterativeInteractions(own, near.diagonal, near.lag, self, near, pearl_length, error)

    # ---- solves

    def by_carriers(self, flux: np.ndarray) -> np.ndarray:
        """Return g without the field of the currents, shape (many, places)."""
        found = np.zeros(flux.shape)
        found[:, :-1] = self._factors.solve(flux[:, :-1].T).T
        return found

    def solved(self, pearl_length: float, flux: np.ndarray, error: float, near: np.ndarray | None = None) -> np.ndarray:
        """Return g of fluxes, shape (many, places), with no error of a step between neighbours above the one given.

        It is judged by the carriers' answer to what is left of the flux; the field only makes that smaller.
        """
        net, stream = self.network, self.network.stream(pearl_length)

        def product(one: np.ndarray, other: np.ndarray) -> np.ndarray:
            return np.einsum("mp,mp->m", one, other)[:, None]

        def image(g: np.ndarray) -> np.ndarray:
            with set_workers(os.cpu_count() or 1):
                return net.in_places(stream.applied(net.on_faces(g)))

        flux = np.where(net.area > 0, flux, 0.0)
        g = self.by_carriers(flux) if near is None else near.copy()
        left = flux - image(g)
        step = self.by_carriers(left)
        direction, remaining = step, product(left, step)
        for _ in range(_MOST):
            if net.largest_step(step) <= error:
                return g
            turned = image(direction)
            length = safe_divide(remaining, product(direction, turned))
            g, left = g + length * direction, left - length * turned
            step = self.by_carriers(left)
            before, remaining = remaining, product(left, step)
            direction = step + safe_divide(remaining, before) * direction
        raise InputError("spacing", "a linear solve that does not converge", "a film whose currents can be found",
                         "Take another spacing.")

    @cached_property
    def _factors(self) -> SuperLU:
        """Factors of the carriers' matrix with one number of g in every hole."""
        net, carriers = self.network, self.network.landscape.stream.carriers
        place, size = np.pad(net.place, 1, constant_values=len(net.area) - 1), len(net.area)
        pairs = [(place[:-1, 1:-1], place[1:, 1:-1], carriers.across_x),
                 (place[1:-1, :-1], place[1:-1, 1:], carriers.across_y)]
        one, other, weight = (np.concatenate([pair[k].ravel() for pair in pairs]) for k in range(3))
        weight = np.where(one == other, 0.0, weight)
        rows, columns = np.concatenate([one, other, one, other]), np.concatenate([one, other, other, one])
        entries = np.concatenate([weight, weight, -weight, -weight])
        matrix = csc_array(coo_array((entries, (rows, columns)), shape=(size, size)))[:-1, :-1]
        return splu(matrix, permc_spec="MMD_AT_PLUS_A", diag_pivot_thresh=0.0, options={"SymmetricMode": True})

    # ---- elements of G

    def elements(self, pearl_length: float) -> Elements:
        """Return elements of G at a Pearl length [m].

        With g = 0 in the holes they are those of the carriers, exactly, and what the field changes, which is computed
        at some sites and interpolated. The part of the holes follows from a solve for each.
        """
        net = self.network
        sites = net.sites
        columns = self._columns(pearl_length, np.eye(net.holes, len(net.area), sites))
        holes = np.linalg.solve(columns[:, sites:-1], columns)  # g that is 1 in one of them
        lag, (own, dipole) = 0.0, self._grounded
        lower = self._lower(pearl_length, columns, holes)
        own = -np.log(np.exp(-2 * np.pi * own) + np.maximum(lower, 0.0)) / (2 * np.pi)
        diagonal = np.zeros(len(net.area))
        diagonal[:sites] = own + np.einsum("hs,hs->s", columns[:, :sites], holes[:, :sites])
        diagonal[sites:-1] = np.diagonal(columns[:, sites:-1])
        found = np.zeros((2, sites))
        for along in (0, 1):
            bonds = np.flatnonzero(~net.rim & (net.along == along))
            if len(bonds):
                by_holes = self._by_holes(columns, holes, bonds)
                less = self._less(pearl_length, columns, holes, bonds)
                found[along, net.first[bonds]] = dipole[bonds] + by_holes - less
                lag = max(lag, 2 * float(np.max(less)))  # the step over the bond of a hop
        return Elements(diagonal, found, columns, lag)

    def _by_holes(self, columns: np.ndarray, holes: np.ndarray, bonds: np.ndarray) -> np.ndarray:
        """Return the part of dipoles that fluxoids of the holes lead to, shape (bonds,)."""
        first, second, found = self.network.first, self.network.second, np.zeros(len(bonds))
        for some in np.array_split(np.arange(len(bonds)), 1 + len(bonds) * len(holes) // _NUMBERS_AT_ONCE):
            i, j = first[bonds[some]], second[bonds[some]]
            found[some] = 0.5 * np.einsum("hb,hb->b", columns[:, i] - columns[:, j], holes[:, i] - holes[:, j])
        return found

    def _lower(self, pearl_length: float, columns: np.ndarray, holes: np.ndarray) -> np.ndarray:
        """Return exp(-2 pi G_ii) less that without the field, with g = 0 in the holes, shape (sites,)."""
        net, alone = self.network, self._grounded[0]
        at_rim = np.unique(net.first[net.rim])
        chosen = np.union1d(_some(np.arange(net.sites), _SAMPLES), _some(at_rim, _SAMPLES))
        flux = (chosen[:, None] == np.arange(len(net.area))).astype(float)
        own = self._columns(pearl_length, flux)[np.arange(len(chosen)), chosen]
        own = own - np.einsum("hs,hs->s", columns[:, chosen], holes[:, chosen])
        places = np.column_stack([*_BY_PLACE * net.landscape.cells, _BY_OWN * alone])
        return _spline(places[chosen], np.exp(-2 * np.pi * own) - np.exp(-2 * np.pi * alone[chosen]), places)

    def _less(self, pearl_length: float, columns: np.ndarray, holes: np.ndarray, bonds: np.ndarray) -> np.ndarray:
        """Return by how much the field lowers dipoles with g = 0 in the holes, shape (bonds,)."""
        net, (alone, dipole) = self.network, self._grounded
        chosen = _some(np.arange(len(bonds)), _SAMPLES)
        first, second = net.first[bonds], net.second[bonds]
        rows, flux = np.arange(len(chosen)), np.zeros((len(chosen), len(net.area)))
        flux[rows, second[chosen]], flux[rows, first[chosen]] = 1.0, -1.0
        g = self._columns(pearl_length, flux)
        energy = 0.5 * (g[rows, second[chosen]] - g[rows, first[chosen]])
        less = dipole[bonds[chosen]] + self._by_holes(columns, holes, bonds[chosen]) - energy
        places = np.column_stack([*_BY_PLACE * net.landscape.cells[:, first],
                                  0.5 * _BY_OWN * (alone[first] + alone[second]), _BY_DIPOLE * dipole[bonds]])
        return _spline(places[chosen], less, places)

    @cached_property
    def _grounded(self) -> tuple[np.ndarray, np.ndarray]:
        """Diagonal at the sites, and dipoles of bonds within the film, with g = 0 in the holes and no field."""
        net = self.network
        own, along_x, along_y = net.landscape.stream.carriers.inverse_near_diagonal
        i, j = net.landscape.cells[:, net.first]
        between = np.where(net.along == 0, along_x[np.minimum(i, len(along_x) - 1), j],
                           along_y[i, np.minimum(j, along_y.shape[1] - 1)])
        diagonal = own[tuple(net.landscape.cells)]
        second = np.minimum(net.second, net.sites - 1)
        return diagonal, 0.5 * diagonal[net.first] + 0.5 * diagonal[second] - between

    def _columns(self, pearl_length: float, flux: np.ndarray) -> np.ndarray:
        """Return g of fluxes, shape (many, places)."""
        size = max(math.prod(self.network.landscape.stream.padded), len(self.network.area))
        parts = np.array_split(flux, 1 + len(flux) * size // _NUMBERS_AT_ONCE)
        return np.concatenate([self.solved(pearl_length, part, _ELEMENT) for part in parts])


def _some(numbers: np.ndarray, count: int) -> np.ndarray:
    """Return some numbers, drawn at random but always the same."""
    return numbers if len(numbers) <= count else np.random.default_rng(0).choice(numbers, count, replace=False)


def _spline(known: np.ndarray, values: np.ndarray, wanted: np.ndarray) -> np.ndarray:
    return RBFInterpolator(known, values, neighbors=min(_NEIGHBOURS, len(known)), kernel="linear")(wanted)
