"""The grid of a solid: even over its layers, and stretched through the vacuum around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onnes.devices.spacing import CELLS_PER_XI, CLOSEST_TO_TC, FEWEST_CELLS_PER_XI, MOST_CELLS_PER_XI
from onnes.errors import InputError
from onnes.geometry import resolves
from onnes.numerics.grading import stretched
from onnes.units import to_si

if TYPE_CHECKING:
    from onnes.devices.solid import Solid

MOST_NODES = 20_000_000
_GROWTH = 1.4
"""Growth of the gaps between nodes with the distance from the body."""
_EVEN = 2
"""Gaps of vacuum that are as wide as those in the body."""
_CELLS_ACROSS = 16
"""Fewest cells along the longest side of the body where the spacing is chosen."""
_FEWEST_ACROSS, _MOST_HALVINGS = 4, 3


@dataclass(frozen=True, eq=False)
class SpaceGrid:
    """Nodes of body and vacuum.

    Attributes:
        nodes: along x, y and z, in metres.
        body: those of the bounding box of the body, along x and y.
        middles: node along z half-way up every superconducting layer, from below.
    """

    nodes: tuple[np.ndarray, np.ndarray, np.ndarray]
    body: tuple[slice, slice]
    middles: tuple[int, ...]

    @property
    def number_of_nodes(self) -> int:
        """Number of all nodes."""
        return int(np.prod([len(each) for each in self.nodes]))


def grid_around(solid: Solid, spacing: float) -> SpaceGrid:
    """Return the nodes of a solid and of the vacuum around it.

    Surfaces of layers lie on nodes, and so does the middle of every superconducting layer: each has an even number of
    cells, two or more; an insulator has one or more.
    """
    axes, body = [], []
    for core in solid.grid_nodes(spacing):
        nodes, first = _with_margin(core, spacing, solid.margin)
        axes.append(nodes)
        body.append(slice(first, first + len(core)))
    heights, middles, bottom = [np.zeros(1)], [], 0.0
    for layer in solid.layers:
        cells = max(int(np.ceil(layer.thickness / spacing - 1e-6)), 1)
        if layer.superconducts:
            cells += cells % 2
            middles.append(sum(map(len, heights)) - 1 + cells // 2)
        heights.append(np.linspace(bottom, bottom + layer.thickness, cells + 1)[1:])
        bottom += layer.thickness
    z, first = _with_margin(np.concatenate(heights), spacing, solid.margin)
    return SpaceGrid((axes[0], axes[1], z), (body[0], body[1]), tuple(first + each for each in middles))


def _with_margin(core: np.ndarray, spacing: float, margin: float) -> tuple[np.ndarray, int]:
    """Return nodes with those of the vacuum on both sides, and the number of the first node of the core."""
    even = min(_EVEN * spacing, 0.5 * margin)
    outside = stretched(even, margin, spacing, _GROWTH)[1:]
    outside = outside * margin / outside[-1]
    return np.concatenate([core[0] - outside[::-1], core, core[-1] + outside]), len(outside)


def spacing_of_solid(solid: Solid, cells_per_xi: float | None = None, condensation: float = 1.0, rigid: bool = False,
                     affordable: bool = True) -> float:
    """Return the spacing in metres: a third of the finest length, less where the outline needs it or is small.

    Args:
        cells_per_xi, condensation, rigid: as in `Device.spacing`.
        affordable: whether to refuse a grid that is too large.

    Raises:
        InputError: less than half a cell per xi unless |psi| is held; more nodes than memory holds.
    """
    colder = np.sqrt(max(condensation, CLOSEST_TO_TC))
    xi, finest = solid.constants.coherence_length / colder, solid.resolved_length(rigid) / colder
    if cells_per_xi is not None:
        cells = to_si(cells_per_xi, "", "cells_per_xi")
        if not cells >= (0 if rigid else FEWEST_CELLS_PER_XI) or cells == 0:
            raise InputError("cells_per_xi", cells_per_xi, "a positive number" if rigid else
                             "at least half a cell per coherence length", "Vortex cores need two or more.")
        spacing = xi / cells
    else:
        small = max(solid.extent, solid.height) / _CELLS_ACROSS
        spacing = min(finest / CELLS_PER_XI, small if rigid else max(small, finest / MOST_CELLS_PER_XI))
        shapes = {slab[0] for slab in solid.slabs}
        for _ in range(_MOST_HALVINGS):
            if all(resolves(each, spacing) and _shorter_side(each.bounds) >= _FEWEST_ACROSS * spacing
                   for each in shapes):
                break
            spacing /= 2
    # Before the nodes are made: those of the body alone.
    low_x, low_y, high_x, high_y = solid.outline.bounds
    nodes = (high_x - low_x) * (high_y - low_y) * solid.height / spacing**3
    if affordable and (nodes > MOST_NODES or solid.space(spacing).number_of_nodes > MOST_NODES):
        raise InputError("cells_per_xi", f"{xi / spacing:.3g}, a grid of more than {MOST_NODES:,} nodes",
                         f"at most {MOST_NODES:,} nodes in body and vacuum",
                         "Take fewer cells_per_xi, a smaller body or margin, or a Film or a Bulk.")
    return float(spacing)


def _shorter_side(bounds: Sequence[float]) -> float:
    low_x, low_y, high_x, high_y = bounds
    return min(high_x - low_x, high_y - low_y)
