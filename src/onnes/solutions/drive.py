"""The drive of a device in reduced units, as the laws ask for it."""

from __future__ import annotations

from collections.abc import Mapping
from copy import copy
from dataclasses import replace
from functools import partial
from typing import Any

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
import xarray as xr
from scipy.ndimage import label

from onnes.devices import Device, Film
from onnes.devices.film_heat import check_heated, power_unit
from onnes.devices.model import Model
from onnes.drives import AppliedField, Heat, Load, Signal, applied_field, signal, stored
from onnes.drives.sampled import K, SampledDrive, changes, polynomial, window
from onnes.drives.sources import Uniform
from onnes.energies import Drive, HeatBath
from onnes.errors import InputError, check_name
from onnes.numerics.jax_settings import as_array
from onnes.units.constants import FLUX_QUANTUM

_TIMES = 65
"""Times at which a drive is sampled for its extremes."""
_ROUNDING = 1e-9
_ROUNDING_OF_TIMES = 1e-12
_ROUNDING_OF_SHARES = 1e-6
_BRIEF = 1e-9
_JUMP = 1e-6
"""Part of the largest change in a run by which a signal may change around a kink."""


class Windowed(eqx.Module):
    """A drive on a window of time, see `onnes.drives.sampled`.

    Attributes:
        sampled: "condensation", "applied_field", "current"; of a field that is not uniform "amplitudes" of the
            patterns, or "along_x" and "along_y"; with a load its "source"; with heat "bath", "power" or
            "brightness" of the spots, and with regions or pins "own", the epsilon of the metal of the device, and
            its "weakening"; with a potential its energy, "bias".
        patterns: circulations of the applied vector potential, shapes (m, nx - 1, ny) and (m, nx, ny - 1).
        spots: of light, shape (m, nx, ny).
    """

    sampled: SampledDrive
    patterns: tuple[jax.Array, jax.Array] | None
    spots: jax.Array | None

    def later(self, t) -> Windowed:
        """Return the drive on a clock that begins at t."""
        return replace(self, sampled=self.sampled.later(t))

    def bias(self, t):
        """Return the energy of a carrier in the potential, in hbar over the unit of time."""
        return self.sampled(t).get("bias", 0.0)

    def __call__(self, t) -> Drive:
        values = self.sampled(t)
        circulation: Any = (0.0, 0.0)
        if self.patterns is not None:
            circulation = tuple(jnp.tensordot(values["amplitudes"], pattern, 1) for pattern in self.patterns)
        elif "along_x" in values:
            circulation = (values["along_x"], values["along_y"])
        heat = None
        if "bath" in values:
            heat = HeatBath(values["bath"], values["power"] if self.spots is None else
                            jnp.tensordot(values["brightness"], self.spots, 1),
                            values.get("own", values["condensation"]), values.get("weakening", 0.0))
        return Drive(values["condensation"], values["applied_field"], current=values["current"],
                     applied_circulation=circulation, source=values.get("source", 0.0), heat=heat)


class DeviceDrive:
    """Field, currents and temperature of a run, in reduced units of a device on its grid.

    Attributes:
        field: the applied field, in SI units.
        currents: into the device at each terminal, in A; None for a device without terminals.
        temperature: in K; None where the device stays at its own. With heat, that of the substrate.
        load: the circuit between two terminals; None where there is none.
        heat: of electrons with a temperature of their own, or None.
        potential: electric potential in V that is given, under Schroedinger's law; None where there is none.
        begin: time at which the run starts, in s: signals are asked at begin + t tau_0.
    """

    def __init__(self, device: Device, field: Any = 0.0, current: Mapping[str, Any] | None = None,
                 temperature: Any = None, begin: float = 0.0, load: Load | None = None, heat: Any = None,
                 potential: Any = None):
        if not isinstance(device, Device):
            raise InputError("device", device, "an onnes.Film, an onnes.Bulk or an onnes.Solid")
        self.device, self.begin = device, begin
        self.field: AppliedField = device.checked_field(applied_field(field))
        self.load = None if load is None else load.on(device.terminals)
        self.currents = _completed(device, current, () if self.load is None else self.load.pair)
        self.amperes(begin)
        self.temperature: Signal | None = None
        if temperature is not None:
            if device.constants.critical_temperature is None:
                raise InputError("temperature", str(temperature), "a device whose Tc is known",
                                 "Give the device a material, or temperature= and critical_temperature=.")
            self.temperature = signal(temperature, "K", "temperature")
        if heat is not None:
            if not isinstance(heat, Heat):
                raise InputError("heat", heat, "an onnes.heat", 'Write heat=onnes.heat("1e5 W/(m^2 K)").')
            check_heated(device, heat)
        self.heat: Heat | None = heat
        self.potential: Signal | None = None if potential is None else signal(potential, "V", "potential")

    def later(self, begin: float, device: Device) -> DeviceDrive:
        """Return the same drive of a run that starts at another time, in s, of the same device or one like it."""
        other = copy(self)
        other.begin, other.device = begin, device
        return other

    def continues(self, before: DeviceDrive | None, end: float) -> bool:
        """Return whether this drive goes on smoothly from the end of a run under another, at a time in s."""
        if before is None:
            return False
        if self.begin == end and all(getattr(self, name) is getattr(before, name)
                                     for name in ("field", "currents", "temperature", "load", "heat", "potential")):
            return not self.breaks(end * (1 - _ROUNDING_OF_TIMES), end * (1 + _ROUNDING_OF_TIMES))
        mine, theirs = self._numbers(self.begin), before._numbers(end) if before.steady else None
        return self.steady and mine is not None and mine == theirs

    def meets(self, before: DeviceDrive, data: xr.Dataset) -> bool:
        """Return whether this drive begins with the values that another ended with, perhaps with a kink.

        They are read from what was recorded, since functions may be lacking in a file. False if either changes with
        place, or has a load.
        """
        mine = self._numbers(self.begin)
        if mine is None or not before.field.uniform or self.load is not None or before.load is not None:
            return False
        names = [name for name in ("applied_field", "current", "temperature") if name in data]
        ended = np.concatenate([np.ravel(data[name].values[-1]) for name in names])
        same_kind = ("temperature" in names) == (self.temperature is not None) and len(ended) == len(mine)
        return same_kind and np.allclose(mine, ended, rtol=_ROUNDING, atol=0)

    def breaks(self, t0: float, t1: float) -> set[float]:
        """Return the times of jumps and kinks between t0 and t1, in s."""
        signals = [self.field, *self.currents.values(),
                   *(s for s in (self.temperature, self.device.disorder, self.light, self.potential) if s is not None),
                   *(() if self.load is None else (self.load.source,))]
        return {float(b) for s in signals for b in s.breaks(t0, t1)}

    def _numbers(self, t: float) -> list[float] | None:
        """Return B_z, currents, temperature and load at a time in s; None where they change with place, and in a field
        along the device.
        """
        if self._along or not (self.field.uniform and (self.temperature is None or self.temperature.uniform)):
            return None
        kelvin = [] if self.temperature is None else [self.temperature.at(t)]
        load = [] if self.load is None else self.load.numbers(t)
        return [self.field.vector(t)[2], *(each.at(t) for each in self.currents.values()), *kelvin, *load]

    # ---- in files

    def to_dict(self, model: Model) -> dict[str, Any]:
        """Return the drive as text, numbers and arrays; of functions of time, and of fields, only the text is kept.

        Args:
            model: the device on its grid, on which a temperature that is a function of place becomes a table.
        """
        return {"field": stored.to_dict(self.field),
                "current": {name: stored.to_dict(each) for name, each in self.currents.items()},
                "temperature": stored.to_dict(self.device.sampled(self.temperature, model)),
                "load": stored.to_dict(self.load),
                "heat": stored.to_dict(self._sampled_heat(model)),
                "potential": stored.to_dict(self.device.sampled(self.potential, model))}

    @classmethod
    def from_dict(cls, device: Device, given: Mapping[str, Any]) -> DeviceDrive:
        """Return the drive that `to_dict` described."""
        drive = cls(device)
        drive.field = stored.from_dict(given["field"])
        drive.currents = {name: stored.from_dict(each) for name, each in given["current"].items()}
        drive.temperature = stored.from_dict(given["temperature"])
        drive.load = stored.from_dict(given.get("load"))
        drive.heat = stored.from_dict(given.get("heat"))
        drive.potential = stored.from_dict(given.get("potential"))
        return drive

    def _sampled_heat(self, model: Model) -> Heat | None:
        """Return the heat with tables in place of functions of place, see `Device.sampled`."""
        if self.heat is None:
            return None
        escape, source = (self.device.sampled(each, model) for each in (self.heat.escape, self.heat.source))
        return replace(self.heat, escape=escape, source=source)

    @property
    def unstored(self) -> list[str]:
        """Names among the parts of a drive whose function was not stored in their file."""
        parts = {"field": self.field, "current": tuple(self.currents.values()), "temperature": self.temperature,
                 "load": self.load, "heat": self.heat, "potential": self.potential}
        return [name for name, part in parts.items() if not stored.is_whole(part)]

    # ---- in SI units, for those who choose grid, noise and law

    def kelvin(self, x: np.ndarray, y: np.ndarray, t: float) -> np.ndarray:
        """Return the temperature at points [m] and a time [s], in K.

        Raises:
            InputError: it is negative.
        """
        known = self.device.constants.temperature
        if self.temperature is None:
            return np.full(np.shape(x), np.nan if known is None else known)
        kelvin = self.temperature.on(x, y, t)
        if np.any(kelvin < 0):
            raise InputError("temperature", f"{np.min(kelvin):g} K at {t:g} s", "temperatures that are not negative",
                             "A pulse is added to what there is between pulses: "
                             'temperature="4 K" + onnes.pulse("3 K", ...).')
        return kelvin

    def condensation(self, x: np.ndarray, y: np.ndarray, t: float) -> np.ndarray:
        """Return epsilon = (Tc(r, t) - T(r, t))/(Tc - T_device) at points [m] and a time [s], less `weakening`.

        That of the metal of the device, see `onnes.devices.composition` for regions and pins.
        """
        return self.local(x, y, t) - self.weakening(x, y, t)

    def local(self, x: np.ndarray, y: np.ndarray, t: float) -> np.ndarray:
        """Return epsilon of the metal of the device without a field, at points [m] and a time [s]."""
        disorder = self.device.disorder
        local = np.ones(np.shape(x)) if disorder is None else disorder.on(x, y, t)
        return local if self.temperature is None else local - self.warmth(x, y, t)

    def weakening(self, x: np.ndarray, y: np.ndarray, t: float) -> np.ndarray:
        """Return by how much a uniform field along a film lowers epsilon, see `Device.weakening`."""
        return self.device.weakening(self.field.vector(t), x, y)

    @property
    def _along(self) -> list[Signal]:
        """Strengths of the uniform field along the device."""
        return [strength for strength, source in self.field.terms if isinstance(source, Uniform) and source.axis != 2]

    def warmth(self, x: np.ndarray, y: np.ndarray, t: float) -> np.ndarray:
        """Return (T(r, t) - T_device)/(Tc - T_device) at points [m] and a time [s]; 0 where T is not given."""
        known = self.device.constants
        if self.temperature is None:
            return np.zeros(np.shape(x))
        assert known.critical_temperature is not None
        assert known.temperature is not None
        return (self.kelvin(x, y, t) - known.temperature) / (known.critical_temperature - known.temperature)

    def amperes(self, t: float) -> np.ndarray:
        """Return the current into each terminal of the device at a time [s], in A.

        Raises:
            InputError: they do not sum to zero.
        """
        values = np.array([each.at(t) for each in self.currents.values()])
        if abs(np.sum(values)) > _ROUNDING * np.max(np.abs(values), initial=0.0):
            listed = ", ".join(f"{name}: {value:g} A" for name, value in zip(self.currents, values, strict=True))
            if len(values) == 1:
                raise InputError("current", f"{listed} with no terminal to leave by", "at least two terminals",
                                 "Give the device a second terminal.")
            raise InputError("current", f"{listed}, in all {np.sum(values):g} A, at {t:g} s",
                             "currents that sum to zero",
                             "Leave out one terminal that carries current: if only one is not named it takes the rest.")
        return values

    def extremes(self, time: float, spacing: float) -> tuple[float, float]:
        """Return the smallest and the largest epsilon of a run of the given length in s.

        Args:
            spacing: of the grid that arrays on its nodes belong to [m].
        """
        x, y = self.device.places
        if any(each is not None and each.on_nodes for each in (self.temperature, self.device.disorder)):
            x, y = np.meshgrid(*self.device.grid_nodes(spacing), indexing="ij")
        elif self.condensation_is_uniform:
            x, y = x[:1], y[:1]
        times = self.begin + np.linspace(0, time, _TIMES)
        seen = [self.condensation(x, y, t) for t in (times if self.condensation_changes else times[:1])]
        return float(np.min(seen)), float(np.max(seen))

    @property
    def steady(self) -> bool:
        """Return whether nothing changes with time."""
        others = [*self.currents.values(), *([] if self.load is None else [self.load.source]),
                  *([] if self.light is None else [self.light])]
        return self.field.steady and not self.condensation_changes and all(each.steady for each in others)

    @property
    def settles(self) -> float:
        """Time from which nothing changes, in s: -inf if nothing ever does, inf if that is not known."""
        signals = (*self.currents.values(), *(() if self.load is None else (self.load.source,)),
                   *(s for s in (self.temperature, self.device.disorder, self.light) if s is not None))
        return max([self.field.settles, *(each.settles for each in signals)])

    @property
    def light(self) -> Signal | None:
        """Absorbed power per area in W/m^2, if any."""
        return None if self.heat is None else self.heat.source

    @property
    def condensation_changes(self) -> bool:
        signals = (self.temperature, self.device.disorder, *self._along)
        return not all(each is None or each.steady for each in signals)

    @property
    def condensation_is_uniform(self) -> bool:
        varies = isinstance(self.device, Film) and not self.device.thickness_profile.uniform and bool(self._along)
        return not varies and all(each is None or each.uniform for each in (self.temperature, self.device.disorder))

    # ---- in reduced units

    def on(self, model: Model, time_unit: float, until: float) -> ReducedDrive:
        """Return the drive in reduced units.

        Args:
            time_unit: tau_0 in s.
            until: length of the run in tau_0.
        """
        return ReducedDrive(self, model, time_unit, until)


class ReducedDrive:
    """A `DeviceDrive` in reduced units on one grid: what a law takes as its protocol."""

    def __init__(self, drive: DeviceDrive, model: Model, time_unit: float, until: float):
        self.drive, self.model, self.time_unit, self.until = drive, model, time_unit, until
        x, y = (nodes * model.unit for nodes in model.places)
        self._places = x, y
        device, field = drive.device, drive.device.field_on_grid(drive.field)
        vector_potential = FLUX_QUANTUM / (2 * np.pi)
        self._signals: dict[str, Any] = {}
        self._patterns = None
        if field.uniform:
            self._add("applied_field", lambda t: field.vector(t) / device.upper_critical_field)
        else:
            nodes = [np.asarray(n) * model.unit for n in model.grid.nodes[:2] if n is not None]
            self._add("applied_field", lambda t: np.zeros(3))
            found = field.patterns(*nodes)
            if found is not None:
                self._patterns = as_array(found.x / vector_potential), as_array(found.y / vector_potential)
                self._add("amplitudes", found.amplitudes)
            else:
                self._add("along_x", lambda t: field.circulations(nodes[0], nodes[1], t)[0] / vector_potential)
                self._add("along_y", lambda t: field.circulations(nodes[0], nodes[1], t)[1] / vector_potential)
        self._add("current", lambda t: drive.amperes(t) / device.current_unit if model.terminals else np.zeros(()))
        load = drive.load
        if load is not None:
            unit = device.units(time_unit)["current" if load.unit == "A" else "potential"].size
            self._add("source", lambda t: load.source.at(t) / unit)
        uniform = drive.condensation_is_uniform and model.composition is None
        if uniform:
            x, y = x[(0,) * x.ndim], y[(0,) * y.ndim]
        self._add("condensation", lambda t: self._condensation(x, y, t),
                  held=not (uniform or drive.condensation_changes))
        if drive.potential is not None:
            given, energy = drive.potential, 2 * np.pi * time_unit / FLUX_QUANTUM
            if given.steady and not given.uniform:
                self._add("bias", lambda t: given.on(*self._places, t) * energy, held=True)
            else:
                places = (0.0, 0.0) if given.uniform else self._places
                self._add("bias", lambda t: given.on(*places, t) * energy)
        self._spots = None
        if drive.heat is not None:
            self._add_heat()
        self._check_pieces()
        self._scale: dict[str, float] | None = None
        begin, end = drive.begin, drive.begin + until * time_unit
        self._breaks = np.sort([(b - begin) / time_unit for b in drive.breaks(begin, end) if end > begin])

    def _condensation(self, x: np.ndarray, y: np.ndarray, t: float) -> np.ndarray:
        """Return epsilon at points [m] and a time [s], with regions and pins where there are any."""
        drive, composition = self.drive, self.model.composition
        if composition is None:
            return drive.condensation(x, y, t)
        return composition.mixture.epsilon(drive.local(x, y, t), drive.warmth(x, y, t), drive.weakening(x, y, t))

    def _add_heat(self) -> None:
        """Add the temperature of the bath and the light: brightness of spots that stand still, or power everywhere.

        With regions or pins also the epsilon of the metal of the device, and its weakening by a field along the film.
        """
        drive, (x, y) = self.drive, self._places
        degree = drive.device.constants.degrees_below_tc
        assert isinstance(drive.device, Film)
        assert degree is not None
        at = (x, y) if drive.temperature is not None and not drive.temperature.uniform else (x[0, 0], y[0, 0])
        self._add("bath", lambda t: drive.kelvin(*at, t) / degree)
        if self.model.composition is not None:
            held = not drive.condensation_changes
            self._add("own", lambda t: drive.local(x, y, t), held=held)
            self._add("weakening", lambda t: drive.weakening(x, y, t), held=held)
        light, unit = drive.light, power_unit(drive.device)
        if light is None:
            self._add("power", lambda t: 0.0)
        elif all(spot.steady for _, spot in light.separated()):
            self._add("brightness", lambda t: np.array([each.at(t) / unit for each, _ in light.separated()]))
            self._spots = as_array(np.stack([spot.on(x, y) for _, spot in light.separated()]))
        else:
            self._add("power", lambda t: light.on(x, y, t) / unit)

    def _check_pieces(self) -> None:
        """Refuse a current into a part of the device that is not connected with the part where it leaves."""
        pieces, count = label(np.asarray(self.model.sample.node_volume) > 0)
        if count < 2 or not self.model.terminals:
            return
        shares = np.stack([[np.sum(share[pieces == n + 1]) for share in self.model.terminal_shares]
                           for n in range(count)])
        for t in np.linspace(0.0, self.until * self.time_unit, _TIMES):
            values = self.drive.amperes(self.drive.begin + t)
            worst = float(np.max(np.abs(shares @ values)))
            if worst > _ROUNDING_OF_SHARES * np.max(np.abs(values), initial=0.0):
                raise InputError("current", f"{worst:.3g} A into one of {count} separate pieces, which has no way out",
                                 "currents that sum to zero in every piece of the device",
                                 "Connect the pieces, or give each its own source and drain.")
        if self.drive.load is not None:
            ends = np.array([(name == self.drive.load.pair[0]) - (name == self.drive.load.pair[1])
                             for name in self.model.terminals])
            if np.max(np.abs(shares @ ends)) > _ROUNDING_OF_SHARES:
                raise InputError("load", f"a circuit between {' and '.join(self.drive.load.pair)}, on separate pieces",
                                 "two terminals of one piece of the device", "Connect the pieces.")

    def _add(self, name: str, of_time: Any, held: bool = False) -> None:
        """Add a signal. Numbers are never held, so that steady drives and others share one compiled program."""
        self._signals[name] = of_time(self.drive.begin) if held else (
            lambda t: of_time(self.drive.begin + t * self.time_unit))

    def within(self, t: float, goal: float) -> tuple[Windowed, float]:
        """Return the drive from t on, as arrays, and the time up to which it holds: at most to the next break."""
        last = min((b for b in self._breaks if t + self._aside < b < goal - self._aside), default=goal)
        # At a jump a signal has its later value, and a window ends with the earlier one.
        aside = min(self._aside, _BRIEF * (last - t))
        first, final = t + aside * self.breaks_at(t), last - aside * self.breaks_at(last)
        if t >= self.settles:
            settled = SampledDrive(t, last, *self._constant(self._values(first)))
            return Windowed(settled, self._patterns, self._spots), last
        signals = {name: partial(_inside, s, first, final) if callable(s) else s for name, s in self._signals.items()}
        sampled, end = window(signals, t, last, scale=self._changes())
        return Windowed(sampled, self._patterns, self._spots), end

    def values(self, t: float) -> dict[str, np.ndarray]:
        """Return the signals by name, just before t; at the start of the run, just after."""
        return self._values(max(t - self._aside, self._aside))

    def series(self, name: str, times: np.ndarray) -> np.ndarray:
        """Return a signal just before each of some times of the run, see `values`; the first axis is that of time."""
        of_time = self._signals[name]
        asked = times[:1] if self.settles <= 0 else times
        values = np.stack([np.asarray(of_time(max(t - self._aside, self._aside)) if callable(of_time) else of_time,
                                      float) for t in asked])
        return np.repeat(values, len(times), 0) if len(asked) < len(times) else values

    def _values(self, then: float) -> dict[str, np.ndarray]:
        return {name: np.asarray(s(then) if callable(s) else s, float) for name, s in self._signals.items()}

    @property
    def settles(self) -> float:
        """Time from which nothing changes, in tau_0; a drive without a unit of time stands still."""
        return -np.inf if self.time_unit == 0 else (self.drive.settles - self.drive.begin) / self.time_unit

    def before(self, t: float) -> Windowed:
        """Return a drive that holds just before t, see `values`."""
        return Windowed(SampledDrive(t - 1.0, t, *self._constant(self.values(t))), self._patterns, self._spots)

    def _constant(self, values: dict[str, np.ndarray]) -> tuple[dict[str, jax.Array], dict[str, jax.Array]]:
        """Return signals that do not change, in the form of those that are held and of those that may change."""
        held = {name: as_array(value) for name, value in values.items() if not callable(self._signals[name])}
        return held, {name: as_array(polynomial(np.stack([value] * K)))
                      for name, value in values.items() if name not in held}

    def at(self, t: float) -> Drive:
        """Return the drive just before t, see `values`."""
        values = self.values(t)
        circulation: Any = (values.get("along_x", 0.0), values.get("along_y", 0.0))
        if self._patterns is not None:
            circulation = tuple(np.tensordot(values["amplitudes"], np.asarray(pattern), 1)
                                for pattern in self._patterns)
        return Drive(values["condensation"], values["applied_field"], current=values["current"],
                     applied_circulation=circulation, source=values.get("source", 0.0))

    def breaks_at(self, t: float) -> bool:
        """Return whether the drive has a jump or a kink at t."""
        return bool(np.any(np.abs(self._breaks - t) <= self._aside))

    def jumps_at(self, t: float) -> bool:
        """Return whether the drive has a jump at t."""
        earlier, later = self._values(t - 2 * self._aside), self._values(t + 2 * self._aside)
        scale = self._changes()
        return any(np.max(np.abs(later[name] - value), initial=0.0) > _JUMP * scale.get(name, 0.0)
                   for name, value in earlier.items())

    def _changes(self) -> dict[str, float]:
        """Return the largest change of every signal in the run; of none if nothing changes in it."""
        if self._scale is None:
            self._scale = {} if self.settles <= 0 else changes(self._signals, 0.0, self.until)
        return self._scale

    @property
    def _aside(self) -> float:
        """Distance from a break at which a signal is asked for its value before or after it, in tau_0."""
        since = abs(self.drive.begin) / self.time_unit if self.time_unit > 0 else 0.0
        return _ROUNDING_OF_TIMES * (self.until + since)

    def kelvin(self, t: float) -> np.ndarray:
        """Return the temperature on the nodes, in K."""
        return self.drive.kelvin(*self._places, self.drive.begin + t * self.time_unit)


def _inside(signal: Any, first: float, last: float, t: float) -> Any:
    """Return a signal at t, or at the nearest time between ``first`` and ``last``."""
    return signal(min(max(t, first), last))


def _completed(device: Device, given: Any, loaded: tuple[str, ...]) -> dict[str, Signal]:
    """Return the current into the device at every terminal; the one that is not given takes what the others leave.

    Args:
        loaded: terminals of a circuit, whose current is not given.

    Raises:
        InputError: no mapping, an unknown terminal, or one of a circuit.
    """
    given = {} if given is None else given
    if not isinstance(given, Mapping):
        raise InputError("current", given, "a mapping from names of terminals to currents",
                         'Write current={"source": "1 uA"}.')
    if given and not device.terminals:
        raise InputError("current", ", ".join(given), "no current, since the device has no terminals",
                         "Give a Film terminals={name: onnes.edge(...), ...}.")
    for name in given:
        check_name("terminal", name, device.terminals)
        if name in loaded:
            raise InputError(f"current[{name!r}]", given[name], "no current at a terminal of a voltage or a load",
                             'A source of current is onnes.load(source="20 uA", ...).')
    currents = {name: signal(value, "A", f"current[{name!r}]", uniform=True) for name, value in given.items()}
    missing = [name for name in device.terminals if name not in {*currents, *loaded}]
    nothing = signal(0.0, "A", "current")
    if len(missing) == 1 and currents:
        rest = nothing
        for each in currents.values():
            rest = rest - each
        currents[missing[0]] = rest.in_si("A", "current")
    else:
        currents |= dict.fromkeys(missing, nothing)
    currents |= dict.fromkeys(loaded, nothing)
    return {name: currents[name] for name in device.terminals}
