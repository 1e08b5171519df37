"""Solutions as VTKHDF files, which ParaView and VTK open with all times.

An image of one layer has arrays of shape (time, y, x) or (time, y, x, components), without an axis for z.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import h5py
import numpy as np

from onnes.results.whole_file import whole_file

if TYPE_CHECKING:
    from onnes.solutions.solution import Solution

_VERSION = (2, 0)
"""The first with time steps of images, and all that is used here."""


def to_vtkhdf(solution: Solution, path: str | Path) -> Path:
    """Write the maps of a solution as an image with time steps, see `Solution.to_vtkhdf`."""
    x, y, times = (solution.data[axis].values for axis in ("x", "y", "time"))
    with whole_file(path, "path") as temporary, h5py.File(temporary, "w") as file:
        image = file.create_group("VTKHDF")
        image.attrs["Version"] = np.array(_VERSION, np.int64)
        image.attrs["Type"] = np.bytes_("ImageData")
        image.attrs["WholeExtent"] = np.array([0, len(x) - 1, 0, len(y) - 1, 0, 0], np.int64)
        image.attrs["Origin"] = np.array([x[0], y[0], 0.0])
        image.attrs["Spacing"] = np.array([x[1] - x[0], y[1] - y[0], x[1] - x[0]])
        image.attrs["Direction"] = np.eye(3).ravel()
        groups = {"PointData": _on_nodes(solution), "CellData": _on_faces(solution)}
        if len(times) > 1:
            _write_steps(image, times, groups)
        else:  # readers take one step for none, and arrays without an axis of time
            for group, arrays in groups.items():
                for name, values in arrays:
                    image[f"{group}/{name}"] = values[0]
    return Path(path)


def _write_steps(image: h5py.Group, times: np.ndarray, groups: Mapping[str, Iterator[tuple[str, np.ndarray]]]) -> None:
    """Write arrays of points and cells with an axis of time, and where in them each step begins."""
    steps = image.create_group("Steps")
    steps.attrs["NSteps"] = np.int64(len(times))
    steps["Values"] = times.astype(np.float64)
    for group, arrays in groups.items():
        for name, values in arrays:
            image.create_dataset(f"{group}/{name}", data=values, chunks=(1, *values.shape[1:]), compression="gzip",
                                 compression_opts=1, shuffle=True)
            # What does not change is kept once.
            steps[f"{group}Offsets/{name}"] = np.minimum(np.arange(len(times)), len(values) - 1)


def _on_nodes(solution: Solution) -> Iterator[tuple[str, np.ndarray]]:
    """Yield names of maps on nodes and their values, shape (time or 1, ny, nx) or (time, ny, nx, components)."""
    for name, variable in solution.data.data_vars.items():
        values = variable.values
        if variable.dims == ("x", "y"):
            yield str(name), values.T[None].astype(np.float32)
        elif variable.dims == ("time", "x", "y") and np.iscomplexobj(values):
            psi: Any = np.swapaxes(values, 1, 2)
            yield str(name), np.stack([psi.real, psi.imag], axis=-1)
            yield "density", np.abs(psi) ** 2
            yield "phase", np.angle(psi)
        elif variable.dims == ("time", "x", "y"):
            yield str(name), np.swapaxes(values, 1, 2).astype(np.float32)
        elif variable.dims == ("time", "component", "x", "y"):
            yield str(name), _in_space(np.moveaxis(values, 1, -1))


def _on_faces(solution: Solution) -> Iterator[tuple[str, np.ndarray]]:
    """Yield names of maps on faces, which are the cells of the image, as vectors along z."""
    for name, variable in solution.data.data_vars.items():
        if variable.dims == ("time", "x_face", "y_face"):
            along_z = np.zeros((*variable.shape, 3), np.float32)
            along_z[..., 2] = variable.values
            yield str(name), np.swapaxes(along_z, 1, 2)


def _in_space(vectors: np.ndarray) -> np.ndarray:
    """Return vectors in the plane, shape (time, nx, ny, 2), as vectors in space, shape (time, ny, nx, 3)."""
    return np.pad(np.swapaxes(vectors, 1, 2), [(0, 0)] * 3 + [(0, 1)]).astype(np.float32)
