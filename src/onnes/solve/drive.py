"""The drive of a device in reduced units, as the laws ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np

from onnes.devices import Film
from onnes.devices.model import Model
from onnes.drives import AppliedField, Signal, applied_field, signal
from onnes.drives.sampled import SampledDrive, window
from onnes.energies import Drive
from onnes.errors import InputError, unknown_name
from onnes.units.constants import FLUX_QUANTUM

_TIMES = 65
"""Times at which a drive is sampled for its extremes."""
_ROUNDING = 1e-9


class Windowed(eqx.Module):
    """A drive on a window of time, see `onnes.drives.sampled`.

    Attributes:
        sampled: "condensation", "applied_field", "current"; and of a field that is not uniform "amplitudes" of the
            patterns, or "along_x" and "along_y".
        patterns: circulations of the applied vector potential, shapes (m, nx - 1, ny) and (m, nx, ny - 1).
    """

    sampled: SampledDrive
    patterns: tuple[jax.Array, jax.Array] | None

    def __call__(self, t) -> Drive:
        values = self.sampled(t)
        circulation: Any = (0.0, 0.0)
        if self.patterns is not None:
            circulation = tuple(jnp.tensordot(values["amplitudes"], pattern, 1) for pattern in self.patterns)
        elif "along_x" in values:
            circulation = (values["along_x"], values["along_y"])
        return Drive(values["condensation"], values["applied_field"], current=values["current"],
                     applied_circulation=circulation)


class DeviceDrive:
    """Field, currents and temperature of a run, in reduced units of a device on its grid.

    Attributes:
        field: the applied field, in SI units.
        currents: into the device at each terminal, in A; None for a device without terminals.
        temperature: in K; None where the device stays at its own.
        begin: time at which the run starts, in s: signals are asked at begin + t tau_0.
    """

    def __init__(self, device: Film, field: Any = 0.0, current: Mapping[str, Any] | None = None,
                 temperature: Any = None, begin: float = 0.0):
        self.device, self.begin = device, begin
        self.field: AppliedField = applied_field(field)
        self.currents = _balanced(device, dict(current or {}))
        self.temperature: Signal | None = None
        if temperature is not None:
            if device.constants.critical_temperature is None:
                raise InputError("temperature", str(temperature), "a device whose Tc is known",
                                 "Give the device a material, or temperature= and critical_temperature=.")
            self.temperature = signal(temperature, "K", "temperature")

    def starting_at(self, begin: float) -> DeviceDrive:
        """Return the same drive for a run that starts at another time, in s."""
        return DeviceDrive(self.device, self.field, self.currents, self.temperature, begin)

    # ---- in SI units, for those who choose grid, noise and law

    def kelvin(self, x: np.ndarray, y: np.ndarray, t: float) -> np.ndarray:
        """Return the temperature at points [m] and a time [s], in K."""
        known = self.device.constants.temperature
        if self.temperature is None:
            return np.full(np.shape(x), np.nan if known is None else known)
        return self.temperature.on(x, y, t)

    def condensation(self, x: np.ndarray, y: np.ndarray, t: float) -> np.ndarray:
        """Return epsilon = (Tc(r, t) - T(r, t))/(Tc - T_device) at points [m] and a time [s]."""
        disorder, known = self.device.disorder, self.device.constants
        local = np.ones(np.shape(x)) if disorder is None else disorder.on(x, y, t)
        if self.temperature is None:
            return local
        assert known.critical_temperature is not None
        assert known.temperature is not None
        return local - (self.kelvin(x, y, t) - known.temperature) / (known.critical_temperature - known.temperature)

    def extremes(self, time: float) -> tuple[float, float]:
        """Return the smallest and the largest epsilon of a run of the given length in s."""
        x, y = self.device.places
        times = self.begin + np.linspace(0, time, _TIMES)
        if self._condensation_is_uniform:
            x, y = x[:1], y[:1]
        seen = [self.condensation(x, y, t) for t in (times if self._condensation_changes else times[:1])]
        return float(np.min(seen)), float(np.max(seen))

    @property
    def steady(self) -> bool:
        """Whether nothing changes with time."""
        return self.field.steady and not self._condensation_changes and all(c.steady for c in self.currents.values())

    @property
    def _condensation_changes(self) -> bool:
        return not all(each is None or each.steady for each in (self.temperature, self.device.disorder))

    @property
    def _condensation_is_uniform(self) -> bool:
        return all(each is None or each.uniform for each in (self.temperature, self.device.disorder))

    # ---- in reduced units

    def on(self, model: Model, time_unit: float) -> ReducedDrive:
        """Return the drive in reduced units.

        Args:
            time_unit: tau_0 in s.
        """
        return ReducedDrive(self, model, time_unit)


class ReducedDrive:
    """A `DeviceDrive` in reduced units on one grid: what a law takes as its protocol."""

    def __init__(self, drive: DeviceDrive, model: Model, time_unit: float):
        self.drive, self.model, self.time_unit = drive, model, time_unit
        x, y = (nodes * model.unit for nodes in model.grid.points())
        self._places = x, y
        device, field = drive.device, drive.field
        vector_potential = FLUX_QUANTUM / (2 * np.pi)
        self._signals: dict[str, Any] = {}
        self._patterns = None
        if field.uniform:
            self._add("applied_field", lambda t: field.vector(t) / device.upper_critical_field, field.steady)
        else:
            nodes = [np.asarray(n) * model.unit for n in model.grid.nodes[:2] if n is not None]
            self._add("applied_field", lambda t: np.zeros(3), True)
            found = field.patterns(*nodes)
            if found is not None:
                self._patterns = tuple(jnp.asarray(each / vector_potential) for each in found[:2])
                self._add("amplitudes", found.amplitudes, field.steady)
            else:
                for index, name in enumerate(("along_x", "along_y")):
                    self._add(name, lambda t, i=index: field.circulations(*nodes, t)[i] / vector_potential, False)
        currents = [drive.currents[name] for name in model.terminals]
        self._add("current", lambda t: np.array([c.at(t) for c in currents]) / device.current_unit
                  if currents else np.zeros(()), all(c.steady for c in currents))
        if drive._condensation_is_uniform:
            x, y = x[0, 0], y[0, 0]
        self._add("condensation", lambda t: drive.condensation(x, y, t), not drive._condensation_changes)

    def _add(self, name: str, of_time: Any, steady: bool) -> None:
        self._signals[name] = of_time(self.drive.begin) if steady else (
            lambda t: of_time(self.drive.begin + t * self.time_unit))

    def within(self, t: float, goal: float) -> tuple[Windowed, float]:
        """Return the drive from t on, as arrays, and the time up to which it holds."""
        begin, unit = self.drive.begin, self.time_unit
        signals = [self.drive.field, *self.drive.currents.values(),
                   *(s for s in (self.drive.temperature, self.drive.device.disorder) if s is not None)]
        breaks = {float((b - begin) / unit) for s in signals for b in s.breaks(begin + t * unit, begin + goal * unit)}
        sampled, end = window(self._signals, t, goal, breaks)
        return Windowed(sampled, self._patterns), end

    def at(self, t: float) -> Drive:
        """Return the drive at one time."""
        values = {name: jnp.asarray(s(t) if callable(s) else s, float) for name, s in self._signals.items()}
        return Windowed(SampledDrive(t, t + 1.0, values, {}), self._patterns)(t)

    def kelvin(self, t: float) -> np.ndarray:
        """Return the temperature on the nodes, in K."""
        return self.drive.kelvin(*self._places, self.drive.begin + t * self.time_unit)


def _balanced(device: Film, given: dict[str, Any]) -> dict[str, Signal]:
    """Return the current into the device at every terminal; the one that is not given takes what the others leave.

    Raises:
        InputError: an unknown terminal, or currents that do not sum to zero.
    """
    for name in given:
        if name not in device.terminals:
            raise unknown_name("terminal", name, device.terminals)
    currents = {name: signal(value, "A", f"current[{name!r}]", uniform=True) for name, value in given.items()}
    missing = [name for name in device.terminals if name not in currents]
    nothing = signal(0.0, "A", "current")
    if len(missing) == 1 and currents:
        rest = nothing
        for each in currents.values():
            rest = rest - each
        currents[missing[0]] = rest.in_si("A", "current")
    else:
        currents |= dict.fromkeys(missing, nothing)
    for t in (0.0, *sorted({float(b) for c in currents.values() for b in c.breaks(0.0, np.inf)})):
        values = [c.at(t) for c in currents.values()]
        if abs(sum(values)) > _ROUNDING * max(map(abs, values), default=0.0):
            listed = ", ".join(f"{name}: {value:g} A" for name, value in zip(currents, values, strict=True))
            raise InputError("current", f"{listed}, in all {sum(values):g} A", "currents that sum to zero",
                             "Leave one terminal out: it takes what the others leave.")
    return {name: currents[name] for name in device.terminals}
