"""Find every check in this room and run it."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module

from onnes.validation.checks import Check, entered
from onnes.validation.row import Row


def all_checks() -> tuple[Check, ...]:
    """Every check of every topic file of this room."""
    room = import_module("onnes.validation")
    for topic in sorted(module.name for module in pkgutil.iter_modules(room.__path__)):
        import_module(f"onnes.validation.{topic}")
    return entered()


def run_checks(slow: bool = False, progress: Callable[[float, str], None] | None = None) -> list[Row]:
    """A row for each check; those marked slow only if asked for."""
    chosen = [check for check in all_checks() if slow or not check.slow]
    rows = []
    for index, check in enumerate(chosen):
        if progress:
            progress(index / len(chosen), check.name)
        rows.append(check.run())
    return rows
