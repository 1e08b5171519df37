"""Shapes and terminals of a device file.

A shape is well-known text in metres, a table, or a list of tables that are carried out one after the other::

    outline = [
      {add = "rectangle", width = "800 nm", height = "400 nm"},
      {cut = "disc", radius = "75 nm", moved = ["100 nm", "0 nm"]},
      {add = "gds", file = "leads.gds", layer = 1},
    ]
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from onnes.device_files.calls import called
from onnes.device_files.places import renamed, within
from onnes.devices import Layer, Terminal, edge, layer, terminal
from onnes.errors import InputError, unknown_name
from onnes.geometry import Shape, disc, ellipse, from_gds, path, polygon, rectangle, ring, shape

SHAPES = {"rectangle": rectangle, "disc": disc, "ellipse": ellipse, "ring": ring, "polygon": polygon, "path": path,
          "gds": from_gds}
OPERATIONS = {"add": Shape.__add__, "cut": Shape.__sub__, "keep": Shape.__and__}

_HOW = 'Write for example {add = "disc", radius = "1 um"}.'


def read_shape(given: Any, folder: Path) -> Shape:
    """Return a shape from text, a table or a list of tables.

    Args:
        folder: from which names of layouts count.

    Raises:
        InputError: something else, an unknown name, or a shape that is none.
    """
    if isinstance(given, str):
        return shape(given, argument="")
    tables = [given] if isinstance(given, dict) else given
    if not isinstance(tables, list) or not tables:
        raise InputError("", given, "a table or a list of tables", _HOW)
    found: Shape | None = None
    for index, table in enumerate(tables):
        with within(str(index) if isinstance(given, list) else ""):
            operation, part = _part(table, folder)
            if found is None and operation != "add":
                raise InputError(operation, table[operation], "a shape to add first", _HOW)
            found = part if found is None else OPERATIONS[operation](found, part)
    assert found is not None
    return found


def _part(table: Any, folder: Path) -> tuple[str, Shape]:
    """Return the operation and the shape of one table."""
    if not isinstance(table, dict) or len(operations := [name for name in OPERATIONS if name in table]) != 1:
        raise InputError("", table, f"a table with one of {', '.join(OPERATIONS)}", _HOW)
    arguments = dict(table)
    name = arguments.pop(operations[0])
    moved, rotated = arguments.pop("moved", None), arguments.pop("rotated", None)
    if name not in SHAPES:
        raise renamed(unknown_name("shape", name, SHAPES), operations[0])
    if isinstance(file := arguments.get("file"), str):
        arguments["file"] = str(folder / file)
    found: Shape = called(SHAPES[name], [], arguments)
    if rotated is not None:
        found = found.rotated(rotated)
    if moved is not None:
        if not isinstance(moved, list) or len(moved) != 2:
            raise InputError("moved", moved, "two lengths, along x and y")
        found = found.moved(*moved)
    return operations[0], found


def read_layer(given: Any, folder: Path) -> Layer:
    """Return a layer of a solid: ``{thickness = "50 nm"}``, with its own ``outline`` or ``kind = "insulator"``.

    Raises:
        InputError: no table, an unknown key or kind, an outline that is no shape.
    """
    if not isinstance(given, dict):
        raise InputError("", given, "a table", 'Write for example {thickness = "50 nm", kind = "insulator"}.')
    arguments = dict(given)
    if "outline" in arguments:
        with within("outline"):
            arguments["outline"] = read_shape(arguments["outline"], folder)
    return called(layer, [], arguments)


def read_terminal(given: Any, folder: Path) -> Terminal:
    """Return a terminal: ``{edge = "left", between = ["-50 nm", "50 nm"], contact = "held"}`` or ``{shape = ...}``.

    Raises:
        InputError: neither an edge nor a shape, an unknown key, side or contact.
    """
    if not isinstance(given, dict) or ("edge" in given) == ("shape" in given):
        raise InputError("", given, "a table with either edge or shape", 'Write for example {edge = "left"}.')
    arguments = dict(given)
    if "edge" in given:
        return called(edge, [arguments.pop("edge")], arguments)
    with within("shape"):
        region = read_shape(arguments.pop("shape"), folder)
    return called(terminal, [region], arguments)
