"""Quantity of a sample: as given, or else that of its material."""

from __future__ import annotations

from collections.abc import Callable

from onnes.errors import MissingDataError


def given_or_recorded(argument: str, given: float | None, recorded: Callable[[], float]) -> float:
    """Return the value given, which replaces the material's, or that of the tables.

    Args:
        argument: what a user would give, for the message.
        given: None where it was left out.
        recorded: looks it up.

    Raises:
        MissingDataError: neither; the message says that ``argument`` may be given.
    """
    if given is not None:
        return given
    try:
        return recorded()
    except MissingDataError as missing:
        raise missing.or_give(argument) from None
