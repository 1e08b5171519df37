"""Options that several commands share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from onnes.errors import InputError


def name_of_path(text: str) -> Path:
    """Return the path of an option; an empty name, which would be this folder, is refused."""
    if not text.strip():
        raise typer.BadParameter('expected the name of a file or folder, got "".')
    return Path(text)


Json = Annotated[bool, typer.Option("--json", help="Print exactly one JSON object on standard output.")]
Out = Annotated[
    Path | None, typer.Option("--out", metavar="DIR", parser=name_of_path,
                              help="Folder for the files; without it none is written.")
]


def names_in(text: str | None, argument: str) -> list[str] | None:
    """Return the names in a comma-separated list, None if the option was not given.

    A comma inside brackets belongs to the name: "YBa2Cu3O6.92 (in-plane, current||a)".

    Raises:
        InputError: a list without a name in it.
    """
    if text is None:
        return None
    names = [name.strip() for name in re.split(r",(?![^(]*\))", text) if name.strip()]
    if not names:
        raise InputError(argument, text, "names with commas between them", f"For example --{argument} A,B.")
    return names


def read_inputs(words: list[str]) -> dict[str, str]:
    """Return ``["field=20 mT", "radius=1 um"]`` as a mapping.

    Raises:
        InputError: a word without "=", without a name, or a name that comes twice.
    """
    inputs: dict[str, str] = {}
    for word in words:
        name, equals, value = word.partition("=")
        if not equals or not name.strip():
            raise InputError("input", word, "KEY=VALUE", 'Write for example field="20 mT".')
        inputs = together(inputs, {name.strip(): value.strip()})
    return inputs


def together(inputs: dict[str, str], more: dict[str, str]) -> dict[str, str]:
    """Return two mappings as one.

    Raises:
        InputError: a name that both have.
    """
    for name in more:
        if name in inputs:
            raise InputError(name, more[name], "one value", f"{name} is already given as {inputs[name]!r}.")
    return inputs | more
