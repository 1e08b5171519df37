"""The records of a run as xarray Datasets, in SI and in reduced units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from onnes.units.constants import FLUX_QUANTUM

if TYPE_CHECKING:
    from onnes.solve.solution import Solution

Variable = tuple[tuple[str, ...], Any, dict[str, str]]


def film_dataset(solution: Solution) -> xr.Dataset:
    """Return the records of a film in SI units."""
    device, xi, tau = solution.device, solution.model.unit, solution.device.scales.time
    bc2, current = device.upper_critical_field, device.current_unit
    return _dataset(solution, {
        "length": (xi, "m"), "time": (tau, "s"), "field": (bc2, "T"), "sheet_current": (current / xi, "A/m"),
        "vector_potential": (bc2 * xi, "T m"), "potential": (FLUX_QUANTUM / (2 * np.pi * tau), "V"),
        "moment": (current * xi**2, "A m^2"), "energy": (device.energy_unit, "J"), "current": (current, "A"),
    }, solution.begin)


def reduced_dataset(solution: Solution) -> xr.Dataset:
    """Return the records in reduced units, see `onnes.units.scales`."""
    names = ("length", "time", "field", "sheet_current", "vector_potential", "potential", "moment", "energy", "current")
    units = ("xi", "tau_0", "Bc2", "Phi_0/(2 pi mu_0 xi Lambda)", "Phi_0/(2 pi xi)", "Phi_0/(2 pi tau_0)",
             "Phi_0 xi^2/(2 pi mu_0 Lambda)", "(Bc^2/mu_0) xi^2 d", "Phi_0/(2 pi mu_0 Lambda)")
    return _dataset(solution, {name: (1.0, unit) for name, unit in zip(names, units, strict=True)}, 0.0)


def _dataset(solution: Solution, units: dict[str, tuple[float, str]], begin: float) -> xr.Dataset:
    model, records, ledger = solution.model, solution.outcome.records, solution.outcome.ledger
    x, y = (np.asarray(nodes) * units["length"][0] for nodes in model.grid.nodes[:2])
    time = records["time"] * units["time"][0]

    def scaled(values, kind: str, dims: tuple[str, ...], meaning: str) -> Variable:
        factor, unit = units[kind]
        return dims, values * np.asarray(factor, getattr(values, "dtype", float)), {"units": unit, "long_name": meaning}

    def counted(values, dims: tuple[str, ...], meaning: str) -> Variable:
        return dims, values, {"units": "", "long_name": meaning}

    chi = np.concatenate([records["probe_potential"], records["terminal_potential"][:, :len(model.terminals)]], axis=1)
    nodes, faces = ("time", "x", "y"), ("time", "x_face", "y_face")
    inside = np.asarray(model.sample.node_volume) / model.grid.dual_measure(())
    drive = solution.drive.on(model, solution.device.scales.time)
    drives = [drive.at(t) for t in records["time"]]
    field = np.array([float(d.applied_field[2]) for d in drives])
    currents = np.array([np.broadcast_to(np.asarray(d.current), (len(model.terminals),)) for d in drives])
    variables = {
        "psi": counted(records["psi"], nodes, "order parameter"),
        "vector_potential": scaled(records["vector_potential"], "vector_potential", ("time", "component", "x", "y"),
                                   "vector potential"),
        "field": scaled(records["field"], "field", faces, "magnetic field in the film"),
        "sheet_current": scaled(records["sheet_current"], "sheet_current", ("time", "component", "x", "y"),
                                "sheet current"),
        "electric_potential": scaled(_rates(records["potential"], records["time"]), "potential", nodes,
                                     "electric potential, mean since the record before"),
        "contact_potential": scaled(_rates(chi, records["time"]), "potential", ("time", "contact"),
                                    "electric potential of probes and terminals, mean since the record before"),
        "moment": scaled(records["moment"], "moment", ("time",), "magnetic moment"),
        "mean_density": counted(records["mean_density"], ("time",), "mean of |psi|^2"),
        "vorticity": counted(records["vorticity"], ("time",), "vortices less antivortices"),
        "vortices": counted(records["vortices"], ("time",), "vortices and antivortices"),
        "fluxoid": counted(records["fluxoid"], ("time", "hole"), "fluxoid of a hole in flux quanta"),
        "applied_field": scaled(field, "field", ("time",), "uniform applied field"),
        "current": scaled(currents, "current", ("time", "terminal"), "current into each terminal"),
        "steps": counted(records["steps"], ("time",), "time steps taken"),
        **{name: scaled(getattr(ledger, name), "energy", ("time",), meaning) for name, meaning in
           (("energy", "free energy"), ("relaxation_heat", "heat of the order parameter"),
            ("joule_heat", "heat of the normal current"), ("source_work", "work of the sources"))},
        "inside": counted(inside, ("x", "y"), "fraction of a cell inside the film"),
    }
    length, clock = units["length"][1], units["time"][1]
    coordinates = {
        "time": ("time", begin + time, {"units": clock, "long_name": "time"}),
        "x": ("x", x, {"units": length}), "y": ("y", y, {"units": length}),
        "x_face": ("x_face", 0.5 * (x[1:] + x[:-1]), {"units": length}),
        "y_face": ("y_face", 0.5 * (y[1:] + y[:-1]), {"units": length}),
        "component": ("component", ["x", "y"]),
        "contact": ("contact", [*model.probes.names, *model.terminals]),
        "terminal": ("terminal", list(model.terminals)),
        "hole": ("hole", _hole_names(solution)),
    }
    return xr.Dataset(variables, coordinates)


def _rates(values: np.ndarray, times: np.ndarray) -> np.ndarray:
    """Return the mean rate of change since the record before; NaN at the first record, which has none."""
    rates = np.full(values.shape, np.nan)
    steps = np.diff(times).reshape(-1, *[1] * (values.ndim - 1))
    rates[1:] = np.diff(values, axis=0) / steps
    return rates


def _hole_names(solution: Solution) -> list[str]:
    names = {index: name for name, index in solution.device.holes.items()}
    return [names.get(index, str(index)) for index in range(len(solution.model.holes))]
