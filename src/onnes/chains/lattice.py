"""Units on the sites of a lattice: the interaction of every pair as one convolution, N log N by FFT.

    E = (1/2) sum_ij mu_i . T(r_i - r_j) mu_j - sum_i mu_i . B_i,    T(r) = (1 - 3 r r^T/r^2)/r^3

Lengths in the spacing a, moments in mu, energies in (mu_0/4 pi) mu^2/a^3, fields in that over mu. Two units side by
side and antiparallel have -1, head to tail -2: twice the text's Z7, which has no angles. The text's own form is T = -1
for the neighbours of a site, zero for all others: over all units of a body, -mu_1 . mu_2/r^3 would give an energy per
unit that grows as the logarithm of the size.

*chain* (along x), *square* and *disc* (in the xy plane, the disc cut out of a square lattice) are open samples, summed
directly; *cubic* is a periodic cell, in which T is Ewald's sum over all images, without a field of the surface ("tin
foil", the field inside of a needle).

Source: Z5, Z7; J. M. Luttinger, L. Tisza, Phys. Rev. 70, 954 (1946); P. P. Ewald, Ann. Phys. 369, 253 (1921).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import Literal

import numpy as np
from scipy.special import erfc

Form = Literal["dipole", "text"]
_SPLIT = 2.0
"""Ewald's alpha in 1/a: both sums converge to rounding within a few cells."""
_IMAGES, _WAVES = 4, 5
"""Cells summed to each side: in space, to erfc(8), and of wave vectors, to exp(-61)."""


@dataclass(frozen=True, eq=False)
class Lattice:
    """Sites and their interaction.

    Attributes:
        shape: sites along x, y, z.
        padded: the same with the empty sites that keep the ends of an open sample apart.
        kernel: T in wave vectors, real, shape (padded x, padded y, padded z/2 + 1, 3, 3).
        occupied: whether a unit is on the site, shape (*shape, 1).
        places: of the units, in a, shape (N, 3).
        along: unit vector of the field at each site, shape (*shape, 3).
        profile: size of the field at each site over its largest, shape (*shape, 1).
        patterns: for each component of the order parameter a unit vector or zero per site, shape (K, *shape, 3).
        form: the interaction.
    """

    shape: tuple[int, int, int]
    padded: tuple[int, int, int]
    kernel: np.ndarray
    occupied: np.ndarray
    places: np.ndarray
    along: np.ndarray
    profile: np.ndarray
    patterns: np.ndarray
    form: Form

    @property
    def number(self) -> int:
        """N."""
        return len(self.places)

    def at_units(self, values: np.ndarray) -> np.ndarray:
        """Return the values of the sites that hold a unit: shape (..., *shape, 3) -> (..., N, 3)."""
        return values[..., self.occupied[..., 0], :]

    def pairs(self) -> np.ndarray:
        """Return x . T x between each two units, shape (N, N), zero on the diagonal."""
        table = np.fft.irfftn(self.kernel[..., 0, 0], s=self.padded, axes=(0, 1, 2))
        sites = np.argwhere(self.occupied[..., 0])
        apart = (sites[:, None, :] - sites[None, :, :]) % np.array(self.padded)
        found = table[apart[..., 0], apart[..., 1], apart[..., 2]]
        np.fill_diagonal(found, 0.0)
        return found


def lattice(kind: str, across: int, form: Form = "dipole") -> Lattice:
    """Return a chain, square, disc or cubic lattice of ``across`` sites along each axis; even for a cubic one."""
    nx, ny, nz = {"chain": (across, 1, 1), "cubic": (across,) * 3}.get(kind, (across, across, 1))
    open_ends = 1 if kind == "cubic" else 2
    shape, padded = (nx, ny, nz), (open_ends * nx, open_ends * ny if ny > 1 else 1, open_ends * nz if nz > 1 else 1)
    tensor = _periodic(shape, form) if kind == "cubic" else _open(shape, padded, form)
    kernel = np.fft.rfftn(tensor, axes=(0, 1, 2)).real
    sites = np.stack(np.meshgrid(*(np.arange(n) - (n - 1) / 2 for n in shape), indexing="ij"), axis=-1)
    radius = np.hypot(sites[..., 0], sites[..., 1])[..., None]
    occupied = radius <= across / 2 if kind == "disc" else np.full((*shape, 1), True)
    along, profile = np.zeros((*shape, 3)), np.ones((*shape, 1))
    if kind == "disc":
        along = np.stack([-sites[..., 1], sites[..., 0], 0 * sites[..., 0]], axis=-1) / np.maximum(radius, 1e-9)
        profile = radius / (across / 2)
    else:
        along[..., 0] = 1
    return Lattice(shape, padded, kernel, occupied, sites[occupied[..., 0]], along * occupied, profile,
                   _patterns(kind, shape, form, along) * occupied, form)


def _patterns(kind: str, shape: tuple[int, int, int], form: Form, along: np.ndarray) -> np.ndarray:
    """Return the patterns of order: parallel, chains that alternate across, or rings.

    Columns head to tail along x whose neighbours point the other way have the sign (-1)^(y + z), and so on.
    """
    if kind == "disc":
        return along[None]
    x, y, z = np.indices(shape)
    if kind == "chain" or form == "text":
        signs = (0 * x, 0 * x, 0 * x)
    else:
        signs = (y + z, x + z, x + y) if kind == "cubic" else (y, x, x + y)
    found = np.zeros((3, *shape, 3))
    for axis, sign in enumerate(signs):
        found[axis, ..., axis] = (-1.0) ** sign
    return found


def dipole_tensor(apart: np.ndarray) -> np.ndarray:
    """Return T(r) = (1 - 3 r r^T/r^2)/r^3, zero at r = 0, of separations of shape (..., 3)."""
    return _tensor(apart, 0.0)


def _tensor(apart: np.ndarray, split: float) -> np.ndarray:
    """Return -grad grad erfc(alpha r)/r, zero at r = 0: T of dipoles screened by Gaussian clouds, shape (..., 3, 3)."""
    square = np.sum(apart**2, axis=-1)[..., None, None]
    r = np.sqrt(np.where(square == 0, 1.0, square))
    cloud = 2 * split / np.sqrt(np.pi) * np.exp(-(split * r) ** 2)
    first = erfc(split * r) / r**3 + cloud / r**2
    second = 3 * erfc(split * r) / r**5 + cloud * (2 * split**2 + 3 / r**2) / r**2
    outer = apart[..., :, None] * apart[..., None, :]
    return np.where(square == 0, 0.0, first * np.eye(3) - second * outer)


def _open(shape: tuple[int, ...], padded: tuple[int, ...], form: Form) -> np.ndarray:
    """Return T at the separations of an open sample, negative ones at the end of each axis, shape (*padded, 3, 3)."""
    along = [(np.arange(large) + small) % large - small if large > 1 else np.zeros(1)
             for small, large in zip(shape, padded, strict=True)]
    apart = np.stack(np.meshgrid(*along, indexing="ij"), axis=-1).astype(float)
    if form == "text":
        return -np.eye(3) * (np.sum(apart**2, axis=-1) == 1)[..., None, None]
    beyond = np.any(apart == -np.array([n if n > 1 else 2 for n in shape]), axis=-1)  # no two units are so far apart
    return np.where(beyond[..., None, None], 0.0, dipole_tensor(apart))


def _periodic(shape: tuple[int, ...], form: Form) -> np.ndarray:
    """Return T summed over the images of a cell, shape (*shape, 3, 3)."""
    total = np.zeros((*shape, 3, 3))
    near = range(-_IMAGES, _IMAGES + 1) if form == "dipole" else range(-1, 2)
    for site in product(near, repeat=3):
        apart = np.array(site, dtype=float)
        value = _tensor(apart, _SPLIT) if form == "dipole" else -np.eye(3) * (apart @ apart == 1)
        total[tuple(np.array(site) % np.array(shape))] += value
    return total if form == "text" else total + _of_waves(shape)


def _of_waves(shape: tuple[int, ...]) -> np.ndarray:
    """Return the smooth part of Ewald's sum, less that of a unit on itself, shape (*shape, 3, 3)."""
    waves = np.stack(np.meshgrid(*(2 * np.pi * np.fft.fftfreq(n) for n in shape), indexing="ij"), axis=-1)
    smooth = np.zeros((*shape, 3, 3))
    for cell in product(range(-_WAVES, _WAVES + 1), repeat=3):
        k = waves + 2 * np.pi * np.array(cell)
        square = np.sum(k**2, axis=-1)[..., None, None]
        weight = np.exp(-square / (4 * _SPLIT**2)) / np.where(square == 0, np.inf, square)
        smooth += 4 * np.pi * weight * k[..., :, None] * k[..., None, :]
    found = np.fft.ifftn(smooth, axes=(0, 1, 2)).real
    found[0, 0, 0] -= 4 * _SPLIT**3 / (3 * np.sqrt(np.pi)) * np.eye(3)
    return found


def ground_energy(found: Lattice) -> float:
    """Return the lowest eigenvalue of T over two, in units of (mu_0/4 pi) mu^2/a^3: a bound on the energy per unit.

    For a cubic cell of even size it is reached, by columns head to tail whose neighbours point the other way. For an
    open sample it is a lower bound.

    Source: J. M. Luttinger, L. Tisza, Phys. Rev. 70, 954 (1946).
    """
    return float(np.min(np.linalg.eigvalsh(found.kernel))) / 2
