"""Discovery and execution of all checks."""

from __future__ import annotations

import pkgutil
from collections.abc import Callable
from importlib import import_module

from onnes.errors import InputError, unknown_name
from onnes.validation.checks import Check, entered
from onnes.validation.row import Row


def all_checks() -> tuple[Check, ...]:
    """Return every check of every topic file of this package."""
    package = import_module("onnes.validation")
    for topic in sorted(module.name for module in pkgutil.iter_modules(package.__path__)):
        import_module(f"onnes.validation.{topic}")
    return entered()


def chosen_checks(name: str = "", slow: bool = False) -> list[Check]:
    """Return the checks of a topic, or those with a text in their names; case does not count.

    Args:
        name: of a file of this package, or part of the name of a row; all of them if empty.
        slow: whether to include those that take minutes.

    Raises:
        InputError: a name that nothing has, or only rows that take minutes.
    """
    every = all_checks()
    word = name.casefold()
    of_topic = [check for check in every if check.topic == word.replace("-", "_")]
    found = of_topic or [check for check in every if word in f"{check.topic} {check.name}".casefold()]
    if not found:
        raise unknown_name("check", name, {check.topic for check in every})
    fast = [check for check in found if not check.slow]
    if not (slow or fast):
        raise InputError("check", name, "one with rows that take seconds", f"All {len(found)} of it take minutes: add "
                         "--slow.")
    return found if slow else fast


def run_checks(slow: bool = False, progress: Callable[[float, str], None] | None = None, name: str = "") -> list[Row]:
    """Run the checks, those marked slow only on request, and return a row for each.

    Args:
        slow, name: as for `chosen_checks`.

    Raises:
        InputError: as `chosen_checks`.
    """
    chosen = chosen_checks(name, slow)
    rows = []
    for index, check in enumerate(chosen):
        if progress:
            progress(index / len(chosen), check.name)
        rows.append(check.run())
    return rows
