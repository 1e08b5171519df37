"""Names of the places in a device file, in front of the arguments that errors name."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from onnes.errors import InputError


def joined(*parts: str) -> str:
    """Return names with points between them: "run.field.ramp"."""
    return ".".join(part for part in parts if part)


def renamed(error: InputError, argument: str) -> InputError:
    """Return an error with another name for its argument."""
    return InputError(argument, error.got, error.expected, error.cure)


@contextmanager
def within(place: str) -> Iterator[None]:
    """Put a place in front of the argument of every InputError raised inside."""
    try:
        yield
    except InputError as error:
        raise renamed(error, joined(place, error.argument)) from error
