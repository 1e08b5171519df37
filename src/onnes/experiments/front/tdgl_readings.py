"""Readings of a front of Ginzburg-Landau theory, beside the sharp front with its wall energy."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

import numpy as np

from onnes.carriers.stefan import similarity_root
from onnes.experiments.front.readings import FROM, TO, quasi_static_time
from onnes.experiments.front.wall_units import WallUnits
from onnes.problems.front.sharp import sharp_front
from onnes.problems.front.tdgl import TDGLFront
from onnes.results import Array, Reading
from onnes.units.constants import VACUUM_PERMEABILITY

_LATE, _FEWEST = 0.1, 3
"""Part of a run in a half space after which its start is forgotten, and fewest records from there that give a slope."""
CORE = 0.9
"""Part of the size within which flux counts as left behind: outside is the penetration layer."""


@dataclass(frozen=True)
class Instruments(WallUnits):
    """Front; size and nucleus in lambda."""

    front: TDGLFront
    geometry: str
    p: float
    size: float
    nucleus: float

    @property
    def energy_unit(self) -> float:
        """Return the law's unit, (Bc^2/mu_0) xi per area and both faces or xi^2 per radian, in J/m^2 or J/m."""
        xi, density = self.depth / self.kappa, self.field**2 / VACUUM_PERMEABILITY
        return density * (2 * pi * xi**2 if self.geometry == "cylinder" else xi / 2)

    def readings(self) -> dict[str, Reading]:
        """Return times beside those of the sharp front, wall energy, and shares of the heat."""
        front, ledger = self.front, self.front.ledger
        heat = ledger.joule_heat[-1] + ledger.relaxation_heat[-1]
        per = "J/m" if self.geometry == "cylinder" else "J/m^2"
        readings = {
            "time_total": Reading(front.time[-1] * self.time_unit, "s", None,
                                  "time until the wall has vanished at the surface"),
            "wall_energy": Reading(self.wall.energy * self.depth, "m", None, "delta of the flat wall at rest"),
            "wall_kinetics": Reading(self.wall.kinetics * self.depth / self.diffusion, "s/m", None,
                                     "beta of a flat wall that moves slowly: fall of B/Bc at the wall with its speed"),
            "joule_heat": Reading(ledger.joule_heat[-1] * self.energy_unit, per, None, "heat of the normal current"),
            "relaxation_heat": Reading(ledger.relaxation_heat[-1] * self.energy_unit, per, None,
                                       "heat of the order parameter"),
            "joule_share": Reading(ledger.joule_heat[-1] / heat, "", None, "of the normal current in all heat"),
            "energy_balance": Reading(ledger.closure, "", None, "energy unaccounted for over the largest entry"),
        }
        if self.geometry == "half-space":
            late = front.time > _LATE * front.time[-1]
            if np.sum(late) < _FEWEST:
                return readings
            slope = float(np.polyfit(np.sqrt(front.time[late]), front.position[late], 1)[0])
            return readings | {
                "stefan_coefficient": Reading(slope, "", None, "slope of x0 against sqrt(D t)"),
                "stefan_exact": Reading(2 * similarity_root(self.p), "", None, "2 l of the similarity solution")}
        expelled = Reading(self.expelled_fraction(), "", None,
                           f"1 - mean field over applied field, up to {CORE:g} of the size")
        return readings | {"expelled_fraction": expelled} | self._beside_the_sharp_front()

    def expelled_fraction(self) -> float:
        """Return 1 - mean field over applied field in the core at the end."""
        core = self.front.place < CORE * self.size
        place = self.front.place[core]
        weight = np.gradient(place) * (place if self.geometry == "cylinder" else 1.0)
        return 1 - float(self.front.field[-1][core] @ weight / weight.sum()) / (1 - self.p)

    def _beside_the_sharp_front(self) -> dict[str, Reading]:
        if self.nucleus >= FROM * self.size or self.front.position[-1] < TO * self.size:
            return {}
        limit = quasi_static_time(self.geometry, self.p, TO) - quasi_static_time(self.geometry, self.p, FROM)
        ours = _between(self.front.position / self.size, self.front.time / self.size**2)
        nucleus = self.nucleus / self.size
        plain, walled = (sharp_front(self.geometry, self.p, delta / self.size, 0.0, nucleus)  # type: ignore[arg-type]
                         for delta in (0.0, self.wall.energy))
        walled_time = _between(walled.position, walled.time)
        return {
            "time_over_quasistatic": Reading(ours / limit, "", None,
                                             f"time from {FROM:g} to {TO:g} of the size over its quasi-static limit"),
            "sharp_time_over_quasistatic": Reading(_between(plain.position, plain.time) / limit, "", None,
                                                   "the same of the sharp front from the same nucleus"),
            "walled_time_over_quasistatic": Reading(walled_time / limit, "", None,
                                                    "the same of the sharp front with the wall energy delta"),
            "remainder": Reading(ours / walled_time - 1, "", None, "time over that of the sharp front with wall "
                                 "energy, less 1"),
            "remainder_of_kinetics": Reading(self.wall.kinetics * (TO - FROM) / self.size / (self.p * limit), "", None,
                                             "what the kinetics of the wall add to a slow front, over its time"),
        }

    def arrays(self) -> dict[str, Array]:
        """Return position and energies against time, and the fields at all records."""
        front, ledger = self.front, self.front.ledger
        per = "J/m" if self.geometry == "cylinder" else "J/m^2"
        time = Array(front.time * self.time_unit, ("time",), "s", "time")
        change = {"field_energy": (ledger.energy - ledger.energy[0], "energy of field and condensate, change"),
                  "joule_heat": (ledger.joule_heat, "heat of the normal current"),
                  "relaxation_heat": (ledger.relaxation_heat, "heat of the order parameter")}
        induction = front.field * self.field
        current = -np.gradient(induction, front.place * self.depth, axis=1) / VACUUM_PERMEABILITY
        return {
            "time": time, "frame_time": Array(time.values, ("frame",), "s", "time of a frame"),
            "position": Array(front.position * self.depth, ("time",), "m",
                              "position of the front: half of Bc, or of the largest field"),
            "r": Array(front.place * self.depth, ("r",), "m", "distance from the middle"),
            "magnetic_field": Array(induction, ("frame", "r"), "T", "magnetic field"),
            "current_density": Array(current, ("frame", "r"), "A/m^2", "current density"),
        } | {name: Array(values * self.energy_unit, ("time",), per, meaning)
             for name, (values, meaning) in change.items()}

    def warnings(self) -> tuple[str, ...]:
        """Return a warning for a run that did not arrive."""
        front = self.front
        if front.message == "the event was reached" or (self.geometry == "half-space" and front.status == "completed"):
            return ()
        if self.geometry == "half-space":
            return (f"The run ended early: {front.message}.",)
        return (f"The front stands at {front.position[-1] / self.size:.2f} of the size at the end: {front.message}.",)


def _between(position: np.ndarray, time: np.ndarray) -> float:
    """Return the time from 0.4 to 0.8 of the size; positions in the size."""
    return float(np.diff(np.interp([FROM, TO], position, time))[0])
