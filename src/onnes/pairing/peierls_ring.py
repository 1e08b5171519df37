"""Current of a finite lattice closed to a ring, from its energy with a vector potential along it.

The hopping along the current has Peierls' phase, t exp(i q A a/hbar). Nothing is assumed of bands or momenta: the
Hamiltonian of one electron is diagonalised on the sites, the lowest states are filled, and -dj/dA = d2E/dA2 per volume.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigvalsh

from onnes.errors import InputError
from onnes.pairing.band_response import TightBinding

LEAST, LARGEST = 5, 1500
"""Least number of sites on an axis, so that no two bonds join the same sites, and most sites that are diagonalised."""

CLOSED = 0.02
"""Gap above the last filled state, in t, above which a shell counts as closed."""


@dataclass(frozen=True)
class Ring:
    """Response of the finite lattice.

    Attributes:
        electrons: filled states of one spin.
        sites: sites of the lattice.
        response: d2E/dphase2 per site, both spins, in t.
        direct_sum: sum of d2k/dp2 over the same filled states, per site: the sum that the integral A1-A2 stands for.
    """

    electrons: int
    sites: int
    response: float
    direct_sum: float

    @property
    def filling(self) -> float:
        """Share of occupied states, 0 to 1."""
        return self.electrons / self.sites


def hopping_matrix(band: TightBinding, side: int, phases: np.ndarray) -> np.ndarray:
    """Return the Hamiltonian of one electron in t, shape (side^D, side^D).

    Args:
        side: sites on each axis, closed periodically.
        phases: Peierls phase of the bond from each layer to the next along the current, shape (side,). Only their sum
            matters: the rest is a choice of gauge.
    """
    forward = np.roll(np.eye(side), -1, axis=1) * np.exp(1j * phases)[:, None]
    along = _axis(forward, band.next_hopping)
    across = _axis(np.roll(np.eye(side), -1, axis=1), band.next_hopping)
    total = np.zeros((side**band.dimension,) * 2, dtype=complex)
    for axis in range(band.dimension):
        one = along if axis == 0 else across
        total += np.kron(np.kron(np.eye(side**axis), one), np.eye(side ** (band.dimension - 1 - axis)))
    return total


def _axis(forward: np.ndarray, next_hopping: float) -> np.ndarray:
    hops = forward + next_hopping * forward @ forward
    return -(hops + hops.conj().T)


def ring(band: TightBinding, side: int, filling: float) -> Ring:
    """Return the response of the ring whose closed shell is nearest to a filling.

    Args:
        band: the band.
        side: sites on each axis.
        filling: share of occupied states, 0 to 1.

    The second derivative is a central difference of sixth order; its step keeps the filled levels below the empty ones.

    Raises:
        InputError: too few sites for distinct bonds, or too many to diagonalise.
    """
    sites = side**band.dimension
    if side < LEAST or sites > LARGEST:
        raise InputError("ring", side, f"at least {LEAST} sites on an axis and at most {LARGEST} in all")
    levels = eigvalsh(hopping_matrix(band, side, np.zeros(side)))
    gaps = np.concatenate([[np.inf], np.diff(levels), [np.inf]])
    closed = np.flatnonzero(gaps > CLOSED)
    electrons = int(closed[np.argmin(np.abs(closed - filling * sites))])
    fastest = 2 * (1 + 4 * abs(band.next_hopping))
    step = min(0.03, gaps[electrons] / (12 * fastest))

    def energy(phase: float) -> float:
        return float(np.sum(eigvalsh(hopping_matrix(band, side, np.full(side, phase)))[:electrons]))

    # E is even in the phase.
    at = [float(np.sum(levels[:electrons])), *(energy(n * step) for n in (1, 2, 3))]
    curvature = (-49 / 18 * at[0] + 3 * at[1] - 3 / 10 * at[2] + 1 / 45 * at[3]) / step**2
    return Ring(electrons, sites, 2 * curvature / sites, _direct_sum(band, side, electrons))


def _direct_sum(band: TightBinding, side: int, electrons: int) -> float:
    """Return 2/N sum over the lowest momenta of d2k/dp2 along the current."""
    k = 2 * np.pi * np.arange(side) / side
    energy, curvature = np.zeros(()), np.zeros(())
    for axis in range(band.dimension):
        energy = energy[..., None] + band.energy(k)
        curvature = curvature[..., None] + (band.curvature(k) if axis == 0 else 0.0 * k)
    lowest = np.argsort(energy, axis=None, kind="stable")[:electrons]
    return 2 * float(np.sum(curvature.ravel()[lowest])) / side**band.dimension
