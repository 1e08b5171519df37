"""Checkpoints: the whole loop of a run in one file, written aside and moved into place."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import jax
import jax.numpy as jnp
import numpy as np

from onnes.errors import InputError


def save(path: Path, loop: Any, rows: list[dict[str, np.ndarray]]) -> None:
    """Write loop and rows so that the file at ``path`` is always a whole one."""
    arrays = {f"loop{i}": np.asarray(leaf) for i, leaf in enumerate(jax.tree.leaves(loop))}
    for key in rows[0]:
        arrays[f"row_{key}"] = np.stack([row[key] for row in rows])
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.name)
    try:
        with os.fdopen(handle, "wb") as file:
            np.savez(file, allow_pickle=False, **arrays)
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise


def load(path: Path, like: Any) -> tuple[Any, list[dict[str, np.ndarray]]]:
    """Read a checkpoint of a loop shaped like ``like``.

    Raises:
        InputError: the file belongs to another run (other shapes) or is no checkpoint.
    """
    leaves, tree = jax.tree.flatten(like)
    try:
        with np.load(path) as file:
            stored = [file[f"loop{i}"] for i in range(len(leaves))]
            columns = {key[4:]: file[key] for key in file.files if key.startswith("row_")}
    except Exception as error:
        raise InputError("checkpoint", path, "a checkpoint of this run", "Remove it to start anew.") from error
    if [s.shape for s in stored] != [leaf.shape for leaf in leaves]:
        raise InputError("checkpoint", path, "a checkpoint of this run", "Its grid differs: remove it to start anew.")
    count = len(columns["time"])
    rows = [{key: column[i] for key, column in columns.items()} for i in range(count)]
    return jax.tree.unflatten(tree, [jnp.asarray(s) for s in stored]), rows
