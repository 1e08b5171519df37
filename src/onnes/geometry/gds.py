"""Shapes from GDSII layouts, by gdstk."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import shapely

from onnes.errors import InputError, door, listed, unknown_name
from onnes.geometry.planar_shape import Shape, shape


@door
def from_gds(file: str | Path, layer: int, datatype: int = 0, cell: str | None = None) -> Shape:
    """Return the polygons of one layer of a GDSII layout as a shape: united, in metres.

    References and their arrays are followed to the bottom, paths are polygons of their width. Outlines that are not
    valid are repaired, see `shape`; a ring that is one keyholed polygon, as GDSII has no holes, is a ring.

    Args:
        file: name of the layout.
        layer, datatype: numbers of the layer.
        cell: its name; the one that no other cell refers to if left out.

    Raises:
        InputError: gdstk is not installed, no GDSII file, an unknown cell, several cells at the top of which none is
            named, a cell without the layer.
    """
    try:
        import gdstk
    except ImportError as error:
        raise InputError("file", file, "gdstk, which reads GDSII",
                         'Install it: pip install "onnes[gds]".') from error
    for name, number in (("layer", layer), ("datatype", datatype)):
        if not isinstance(number, int | np.integer) or isinstance(number, bool) or number < 0:
            raise InputError(name, number, "a whole number from 0 on")
    try:
        library = gdstk.read_gds(_existing(file))
    except (OSError, RuntimeError) as error:
        raise InputError("file", str(file), "a layout in GDSII", "It is damaged or of another format.") from error
    drawn = _cell(library, cell).get_polygons()
    corners = [polygon.points for polygon in drawn if (polygon.layer, polygon.datatype) == (layer, datatype)]
    if not corners:
        there = sorted({(polygon.layer, polygon.datatype) for polygon in drawn})
        raise InputError("layer", f"layer {layer}, datatype {datatype}", "a layer that the cell has",
                         f"It has {listed([f'{number}/{kind}' for number, kind in there])} (layer/datatype)."
                         if there else "It has no polygons.")
    return shape([shapely.Polygon(points * library.unit) for points in corners], argument="file")


def _existing(file: Any) -> Path:
    """Return the path of a file that is there."""
    if not isinstance(file, str | Path) or not Path(file).is_file():
        raise InputError("file", file, "the name of a GDSII file that exists")
    return Path(file)


def _cell(library: Any, name: str | None) -> Any:
    """Return a cell of a gdstk library by its name, or the only one at its top."""
    cells = {cell.name: cell for cell in library.cells}
    if name is not None:
        if name not in cells:
            raise unknown_name("cell", name, cells)
        return cells[name]
    top = [cell.name for cell in library.top_level()]
    if len(top) != 1:
        raise InputError("cell", name, "the name of a cell", f"At the top of the layout: {listed(top) or 'no cell'}.")
    return cells[top[0]]
