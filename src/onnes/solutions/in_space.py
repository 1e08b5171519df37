"""Fields of a solid in all space, at the end of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from onnes.devices import Solid
from onnes.errors import InputError
from onnes.grids.gathering import on_host
from onnes.numerics.safe_division import safe_divide
from onnes.readouts.fields import magnetic_induction

if TYPE_CHECKING:
    from onnes.grids import Grid
    from onnes.solutions.solution import Solution

_VECTOR = ("component", "x", "y", "z")


def in_space(solution: Solution) -> xr.Dataset:
    """Return psi, A, B and the current density on the nodes of body and vacuum, see `Solution.in_space`."""
    device, model, outcome = solution.device, solution.model, solution.outcome
    if not isinstance(device, Solid):
        raise InputError("device", device.title, "a Solid", 'Maps of other devices are in solution.data["psi"], ....')
    sample, grid, units = model.sample, model.grid, device.units(1.0)
    A = [np.asarray(on_host(a)) for a in outcome.state.A]
    B = [np.asarray(b) for b in magnetic_induction(sample, outcome.state.A)]
    fields = [_from_middles(_from_middles(b, grid, (k + 1) % 3), grid, (k + 2) % 3) for k, b in enumerate(B)]
    variables: dict[str, Any] = {
        "psi": (("x", "y", "z"), np.complex64(on_host(outcome.state.psi)),
                {"units": "", "long_name": "order parameter"}),
        "vector_potential": _quantity([_from_middles(a, grid, k) for k, a in enumerate(A)], units["vector_potential"],
                                      "vector potential"),
        "field": _quantity(fields, units["field"], "magnetic field"),
    }
    if outcome.current is not None:
        weights = [np.asarray(on_host(w)) for w in sample.edge_weight]
        density = [_mean_of_covered(safe_divide(np.asarray(on_host(c)), w * np.asarray(length)), w > 0, k)
                   for k, (c, w, length) in enumerate(zip(outcome.current, weights, sample.edge_length, strict=True))]
        variables["current_density"] = _quantity(density, units["current_density"], "current density")
    variables["inside"] = (("x", "y", "z"), np.float32(np.asarray(sample.node_volume) / grid.dual_measure(())),
                           {"units": "", "long_name": "fraction of a cell inside the body"})
    coordinates = {name: (name, np.asarray(nodes) * model.unit, {"units": "m", "long_name": name})
                   for name, nodes in zip("xyz", grid.nodes, strict=True)}
    return xr.Dataset(variables, coordinates | {"component": ("component", list("xyz"))})


def _quantity(components: list[np.ndarray], unit: Any, meaning: str):
    return _VECTOR, np.stack([np.float32(each * unit.size) for each in components]), {"units": unit.si,
                                                                                     "long_name": meaning}


def _from_middles(values: np.ndarray, grid: Grid, axis: int) -> np.ndarray:
    """Return values on nodes, linear along an axis between those half-way between nodes; at the ends the nearest."""
    nodes = np.asarray(grid.nodes[axis])
    middles = 0.5 * (nodes[1:] + nodes[:-1])
    share = np.clip((nodes[1:-1] - middles[:-1]) / np.diff(middles), 0.0, 1.0)
    along = np.moveaxis(values, axis, -1)
    inner = along[..., :-1] + share * (along[..., 1:] - along[..., :-1])
    return np.moveaxis(np.concatenate([along[..., :1], inner, along[..., -1:]], axis=-1), -1, axis)


def _mean_of_covered(values: np.ndarray, covered: np.ndarray, axis: int) -> np.ndarray:
    """Return the mean of those of the two edges of every node that lie in the body."""
    sides = [[(1, 0) if a == axis else (0, 0) for a in range(3)], [(0, 1) if a == axis else (0, 0) for a in range(3)]]
    total = sum(np.pad(np.where(covered, values, 0.0), side) for side in sides)
    return total / np.maximum(sum(np.pad(covered.astype(float), side) for side in sides), 1.0)
