"""Output of the commands: one JSON object for scripts, tables for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import RenderableType

_FILE_WIDTH = 160


def show_json(value: Mapping[str, Any]) -> None:
    """Print exactly one JSON object, on one line of standard output."""
    from onnes.results.strict_json import dumps

    sys.stdout.write(dumps(value) + "\n")


def show_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table on standard output."""
    from rich import box
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    show(table)


def show(what: RenderableType) -> None:
    """Print anything that rich draws, as wide as the terminal, or wide enough for whole names in a file or pipe."""
    from rich.console import Console

    Console(width=None if sys.stdout.isatty() else _FILE_WIDTH).print(what)
