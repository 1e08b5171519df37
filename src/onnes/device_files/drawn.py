"""Films that are drawn in a file, for experiments: their outlines, and what a device file says of the metal."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from onnes.device_files.reading import read_film
from onnes.errors import InputError
from onnes.geometry import Shape, from_gds, shape

_SAME = 1e-9
"""Relative difference of a number in two units."""
_LAYOUTS, _DEVICES = (".gds", ".gds2", ".gdsii"), (".toml",)


def is_device_file(name: str) -> bool:
    """Return whether a text is the name of a device file."""
    return name.lower().endswith(_DEVICES)


def drawn(given: str, layer: int, argument: str, *, as_text: bool = False) -> Shape:
    """Return the outline of the film in a layer of a GDSII layout, in a device file, or in well-known text.

    Args:
        given: name of a file, or text.
        layer: number of the layer of a layout.
        argument: name of the input, for errors.
        as_text: whether any other text is an outline in metres.

    Raises:
        InputError: a file of another kind, missing, or without metal; text that is no polygon.
    """
    if given.lower().endswith(_LAYOUTS):
        return from_gds(given, layer)
    if is_device_file(given):
        return read_film(Path(given))[0].outline
    if as_text:
        return shape(given, argument=argument)
    raise InputError(argument, given, f"the name of a file that ends in {', '.join(_LAYOUTS + _DEVICES)}",
                     "Layouts are GDSII, device files TOML, see onnes solve.")


def with_film_of(file: str, inputs: Mapping[str, Any], held: Sequence[str], refused: Sequence[str]) -> dict[str, Any]:
    """Return inputs of an experiment, in SI units, with those that a device file gives its film.

    Args:
        held: arguments of `onnes.Film` that are inputs of the experiment.
        refused: arguments that the experiment cannot take.

    Raises:
        InputError: an input that contradicts the file, a layer, an argument that is refused, a varying thickness.
    """
    if inputs.get("layer"):
        raise InputError("layer", inputs["layer"], "no layer of a device file",
                         'Name it in the file: outline = {add = "gds", file = "chip.gds", layer = 1}.')
    film, given = read_film(Path(file))
    for key in refused:
        if given.get(key):
            raise InputError("file", f"film.{key} in {file}", f"a film without {key}",
                             "This experiment does not take it: remove it from the file.")
    if not film.thickness_profile.uniform:
        raise InputError("file", f"a varying film.thickness in {file}", "a film of one thickness")
    known = vars(film.constants) | {"thickness": film.thickness}
    of_file = {key: known[key] for key in held if key in given}
    for key, value in of_file.items():
        if (named := inputs.get(key)) is not None and not _same(named, value):
            said = value if isinstance(value, str) else f"{value:g}"
            raise InputError(key, str(named), f"{said}, film.{key} of {file}", "Leave it out, or change the file.")
    return {**inputs, **of_file}


def _same(one: Any, other: Any) -> bool:
    return one == other if isinstance(other, str) else math.isclose(one, other, rel_tol=_SAME)
