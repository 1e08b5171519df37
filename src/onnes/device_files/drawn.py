"""Films that are drawn in a file, for experiments: their outlines, and what a device file says of the metal."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import MappingProxyType
from typing import Any

from onnes.device_files.places import renamed
from onnes.device_files.reading import read_film
from onnes.devices import Film
from onnes.errors import InputError
from onnes.geometry import Shape, check_apart, from_gds, shape

_SAME = 1e-9
"""Relative difference of a number in two units."""
_LAYOUTS, _DEVICES = (".gds", ".gds2", ".gdsii"), (".toml",)


def is_layout(name: str) -> bool:
    """Return whether a text is the name of a GDSII layout."""
    return name.lower().endswith(_LAYOUTS)


def is_device_file(name: str) -> bool:
    """Return whether a text is the name of a device file."""
    return name.lower().endswith(_DEVICES)


def drawn(given: str, layer: int, argument: str, *, as_text: bool = False) -> Shape:
    """Return the outline of a film in a layer of a GDSII layout, or in well-known text.

    Args:
        given: name of a file, or text.
        layer: number of the layer of a layout.
        argument: name of the input, for errors.
        as_text: whether any other text is an outline in metres.

    Raises:
        InputError: a file of another kind, missing, or without metal; text that is no polygon; holes that touch.
    """
    if is_layout(given):
        with _naming(argument):
            found = from_gds(given, layer)
    elif as_text:
        found = shape(given, argument=argument)
    else:
        raise InputError(argument, given, f"the name of a file that ends in {', '.join(_LAYOUTS + _DEVICES)}",
                         "Layouts are GDSII, device files TOML, see onnes solve.")
    check_apart(found, argument)
    return found


def film_in(file: str, argument: str, besides: Mapping[str, Any] = MappingProxyType({}), ignored: Collection[str] = ()
            ) -> tuple[Film, dict[str, Any]]:
    """Return the film of a device file and the arguments that it gives, see `read_film`.

    Args:
        argument: name of the input, for errors.

    Raises:
        InputError: as `read_film`; holes that touch.
    """
    with _naming(argument):
        film, given = read_film(Path(file), besides, ignored)
    check_apart(film.outline, argument)
    return film, given


def with_film_of(file: str, argument: str, inputs: Mapping[str, Any], held: Sequence[str], refused: Sequence[str],
                 besides: Mapping[str, Any] = MappingProxyType({}), ignored: Collection[str] = ()) -> dict[str, Any]:
    """Return inputs of an experiment, in SI units, with those that a device file gives its film.

    Args:
        argument: name of the input that names the file, for errors.
        held: arguments of `onnes.Film` that are inputs of the experiment.
        refused: arguments that the experiment cannot take.
        besides, ignored: see `read_film`.

    Raises:
        InputError: an input that contradicts the file, a layer, an argument that is refused, a varying thickness.
    """
    if inputs.get("layer"):
        raise InputError("layer", inputs["layer"], "no layer of a device file",
                         'Name it in the file: outline = {add = "gds", file = "chip.gds", layer = 1}.')
    film, given = film_in(file, argument, besides, ignored)
    for key in refused:
        if given.get(key):
            raise InputError(argument, f"film.{key} in {file}", f"a film without {key}",
                             "This experiment does not take it: remove it from the file.")
    if not film.thickness_profile.uniform:
        raise InputError(argument, f"a varying film.thickness in {file}", "a film of one thickness")
    known = vars(film.constants) | {"thickness": film.thickness}
    of_file = {key: known[key] for key in held if key in given}
    for key, value in of_file.items():
        if (named := inputs.get(key)) is not None and not _same(named, value):
            said = value if isinstance(value, str) else f"{value:g}"
            raise InputError(key, str(named), f"{said}, film.{key} of {file}", "Leave it out, or change the file.")
    return {**inputs, **of_file}


@contextmanager
def _naming(argument: str) -> Iterator[None]:
    """Name the input that holds the name of a file in every InputError about the file."""
    try:
        yield
    except InputError as error:
        if error.argument != "file":
            raise
        raise renamed(error, argument) from error


def _same(one: Any, other: Any) -> bool:
    return one == other if isinstance(other, str) else math.isclose(one, other, rel_tol=_SAME)
