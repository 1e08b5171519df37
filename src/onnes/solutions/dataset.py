"""The records of a run of a device as an xarray Dataset in SI units, and its view in reduced units."""

from __future__ import annotations

from typing import Any
from weakref import WeakKeyDictionary

import numpy as np
import xarray as xr

from onnes.devices import Device
from onnes.devices.model import Model
from onnes.devices.recording import Quantity
from onnes.laws.outcome import Outcome
from onnes.solutions.circuit import load_records
from onnes.solutions.drive import ReducedDrive

OF_LEDGER = {
    "energy": "free energy", "relaxation_heat": "heat of the order parameter",
    "joule_heat": "heat of the normal current", "source_work": "work of the sources",
}

_PLACES: WeakKeyDictionary[Model, xr.Coordinates] = WeakKeyDictionary()
"""Coordinates of models: pandas takes longer to make them than a run of a small device to record its frames."""


def dataset(device: Device, model: Model, protocol: ReducedDrive, outcome: Outcome, tau: float) -> xr.Dataset:
    """Return what a run of a device recorded, in SI units.

    Args:
        protocol: the drive of the run.
        tau: the unit of time in seconds.
    """
    drive = protocol.drive
    scale, records, time = device.units(tau), outcome.records, outcome.records["time"]

    def of(quantity: Quantity, values: Any, *before: str):
        size = scale[quantity.kind].size
        values = np.asarray(values)
        if size != 1.0:
            values = values * np.asarray(size, values.dtype if values.dtype.kind == "f" else float)
        attributes = {"units": scale[quantity.kind].si, "long_name": quantity.meaning, "kind": quantity.kind}
        return (*before, *quantity.dims), values, attributes

    applied = protocol.series("applied_field", time)
    variables = {name: of(quantity, _rates(records[name], time) if quantity.rate else records[name], "time")
                 for name, quantity in device.quantities.items() if name in records}
    variables |= load_records(records, of)
    variables |= {name: of(Quantity("energy", (), meaning), getattr(outcome.ledger, name), "time")
                  for name, meaning in OF_LEDGER.items()}
    variables["applied_field"] = of(Quantity("field", (), "uniform applied field"), applied[:, 2], "time")
    if len(model.grid.resolved) == 3:
        variables |= {f"applied_field_{name}": of(Quantity("field", (), f"uniform applied field along {name}"),
                                                  applied[:, k], "time")
                      for k, name in enumerate("xy")}
    if drive.temperature is not None and drive.temperature.uniform:
        kelvin = [float(protocol.kelvin(t).flat[0]) for t in time]
        variables["temperature"] = (("time",), np.array(kelvin), {"units": "K", "long_name": "temperature"})
    variables["steps"] = of(Quantity("number", (), "time steps taken"), records["steps"], "time")
    variables["inside"] = of(Quantity("number", ("x", "y"), "fraction of a cell inside the device"),
                             model.area / model.geometry.grid.dual_measure(()))
    if "contact_potential" in variables:
        currents = np.array([np.broadcast_to(each, (len(model.terminals),))
                             for each in protocol.series("current", time)])
        for sign, name in zip((1, -1), drive.load.pair if drive.load else (), strict=False):
            currents[:, model.terminals.index(name)] += sign * records["load_current"]
        variables["current"] = of(Quantity("current", ("terminal",), "current into each terminal"), currents, "time")
    if model not in _PLACES:
        _PLACES[model] = _places(device, model)
    when = xr.Coordinates({"time": ("time", drive.begin + time * tau,
                                    {"units": "s", "long_name": "time", "kind": "time"})})
    return xr.Dataset(variables, _together(when, _PLACES[model]))


def _places(device: Device, model: Model) -> xr.Coordinates:
    """Return the coordinates that all runs of a device on its grid share."""
    xi = device.units(1.0)["length"]
    x, y = (np.asarray(nodes) for nodes in model.geometry.grid.nodes[:2])

    def axis(name: str, values: np.ndarray):
        return name, values * xi.size, {"units": xi.si, "long_name": name[0], "kind": "length"}

    found = {"x": axis("x", x), "y": axis("y", y),
             "x_face": axis("x_face", 0.5 * (x[1:] + x[:-1])), "y_face": axis("y_face", 0.5 * (y[1:] + y[:-1])),
             "component": ("component", ["x", "y"]), "hole": ("hole", device.hole_names)}
    if "contact_potential" in device.quantities:
        found |= {"contact": ("contact", [*model.probes.names, *model.terminals]),
                  "terminal": ("terminal", list(model.terminals))}
    return xr.Coordinates(found)


def _together(first: xr.Coordinates, second: xr.Coordinates) -> xr.Coordinates:
    """Return the coordinates of both, with their indexes as they are."""
    return xr.Coordinates(dict(first.variables) | dict(second.variables),
                          dict(first.xindexes) | dict(second.xindexes))


def reduced(data: xr.Dataset, device: Device) -> xr.Dataset:
    """Return a dataset of a device in reduced units: lengths in xi, times in tau_0, fields in Bc2."""
    scale = device.units(device.constants.time_unit_or(1.0))

    def converted(variable: xr.Variable) -> xr.Variable:
        unit = scale[variable.attrs.get("kind", "number")]
        return variable if unit.size == 1.0 and not unit.reduced else xr.Variable(
            variable.dims, variable.values / unit.size, variable.attrs | {"units": unit.reduced})

    return data.assign({name: converted(data[name].variable) for name in data.data_vars}).assign_coords(
        {name: converted(data[name].variable) for name in data.coords})


def _rates(values: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Return the mean rate of change since the record before; NaN at the first record, which has none."""
    rates = np.full(values.shape, np.nan)
    steps = np.diff(times).reshape(-1, *[1] * (values.ndim - 1))
    rates[1:] = np.diff(values, axis=0) / steps
    return rates
