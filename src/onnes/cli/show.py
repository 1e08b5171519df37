"""Output of the commands: one JSON object for scripts, tables for people."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from onnes.results import Reading

_FILE_WIDTH = 160
_NARROWEST_PROSE = 16
"""Columns below which text is not wrapped beside the other cells of its row, but written under them."""
_GAP = 3


def show_json(value: Mapping[str, Any]) -> None:
    """Print exactly one JSON object, on one line of standard output."""
    from onnes.results.strict_json import dumps

    sys.stdout.write(dumps(value) + "\n")


def show_table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]], prose: Sequence[str] = ()) -> None:
    """Print a table on standard output, as wide as the terminal at most.

    Args:
        prose: columns whose text may be wrapped. All others hold names and numbers with units, which stay whole: where
            they do not fit side by side, each row is written as a list.
    """
    from rich import box
    from rich.table import Table
    from rich.text import Text

    cells = [list(row) for row in rows]
    console = _console()
    whole = [name for name in columns if name not in prose]
    needed = sum(_width(columns, cells, name) for name in whole) + len(columns) * _GAP + len(prose) * _NARROWEST_PROSE
    if needed > console.width:
        _show_list(console, title, columns, cells, prose)
        return
    table = Table(title=title, title_justify="left", title_style="bold", box=box.SIMPLE_HEAD)
    for column in columns:
        table.add_column(column, overflow="fold", no_wrap=column in whole)
    for row in cells:
        table.add_row(*(Text(cell) for cell in row))
    console.print(table)


def show_lines(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    """Print a table with exactly one line for each row; columns that do not fit are left out, the last ones first."""
    cells = [list(row) for row in rows]
    console = _console()
    shown = len(columns)
    while shown > 1 and sum(_width(columns, cells, name) for name in columns[:shown]) + shown * _GAP > console.width:
        shown -= 1
    show_table(title, columns[:shown], [row[:shown] for row in cells])


def show_readings(title: str, readings: Mapping[str, Reading], files: Sequence[str]) -> None:
    """Print readings as a table, energies in the unit of the largest, and the names of the files that were written."""
    energies = {unit: [reading.value for reading in readings.values()
                       if reading.unit == unit and isinstance(reading.value, (int, float))] for unit in ("J", "J/m")}
    show_table(title, ["reading", "value", "meaning"],
               [(name, _reading(reading, energies.get(reading.unit)), reading.meaning)
                for name, reading in readings.items()], prose=["meaning"])
    for file in files:
        print(file)


def show(what: RenderableType) -> None:
    """Print anything that rich draws."""
    _console().print(what)


def _console() -> Console:
    """Return a console as wide as the terminal, or wide enough for whole names in a file or pipe."""
    from rich.console import Console

    return Console(width=None if sys.stdout.isatty() else _FILE_WIDTH)


def _width(columns: Sequence[str], cells: Sequence[Sequence[str]], name: str) -> int:
    """Return the width of the widest cell of a column."""
    from rich.cells import cell_len

    place = columns.index(name)
    return max(cell_len(cell) for cell in (name, *(row[place] for row in cells)))


def _show_list(console: Console, title: str, columns: Sequence[str], cells: Sequence[Sequence[str]],
               prose: Sequence[str]) -> None:
    """Print rows one below the other; a number too long for its line gives up the name of its column first."""
    from rich.padding import Padding
    from rich.text import Text

    console.print(Text(title, style="bold"))
    for first, *rest in cells:
        console.print(Text(first))
        for column, cell in zip(columns[1:], rest, strict=True):
            named = f"{column}: {cell}"
            fits = column in prose or len(named) + 2 <= console.width
            if cell:
                console.print(Padding(Text(named if fits else cell), (0, 0, 0, 2)))


def _reading(reading: Reading, beside: Sequence[Any] | None) -> str:
    from onnes.plots import in_words

    whole = isinstance(reading.value, int) and not reading.unit
    if whole or not isinstance(reading.value, (int, float)):
        return (reading.absent or "none") if reading.value is None else str(reading.value)
    return in_words(reading.value, reading.unit, reading.uncertainty, beside)
