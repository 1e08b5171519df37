"""Elements of a circuit, in SI units, between nodes that have names; node "0" is the ground."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, ClassVar

from onnes.circuits.waveforms import Constant, Waveform
from onnes.errors import InputError, door
from onnes.units import positive_si, to_si

GROUND = ("0", "gnd")


@dataclass(frozen=True)
class Element:
    """Two-terminal element; a positive current flows through it from plus to minus.

    Attributes:
        name: of the element, unique in its circuit.
        plus, minus: names of nodes.
    """

    name: str
    plus: str
    minus: str

    def __post_init__(self) -> None:
        check_named(self.name)
        for node in (self.plus, self.minus):
            if not isinstance(node, str) or not node.strip():
                raise InputError(f"node of {self.name}", node, "the name of a node, as text")

    def _hold(self, name: str, value: Any) -> None:
        object.__setattr__(self, name, value)


@dataclass(frozen=True)
class Junction(Element):
    """Josephson junction as ``I = I_c sin(phi) + V/R + C dV/dt`` (RCSJ model), ``V = (Phi_0/2 pi) d_t phi``.

    Attributes:
        critical_current: I_c [A].
        resistance: R [ohm]; None for none.
        capacitance: C [F].
        gap_voltage: voltage [V] up to which R holds; None if it always does. A simulation that passes it warns.
    """

    critical_current: Any = field(kw_only=True)
    resistance: Any = field(default=None, kw_only=True)
    capacitance: Any = field(default=0.0, kw_only=True)
    gap_voltage: Any = field(default=None, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._hold("critical_current", positive_si(self.critical_current, "A", f"critical_current of {self.name}"))
        if self.resistance is not None:
            self._hold("resistance", positive_si(self.resistance, "ohm", f"resistance of {self.name}"))
        if self.gap_voltage is not None:
            self._hold("gap_voltage", positive_si(self.gap_voltage, "V", f"gap_voltage of {self.name}"))
        self._hold("capacitance", _not_negative(self.capacitance, "F", f"capacitance of {self.name}"))
        if self.resistance is None and self.capacitance == 0:
            raise InputError(f"resistance of {self.name}", None, "a resistance or a capacitance of the junction",
                             "Without either its phase has no equation of motion.")


@dataclass(frozen=True)
class Resistor(Element):
    """Resistor ``I = V/R`` [ohm], with the Johnson noise of the circuit's temperature."""

    resistance: Any = field(kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._hold("resistance", positive_si(self.resistance, "ohm", f"resistance of {self.name}"))


@dataclass(frozen=True)
class Capacitor(Element):
    """Capacitor ``I = C dV/dt`` [F]."""

    capacitance: Any = field(kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._hold("capacitance", positive_si(self.capacitance, "F", f"capacitance of {self.name}"))


@dataclass(frozen=True)
class Inductor(Element):
    """Inductor ``(Phi_0/2 pi) phi = L I`` [H], plus the fluxes of inductors that a `Mutual` couples to it."""

    inductance: Any = field(kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._hold("inductance", positive_si(self.inductance, "H", f"inductance of {self.name}"))


@dataclass(frozen=True)
class Mutual:
    """Mutual inductance ``M = k sqrt(L_1 L_2)`` of two inductors.

    Attributes:
        first, second: names of the inductors.
        coupling: k, of magnitude below 1; positive if currents into both plus nodes add their fluxes.
    """

    name: str
    first: str
    second: str
    coupling: Any

    def __post_init__(self) -> None:
        check_named(self.name)
        object.__setattr__(self, "coupling", to_si(self.coupling, "", f"coupling of {self.name}"))
        if not -1 < self.coupling < 1:
            raise InputError(f"coupling of {self.name}", self.coupling, "a coupling between -1 and 1",
                             "M = k sqrt(L_1 L_2) with |k| < 1.")


@dataclass(frozen=True)
class _Source(Element):
    _unit: ClassVar[str]
    _word: ClassVar[str]

    def __post_init__(self) -> None:
        super().__post_init__()
        value = getattr(self, self._word)
        wave = value if isinstance(value, Waveform) else Constant(value)
        self._hold(self._word, wave.in_si(self._unit, f"{self._word} of {self.name}"))


@dataclass(frozen=True)
class CurrentSource(_Source):
    """Source whose current flows through it from plus to minus: a number in A, or a `Waveform`."""

    current: Any = field(kw_only=True)
    _unit: ClassVar[str] = "A"
    _word: ClassVar[str] = "current"


@dataclass(frozen=True)
class VoltageSource(_Source):
    """Source that holds ``V(plus) - V(minus)``: a number in V, or a `Waveform`."""

    voltage: Any = field(kw_only=True)
    _unit: ClassVar[str] = "V"
    _word: ClassVar[str] = "voltage"


@dataclass(frozen=True)
class FluxSource(_Source):
    """Source that holds ``(Phi_0/2 pi) (phi(plus) - phi(minus))``: in series in a loop, a flux applied to the loop.

    Attributes:
        flux: a number in Wb, or a `Waveform`.
    """

    flux: Any = field(kw_only=True)
    _unit: ClassVar[str] = "Wb"
    _word: ClassVar[str] = "flux"


for _kind in (Junction, Resistor, Capacitor, Inductor, Mutual, CurrentSource, VoltageSource, FluxSource):
    _kind.__init__ = door(_kind.__init__)  # type: ignore[method-assign]


def check_named(name: object) -> None:
    """Refuse what is no name of an element."""
    if not isinstance(name, str) or not name.strip():
        raise InputError("name", name, "the name of an element, as text")


def _not_negative(value: Any, unit: str, argument: str) -> float:
    number = to_si(value, unit, argument)
    if number < 0:
        raise InputError(argument, value, f"a number of at least 0 {unit}")
    return number
