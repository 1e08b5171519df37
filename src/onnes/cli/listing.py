"""``onnes list``: theories, experiments, materials and laws."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from onnes.cli.catalogue import CATALOGUES
from onnes.cli.door import Code, door
from onnes.cli.options import Json
from onnes.cli.show import show_json, show_table
from onnes.errors import unknown_name


@door
def command(
    what: Annotated[str, typer.Argument(metavar="|".join(CATALOGUES), help="What to list.")],
    json: Json = False,
) -> Code:
    """List theories, experiments (with their inputs), materials or laws."""
    if what not in CATALOGUES:
        raise unknown_name("list", what, CATALOGUES)
    rows = CATALOGUES[what]()
    if json:
        show_json({what: rows})
    elif what == "experiments":
        _show_experiments(rows)
    else:
        show_table(what.capitalize(), ["name", "summary"], [(row["name"], row["summary"]) for row in rows])
    return Code.DONE


def _show_experiments(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        show_table(f"{row['name']}: {row['summary']}", ["input", "default", "meaning"],
                   [(entry["name"], _default(entry), _meaning(entry)) for entry in row["inputs"]])


def _default(entry: dict[str, Any]) -> str:
    default = entry["default"]
    return "" if default is None else str(default)


def _meaning(entry: dict[str, Any]) -> str:
    choices = f" ({', '.join(map(str, entry['choices']))})" if entry["choices"] else ""
    return entry["meaning"] + choices
