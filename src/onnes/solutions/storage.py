"""Solutions on disk: one HDF5 file each, with data in SI units, the device, and the state from which to go on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import h5py
import jax
import jax.numpy as jnp
import numpy as np
import xarray as xr

from onnes.devices import Device, device_from_dict
from onnes.energies import State
from onnes.errors import InputError
from onnes.laws.outcome import Outcome
from onnes.results.provenance import provenance
from onnes.results.strict_json import dumps
from onnes.results.whole_file import whole_file
from onnes.solutions.drive import DeviceDrive

if TYPE_CHECKING:
    from onnes.solutions.solution import Solution

KIND = "onnes solution"
FORMAT = 1


def save(solution: Solution, path: str | Path) -> Path:
    """Write a solution to an HDF5 file, completely or not at all.

    Group ``data`` is the dataset, ``state`` the last state and its current in reduced units. Functions of time or place
    and energy terms of one's own cannot be stored: the file keeps what they did, and which there were.

    Raises:
        InputError: the folder cannot be written or the disk is full.
    """
    outcome, device = solution.outcome, solution.device
    about = {
        "kind": KIND, "format": FORMAT, "device": device.to_dict(), "inputs": dict(solution.inputs),
        "drive": None if solution.drive is None else solution.drive.to_dict(), "seconds": solution.seconds,
        "status": outcome.status, "message": outcome.message, "steps": outcome.steps, "time": outcome.time,
        "spacing": solution.model.spacing, "self_field": solution.model.self_field, "warnings": solution.warnings,
        "own_terms": [type(term).__name__ for term in solution.model.own_terms],
        "provenance": provenance(seed=solution.inputs.get("seed")),
    }
    leaves = {f"leaf{i}": np.asarray(leaf) for i, leaf in enumerate(jax.tree.leaves((outcome.state, outcome.current)))}
    with whole_file(path, "path") as temporary:
        tree = xr.DataTree.from_dict({
            "/data": solution.data, "/state": xr.Dataset({name: (tuple(f"{name}_{d}" for d in range(leaf.ndim)), leaf)
                                                          for name, leaf in leaves.items()})})
        tree.attrs["about"] = dumps(about)
        tree.to_netcdf(temporary, engine="h5netcdf")
    return Path(path)


def is_solution(path: str | Path) -> bool:
    """Return whether a file holds a solution of a device."""
    try:
        with h5py.File(path) as file:
            return KIND in str(file.attrs.get("about", ""))
    except OSError:
        return False


def load(path: str | Path, device: Device | None = None) -> Solution:
    """Return the solution that was saved to a file; it can be gone on from.

    Args:
        device: the device of the solution, where it is at hand; else it is made anew from the file.

    Raises:
        InputError: the file is damaged.
    """
    from onnes.solutions.solution import Solution

    try:
        with xr.open_datatree(path, engine="h5netcdf", decode_times=False, decode_timedelta=False,
                              mask_and_scale=False) as tree:
            about: dict[str, Any] = json.loads(tree.attrs["about"])
            data, stored = tree["data"].to_dataset().load(), tree["state"].to_dataset().load()
    except (OSError, KeyError, ValueError) as error:
        raise InputError("path", str(path), "a solution written by Onnes", "The file is damaged.") from error
    for variable in data.variables.values():
        variable.attrs.pop("_FillValue", None)  # of the file, which has no missing values
    device = device or device_from_dict(about["device"])
    model = device.model(about["spacing"], about["self_field"])
    leaves = [jnp.asarray(stored[f"leaf{i}"].values) for i in range(len(stored.data_vars))]
    edges = (jnp.zeros(()), jnp.zeros(()), None)
    like = (State(jnp.zeros(()), edges), edges if len(leaves) > 3 else None)
    state, current = jax.tree.unflatten(jax.tree.structure(like), leaves)
    outcome = Outcome(about["status"], state, about["message"], about["time"], steps=about["steps"], current=current)
    given = None if about["own_terms"] else about["drive"]
    return Solution(device, model, data, outcome, None if given is None else DeviceDrive(device, **given),
                    about["inputs"], about["seconds"])
