"""Energy that a vortex has on a grid alone: taken off before that of its core is added."""

from __future__ import annotations

import math
from functools import lru_cache

import numpy as np

_WAVES, _IMAGES, _ANGLES = 120, 6, 400


def lattice_share(spacing: tuple[float, float], pearl_length: float | None) -> float:
    """Return the l of ``2 pi G(r, r) = l + 2 pi (G_film + ln(r)/2 pi)`` as r vanishes: that of an endless sheet.

    Carriers alone: ``l = ln(4 e^gamma/h)``, h the diagonal of a cell. The field of the currents weighs less at wave
    numbers for which the grid is too coarse:

        l = ln(4 e^gamma/h) + (1/2 pi) int [F(k) - F_grid(k)] d^2k,    F = 1/k^2 - 1/(k^2 + k/2 Lambda)

    with F_grid = 0 beyond the cells' wave numbers and the circulations of the grid's sheet kernel within.

    Args:
        spacing: sides of a cell [m].
        pearl_length: Lambda [m]; None where the field of the currents does not count.
    """
    by_carriers = math.log(4 / math.hypot(*spacing)) + float(np.euler_gamma)
    if pearl_length is None:
        return by_carriers
    k, steps, kernel = _waves(*spacing)
    within = (_lowered_by_field(k**2, k / (2 * pearl_length))
              - _lowered_by_field(steps, steps * kernel / pearl_length))
    angle = (np.arange(_ANGLES) + 0.5) * 2 * np.pi / _ANGLES
    largest = np.pi / np.maximum(np.abs(np.cos(angle)) * spacing[0], np.abs(np.sin(angle)) * spacing[1])
    beyond = np.mean(np.log1p(0.5 / (pearl_length * largest)))
    return by_carriers + float(beyond + np.mean(within) * 2 * np.pi / math.prod(spacing))


def _lowered_by_field(carriers: np.ndarray, field: np.ndarray) -> np.ndarray:
    return field / (carriers * (carriers + field))


@lru_cache(maxsize=8)  # a film that cools has a Pearl length for every temperature, and one grid
def _waves(dx: float, dy: float) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return wave numbers of a grid, eigenvalues of its Laplacian with the sign changed, and its sheet kernel there."""
    waves = (np.arange(_WAVES) + 0.5) / _WAVES - 0.5
    kx, ky = 2 * np.pi / dx * waves[:, None], 2 * np.pi / dy * waves
    steps = (2 / dx * np.sin(kx * dx / 2)) ** 2 + (2 / dy * np.sin(ky * dy / 2)) ** 2
    return np.hypot(kx, ky), steps, _kernel(kx, ky, (dx, dy))


def _kernel(kx: np.ndarray, ky: np.ndarray, spacing: tuple[float, float]) -> np.ndarray:
    """Return the transform of the sheet kernel on an endless grid: that of 1/(4 pi r), averaged over a cell."""
    found = np.zeros(np.broadcast_shapes(kx.shape, ky.shape))
    for i in range(-_IMAGES, _IMAGES + 1):
        x = kx + 2 * np.pi * i / spacing[0]
        for j in range(-_IMAGES, _IMAGES + 1):
            y = ky + 2 * np.pi * j / spacing[1]
            cell = np.sinc(x * spacing[0] / (2 * np.pi)) * np.sinc(y * spacing[1] / (2 * np.pi))
            found += cell / (2 * np.hypot(x, y))
    return found
