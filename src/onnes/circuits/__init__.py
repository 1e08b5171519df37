"""Lumped circuits of Josephson junctions: equations of motion, noise, netlists."""

from onnes.circuits.circuit import Circuit
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
from onnes.circuits.units import CircuitUnits, units_for
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
    "VoltageSource",
    "Waveform",
    "equations",
    "units_for",
]
