"""Approximate orbitals of closed-shell atoms by Slater's rules."""

from __future__ import annotations

import numpy as np

from onnes.carriers.closed_shell_atom import ClosedShellAtom, FilledShells, SlaterBasis

CONFIGURATIONS = {2: {0: 1}, 10: {0: 2, 1: 1}, 18: {0: 3, 1: 2}}
"""Z -> number of filled shells of each l, for helium, neon and argon."""


def screening(principal: int) -> float:
    """Return the part of the nuclear charge that the other electrons screen for one in the s and p shell n.

    0.30 for the other electron of 1s; else 0.35 for each other of the same n, 0.85 for each of n - 1, 1 for each below.
    """
    if principal == 1:
        return 0.30
    electrons = {n: 2 if n == 1 else 8 for n in range(1, principal)}
    below = sum((0.85 if n == principal - 1 else 1.0) * count for n, count in electrons.items())
    return 0.35 * 7 + below


def slater_atom(charge: int) -> ClosedShellAtom:
    """Return the atom with orbitals r^n exp(-zeta r), zeta = (Z - screening)/n, the s orbitals made orthogonal.

    Args:
        charge: Z of an atom in `CONFIGURATIONS`.

    The density of filled shells does not depend on how they are made orthogonal.

    Source: J. C. Slater, Phys. Rev. 36, 57 (1930).
    """
    shells = []
    for angular, count in CONFIGURATIONS[charge].items():
        principal = range(angular + 1, angular + 1 + count)
        exponents = np.array([(charge - screening(n)) / n for n in principal])
        basis = SlaterBasis(angular, np.array(principal, dtype=float), exponents)
        # Rows that are orthonormal under the overlap S = L L^T.
        shells.append(FilledShells(basis, np.linalg.inv(np.linalg.cholesky(basis.mean(0)))))
    return ClosedShellAtom(charge, tuple(shells))
