"""Atoms of filled shells in Slater-type orbitals: density and mean powers of the radius. Atomic units."""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

import numpy as np
from scipy.special import gamma


@dataclass(frozen=True)
class SlaterBasis:
    """Normalised radial functions ``r^n exp(-zeta r)`` (r times the orbital) of one angular momentum.

    Attributes:
        angular_momentum: l.
        powers, exponents: n and zeta of each, shape (m,); n > l.
    """

    angular_momentum: int
    powers: np.ndarray
    exponents: np.ndarray

    @property
    def norms(self) -> np.ndarray:
        """Normalisation constants N, with N^2 int r^2n exp(-2 zeta r) dr = 1, shape (m,)."""
        return np.sqrt((2 * self.exponents) ** (2 * self.powers + 1) / gamma(2 * self.powers + 1))

    def functions(self, r: np.ndarray) -> np.ndarray:
        """Return the radial functions at r, shape (m, *r.shape)."""
        shape = (-1,) + (1,) * np.ndim(r)
        powers, exponents, norms = (each.reshape(shape) for each in (self.powers, self.exponents, self.norms))
        return norms * r**powers * np.exp(-exponents * r)

    def mean(self, power: float) -> np.ndarray:
        """Return int f_a r^power f_b dr, shape (m, m); power = 0 gives the overlap matrix."""
        total = self.powers[:, None] + self.powers + power
        decay = self.exponents[:, None] + self.exponents
        return self.norms[:, None] * self.norms * gamma(total + 1) / decay ** (total + 1)

    def kinetic(self) -> np.ndarray:
        """Return int f_a (-1/2) [f_b'' - l (l + 1) f_b/r^2] dr, shape (m, m).

        It is computed as (1/2) int [f_a' f_b' + l (l + 1) f_a f_b/r^2] dr.
        """
        n, zeta = self.powers, self.exponents
        product = n[:, None] * n + self.angular_momentum * (self.angular_momentum + 1)
        crossed = n[:, None] * zeta + zeta[:, None] * n
        return 0.5 * (product * self.mean(-2) - crossed * self.mean(-1) + zeta[:, None] * zeta * self.mean(0))


@dataclass(frozen=True)
class FilledShells:
    """All filled shells of one angular momentum, with two electrons for each m of each orbital.

    Attributes:
        basis: radial functions.
        coefficients: of the orbitals, orthonormal, shape (orbitals, m).
    """

    basis: SlaterBasis
    coefficients: np.ndarray

    @property
    def electrons_each(self) -> int:
        """Number of electrons in one shell, 2 (2 l + 1)."""
        return 2 * (2 * self.basis.angular_momentum + 1)

    def mean(self, power: float) -> float:
        """Return the sum over the electrons of <r^power>."""
        return self.electrons_each * float(np.einsum("ia,ab,ib->", self.coefficients, self.basis.mean(power),
                                                     self.coefficients))

    def radial(self, r: np.ndarray) -> np.ndarray:
        """Return the number of electrons of these shells per unit of radius, at r."""
        orbitals = np.tensordot(self.coefficients, self.basis.functions(r), axes=1)
        return self.electrons_each * np.sum(orbitals**2, axis=0)


@dataclass(frozen=True)
class ClosedShellAtom:
    """Atom whose shells are all filled, so that L = 0.

    Attributes:
        charge: Z.
        shells: one for each angular momentum.
        energy: total energy [hartree], None where the orbitals are not from a computation of it.
    """

    charge: int
    shells: tuple[FilledShells, ...]
    energy: float | None = None

    def mean(self, power: float) -> float:
        """Return the sum over the electrons of <r^power>; power = 0 gives their number."""
        return sum(each.mean(power) for each in self.shells)

    def density(self, r: np.ndarray) -> np.ndarray:
        """Return n(r), electrons per volume, for r above 0."""
        return sum((each.radial(r) for each in self.shells), np.zeros_like(r)) / (4 * pi * r**2)
