"""Hartree-Fock atom of filled shells, by Roothaan's equations in an even-tempered Slater basis."""

from __future__ import annotations

from functools import cache

import numpy as np
from scipy.linalg import eigh
from scipy.special import gamma, gammainc, gammaincc

from onnes.carriers.closed_shell_atom import ClosedShellAtom, FilledShells, SlaterBasis
from onnes.carriers.slater_rules import CONFIGURATIONS
from onnes.errors import OnnesError

EXCHANGE = {(0, 0): {0: 1.0}, (0, 1): {1: 1 / 3}, (1, 0): {1: 1 / 3}, (1, 1): {0: 1 / 3, 2: 2 / 15}}
"""Squares of Wigner's 3j symbols, (l, l') -> {k: (l k l'; 0 0 0)^2}."""

FUNCTIONS = {2: {0: 8}, 10: {0: 12, 1: 10}, 18: {0: 14, 1: 12}}
"""Z -> number of basis functions for each l, the most that stay linearly independent to rounding."""

MOST_ROUNDS, TOLERANCE = 200, 1e-11


@cache
def hartree_fock(charge: int) -> ClosedShellAtom:
    """Return the atom of filled shells whose Slater determinant has the least energy.

    Args:
        charge: Z of an atom in `CONFIGURATIONS`.

    The basis ends within 1e-5 hartree of the limit: -2.861680 (He), -128.547098 (Ne), -526.817513 (Ar).

    Source: C. C. J. Roothaan, Rev. Mod. Phys. 23, 69 (1951); the limits: C. F. Bunge, J. A. Barrientos, A. V. Bunge,
    At. Data Nucl. Data Tables 53, 113 (1993).
    """
    counts = CONFIGURATIONS[charge]
    bases = [_even_tempered(charge, angular) for angular in counts]
    bare = [basis.kinetic() - charge * basis.mean(-1) for basis in bases]
    repulsion = _Repulsion(bases)
    orbitals = [_lowest(h, basis, count) for h, basis, count in zip(bare, bases, counts.values(), strict=True)]
    before = np.inf
    for _ in range(MOST_ROUNDS):
        shells = tuple(FilledShells(basis, c) for basis, c in zip(bases, orbitals, strict=True))
        fock = repulsion.fock(bare, shells)
        energy = 0.5 * sum(shell.electrons_each * float(np.einsum("ia,ab,ib->", shell.coefficients, h + f,
                                                                  shell.coefficients))
                           for shell, h, f in zip(shells, bare, fock, strict=True))
        if abs(energy - before) < TOLERANCE * abs(energy):
            return ClosedShellAtom(charge, shells, energy)
        before = energy
        orbitals = [_lowest(f, basis, count) for f, basis, count in zip(fock, bases, counts.values(), strict=True)]
    raise OnnesError(f"The self-consistent field of Z = {charge} did not converge in {MOST_ROUNDS} iterations.")


def _even_tempered(charge: int, angular: int) -> SlaterBasis:
    """Return exponents in geometric progression, from the outermost shell's tail to beyond the cusp at the nucleus."""
    exponents = np.geomspace(0.9, (2.2 if angular == 0 else 1.5) * charge, FUNCTIONS[charge][angular])
    return SlaterBasis(angular, np.full(len(exponents), angular + 1.0), exponents)


def _lowest(matrix: np.ndarray, basis: SlaterBasis, count: int) -> np.ndarray:
    return eigh(matrix, basis.mean(0))[1][:, :count].T


class _Repulsion:
    """Slater integrals R^k(ab, cd) = int f_a f_b r_<^k/r_>^(k+1) f_c f_d, shape (m, m, m', m')."""

    def __init__(self, bases: list[SlaterBasis]):
        self.bases = bases
        self.direct = {(i, j): _integrals(*_pairs(a, a), *_pairs(b, b), 0)
                       for i, a in enumerate(bases) for j, b in enumerate(bases)}
        self.exchange = {
            (i, j): sum(weight * _integrals(*_pairs(a, b), *_pairs(a, b), k)
                        for k, weight in EXCHANGE[a.angular_momentum, b.angular_momentum].items())
            for i, a in enumerate(bases) for j, b in enumerate(bases)
        }

    def fock(self, bare: list[np.ndarray], shells: tuple[FilledShells, ...]) -> list[np.ndarray]:
        """Return h + J - K: direct repulsion of all electrons, exchange with those of the same spin."""
        out = []
        for i, h in enumerate(bare):
            total = h.copy()
            for j, shell in enumerate(shells):
                filled = shell.coefficients.T @ shell.coefficients
                total += shell.electrons_each * np.einsum("abcd,cd->ab", self.direct[i, j], filled)
                total -= 0.5 * shell.electrons_each * np.einsum("acbd,cd->ab", self.exchange[i, j], filled)
            out.append(total)
        return out


def _pairs(a: SlaterBasis, b: SlaterBasis) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return power, exponent and norm of the products f_a f_b, each of shape (m, m')."""
    return (a.powers[:, None] + b.powers, a.exponents[:, None] + b.exponents, a.norms[:, None] * b.norms)


def _integrals(n1, z1, c1, n2, z2, c2, k: int) -> np.ndarray:
    """Compute int dr p1(r) [r^-(k+1) int_0^r s^k p2 ds + r^k int_r^inf s^-(k+1) p2 ds].

    The inner integrals are incomplete gamma functions, the outer one a sum over an even grid of ln r, which is exact to
    rounding since the integrand vanishes at both ends.
    """
    r = np.exp(np.linspace(np.log(1e-6), np.log(60.0), 400))
    step = np.log(r[1] / r[0])
    n, z, c = (each.reshape(-1, 1) for each in (n2, z2, c2))
    within = c * gamma(n + k + 1) / z ** (n + k + 1) * gammainc(n + k + 1, z * r) / r ** (k + 1)
    beyond = c * gamma(n - k) / z ** (n - k) * gammaincc(n - k, z * r) * r**k
    n, z, c = (each.reshape(-1, 1) for each in (n1, z1, c1))
    products = c * r ** (n + 1) * np.exp(-z * r) * step
    return (products @ (within + beyond).T).reshape(*n1.shape, *n2.shape)
