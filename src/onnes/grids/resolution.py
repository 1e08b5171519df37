"""Check of the grid spacing against the physical lengths."""

from __future__ import annotations

import numpy as np

from onnes.grids.grid import Grid

CELLS_WANTED = 2.0


def resolution_warnings(grid: Grid, coherence_length: float, penetration_depth: float,
                        unit: float = 1.0) -> tuple[str, ...]:
    """Return a warning for each of coherence length and penetration depth that has fewer than two cells.

    Both lengths in the units of the grid, one of which is ``unit`` metres. Below two cells vortex
    cores and screening layers are pinned by the grid and energies are wrong by tens of per cent.
    """
    gap = max(float(np.min(np.diff(nodes))) for nodes in grid.nodes if nodes is not None)
    lengths = {"coherence length": coherence_length, "penetration depth": penetration_depth}
    return tuple(
        f"The grid is too coarse: {length / gap:.2g} cells per {name}, {CELLS_WANTED:g} or more are needed; "
        f"use a spacing of at most {length / CELLS_WANTED * unit:.3g} m (now {gap * unit:.3g} m)."
        for name, length in lengths.items() if length / gap < CELLS_WANTED
    )
