"""Readings of the course of a sharp front, in SI units."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from math import pi, sqrt

import numpy as np

from onnes.carriers.expulsion_times import (
    cylinder_expulsion_time,
    cylinder_time_fraction,
    slab_expulsion_time,
    slab_time_fraction,
)
from onnes.carriers.stefan import similarity_root, stefan_front
from onnes.experiments.front.momentum import Momentum
from onnes.problems.front.sharp import SharpFront
from onnes.results import Array, Reading
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY

FRAMES, PLACES = 61, 201
"""Times and places at which the fields are recorded."""
FROM, TO = 0.4, 0.8
"""Positions, in the size, between which a time is compared with the quasi-static one: away from start and end."""


def quasi_static_time(geometry: str, p: float, position: float) -> float:
    """Return the time at which a quasi-static front is at a position, in size^2/D; the position in the size."""
    total, fraction = ((slab_expulsion_time, slab_time_fraction) if geometry == "slab" else
                       (cylinder_expulsion_time, cylinder_time_fraction))
    return total(1.0, 1 / VACUUM_PERMEABILITY, p) * float(fraction(position))  # D = 1/(mu_0 sigma) = 1


@dataclass(frozen=True)
class Instruments:
    """A front and its units: size [m], diffusion D [m^2/s], field Bc [T]; lambda [m], None where it is not known."""

    front: SharpFront
    geometry: str
    p: float
    size: float
    diffusion: float
    field: float
    depth: float | None

    @property
    def momentum(self) -> Momentum:
        """Return the ledger of momentum."""
        return Momentum(self.front, self.geometry, self.size, self.field, self.depth)

    @property
    def time_unit(self) -> float:
        """Return size^2/D, in s."""
        return self.size**2 / self.diffusion

    @property
    def energy_unit(self) -> float:
        """Return mu_0 Hc^2 times size, in J/m^2, or times 2 pi size^2 for a cylinder, in J/m."""
        layer = 2 * pi * self.size**2 if self.geometry == "cylinder" else self.size
        return self.field**2 / VACUUM_PERMEABILITY * layer

    def readings(self) -> dict[str, Reading]:
        """Return times, heat, momentum of the currents, and how well the energies balance."""
        front = self.front
        per = "J/m" if self.geometry == "cylinder" else "J/m^2"
        released = front.field_energy[0] - front.field_energy[-1] + front.joule_heat[0]
        taken = front.joule_heat[-1] + front.boundary_energy[-1]
        readings = {
            "time_total": Reading(front.time[-1] * self.time_unit, "s", None, "time of the whole growth"),
            "joule_heat": Reading(front.joule_heat[-1] * self.energy_unit, per, None, "heat of the eddy currents"),
            "boundary_energy": Reading(front.boundary_energy[-1] * self.energy_unit, per, None,
                                       "energy that the boundary took: of the wall, and heat of its motion"),
            "energy_balance": Reading(taken / released - 1, "", None, "heat and boundary energy over what field and "
                                      "condensate released, less 1"),
        } | self.momentum.readings()
        if self.geometry == "half-space":
            return readings | self._similarity()
        return readings | (self._expulsion(released) if front.closed else {})

    def _similarity(self) -> dict[str, Reading]:
        coefficient = self.front.position[-1] / sqrt(self.front.time[-1])
        return {"stefan_coefficient": Reading(coefficient, "", None, "x0/sqrt(D t) at the end"),
                "stefan_exact": Reading(2 * similarity_root(self.p), "", None, "2 l of the similarity solution")}

    def _expulsion(self, released: float) -> dict[str, Reading]:
        """Return the readings of a body that has expelled its field."""
        front, applied = self.front, self.field * (1 - self.p)
        began = front.position[0] if front.joule_heat[0] == 0 else 0.0
        limit = partial(quasi_static_time, self.geometry, self.p)
        whole = front.time[-1] / (limit(1.0) - limit(began))
        readings = {
            "time_quasistatic": Reading(limit(1.0) * self.time_unit, "s", None, "limit p -> 0"),
            "time_total_over_quasistatic": Reading(whole, "", None, "time of the whole growth over its limit p -> 0"),
            "joule_over_excess": Reading(front.joule_heat[-1] / released, "", None, "heat of the eddy currents over "
                                         "the excess of free energy, (Bc^2 - B^2)/(2 mu_0) per volume"),
        }
        if began < FROM:
            between = np.diff(np.interp([FROM, TO], front.position, front.time))[0]
            readings["time_over_quasistatic"] = Reading(
                between / (limit(TO) - limit(FROM)), "", None,
                f"time from {FROM:g} to {TO:g} of the size over its quasi-static limit")
        per_charge = ELECTRON_MASS / ELEMENTARY_CHARGE * applied / VACUUM_PERMEABILITY
        if self.geometry == "cylinder":
            readings["angular_momentum"] = Reading(2 * per_charge * pi * self.size**2, "J*s/m", None, "of the "
                                                   "electrons in the final current, per length: 2 (m/e) pi R^2 B/mu_0")
        else:
            readings["momentum"] = Reading(per_charge, "kg/(m*s)", None, "of the electrons in the final current of one "
                                           "face, per area: (m/e) B/mu_0")
        return readings

    def arrays(self) -> dict[str, Array]:
        """Return position, speed and energies at every record, and the fields at evenly spaced times and places."""
        front, speed = self.front, self.size / self.time_unit
        energies = {"field_energy": front.field_energy - front.field_energy[0] - front.joule_heat[0],
                    "joule_heat": front.joule_heat, "boundary_energy": front.boundary_energy}
        meanings = {"field_energy": "energy of field and condensate, change", "joule_heat": "heat of the eddy currents",
                    "boundary_energy": "energy taken by the boundary"}
        per = "J/m" if self.geometry == "cylinder" else "J/m^2"
        record = {
            "time": Array(front.time * self.time_unit, ("time",), "s", "time"),
            "position": Array(front.position * self.size, ("time",), "m", "position of the front"),
            "speed": Array(front.speed * speed, ("time",), "m/s", "speed of the front"),
            "boundary_field": Array(front.boundary_field * self.field, ("time",), "T", "field at the front"),
        }
        record |= {name: Array(values * self.energy_unit, ("time",), per, meanings[name])
                   for name, values in energies.items()}
        record |= self.momentum.arrays()
        if self.geometry == "half-space":
            exact = stefan_front(front.time, 1.0, self.p) * self.size
            record["position_exact"] = Array(exact, ("time",), "m", "position of the front, similarity solution")
        times, places, fields, slopes = self._frames()
        electric = -self.diffusion / self.size * self.field * slopes
        return record | {
            "frame_time": Array(times * self.time_unit, ("frame",), "s", "time of a frame"),
            "r": Array(places * self.size, ("r",), "m", "distance from the middle"),
            "magnetic_field": Array(fields * self.field, ("frame", "r"), "T", "magnetic field"),
            "electric_field": Array(electric, ("frame", "r"), "V/m", "electric field, along the eddy currents"),
            "current_density": Array(electric / (self.diffusion * VACUUM_PERMEABILITY), ("frame", "r"), "A/m^2",
                                     "eddy current density"),
        }

    def _frames(self) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
        """Return times, places, u and d_r u at evenly spaced times and places; both are zero behind the front."""
        front = self.front
        times, places = np.linspace(0, front.time[-1], FRAMES), np.linspace(0, 1, PLACES)
        fields, slopes = np.zeros((FRAMES, PLACES)), np.zeros((FRAMES, PLACES))
        for frame, time in enumerate(times):
            later = min(int(np.searchsorted(front.time, time)), len(front.time) - 1)
            earlier = max(later - 1, 0)
            step = front.time[later] - front.time[earlier]
            share = (time - front.time[earlier]) / step if step > 0 and time > front.time[earlier] else 0.0
            place, field = ((1 - share) * of[earlier] + share * of[later] for of in (front.place, front.field))
            ahead = places >= place[0]
            fields[frame, ahead] = np.interp(places[ahead], place, field)
            slopes[frame, ahead] = np.interp(places[ahead], place, np.gradient(field, place))
        return times, places, fields, slopes

    def warnings(self) -> tuple[str, ...]:
        """Return warnings for a nucleus that shrinks, and for a ledger without the impulse of the field."""
        shrinks = () if self.front.closed else (
            "The nucleus shrinks: the field at its boundary is above that at which it would stand still.",)
        return shrinks if self.depth else (*shrinks, "No penetration depth of the material is known: the ledger of "
                                           "momentum lacks field_impulse and at_boundary. Give penetration_depth.")
