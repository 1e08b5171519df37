"""Circuit around a device: a source, its resistor, a capacitor and an inductance; or a source of voltage alone."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from onnes.drives.door import signal
from onnes.drives.signals import Signal
from onnes.errors import InputError, check_name, door
from onnes.units import to_si

_PAIR = 'between=("source", "drain")'
_SOURCE = "a current or a voltage with its unit"


@dataclass(frozen=True, eq=False)
class Load:
    """A circuit between two terminals of a device, in SI units, see `load`.

    Attributes:
        resistance: of the source [ohm]; None for a current source without resistor.
        inductance: in series with the device [H].
        capacitance: across the source [F].
        source: a current into the circuit, or a voltage.
        unit: "A" or "V", of the source.
        between: names of the terminals at which the current enters and leaves; None for the only two.
    """

    resistance: float | None
    inductance: float
    capacitance: float
    source: Signal
    unit: str
    between: tuple[str, str] | None

    def numbers(self, t: float) -> list[float]:
        """Return all that determines how it acts at a time in s."""
        resistance = -1.0 if self.resistance is None else self.resistance
        return [resistance, self.inductance, self.capacitance, float(self.unit == "V"), self.source.at(t)]

    @property
    def pair(self) -> tuple[str, str]:
        """The terminals at which the current enters and leaves."""
        assert self.between is not None
        return self.between

    def on(self, terminals: Mapping[str, Any]) -> Load:
        """Return the load of a device with these terminals.

        Raises:
            InputError: an unknown terminal, or a choice among more than two that is left open.
        """
        if self.between is None:
            if len(terminals) != 2:
                raise InputError("between", f"no terminals of a device with {len(terminals)} of them",
                                 "the names of two terminals", f"Write onnes.load(..., {_PAIR}).")
            first, second = terminals
            return replace(self, between=(first, second))
        for name in self.between:
            check_name("terminal", name, terminals)
        return self


@door
def load(resistance: Any = None, inductance: Any = 0.0, capacitance: Any = 0.0, source: Any = None, *,
         between: Any = None) -> Load:
    """Return the circuit around a device, for ``onnes.solve(film, load=...)``.

    ::

        +--------+----- L ----- plus
        |        |               |       a current source I_s beside R:       C dV/dt = I_s - V/R - I
        source   C             device    a voltage source U in series with R: C dV/dt = (U - V)/R - I
        |        |               |       on the way to the device:            L dI/dt + V_device = V
        +--------+------------ minus

    V is the voltage across the capacitor, I the current into the device. A nanowire with its kinetic inductance on a
    line of 50 ohm is ``load("50 ohm", "100 nH", source="20 uA")``, a junction with its shunt
    ``load("2 ohm", capacitance="0.1 pF", source="1 mA")``. An infinite resistance is a current bias, and a source of
    voltage without resistance a voltage bias.

    A run begins with an uncharged capacitor, and with the current that the device carried at the end of the run, or in
    the static state, from which it goes on; with no current if there is none.

    Args:
        resistance: R [ohm]: beside a current source, none if left out; in series with a voltage source, 0 if left out.
        inductance: L [H].
        capacitance: C [F].
        source: a current ("20 uA") or a voltage ("2 mV"), constant or a signal of time; with a unit, which tells the
            two apart: a function of one's own returns quantities of pint, or multiply ``onnes.ramp(0, 1, "1 ns")`` by
            "2 mV".
        between: names of the terminals at which I enters and leaves; may be left out of a device with two.

    Raises:
        InputError: a negative resistance, inductance or capacitance; a current source that is shorted; a source without
            unit; a pair of terminals that is none.
    """
    found, unit = _source(source)
    R = None if resistance is None else _not_negative(resistance, "ohm", "resistance")
    L, C = _not_negative(inductance, "H", "inductance"), _not_negative(capacitance, "F", "capacitance")
    if R == 0 and unit == "A":
        raise InputError("resistance", resistance, "a positive resistance beside a source of current",
                         "Leave it out for a source without a resistor beside it.")
    return Load((R or 0.0) if unit == "V" else R, L, C, found, unit, _between(between, "between", _PAIR))


def voltage_bias(given: Any) -> Load:
    """Return the load of `onnes.solve`'s ``voltage=(U, plus, minus)``: a source of voltage alone.

    Raises:
        InputError: no voltage and two names of terminals.
    """
    form = 'voltage=("2 mV", "source", "drain")'
    if not isinstance(given, (tuple, list)) or len(given) != 3:
        raise InputError("voltage", given, "a voltage and the names of two terminals", f"Write {form}.")
    U, plus, minus = given
    return Load(0.0, 0.0, 0.0, signal(U, "V", "voltage", uniform=True), "V",
                _between((plus, minus), "voltage", form))


def _between(given: Any, argument: str, form: str) -> tuple[str, str] | None:
    if given is None:
        return None
    if not isinstance(given, (tuple, list)) or len(given) != 2 or not all(isinstance(name, str) for name in given):
        raise InputError(argument, given, "the names of two terminals", f"Write {form}.")
    first, second = given
    if first == second:
        raise InputError(argument, f"{first!r} and {second!r}", "two different terminals", f"Write {form}.")
    return first, second


def _source(given: Any) -> tuple[Signal, str]:
    """Return a source and its unit, A or V."""
    fitting = {}
    for unit in ("A", "V"):
        with suppress(InputError):
            found = signal(given, unit, "source", uniform=True)
            found.at(0.0)
            fitting[unit] = found
    if not fitting:
        raise InputError("source", "nothing" if given is None else given, _SOURCE,
                         'Write onnes.load(source="20 uA", ...) or source="2 mV".')
    if len(fitting) > 1:
        raise InputError("source", f"{given} without a unit", _SOURCE,
                         'Write "20 uA" or "2 mV"; multiply a signal by its unit, onnes.ramp(0, 1, "1 ns") * "2 mV"; '
                         "a function of one's own returns quantities of pint.")
    unit, found = fitting.popitem()
    return found, unit


def _not_negative(given: Any, unit: str, argument: str) -> float:
    number = to_si(given, unit, argument)
    if number < 0:
        raise InputError(argument, given, "0 or more", "Leave it out for a circuit without one.")
    return number
