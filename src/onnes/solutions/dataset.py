"""The records of a run of a device as an xarray Dataset in SI units, and its view in reduced units."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr

from onnes.devices import Device
from onnes.devices.model import Model
from onnes.devices.recording import Quantity
from onnes.laws.outcome import Outcome
from onnes.solutions.circuit import load_records
from onnes.solutions.drive import DeviceDrive

OF_LEDGER = {
    "energy": "free energy", "relaxation_heat": "heat of the order parameter",
    "joule_heat": "heat of the normal current", "source_work": "work of the sources",
}


def dataset(device: Device, model: Model, drive: DeviceDrive, outcome: Outcome, tau: float) -> xr.Dataset:
    """Return what a run of a device recorded, in SI units.

    Args:
        tau: the unit of time in seconds.
    """
    scale, records, time = device.units(tau), outcome.records, outcome.records["time"]

    def of(quantity: Quantity, values: Any, *before: str):
        size = scale[quantity.kind].size
        values = np.asarray(values)
        if size != 1.0:
            values = values * np.asarray(size, values.dtype if values.dtype.kind == "f" else float)
        attributes = {"units": scale[quantity.kind].si, "long_name": quantity.meaning, "kind": quantity.kind}
        return (*before, *quantity.dims), values, attributes

    def axis(name: str, values: Any):
        return of(Quantity("length", (name,), name[0]), values)

    x, y = (np.asarray(nodes) for nodes in model.geometry.grid.nodes[:2])
    reduced_drive = drive.on(model, tau, outcome.time or 1.0)
    drives = [reduced_drive.values(t) for t in time]
    variables = {name: of(quantity, _rates(records[name], time) if quantity.rate else records[name], "time")
                 for name, quantity in device.quantities.items() if name in records}
    variables |= load_records(records, of)
    variables |= {name: of(Quantity("energy", (), meaning), getattr(outcome.ledger, name), "time")
                  for name, meaning in OF_LEDGER.items()}
    variables["applied_field"] = of(Quantity("field", (), "uniform applied field"),
                                    [d["applied_field"][2] for d in drives], "time")
    if len(model.grid.resolved) == 3:
        variables |= {f"applied_field_{name}": of(Quantity("field", (), f"uniform applied field along {name}"),
                                                  [d["applied_field"][k] for d in drives], "time")
                      for k, name in enumerate("xy")}
    if drive.temperature is not None and drive.temperature.uniform:
        kelvin = [float(reduced_drive.kelvin(t).flat[0]) for t in time]
        variables["temperature"] = (("time",), np.array(kelvin), {"units": "K", "long_name": "temperature"})
    variables["steps"] = of(Quantity("number", (), "time steps taken"), records["steps"], "time")
    variables["inside"] = of(Quantity("number", ("x", "y"), "fraction of a cell inside the device"),
                             model.area / model.geometry.grid.dual_measure(()))
    coordinates = {
        "time": ("time", drive.begin + time * tau, {"units": "s", "long_name": "time", "kind": "time"}),
        "x": axis("x", x), "y": axis("y", y),
        "x_face": axis("x_face", 0.5 * (x[1:] + x[:-1])), "y_face": axis("y_face", 0.5 * (y[1:] + y[:-1])),
        "component": ("component", ["x", "y"]),
        "hole": ("hole", device.hole_names),
    }
    if "contact_potential" in variables:
        coordinates |= {"contact": ("contact", [*model.probes.names, *model.terminals]),
                        "terminal": ("terminal", list(model.terminals))}
        currents = np.array([np.broadcast_to(d["current"], (len(model.terminals),)) for d in drives])
        for sign, name in zip((1, -1), drive.load.pair if drive.load else (), strict=False):
            currents[:, model.terminals.index(name)] += sign * records["load_current"]
        variables["current"] = of(Quantity("current", ("terminal",), "current into each terminal"), currents, "time")
    return xr.Dataset(variables, coordinates)


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
