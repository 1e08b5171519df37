"""Readings of a rotating cylinder, in SI units."""

from __future__ import annotations

from dataclasses import dataclass
from math import copysign, pi

import numpy as np

from onnes.carriers.gyromagnetic import current_angular_momentum, moment_of_inertia
from onnes.carriers.london_depth import superfluid_density
from onnes.carriers.london_moment import london_moment, london_moment_orbit_speed, radial_field_angular_momentum
from onnes.carriers.orbits import moment_per_carrier, orbit_radius, orbital_angular_momentum
from onnes.measurements import fact
from onnes.problems.rotation import Rotation
from onnes.problems.screening.london import cylinder_field, cylinder_moment, fitted_depth
from onnes.results import Array, Reading
from onnes.units.constants import ELECTRON_MASS, ELEMENTARY_CHARGE, VACUUM_PERMEABILITY

MASS = "E014"
"""Measured mass of Cooper pairs over that of two free electrons."""
_PREDICTED = {"conventional": (0.999992, "conventional theory's, with relativistic corrections"),
              "hole": (1.0, "the text's, which has the mass of the free electron")}
"""Predicted masses of Cooper pairs of niobium over that of two free electrons; the first as quoted with E014."""
_SCREENED = 0.5
"""Share of the London field from which on there is a surface layer to read."""


@dataclass(frozen=True)
class Instruments:
    """A course and its units: omega [rad/s], lambda [m], R [m], unit of time [s], mass density [kg/m^3] or None."""

    course: Rotation
    rotation: float
    depth: float
    radius: float
    time_unit: float
    start: str
    mass_density: float | None

    @property
    def exact(self) -> float:
        """Return B_L of H52, in T."""
        return london_moment(self.rotation)

    @property
    def sheet(self) -> float:
        """Return B_L/mu_0, in A/m: magnetisation and sheet current."""
        return self.exact / VACUUM_PERMEABILITY

    @property
    def share_unit(self) -> float:
        """Return n_s e B_L lambda^4, in J s/m, the unit of the angular momenta of all superconducting electrons."""
        return superfluid_density(self.depth) * ELEMENTARY_CHARGE * self.exact * self.depth**4

    def readings(self) -> dict[str, Reading]:
        """Return the readings."""
        return self._field() | self._orbits() | self._masses() | self._ledger()

    def _field(self) -> dict[str, Reading]:
        share = float(self.course.field[-1, 0])
        readings = {
            "field": Reading(share * self.exact, "T", None, "field on the axis at the end, along the axis of omega"),
            "london_field": Reading(self.exact, "T", None, "-(2 m/q) omega of electrons"),
            "field_over_london": Reading(share, "", None, "field on the axis over -(2 m/q) omega"),
            "magnetisation": Reading(share * self.sheet, "A/m", None, "B/mu_0"),
        }
        if share < _SCREENED:
            return readings
        course = self.course
        sign = int(copysign(1, share * self.exact * self.rotation))
        current = float(np.sum(0.5 * (course.current[-1, 1:] + course.current[-1, :-1]) * np.diff(course.node)))
        edge = float(course.node[-1])
        fitted, misfit = fitted_depth(_rotating_profile, course.between, course.field[-1], edge, 1.0)
        lag = float(course.current[-1, -1]) * self.sheet / self.depth / (
            superfluid_density(self.depth) * ELEMENTARY_CHARGE)
        return readings | {
            "sign": Reading(sign, "", None, "1 if the field is along omega, -1 if against it; measured: 1"),
            "surface_current": Reading(current * self.sheet, "A/m", None, "current per height of the cylinder"),
            "current_depth": Reading(fitted * self.depth, "m", abs(misfit) * self.depth,
                                     "penetration depth fitted to the field"),
            "lag_speed": Reading(abs(lag), "m/s", None, "speed by which the electrons of the surface stay behind"),
            "field_angular_momentum": Reading(radial_field_angular_momentum(self.radius, self.rotation), "J*s/m", None,
                                              "of the electromagnetic field inside, per length"),
        }

    def _orbits(self) -> dict[str, Reading]:
        """Return the identities H53-H55."""
        speed = london_moment_orbit_speed(self.depth, abs(self.rotation))
        moment = moment_per_carrier(self.depth, speed)
        momentum = orbital_angular_momentum(moment)
        density = superfluid_density(self.depth)
        return {
            "orbit_radius": Reading(orbit_radius(self.depth), "m", None, "2 lambda"),
            "orbit_speed": Reading(speed, "m/s", None, "2 lambda omega"),
            "orbit_moment": Reading(moment, "J/T", None, "mu = 2 e lambda^2 omega of one carrier"),
            "orbit_magnetisation_over_sheet": Reading(density * moment / abs(self.sheet), "", None,
                                                      "n_s mu over B/mu_0: 1"),
            "orbit_angular_momentum": Reading(momentum, "J*s", None, "l = 2 m_e mu/e"),
            "orbit_identity": Reading(momentum / (ELECTRON_MASS * speed * orbit_radius(self.depth)), "", None,
                                      "l over m_e (2 lambda omega)(2 lambda): 1"),
        }

    def _masses(self) -> dict[str, Reading]:
        """Return what the measured mass of Cooper pairs, and theories, say of the field."""
        measured, uncertainty = fact(MASS).number("")
        readings = {
            "measured_mass_ratio": Reading(measured, "", uncertainty, "m of a pair over 2 m_e in a niobium ring"),
            "field_by_measured_mass": Reading(self.exact * measured, "T", abs(self.exact) * uncertainty,
                                              "field of carriers of that mass"),
        }
        for name, (ratio, words) in _PREDICTED.items():
            readings |= {
                f"{name}_mass_ratio": Reading(ratio, "", None, f"{words}: mass of a pair over 2 m_e"),
                f"{name}_deviation": Reading((measured - ratio) / uncertainty, "", None,
                                             "measured less predicted ratio, in standard uncertainties"),
            }
        return readings

    def _ledger(self) -> dict[str, Reading]:
        """Return who has got which angular momentum about the axis, per length."""
        electrons, faraday = self._lag()[-1], self._faraday()[-1]
        rigid = self.share_unit * self.course.rigid
        started = rigid if self.start == "cooled" else 0.0
        changed = electrons + rigid - started
        other = changed - faraday
        limit = current_angular_momentum(pi * self.radius**2 * self.sheet)
        closed = cylinder_moment(self.radius, self.depth) / (-pi * self.radius**2)
        meanings = {
            "angular_momentum": (electrons, "of the electrons relative to the lattice, 2 (m/q) times the moment"),
            "electrons_gain": (changed, "what the superconducting electrons have got in the laboratory"),
            "from_faraday": (faraday, "of that, from the field of induction, had they all been there all the time"),
            "from_other_forces": (other, "of that, from other forces, which the lattice provides"),
            "body_gain": (-changed, "what lattice and drive have provided: the opposite of the electrons' gain"),
        }
        readings = {name: Reading(value, "J*s/m", None, words) for name, (value, words) in meanings.items()}
        readings |= {
            "angular_momentum_limit": Reading(limit, "J*s/m", None, "-2 (m/e) pi R^2 B/mu_0, lambda much less than R"),
            "momentum_over_closed_form": Reading(electrons / (limit * closed), "", None,
                                                 "angular momentum over -2 (m/e) pi R^2 (B/mu_0) I2(x)/I0(x)"),
            "from_other_forces_over_rigid": Reading(other / rigid, "", None, "other forces over -n_s m omega pi R^4/2 "
                                                    "of the rigid rotation, sign kept"),
        }
        if self.mass_density is not None:
            inertia = moment_of_inertia("cylinder", self.radius, self.mass_density)
            readings["recoil_over_rotation"] = Reading(-electrons / (inertia * self.rotation), "", None,
                                                       "change of omega of a free body on cooling, over omega")
        return readings

    def _lag(self) -> np.ndarray:
        return np.array([current_angular_momentum(float(moment)) for moment in
                         self.course.moment * self.sheet * self.depth**2])

    def _faraday(self) -> np.ndarray:
        return self.share_unit * self.course.faraday

    def arrays(self) -> dict[str, Array]:
        """Return field and current at every record, and the ledger against time."""
        course = self.course

        def series(values, unit, meaning):
            return Array(np.asarray(values), ("time",), unit, meaning)

        return {
            "time": series(course.time * self.time_unit, "s", "time"),
            "omega": series(course.rate * self.rotation, "rad/s", "angular velocity"),
            "r": Array(course.node * self.depth, ("r",), "m", "distance from the axis"),
            "r_face": Array(course.between * self.depth, ("r_face",), "m", "distance from the axis"),
            "magnetic_field": Array(course.field * self.exact, ("time", "r_face"), "T", "field in the laboratory"),
            "current_density": Array(course.current * self.sheet / self.depth, ("time", "r"), "A/m^2",
                                     "current density relative to the lattice"),
            "density": Array(course.density, ("time", "r"), "", "density of the condensate"),
            "angular_momentum": series(self._lag(), "J*s/m", "angular momentum of the electrons relative to the "
                                       "lattice"),
            "from_faraday": series(self._faraday(), "J*s/m", "given to the electrons by the field of induction"),
        }

    def warnings(self) -> tuple[str, ...]:
        """Return a warning where there is no London moment."""
        if self.course.field[-1, 0] >= _SCREENED:
            return ()
        return ("There is no London moment: nothing takes the carriers to the state with m v + q A = 0.",)


def _rotating_profile(s: np.ndarray, radius: float, depth: float) -> np.ndarray:
    """Return B/B_L = 1 - I0(s/lambda)/I0(R/lambda)."""
    return 1 - cylinder_field(s, radius, depth)
