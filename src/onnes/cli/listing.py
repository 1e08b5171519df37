"""``onnes list``: theories, experiments, materials and laws."""

from __future__ import annotations

import shlex
import sys
from typing import Annotated, Any

import typer

from onnes.cli.catalogue import CATALOGUES
from onnes.cli.door import Code, door
from onnes.cli.options import Json
from onnes.cli.show import show_json, show_table
from onnes.errors import unknown_name


@door
def command(
    what: Annotated[str, typer.Argument(metavar="|".join([*CATALOGUES, "EXPERIMENT"]), help="What to list.")],
    json: Json = False,
) -> Code:
    """List theories, experiments, materials or laws; or the inputs of one experiment."""
    if what not in CATALOGUES:
        return _one_experiment(what, json)
    rows = CATALOGUES[what]()
    if json:
        show_json({what: rows})
    elif what == "experiments":
        for row in rows:
            show_inputs(row)
    else:
        show_table(what.capitalize(), ["name", "summary"], [(row["name"], row["summary"]) for row in rows],
                   prose=["summary"])
    return Code.DONE


def _one_experiment(name: str, json: bool) -> Code:
    from onnes.cli.catalogue import experiments

    rows = {row["name"]: row for row in experiments()}
    if name not in rows:
        raise unknown_name("list", name, [*CATALOGUES, *rows])
    show_json({"experiments": [rows[name]]}) if json else show_inputs(rows[name])
    return Code.DONE


def show_inputs(row: dict[str, Any]) -> None:
    """Print the inputs of an experiment: name, unit, default and meaning; and an example."""
    show_table(f"{row['name']}: {row['summary']}", ["input", "unit", "default", "meaning"],
               [(entry["name"], entry["unit"], _default(entry), _meaning(entry)) for entry in row["inputs"]],
               prose=["meaning"])
    inputs = (f"{name}={value}" for name, value in row["example"].items())
    sys.stdout.write(f"Example: {shlex.join(['onnes', 'run', row['name'], *inputs])}\n")


def _default(entry: dict[str, Any]) -> str:
    default = entry["default"]
    return "" if default is None else str(default)


def _meaning(entry: dict[str, Any]) -> str:
    choices = f" ({', '.join(map(str, entry['choices']))})" if entry["choices"] else ""
    return entry["meaning"] + choices
