"""Readings and arrays of an 8, in SI units."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from onnes.chains.energies import coulomb_energy, dipole_energy
from onnes.chains.standing_wave import standing_wave_frequency
from onnes.results import Array, Reading
from onnes.units.constants import BOLTZMANN, VACUUM_PERMEABILITY

if TYPE_CHECKING:
    from onnes.experiments.figure_eight import FigureEightLoop

_FAR = (500.0, 1000.0)
"""Distances between which the exponent of the far field is read, in R."""
_NEAR, _OUT, _DISTANCES, _SPACINGS = 0.6, 200.0, 61, 25
"""First distance of the field, in lengths of the 8; last one, in R; number of them, and of spacings of the energy."""
_FARTHEST_PAIR = 150.0
"""Largest spacing of the energy that is drawn, in R, unless the one asked for is larger."""
_STEP = 1e-3
"""Relative step of the derivative of the energy."""
_MAP, _PIXELS = 0.9, 90
"""Half side of the map of the field, in lengths of the 8; points across it."""


def readings(asked: FigureEightLoop) -> dict[str, Reading]:
    """Return moments, far field, energy in the field, and energy of a pair."""
    return _moments(asked) | _far_field(asked) | _pair(asked)


def _moments(asked: FigureEightLoop) -> dict[str, Reading]:
    eight, current = asked.eight, asked.current
    moment = current * eight.dipole
    along_moment = asked.field if asked.field_along == "axis" else 0.0
    return {
        "current": Reading(current, "A", None, "I = mu/A"),
        "standing_wave_frequency": Reading(standing_wave_frequency(asked.radius), "Hz", None, "f = c/(2 R)"),
        "lobe_moment_stretched": Reading(current * eight.lobe_areas[0], "J/T", None, "of the lobe at x > 0"),
        "dipole_moment": Reading(moment, "J/T", None, "sum of both lobes, along z"),
        "quadrupole": Reading(current * eight.quadrupole, "A m^3", None, "M_zx = I int x dS"),
        "orientation_energy": Reading(0.0 - moment * along_moment, "J", None, "-m . B in the field"),
    }


def _far_field(asked: FigureEightLoop) -> dict[str, Reading]:
    eight = asked.eight
    near, far = _along_x(asked, np.array(_FAR) * asked.radius)
    crossover = abs(3 * eight.quadrupole / eight.dipole) if eight.dipole else None
    return {
        "far_field_exponent": Reading(float(np.log(abs(far / near)) / np.log(_FAR[1] / _FAR[0])), "", None,
                                      f"d ln|B|/d ln r along x, from {_FAR[0]:g} R to {_FAR[1]:g} R; -3 of a dipole"),
        "crossover_distance": Reading(crossover, "m", None, "distance along x beyond which the dipole wins",
                                      absent="no dipole"),
    }


def _pair(asked: FigureEightLoop) -> dict[str, Reading]:
    spacing = asked.spacing
    energy, text = asked.pair_energy(spacing), dipole_energy(asked.lobe_moment, asked.lobe_moment, spacing)
    inner, outer = (asked.pair_energy(spacing * (1 + step)) for step in (-_STEP, _STEP))
    exponent = (outer - inner) / (2 * _STEP * energy)
    return {
        "pair_energy": Reading(energy, "J", None, "U of two 8s; negative: they attract"),
        "dipole_energy": Reading(text, "J", None, "the text's, -(mu_0/4 pi) mu^2/a^3 of the moment of one lobe"),
        "pair_energy_over_dipole": Reading(energy / text, "", None, "U over the text's"),
        "pair_energy_exponent": Reading(exponent, "", None, "d ln|U|/d ln a; -3 of dipoles, -5 of 8s far apart"),
        "pair_temperature": Reading(abs(energy) / BOLTZMANN, "K", None, "|U|/k"),
        "pair_energy_over_coulomb": Reading(abs(energy) / coulomb_energy(spacing), "", None,
                                            "|U| over the repulsion e^2/(4 pi eps_0 a)"),
    }


def arrays(asked: FigureEightLoop) -> dict[str, Array]:
    """Return the curve, the field along x and in the plane of x and z, and the energy against distance."""
    eight, current, radius = asked.eight, asked.current, asked.radius
    distance = np.geomspace(_NEAR * eight.length, _OUT * radius, _DISTANCES)
    first = 1.05 * asked.touching
    spacings = np.geomspace(first, max(_FARTHEST_PAIR * radius, asked.spacing, 3 * first), _SPACINGS)
    energy = np.array([asked.pair_energy(each) for each in spacings])
    plane = np.linspace(-_MAP, _MAP, _PIXELS) * eight.length
    x, z = np.meshgrid(plane, plane, indexing="ij")
    # In parts: the distances of all points from all of the wire fill much memory.
    points = np.stack([x, np.zeros_like(x), z], axis=-1)
    mapped = current * np.concatenate([eight.field(part) for part in np.array_split(points, 16)])
    prefactor = VACUUM_PERMEABILITY / (4 * np.pi) * current
    return {
        "curve": Array(eight.curve[0][..., :2], ("lobe", "node", "axis"), "m", "place on the wire"),
        "distance": Array(distance, ("distance",), "m", "distance from the crossing along x"),
        "field": Array(np.abs(_along_x(asked, distance)), ("distance",), "T", "magnetic field"),
        "field_of_lobe": Array(prefactor * eight.lobe_areas[0] / distance**3, ("distance",), "T", "dipole of one lobe"),
        "field_of_quadrupole": Array(prefactor * 3 * eight.quadrupole / distance**4, ("distance",), "T", "quadrupole"),
        "spacing": Array(spacings, ("spacing",), "m", "distance of two 8s"),
        "energy": Array(energy, ("spacing",), "J", "energy of two 8s"),
        "energy_of_dipoles": Array(np.array([dipole_energy(asked.lobe_moment, asked.lobe_moment, each)
                                             for each in spacings]), ("spacing",), "J", "the text's energy"),
        "energy_of_charges": Array(np.array([coulomb_energy(each) for each in spacings]), ("spacing",), "J",
                                   "Coulomb repulsion"),
        "x": Array(plane, ("x",), "m", "place along the 8"),
        "z": Array(plane, ("z",), "m", "height above the 8"),
        "field_x": Array(mapped[..., 0], ("x", "z"), "T", "magnetic field along x"),
        "field_z": Array(mapped[..., 2], ("x", "z"), "T", "magnetic field along z"),
    }


def _along_x(asked: FigureEightLoop, distance: np.ndarray) -> np.ndarray:
    """Return B_z on the x axis, in T."""
    points = np.zeros((len(distance), 3))
    points[:, 0] = distance
    return asked.current * asked.eight.field(points)[:, 2]
