"""Atomic writing of files: each is complete or absent.

A file is written under a temporary name in its final folder and renamed in one step at the end, so that a full disk, an
error or Ctrl-C leaves no incomplete file under its name.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from onnes.errors import InputError
from onnes.results.paths import path_of


@contextmanager
def whole_file(path: str | Path, argument: str = "out") -> Iterator[Path]:
    """Yield a temporary path to write to; on success it becomes ``path``, on any error it is removed.

    Args:
        path: final path of the file; missing folders are made.
        argument: name of the user's argument that gave the path, for the message.

    Raises:
        InputError: the folder cannot be made or written, or the disk is full.
    """
    path = path_of(path, argument)
    with whole_folder(path.parent, argument) as folder:
        yield folder / path.name


@contextmanager
def whole_folder(folder: str | Path, argument: str = "out") -> Iterator[Path]:
    """Yield a temporary folder to write into; on success all its files move to ``folder``, otherwise none.

    Folders that had to be made are removed again if they stay empty.

    Raises:
        InputError: the folder cannot be made or written, or the disk is full.
    """
    folder = path_of(folder, argument)
    made = _missing(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".part-", dir=folder))
    except OSError as error:
        _remove_empty(made)
        raise _unwritable(argument, folder, error) from error
    try:
        yield temporary
        files = {file: folder / file.name for file in sorted(temporary.iterdir())}
        for target in files.values():
            _refuse_folder(target, argument)
        for file, target in files.items():
            os.replace(file, target)
    except OSError as error:
        raise _unwritable(argument, folder, error) from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
        _remove_empty(made)


def writable_folder(folder: str | Path, argument: str = "out") -> Path:
    """Return ``folder`` after checking that files can be written there, so that a long run does not fail at its end.

    Raises:
        InputError: the folder cannot be made or written.
    """
    with whole_folder(folder, argument):
        return Path(folder)


def _refuse_folder(target: Path, argument: str) -> None:
    if target.is_dir():
        raise InputError(argument, str(target), "the name of a file", "A folder has that name: choose another name.")


def _missing(folder: Path) -> list[Path]:
    """Return the folders of the path that do not exist yet, deepest first."""
    return [part for part in (folder, *folder.parents) if not part.exists()]


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        with suppress(OSError):
            folder.rmdir()


def _unwritable(argument: str, folder: Path, error: OSError) -> InputError:
    reason = error.strerror or str(error)
    return InputError(argument, str(folder), "a writable folder on a disk with free space",
                      f"Writing failed: {reason}.")
