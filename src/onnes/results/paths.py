"""Names of files and folders that a user gives."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from onnes.errors import InputError

_LONGEST = 4096


def path_of(given: Any, argument: str) -> Path:
    """Return the path of a name.

    Raises:
        InputError: something that is no name, an empty one, one with a null character or of more than 4096 characters.
    """
    name = os.fspath(given) if isinstance(given, os.PathLike) else given
    if not isinstance(name, str) or not name.strip() or "\0" in name or len(name) > _LONGEST:
        raise InputError(argument, given, "the name of a file or folder", "Give it as text or as a pathlib.Path.")
    return Path(name)
