"""Wells of a landscape in which a vortex may stay, and the barriers around them."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from scipy.ndimage import generate_binary_structure, label, minimum_filter
from scipy.optimize import brentq

from onnes.errors import InputError
from onnes.problems.vortex_landscape.landscape import VortexLandscape
from onnes.units.constants import FLUX_QUANTUM

_ROUNDS, _ACCURACY, _ROUNDING = 40, 1e-4, 1e-9
_LARGEST = 1e3
"""Largest field over the metastable one."""
_ALL_AROUND = generate_binary_structure(2, 2)


@dataclass(frozen=True)
class Well:
    """The deepest minimum of the energy of a vortex away from the edges.

    Attributes:
        site: its number.
        energy: there [J].
        barrier: what a vortex there needs to reach an edge or a hole [J], on the lowest way.
    """

    site: int
    energy: float
    barrier: float


def settled_fluxoids(landscape: VortexLandscape, field: float) -> np.ndarray:
    """Return the fluxoids of the holes in a field [T] from which no single one more or less lowers the energy."""
    stiffness, force = landscape.hole_energy, field * landscape.hole_field_energy
    fluxoids = np.round(-np.linalg.solve(stiffness, force))
    while True:
        slope, half = stiffness @ fluxoids + force, 0.5 * np.diag(stiffness)
        changes = np.concatenate([slope + half, half - slope])
        if not np.min(changes, initial=0.0) < -_ROUNDING * np.max(half, initial=0.0):
            return fluxoids
        best = int(np.argmin(changes))
        fluxoids[best % len(fluxoids)] += 1 if best < len(fluxoids) else -1


def energy_of_one(landscape: VortexLandscape, field: float) -> np.ndarray:
    """Return the energy of a single vortex at each site in a field, with the fluxoids of `settled_fluxoids` [J]."""
    of_holes = settled_fluxoids(landscape, field) @ landscape.hole_coupling
    return landscape.self_energy + field * landscape.field_energy + of_holes


def deepest_well(landscape: VortexLandscape, field: float) -> Well | None:
    """Return the deepest well for a single vortex in a field [T], see `energy_of_one`; None if there is none."""
    energy = landscape.on_grid(energy_of_one(landscape, field), np.inf)
    film = np.isfinite(energy)
    rim = film & (minimum_filter(film.astype(int), 3, mode="constant") == 0)
    minima = film & ~rim & (energy <= minimum_filter(np.where(rim, -np.inf, energy), 3))
    if not np.any(minima):
        return None
    place = np.unravel_index(np.argmin(np.where(minima, energy, np.inf)), energy.shape)
    low, high = float(energy[place]), float(np.max(energy[film]))
    bottom = low
    for _ in range(_ROUNDS):
        level = 0.5 * (low + high)
        basins = label(energy <= level, _ALL_AROUND)[0]
        low, high = (low, level) if np.any(rim & (basins == basins[place])) else (level, high)
    site = int(np.flatnonzero((landscape.cells[0] == place[0]) & (landscape.cells[1] == place[1]))[0])
    return Well(site, bottom, high - bottom)


def metastable_field(landscape: VortexLandscape) -> float:
    """Return the field from which a vortex has a minimum away from the edges [T], on the sites of the landscape."""
    high = FLUX_QUANTUM / (landscape.x.size * math.prod(landscape.spacing))
    while deepest_well(landscape, high) is None:
        high *= 2
    low = 0.0
    while high - low > _ACCURACY * high:
        middle = 0.5 * (low + high)
        low, high = (low, middle) if deepest_well(landscape, middle) else (middle, high)
    return high


def favourable_field(landscape: VortexLandscape, metastable: float) -> float:
    """Return the field from which a vortex in the deepest well lowers the energy [T].

    Args:
        metastable: field from which there is a well [T].

    Raises:
        InputError: a grid on which the holes take all flux.
    """
    def energy(field: float) -> float:
        well = deepest_well(landscape, field)  # None where holes that took one more quantum filled it
        return landscape.unit if well is None else well.energy

    high = 2 * metastable
    while energy(high) > 0:
        high *= 2
        if high > _LARGEST * metastable:
            raise InputError("spacing", f"{max(landscape.spacing):.3g} m", "a well away from the edges that remains",
                             "Moats take all flux of the narrow metal on this grid: decrease the spacing.")
    return float(brentq(energy, metastable, high, rtol=_ACCURACY)) if energy(metastable) > 0 else metastable

