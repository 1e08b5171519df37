"""Progress of a run, reported on standard error."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from onnes.cli.door import say
from onnes.cli.interruption import heed


@contextmanager
def progress_shown(name: str) -> Iterator[Callable[[float, str], None]]:
    """Yield a progress report ``(fraction, message)``: a bar on a terminal, a line per tenth in a log.

    Both say how long the rest is expected to take.
    """
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
               TimeElapsedColumn(), TextColumn("{task.fields[left]}"), TextColumn("{task.description}"))
    left = _Remaining()
    with Progress(*columns, console=console, transient=True) as bars:  # type: ignore[arg-type]
        task = bars.add_task("", total=1.0, name=name, left="")

        def report(fraction: float, message: str) -> None:
            heed()
            bars.update(task, completed=fraction, description=message, left=_in_minutes(left(fraction)))

        yield report


def _lines(name: str) -> Callable[[float, str], None]:
    told = -1
    left = _Remaining()

    def report(fraction: float, message: str) -> None:
        nonlocal told
        heed()
        seconds = left(fraction)
        if int(10 * fraction) > told:
            told = int(10 * fraction)
            said = ", ".join(filter(None, (message, _in_minutes(seconds))))
            say(f"{name} {100 * fraction:3.0f} %  {said}".rstrip())

    return report


class _Remaining:
    """Expected seconds to the end, from the pace since the first report that something was done.

    What comes before it is set-up and compilation, which does not come again.
    """

    def __init__(self):
        self.first: tuple[float, float] | None = None

    def __call__(self, fraction: float) -> float | None:
        """Return the expected seconds at a fraction done, or None while the pace is not known."""
        now = time.monotonic()
        if self.first is None or fraction < self.first[0]:
            self.first = (fraction, now) if fraction > 0 else None
            return None
        done = fraction - self.first[0]
        return (now - self.first[1]) * (1 - fraction) / done if done > 0 else None


def _in_minutes(seconds: float | None) -> str:
    """Return the expected time in words; nothing where it is not known or over."""
    if seconds is None or seconds < 0.5:
        return ""
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s left" if minutes else f"{rest} s left"
