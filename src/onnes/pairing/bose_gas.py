"""Excitations of a Bose gas: weakly interacting in the continuum and on a ring, and exact on a small ring.

On a ring of L sites with N bosons H = -t sum (b_i^+ b_j + h.c.) + (U/2) sum n_i (n_i - 1); energies are in units of t.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement

import numpy as np
from scipy.linalg import eigh

from onnes.units.constants import HBAR


def bogoliubov(kinetic: np.ndarray, repulsion: float) -> np.ndarray:
    """Return E = [e (e + 2 g n)]^(1/2), the excitation energy of a gas with mean repulsion g n.

    It is sound, E = (g n / m)^(1/2) p, for e << g n, and a free atom, E = e + g n, for e >> g n; there is no gap in
    either limit. Valid where few atoms are out of the lowest state, n a^3 << 1.

    Args:
        kinetic: e, kinetic energy of a free atom, any shape.
        repulsion: g n, in the same unit.

    Source: N. N. Bogoliubov (1947).
    """
    kinetic = np.asarray(kinetic, dtype=float)
    return np.sqrt(kinetic * (kinetic + 2 * repulsion))


def ring_kinetic(momentum: np.ndarray) -> np.ndarray:
    """Return e = 2 (1 - cos q), the kinetic energy of one boson on the ring, in t; q in radians per site."""
    return 2 * (1 - np.cos(momentum))


def rotation_energy(mass: float, radius: float, momentum: int = 2) -> float:
    """Return E = hbar^2 L(L + 1) / (2 I), in J, with I = 2 M r0^2, of two touching atoms that rotate (Fig. 8).

    Args:
        mass: M of one atom, kg.
        radius: r0, m.
        momentum: L, even for bosons; 2 is the least.

    It is 1.5 hbar^2/(M r0^2) for L = 2, of the order of a roton's energy in liquid helium.
    """
    return HBAR**2 * momentum * (momentum + 1) / (4 * mass * radius**2)


@dataclass(frozen=True)
class Ring:
    """N bosons on L sites in a ring, with the full Hilbert space.

    Attributes:
        sites: L, at least 3.
        bosons: N.
        repulsion: U / t.
    """

    sites: int
    bosons: int
    repulsion: float

    @cached_property
    def states(self) -> np.ndarray:
        """Occupation numbers of the basis states, shape (dimension, L)."""
        made = []
        for places in combinations_with_replacement(range(self.sites), self.bosons):
            made.append(np.bincount(places, minlength=self.sites))
        return np.array(made)

    @cached_property
    def _index(self) -> dict[tuple[int, ...], int]:
        return {tuple(state): number for number, state in enumerate(self.states)}

    @cached_property
    def hamiltonian(self) -> np.ndarray:
        """Hamiltonian in units of t, shape (dimension, dimension)."""
        matrix = np.diag(self.repulsion / 2 * np.sum(self.states * (self.states - 1), axis=1).astype(float))
        for number, state in enumerate(self.states):
            for start in np.flatnonzero(state):
                for end in ((start + 1) % self.sites, (start - 1) % self.sites):
                    moved = state.copy()
                    moved[start] -= 1
                    moved[end] += 1
                    matrix[self._index[tuple(moved)], number] -= np.sqrt(state[start] * moved[end])
        return matrix

    @cached_property
    def _shifted(self) -> np.ndarray:
        """Index of the state that each state becomes when all bosons move by one site."""
        return np.array([self._index[tuple(np.roll(state, 1))] for state in self.states])

    def energies(self, momentum: int) -> np.ndarray:
        """Return the energies (t) with total momentum 2 pi momentum / L, in rising order."""
        basis = self._sector(momentum)
        return eigh(basis.conj().T @ self.hamiltonian @ basis, eigvals_only=True)

    def _sector(self, momentum: int) -> np.ndarray:
        """Return orthonormal states of one total momentum as columns: phased sums over the shifts of a state."""
        phase = np.exp(-2j * np.pi * momentum / self.sites)
        seen: set[int] = set()
        columns = []
        for start in range(len(self.states)):
            if start in seen:
                continue
            column = np.zeros(len(self.states), dtype=complex)
            place, factor = start, 1.0 + 0j
            for _ in range(self.sites):
                column[place] += factor
                seen.add(place)
                place, factor = int(self._shifted[place]), factor * phase
            norm = np.linalg.norm(column)
            if norm > 1e-9:
                columns.append(column / norm)
        return np.array(columns).T

    @cached_property
    def levels(self) -> np.ndarray:
        """Energies of all states above the ground state (t), in rising order."""
        energies = eigh(self.hamiltonian, eigvals_only=True)
        return energies - energies[0]

    @property
    def gap(self) -> float:
        """First excitation energy (t)."""
        return float(self.levels[1])

    def branch(self) -> np.ndarray:
        """Return the lowest excitation energy (t) of each total momentum 2 pi K / L, K = 1, ..., L/2."""
        ground = self.energies(0)[0]
        return np.array([self.energies(k)[0] - ground for k in range(1, self.sites // 2 + 1)])


def endless_gap(sizes: np.ndarray, gaps: np.ndarray) -> tuple[float, float]:
    """Return the gap of an infinite ring and the change of it by the last term of the extrapolation.

    a + b/L^2 + c/L^3 goes through the last three sizes: the first level of a free particle, and the approach to a band
    edge, vary as 1/L^2; the range of the repulsion adds 1/L^3.

    Args:
        sizes: L, rising, shape (n,), n at least 3.
        gaps: gap of each ring, shape (n,).
    """
    length, last = np.asarray(sizes, dtype=float)[-3:], np.asarray(gaps)[-3:]
    straight = np.linalg.solve(np.stack((np.ones(2), length[1:] ** -2.0), axis=1), last[1:])[0]
    curved = np.linalg.solve(np.stack((np.ones(3), length**-2.0, length**-3.0), axis=1), last)[0]
    return float(curved), float(abs(curved - straight))
