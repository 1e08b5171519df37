"""Field in the space around a film, and flux through contours there, at a recorded time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
import shapely
import xarray as xr

from onnes.devices import Film
from onnes.errors import InputError
from onnes.geometry import Shape, shape
from onnes.geometry.lengths import lengths
from onnes.plots import in_words
from onnes.readouts.around_sheet import Corners, corners_of, field_at, field_on_nodes, vector_potential_at
from onnes.units import to_si

if TYPE_CHECKING:
    from onnes.solutions.solution import Solution

_STEPS_PER_CELL = 2
"""Points of a contour per spacing at which the vector potential is asked."""
_FEWEST_STEPS = 200


def field_around(solution: Solution, x: Any, y: Any, z: Any, frame: int) -> xr.DataArray:
    """Return the field of the film and of the sources, see `Solution.field_at`."""
    film, sheets = _film(solution), _sheets(solution, frame)
    nodes = sheets[0].x, sheets[0].y
    heights = np.atleast_1d(lengths(z, "z"))
    if np.any(heights[:, None] == [sheet.height for sheet in sheets]):
        raise InputError("z", z, "heights above or below the film",
                         'In the film itself data["field"] is B_z; B along the film jumps there.')
    on_nodes = x is None and y is None
    places = [np.atleast_1d(own if given is None else lengths(given, name))
              for given, own, name in ((x, nodes[0], "x"), (y, nodes[1], "y"))]
    time = float(solution.data["time"].values[frame])
    sources = film.field_with_images(solution.drive.field)
    points = np.meshgrid(*places, indexing="ij")

    def of_sheet(corners: tuple[Corners, Corners], above: float) -> np.ndarray:
        if on_nodes:
            return field_on_nodes(corners, nodes[0], nodes[1], above)
        flat_x, flat_y = (each.ravel() for each in points)
        return field_at(corners, flat_x, flat_y, np.full(flat_x.shape, above)).reshape(3, *points[0].shape)

    def at(height: float) -> np.ndarray:
        if not _above_ground(film, height):
            return np.zeros((3, *points[0].shape))
        parts = [factor * of_sheet(sheet.corners, above)
                 for sheet in sheets for factor, above in _seen(film, sheet, height)]
        return sum(parts) + sources.seen_from(height).induction_vector(points[0], points[1], time)

    found = xr.DataArray(np.stack([at(float(height)) for height in heights], axis=-1),
                         {"component": ["x", "y", "z"], "x": places[0], "y": places[1], "z": heights},
                         ("component", "x", "y", "z"), "field", {"units": "T", "long_name": "magnetic field"})
    for name in "xyz":
        found[name].attrs["units"] = "m"
    numbers = [name for name, given in (("x", x), ("y", y), ("z", z))
               if given is not None and not np.ndim(lengths(given, name))]
    return found.isel(dict.fromkeys(numbers, 0))


def flux_through(solution: Solution, contour: Any, z: Any, frame: int) -> float:
    """Return the flux through a contour, see `Solution.flux_through`."""
    film, height = _film(solution), to_si(z, "m", "z")
    area = shape(contour, argument="contour")
    if not _above_ground(film, height):
        return 0.0
    sheets, time = _sheets(solution, frame), float(solution.data["time"].values[frame])
    sources = film.field_with_images(solution.drive.field).seen_from(height)

    def vector_potential(x, y):
        parts = [factor * vector_potential_at(sheet.corners, x, y, np.full(x.shape, above))
                 for sheet in sheets for factor, above in _seen(film, sheet, height)]
        return sum(parts) + np.stack(sources.vector_potential(x, y, time))

    x = sheets[0].x
    return sum(_circulation(vector_potential, ring, (x[1] - x[0]) / _STEPS_PER_CELL) for ring in _rings(area))


def _circulation(vector_potential, ring: np.ndarray, step: float) -> float:
    """Return ``oint A . dl`` along a closed polygon, A interpolated along it between points at most a step apart."""
    sides = np.diff(ring, axis=0)
    along = np.concatenate([[0.0], np.cumsum(np.hypot(*sides.T))])
    marks = np.linspace(0.0, along[-1], max(int(along[-1] / step), _FEWEST_STEPS) + 1)
    A = vector_potential(*(np.interp(marks, along, ring[:, d]) for d in (0, 1)))
    cuts = np.union1d(along, marks)
    middles, steps = 0.5 * (cuts[1:] + cuts[:-1]), [np.diff(np.interp(cuts, along, ring[:, d])) for d in (0, 1)]
    return float(sum(np.sum(np.interp(middles, marks, A[d]) * steps[d]) for d in (0, 1)))


def _rings(area: Shape) -> list[np.ndarray]:
    """Return the closed outlines of a shape, counterclockwise, and its holes, clockwise; shapes (corners, 2)."""
    parts = [shapely.geometry.polygon.orient(part) for part in shapely.get_parts(area.region)]
    return [np.asarray(ring.coords) for part in parts for ring in (part.exterior, *part.interiors)]


def _film(solution: Solution) -> Film:
    if not isinstance(solution.device, Film):
        raise InputError("device", solution.device.title, "a film", 'Of a body data["field"] is the field.')
    if solution.device.periodic:
        raise InputError("device", f"{solution.device!r}, which repeats", "a film that ends on all sides",
                         'The field of its images is not summed: data["field"] is B_z in the film.')
    return solution.device


class _SheetCurrent(NamedTuple):
    """Nodes along x and y in m, corners of the cells of the current, height in m."""

    x: np.ndarray
    y: np.ndarray
    corners: tuple[Corners, Corners]
    height: float


def _sheets(solution: Solution, frame: int) -> list[_SheetCurrent]:
    """Return the sheet current of each film: at the end that on the edges; before, from the record on the nodes."""
    film, x, y = _film(solution), solution.data["x"].values, solution.data["y"].values
    current = solution.outcome.current
    if frame == solution.data.sizes["time"] - 1 and current is not None:
        K_x, K_y = (np.asarray(along) * film.current_unit / width
                    for along, width in zip(current[:2], (y[1] - y[0], x[1] - x[0]), strict=True))
    else:
        K = (solution.data["sheet_current"].values[frame] * solution.data["inside"].values).astype(float)
        K_x, K_y = 0.5 * (K[0, 1:] + K[0, :-1]), 0.5 * (K[1, :, 1:] + K[1, :, :-1])
    found = []
    for sheet in film.sheets(x):
        own = slice(sheet.first, sheet.beyond)
        place = x[own] - sheet.shift
        corners = corners_of(place, y, K_x[own][:len(place) - 1], K_y[own])
        found.append(_SheetCurrent(place, y, corners, sheet.height))
    return found


def _seen(film: Film, sheet: _SheetCurrent, height: float) -> list[tuple[float, float]]:
    """Return factors and heights above a sheet and above its images in the ground plane."""
    images = [(-weight, height + sheet.height + 2 * depth) for weight, depth in film.mirrors]
    return [(1.0, height - sheet.height), *images]


def _above_ground(film: Film, height: float) -> bool:
    """Return whether a height is above the ground plane, if there is one.

    Raises:
        InputError: a height below the surface of a plane that a field enters.
    """
    plane = film.ground_plane
    if plane is None or height > -plane.distance:
        return True
    if plane.penetration_depth is not None:
        raise InputError("z", f"{in_words(height, 'm')}, in or below the ground plane",
                         f"a height above its surface, {in_words(-plane.distance, 'm')}",
                         "The field that goes into the plane and through it is not computed.")
    return False
