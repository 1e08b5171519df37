"""Readings of an orbit that grows, in SI units."""

from __future__ import annotations

from functools import cached_property
from math import pi
from typing import TYPE_CHECKING

import numpy as np

from onnes.carriers import larmor, orbits
from onnes.carriers.london_depth import superfluid_density
from onnes.carriers.orbit_expansion import GrownOrbit, expanded_speed, grow_orbit
from onnes.experiments.orbit.growth import LAWS, growth
from onnes.results import Array, Reading
from onnes.units.constants import ELECTRON_MASS, VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from onnes.experiments.orbit import Orbit

TIMES = 481
"""Recorded times."""


class Instruments:
    """An orbit that grew by each of the laws, and its units: radius 2 lambda [m], speed v_s [m/s]."""

    def __init__(self, orbit: Orbit):
        self.orbit, self.depth = orbit, orbit.depth()
        self.width, self.speed = 2 * self.depth, orbits.meissner_speed(self.depth, orbit.field)
        self.density = superfluid_density(self.depth)

    @cached_property
    def courses(self) -> dict[str, GrownOrbit]:
        """Name of a law -> course of the orbit."""
        orbit, times = self.orbit, np.linspace(0, 1, TIMES)
        start, end = orbit.first_radius() / self.width, orbit.last_radius() / self.width
        turning = self.speed * orbit.duration / self.width
        return {law: grow_orbit(growth(law, start, end), orbit.others == "felt", orbit.start == "rest", turning, times)
                for law in LAWS}

    @property
    def course(self) -> GrownOrbit:
        """Course of the orbit by the law that was asked for."""
        return self.courses[self.orbit.law]

    @property
    def action(self) -> float:
        """Unit of angular momentum, m v_s 2 lambda, in J s."""
        return ELECTRON_MASS * self.speed * self.width

    def readings(self) -> dict[str, Reading]:
        """Return speeds, angular momentum, energies and susceptibilities."""
        return {**self._speeds(), **self._angular_momentum(), **self._energies(), **self._susceptibilities()}

    def _speeds(self) -> dict[str, Reading]:
        orbit, end = self.orbit, self.course.speed[-1]
        speeds = np.array([each.speed[-1] for each in self.courses.values()])
        exact = expanded_speed(orbit.last_radius(), orbit.field, orbit.first_radius() if orbit.start == "rest" else 0.0,
                               self.depth if orbit.others == "felt" else None)
        return {
            "radius": Reading(orbit.last_radius(), "m", None, "radius at the end"),
            "penetration_depth": Reading(self.depth, "m", None, "lambda"),
            "start_radius": Reading(orbit.first_radius(), "m", None, "radius at the start"),
            "speed": Reading(end * self.speed, "m/s", None, "azimuthal speed at the end, integrated"),
            "speed_error": Reading(end * self.speed / exact - 1, "", None, "that over the closed form, less 1"),
            "spread_over_laws": Reading(np.ptp(speeds) / end, "", None, "largest less smallest speed at the end of all "
                                        f"{len(LAWS)} laws of growth, over it"),
            "meissner_speed": Reading(self.speed, "m/s", None, "v_s = e lambda B_a/m at the surface, London's theory"),
            "speed_over_meissner": Reading(end, "", None, "speed at the end over v_s"),
            "field_over_applied": Reading(1 - self.course.kinetic[-1], "", None, "mean field of all orbits at the end "
                                          "over B_a; London's theory: 0"),
            "turns": Reading(self.course.angle[-1] / (2 * pi), "", None, "turns of the carrier about the centre"),
        }

    def _angular_momentum(self) -> dict[str, Reading]:
        course = self.course
        gained = course.kinetic[-1] - course.kinetic[0]
        moment = orbits.moment_per_carrier(self.depth, self.speed)
        drift = np.max(np.abs(course.canonical - course.canonical[0])) / gained
        closing = (course.lorentz[-1] + course.faraday[-1]) / gained - 1
        stored = course.canonical - course.kinetic

        def reading(value: float, meaning: str) -> Reading:
            return Reading(value * self.action, "J*s", None, meaning)

        return {
            "angular_momentum": reading(gained, "m r v that the carrier gained"),
            "angular_momentum_lorentz": reading(course.lorentz[-1], "of that from the Lorentz force, -int q r r' B dt"),
            "angular_momentum_faraday": reading(course.faraday[-1], "of that from Faraday's field, -int q r^2 B'/2 dt"),
            "angular_momentum_field": reading(stored[-1] - stored[0], "gained by q r^2 B/2, that of the carrier's "
                                              "electric field in B: it pays"),
            "angular_momentum_balance": Reading(closing, "", None, "torques over the gain, less 1"),
            "canonical_drift": Reading(drift, "", None, "largest change of m r v + q r^2 B/2 over the gain"),
            "angular_momentum_needed": Reading(orbits.orbital_angular_momentum(moment), "J*s", None, "(2m/e) mu with "
                                               "the moment per carrier mu = e lambda v_s that makes B = 0"),
        }

    def _energies(self) -> dict[str, Reading]:
        """Return energies per volume; m n_s v_s^2 = B_a^2/mu_0."""
        course, unit = self.course, self.orbit.field**2 / VACUUM_PERMEABILITY
        kinetic = (course.speed[-1] ** 2 - course.speed[0] ** 2) / 2
        field = (course.kinetic[-1] ** 2 - course.kinetic[0] ** 2) / 2
        work = course.radial_work[-1]
        balance = (work + course.faraday_work[-1]) / kinetic - 1

        def reading(value: float, meaning: str) -> Reading:
            return Reading(value * unit, "J/m^3", None, meaning)

        return {
            "radial_work": reading(work, "work of what drives the carriers outwards, per volume, beyond their radial "
                                   "kinetic energy"),
            "kinetic_energy": reading(kinetic, "azimuthal kinetic energy gained, per volume"),
            "field_energy": reading(field, "gained by (B - B_a)^2/(2 mu_0): field energy less the magnet's work"),
            "faraday_work": reading(course.faraday_work[-1], "work of Faraday's field on the carriers, per volume"),
            "unpaid_energy": reading(kinetic + field - work, "kinetic and field energy less the radial work: 0 where "
                                     "orbits feel one another"),
            "work_balance": Reading(balance, "", None, "work of both forces over the kinetic energy, less 1"),
            "expulsion_energy": reading(0.5, "B_a^2/(2 mu_0), the price of expulsion in conventional theory"),
        }

    def _susceptibilities(self) -> dict[str, Reading]:
        orbit, density = self.orbit, self.orbit.normal_density()
        return {
            "landau_susceptibility": Reading(larmor.landau_susceptibility(density, larmor.fermi_wave_number(density)),
                                             "", None, "of the normal electrons, (1/3) mu_0 mu_B^2 g(e_F), SI"),
            "larmor_susceptibility_start": Reading(larmor.larmor_susceptibility(density, orbit.first_radius() ** 2), "",
                                                   None, "of the same electrons on orbits of r_0, SI"),
            "larmor_susceptibility_end": Reading(
                larmor.larmor_susceptibility(self.density, orbit.last_radius() ** 2), "", None,
                "of n_s electrons on the orbits at the end, SI"),
        }

    def arrays(self) -> dict[str, Array]:
        """Return the course, and radius and speed by every law."""
        course, energy = self.course, self.orbit.field**2 / VACUUM_PERMEABILITY

        def series(values: np.ndarray, unit: str, meaning: str) -> Array:
            return Array(values, ("time",), unit, meaning)

        def by_law(name: str, scale: float, unit: str, meaning: str) -> Array:
            values = np.array([getattr(each, name) for each in self.courses.values()])
            return Array(values * scale, ("law", "time"), unit, f"{meaning}: {', '.join(LAWS)}")

        return {
            "time": series(course.time * self.orbit.duration, "s", "time"),
            "radius": series(course.radius * self.width, "m", "radius"),
            "angle": series(course.angle, "rad", "angle of the carrier about the centre"),
            "speed": series(course.speed * self.speed, "m/s", "azimuthal speed"),
            "field": series(course.field * self.orbit.field, "T", "field that acts on the orbit"),
            "mean_field": series((1 - course.kinetic) * self.orbit.field, "T", "mean field of all orbits"),
            "kinetic_momentum": series(course.kinetic * self.action, "J*s", "m r v"),
            "field_momentum": series((course.canonical - course.kinetic) * self.action, "J*s", "q r^2 B/2"),
            "radial_work": series(course.radial_work * energy, "J/m^3", "radial work"),
            "kinetic_energy": series(course.speed**2 / 2 * energy, "J/m^3", "kinetic energy"),
            "field_energy": series(course.kinetic**2 / 2 * energy, "J/m^3", "(B - B_a)^2/(2 mu_0)"),
            "radius_by_law": by_law("radius", self.width, "m", "radius by each law"),
            "speed_by_law": by_law("speed", self.speed, "m/s", "azimuthal speed by each law"),
        }
