"""Readings of a transport of vorticity, in SI units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from math import cos, log, pi, sin

import numpy as np

from onnes.carriers.london_depth import superfluid_density
from onnes.carriers.radial_flow import Flow, carried_vorticity
from onnes.problems.vorticity_ledgers import Course
from onnes.problems.vorticity_transport import Transport, field_of, transport
from onnes.results import Array, Reading
from onnes.units.constants import (
    ELECTRON_MASS,
    ELEMENTARY_CHARGE,
    SPEED_OF_LIGHT,
    VACUUM_PERMEABILITY,
    VACUUM_PERMITTIVITY,
)

FRAMES = 51


@dataclass(frozen=True)
class Instruments:
    """A flow and its units.

    Attributes:
        flow: v_r over that at the surface.
        pulse: whether it rises from zero and falls again.
        leaving: whether carriers that leave are not replaced.
        travel: int v_r dt at the surface, in R.
        cells: along the radius.
        size, depth, field, duration: R [m], lambda at the start [m], B_a [T], T [s].
    """

    flow: Flow
    pulse: bool
    leaving: bool
    travel: float
    cells: int
    size: float
    depth: float
    field: float
    duration: float

    def strength(self, time: float) -> float:
        """Return v_r at the surface, in R/T; time in T."""
        return self.travel * (1 - cos(2 * pi * time)) if self.pulse else self.travel

    def travelled(self, time: float) -> float:
        """Return int v_r dt at the surface until a time, in R."""
        return self.travel * (time - sin(2 * pi * time) / (2 * pi) if self.pulse else time)

    @cached_property
    def moved(self) -> Transport:
        """The course of w."""
        return transport(self.flow, self.strength, self.cells)

    @cached_property
    def course(self) -> Course:
        """The same with the field."""
        moved, depth = self.moved, self.depth / self.size
        strength = np.array([self.strength(time) for time in moved.time])
        if self.leaving:
            of_times = [field_of(w, moved.faces, depth, density=w) for w in moved.vorticity]
            field, velocity = (np.array(values) for values in zip(*of_times, strict=True))
        else:
            field, velocity = field_of(moved.vorticity, moved.faces, depth)
        return Course(moved, self.flow, strength, field, velocity, depth, self.leaving)

    @cached_property
    def london(self) -> tuple[np.ndarray, np.ndarray]:
        """B and v_theta with w = 0, London's equation."""
        return field_of(np.zeros(self.cells), self.moved.faces, self.depth / self.size)

    @property
    def energy_unit(self) -> float:
        """B_a^2/(2 mu_0) pi R^2, in J/m."""
        return self.field**2 / (2 * VACUUM_PERMEABILITY) * pi * self.size**2

    @property
    def momentum_unit(self) -> float:
        """2 pi n_0 q B_a R^4, in J s/m."""
        return -2 * pi * superfluid_density(self.depth) * ELEMENTARY_CHARGE * self.field * self.size**4

    @cached_property
    def left(self) -> float:
        """Mean of w over w_0 at the end."""
        return float(self.moved.mean(self.moved.vorticity[-1]))

    def readings(self) -> dict[str, Reading]:
        """Return what is left, H16, the field, what must flow, and the ledgers."""
        return self._vorticity() | self._field() | self._carriers() | self._energy() | self._angular_momentum()

    def _vorticity(self) -> dict[str, Reading]:
        moved, gone = self.moved, 1 - self.left
        integral = 2 * float(np.trapezoid(moved.surface * self.course.strength, moved.time))
        wrong = np.abs(moved.vorticity[-1] - carried_vorticity(self.flow, moved.places, self.travel))
        return {
            "vorticity_left": Reading(self.left, "", None, "mean of w over w_0"),
            "vorticity_axis": Reading(moved.vorticity[-1, 0], "", None, "w over w_0 on the axis"),
            "outflow_integral": Reading(integral, "", None, "(2/R) int w(R, t) v_r(R, t) dt over w_0"),
            "integral_error": Reading(integral - gone, "", None, "its difference from the share of w that is missing"),
            "vorticity_balance": Reading(2 * moved.carried[-1] - gone, "", None, "the same with the scheme's fluxes"),
            "scheme_error": Reading(float(moved.mean(wrong)), "", None, "mean |w - exact| over w_0"),
        }

    def _field(self) -> dict[str, Reading]:
        field, london = self.course.field[-1], self.london[0]
        return {
            "field_axis": Reading(field[0] * self.field, "T", None, "B on the axis"),
            "field_axis_london": Reading(london[0] * self.field, "T", None, "the same by London's equation"),
            "flux_left": Reading(float(self.moved.mean(field)), "", None, "flux over pi R^2 B_a"),
            "flux_london": Reading(float(self.moved.mean(london)), "", None, "the same by London's equation"),
        }

    def _carriers(self) -> dict[str, Reading]:
        out = 1 - self.left if self.leaving else 2 * self.travel
        charge = -ELEMENTARY_CHARGE * superfluid_density(self.depth) * pi * self.size**2 * out
        logarithm = -log(self.left) if self.left > 0 else None
        turns = self.travel * self.size / self.duration * self.depth / SPEED_OF_LIGHT
        return {
            "carriers_out": Reading(out, "", None, "carriers that have flowed out, over those in the body"),
            "logarithm": Reading(logarithm, "", None, "ln(w_0/mean w), carriers_out of a uniform expansion"),
            "charge_out": Reading(charge, "C/m", None, "their charge, which a backflow must make up for"),
            "surface_field": Reading(-charge / (2 * pi * VACUUM_PERMITTIVITY * self.size), "V/m", None,
                                     "electric field at the surface if nothing did"),
            "charge_turns_after": Reading(turns, "m", None, "path V lambda/c after which it would turn the flow"),
        }

    def _energy(self) -> dict[str, Reading]:
        entries = {name: entry[-1] for name, entry in self.course.energy().items()}
        unaccounted = entries["magnet"] + entries["flow"] - entries["field"] - entries["current"]
        meanings = {"field": "change of the energy of the field", "current": "kinetic energy of v_theta",
                    "magnet": "work of the magnet",
                    "flow": "work of what drives the flow, with what carriers bring and take"}
        readings = {f"energy_{name}": Reading(entries[name] * self.energy_unit, "J/m", None, text)
                    for name, text in meanings.items()}
        balance = Reading(unaccounted, "", None, "unaccounted for, over B_a^2/(2 mu_0) pi R^2")
        return readings | {"energy_balance": balance}

    def _angular_momentum(self) -> dict[str, Reading]:
        entries = {name: entry[-1] for name, entry in self.course.angular_momentum().items()}
        unaccounted = entries["electric"] + entries["flow"] - entries["current"]
        meissner = (self.depth / self.size) ** 2
        meanings = {"current": "angular momentum of the current; 2 (m/e) pi R^2 B_a/mu_0 where R is far above lambda",
                    "electric": "given by Faraday's field",
                    "flow": "given by the magnetic force on the flow, with what carriers bring and take"}
        readings = {f"momentum_{name}": Reading(entries[name] * self.momentum_unit, "J*s/m", None, text)
                    for name, text in meanings.items()}
        largest = max(abs(entries["electric"]), meissner)
        balance = Reading(unaccounted / largest, "", None, "unaccounted for, over the largest entry")
        return readings | {"momentum_balance": balance}

    def arrays(self) -> dict[str, Array]:
        """Return w, B and v_theta at evenly spaced times, and the ledgers against time."""
        moved, course = self.moved, self.course
        frames = np.linspace(0, moved.time.size - 1, FRAMES).round().astype(int)
        speed = -ELEMENTARY_CHARGE / ELECTRON_MASS * self.field * self.size
        exact = [carried_vorticity(self.flow, moved.places, self.travelled(time)) for time in moved.time[frames]]
        series = {"vorticity_left": (moved.mean(moved.vorticity), "", "mean of w over w_0"),
                  "vorticity_out": (2 * moved.carried, "", "(2/R) int w v_r dt over w_0"),
                  "flux_left": (moved.mean(course.field), "", "flux over pi R^2 B_a")}
        series |= {f"energy_{name}": (values * self.energy_unit, "J/m", f"energy: {name}")
                   for name, values in course.energy().items()}
        series |= {f"momentum_{name}": (values * self.momentum_unit, "J*s/m", f"angular momentum: {name}")
                   for name, values in course.angular_momentum().items()}
        return {name: Array(values, ("time",), unit, text) for name, (values, unit, text) in series.items()} | {
            "time": Array(moved.time * self.duration, ("time",), "s", "time"),
            "frame_time": Array(moved.time[frames] * self.duration, ("frame",), "s", "time of a frame"),
            "r": Array(moved.places * self.size, ("r",), "m", "distance from the axis"),
            "face": Array(moved.faces * self.size, ("face",), "m", "distance from the axis"),
            "vorticity": Array(moved.vorticity[frames], ("frame", "r"), "", "w/w_0"),
            "vorticity_exact": Array(np.array(exact), ("frame", "r"), "", "w/w_0 along the paths"),
            "magnetic_field": Array(course.field[frames] * self.field, ("frame", "r"), "T", "magnetic field"),
            "azimuthal_velocity": Array(course.velocity[frames] * speed, ("frame", "face"), "m/s", "v_theta"),
            "london_field": Array(self.london[0] * self.field, ("r",), "T", "B by London's equation"),
            "london_velocity": Array(self.london[1] * speed, ("face",), "m/s", "v_theta by London's equation"),
        }
