"""Discovery and execution of all checks."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module

from onnes.validation.checks import Check, entered
from onnes.validation.row import Row


def all_checks() -> tuple[Check, ...]:
    """Return every check of every topic file of this package."""
    package = import_module("onnes.validation")
    for topic in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
        import_module(f"onnes.validation.{topic}")
    return entered()


def run_checks(slow: bool = False, progress: Callable[[float, str], None] | None = None) -> list[Row]:
    """Run the checks, those marked slow only on request, and return a row for each."""
    chosen = [check for check in all_checks() if slow or not check.slow]
    rows = []
    for index, check in enumerate(chosen):
        if progress:
            progress(index / len(chosen), check.name)
        rows.append(check.run())
    return rows
