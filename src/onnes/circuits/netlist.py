"""Netlists: the part of SPICE that users of JoSIM write, read and written.

Lines, without regard to case; ``+`` at the begin goes on with the line before, ``*`` or ``#`` begin a comment::

    B<name> <node> <node> [<node>] <model> [area=<n>] [ic=<A>]     R, L, C<name> <node> <node> <value>
    I, V, P<name> <node> <node> <source>                           K<name> <inductor> <inductor> <coupling>
    X<name> <nodes> <subcircuit>, or <subcircuit> <nodes>          .subckt <name> <nodes> ... .ends
    .model <name> jj(icrit=, r0=, cap=, ...)   .param <name>=<value>   .temp <K>   .tran <step> <end> [<from> [<each>]]
    .print, .plot, .save V(<node>) I(<element>) P(<junction>) or DEVI, DEVV, PHASE <element>, NODEV, NODEP <nodes>

    <source>: <value>, DC <value>, PWL(<t> <value> ...), PULSE(<low> <high> <delay> <rise> <fall> <width> <period>),
              SIN(<offset> <amplitude> <frequency> <delay> <damping>), NOISE(<density> <delay> <step>)

An element of a subcircuit has the name ``<element>|<instance>``, a node inside it likewise. The resistance of a
junction is ``r0`` over its area: below the gap. What JoSIM adds above it, the step at ``vg`` to ``rn``, is left out. A
phase source P [rad] is a `FluxSource`. ``.iv``, ``.neb``, ``.options`` and ``.file`` change no equation and are
skipped. Transmission lines and dependent sources are refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NoReturn

import numpy as np

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
from onnes.circuits.netlist_numbers import number
from onnes.circuits.units import FLUX
from onnes.circuits.waveforms import Constant, Noise, PiecewiseLinear, Pulse, Sine, Waveform
from onnes.errors import InputError, door
from onnes.results.text_file import read_text

_LARGEST, _MOST_ELEMENTS, _DEEPEST = 10_000_000, 2000, 20
_SKIPPED = (".END", ".IV", ".NEB", ".OPTIONS", ".OPTION", ".FILE", ".TITLE", ".WIDTH")
_PRINTING = (".PRINT", ".PLOT", ".SAVE")
_MODEL = {"ICRIT": 1e-3, "R0": 30.0, "RN": 5.0, "CAP": 2.5e-12, "VG": 2.8e-3, "RTYPE": 1.0, "DELV": 1e-4, "PHI": 0.0,
          "CPR": 1.0, "D": 0.0, "T": 4.2, "TC": 9.1, "ICFCT": np.pi / 4, "CCT": 0.0}
"""Parameters of a junction and JoSIM's defaults."""
_ALIASES = {"IC": "ICRIT", "C": "CAP", "VGAP": "VG", "ICFACT": "ICFCT", "R": "R0"}
_SINE_RELATION = {"PHI": 0.0, "CPR": 1.0, "D": 0.0}
_KINDS = "B, C, I, K, L, P, R, V or X"


@door
def read_netlist(source: str | Path) -> Circuit:
    """Return the circuit of a netlist, a text of several lines or the path of a file.

    Its ``transient`` is that of ``.tran``, its ``printed`` what ``.print`` asks for. See `onnes.circuits.netlist` for
    the lines that are understood.

    Raises:
        InputError: a line that is not understood, by its number, or a circuit that contradicts itself.
    """
    if isinstance(source, str) and "\n" in source:
        text = source
    else:
        text = read_text(source, "source", _LARGEST, "Split it, or take subcircuits.")
    if len(text) > _LARGEST:
        raise InputError("source", f"{len(text):,} characters", f"at most {_LARGEST:,}")
    return _Reader(text).circuit()


@dataclass(frozen=True)
class _Line:
    """Words of a line in capitals, with ``name=value`` apart."""

    at: int
    text: str
    words: tuple[str, ...]
    named: Mapping[str, str]

    def refuse(self, expected: str, cure: str = "") -> NoReturn:
        raise InputError(f"line {self.at}", self.text, expected, cure)


@dataclass
class _Block:
    """Lines between .subckt and .ends, or of the netlist itself."""

    nodes: tuple[str, ...] = ()
    lines: list[_Line] = field(default_factory=list)
    models: dict[str, dict[str, float]] = field(default_factory=dict)


class _Reader:
    """Parts of a netlist, and the elements that they make."""

    def __init__(self, text: str):
        self.parameters: dict[str, float] = {}
        self.blocks: dict[str, _Block] = {}
        self.main = _Block()
        self.transient: Transient | None = None
        self.printed: list[str] = []
        self.temperature = 0.0
        self.count = 0
        self._sort(list(_lines(text)))

    def _sort(self, lines: list[_Line]) -> None:
        """Put every line where it belongs: parameters first, which may stand anywhere."""
        for line in (each for each in lines if each.words[0] == ".PARAM"):
            for name, value in line.named.items():
                self.parameters[name] = self.number(line, value)
        block, opened = self.main, None
        for line in lines:
            word = line.words[0]
            if word == ".SUBCKT":
                if opened is not None or len(line.words) < 3:
                    line.refuse(".subckt NAME NODE ..., not within another one")
                if line.words[1] in self.blocks:
                    line.refuse("subcircuits of different names", "Two have this one.")
                block = self.blocks[line.words[1]] = _Block(line.words[2:])
                opened = line
            elif word == ".ENDS":
                if opened is None:
                    line.refuse(".subckt before it")
                block, opened = self.main, None
            elif word == ".MODEL":
                model = self._model(line)
                if block.models.setdefault(line.words[1], model) != model:
                    line.refuse("models of different names", "Two with other values have this one.")
            elif word == ".END":
                break
            elif word.startswith("."):
                self._control(line)
            else:
                block.lines.append(line)
        if opened is not None:
            opened.refuse(".ends after it")

    def _control(self, line: _Line) -> None:
        word, rest = line.words[0], line.words[1:]
        if word == ".TRAN":
            numbers = [self.number(line, each) for each in rest if each not in ("DST", "UIC")]
            if not 2 <= len(numbers) <= 4 or not 0 < numbers[0] <= numbers[1]:
                line.refuse(".tran STEP END [FROM [EACH]], with a step above 0 and at most the end")
            start, each = [*numbers[2:], 0.0, 0.0][:2]
            if not 0 <= start < numbers[1]:
                line.refuse(".tran STEP END FROM, recorded from a time between 0 and the end")
            self.transient = Transient(numbers[0], numbers[1], start, max(each, numbers[0]))
        elif word == ".TEMP":
            if len(rest) != 1:
                line.refuse(".temp KELVIN")
            self.temperature = self.number(line, rest[0])
        elif word in _PRINTING:
            self.printed += _printed(line, rest)
        elif word not in (*_SKIPPED, ".PARAM"):
            line.refuse(".model, .param, .print, .subckt, .temp or .tran")

    def number(self, line: _Line, text: str) -> float:
        try:
            return number(text, self.parameters)
        except ValueError:
            line.refuse(f"a number in place of {text}", "Write for example 2.5p, or give it by .param.")

    def _model(self, line: _Line) -> dict[str, float]:
        """Return the parameters of a model of a junction."""
        if len(line.words) < 3 or line.words[2] != "JJ" or line.words[3:]:
            line.refuse(".model NAME jj(icrit=..., r0=..., cap=...)")
        model = dict(_MODEL)
        for name, value in line.named.items():
            name = _ALIASES.get(name, name)
            if name not in model:
                line.refuse(f"parameters of a junction, not {name}", f"Known: {', '.join(_MODEL)}.")
            model[name] = self.number(line, value)
        if model["RTYPE"] not in (0, 1):
            line.refuse("rtype=0 or 1", "Other forms of the quasiparticle current are not part of the model.")
        for name, value in _SINE_RELATION.items():
            if model[name] != value:
                line.refuse(f"{name}={value:g}", "Only I = Ic sin(phi) is part of the model.")
        return model

    def circuit(self) -> Circuit:
        elements = list(self._elements(self.main, "", {}, 0))
        if not elements:
            raise InputError("source", "no element", f"lines that begin with {_KINDS}")
        return Circuit(elements, self.temperature, transient=self.transient, printed=tuple(self.printed))

    def _elements(self, block: _Block, place: str, outside: Mapping[str, str], depth: int) -> Iterator[Any]:
        """Yield the elements of a block.

        Args:
            place: "|" and the name of the instance, or nothing.
            outside: node of the block -> name of the node outside.
        """
        for line in block.lines:
            self.count += 1
            if self.count > _MOST_ELEMENTS:
                line.refuse(f"at most {_MOST_ELEMENTS} elements, those of subcircuits included")
            nodes = {name: name if name in ("0", "GND") else outside.get(name, name + place) for name in line.words}
            if line.words[0][0] == "X":
                yield from self._instance(line, place, nodes, depth)
            else:
                try:
                    yield self._element(line, block, place, nodes)
                except InputError as error:
                    if error.argument.startswith("line "):
                        raise
                    raise InputError(f"line {line.at}", line.text, f"for {error.argument} {error.expected}",
                                     error.cure) from error

    def _instance(self, line: _Line, place: str, nodes: Mapping[str, str], depth: int) -> Iterator[Any]:
        first, last = (line.words[1:] or ("",))[0], line.words[-1]
        name, inner = (last, line.words[1:-1]) if last in self.blocks else (first, line.words[2:])
        if name not in self.blocks:
            line.refuse("X NODE ... SUBCIRCUIT with the name of a .subckt",
                        f"Known: {', '.join(self.blocks) or 'none'}.")
        block = self.blocks[name]
        if len(inner) != len(block.nodes):
            line.refuse(f"{len(block.nodes)} nodes of {name}")
        if line.named:
            line.refuse("no values for elements of the subcircuit", "Take .param, or another subcircuit.")
        if depth == _DEEPEST:
            line.refuse(f"subcircuits at most {_DEEPEST} deep", "Does one contain itself?")
        outside = dict(zip(block.nodes, (nodes[each] for each in inner), strict=True))
        yield from self._elements(block, f"|{line.words[0]}{place}", outside, depth + 1)

    def _element(self, line: _Line, block: _Block, place: str, nodes: Mapping[str, str]) -> Any:
        """Return one element; `InputError` of its values names the quantity."""
        name, *rest = line.words
        kind, label = name[0], name + place
        if kind not in "BCIKLPRV":
            line.refuse(f"an element {_KINDS}", "Transmission lines and dependent sources are not part of the model.")
        if len(rest) < 3:
            line.refuse("a name, two nodes and a value" if kind != "K" else "a name, two inductors and a coupling")
        plus, minus = nodes[rest[0]], nodes[rest[1]]
        if kind == "B":
            return self._junction(line, block, label, plus, minus)
        if kind in "IVP":
            wave = self._source(line, rest[2:])
            if kind == "P":
                return FluxSource(label, plus, minus, flux=wave.in_units(1 / FLUX, 1.0))
            return (CurrentSource(label, plus, minus, current=wave) if kind == "I"
                    else VoltageSource(label, plus, minus, voltage=wave))
        if len(rest) > 3 or line.named.keys() - {"NEB", "TEMP", "SPREAD"}:
            line.refuse("a name, two nodes and one value")
        if "TEMP" in line.named:
            line.refuse("one temperature of all resistors", "Take .temp.")
        value = self.number(line, rest[2])
        if kind == "K":
            return Mutual(label, rest[0] + place, rest[1] + place, value)
        if kind == "R":
            return Resistor(label, plus, minus, resistance=value)
        return (Inductor(label, plus, minus, inductance=value) if kind == "L"
                else Capacitor(label, plus, minus, capacitance=value))

    def _junction(self, line: _Line, block: _Block, label: str, plus: str, minus: str) -> Junction:
        word = line.words[-1]
        model = block.models.get(word, self.main.models.get(word))
        if model is None or len(line.words) > 5:
            line.refuse("a name, two nodes and the name of a .model",
                        f"Known: {', '.join([*block.models, *self.main.models]) or 'none'}.")
        if unknown := line.named.keys() - {"AREA", "IC", "ICS", "NEB", "SPREAD"}:
            line.refuse(f"area= or ic=, not {sorted(unknown)[0]}=")
        area = self.number(line, line.named.get("AREA", "1"))
        for name in ("IC", "ICS"):
            if name in line.named:
                area = self.number(line, line.named[name]) / model["ICRIT"]
        if not area > 0 or not model["R0"] > 0:
            line.refuse("a positive area, critical current and r0")
        return Junction(label, plus, minus, critical_current=area * model["ICRIT"], resistance=model["R0"] / area,
                        capacitance=area * model["CAP"], gap_voltage=model["VG"] if model["RTYPE"] else None)

    def _source(self, line: _Line, words: list[str]) -> Waveform:
        """Return the waveform of a source."""
        kind = words[0] if words[0] in ("DC", "PWL", "PULSE", "SIN", "NOISE") else ""
        numbers = [self.number(line, each) for each in words[bool(kind):]]
        step, end = (self.transient.step, self.transient.end) if self.transient else (1e-12, 1e-9)
        if kind == "PWL" and len(numbers) >= 2 and len(numbers) % 2 == 0:
            return PiecewiseLinear(numbers[::2], numbers[1::2])
        if kind == "PULSE" and 2 <= len(numbers) <= 7:
            low, high, delay, rise, fall, width, period = numbers + [0.0, step, step, end, np.inf][len(numbers) - 2:]
            return Pulse(low, high, delay, rise or step, fall or step, width, period or np.inf)
        if kind == "SIN" and 2 <= len(numbers) <= 5:
            return Sine(*(numbers + [1 / end, 0.0, 0.0][len(numbers) - 2:]))
        if kind == "NOISE" and 1 <= len(numbers) <= 3:
            density, delay, held = numbers + [0.0, step][len(numbers) - 1:]
            return Noise(density, held, delay)
        if kind in ("", "DC") and len(numbers) == 1:
            return Constant(numbers[0])
        return line.refuse("a value, DC, PWL(t value ...), PULSE, SIN or NOISE with its numbers")


def _lines(text: str) -> Iterator[_Line]:
    """Yield the lines of a netlist that are no comments, those that go on joined."""
    joined: list[tuple[int, str]] = []
    for at, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line[0] in "*#":
            continue
        if line[0] == "+":
            if not joined:
                raise InputError(f"line {at}", line, "a line before it that goes on")
            joined[-1] = (joined[-1][0], f"{joined[-1][1]} {line[1:]}")
        else:
            joined.append((at, line))
    for at, line in joined:
        upper = re.sub(r"\s*=\s*", "=", line.upper())
        printing = upper.split()[0] in _PRINTING
        words = (upper if printing else re.sub(r"(?<=[A-Z])\s*\(|\)|,", " ", upper)).split() if not _is_formula(upper) \
            else upper.split()
        named = dict(word.split("=", 1) for word in words if "=" in word)
        found = _Line(at, line, tuple(word for word in words if "=" not in word), named)
        if not found.words:
            found.refuse(f"a line that begins with {_KINDS} or a period")
        yield found


def _is_formula(line: str) -> bool:
    """Return whether brackets of a line are those of expressions."""
    return line.startswith(".PARAM")


def _printed(line: _Line, words: tuple[str, ...]) -> list[str]:
    """Return what a .print line asks for, as V(...), P(...) or I(...)."""
    words = words[1:] if words and words[0] == "TRAN" else words
    text = re.sub(r"\s*([(,])\s*|\s+(?=\))", lambda found: found[1] or "", " ".join(words))
    if found := re.fullmatch(r"(DEVV|DEVI|PHASE|NODEV|NODEP) (.+)", text):
        letter = {"DEVV": "V", "DEVI": "I", "PHASE": "P", "NODEV": "V", "NODEP": "P"}[found[1]]
        rest = found[2].replace(" ", ",")
        return [f"{letter}({rest})"]
    asked = text.split()
    if not asked or not all(re.fullmatch(r"[VIP]\([^()]+\)", each) for each in asked):
        line.refuse(".print V(node), V(node,node), I(element), P(junction), DEVV, DEVI or PHASE element")
    return asked
