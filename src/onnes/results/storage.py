"""Storage of results, one HDF5 file each, readable by h5py, xarray and netCDF tools.

Layout: attributes of the root hold what was run and how it ended; group ``readings`` holds one scalar per reading,
group ``arrays`` the fields with their coordinates. Every number has its unit in the attribute ``units``. Complex fields
are stored as complex numbers.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.errors import InputError, door
from onnes.results.paths import path_of
from onnes.results.result import Array, Reading, Result
from onnes.results.status import status_of
from onnes.results.strict_json import dumps
from onnes.results.whole_file import whole_file

if TYPE_CHECKING:
    import xarray as xr

FORMAT = 1

_TEXT = ("experiment", "theory", "material", "status")
_JSON = ("inputs", "warnings", "provenance", "files", "used")


def to_xarray(result: Result) -> xr.DataTree:
    """Return the result as an xarray tree with groups ``readings`` and ``arrays``, without loss."""
    import xarray as xr

    about: dict[str, Any] = {"onnes_format": FORMAT, "seconds": float(result.seconds),
                             "compile_seconds": float(result.compile_seconds)}
    about |= {name: getattr(result, name) for name in _TEXT}
    about |= {name: dumps(getattr(result, name)) for name in _JSON}
    readings = {name: _from_reading(reading) for name, reading in result.readings.items()}
    arrays = {name: xr.Variable(array.dims, array.values, {"units": array.unit, "meaning": array.meaning}
                                | ({"missing": array.missing} if array.missing else {}))
              for name, array in result.arrays.items()}
    return xr.DataTree.from_dict(
        {"/": xr.Dataset(attrs=about), "/readings": xr.Dataset(readings), "/arrays": xr.Dataset(arrays)}
    )


def from_xarray(tree: xr.DataTree) -> Result:
    """Return the result from which `to_xarray` made the tree."""
    about = tree.attrs
    arrays = {str(name): Array(variable.values, tuple(map(str, variable.dims)),
                               variable.attrs["units"], variable.attrs["meaning"],
                               variable.attrs.get("missing", ""))
              for name, variable in tree["arrays"].to_dataset().variables.items()}
    readings = {str(name): _to_reading(variable)
                for name, variable in tree["readings"].to_dataset().variables.items()}
    inputs, warnings, provenance, files, used = (json.loads(about.get(name, "null")) for name in _JSON)
    return Result(
        experiment=about["experiment"],
        theory=about["theory"],
        material=about["material"],
        inputs=inputs,
        readings=readings,
        arrays=arrays,
        status=status_of(about["status"]),
        seconds=float(about["seconds"]),
        warnings=tuple(warnings),
        provenance=provenance,
        files=tuple(files),
        used=None if used is None else tuple(used),
        compile_seconds=float(about.get("compile_seconds", 0.0)),
    )


@door
def save(result: Result, path: str | Path) -> Path:
    """Write the result to an HDF5 file, completely or not at all, and return its path.

    Raises:
        InputError: the folder cannot be written or the disk is full.
    """
    tree = to_xarray(result)
    with whole_file(path) as temporary:
        try:
            tree.to_netcdf(temporary, engine="h5netcdf")
        except RuntimeError as error:  # HDF5 closing a file on a full disk
            raise OSError(str(error)) from error
    return Path(path)


def load(path: str | Path) -> Result:
    """Return the result that `save` wrote to ``path``, equal to the one that was saved.

    Raises:
        InputError: there is no such file, or it is not a result of Onnes.
    """
    import xarray as xr

    if not path_of(path, "path").is_file():
        raise InputError("path", str(path), "an existing result file", "Results are written by save() or by --out.")
    try:
        with xr.open_datatree(path, engine="h5netcdf", decode_times=False, decode_timedelta=False,
                              mask_and_scale=False) as tree:
            return from_xarray(tree.load())
    except (OSError, KeyError, ValueError) as error:
        raise InputError("path", str(path), "a result file written by Onnes",
                         "The file is of another kind, or damaged.") from error


def _from_reading(reading: Reading) -> xr.Variable:
    import xarray as xr

    attributes: dict[str, Any] = {"units": reading.unit, "meaning": reading.meaning}
    if reading.uncertainty is not None:
        attributes["uncertainty"] = float(reading.uncertainty)
    if reading.value is None:
        attributes |= {"nothing_read": 1, "absent": reading.absent}
    return xr.Variable((), np.asarray(np.nan if reading.value is None else reading.value), attributes)


def _to_reading(variable: xr.Variable) -> Reading:
    about = variable.attrs
    uncertainty = about.get("uncertainty")
    return Reading(
        value=None if "nothing_read" in about else variable.values.item(),
        unit=about["units"],
        uncertainty=None if uncertainty is None else float(uncertainty),
        meaning=about["meaning"],
        absent=about.get("absent", ""),
    )
