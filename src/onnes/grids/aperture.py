"""Apertures: what fraction of a cell lies inside a shape.

A curved sample on a Cartesian grid keeps second order if the weight of an edge is the fraction of
its dual face inside the sample and the weight of a node the fraction of its dual cell. The
fraction is found from the signed distance by cutting the cell into strips along its last spanned
direction; within a strip the surface is where the distance, taken linear, crosses zero.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from onnes.grids.grid import DIRECTIONS, Grid
from onnes.grids.shapes import Shape

STRIPS = 8


def dual_fraction(grid: Grid, shape: Shape, primal: tuple[int, ...] = ()) -> np.ndarray:
    """Fraction inside ``shape`` of the dual cells of the primal cells that span ``primal``."""
    spanned = [d for d in grid.resolved if d not in primal]
    if not spanned:
        return (shape.distance(*grid.points(primal)) < 0).astype(float)
    *across, along = spanned
    total, count = 0.0, 0
    for offsets in np.ndindex(*(STRIPS,) * len(across)):
        share = {d: (k + 0.5) / STRIPS for d, k in zip(across, offsets, strict=True)}
        total = total + _strip_fraction(grid, shape, primal, share, along)
        count += 1
    return total / count


def _strip_fraction(grid, shape, primal, share, along) -> np.ndarray:
    """Mean of the inside length over STRIPS sub-intervals of the strip, each with a linear crossing."""
    ends = np.linspace(0.0, 1.0, STRIPS + 1)
    values = [shape.distance(*_points(grid, primal, {**share, along: s})) for s in ends]
    pieces = [_inside(a, b) for a, b in pairwise(values)]
    return np.mean(pieces, axis=0)


def _points(grid, primal, share) -> tuple[np.ndarray, ...]:
    """Points at the given shares of the way through the dual cells."""
    axes = []
    for d in DIRECTIONS:
        nodes = grid.nodes[d]
        if nodes is None:
            continue
        middles = 0.5 * (nodes[1:] + nodes[:-1])
        if d in primal:
            axes.append(middles)
        else:
            low, high = np.concatenate([nodes[:1], middles]), np.concatenate([middles, nodes[-1:]])
            axes.append(low + share[d] * (high - low))
    return tuple(np.meshgrid(*axes, indexing="ij"))


def _inside(a, b) -> np.ndarray:
    """Fraction of a segment where a linear function with end values a, b is negative."""
    spread = np.abs(a - b)
    crossing = np.maximum(-np.minimum(a, b), 0.0) / np.where(spread == 0, 1.0, spread)
    return np.where(np.maximum(a, b) <= 0, 1.0, np.where(np.minimum(a, b) >= 0, 0.0, crossing))
