"""A circuit of Josephson junctions, and its course in time."""

from __future__ import annotations

import warnings
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np

from onnes.circuits.elements import CurrentSource, FluxSource, Inductor, Junction, Mutual, VoltageSource
from onnes.circuits.equations import Equations, ends_of, equations, inductances, is_ground
from onnes.circuits.units import FLUX, CircuitUnits, units_for
from onnes.circuits.waveforms import Noise, Waveform
from onnes.errors import InputError, NotANumberError, check_name, door
from onnes.units import positive_si, to_si

if TYPE_CHECKING:
    import xarray as xr

_MOST_VALUES = 50_000_000
"""Recorded numbers that a simulation may have."""
_MOST_ELEMENTS = 5000
_MOST_STEPS = 2_000_000_000
"""Steps that a noisy simulation may have, those of all members together at most a thousand times as many."""
_MOST_EXPLICIT_STEPS = 40_000_000
"""Steps without noise above which an explicit scheme is not begun; one that is ends after a quarter of them."""
_SHARE = 0.1
"""Step of a noisy simulation over the longest stable one, unless it is given."""
_WORDS = {CurrentSource: "current", VoltageSource: "voltage", FluxSource: "flux"}


@dataclass(frozen=True)
class Transient:
    """Course that a netlist asks for: recorded from ``start`` to ``end`` after ``each``; ``step`` of its simulator [s].

    A simulation takes its own steps; ``step`` is what the widths of sources default to.
    """

    step: float
    end: float
    start: float
    each: float


class Circuit:
    """Josephson junctions, resistors, capacitors, inductors and sources between nodes.

    With the phase of a node, ``(Phi_0/2 pi) d_t phi = V``, the currents at each node add up to zero: V/R of resistors,
    C dV/dt of capacitors, I_c sin(phi) + V/R + C dV/dt of junctions, and those of inductors, L I = (Phi_0/2 pi) phi
    with mutual inductances. The phases, charges and currents are zero at t = 0 except for what sources hold; a loop of
    inductors and junctions then encloses no flux but that of its `FluxSource`.

    Resistors and junctions have Johnson noise, a current of spectral density ``4 k T/R``, if the temperature is not
    zero.

    Args:
        elements: of `onnes.circuits`; names are told apart without regard to case.
        temperature: of all resistors [K].
        transient: duration and records of `simulate` if it is given none.
        printed: columns of `columns`, such as "V(1)", "V(1,2)", "I(L1)", "P(B1)".

    Attributes:
        elements, temperature, transient, printed: as given.
        nodes: names of all nodes but the ground, which is "0" or "gnd".

    Validity: sine current-phase relation, a constant R (no gap structure), lumped elements, classical noise:
        ``hbar omega`` below kT.

    Raises:
        InputError: no elements, two of one name, sources that contradict each other, nodes that nothing ties to others.

    Source: W. C. Stewart, Appl. Phys. Lett. 12, 277 (1968); D. E. McCumber, J. Appl. Phys. 39, 3113 (1968).
    """

    @door
    def __init__(self, elements: Sequence[Any], temperature: Any = 0.0, *, transient: Transient | None = None,
                 printed: Sequence[str] = ()):
        if not isinstance(elements, Sequence) or isinstance(elements, str):
            raise InputError("elements", elements, "a list of elements of onnes.circuits")
        if not (transient is None or isinstance(transient, Transient)):
            raise InputError("transient", transient, "a Transient, or None")
        if isinstance(printed, str) or not all(isinstance(each, str) for each in printed):
            raise InputError("printed", printed, 'a list of columns such as ["V(1)", "I(L1)"]')
        self.elements, self.transient, self.printed = tuple(elements), transient, tuple(printed)
        self.temperature = to_si(temperature, "K", "temperature")
        if self.temperature < 0:
            raise InputError("temperature", temperature, "a temperature of at least 0 K")
        if not 1 <= len(self.elements) <= _MOST_ELEMENTS:
            raise InputError("elements", f"{len(self.elements)} elements", f"from 1 to {_MOST_ELEMENTS:,} elements",
                             "The matrices of the equations are full ones.")
        for each in self.elements:
            if not isinstance(each, (Junction, Mutual)) and not hasattr(each, "plus"):
                raise InputError("elements", each, "elements of onnes.circuits")
        twice = [name for name, count in Counter(each.name.casefold() for each in self.elements).items() if count > 1]
        if twice:
            raise InputError("elements", twice[0], "elements of different names", "Two have this one.")
        ends = [node for each in self.elements if not isinstance(each, Mutual) for node in (each.plus, each.minus)]
        self.nodes = tuple(dict.fromkeys(node for node in ends if not is_ground(node)))
        if not self.nodes:
            raise InputError("elements", "only the ground", "elements between at least two nodes")
        if len(self.nodes) == len(dict.fromkeys(ends)):
            raise InputError("nodes", ", ".join(self.nodes), "one node called 0, the ground")

    def __getitem__(self, name: str) -> Any:
        """Return the element of a name."""
        table = {each.name.casefold(): each for each in self.elements}
        check_name("element", name.casefold() if isinstance(name, str) else name, table)
        return table[name.casefold()]

    def of_kind(self, kind: type) -> list[Any]:
        """Return the elements of a kind, in order."""
        return [each for each in self.elements if isinstance(each, kind)]

    @property
    def noisy(self) -> bool:
        """True if the resistances have a temperature, or a source is noise."""
        return self.temperature > 0 or any(isinstance(each, Noise) for each in self._waveforms())

    @cached_property
    def units(self) -> CircuitUnits:
        """Units of the equations."""
        return units_for(self.elements)

    @cached_property
    def equations(self) -> Equations:
        """Equations of motion in those units."""
        return equations(self.elements, self.nodes, self.units)

    @door
    def simulate(self, time: Any = None, *, records: int | None = None, tolerance: float = 1e-7, stiff: bool = False,
                 stop: tuple[str, float] | None = None, step: Any = None, members: int = 1,
                 seed: int = 0) -> xr.Dataset:
        """Return the course of the circuit from rest, in SI units.

        Without noise the equations are integrated with an adaptive step; with noise, of a temperature or of a source,
        in steps of fixed length for an ensemble of circuits.

        Args:
            time: duration [s]; that of the netlist if left out.
            records: number of equal intervals after which the state is recorded; those of the netlist, or 1000.
            tolerance: of the adaptive step, relative, and absolute in rad.
            stiff: whether to take an implicit scheme, for circuits with very different times.
            step: of a noisy run [s]; if left out a tenth of the longest stable one.
            members: circuits of the ensemble.
            seed: of the noise.
            stop: name of a junction and magnitude of its phase [rad] at which a run without noise ends.

        Returns:
            ``phase`` (rad) and ``voltage`` (V) over time and node, ``junction_phase`` (rad) over junction,
            ``inductor_current`` (A) over inductor; with noise also over member, and ``voltage`` is the mean since the
            record before.

        Raises:
            InputError: an argument that cannot be used.
            NotANumberError: a state that is not finite.
        """
        from onnes.circuits.course import adaptive_course, noisy_course

        if time is None and self.transient is None:
            raise InputError("time", None, "a duration", 'Write for example simulate("1 ns").')
        end = positive_si(self.transient.end if time is None and self.transient else time, "s", "time")
        if records is None:
            records = max(1, round(end / self.transient.each)) if self.transient else 1000
        for name, value, least, most in (("records", records, 1, 10_000_000), ("members", members, 1, 10_000_000),
                                         ("seed", seed, 0, 2**53)):
            if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
                raise InputError(name, value, f"a whole number from {least} to {most:,}")
        if records * members * len(self.nodes) > _MOST_VALUES:
            raise InputError("records", records, f"at most {_MOST_VALUES:,} numbers from all nodes and members")
        level = to_si(tolerance, "", "tolerance")
        if not 1e-13 <= level <= 0.1:
            raise InputError("tolerance", tolerance, "a number from 1e-13 to 0.1")
        at = None if stop is None else self._stop(stop, self.noisy)
        if not self.noisy:
            if step is not None or members != 1:
                name, value = ("step", step) if step is not None else ("members", members)
                raise InputError(name, value, "none: the circuit has no noise",
                                 "Give the circuit a temperature, or leave it out.")
            self._refuse_stiff(end, bool(stiff))
            times, phases, voltages = adaptive_course(self, end, records, level, bool(stiff), at)
        else:
            count, h = self._steps(end, records, members, step)
            times, phases, voltages = noisy_course(self, end, records, count, h, members, seed)
        if not np.all(np.isfinite(phases)):
            raise NotANumberError("The state of the circuit is not finite: shorten the step or lower the tolerance.")
        data = self.dataset(times, phases, voltages)
        self._warn_of_gaps(data)
        return data if self.transient is None or time is not None else data.sel(time=slice(self.transient.start, None))

    def columns(self, data: xr.Dataset) -> dict[str, np.ndarray]:
        """Return what the netlist prints, by column, from a simulation without noise; ``time`` first.

        V(node), V(node,node) or V(element) [V], P likewise [rad], and I of a resistor, inductor, capacitor, junction
        or current source [A].

        Raises:
            InputError: a column of a node or an element that the circuit does not have.
        """
        import xarray as xr

        from onnes.circuits.columns import column

        if not isinstance(data, xr.Dataset):
            raise InputError("data", data, "what simulate returned")
        return {"time": data.time.values} | {name: column(self, data, name) for name in self.printed}

    def _warn_of_gaps(self, data: xr.Dataset) -> None:
        """Warn of junctions whose voltage passes that of their gap."""
        for each in self.of_kind(Junction):
            if each.gap_voltage is None:
                continue
            ends = ends_of([each], self.nodes)[0]
            largest = float(np.abs(data.voltage.values @ ends).max())
            if largest > each.gap_voltage:
                warnings.warn(f"junction {each.name} reaches {largest:.3g} V, above its gap of {each.gap_voltage:g} V: "
                              "its resistance there is taken as that below it.", stacklevel=4)

    def _stop(self, stop: Any, noisy: bool) -> tuple[int, float]:
        if noisy:
            raise InputError("stop", stop, "nothing in a noisy simulation")
        try:
            name, phase = stop
        except (TypeError, ValueError):
            raise InputError("stop", stop, "the name of a junction and a phase in rad") from None
        names = [each.name for each in self.of_kind(Junction)]
        check_name("junction", name, names)
        return names.index(name), positive_si(phase, "", "stop")

    def _steps(self, end: float, records: int, members: int, step: Any) -> tuple[int, float]:
        """Return the steps between two records, and their length [s]."""
        from onnes.circuits.langevin import longest_step

        longest = longest_step(self.equations) * self.units.time
        held = [each.step for each in self._waveforms() if isinstance(each, Noise)]
        if step is None:
            h = min(_SHARE * longest, end / records, *held)
        else:
            h = positive_si(step, "s", "step")
            if h > 0.7 * longest:
                raise InputError("step", step, f"a step of at most {0.7 * longest:.3g} s",
                                 "With a longer one the fastest oscillation of the circuit is unstable.")
        interval = end / records
        count = max(1, int(np.ceil(interval / h * (1 - 1e-9))))
        if count * records > _MOST_STEPS:
            raise InputError("time", f"{end:g} s", f"at most {_MOST_STEPS:,} steps of {h:.3g} s",
                             "Shorten it, or lengthen the step.")
        if count * records * members > 1000 * _MOST_STEPS:
            raise InputError("members", members, f"at most {1000 * _MOST_STEPS:,} steps of {h:.3g} s of all members",
                             "Take fewer, shorten the time, or lengthen the step.")
        return count, interval / count

    def _refuse_stiff(self, end: float, stiff: bool) -> None:
        """Refuse a time in which the fastest motion of the circuit asks for too many steps of an explicit scheme."""
        from onnes.circuits.langevin import longest_step

        rate = float(np.max(self.equations.damping, initial=0.0)) / 2
        each = self.units.time * min(longest_step(self.equations), 1 / rate if rate > 0 else np.inf)
        if not stiff and end > _MOST_EXPLICIT_STEPS * each:
            raise InputError("time", f"{end:g} s", f"at most {_MOST_EXPLICIT_STEPS:,} steps, which are "
                             f"{_MOST_EXPLICIT_STEPS * each:.3g} s for the fastest motion of this circuit",
                             "Shorten it, or take stiff=True.")

    def _waveforms(self) -> list[Waveform]:
        return [getattr(each, word) for kind, word in _WORDS.items() for each in self.of_kind(kind)]

    def drawn(self, seed: int, end: float) -> Circuit:
        """Return the circuit with numbers for its sources of noise up to a time [s]."""
        rng = np.random.default_rng(seed)

        def with_numbers(each: Any) -> Any:
            word = _WORDS.get(type(each), "name")
            wave = getattr(each, word)
            return replace(each, **{word: wave.drawn(rng, end)}) if isinstance(wave, Noise) else each

        return Circuit([with_numbers(each) for each in self.elements], self.temperature)

    def dataset(self, times: np.ndarray, phases: np.ndarray, voltages: np.ndarray) -> xr.Dataset:
        """Return records as xarray; phases and voltages of shape (time, [member,] node)."""
        import xarray as xr

        members = ("member",) if phases.ndim == 3 else ()
        junctions, coils = self.of_kind(Junction), self.of_kind(Inductor)
        flux = FLUX * phases @ ends_of(coils, self.nodes).T
        inverse = np.linalg.inv(inductances(coils, self.of_kind(Mutual)))
        lines = {
            "phase": ("node", phases, "rad"), "voltage": ("node", voltages, "V"),
            "junction_phase": ("junction", phases @ ends_of(junctions, self.nodes).T, "rad"),
            "inductor_current": ("inductor", flux @ inverse, "A")}
        return xr.Dataset(
            {name: (("time", *members, dim), values, {"units": unit}) for name, (dim, values, unit) in lines.items()},
            {"time": ("time", times, {"units": "s"}), "node": list(self.nodes),
             "junction": [each.name for each in junctions], "inductor": [each.name for each in coils]})
