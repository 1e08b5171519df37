"""Shapes from GDSII layouts, by gdstk."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import numpy as np
import shapely

from onnes.errors import InputError, door, listed, unknown_name
from onnes.geometry.planar_shape import Shape, shape

_HEADER, _END = b"\0\6\0\2", b"\0\4\4\0"
"""First and last record of a layout: length and kind."""
_TAIL = 4096
"""Bytes within which zeros may follow the last record, up to a block of a tape."""
_EXAMPLE = 'Write onnes.from_gds("chip.gds", layer=1).'


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
    path = _layout(file)
    try:
        library = gdstk.read_gds(path)
    except (OSError, RuntimeError) as error:
        raise _no_layout(path) from error
    drawn = _cell(library, cell).get_polygons()
    there = sorted({(polygon.layer, polygon.datatype) for polygon in drawn})
    has = (f"It has {listed([f'{number}/{kind}' for number, kind in there])} (layer/datatype)."
           if there else "It has no polygons.")
    for name, number in (("layer", layer), ("datatype", datatype)):
        if not isinstance(number, int | np.integer) or isinstance(number, bool) or number < 0:
            raise InputError(name, number, "a whole number from 0 on, as GDSII numbers its layers", has)
    corners = [polygon.points for polygon in drawn if (polygon.layer, polygon.datatype) == (layer, datatype)]
    if not corners:
        raise InputError("layer", f"layer {layer}, datatype {datatype}", "a layer that the cell has", has)
    return shape([shapely.Polygon(points * library.unit) for points in corners], argument="file")


def _layout(file: Any) -> Path:
    """Return the path of a file that is there and begins and ends as a layout does: gdstk complains on its own."""
    if not isinstance(file, str | Path):
        raise InputError("file", file, "the name of a GDSII file that exists", _EXAMPLE)
    path = Path(file)
    if not path.is_file():
        others = sorted(each.name for each in path.parent.glob("*.[gG][dD][sS]*") if each.is_file())
        raise InputError("file", str(file), "the name of a GDSII file that exists",
                         f"In that folder: {listed(others)}." if others else
                         f"Names count from {Path.cwd()}; there is no layout in the folder that was given.")
    with path.open("rb") as layout:
        begins = layout.read(len(_HEADER)) == _HEADER
        layout.seek(-min(_TAIL, path.stat().st_size), os.SEEK_END)
        ends = layout.read().rstrip(b"\0").endswith(_END.rstrip(b"\0"))
    if not (begins and ends):
        raise _no_layout(path)
    return path


def _no_layout(path: Path) -> InputError:
    return InputError("file", str(path), "a layout in GDSII", "It is damaged or of another format: export it anew as "
                      "GDSII (.gds), not as OASIS, DXF or text.")


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
