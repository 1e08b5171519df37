"""Checkpoints: a folder with the loop of a run, replaced whole at each recorded time, and its growing records.

`save` puts the row that is new at the end of the records and has it on the disk before the loop, which says how many
rows belong to it, takes the place of the last one in a single step. So at every moment there is a whole loop with all
its rows, and `load` finds it whatever stopped the run: rows beyond it are written again, the same. The cost of a
checkpoint does not grow with the number of rows.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Any

import jax
import numpy as np

from onnes.errors import InputError
from onnes.grids.gathering import agreed, as_numbers, is_writer, on_host, placed_like
from onnes.laws.running import records
from onnes.laws.running.identity import Identity, difference

LOOP = "loop.npz"
_ASIDE = "loop.npz.new"
_ANEW = "Remove it to start anew, or name another."

Rows = list[dict[str, np.ndarray]]


def save(path: Path, loop: Any, rows: Rows, identity: Identity | None = None) -> None:
    """Add the last of the rows and replace the loop.

    Args:
        path: the folder of the checkpoint; made if it is not there.
        loop: any pytree of arrays.
        rows: all that was recorded so far; the ones before the last are there already.
        identity: what the run is, see `onnes.laws.running.identity`; asked for again by `load`.

    Raises:
        InputError: the folder cannot be written to or is full of other things, or the last row is not like the first.
    """
    leaves = [on_host(as_numbers(leaf)) for leaf in jax.tree.leaves(loop)]
    if not is_writer():
        return
    try:
        if len(rows) == 1:
            _make(path)
        records.append(path, rows[-1], len(rows) - 1)
        owner = json.dumps(identity or {})
        with open(path / _ASIDE, "wb") as file:
            np.savez(file, allow_pickle=False, rows=len(rows), identity=owner, digest=_digest(leaves, len(rows), owner),
                     **{f"loop{i}": leaf for i, leaf in enumerate(leaves)})
            file.flush()
            os.fsync(file.fileno())
        os.replace(path / _ASIDE, path / LOOP)
    except OSError as error:
        raise InputError("checkpoint", str(path), "a folder that can be written to, on a disk with room",
                         f"Writing failed: {error.strerror or error}. What was saved before is whole.") from error


def load(path: Path, like: Any, identity: Identity | None = None,
         times: np.ndarray | None = None) -> tuple[Any, Rows]:
    """The loop that was saved last, with its rows; ``like`` itself and no rows where nothing was saved yet.

    Args:
        like: a loop of the same shapes, on the devices where the loaded one shall lie.
        identity: what this run is.
        times: when it records; a longer run with the same spacing may go on from a shorter one.

    Raises:
        InputError: the checkpoint is of another run, and in what it differs; or it is no checkpoint.
    """
    if not agreed((path / LOOP).is_file()):
        _refuse_foreign(path)
        return like, []
    leaves, tree = jax.tree.flatten(like)
    stored, count, owner = _read(path)
    if [(s.shape, s.dtype) for s in stored] != [(n.shape, n.dtype) for n in map(as_numbers, leaves)]:
        raise _of_another_run(path, "Its grid differs, or the law.")
    if identity is not None and (differs := difference(owner, identity)):
        raise _of_another_run(path, f"There {differs}.")
    columns = {name: column[:count] for name, column in records.read_running(path).items()}
    if "time" not in columns or not all(len(column) == count for column in columns.values()):
        raise InputError("checkpoint", str(path), "one whose records are all there", _ANEW)
    if times is not None and not np.array_equal(columns["time"], times[:count]):
        raise _of_another_run(path, "It records at other times.")
    rows = [{name: column[i] for name, column in columns.items()} for i in range(count)]
    agreed(True)  # nobody writes before everybody has read
    return jax.tree.unflatten(tree, [placed_like(s, leaf) for s, leaf in zip(stored, leaves, strict=True)]), rows


def _read(path: Path) -> tuple[list[np.ndarray], int, Identity]:
    try:
        with np.load(path / LOOP) as file:
            leaves = [file[f"loop{i}"] for i in range(sum(name.startswith("loop") for name in file.files))]
            rows, owner = int(file["rows"]), str(file["identity"])
            if str(file["digest"]) != _digest(leaves, rows, owner):
                raise ValueError("the parts do not belong together")
            return leaves, rows, json.loads(owner)
    except Exception as error:
        raise _of_another_run(path, "It cannot be read.") from error


def _digest(leaves: list[np.ndarray], rows: int, owner: str) -> str:
    """Return a digest by which a file that was changed is told from one that was saved."""
    digest = hashlib.blake2b(f"{rows} {owner}".encode(), digest_size=16)
    for leaf in leaves:
        digest.update(np.ascontiguousarray(leaf).data if leaf.size else b"")
    return digest.hexdigest()


def _make(path: Path) -> None:
    _refuse_foreign(path)
    path.mkdir(parents=True, exist_ok=True)


def _refuse_foreign(path: Path) -> None:
    """Nothing is written among other people's files."""
    if path.exists() and (not path.is_dir() or {file.name for file in path.iterdir()} - {LOOP, _ASIDE, records.FILE}):
        raise InputError("checkpoint", str(path), "a checkpoint, or a path where nothing is yet", _ANEW)


def _of_another_run(path: Path, why: str) -> InputError:
    return InputError("checkpoint", str(path), "a checkpoint of this run", f"{why} {_ANEW}")
