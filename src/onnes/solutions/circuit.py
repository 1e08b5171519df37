"""The circuit around a device in reduced units, what it carries at the beginning of a run, and its records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import xarray as xr

from onnes.devices import Device
from onnes.devices.model import Model
from onnes.devices.recording import Quantity
from onnes.drives import Load, voltage_bias
from onnes.errors import InputError
from onnes.laws.circuit import Circuit, CircuitState
from onnes.laws.outcome import Instant

if TYPE_CHECKING:
    from onnes.solutions.solution import Solution

OF_LOAD = {
    "load_current": Quantity("current", (), "current through the device, from the load"),
    "load_voltage": Quantity("potential", (), "voltage of the load, across its capacitor"),
    "load_energy": Quantity("energy", (), "energy stored in the load"),
    "load_work": Quantity("energy", (), "work of the source of the load"),
    "load_heat": Quantity("energy", (), "heat of the resistor of the load"),
    "work_on_device": Quantity("energy", (), "work of the load on the device"),
}
"""Records of a load: ``load_work = load_heat + change of load_energy + work_on_device``."""
SINCE_THE_START = ("load_work", "load_heat", "work_on_device")


def chosen_load(voltage: Any, load: Load | None) -> Load | None:
    """Return the circuit that `onnes.solve` was given, of which a voltage is one.

    Raises:
        InputError: both, or no load.
    """
    if load is not None and not isinstance(load, Load):
        raise InputError("load", load, "a circuit", 'Write load=onnes.load("50 ohm", "100 nH", source="20 uA").')
    if voltage is not None and load is not None:
        raise InputError("voltage", "a voltage and a load", "one of the two",
                         'A source of voltage in a circuit is onnes.load("50 ohm", source="2 mV").')
    return load if voltage is None else voltage_bias(voltage)


def reduced_circuit(load: Load, device: Device, model: Model, tau: float) -> Circuit:
    """Return a load in units of the device.

    Args:
        tau: the unit of time in seconds.
    """
    unit = device.units(tau)
    ohm = unit["potential"].size / unit["current"].size
    R, in_series = load.resistance, load.unit == "V"
    conductance = 0.0 if R is None else 1.0 if in_series else ohm / R
    resistance = R / ohm if in_series and R is not None else 1.0
    ends = [float(name == load.pair[0]) - float(name == load.pair[1]) for name in model.terminals]
    return Circuit(ends, load.inductance / (ohm * tau), load.capacitance * ohm / tau, conductance, resistance,
                   in_series)


def first_circuit(load: Load, device: Device, given: Solution | None) -> CircuitState:
    """Return what a load carries at the beginning: what it carried before, or the current that the device carried."""
    if given is not None and given.outcome.state.circuit is not None:
        return given.outcome.state.circuit
    carried = 0.0 if given is None else float(given.data["current"].sel(terminal=load.pair[0])[-1])
    return CircuitState.at_rest(carried / device.current_unit)


def load_records(records: Mapping[str, Any], of: Callable[..., Any]) -> dict[str, Any]:
    """Return the variables of a dataset for what was recorded of a load; work and heat count from the first record.

    Args:
        of: makes a variable of a `Quantity`, its values and the dimensions before its own.
    """
    values = {name: np.asarray(records[name]) for name in OF_LOAD if name in records}
    return {name: of(OF_LOAD[name], each - each[0] if name in SINCE_THE_START else each, "time")
            for name, each in values.items()}


def circuit_frame(circuit: Circuit | None, now: Instant) -> dict[str, Any]:
    """Return what is recorded of a load at one moment, in reduced units; nothing without one."""
    if circuit is None:
        return {}
    state: CircuitState = now.state.circuit
    return dict(zip(OF_LOAD, (state.current, state.voltage, circuit.stored(state), state.work, state.heat,
                              state.delivered), strict=True))


def load_closure(data: xr.Dataset) -> float:
    """Return the energy of a load that is unaccounted for at the end, over the largest entry; 0 if nothing happened."""
    parts = [data[name].values - data[name].values[0] for name in ("load_work", "load_heat", "work_on_device",
                                                                   "load_energy")]
    largest = max(float(np.max(np.abs(part))) for part in parts)
    work, *spent = (float(part[-1]) for part in parts)
    return abs(work - sum(spent)) / largest if largest else 0.0
