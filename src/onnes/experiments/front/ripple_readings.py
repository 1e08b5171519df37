"""Readings of a flat front with ripples: how fast they grow, beside the sharp boundary."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi, sqrt

import numpy as np

from onnes.carriers.front_stability import fastest_wavelength, ripple_growth_rate
from onnes.carriers.stefan import similarity_root
from onnes.experiments.front.wall_units import WallUnits
from onnes.problems.front.rippled import RippledFront
from onnes.problems.front.ripples import ripple_course
from onnes.problems.front.wall import WallLaw
from onnes.results import Array, Reading
from onnes.units.constants import VACUUM_PERMEABILITY

_SETTLED = 0.1
"""Part of a run after which the field belongs to the ripples."""
_FALLEN = 0.2
"""Amplitude over that at the settled start below which products of other ripples are seen."""
_FINE = 2000
_STEEP = 0.3
"""Largest q a of the sum of ripples up to which they grow by themselves."""


@dataclass(frozen=True)
class RippleInstruments(WallUnits):
    """Front with N ripples; its width in lambda."""

    front: RippledFront
    count: int
    p: float
    width: float

    @property
    def energy_unit(self) -> float:
        """Return the J/m^2 of the law's unit (Bc^2/mu_0) xi^2 per length of the strip, on its whole width."""
        xi = self.depth / self.kappa
        return self.field**2 / VACUUM_PERMEABILITY * xi**2 / (self.width * self.depth)

    @property
    def wave_numbers(self) -> np.ndarray:
        """Return q = pi n/width, in 1/lambda."""
        return pi * np.arange(1, self.count + 1) / self.width

    def speeds(self) -> np.ndarray:
        """Return v = l sqrt(D/t) of a flat front, in D/lambda."""
        return similarity_root(self.p) / np.sqrt(self.front.time)

    def windows(self) -> list[tuple[int, int]]:
        """Return, for every ripple, the first and last record between which its rate is read."""
        amplitudes = self.front.amplitudes(self.count)[:, 1:]
        steep = np.flatnonzero(np.abs(amplitudes) @ self.wave_numbers > _STEEP)
        end = len(amplitudes) - 1
        first, last = min(max(1, round(_SETTLED * (end + 1))), end), int(steep[0]) if steep.size else end
        windows = []
        for ripple in amplitudes.T:
            gone = np.flatnonzero(ripple[first:] / ripple[first] < _FALLEN)
            windows.append((first, min(last, first + int(gone[0]) - 1) if gone.size else last))
        return windows

    def _rates(self, courses: list[np.ndarray]) -> np.ndarray:
        """Return the mean logarithmic derivatives of courses in the windows, nan where there is none."""
        time = self.front.time
        return np.array([
            np.log(abs(course[b] / course[a])) / (time[b] - time[a]) if b > a else np.nan
            for course, (a, b) in zip(courses, self.windows(), strict=True)])

    def measured(self) -> np.ndarray:
        """Return the growth rates of the ripples, in D/lambda^2."""
        return self._rates(list(self.front.amplitudes(self.count)[:, 1:].T))

    def of_the_sharp_front(self, wall: WallLaw) -> np.ndarray:
        """Return the rates of the linearised sharp front, nan where it does not hold."""
        time = self.front.time
        return self._rates([ripple_course(q, time, self.p, wall) if sharp else np.full(time.shape, np.nan)
                            for q, sharp in zip(self.wave_numbers, self.sharp(), strict=True)])

    def sharp(self) -> np.ndarray:
        """Return whether S q < 1, to whose first order the wall is known as a sharp boundary."""
        return self.wave_numbers * abs(self.wall.penetration) < 1

    def mean_speeds(self) -> np.ndarray:
        """Return the mean speed of the flat front in the windows, in D/lambda."""
        return np.array([np.mean(self.speeds()[a:max(b, a) + 1]) for a, b in self.windows()])

    def of_the_law(self) -> np.ndarray:
        """Return v q - D (delta/2) q^3 at the mean speeds."""
        return np.array([ripple_growth_rate(q, float(v), self.wall.energy, 1.0)
                         for q, v in zip(self.wave_numbers, self.mean_speeds(), strict=True)])

    def readings(self) -> dict[str, Reading]:
        """Return rates of the ripple nearest to the fastest, wave numbers, energies."""
        ledger, speed = self.front.ledger, float(self.mean_speeds()[0])
        fastest = 2 * pi / fastest_wavelength(speed, self.wall.energy, 1.0)
        measured, law, sharp = self.measured(), self.of_the_law(), self.of_the_sharp_front(self.wall)
        peak = int(np.argmin(np.abs(self.wave_numbers - fastest)))
        per_time, per_length = 1 / self.time_unit, 1 / self.depth
        readings = {
            "time_total": Reading((self.front.time[-1] - self.front.time[0]) * self.time_unit, "s", None,
                                  "duration of the run"),
            "speed": Reading(speed * self.depth / self.time_unit, "m/s", None,
                             "of the flat front, mean while growth is measured"),
            "wave_number": Reading(self.wave_numbers[peak] * per_length, "1/m", None,
                                   "of the ripple whose growth rate is given, nearest to the fastest by the law"),
            "growth_rate": Reading(measured[peak] * per_time, "1/s", None, "of that ripple, measured"),
            "growth_rate_law": Reading(law[peak] * per_time, "1/s", None, "v q - D (delta/2) q^3"),
            "growth_rate_sharp": Reading(sharp[peak] * per_time, "1/s", None,
                                         "of the sharp front: with the field's diffusion, kinetics and penetration"),
            "fastest_wave_number_law": Reading(fastest * per_length, "1/m", None, "sqrt(2 v/(3 D delta))"),
            "marginal_wave_number_law": Reading(sqrt(3) * fastest * per_length, "1/m", None, "sqrt(2 v/(D delta))"),
            "wall_energy": Reading(self.wall.energy * self.depth, "m", None, "delta of the flat wall at rest"),
            "wall_kinetics": Reading(self.wall.kinetics * self.depth / self.diffusion, "s/m", None,
                                     "beta of a flat wall that moves slowly: fall of B/Bc at the wall with its speed"),
            "wall_penetration": Reading(self.wall.penetration * self.depth, "m", None,
                                        "S: depth of the layer in which the field also diffuses along the wall"),
            "joule_heat": Reading(ledger.joule_heat[-1] * self.energy_unit, "J/m^2", None,
                                  "heat of the normal current"),
            "relaxation_heat": Reading(ledger.relaxation_heat[-1] * self.energy_unit, "J/m^2", None,
                                       "heat of the order parameter"),
            "energy_balance": Reading(ledger.closure, "", None, "energy unaccounted for over the largest entry"),
        }
        return readings | self._extremes(measured)

    def _extremes(self, rates: np.ndarray) -> dict[str, Reading]:
        """Return fastest and marginal wave number of a curve through the rates up to the first ripple that dies.

        omega/q is a polynomial of order 2 in q^2, of order 1 for the law.
        """
        q, dying = self.wave_numbers, np.flatnonzero(rates <= 0)
        if not dying.size or dying[0] < 2:
            return {}
        near = slice(0, int(dying[0]) + 1)
        pace = np.polynomial.Polynomial.fit(q[near] ** 2, rates[near] / q[near], 2)
        fine = np.linspace(0, q[dying[0]], _FINE)
        curve = fine * pace(fine**2)
        crest = int(np.argmax(curve))
        marginal = fine[crest + int(np.argmax(curve[crest:] < 0))]
        return {"fastest_wave_number": Reading(fine[crest] / self.depth, "1/m", None,
                                               "at which ripples grow fastest, of a curve through measured rates"),
                "marginal_wave_number": Reading(marginal / self.depth, "1/m", None,
                                                "beyond which ripples die, of the same curve")}

    def arrays(self) -> dict[str, Array]:
        """Return rates by wave number, shape of the front and energies by time, and the field at all records."""
        front, ledger = self.front, self.front.ledger
        per_time = 1 / self.time_unit
        rates = {"growth_rate": (self.measured(), "growth rate, measured"),
                 "growth_rate_law": (self.of_the_law(), "v q - D (delta/2) q^3"),
                 "growth_rate_sharp": (self.of_the_sharp_front(self.wall), "of the sharp front")}
        energies = {"field_energy": (ledger.energy - ledger.energy[0], "energy of field and condensate, change"),
                    "joule_heat": (ledger.joule_heat, "heat of the normal current"),
                    "relaxation_heat": (ledger.relaxation_heat, "heat of the order parameter")}
        cells = front.position.shape[1]
        return {
            "time": Array((front.time - front.time[0]) * self.time_unit, ("time",), "s", "time"),
            "wave_number": Array(self.wave_numbers / self.depth, ("wave_number",), "1/m", "wave number"),
            "amplitude": Array(front.amplitudes(self.count)[:, 1:] * self.depth, ("time", "wave_number"), "m",
                               "amplitude of the ripple"),
            "across": Array((np.arange(cells) + 0.5) / cells * self.width * self.depth, ("across",), "m",
                            "place across the strip"),
            "position": Array(front.position * self.depth, ("time", "across"), "m",
                              "position of the front: half of Bc"),
            "x": Array(front.x * self.depth, ("x",), "m", "place along the way of the front"),
            "y": Array(front.y * self.depth, ("y",), "m", "place across the strip"),
            "magnetic_field": Array(front.field * self.field, ("time", "y", "x"), "T", "magnetic field"),
        } | {name: Array(values * per_time, ("wave_number",), "1/s", meaning)
             for name, (values, meaning) in rates.items()} | {
            name: Array(values * self.energy_unit, ("time",), "J/m^2", meaning)
            for name, (values, meaning) in energies.items()}

    def warnings(self) -> tuple[str, ...]:
        """Return a warning for a run that broke off, and for ripples whose growth could not be measured."""
        front = self.front
        if front.status != "completed":
            return (f"The run ended early: {front.message}.",)
        lost = [f"{q / self.depth:.3g}" for q, rate in zip(self.wave_numbers, self.measured(), strict=True)
                if np.isnan(rate)]
        warnings = (f"No growth rate at q = {', '.join(lost)} per m: a ripple that dies within a record, "
                    "or ripples that are steep from the start.",) if lost else ()
        if not np.all(self.sharp()):
            warnings += (f"No growth_rate_sharp at q above 1/S = {1 / abs(self.wall.penetration) / self.depth:.3g} "
                         "per m, where the boundary is not sharp.",)
        return warnings
