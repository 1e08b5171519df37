"""Lumped circuits of Josephson junctions: equations of motion, noise, netlists."""

from onnes.circuits.circuit import Circuit, Transient
from onnes.circuits.elements import (
    Capacitor,
    CurrentSource,
    FluxSource,
    Inductor,
    Junction,
    Mutual,
    Resistor,
    VoltageSource,
)
from onnes.circuits.equations import CircuitState, Equations, equations
from onnes.circuits.netlist import read_netlist
from onnes.circuits.netlist_text import write_netlist
from onnes.circuits.units import CircuitUnits, units_for
from onnes.circuits.variants import simulate_variants
from onnes.circuits.waveforms import Constant, Noise, PiecewiseLinear, Pulse, Sine, Waveform

__all__ = [
    "Capacitor",
    "Circuit",
    "CircuitState",
    "CircuitUnits",
    "Constant",
    "CurrentSource",
    "Equations",
    "FluxSource",
    "Inductor",
    "Junction",
    "Mutual",
    "Noise",
    "PiecewiseLinear",
    "Pulse",
    "Resistor",
    "Sine",
    "Transient",
    "VoltageSource",
    "Waveform",
    "equations",
    "read_netlist",
    "simulate_variants",
    "units_for",
    "write_netlist",
]
