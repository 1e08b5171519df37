"""Exact levels of the reduced pairing Hamiltonian with blocked levels, and the energy to break one pair.

    H = sum_j 2 e_j b_j^+ b_j - G sum_jk b_j^+ b_k,  no level holds two pairs (W29)

Omega levels of spacing 1/Omega fill a shell of unit width, hbar omega_D per electron; G = NV / Omega.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
from scipy.linalg import eigh


def ground_energy(energies: np.ndarray, pairs: int, strength: float) -> float:
    """Return the lowest energy of the pairs on given levels, in units of the shell.

    Args:
        energies: e_j of the levels that pairs may use, shape (n,).
        pairs: their number.
        strength: G.
    """
    return float(_spectrum(energies, pairs, strength)[0])


def breaking_cost(levels: int, coupling: float) -> float:
    """Return the energy to break one pair of a half-filled shell, in units of the shell.

    It is E(pairs - 1 on the other levels) + e_a + e_b - E(all paired): two electrons alone on the levels next to the
    Fermi surface, which are blocked for pairs. Without attraction it is the spacing of two levels and goes to zero;
    with attraction 2 Delta remains.

    Args:
        levels: Omega, even; 12 take 924 states.
        coupling: N V; G = N V / Omega.
    """
    energies = shell(levels)
    half, strength = levels // 2, coupling / levels
    lone = [half - 1, half]
    rest = np.delete(energies, lone)
    broken = ground_energy(rest, half - 1, strength) + energies[lone].sum()
    return broken - ground_energy(energies, half, strength)


def paired_excitation(levels: int, coupling: float) -> float:
    """Return the first excitation energy with every electron still paired, in units of the shell."""
    lowest = _spectrum(shell(levels), levels // 2, coupling / levels)
    return float(lowest[1] - lowest[0])


def shell(levels: int) -> np.ndarray:
    """Return e_j of Omega levels around the Fermi surface, from -1/2 to 1/2, shape (Omega,)."""
    return (np.arange(levels) + 0.5) / levels - 0.5


def mean_field_gap(levels: int, coupling: float) -> float:
    """Return 2 Delta of the gap equation on the same levels, 1 = (G/2) sum_j (e_j^2 + Delta^2)^(-1/2).

    It is 0 where the equation has no solution.
    """
    from scipy.optimize import brentq

    energies, strength = shell(levels), coupling / levels

    def excess(gap: float) -> float:
        return strength / 2 * float(np.sum(1 / np.hypot(energies, gap))) - 1

    return 0.0 if excess(0.0) <= 0 else 2 * brentq(excess, 0.0, coupling)


def _spectrum(energies: np.ndarray, pairs: int, strength: float) -> np.ndarray:
    states = [frozenset(chosen) for chosen in combinations(range(len(energies)), pairs)]
    index = {state: number for number, state in enumerate(states)}
    matrix = np.zeros((len(states), len(states)))
    for number, state in enumerate(states):
        matrix[number, number] = 2 * sum(energies[j] for j in state) - strength * pairs
        for start in state:
            for end in set(range(len(energies))) - state:
                matrix[index[(state - {start}) | {end}], number] -= strength
    return eigh(matrix, eigvals_only=True)
