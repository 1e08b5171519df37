"""London's equation of thin rings and of long strips, on rings and on lines: inductances for any Pearl length.

    Lambda K(r) + (1/mu_0) A[K](r) = Phi_0/(2 pi r mu_0)     around a ring,
    Lambda K(x) + (1/mu_0) A[K](x) = constant                across strips with currents along them

Independent of the grid of a film, on which `onnes.Film.inductance` finds the same.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from scipy.special import ellipe, ellipkm1

from onnes.units.constants import VACUUM_PERMEABILITY

_CELLS = 600


def _cells(low: float, high: float) -> tuple[np.ndarray, np.ndarray]:
    """Return middles and widths of cells that are narrower at both ends."""
    edges = low + (high - low) * 0.5 * (1 - np.cos(np.linspace(0, np.pi, _CELLS + 1)))
    return 0.5 * (edges[1:] + edges[:-1]), np.diff(edges)


def rings_inductance(inner: float, outer: float, pearl_length: float, heights: Sequence[float] = (0.0,),
                     plane: float | None = None) -> np.ndarray:
    """Return the inductances of equal rings above each other [H], shape (rings, rings).

    Args:
        inner, outer: radii [m].
        pearl_length: Lambda [m].
        heights: z of each ring [m].
        plane: distance of a plane below z = 0 that lets no field in [m]; None for none.
    """
    r, width = _cells(inner, outer)
    count = len(heights)
    kernel = np.zeros((count, _CELLS, count, _CELLS))
    for i, z in enumerate(heights):
        for j, other in enumerate(heights):
            kernel[i, :, j] = _of_rings(r, width, z - other) * width
            if plane is not None:
                kernel[i, :, j] -= _of_rings(r, width, z + other + 2 * plane) * width
        kernel[i, :, i] += pearl_length * np.eye(_CELLS)
    driven = np.zeros((count, _CELLS, count))
    for i in range(count):
        driven[i, :, i] = 1 / (2 * np.pi * r)
    size = count * _CELLS
    current = np.linalg.solve(kernel.reshape(size, size), driven.reshape(size, count)).reshape(count, _CELLS, count)
    return VACUUM_PERMEABILITY * np.linalg.inv(np.sum(current * width[:, None], axis=1))


def _of_rings(r: np.ndarray, width: np.ndarray, z: float) -> np.ndarray:
    """Return A/mu_0 at a ring of a unit of current around another, z above it; shape (cells, cells)."""
    a, b = r[:, None], r[None, :]
    m = 4 * a * b / ((a + b) ** 2 + z**2)
    with np.errstate(divide="ignore", invalid="ignore"):
        kernel = np.sqrt(b / (a * m)) / np.pi * ((1 - m / 2) * ellipkm1(1 - m) - ellipe(m))
    if z == 0:
        # On its own ring the potential is that of a straight strip: the mean of (ln(8 r/|x|) - 2)/(2 pi) over its width.
        np.fill_diagonal(kernel, (np.log(16 * r / width) - 1) / (2 * np.pi))
    return kernel


def strips_inductance(width: float, pearl_length: float, gap: float | None = None, plane: float | None = None) -> float:
    """Return the inductance per length of a long strip with its return current [H/m].

    Args:
        width: of the strip [m].
        pearl_length: Lambda [m].
        gap: to a second strip beside it, which carries the current back [m]; None for none.
        plane: distance of a plane below that lets no field in [m]; it carries the current back where no strip does.
    """
    x, cell = _cells(0.0, width)
    apart = np.abs(x[:, None] - x)
    with np.errstate(divide="ignore"):
        log = np.log(apart)
    np.fill_diagonal(log, np.log(cell) - 1.5)  # mean over the cell and the cell
    kernel = -log
    beside = None if gap is None else x[:, None] + x + gap
    if beside is not None:
        kernel = kernel + np.log(beside)
    if plane is not None:
        kernel = kernel + 0.5 * np.log(apart**2 + 4 * plane**2)
        if beside is not None:
            kernel = kernel - 0.5 * np.log(beside**2 + 4 * plane**2)
    current = np.linalg.solve(pearl_length * np.eye(_CELLS) + kernel * cell / (2 * math.pi), np.ones(_CELLS))
    return (1 if gap is None else 2) * VACUUM_PERMEABILITY / float(np.sum(current * cell))
