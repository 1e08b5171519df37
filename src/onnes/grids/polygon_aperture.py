"""Apertures of shapes in the plane: the exact fractions of dual cells and dual faces that lie in a polygon.

The sides of the outline are cut at the lines between dual cells. By Green's theorem each piece then adds to its own
cell the area between itself and the cell's lower end, and to the cells below it in its column all of their height: one
pass over the pieces and one cumulative sum, for any number of corners, holes and parts.
"""

from __future__ import annotations

from typing import Literal

import numpy as np
import shapely

from onnes.errors import InputError
from onnes.geometry import Shape
from onnes.grids.grid import Grid, dual_ends

_Side = Literal["left", "right"]
_ROUNDING = 1e-12
"""Fractions this near to 0 and 1 are 0 and 1. Corners this near to a line, over the grid's extent, lie on it."""

_LINES = 4
"""Lines along an edge, see `shares_along_edges`; even, so that none lies on a boundary through the nodes."""


def polygon_fractions(grid: Grid, shape: Shape) -> tuple[np.ndarray, dict[int, np.ndarray]]:
    """Return the fractions inside ``shape`` of the dual cells of nodes, and of the dual faces of edges by direction.

    A dual face along the outline is outside, and so is every edge of a node whose cell is outside.

    Args:
        grid: with two resolved directions, which are the x and y of the shape.
        shape: lengths in units of the grid.

    Raises:
        InputError: a grid of one or three resolved directions.
    """
    if len(grid.resolved) != 2:
        raise InputError("shape", repr(shape), "a body in as many dimensions as the grid",
                         "Shapes in the plane need a grid of two directions; see onnes.geometry.signed_distance.")
    across, along = (grid.nodes[d] for d in grid.resolved)
    x, y = (np.append(low, high[-1]) for low, high in map(dual_ends, (across, along)))
    sides = _snapped(_sides(shape), (x, y))
    turned = sides[:, ::-1, ::-1]  # x and y exchanged, and the direction, so that the shape stays on the left
    nodes = _rounded(_areas(sides, x, y) / np.multiply.outer(np.diff(x), np.diff(y)))
    edges = (_rounded(_lengths(sides, x[1:-1], y) / np.diff(y)),
             _rounded(_lengths(turned, y[1:-1], x) / np.diff(x)).T)
    inside = nodes > 0
    joined = inside[:-1] & inside[1:], inside[:, :-1] & inside[:, 1:]
    return nodes, {d: edges[k] * joined[k] for k, d in enumerate(grid.resolved)}


def shares_along_edges(grid: Grid, shape: Shape) -> tuple[np.ndarray, np.ndarray]:
    """Return the parts inside ``shape`` of lines along each edge, for the edges of both directions.

    The lines are spread evenly over the dual face of the edge: shapes (nx - 1, ny, lines) and (nx, ny - 1, lines).

    Args:
        grid, shape: as in `polygon_fractions`.
    """
    across, along = (grid.nodes[d] for d in grid.resolved)
    sides = _sides(shape)
    turned = sides[:, ::-1, ::-1]
    places = (np.arange(_LINES) + 0.5) / _LINES

    def parts(sides, fixed, running):
        low, high = dual_ends(fixed)
        lines = low[:, None] + (high - low)[:, None] * places
        inside = _lengths(_snapped(sides, (lines.ravel(), running)), lines.ravel(), running) / np.diff(running)
        return _rounded(inside).reshape(len(fixed), _LINES, len(running) - 1)

    return (np.moveaxis(parts(turned, along, across), (0, 1, 2), (1, 2, 0)),
            np.moveaxis(parts(sides, across, along), (0, 1, 2), (0, 2, 1)))


def _sides(shape: Shape) -> np.ndarray:
    """Sides of the outline with the shape on their left: shape (n, start or end, x or y)."""
    rings = shapely.get_rings(shapely.get_parts(shape.region.normalize()))
    corners, ring = shapely.get_coordinates(rings, return_index=True)
    # Shapely's normal form has the shape on the right.
    sides = np.stack([corners[1:], corners[:-1]], axis=1)
    return sides[ring[1:] == ring[:-1]]


def _snapped(sides: np.ndarray, axes: tuple[np.ndarray, np.ndarray]) -> np.ndarray:
    """Corners that miss a line by rounding are put on it, so that no cell gets a sliver of no meaning."""
    snapped = sides.copy()
    for k, lines in enumerate(axes):
        at = sides[..., k]
        nearest = lines[np.searchsorted(0.5 * (lines[1:] + lines[:-1]), at)]
        snapped[..., k] = np.where(np.abs(at - nearest) <= _ROUNDING * np.abs(lines).max(), nearest, at)
    return snapped


def _areas(sides: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Area inside of each cell between lines x and y, shape (len(x) - 1, len(y) - 1).

        area = - int (min(max(y', c), d) - c) dx'  along the pieces of sides in the column, for a cell c < y < d
    """
    slanted = sides[sides[:, 0, 0] != sides[:, 1, 0]]
    pieces = _cut(_cut(slanted, x)[:, :, ::-1], y)[:, :, ::-1]
    (middle_x, middle_y), steps = 0.5 * (pieces[:, 0] + pieces[:, 1]).T, pieces[:, 1, 0] - pieces[:, 0, 0]
    return _below(np.searchsorted(x, middle_x, "right") - 1, middle_y, -steps, len(x) - 1, y)


def _lengths(sides: np.ndarray, x: np.ndarray, y: np.ndarray) -> np.ndarray:
    """Length inside of the lines x from each of the lines y to the next, shape (len(x), len(y) - 1).

    The smaller of the limits from the left and from the right: what runs along the outline is outside.
    """
    met = sides[_meet(sides, x)]
    return np.minimum(_lengths_beside(met, x, y, "left"), _lengths_beside(met, x, y, "right"))


def _lengths_beside(sides: np.ndarray, x: np.ndarray, y: np.ndarray, end: _Side) -> np.ndarray:
    owner, line = _crossings(sides, x, (end, end))
    start, step = sides[owner, 0], sides[owner, 1] - sides[owner, 0]
    height = start[:, 1] + (x[line] - start[:, 0]) / step[:, 0] * step[:, 1]
    return _below(line, height, -np.sign(step[:, 0]), len(x), y)


def _below(column: np.ndarray, height: np.ndarray, weight: np.ndarray, columns: int, y: np.ndarray) -> np.ndarray:
    """Sum over points of ``weight * (min(max(height, c), d) - c)`` for rows (c, d) between lines y, by columns."""
    row = np.minimum(np.searchsorted(y, height, "right"), len(y)) - 1
    kept = (row >= 0) & (column >= 0) & (column < columns)
    row, height, weight = row[kept], height[kept], weight[kept]
    cell = column[kept] * len(y) + row
    own, whole = (np.bincount(cell, amounts, columns * len(y)).reshape(columns, len(y))
                  for amounts in (weight * (height - y[row]), weight))
    above = np.cumsum(whole[:, :0:-1], axis=1)[:, ::-1]
    return own[:, :-1] + np.diff(y) * above


def _meet(sides: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """Return whether sides meet any of the lines x = const: few do, where an outline has many corners in a cell."""
    low, high = np.minimum(*sides[..., 0].T), np.maximum(*sides[..., 0].T)
    return np.searchsorted(lines, low, "left") < np.searchsorted(lines, high, "right")


def _crossings(sides: np.ndarray, lines: np.ndarray, ends: tuple[_Side, _Side]) -> tuple[np.ndarray, np.ndarray]:
    """Return which side meets which line x = const, side by side and along it.

    Args:
        ends: ("right", "left") for lines strictly between the ends of a side; ("left", "left") with its lower and
            ("right", "right") with its upper end.
    """
    start, end = sides[:, 0, 0], sides[:, 1, 0]
    first = np.searchsorted(lines, np.minimum(start, end), ends[0])
    last = np.searchsorted(lines, np.maximum(start, end), ends[1])
    count = np.maximum(last - first, 0)
    owner = np.repeat(np.arange(len(sides)), count)
    number = np.arange(len(owner)) - np.repeat(np.cumsum(count) - count, count)
    rising = (start < end)[owner]
    return owner, np.where(rising, first[owner] + number, last[owner] - 1 - number)


def _cut(sides: np.ndarray, lines: np.ndarray) -> np.ndarray:
    """The sides cut at lines x = const."""
    met = _meet(sides, lines)
    return np.concatenate([sides[~met], _pieces(sides[met], lines)])


def _pieces(sides: np.ndarray, lines: np.ndarray) -> np.ndarray:
    owner, line = _crossings(sides, lines, ("right", "left"))
    start, step = sides[owner, 0], sides[owner, 1] - sides[owner, 0]
    share = (lines[line] - start[:, 0]) / step[:, 0]
    points = np.stack([lines[line], start[:, 1] + share * step[:, 1]], axis=1)
    starts = np.insert(points, np.searchsorted(owner, np.arange(len(sides))), sides[:, 0], axis=0)
    ends = np.insert(points, np.searchsorted(owner, np.arange(len(sides)), "right"), sides[:, 1], axis=0)
    return np.stack([starts, ends], axis=1)


def _rounded(fraction: np.ndarray) -> np.ndarray:
    """Within 0 and 1, and there exactly where rounding is all that keeps it from them."""
    whole = np.rint(fraction)
    return np.where(np.abs(fraction - whole) <= _ROUNDING, whole, fraction).clip(0.0, 1.0)
