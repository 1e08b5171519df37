"""Two slits with a tube of flux in the wall between them: Aharonov and Bohm's interference."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import equinox as eqx
import jax
import jax.numpy as jnp
import numpy as np
from jax import lax

from onnes.grids import Grid
from onnes.grids.complex_parts import squared_modulus
from onnes.laws.schroedinger import Schroedinger, absorbing_layer
from onnes.laws.steppers import symmetric
from onnes.numerics.jax_settings import as_array
from onnes.problems.wave_packet.flight import Flight, flight
from onnes.problems.wave_packet.plane import Static, flux_tube, gaussian, plane, walled

WAVELENGTH = 2 * np.pi
SLIT, THICKNESS, AHEAD, BEHIND = 1.0, 1.0, 6.0, 8.0
"""Width of a slit, thickness of the wall, distance of the packet before and of the screen behind it, in wavelengths."""
_LAYER = 2.0
"""Width of the absorbing layer, likewise."""
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
    law = _with(law, _tube(law.sample.grid, flux), where.until / records)
    return flight(law, _arriving(law.sample.grid, psi, flux), where.until, records, progress)


def _with(law: Schroedinger, fields: Static, step: float) -> Schroedinger:
    return Schroedinger(law.sample, fields, absorption=law.absorption, step=step)


def on_screen(sample, density: np.ndarray, where: Geometry) -> np.ndarray:
    """Return densities, shape (..., nx, ny), on the line of the screen, shape (..., ny)."""
    x = np.asarray(sample.grid.nodes[0])
    return density[..., int(np.argmin(np.abs(x - where.screen))), :]


def period_of(fluxes: np.ndarray, intensity: np.ndarray) -> tuple[float, float, np.ndarray]:
    """Return the period of an intensity in the flux, its standard error, and the fitted intensity.

    A Fourier series of some harmonics is fitted together with its period.

    Args:
        fluxes: in h/|q|, over about two periods.
        intensity: at these fluxes.
    """
    from scipy.optimize import curve_fit

    orders = np.arange(1, _HARMONICS + 1)

    def series(flux, period, *factors):
        angle = 2 * np.pi * np.outer(flux, orders) / period
        n = len(orders)
        return factors[0] + np.cos(angle) @ factors[1:n + 1] + np.sin(angle) @ factors[n + 1:]

    spectrum = intensity - np.mean(intensity)
    trial = np.linspace(0.4, 2.0, 161)
    power = [np.abs(np.exp(-2j * np.pi * fluxes / p) @ spectrum) for p in trial]
    first = [float(trial[int(np.argmax(power))]), float(np.mean(intensity)), *np.zeros(2 * len(orders))]
    scale = float(np.max(np.abs(intensity)))
    found, covariance = curve_fit(series, fluxes, intensity / scale, [first[0], first[1] / scale, *first[2:]])
    return float(found[0]), float(np.sqrt(covariance[0, 0])), scale * series(fluxes, *found)


def intensities(law: Schroedinger, psi: np.ndarray, where: Geometry, fluxes: np.ndarray, records: int) -> np.ndarray:
    """Return int |psi|^2 dt on the screen for every flux, shape (fluxes, ny), from runs side by side."""
    grid, step = law.sample.grid, where.until / records
    tubes = jax.tree.map(lambda *each: jnp.stack(each), *[_tube(grid, float(flux)) for flux in fluxes])
    law = _with(law, _tube(grid, 0.0), step)
    arriving = as_array(np.stack([_arriving(grid, psi, float(flux)) for flux in fluxes]))
    first = symmetric.begin(law, arriving[0])
    most = symmetric.most_terms(law, first, 0.0, step)
    x = np.asarray(grid.nodes[0])
    return np.asarray(_collected(law, tubes, arriving, first, int(np.argmin(np.abs(x - where.screen))), records, most))


@eqx.filter_jit
def _collected(law: Schroedinger, tubes: Static, arriving: jax.Array, first: symmetric.Passed, column: int, records: int, most: int):
    h = jnp.asarray(law.step, float)

    def collected(tube, psi):
        moved = eqx.tree_at(lambda each: each.fields, law, tube)

        def add(k, carry):
            now, total = carry
            now = symmetric.step(moved, now, k * h, h, most)
            return now, total + h * squared_modulus(now.psi[column])

        return lax.fori_loop(0, records, add, (first._replace(psi=psi), jnp.zeros(psi.shape[1])))[1]

    return jax.vmap(collected)(tubes, arriving)
