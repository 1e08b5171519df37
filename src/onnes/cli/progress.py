"""Progress of a run, reported on standard error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from onnes.cli.door import say
from onnes.cli.interruption import heed


@contextmanager
def progress_shown(name: str) -> Iterator[Callable[[float, str], None]]:
    """Yield a progress report ``(fraction, message)``: a bar on a terminal, a line per tenth in a log."""
    from rich.console import Console

    console = Console(stderr=True)
    if console.is_terminal:
        with _bar(name, console) as report:
            yield report
    else:
        yield _lines(name)


@contextmanager
def _bar(name: str, console: object) -> Iterator[Callable[[float, str], None]]:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.fields[name]}"), BarColumn(), TextColumn("{task.percentage:3.0f} %"),
               TimeElapsedColumn(), TextColumn("{task.description}"))
    with Progress(*columns, console=console, transient=True) as bars:  # type: ignore[arg-type]
        task = bars.add_task("", total=1.0, name=name)

        def report(fraction: float, message: str) -> None:
            heed()
            bars.update(task, completed=fraction, description=message)

        yield report


def _lines(name: str) -> Callable[[float, str], None]:
    told = -1

    def report(fraction: float, message: str) -> None:
        nonlocal told
        heed()
        if int(10 * fraction) > told:
            told = int(10 * fraction)
            say(f"{name} {100 * fraction:3.0f} %  {message}".rstrip())

    return report
