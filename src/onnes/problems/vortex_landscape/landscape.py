"""Energies of vortices and fluxoids of a film as one quadratic form."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple, Self

import numpy as np

from onnes.errors import InputError
from onnes.laws.stream_function import StreamFunction
from onnes.problems.vortex_landscape.lattice_share import lattice_share
from onnes.units.constants import FLUX_QUANTUM, VACUUM_PERMEABILITY

if TYPE_CHECKING:
    import xarray as xr
    from matplotlib.axes import Axes

CORE = 0.381
"""Energy of a core in eps_0, with a radius of xi: a vortex at the centre of a disc of radius R << Lambda has
eps_0 [ln(R/xi) + 0.381], and Hc1 = Phi_0/(4 pi lambda^2) (ln kappa + 0.497) for kappa >> 1. C.-R. Hu, Phys. Rev. B 6,
1756 (1972)."""


@dataclass(frozen=True, eq=False)
class Configuration:
    """Vortices, fluxoids and field of a film.

    Attributes:
        sites: numbers of the sites with vortices, shape (vortices,); a site with several is named several times.
        signs: 1 of a vortex along the field, -1 of an antivortex, shape (vortices,).
        fluxoids: flux quanta of each hole, shape (holes,).
        field: applied field B [T].

    Raises:
        InputError: as many signs as sites are not given, or signs other than 1 and -1.
    """

    sites: np.ndarray
    signs: np.ndarray
    fluxoids: np.ndarray
    field: float = 0.0

    def __post_init__(self) -> None:
        for name, kind in (("sites", int), ("signs", int), ("fluxoids", float)):
            object.__setattr__(self, name, np.asarray(getattr(self, name), kind))
        if self.sites.shape != self.signs.shape or not np.all(np.abs(self.signs) == 1):
            raise InputError("signs", self.signs.tolist(), "1 or -1 for each of the sites")


class Potential(NamedTuple):
    """Work per vortex, but for its own energy, against the currents of a configuration.

    Attributes:
        sites: [J], shape (sites,); at the site of a vortex its own share is that of the grid, see `own_share`.
        holes: of a fluxoid added to each hole [J], shape (holes,).
    """

    sites: np.ndarray
    holes: np.ndarray


@dataclass(frozen=True, eq=False)
class VortexLandscape:
    """Free energy of a film with vortices s_i at r_i and N_h fluxoids in hole h, in a field B, less that without them.

        E = sum_i [U(r_i) + s_i B m(r_i) + s_i sum_h N_h c_h(r_i)] + sum_{i<j} s_i s_j V(r_i, r_j)
            + 1/2 sum_hk N_h N_k H_hk + B sum_h N_h m_h

    It follows from the stream function G(r, r') at r, in Phi_0/(mu_0 Lambda), that a vortex at r' drives: V = 4 pi
    eps_0 G = V(r', r), ``m = -(4 pi eps_0/Phi_0) int G d^2r'``, and ``U = eps_0 n [ln(rho/xi) + c]`` where rho is the
    distance at which its current ends, 2 d at a distance d from a straight edge, and c the energy of its core.
    The fluxoids of the holes stay while a vortex is in the film; one that leaves through the rim of hole h adds its
    sign to N_h. Nearer to an edge than about xi, U is negative and has no meaning.

    Attributes:
        pearl_length, coherence_length: Lambda, xi [m].
        core: c.
        x, y: of the sites, the centres of the cells on the film [m], shape (sites,).
        cells: column and row of the sites, shape (2, sites).
        spacing: sides of a cell [m].
        strength: n, local superfluid density times thickness over their largest, shape (sites,).
        contraction: xi over the local coherence length, shape (sites,).
        hole_names: of the holes.
        own: G(r, r) on the grid, shape (sites,).
        field_area: int G d^2r' [m^2], shape (sites,).
        hole_field_area: the same of a fluxoid, shape (holes,).
        reach: G between holes and sites, shape (holes, sites).
        between_holes: G between holes, shape (holes, holes).
        stream: the response of the film to flux.
        samples: see `vortex_landscape`.
    """

    pearl_length: float
    coherence_length: float
    core: float
    x: np.ndarray
    y: np.ndarray
    cells: np.ndarray
    spacing: tuple[float, float]
    strength: np.ndarray
    contraction: np.ndarray
    hole_names: tuple[str, ...]
    own: np.ndarray
    field_area: np.ndarray
    hole_field_area: np.ndarray
    reach: np.ndarray
    between_holes: np.ndarray
    stream: StreamFunction
    samples: int

    def at(self, pearl_length: float, coherence_length: float) -> Self:
        """Return the landscape at another temperature, from the lengths there [m].

        A film that is narrow beside its Pearl length, whose currents' field does not count, costs nothing.
        """
        stream = self.stream.with_field_times(self.pearl_length / pearl_length)
        moved = replace(self, pearl_length=pearl_length, coherence_length=coherence_length, stream=stream)
        if stream is self.stream:
            return moved
        return replace(moved, **responses(stream, self.cells, self.spacing, self.samples))

    @property
    def axes(self) -> tuple[np.ndarray, np.ndarray]:
        """Middles of the cells of the whole grid along x and along y [m]."""
        x, y = ((here[0] + (np.arange(count) - cell[0]) * step) for here, count, cell, step in zip(
            (self.x, self.y), self.stream.film.shape, self.cells, self.spacing, strict=True))
        return x, y

    # ---- terms of the energy

    @property
    def unit(self) -> float:
        """eps_0 = Phi_0^2/(4 pi mu_0 Lambda) [J]."""
        return FLUX_QUANTUM**2 / (4 * math.pi * VACUUM_PERMEABILITY * self.pearl_length)

    @cached_property
    def radius(self) -> np.ndarray:
        """The distance rho at which the current of a vortex ends [m], shape (sites,)."""
        by_carriers = lattice_share(self.spacing, None)
        by_field = 0.0 if self.stream.field is None else lattice_share(self.spacing, self.pearl_length) - by_carriers
        return np.exp(2 * math.pi * self.own / self.strength - by_carriers - self.strength * by_field)

    @property
    def self_energy(self) -> np.ndarray:
        """U [J], shape (sites,)."""
        core = np.log(self.radius * self.contraction / self.coherence_length) + self.core
        return self.unit * self.strength * core

    @property
    def field_energy(self) -> np.ndarray:
        """m: energy of a vortex per applied field [J/T], shape (sites,); negative."""
        return -4 * math.pi * self.unit / FLUX_QUANTUM * self.field_area

    @property
    def hole_coupling(self) -> np.ndarray:
        """c: energy of a vortex per fluxoid of each hole [J], shape (holes, sites)."""
        return 4 * math.pi * self.unit * self.reach

    @property
    def hole_energy(self) -> np.ndarray:
        """H: Phi_0^2 times the inverse of the inductances of the holes [J], shape (holes, holes)."""
        return 4 * math.pi * self.unit * self.between_holes

    @property
    def hole_field_energy(self) -> np.ndarray:
        """Energy of a fluxoid of each hole per applied field [J/T], shape (holes,)."""
        return -4 * math.pi * self.unit / FLUX_QUANTUM * self.hole_field_area

    def interaction(self, sites: Any) -> np.ndarray:
        """Return V between vortices at some sites and one at each site [J], shape (len(sites), all sites).

        One solve each. At its own site V is `own_share`.
        """
        some = np.atleast_1d(sites)
        flux = np.zeros((len(some), *self.stream.film.shape))
        flux[np.arange(len(some)), *self.cells[:, some]] = 1.0
        g = self.stream.of_flux(flux, np.zeros((len(some), len(self.hole_names))))
        return 4 * math.pi * self.unit * g[:, *self.cells]

    @property
    def own_share(self) -> np.ndarray:
        """Potential of a vortex at its own site, 4 pi eps_0 G on the grid [J], shape (sites,)."""
        return 4 * math.pi * self.unit * self.own

    def close_interaction(self, first: np.ndarray, second: np.ndarray) -> np.ndarray:
        """Return V of vortices that are nearer to each other than to an edge [J], without a solve.

        ``V = eps_0 n ln(rho_1 rho_2/|r_1 - r_2|^2)``, with an error of the order of the distance over rho, squared.
        """
        distance = np.hypot(self.x[first] - self.x[second], self.y[first] - self.y[second])
        radius, strength = self.radius, 0.5 * (self.strength[first] + self.strength[second])
        return self.unit * strength * np.log(radius[first] * radius[second] / distance**2)

    # ---- of a configuration

    def potential(self, now: Configuration) -> Potential:
        """Return the work of one more vortex or fluxoid, but for their own energies, by one solve.

        One more vortex of sign s has ``s P + U`` at a site, one more fluxoid ``s P + H/2`` in a hole. A vortex that
        comes or goes changes P by its sign times its `interaction`.
        """
        flux, fluxoids = self._flux(now)
        g = self.stream.of_flux(flux[None], fluxoids[None])[0]
        in_holes = np.array([g[tuple(cell)] for cell in self._cells_of_holes])
        return Potential(4 * math.pi * self.unit * g[tuple(self.cells)], 4 * math.pi * self.unit * in_holes)

    def energy(self, now: Configuration) -> float:
        """Return E [J]."""
        all_but_field = self.potential(replace(now, field=0.0))
        own = self.self_energy[now.sites] - 0.5 * self.own_share[now.sites]
        quadratic = now.signs @ all_but_field.sites[now.sites] + now.fluxoids @ all_but_field.holes
        linear = now.signs @ self.field_energy[now.sites] + now.fluxoids @ self.hole_field_energy
        return float(np.sum(own) + 0.5 * quadratic + now.field * linear)

    # ---- on the grid, in SI units

    def on_grid(self, values: np.ndarray, elsewhere: float = np.nan) -> np.ndarray:
        """Return values at the sites on the cells of the whole grid, shape (nx, ny)."""
        grid = np.full(self.stream.film.shape, elsewhere)
        grid[tuple(self.cells)] = values
        return grid

    @property
    def data(self) -> xr.Dataset:
        """The terms of the energy over x, y and hole, in SI units; NaN where there is no site."""
        from onnes.problems.vortex_landscape.maps import dataset

        return dataset(self)

    def energy_map(self, field: Any = 0.0, fluxoids: Mapping[str, int] | None = None) -> xr.DataArray:
        """Return the energy of a single vortex in J over x and y.

        Args:
            field: applied field [T], or text such as "100 uT".
            fluxoids: flux quanta of holes by name; 0 in others.

        Raises:
            InputError: an unknown hole, a field of another dimension.
        """
        from onnes.problems.vortex_landscape.maps import energy_map

        return energy_map(self, field, fluxoids)

    def plot(self, field: Any = 0.0, fluxoids: Mapping[str, int] | None = None, ax: Axes | None = None) -> Axes:
        """Draw `energy_map` in units of eps_0."""
        from onnes.problems.vortex_landscape.maps import draw

        return draw(self, field, fluxoids, ax)

    # ---- implementation

    def _flux(self, now: Configuration) -> tuple[np.ndarray, np.ndarray]:
        """Return flux quanta through the faces and in the holes, less those of the applied field."""
        if now.fluxoids.shape != (self.stream.holes,):
            raise InputError("fluxoids", now.fluxoids.tolist(), f"one number for each of {self.stream.holes} holes")
        per_face = now.field * math.prod(self.spacing) / FLUX_QUANTUM
        flux = np.full(self.stream.film.shape, -per_face)
        np.add.at(flux, tuple(self.cells[:, now.sites]), now.signs)
        sizes = np.bincount(self.stream.hole[self.stream.hole >= 0], minlength=self.stream.holes)
        return flux, np.asarray(now.fluxoids) - per_face * sizes

    @property
    def _cells_of_holes(self) -> np.ndarray:
        """A cell of each hole, shape (holes, 2)."""
        return np.array([np.argwhere(self.stream.hole == index)[0] for index in range(self.stream.holes)])


def responses(stream: StreamFunction, cells: np.ndarray, spacing: tuple[float, float], samples: int
              ) -> dict[str, np.ndarray]:
    """Return own, field_area, hole_field_area, reach and between_holes of a `VortexLandscape`."""
    area = math.prod(spacing)
    sizes = np.bincount(stream.hole[stream.hole >= 0], minlength=stream.holes)
    in_field = stream.of_flux(np.full((1, *stream.film.shape), area), area * sizes[None])[0]
    holes = [np.argwhere(stream.hole == index)[0] for index in range(stream.holes)]
    at_sites = stream.reach[:, *cells]
    return {"own": stream.own(cells, samples), "field_area": in_field[tuple(cells)],
            "hole_field_area": np.array([in_field[tuple(cell)] for cell in holes]),
            "reach": stream.between_holes @ at_sites, "between_holes": stream.between_holes}
