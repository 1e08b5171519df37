"""Columns that a netlist prints, from the records of a simulation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.circuits.elements import Capacitor, CurrentSource, Inductor, Junction, Resistor
from onnes.circuits.equations import is_ground
from onnes.errors import InputError

if TYPE_CHECKING:
    import xarray as xr

    from onnes.circuits.circuit import Circuit


def column(circuit: Circuit, data: xr.Dataset, name: str) -> np.ndarray:
    """Return V(...), P(...) or I(...) at the records.

    Raises:
        InputError: another column, or one of what is not there.
    """
    letter, inside = name[:1].upper(), name[2:-1].split(",")
    if letter == "I":
        return _current(circuit, data, inside[0], name)
    of = "voltage" if letter == "V" else "phase"
    if letter not in ("V", "P") or not 1 <= len(inside) <= 2:
        raise InputError("printed", name, "V(...), P(...) or I(...)")
    if len(inside) == 1 and _node(circuit, inside[0]) is None and not is_ground(inside[0]):
        each = _element(circuit, inside[0], name)
        inside = [each.plus, each.minus]
    first, *second = (_at_node(circuit, data[of].values, each, name) for each in inside)
    return first - (second[0] if second else 0.0)


def _node(circuit: Circuit, name: str) -> int | None:
    names = [each.casefold() for each in circuit.nodes]
    return names.index(name.casefold()) if name.casefold() in names else None


def _at_node(circuit: Circuit, values: np.ndarray, name: str, asked: str) -> np.ndarray:
    if is_ground(name):
        return 0.0 * values[..., 0]
    at = _node(circuit, name)
    if at is None:
        raise InputError("printed", asked, f"a node of the circuit in place of {name}")
    return values[..., at]


def _element(circuit: Circuit, name: str, asked: str) -> Any:
    try:
        return circuit[name]
    except InputError:
        raise InputError("printed", asked, f"an element or a node of the circuit in place of {name}") from None


def _current(circuit: Circuit, data: xr.Dataset, name: str, asked: str) -> np.ndarray:
    each = _element(circuit, name, asked)
    if isinstance(each, Inductor):
        return data.inductor_current.sel(inductor=each.name).values
    if isinstance(each, CurrentSource):
        return np.array([float(each.current.value(t)) for t in data.time.values])
    if not isinstance(each, (Resistor, Capacitor, Junction)):
        raise InputError("printed", asked, "the current of a resistor, inductor, capacitor, junction or current source")
    across = column(circuit, data, f"V({each.plus},{each.minus})")
    total = 0.0 * across
    if isinstance(each, (Resistor, Junction)) and each.resistance:
        total = total + across / each.resistance
    if isinstance(each, (Capacitor, Junction)) and each.capacitance:
        total = total + each.capacitance * np.gradient(across, data.time.values, axis=0)
    if isinstance(each, Junction):
        phase = data.junction_phase.sel(junction=each.name).values
        total = total + each.critical_current * np.sin(phase)
    return total
