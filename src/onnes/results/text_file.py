"""Reading of a user's text file, up to a stated size."""

from __future__ import annotations

from pathlib import Path

from onnes.errors import InputError
from onnes.results.paths import path_of


def read_text(path: str | Path, argument: str, largest: int, cure: str = "") -> str:
    """Return the contents of a text file in UTF-8.

    Args:
        argument: name of the user's argument that gave the path, for the message.
        largest: number of bytes that are read at most.
        cure: what to do about a larger file.

    Raises:
        InputError: a file that cannot be read, is larger (a device without end) or no text.
    """
    try:
        with open(path_of(path, argument), "rb") as file:
            content = file.read(largest + 1)
    except OSError as error:
        raise InputError(argument, str(path), "a file that can be read", f"{error.strerror}.") from error
    if len(content) > largest:
        raise InputError(argument, str(path), f"a file of at most {largest:,} bytes", cure)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise InputError(argument, str(path), "a text file in UTF-8", f"{error}.") from error
