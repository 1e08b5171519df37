"""Excitations of a Bose gas: weakly interacting in the continuum and on a ring, and exact on a small ring.

The ring: sites L, bosons N, H = -t sum (b_i^+ b_j + h.c.) + (U/2) sum n_i (n_i - 1); energies in units of t.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from itertools import combinations_with_replacement

import numpy as np
from scipy.linalg import eigh

from onnes.units.constants import HBAR


def bogoliubov(kinetic: np.ndarray, repulsion: float) -> np.ndarray:
    """E = [e (e + 2 g n)]^(1/2): energy of an excitation with kinetic energy e in a gas with mean repulsion g n.

    Sound, E = (g n / m)^(1/2) p, for e << g n; a free atom, E = e + g n, for e >> g n. No gap in either. Valid where
    few atoms are out of the lowest state: n a^3 << 1.

    Source: N. N. Bogoliubov (1947).
    """
    kinetic = np.asarray(kinetic, dtype=float)
    return np.sqrt(kinetic * (kinetic + 2 * repulsion))


def ring_kinetic(momentum: np.ndarray) -> np.ndarray:
    """e = 2 (1 - cos q) of one boson on the ring, in t; q in radians per site."""
    return 2 * (1 - np.cos(momentum))


def rotation_energy(mass: float, radius: float, momentum: int = 2) -> float:
    """E = hbar^2 L(L + 1) / (2 I), in J, I = 2 M r0^2: two touching atoms turned about each other, as in Fig. 8.

    Args:
        mass: M of one atom, kg.
        radius: r0, m.
        momentum: L, even for bosons; 2 is the least.

    1.5 hbar^2/(M r0^2) for L = 2: of the order of a roton in liquid helium.
    """
    return HBAR**2 * momentum * (momentum + 1) / (4 * mass * radius**2)


@dataclass(frozen=True)
class Ring:
    """N bosons on L sites in a ring, all states kept.

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
        """Occupations, shape (dimension, L)."""
        made = []
        for places in combinations_with_replacement(range(self.sites), self.bosons):
            made.append(np.bincount(places, minlength=self.sites))
        return np.array(made)

    @cached_property
    def _index(self) -> dict[tuple[int, ...], int]:
        return {tuple(state): number for number, state in enumerate(self.states)}

    @cached_property
    def hamiltonian(self) -> np.ndarray:
        """H in units of t, shape (dimension, dimension)."""
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
        """Where each state goes when all bosons move by one site."""
        return np.array([self._index[tuple(np.roll(state, 1))] for state in self.states])

    def energies(self, momentum: int) -> np.ndarray:
        """Energies (t) of total momentum 2 pi momentum / L, rising."""
        basis = self._sector(momentum)
        return eigh(basis.conj().T @ self.hamiltonian @ basis, eigvals_only=True)

    def _sector(self, momentum: int) -> np.ndarray:
        """Orthonormal states of one total momentum, as columns: sums over an orbit of shifted states with phases."""
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
        """All energies above the ground state (t), rising."""
        energies = eigh(self.hamiltonian, eigvals_only=True)
        return energies - energies[0]

    @property
    def gap(self) -> float:
        """First excitation energy (t)."""
        return float(self.levels[1])

    def branch(self) -> np.ndarray:
        """Lowest excitation of each total momentum 2 pi K / L, K = 1, ..., L/2 (t)."""
        ground = self.energies(0)[0]
        return np.array([self.energies(k)[0] - ground for k in range(1, self.sites // 2 + 1)])


def endless_gap(sizes: np.ndarray, gaps: np.ndarray) -> tuple[float, float]:
    """Gap of an endless ring, from a + b/L^2 + c/L^3 through the last three sizes, and its change by the last term.

    1/L^2 is how a free particle's first level closes, and how the edge of a band is reached; 1/L^3 is what the range
    of the repulsion adds.
    """
    length, last = np.asarray(sizes, dtype=float)[-3:], np.asarray(gaps)[-3:]
    straight = np.linalg.solve(np.stack((np.ones(2), length[1:] ** -2.0), axis=1), last[1:])[0]
    curved = np.linalg.solve(np.stack((np.ones(3), length**-2.0, length**-3.0), axis=1), last)[0]
    return float(curved), float(abs(curved - straight))
