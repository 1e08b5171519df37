"""Several films above each other, coupled by their fields."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Self

import numpy as np

from onnes.devices.device import named
from onnes.devices.film import Film, Sheet
from onnes.drives import AppliedField
from onnes.drives.layered_field import LayeredField
from onnes.errors import InputError, check_name, door
from onnes.geometry import shape
from onnes.plots import in_words
from onnes.units import to_si

if TYPE_CHECKING:
    import xarray as xr

    from onnes.devices.model import Model
    from onnes.grids import Grid
    from onnes.grids.layered_kernel import LayeredKernel

_PARTS = 8
"""The gap between two films as they are drawn is an eighth of their common width."""
_FEWEST = 3
"""Cells of a gap."""
_ROUNDING = 1e-9
"""Part of a distance that is rounding of what was given."""
_COMMON = ("coherence_length", "penetration_depth", "critical_temperature", "temperature", "resistivity")


class Stack(Film):
    """Films at different heights that feel the field of each other's currents, as one device.

        A_k(r) = A_applied(r, z_k) + (mu_0/4 pi) sum_l int K_l(r')/(|r - r'|^2 + (z_k - z_l)^2)^(1/2) d^2r' + grad chi_k

    Nothing else couples them: no current flows from one to another. On the grid, in maps and in the data the films lie
    side by side in the order of ``films``, each at its own x plus a multiple of ``pitch``; `select` returns the data
    of one of them at its own place. A hole is called by the names of film and hole, "upper.loop".

    Args:
        films: name -> `Film`, or a list of films, which are then called "0", "1", ... They are of one material (xi,
            lambda, Tc, resistivity, gamma, u) and have neither terminals nor probes; thickness and shape may differ.
        heights: z of each film [m], all different.
        ground_plane: a superconducting plane below z = 0, see `Film`.

    Raises:
        InputError: fewer than two films, films of different constants, with terminals or probes, a height for each that
            is missing, films that touch or lie below the ground plane.
    """

    @door
    def __init__(self, films: Mapping[str, Film] | Sequence[Film], heights: Sequence[Any], ground_plane: Any = None):
        given = {**locals()}
        if isinstance(films, (list, tuple)):
            films = {str(i): film for i, film in enumerate(films)}
        pairs = named("films", {} if films is None else films)
        if len(pairs) < 2 or not all(type(film) is Film for _, film in pairs):
            raise InputError("films", films, "two or more films", "Write onnes.Stack([film, other], heights=[0, z]).")
        self.films: dict[str, Film] = dict(pairs)
        first = pairs[0][1]
        for name, film in pairs[1:]:
            for constant in (*_COMMON, "gamma", "u"):
                mine, its = (getattr(each if constant in ("gamma", "u") else each.constants, constant)
                             for each in (first, film))
                if mine != its:
                    raise InputError(f"films[{name!r}]", f"{constant} = {its}", f"that of the first film, {mine}")
        for name, film in pairs:
            if film.terminals or film.probes or film.ground_plane is not None:
                raise InputError(f"films[{name!r}]", "a film with terminals, probes or a ground plane of its own",
                                 "a film without", "Give the stack itself the ground plane.")
            if film.regions or film.pins or film.periodic:
                raise InputError(f"films[{name!r}]", "a film with regions or pins, or that repeats",
                                 "a film of one metal that ends", "Draw what differs by disorder=..., or a hole.")
            if film.disorder is not None and not film.disorder.steady:
                raise InputError(f"films[{name!r}]", "disorder that changes with time", "steady disorder")
        if any("." in name for name, _ in pairs):
            raise InputError("films", list(self.films), "names without a point", "A hole is called film.hole.")
        heights = heights.tolist() if isinstance(heights, np.ndarray) else heights
        if not isinstance(heights, (list, tuple)) or len(heights) != len(pairs):
            raise InputError("heights", heights, f"{len(pairs)} different heights, one for each film")
        self.heights = tuple(to_si(height, "m", "heights") for height in heights)
        for (lower, below), (upper, above) in pairwise(sorted(zip(self.heights, self.films.values(), strict=True),
                                                              key=lambda each: each[0])):
            apart = 0.5 * (below.thickness + above.thickness)
            if not upper - lower >= (1 - _ROUNDING) * apart:
                raise InputError("heights", heights, "different heights, neighbours at least "
                                 f"{in_words(apart, 'm')} apart, the mean of their thicknesses",
                                 "Count the heights between the middles of the films.")
        bounds = np.array([film.outline.bounds for film in self.films.values()])
        self.box = (*np.min(bounds[:, :2], axis=0), *np.max(bounds[:, 2:], axis=0))
        drawn = [film.outline.moved(k * self.pitch, 0.0) for k, film in enumerate(self.films.values())]
        thick = [film.thickness_profile for film in self.films.values()]
        same = all(each.uniform for each in thick) and len({film.thickness for film in self.films.values()}) == 1
        known = first.constants
        super().__init__(
            shape(drawn), thickness=first.thickness if same else self._of_place(
                lambda film, x, y: film.thickness_profile.on(x, y, 0.0)),
            material=known.material, **{name: getattr(known, name) for name in _COMMON},
            disorder=None if all(film.disorder is None for film in self.films.values()) else self._of_place(
                lambda film, x, y: np.ones(np.shape(x)) if film.disorder is None else film.disorder.on(x, y, 0.0)),
            holes={f"{name}.{hole}": film.outline.holes[index].moved(k * self.pitch, 0.0)
                   for k, (name, film) in enumerate(self.films.items()) for index, hole in enumerate(film.hole_names)},
            ground_plane=ground_plane, gamma=first.gamma, u=first.u)
        self._given = {name: given[name] for name in ("films", "heights", "ground_plane")}

    @property
    def pitch(self) -> float:
        """Distance along x at which the films are drawn, in m."""
        return (self.box[2] - self.box[0]) * (_PARTS + 1) / _PARTS

    @property
    def underside(self) -> float:
        return min(z - 0.5 * film.thickness for z, film in zip(self.heights, self.films.values(), strict=True))

    @property
    def extent(self) -> float:
        return max(self.box[2] - self.box[0], self.box[3] - self.box[1])

    def _of_place(self, function: Callable[[Film, Any, Any], Any]) -> Callable[[Any, Any], np.ndarray]:
        """Return a function of the place at which the films are drawn from one of each film at its own place."""
        def drawn(x, y):
            x, y = np.broadcast_arrays(np.asarray(x, float), np.asarray(y, float))
            number = np.clip(np.floor((x - self.box[0]) / self.pitch + 1 / (4 * _PARTS)), 0, len(self.films) - 1)
            values = [function(film, x - k * self.pitch, y) for k, film in enumerate(self.films.values())]
            return np.choose(number.astype(int), [np.broadcast_to(each, x.shape) for each in values])

        return drawn

    def grid_nodes(self, spacing: float) -> tuple[np.ndarray, np.ndarray]:
        low_x, low_y, high_x, high_y = self.box
        gap = self._cells_of_a_gap(spacing)
        columns = (len(self.films) - 1) * (_PARTS + 1) * gap + _PARTS * gap + 1
        rows = max(int(np.ceil((high_y - low_y) / spacing - 1e-6)), 2) + 1
        return low_x + (high_x - low_x) / (_PARTS * gap) * np.arange(columns), np.linspace(low_y, high_y, rows)

    def _cells_of_a_gap(self, spacing: float) -> int:
        return max(int(np.ceil((self.box[2] - self.box[0]) / (_PARTS * spacing) - 1e-6)), _FEWEST)

    def kernel_on(self, grid: Grid) -> LayeredKernel:
        from onnes.grids.layered_kernel import LayeredKernel

        xi = self.constants.coherence_length
        own = self.sheets(np.asarray(grid.nodes[0]) * xi)
        return LayeredKernel(grid, [sheet.height / xi for sheet in own], own[0].beyond, own[1].first,
                             [(weight, depth / xi) for weight, depth in self.mirrors])

    def sheets(self, x: np.ndarray) -> list[Sheet]:
        gap = (len(x) - 1) // (len(self.films) * (_PARTS + 1) - 1)
        starts = [k * (_PARTS + 1) * gap for k in range(len(self.films))]
        return [Sheet(start, start + _PARTS * gap + 1, k * self.pitch, height)
                for k, (start, height) in enumerate(zip(starts, self.heights, strict=True))]

    def field_on_grid(self, field: AppliedField) -> AppliedField:
        field = self.field_with_images(field)
        return field if field.uniform else LayeredField(field.terms, self.box[0], self.pitch, self.heights)

    def frame(self, model: Model, now):
        frame = super().frame(model, now)
        field = np.array(frame["field"])
        field[self.between(np.asarray(model.grid.nodes[0]) * model.unit)] = 0.0
        return frame | {"field": field}

    def between(self, x: np.ndarray) -> np.ndarray:
        """Return which faces between nodes x [m] lie between the films as they are drawn, where nothing is."""
        found = np.ones(len(x) - 1, bool)
        for sheet in self.sheets(x):
            found[sheet.first:sheet.beyond - 1] = False
        return found

    def select(self, data: xr.Dataset, film: str) -> xr.Dataset:
        """Return the data of one film at its own place along x.

        Args:
            data: of a solution.
            film: its name.

        Raises:
            InputError: an unknown name.
        """
        check_name("film", film, self.films)
        sheet = self.sheets(data["x"].values)[list(self.films).index(film)]
        part = data.isel(x=slice(sheet.first, sheet.beyond), x_face=slice(sheet.first, sheet.beyond - 1))
        return part.assign_coords({name: part[name] - sheet.shift for name in ("x", "x_face")})

    def to_dict(self, model: Model | None = None) -> dict[str, Any]:
        return {"kind": "Stack", "films": {name: film.to_dict() for name, film in self.films.items()},
                "heights": list(self.heights), "ground_plane": self.ground_plane and self.ground_plane.to_dict()}

    @property
    def is_whole(self) -> bool:
        return all(film.is_whole for film in self.films.values())

    @classmethod
    def from_dict(cls, given: Mapping[str, Any]) -> Self:
        return cls({name: Film.from_dict(film) for name, film in given["films"].items()}, given["heights"],
                   given["ground_plane"])
