"""Solutions and sweeps on disk: one HDF5 file each, with data in SI units, the device, and the state to go on from.

The root of the file holds what was recorded, as a netCDF data set that xarray opens without an argument; the groups
``state`` and ``arrays`` hold what Onnes needs besides to go on.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import h5py
import jax
import numpy as np
import xarray as xr
from jax.tree_util import keystr

from onnes.devices import Device, device_from_dict
from onnes.energies import State
from onnes.errors import InputError
from onnes.laws.circuit import CircuitState
from onnes.laws.heat import HeatState
from onnes.laws.heat_terms import PhononState
from onnes.laws.outcome import Continuation, Outcome
from onnes.laws.steppers.field_equation import FieldMemory
from onnes.laws.steppers.split import Memory
from onnes.numerics.jax_settings import as_array
from onnes.results import status_of
from onnes.results.provenance import provenance
from onnes.results.strict_json import dumps
from onnes.results.whole_file import whole_file
from onnes.solutions.drive import DeviceDrive

if TYPE_CHECKING:
    from onnes.solutions.solution import Solution
    from onnes.solutions.sweeps import Sweep

KIND, OF_SWEEP = "onnes solution", "onnes sweep"
FORMAT = 3
DATA_OF_LAST = "/data"
"""Group of the data of the last solution in the file of a sweep."""


def save(solution: Solution, path: str | Path) -> Path:
    """Write a solution to an HDF5 file, completely or not at all, see `Solution.save`.

    The root is the dataset, group ``state`` the last state, its current and what the law remembers of the last step, in
    reduced units, and ``arrays`` those of device and drive, which are text in the attribute ``about``.

    Raises:
        InputError: the folder cannot be written or the disk is full.
    """
    return _write(_tree(solution, KIND, {"/": solution.data}), path)


def save_sweep(sweep: Sweep, path: str | Path) -> Path:
    """Write a sweep to an HDF5 file: its data at the root, and its last solution as `save` does, in group ``data``.

    Raises:
        InputError: the folder cannot be written or the disk is full.
    """
    data = {"/": sweep.data.assign_attrs(swept=sweep.swept), DATA_OF_LAST: sweep.last.data}
    return _write(_tree(sweep.last, OF_SWEEP, data), path)


def _tree(solution: Solution, kind: str, data: Mapping[str, xr.Dataset]) -> xr.DataTree:
    """Return the groups of the file of a solution, with those of its data."""
    outcome, model = solution.outcome, solution.model
    arrays: list[np.ndarray] = []
    about = {
        "kind": kind, "format": FORMAT, "device": _without(arrays, solution.device.to_dict(model)),
        "drive": _without(arrays, solution.drive.to_dict(model)), "inputs": dict(solution.inputs),
        "seconds": solution.seconds, "compile_seconds": solution.compile_seconds, "status": outcome.status,
        "message": outcome.message, "steps": outcome.steps, "time": outcome.time, "spacing": model.spacing,
        "self_field": model.self_field, "warnings": solution.warnings,
        "own_terms": [*(type(term).__name__ for term in model.own_terms), *solution.lost_terms],
        "provenance": provenance(seed=solution.inputs.get("seed")),
    }
    ending = {"state": outcome.state, "current": outcome.current, "continuation": outcome.continuation,
              "heat": outcome.heat}
    tree = xr.DataTree.from_dict({
        **data,
        "/state": _dataset({_name(path): leaf for path, leaf in jax.tree_util.tree_leaves_with_path(ending)}),
        "/arrays": _dataset({f"array{i}": array for i, array in enumerate(arrays)})})
    tree.attrs["about"] = dumps(about)
    return tree


def _write(tree: xr.DataTree, path: str | Path) -> Path:
    with whole_file(path, "path") as temporary:
        tree.to_netcdf(temporary, engine="h5netcdf")
    return Path(path)


def kind_of(path: str | Path) -> str | None:
    """Return `KIND` or `OF_SWEEP`; None of other files."""
    try:
        with h5py.File(path) as file:
            about = str(file.attrs.get("about", ""))
    except OSError:
        return None
    return next((kind for kind in (KIND, OF_SWEEP) if f'"kind": "{kind}"' in about), None)


def load(path: str | Path, device: Device | None = None) -> Solution:
    """Return the solution that was saved to a file; it can be gone on from.

    Args:
        device: the device of the solution, where it is at hand; else it is made anew from the file.

    Raises:
        InputError: the file is damaged, or of another version.
    """
    return _solution(_read(path), device, "/")


def load_sweep(path: str | Path) -> Sweep:
    """Return the sweep that was saved to a file, with its last solution.

    Raises:
        InputError: the file is damaged, or of another version.
    """
    from onnes.solutions.sweeps import Sweep

    tree = _read(path)
    data = tree.to_dataset()
    del data.attrs["about"]
    return Sweep(data, data.attrs.pop("swept"), _solution(tree, None, DATA_OF_LAST))


def _read(path: str | Path) -> xr.DataTree:
    """Return the groups of a file."""
    try:
        with xr.open_datatree(path, engine="h5netcdf", decode_times=False, decode_timedelta=False,
                              mask_and_scale=False) as file:
            tree = file.load()
            written = json.loads(tree.attrs["about"])["format"]
    except (OSError, KeyError, ValueError) as error:
        raise InputError("path", str(path), "a file written by Onnes", "The file is damaged.") from error
    if written != FORMAT:
        raise InputError("path", f"{path} of format {written}", f"format {FORMAT}",
                         "xarray.open_datatree(path) reads what was recorded.")
    for group in tree.subtree:
        for variable in group.variables.values():
            variable.attrs.pop("_FillValue", None)  # of the file, which has no missing values
    return tree


def _solution(tree: xr.DataTree, device: Device | None, place: str) -> Solution:
    """Return the solution in the groups of a file, whose data are in the given one."""
    from onnes.solutions.solution import Solution

    try:
        return Solution(*_parts(tree, device, place))
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError("path", f"a file without {error}", "a solution written by Onnes",
                         "The file is damaged.") from error


def _parts(tree: xr.DataTree, device: Device | None, place: str) -> tuple[Any, ...]:
    """Return the attributes of the solution in the groups of a file."""
    about: dict[str, Any] = json.loads(tree.attrs["about"])
    groups = tree.to_dict()
    data, stored, arrays = (groups[name] for name in (place, "/state", "/arrays"))
    data.attrs.pop("about", None)
    device = device or device_from_dict(_with(arrays, about["device"]))
    model = device.model(about["spacing"], about["self_field"])
    ending = jax.tree_util.tree_map_with_path(lambda path, _: as_array(stored[_name(path)].values),
                                              _form(set(map(str, stored))))
    outcome = Outcome(status_of(about["status"]), message=about["message"], time=about["time"], steps=about["steps"],
                      **ending)
    return (device, model, data, outcome, DeviceDrive.from_dict(device, _with(arrays, about["drive"])),
            about["inputs"], about["seconds"], tuple(about["own_terms"]), about.get("compile_seconds", 0.0))


def _name(path: Any) -> str:
    """Return the name of a leaf of a tree in the file: "continuation.memory.field.current.0"."""
    return keystr(path, simple=True, separator=".")


def _form(names: set[str]) -> dict[str, Any]:
    """Return a tree with numbers for its leaves, which have these names: state, current and continuation of a run.

    London's theory goes on from its state alone, a Rosenbrock method has no memory, and only films with self-field
    remember the field of their current.
    """
    one: Any = 0.0

    def if_stored(name: str, part: Any, otherwise: Any = None) -> Any:
        return part if name in names else otherwise

    edges = (one, one, if_stored("state.A.2", one))
    part = "continuation.memory.field"
    own = if_stored(f"{part}.own.0", (one, one, None), if_stored(f"{part}.own", one))
    circuit = if_stored("state.circuit.current", CircuitState(*[one] * 6))
    field = FieldMemory(edges, one, one, own, own, own, if_stored(f"{part}.ratio", one), circuit, circuit)
    memory = if_stored("continuation.memory.last_step", Memory(edges, one, edges, one, field), ())
    if {f"{part}.current_before.0", f"{part}.induced.0"} & names:
        memory = None  # of a version that remembered something else
    phonons = if_stored("heat.phonons.density", PhononState(one, one))
    return {"state": State(one, edges, circuit), "current": if_stored("current.0", edges),
            "continuation": if_stored("continuation.step", Continuation(memory, one)),
            "heat": if_stored("heat.density", HeatState(*[one] * 7, phonons=phonons))}


def _dataset(arrays: Mapping[str, Any]) -> xr.Dataset:
    """Return arrays as variables with dimensions of their own."""
    return xr.Dataset({name: (tuple(f"{name}_{axis}" for axis in range(np.ndim(array))), np.asarray(array))
                       for name, array in arrays.items()})


def _without(arrays: list[np.ndarray], thing: Any) -> Any:
    """Return nested dicts and lists with the number of each array in its place, which is added to ``arrays``."""
    if isinstance(thing, np.ndarray):
        arrays.append(thing)
        return {"array": len(arrays) - 1}
    if isinstance(thing, Mapping):
        return {name: _without(arrays, each) for name, each in thing.items()}
    return [_without(arrays, each) for each in thing] if isinstance(thing, list) else thing


def _with(arrays: xr.Dataset, thing: Any) -> Any:
    """Return what `_without` took apart."""
    if isinstance(thing, Mapping):
        if set(thing) == {"array"}:
            return arrays[f"array{thing['array']}"].values
        return {name: _with(arrays, each) for name, each in thing.items()}
    return [_with(arrays, each) for each in thing] if isinstance(thing, list) else thing
