"""Two slits with a tube of flux in the wall between them: Aharonov and Bohm's interference."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from onnes.grids import Grid
from onnes.laws.schroedinger import Schroedinger, absorbing_layer
from onnes.problems.wave_packet.flight import Flight, flight
from onnes.problems.wave_packet.plane import Static, flux_tube, gaussian, plane, walled

WAVELENGTH = 2 * np.pi
SLIT, THICKNESS, AHEAD, BEHIND = 1.0, 1.0, 6.0, 8.0
"""Width of a slit, thickness of the wall, distance of the packet before and of the screen behind it, in wavelengths."""
_LAYER = 2.0
"""Width of the absorbing layer, likewise."""
_SHORTEST = 0.6
"""Shortest period looked for; a shorter one would be seen as a longer one."""
_FITS = 0.05
"""Misfit over the variance of the intensity at which a period fits."""
_HARMONICS = 2
"""Harmonics of the intensity in the flux: how often a wave goes around the tube."""


class Geometry(NamedTuple):
    """Places in units of wavelength/(2 pi).

    Attributes:
        separation: distance of the middles of the slits.
        half: half the width and height of the plane.
        start: x of the packet.
        screen: x where the intensity is read.
        until: time of the run.
        width: standard deviations of the packet along x and y.
    """

    separation: float
    half: tuple[float, float]
    start: float
    screen: float
    until: float
    width: tuple[float, float]


def geometry(separation: float) -> Geometry:
    """Return where things are, for slits at a distance in units of wavelength/(2 pi)."""
    one = WAVELENGTH
    along, across = 1.5 * one, max(0.6 * separation, one)
    half = (max(AHEAD, BEHIND) + _LAYER + 1.0) * one, 0.5 * separation + (_LAYER + 5.0) * one
    way = (AHEAD + BEHIND) * one + 2.5 * along  # until most of it has passed the screen, at speed 2
    return Geometry(separation, half, -AHEAD * one, BEHIND * one, 0.5 * way + 0.2 * one * BEHIND, (along, across))


def slits(where: Geometry, cells: float) -> tuple[Schroedinger, np.ndarray, np.ndarray]:
    """Return the law without flux, the packet and the nodes of the wall.

    Args:
        cells: per wavelength.
    """
    grid = plane(*where.half, WAVELENGTH / cells)
    x, y = grid.points()
    wall = (np.abs(x) <= 0.5 * THICKNESS * WAVELENGTH) & (
        np.abs(np.abs(y) - 0.5 * where.separation) > 0.5 * SLIT * WAVELENGTH)
    sample = walled(grid, wall)
    law = Schroedinger(sample, _tube(grid, 0.0), absorption=absorbing_layer(sample, _LAYER * WAVELENGTH, 1.0))
    return law, gaussian(grid, (where.start, 0.0), where.width, (1.0, 0.0)), wall


def _tube(grid: Grid, flux: float) -> Static:
    return Static(flux_tube(grid, flux, _centre(grid)), 0.0)


def _centre(grid: Grid) -> tuple[float, float]:
    """Return the middle of the face beside the origin, in the wall."""
    x = grid.nodes[0]
    assert x is not None
    half = 0.5 * float(x[1] - x[0])
    return half, half


def _arriving(grid: Grid, psi: np.ndarray, flux: float) -> np.ndarray:
    """Return a packet on the left of the wall, with its velocity as it is without flux."""
    x, y = grid.points()
    at = _centre(grid)
    return psi * np.exp(1j * flux * np.angle((at[0] - x) + 1j * (at[1] - y)))


def through_slits(law: Schroedinger, psi: np.ndarray, where: Geometry, flux: float, records: int,
                  progress: Callable[[float, str], None] | None = None) -> Flight:
    """Return the flight of the packet through the slits with a flux in the tube."""
    grid = law.sample.grid
    law = Schroedinger(law.sample, _tube(grid, flux), absorption=law.absorption, step=where.until / records)
    return flight(law, _arriving(grid, psi, flux), where.until, records, progress)


def on_screen(seen: Flight, where: Geometry) -> np.ndarray:
    """Return int |psi|^2 dt along the line of the screen, shape (ny,)."""
    x = np.asarray(seen.sample.grid.nodes[0])
    return np.trapezoid(np.abs(seen.psi[:, int(np.argmin(np.abs(x - where.screen)))]) ** 2, seen.time, axis=0)


def period_of(fluxes: np.ndarray, intensity: np.ndarray) -> tuple[float, float, np.ndarray]:
    """Return the period of an intensity in the flux, its standard error, and the fitted intensity.

    A Fourier series is fitted for every period, and the best period taken.

    Args:
        fluxes: in h/|q|, over about two periods.
        intensity: at these fluxes.
    """
    from scipy.optimize import least_squares

    relative = intensity / np.max(intensity)

    def series(period: float) -> np.ndarray:
        angles = 2 * np.pi * np.outer(fluxes, np.arange(1, _HARMONICS + 1)) / period
        columns = np.hstack([np.ones((len(fluxes), 1)), np.cos(angles), np.sin(angles)])
        return columns @ np.linalg.lstsq(columns, relative, rcond=None)[0]

    trial = np.linspace(_SHORTEST, 2.0, 161)
    misfits = np.array([np.sum((series(p) - relative) ** 2) for p in trial])
    # Twice a period is one too: the shortest that fits.
    fits = misfits <= _FITS * np.sum((relative - np.mean(relative)) ** 2)
    first = trial[int(np.argmax(fits)) if np.any(fits) else int(np.argmin(misfits))]
    found = least_squares(lambda p: series(float(p[0])) - relative, [first], xtol=1e-15, ftol=1e-15, gtol=1e-15)
    left = len(fluxes) - 2 * _HARMONICS - 2
    error = float(np.sqrt(2 * found.cost / left / np.sum(np.asarray(found.jac) ** 2)))
    return float(found.x[0]), error, np.max(intensity) * series(float(found.x[0]))
