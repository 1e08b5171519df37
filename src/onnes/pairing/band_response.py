"""Response of a partly filled tight-binding band to a vector potential (Weisskopf, Appendix II)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.optimize import brentq, minimize_scalar

NODES = 32
"""Number of quadrature points across the current, on each piece of each axis."""


@dataclass(frozen=True)
class TightBinding:
    """Tight-binding band ``k(p) = sum over axes of -2 t cos(ka) - 2 t' cos(2ka)``, in units of t with a = 1.

    Attributes:
        dimension: 1, 2 or 3.
        next_hopping: t'/t, within -1/4 and 1/4: then the bottom is at k = 0 and the top in the corner of the zone,
            with no other turning point on the way.
    """

    dimension: int
    next_hopping: float = 0.0

    def energy(self, k):
        """Return the energy along one axis."""
        return -2 * np.cos(k) - 2 * self.next_hopping * np.cos(2 * k)

    def velocity(self, k):
        """Return dk/dp along one axis."""
        return 2 * np.sin(k) + 4 * self.next_hopping * np.sin(2 * k)

    def curvature(self, k):
        """Return d2k/dp2 along one axis, the inverse effective mass."""
        return 2 * np.cos(k) + 8 * self.next_hopping * np.cos(2 * k)

    @property
    def bottom(self) -> float:
        """Lowest energy of one axis."""
        return float(self.energy(0.0))

    @property
    def top(self) -> float:
        """Highest energy of one axis."""
        return float(self.energy(np.pi))

    @property
    def band_curvature(self) -> float:
        """Curvature at the bottom, hbar^2/(m* t a^2) = 2 + 8 t'/t, with m* the band mass at low filling."""
        return float(self.curvature(0.0))

    def wave_number(self, energy):
        """Return the wave number k from 0 to pi that has an energy along one axis.

        Outside the band the nearest end is returned. With s = sin(k/2)^2 the energy is bottom + 4 (1 + 4 t') s - 16
        t' s^2, and likewise from the top with cos(k/2)^2 and -t': each root is exact at its own end of the band.
        """
        e = np.clip(energy, self.bottom, self.top)
        tau = self.next_hopping
        sine = _root(e - self.bottom, tau)
        cosine = _root(self.top - e, -tau)
        return 2 * np.arctan2(np.sqrt(sine), np.sqrt(cosine))


def _root(height, tau: float):
    """Return the root s of ``height = 4 (1 + 4 tau) s - 16 tau s^2`` that stays finite as tau goes to 0."""
    steepness = 1 + 4 * tau
    return height / (2 * (steepness + np.sqrt(np.maximum(steepness**2 - 4 * tau * height, 0.0))))


@dataclass(frozen=True)
class Occupied:
    """Filling and response of a band occupied up to a Fermi energy.

    Attributes:
        filling: share of the states that are occupied, 0 to 1.
        response: -dj/dA per lattice site over e^2 t a^2/hbar^2 (both spins).
    """

    filling: float
    response: float


def occupied(band: TightBinding, fermi_energy: float, nodes: int = NODES) -> Occupied:
    """Return the filling and ``-dj/dA = (e^2/hbar^2) 2 int_occupied d2k/dp2 d^Dk/(2 pi)^D`` at a Fermi energy.

    Along the current the integral is done as in the text: int k'' dp = k'(+k_F) - k'(-k_F), with k_F that of the
    momenta across. Only the electrons at the Fermi surface contribute, and where the band is filled to the end of the
    zone their velocity is zero. The integrals across are split where the occupied region reaches the end of the zone,
    and each piece is mapped by a cosine, which removes the square-root ends.

    Args:
        band: the band.
        fermi_energy: in units of t.
        nodes: points of each piece.

    Source: A1-A2, with the first term of k(p - eA) that the text leaves out.
    """
    place, share = _piece(nodes)
    left, weight = np.array([fermi_energy]), np.array([1.0])
    for axis in range(band.dimension - 1):
        others = band.dimension - 1 - axis
        ends = [np.zeros_like(left)]
        ends += [band.wave_number(left - j * band.top - (others - j) * band.bottom) for j in range(others, -1, -1)]
        start, length = np.stack(ends[:-1], axis=1), np.diff(np.stack(ends, axis=1), axis=1)
        k = start[..., None] + length[..., None] * place
        weight = (weight[:, None, None] * length[..., None] * share / np.pi).ravel()
        left = (left[:, None, None] - band.energy(k)).ravel()
    last = band.wave_number(left)
    return Occupied(float(np.sum(weight * last)) / np.pi, 2 / np.pi * float(np.sum(weight * band.velocity(last))))


@cache
def _piece(nodes: int) -> tuple[np.ndarray, np.ndarray]:
    """Return the quadrature points and weights on a piece of unit length, each of shape (nodes,)."""
    points, weights = np.polynomial.legendre.leggauss(nodes)
    angle = np.pi / 2 * (points + 1)
    return (1 - np.cos(angle)) / 2, np.pi / 4 * weights * np.sin(angle)


def fermi_energy_at(band: TightBinding, filling: float, nodes: int = NODES) -> float:
    """Return the Fermi energy, in units of t, at which a share of the states, 0 (empty) to 1 (full), is occupied."""
    lowest, highest = band.dimension * band.bottom, band.dimension * band.top
    if filling in (0, 1):
        return highest if filling else lowest
    return float(brentq(lambda e: occupied(band, e, nodes).filling - filling, lowest, highest, xtol=1e-14, rtol=1e-15))


@cache
def at_filling(band: TightBinding, filling: float, nodes: int = NODES) -> Occupied:
    """Return filling and response of a band with a share of its states occupied, 0 (empty) to 1 (full)."""
    if band.dimension == 1:
        return Occupied(filling, 2 / np.pi * float(band.velocity(np.pi * filling)))
    return occupied(band, fermi_energy_at(band, filling, nodes), nodes)


def largest_response(band: TightBinding, nodes: int = NODES) -> Occupied:
    """Return the filling with the largest response, and that response; half filling without t'."""
    lowest, highest = band.dimension * band.bottom, band.dimension * band.top
    best = minimize_scalar(lambda e: -occupied(band, e, nodes).response, bounds=(lowest, highest), method="bounded",
                           options={"xatol": 1e-9 * (highest - lowest)})
    return occupied(band, float(best.x), nodes)


def london_response(band: TightBinding, filling: float) -> float:
    """Return n e^2/m* with the mass at the bottom of the band, in the units of `Occupied`: 2 filling (2 + 8 t'/t).

    It is the response of all electrons if k(p) were p^2/2m* throughout (W33).

    Source: W33 with the band's mass.
    """
    return 2 * filling * band.band_curvature
