"""Netlists written from circuits; see `onnes.circuits.netlist` for their lines."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

import numpy as np

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
from onnes.circuits.units import FLUX
from onnes.circuits.waveforms import Constant, Noise, PiecewiseLinear, Pulse, Sine, Waveform
from onnes.errors import InputError


def write_netlist(circuit: Circuit) -> str:
    """Return a circuit as a netlist, which `read_netlist` reads back; numbers in full, one model a junction.

    Raises:
        InputError: a junction without a resistance; names that would not be read back, or be those of others.
    """
    if not isinstance(circuit, Circuit):
        raise InputError("circuit", circuit, "an onnes.Circuit")
    _check_names("node", circuit.nodes)
    _check_names("element", [_named(_LETTERS[type(each)][0], each.name) for each in circuit.elements])
    lines = ["* circuit"]
    for each in circuit.elements:
        lines += _written(each)
    if circuit.temperature:
        lines.append(f".temp {circuit.temperature!r}")
    if circuit.transient:
        run = circuit.transient
        lines.append(f".tran {run.step!r} {run.end!r} {run.start!r} {run.each!r}")
    return "\n".join([*lines, *(f".print {_column(circuit, each)}" for each in circuit.printed), ".end", ""])


def _written(each: Any) -> list[str]:
    """Return the lines of one element; its name gets the letter of its kind if it has another."""
    letter, value = _LETTERS[type(each)]
    name = _named(letter, each.name)
    if isinstance(each, Mutual):
        return [f"{name} {_named('L', each.first)} {_named('L', each.second)} {float(each.coupling)!r}"]
    nodes = f"{name} {each.plus} {each.minus}"
    if isinstance(each, Junction):
        if each.resistance is None:
            raise InputError("resistance", f"none of {each.name}", "a resistance of each junction in a netlist")
        gap = f"vg={each.gap_voltage!r}, " if each.gap_voltage else "rtype=0, "
        return [f"{nodes} m{name}", f".model m{name} jj({gap}icrit={each.critical_current!r}, r0={each.resistance!r}, "
                f"cap={each.capacitance!r})"]
    quantity = getattr(each, value)
    if isinstance(each, FluxSource):
        quantity = quantity.in_units(FLUX, 1.0)
    return [f"{nodes} {_wave(quantity) if isinstance(quantity, Waveform) else repr(float(quantity))}"]


def _check_names(kind: str, names: Sequence[str]) -> None:
    """Refuse names with signs of a netlist, and those that differ in their case only."""
    for name in names:
        if re.search(r"[\s(),=]", name):
            raise InputError(f"{kind} name", name, "one without spaces, brackets, commas and = in a netlist")
    for name, count in Counter(each.upper() for each in names).items():
        if count > 1:
            raise InputError(f"{kind} name", name, "names that differ in more than their case in a netlist",
                             "Elements also get the letter of their kind.")


def _column(circuit: Circuit, text: str) -> str:
    """Return a printed column with the names that elements have in the netlist."""
    nodes = {each.casefold() for each in circuit.nodes}
    written = {each.name.casefold(): _named(_LETTERS[type(each)][0], each.name) for each in circuit.elements}
    letter, _, inside = text.partition("(")
    of_element = letter.upper() == "I" or inside[:-1].casefold() not in nodes
    return f"{letter}({written.get(inside[:-1].casefold(), inside[:-1]) if of_element else inside[:-1]})"


def _named(letter: str, name: str) -> str:
    return name if name[:1].upper() == letter else letter + name


_LETTERS = {Junction: ("B", ""), Resistor: ("R", "resistance"), Capacitor: ("C", "capacitance"),
            Inductor: ("L", "inductance"), Mutual: ("K", ""), CurrentSource: ("I", "current"),
            VoltageSource: ("V", "voltage"), FluxSource: ("P", "flux")}


def _wave(wave: Waveform) -> str:
    """Return a waveform as a source of a netlist."""
    kind, values = {
        Constant: lambda w: ("dc", [w.level]),
        Sine: lambda w: ("sin", [w.offset, w.amplitude, w.frequency, w.delay, w.damping]),
        PiecewiseLinear: lambda w: ("pwl", np.ravel(np.column_stack([w.times, w.values]))),
        Pulse: lambda w: ("pulse", [w.low, w.high, w.delay, w.rise, w.fall, w.width,
                                    w.period if np.isfinite(w.period) else 0.0]),
        Noise: lambda w: ("noise", [w.density, w.delay, w.step]),
    }[type(wave)](wave)
    return f"{kind}({' '.join(repr(float(each)) for each in values)})"
