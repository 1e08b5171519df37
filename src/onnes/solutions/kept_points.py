"""Finished points of a sweep in a folder, from which it goes on."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from onnes.devices import Device
from onnes.errors import InputError
from onnes.results.strict_json import dumps
from onnes.results.whole_file import whole_file, writable_folder
from onnes.solutions.drive import DeviceDrive
from onnes.solutions.point import Read, Row, names_of
from onnes.solutions.solution import Solution

_IDENTITY, _LAST = "identity.json", "last.h5"


def identity_of(swept: Any, values: Any, reads: Sequence[Read], drive: DeviceDrive,
                others: Mapping[str, Any]) -> dict[str, Any]:
    """Return all that the numbers of a sweep depend on, as text and numbers.

    Args:
        swept, values: names of what is swept, and the values.
        drive: of the first point.
        others: what else the numbers depend on, by name.
    """
    temperature = None if drive.temperature is None else drive.temperature.describe()
    device = json.dumps(drive.device.to_dict(), default=np.ndarray.tolist)
    return {
        "swept": swept, "values": values, "reads": names_of(reads), "field": drive.field.describe(),
        "current": {name: each.describe() for name, each in drive.currents.items()}, "temperature": temperature,
        "device": hashlib.sha256(device.encode()).hexdigest(),
        "choice of arguments": {name: str(value) for name, value in others.items()}}


def check_identity(folder: Path, kept: Mapping[str, Any], identity: Mapping[str, Any]) -> None:
    """Refuse the checkpoint of another sweep.

    Raises:
        InputError: naming what is another.
    """
    other = [name for name, value in identity.items() if kept.get(name) != value]
    if other:
        raise InputError("checkpoint", str(folder), "the checkpoint of this sweep",
                         f"That sweep differs in: {other[0]}. Remove it to start anew, or name another folder.")


def damaged(folder: Path) -> InputError:
    """Return the error for a folder that cannot be read."""
    return InputError("checkpoint", str(folder), "a checkpoint that can be read",
                      "It is damaged: remove it to start anew.")


class PointFiles:
    """Points that do not depend on each other, one file each, and the solution of the last."""

    def __init__(self, folder: Path | None, identity: Mapping[str, Any]):
        """Args: identity: see `identity_of`.

        Raises:
            InputError: the folder holds another sweep, or cannot be written.
        """
        self.folder = folder
        if folder is None:
            return
        file = writable_folder(folder, "checkpoint") / _IDENTITY
        if file.exists():
            check_identity(folder, self._read(file), json.loads(dumps(identity)))
        else:
            _write(file, identity)

    def rows(self, count: int) -> dict[int, Row]:
        """Return the rows of finished points by number; the last only if its solution is there too."""
        if self.folder is None:
            return {}
        return {index: self._read(file) for index in range(count)
                if (file := self._file(self.folder, index)).exists()
                and (index < count - 1 or (self.folder / _LAST).exists())}

    def last(self, device: Device) -> Solution:
        """Return the solution of the last point."""
        from onnes.solutions.storage import load

        assert self.folder is not None
        return load(self.folder / _LAST, device)

    def keep(self, index: int, row: Row, last: Solution | None) -> None:
        """Add a finished point."""
        if self.folder is not None:
            if last is not None:
                last.save(self.folder / _LAST)
            _write(self._file(self.folder, index), row)

    def _file(self, folder: Path, index: int) -> Path:
        return folder / f"point{index}.json"

    def _read(self, file: Path) -> Row:
        try:
            return dict(json.loads(file.read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, RecursionError) as error:
            raise damaged(file.parent) from error


def _write(file: Path, content: Mapping[str, Any]) -> None:
    with whole_file(file, "checkpoint") as temporary:
        temporary.write_text(dumps(content), encoding="utf-8")
