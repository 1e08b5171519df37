"""Identities of Hirsch's text for every material with a penetration depth, in SI and in Gaussian units.

Each has two sides in either system. The SI sides are functions of the package wherever it has one; the Gaussian sides
are written as the text prints them, slips corrected. What is shown is the ratio of the sides that is furthest from 1.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import exp, pi, sqrt

import numpy as np
from scipy.constants import fine_structure

from onnes.carriers import charge_expulsion, larmor, london_depth, london_moment, orbits, self_screening, spin_current
from onnes.carriers.boundary import MovingBoundary
from onnes.carriers.orbit_expansion import expanded_speed
from onnes.carriers.phase_frequency import phase_frequency, phase_frequency_from_moments
from onnes.materials import Material, materials
from onnes.units import constants as si
from onnes.units.gaussian import to_gaussian
from onnes.validation.checks import check

MADE_OF_CONSTANTS = 1e-9
"""mu_B, r_e, alpha and mu_0 are tabulated apart from e, m and hbar, and fit them to about 3e-10."""
EXACT = 1e-13

_m, _e, _hbar, _c = (to_gaussian(si.ELECTRON_MASS, "mass"), to_gaussian(si.ELEMENTARY_CHARGE, "charge"),
                     to_gaussian(si.HBAR, "action"), to_gaussian(si.SPEED_OF_LIGHT, "velocity"))
_FIELD = 10e-3
"""Field where a material has no thermodynamic critical field in the tables [T]."""


@dataclass(frozen=True)
class Sample:
    """A superconductor, a field and motions, in the units of one system.

    Attributes:
        depth: lambda.
        density: n_s.
        field: B, of the order of the critical field.
        speed: x0' of a boundary.
        rotation: omega of a rotating body.
        behind: distance from the boundary, where fields are compared.
    """

    depth: float
    density: float
    field: float
    speed: float = 0.1
    rotation: float = 200 * pi
    behind: float = 0.0

    @classmethod
    def of(cls, material: Material) -> Sample:
        """Return the sample of a material at T = 0, in SI units."""
        depth = material.london_depth_0
        field = material.critical_field_0 if material.has("critical_field_0") else _FIELD
        return cls(depth, london_depth.superfluid_density(depth), field, behind=0.7 * depth)

    def in_gaussian(self) -> Sample:
        """Return the same sample in Gaussian units, its density from 1/lambda^2 = 4 pi n e^2/(m c^2)."""
        depth = to_gaussian(self.depth, "length")
        return Sample(depth, _m * _c**2 / (4 * pi * _e**2 * depth**2), to_gaussian(self.field, "magnetic_field"),
                      to_gaussian(self.speed, "velocity"), self.rotation, to_gaussian(self.behind, "length"))

    @property
    def boundary(self) -> MovingBoundary:
        """The moving boundary H17-H26 of electrons, in SI units."""
        return MovingBoundary(self.field, self.speed, self.density)

    def at_boundary(self, name: str) -> float:
        """Return a field of `MovingBoundary` behind the boundary."""
        return float(getattr(self.boundary, name)(np.asarray(-self.behind), 0.0))

    def acceleration(self, forward: float) -> float:
        """Return (q/m)(E_y - v_x B) lambda/x0' there, for carriers of v_x = ``forward``."""
        there = self.boundary.transverse_acceleration(np.asarray(-self.behind), 0.0, forward)
        return float(there) * self.depth / self.speed

    @property
    def gaussian_fields(self) -> tuple[float, float, float]:
        """B, E_y and v_y of electrons behind the boundary of a sample in Gaussian units. Source: H17."""
        b = self.field * exp(-self.behind / self.depth)
        return b, self.speed / _c * b, _c * b / (4 * pi * self.density * _e * self.depth)


Sides = Callable[[Sample], tuple[float, float]]


@dataclass(frozen=True)
class Identity:
    """Equation of the text that holds for any superconductor.

    Attributes:
        code: its number.
        text: what it says.
        si, gaussian: functions of a sample in the units of the system that return its two sides.
        kind: of quantity (`onnes.units.gaussian.UNITS`).
        tolerance: of the ratio of the sides.
    """

    code: str
    text: str
    kind: str
    si: Sides
    gaussian: Sides
    tolerance: float = EXACT


@cache
def samples() -> tuple[Sample, ...]:
    """Return one sample for each material of the catalogue whose penetration depth is known, in SI units."""
    return tuple(Sample.of(one) for one in materials() if one.has("london_depth_0"))


def _spin_orbit_energies(field: float, momentum: float, charge: float, mass: float, factor: float
                         ) -> tuple[float, float]:
    """Return H57 and the cross term of H58 with A_sigma = factor sigma x E, for vectors in three directions."""
    spin, electric, p = np.array([0.36, 0.48, 0.8]), field * np.array([0.6, -0.64, 0.48]), momentum * np.eye(3)[0]
    return (float(-charge / mass * factor * spin @ np.cross(electric, p)),
            float(-charge / mass * factor * np.cross(spin, electric) @ p))


def _curl_in_cylinder(divergence: float, factor: float) -> float:
    """Return (curl A)_z of A = factor sigma x E, sigma along z, E = div E (x, y, 0)/2 of a cylinder of even charge."""
    along_x, along_y = (factor * np.cross([0.0, 0.0, 1.0], divergence / 2 * np.eye(3)[axis]) for axis in (0, 1))
    return float(along_x[1] - along_y[0])


_AT = np.asarray(0.0)
"""The boundary itself, in its frame [m]."""
_Q = -si.ELEMENTARY_CHARGE

IDENTITIES = (
    Identity("H19a", "d_x B = -mu_0 n q v_y", "current_density",
             lambda s: (s.at_boundary("magnetic_field") / s.depth / si.VACUUM_PERMEABILITY,
                        -s.density * _Q * s.at_boundary("carrier_velocity")),
             lambda s: (s.gaussian_fields[0] / s.depth * _c / (4 * pi), s.density * _e * s.gaussian_fields[2])),
    Identity("H19b", "d_x E_y = -d_t B, times lambda", "electric_field",
             lambda s: (s.at_boundary("electric_field"), s.speed * s.at_boundary("magnetic_field")),
             lambda s: (s.gaussian_fields[1], s.speed / _c * s.gaussian_fields[0])),
    Identity("H19c", "d_x v_y = -(q/m) B, times lambda", "velocity",
             lambda s: (s.at_boundary("carrier_velocity"),
                        -_Q / si.ELECTRON_MASS * s.at_boundary("magnetic_field") * s.depth),
             lambda s: (s.gaussian_fields[2], _e / (_m * _c) * s.gaussian_fields[0] * s.depth)),
    Identity("H21-H23", "electric and magnetic force cancel at v_x = x0', over m x0'/lambda", "velocity",
             lambda s: (s.acceleration(0.0), s.acceleration(0.0) - s.acceleration(s.speed)),
             lambda s: (-_e / _m * s.gaussian_fields[1] * s.depth / s.speed,
                        -_e / (_m * _c) * s.gaussian_fields[0] * s.depth)),
    Identity("H24-H25", "int n (-F_x v_x) dx = (B^2/2 mu_0) x0', over x0'", "energy_density",
             lambda s: (-s.density * float(s.boundary.forward_force(_AT, 0.0)) * s.depth / 2,
                        s.boundary.power_per_area() / s.speed),
             lambda s: (s.density * _e * s.field / (4 * pi * s.density * _e * s.depth) * s.field * s.depth / 2,
                        s.field**2 / (8 * pi))),
    Identity("H27", "v_s = e lambda B/m of H17c", "velocity",
             lambda s: (orbits.meissner_speed(s.depth, s.field), float(s.boundary.carrier_velocity(_AT, 0.0))),
             lambda s: (_e * s.depth * s.field / (_m * _c), _c * s.field / (4 * pi * s.density * _e * s.depth))),
    Identity("H28-H29", "n e v_s lambda = B/mu_0", "sheet_current",
             lambda s: (s.density * si.ELEMENTARY_CHARGE * orbits.meissner_speed(s.depth, s.field) * s.depth,
                        s.field / si.VACUUM_PERMEABILITY),
             lambda s: (s.density * _e * _e * s.depth * s.field / (_m * _c) * s.depth, _c * s.field / (4 * pi))),
    Identity("H30", "1/lambda^2 = mu_0 n e^2/m", "length",
             lambda s: (s.depth, london_depth.london_depth(s.density)),
             lambda s: (s.depth, sqrt(_m * _c**2 / (4 * pi * s.density * _e**2)))),
    Identity("H31-H33", "n mu = B/mu_0 with mu = e lambda v_s", "magnetisation",
             lambda s: (s.density * orbits.moment_per_carrier(s.depth, orbits.meissner_speed(s.depth, s.field)),
                        s.field / si.VACUUM_PERMEABILITY),
             lambda s: (s.density * _e * s.depth / _c * _e * s.depth * s.field / (_m * _c), s.field / (4 * pi))),
    Identity("H34-H35", "2 m mu/e = m v_s 2 lambda", "action",
             lambda s: (orbits.orbital_angular_momentum(
                 orbits.moment_per_carrier(s.depth, orbits.meissner_speed(s.depth, s.field))),
                 si.ELECTRON_MASS * orbits.meissner_speed(s.depth, s.field) * orbits.orbit_radius(s.depth)),
             lambda s: (2 * _m * _c / _e * _e * s.depth / _c * _e * s.depth * s.field / (_m * _c),
                        _e * s.depth * s.field / _c * 2 * s.depth)),
    Identity("H36-H37", "e r B/2m at r = 2 lambda is v_s", "velocity",
             lambda s: (-orbits.induced_speed(orbits.orbit_radius(s.depth), s.field),
                        orbits.meissner_speed(s.depth, s.field)),
             lambda s: (_e * 2 * s.depth * s.field / (2 * _m * _c), _e * s.depth * s.field / (_m * _c))),
    Identity("H40-H41", "chi = -1 (Gaussian -1/4 pi) at r = 2 lambda", "susceptibility",
             lambda s: (larmor.larmor_susceptibility(s.density, orbits.orbit_radius(s.depth) ** 2), -1.0),
             lambda s: (-s.density * _e**2 * (2 * s.depth) ** 2 / (4 * _m * _c**2), -1 / (4 * pi))),
    Identity("H42", "2 lambda = n^(-1/3)/sqrt(pi r_e n^(1/3))", "length",
             lambda s: (orbits.orbit_radius(s.depth), london_depth.orbit_radius_from_density(s.density)),
             lambda s: (2 * s.depth, s.density ** (-1 / 3) * sqrt(
                 s.density ** (-1 / 3) / (pi * _e**2 / (_m * _c**2)))), MADE_OF_CONSTANTS),
    Identity("H43, H45", "B = H/2 of orbits that screen one another", "magnetic_field",
             lambda s: (self_screening.mean_field_state(s.density, 2 * s.depth, s.field, mutual=True).field,
                        s.field / 2),
             lambda s: (s.field - 2 * pi * s.density * _e * 2 * s.depth / _c * _e * s.depth * s.field / (2 * _m * _c),
                        s.field / 2)),
    Identity("H44-H47", "their speed is v_s/2", "velocity",
             lambda s: (-self_screening.mean_field_state(s.density, 2 * s.depth, s.field, mutual=True).speed,
                        orbits.meissner_speed(s.depth, s.field) / 2),
             lambda s: (_e * 2 * s.depth / (2 * _m * _c) * s.field
                        / (1 + pi * s.density * _e**2 * (2 * s.depth) ** 2 / (_m * _c**2)),
                        _e * s.depth * s.field / (2 * _m * _c))),
    Identity("H48-H49", "Landau's chi is Larmor's of orbits of 1/k_F", "susceptibility",
             lambda s: (larmor.landau_susceptibility(s.density, larmor.fermi_wave_number(s.density)),
                        larmor.larmor_susceptibility(s.density, larmor.fermi_wave_number(s.density) ** -2)),
             lambda s: (-(_e * _hbar / (2 * _m * _c)) ** 2 / 3 * 3 * s.density
                        / (2 * _hbar**2 * larmor.fermi_wave_number(s.density) ** 2 / (2 * _m)),
                        -s.density * _e**2 / (4 * _m * _c**2) / larmor.fermi_wave_number(s.density) ** 2),
             MADE_OF_CONSTANTS),
    Identity("H50-H51", "an orbit grown to 2 lambda has the speed v_s", "velocity",
             lambda s: (expanded_speed(orbits.orbit_radius(s.depth), s.field), orbits.meissner_speed(s.depth, s.field)),
             lambda s: (_e * 2 * s.depth / (2 * _m * _c) * s.field, _e * s.depth * s.field / (_m * _c))),
    Identity("H52-H54", "mu_0 n 2 e lambda^2 omega is the London field", "magnetic_field",
             lambda s: (si.VACUUM_PERMEABILITY * s.density * orbits.moment_per_carrier(
                 s.depth, london_moment.london_moment_orbit_speed(s.depth, s.rotation)),
                 london_moment.london_moment(s.rotation)),
             lambda s: (4 * pi * s.density * 2 * _e / _c * s.depth**2 * s.rotation, 2 * _m * _c / _e * s.rotation)),
    Identity("H54-H55", "2 m mu/e = m (2 lambda omega)(2 lambda)", "action",
             lambda s: (orbits.orbital_angular_momentum(london_moment.london_moment(s.rotation)
                                                        / (si.VACUUM_PERMEABILITY * s.density)),
                        si.ELECTRON_MASS * london_moment.london_moment_orbit_speed(s.depth, s.rotation)
                        * orbits.orbit_radius(s.depth)),
             lambda s: (2 * _m * _c / _e * _m * _c / (2 * pi * _e * s.density) * s.rotation,
                        _m * (2 * s.depth * s.rotation) * (2 * s.depth))),
    Identity("H56", "n_s v_0 of the spin current is n_s v_s at the stopping field: half of it in each spin", "number",
             lambda s: (float(np.linalg.norm(spin_current.spin_current_density(
                 s.density, s.depth, np.array([0.0, 0.6, 0.8]), np.array([1.0, 0.0, 0.0]))))
                 / (s.density * orbits.meissner_speed(s.depth, spin_current.stopping_field(s.depth))), 1.0),
             lambda s: (_hbar / (4 * _m * s.depth) / (_e * s.depth / (_m * _c) * _hbar * _c / (4 * _e * s.depth**2)),
                        1.0)),
    Identity("H57-H58", "-(q hbar/4m^2 c^2) sigma.(E x p) = -(q/m) A_sigma.p", "energy",
             lambda s: _spin_orbit_energies(
                 charge_expulsion.charge_expulsion_field(s.depth),
                 si.ELECTRON_MASS * spin_current.spin_current_speed(s.depth), _Q, si.ELECTRON_MASS,
                 si.HBAR / (4 * si.ELECTRON_MASS * si.SPEED_OF_LIGHT**2)),
             lambda s: _spin_orbit_energies(_hbar * _c / (4 * _e * s.depth**2), _hbar / (4 * s.depth), -_e / _c, _m,
                                            _hbar / (4 * _m * _c))),
    Identity("H59", "curl A_sigma = mu_0 hbar rho/4m, sigma along the axis of a cylinder", "magnetic_field",
             lambda s: (_curl_in_cylinder(si.ELEMENTARY_CHARGE * s.density / si.VACUUM_PERMITTIVITY,
                                          si.HBAR / (4 * si.ELECTRON_MASS * si.SPEED_OF_LIGHT**2)),
                        spin_current.spin_orbit_field_from_charge(si.ELEMENTARY_CHARGE * s.density)),
             lambda s: (_curl_in_cylinder(4 * pi * _e * s.density, _hbar / (4 * _m * _c)),
                        pi * _hbar / (_m * _c) * _e * s.density), MADE_OF_CONSTANTS),
    Identity("H60-H61", "of rho = e n_s it is hbar/(4 e lambda^2)", "magnetic_field",
             lambda s: (spin_current.spin_orbit_field_from_charge(si.ELEMENTARY_CHARGE * s.density),
                        spin_current.spin_orbit_field(s.depth)),
             lambda s: (pi * _hbar / (_m * _c) * _e * s.density, _hbar * _c / (4 * _e * s.depth**2))),
    Identity("H62", "e lambda B_sigma/m = hbar/(4 m lambda)", "velocity",
             lambda s: (orbits.meissner_speed(s.depth, spin_current.spin_orbit_field(s.depth)),
                        spin_current.spin_current_speed(s.depth)),
             lambda s: (_e * s.depth / (_m * _c) * _hbar * _c / (4 * _e * s.depth**2), _hbar / (4 * _m * s.depth))),
    Identity("H63", "m v_0 2 lambda = hbar/2", "action",
             lambda s: (spin_current.orbital_spin_angular_momentum(s.depth), si.HBAR / 2),
             lambda s: (_m * _hbar / (4 * _m * s.depth) * 2 * s.depth, _hbar / 2)),
    Identity("H64", "h/2e = (pi/alpha) e mu_0 c/4 pi (Gaussian (pi/alpha) e)", "magnetic_flux",
             lambda s: (si.FLUX_QUANTUM, pi / fine_structure * si.ELEMENTARY_CHARGE * si.VACUUM_PERMEABILITY
                        * si.SPEED_OF_LIGHT / (4 * pi)),
             lambda s: (pi * _hbar * _c / _e, pi / fine_structure * _e), MADE_OF_CONSTANTS),
    Identity("XII", "v_0/(2 lambda) = (mu_0/4 pi)(2 pi/hbar) n_s mu_B^2", "angular_velocity",
             lambda s: (phase_frequency(s.depth), phase_frequency_from_moments(s.density)),
             lambda s: (_hbar / (4 * _m * s.depth) / (2 * s.depth),
                        2 * pi / _hbar * s.density * (_e * _hbar / (2 * _m * _c)) ** 2), MADE_OF_CONSTANTS),
    Identity("XIII", "c B_sigma is the field of rho = e n_s v_0/c over lambda", "electric_field",
             lambda s: (charge_expulsion.charge_expulsion_field(s.depth),
                        si.ELEMENTARY_CHARGE * s.density * spin_current.spin_current_speed(s.depth) / si.SPEED_OF_LIGHT
                        * s.depth / si.VACUUM_PERMITTIVITY),
             lambda s: (_hbar * _c / (4 * _e * s.depth**2),
                        4 * pi * _e * s.density * _hbar / (4 * _m * s.depth) / _c * s.depth), MADE_OF_CONSTANTS),
)
"""Identities in the order of the text; H20-H21 and H26 are equations of motion, H38-H39 definitions."""


def _furthest(ratios: list[float]) -> float:
    return max(ratios, key=lambda ratio: abs(ratio - 1))


@check("{identity.code}: {identity.text}; every material, SI", tolerance=EXACT, reference=1.0, source="Hirsch",
       cases=[{"identity": one, "tolerance": one.tolerance} for one in IDENTITIES])
def ratio_in_si(identity: Identity) -> float:
    """Return the ratio of the two sides in SI units, of the material in which it is furthest from 1."""
    return _furthest([left / right for left, right in map(identity.si, samples())])


@check("{identity.code}: {identity.text}; every material, Gaussian", tolerance=EXACT, reference=1.0,
       source="Hirsch, slips corrected", cases=[{"identity": one, "tolerance": one.tolerance} for one in IDENTITIES])
def ratio_in_gaussian(identity: Identity) -> float:
    """Return the ratio of the two sides in Gaussian units, of the material in which it is furthest from 1."""
    return _furthest([left / right for left, right in (identity.gaussian(one.in_gaussian()) for one in samples())])


@check("{identity.code}: {identity.text}; every material, SI over Gaussian", tolerance=MADE_OF_CONSTANTS, reference=1.0,
       source="conversion of units", cases=[{"identity": one} for one in IDENTITIES])
def ratio_of_systems(identity: Identity) -> float:
    """Return the left side in SI units over that in Gaussian ones, of the material in which it is furthest from 1."""
    return _furthest([to_gaussian(identity.si(one)[0], identity.kind) / identity.gaussian(one.in_gaussian())[0]
                      for one in samples()])
