"""The records of a run of a film as an xarray Dataset in SI units, and its view in reduced units."""

from __future__ import annotations

from typing import Any

import numpy as np
import xarray as xr

from onnes.devices import Film
from onnes.devices.model import Model
from onnes.laws.outcome import Outcome
from onnes.solutions.drive import DeviceDrive
from onnes.units.constants import FLUX_QUANTUM

_REDUCED = {
    "length": "xi", "time": "tau_0", "field": "Bc2", "vector_potential": "Phi_0/(2 pi xi)",
    "sheet_current": "Phi_0/(2 pi mu_0 xi Lambda)", "current": "Phi_0/(2 pi mu_0 Lambda)",
    "potential": "Phi_0/(2 pi tau_0)", "moment": "Phi_0 xi^2/(2 pi mu_0 Lambda)", "energy": "(Bc^2/mu_0) xi^2 d",
    "number": "",
}


def units(device: Film) -> dict[str, tuple[float, str]]:
    """Return size and SI unit of one reduced unit of every kind of quantity in a dataset of a film."""
    xi, tau = device.constants.coherence_length, device.constants.time_unit_or(1.0)
    bc2, current = device.upper_critical_field, device.current_unit
    return {
        "length": (xi, "m"), "time": (tau, "s"), "field": (bc2, "T"), "vector_potential": (bc2 * xi, "T m"),
        "sheet_current": (current / xi, "A/m"), "current": (current, "A"),
        "potential": (FLUX_QUANTUM / (2 * np.pi * tau), "V"), "moment": (current * xi**2, "A m^2"),
        "energy": (device.energy_unit, "J"), "number": (1.0, ""),
    }


def film_dataset(device: Film, model: Model, drive: DeviceDrive, outcome: Outcome, begin: float = 0.0) -> xr.Dataset:
    """Return what a run of a film recorded, in SI units."""
    scale, records, ledger = units(device), outcome.records, outcome.ledger

    def of(kind: str, values: Any, dims: tuple[str, ...], meaning: str):
        size, unit = scale[kind]
        values = np.asarray(values)
        if size != 1.0:
            values = values * np.asarray(size, values.dtype if values.dtype.kind == "f" else float)
        return dims, values, {"units": unit, "long_name": meaning, "kind": kind}

    x, y = (np.asarray(nodes) for nodes in model.grid.nodes[:2])
    time, tau = records["time"], scale["time"][0]
    nodes, vectors = ("time", "x", "y"), ("time", "component", "x", "y")
    chi = np.concatenate([records["probe_potential"], records["terminal_potential"][:, :len(model.terminals)]], axis=1)
    # The weights of the sample count the local thickness over the largest.
    volume = np.asarray(model.sample.node_volume) / model.thickness
    sheet_current = records["sheet_current"] * np.float32(model.thickness)
    reduced_drive = drive.on(model, tau, outcome.time or 1.0)
    drives = [reduced_drive.values(t) for t in time]
    currents = np.array([np.broadcast_to(d["current"], (len(model.terminals),)) for d in drives])
    variables = {
        "psi": of("number", records["psi"], nodes, "order parameter"),
        "vector_potential": of("vector_potential", records["vector_potential"], vectors, "vector potential"),
        "field": of("field", records["field"], ("time", "x_face", "y_face"), "magnetic field in the film"),
        "sheet_current": of("sheet_current", sheet_current, vectors, "sheet current"),
        "electric_potential": of("potential", _rates(records["potential"], time), nodes,
                                 "electric potential, mean since the record before"),
        "contact_potential": of("potential", _rates(chi, time), ("time", "contact"),
                                "electric potential of probes and terminals, mean since the record before"),
        "moment": of("moment", records["moment"], ("time",), "magnetic moment"),
        "mean_density": of("number", records["mean_density"], ("time",), "mean of |psi|^2"),
        "vorticity": of("number", records["vorticity"], ("time",), "vortices less antivortices"),
        "vortices": of("number", records["vortices"], ("time",), "vortices and antivortices"),
        "fluxoid": of("number", records["fluxoid"], ("time", "hole"), "fluxoid of a hole in flux quanta"),
        "applied_field": of("field", [d["applied_field"][2] for d in drives], ("time",), "uniform applied field"),
        "current": of("current", currents, ("time", "terminal"), "current into each terminal"),
        "steps": of("number", records["steps"], ("time",), "time steps taken"),
        **{name: of("energy", getattr(ledger, name), ("time",), meaning) for name, meaning in
           (("energy", "free energy"), ("relaxation_heat", "heat of the order parameter"),
            ("joule_heat", "heat of the normal current"), ("source_work", "work of the sources"))},
        "inside": of("number", volume / model.grid.dual_measure(()), ("x", "y"),
                     "fraction of a cell inside the film"),
    }
    coordinates = {
        "time": ("time", begin + time * tau, {"units": "s", "long_name": "time", "kind": "time"}),
        "x": of("length", x, ("x",), "x"), "y": of("length", y, ("y",), "y"),
        "x_face": of("length", 0.5 * (x[1:] + x[:-1]), ("x_face",), "x"),
        "y_face": of("length", 0.5 * (y[1:] + y[:-1]), ("y_face",), "y"),
        "component": ("component", ["x", "y"]),
        "contact": ("contact", [*model.probes.names, *model.terminals]),
        "terminal": ("terminal", list(model.terminals)),
        "hole": ("hole", device.hole_names),
    }
    return xr.Dataset(variables, coordinates)


def reduced(data: xr.Dataset, device: Film) -> xr.Dataset:
    """Return a dataset of a film in reduced units: lengths in xi, times in tau_0, fields in Bc2."""
    scale = units(device)

    def converted(variable: xr.Variable) -> xr.Variable:
        kind = variable.attrs.get("kind", "number")
        if kind == "number":
            return variable
        return xr.Variable(variable.dims, variable.values / scale[kind][0], variable.attrs | {"units": _REDUCED[kind]})

    return data.assign({name: converted(data[name].variable) for name in data.data_vars}).assign_coords(
        {name: converted(data[name].variable) for name in data.coords})


def _rates(values: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Return the mean rate of change since the record before; NaN at the first record, which has none."""
    rates = np.full(values.shape, np.nan)
    steps = np.diff(times).reshape(-1, *[1] * (values.ndim - 1))
    rates[1:] = np.diff(values, axis=0) / steps
    return rates
