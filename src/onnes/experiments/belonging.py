"""Inputs that count for some choices of another input only: the length of a strip, the pitch of moats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from onnes.errors import InputError

Belonging = Mapping[str, Mapping[str, tuple[str, ...]]]
"""Name of a choice -> its value -> names of the inputs that count with it, and with no other value that lacks them."""


class Home(NamedTuple):
    """The choice for which an input counts.

    Attributes:
        choice: name of the input that chooses.
        values: those with which it counts.
    """

    choice: str
    values: tuple[str, ...]

    def __str__(self) -> str:
        return " or ".join(f"{self.choice}={value}" for value in self.values)


def homes(belonging: Belonging) -> dict[str, list[Home]]:
    """Return the choices for which each input counts that does not count for all; it needs every one of them."""
    found: dict[str, list[Home]] = {}
    for choice, by_value in belonging.items():
        for name in dict.fromkeys(name for names in by_value.values() for name in names):
            values = tuple(value for value, names in by_value.items() if name in names)
            found.setdefault(name, []).append(Home(choice, values))
    return found


def strangers(belonging: Belonging, chosen: Callable[[str], str]) -> dict[str, Home]:
    """Return the inputs that do not count, each with the first choice that it lacks.

    Args:
        chosen: function of the name of a choice that returns its value.
    """
    return {name: lacking[0] for name, needed in homes(belonging).items()
            if (lacking := [home for home in needed if chosen(home.choice) not in home.values])}


def check_belonging(given: Mapping[str, Any], belonging: Belonging, chosen: Callable[[str], str]) -> None:
    """Refuse an input that was given and does not count.

    Raises:
        InputError: its name, and the choice to which it belongs.
    """
    for name, home in strangers(belonging, chosen).items():
        if given.get(name) not in (None, ""):
            raise InputError(name, given[name], f"none with {home.choice}={chosen(home.choice)}",
                             f"It belongs to {home}: leave it out, or take that.")
