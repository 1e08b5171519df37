"""Apertures of bodies given by signed distances: fractions of dual cells, by strips.

A curved sample on a Cartesian grid keeps second order if the weight of an edge is the fraction of
its dual face inside the sample and the weight of a node the fraction of its dual cell. The
fraction is found from the signed distance by cutting the cell into strips, in each cell along that
spanned direction in which the distance changes most, so that the surface crosses the strips and
never runs along them; within a strip it is where the distance, taken linear, crosses zero.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np

from onnes.geometry.signed_distance import SignedDistance
from onnes.grids.grid import DIRECTIONS, Grid

STRIPS = 8


def dual_fraction(grid: Grid, body: SignedDistance, primal: tuple[int, ...] = ()) -> np.ndarray:
    """Return the fraction inside ``body`` of the dual cells of the primal cells that span ``primal``."""
    spanned = [d for d in grid.resolved if d not in primal]
    if not spanned:
        return (body.distance(*grid.points(primal)) < 0).astype(float)
    fractions = np.stack([_fraction_by_strips(grid, body, primal, spanned, along) for along in spanned])
    steepest = np.argmax([_change(grid, body, primal, spanned, along) for along in spanned], axis=0)
    return np.take_along_axis(fractions, steepest[None], axis=0)[0]


def _change(grid, body, primal, spanned, along) -> np.ndarray:
    """Return the change of the distance from end to end of the dual cell, through its middle."""
    middle = dict.fromkeys(spanned, 0.5)
    low, high = (body.distance(*_points(grid, primal, {**middle, along: end})) for end in (0.0, 1.0))
    return np.abs(high - low)


def _fraction_by_strips(grid, body, primal, spanned, along) -> np.ndarray:
    """Mean over all strips that run ``along`` one direction."""
    across = [d for d in spanned if d != along]
    strips = []
    for offsets in np.ndindex(*(STRIPS,) * len(across)):
        share = {d: (k + 0.5) / STRIPS for d, k in zip(across, offsets, strict=True)}
        strips.append(_strip_fraction(grid, body, primal, share, along))
    return np.mean(strips, axis=0)


def _strip_fraction(grid, body, primal, share, along) -> np.ndarray:
    """Mean of the inside length over STRIPS sub-intervals of the strip, each with a linear crossing."""
    ends = np.linspace(0.0, 1.0, STRIPS + 1)
    values = [body.distance(*_points(grid, primal, {**share, along: s})) for s in ends]
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
