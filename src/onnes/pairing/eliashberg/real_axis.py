"""Continuation of the gap function to real energies, and the tunnelling density of states.

Exact continuation, with N and f the Bose and Fermi functions:

    phi(omega) = pi kT sum_m [lambda(omega - i omega_m) - mu*] Delta_m/R_m
               + i pi int alpha^2F(Omega) {[N(Omega) + f(Omega - omega)] K(omega - Omega)
                                         + [N(Omega) + f(Omega + omega)] K(omega + Omega)} dOmega
    K(x) = Delta(x)/sqrt(x^2 - Delta(x)^2)

and the same for omega Z(omega), with omega_m for Delta_m and x for Delta(x) in the numerators; Delta = phi/Z. The sign
of the root is that of a retarded function: Z times it has no negative imaginary part. The equations are iterated: the
value at omega depends on the values one phonon energy below, so about ten passes converge to rounding.

Source: F. Marsiglio, M. Schossmann, J. P. Carbotte, Phys. Rev. B 37, 4965 (1988).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import pi

import numpy as np

from onnes.pairing.eliashberg.energy_cells import EnergyCells, energy_cells
from onnes.pairing.eliashberg.gap_function import GapFunction
from onnes.pairing.eliashberg.interaction import Interaction, repelled

_TOLERANCE = 1e-7
_PASSES = 400
_ROUNDING = 1e-6
_LARGEST_EXPONENT = 500.0


@dataclass(frozen=True)
class RealAxis:
    """Gap function at real energies.

    Attributes:
        energy: omega [J], from 0 in even steps, shape (n,).
        gap: Delta(omega) [J], complex, shape (n,); the imaginary part is the rate at which pairs decay into phonons.
        mass: Z(omega), complex, shape (n,).
        converged: whether the iteration converged.
    """

    energy: np.ndarray
    gap: np.ndarray
    mass: np.ndarray
    converged: bool

    @property
    def edge(self) -> float | None:
        """Gap edge Delta_0 [J], where Re Delta(omega) = omega, or None if there is no such energy."""
        above = self.energy - np.real(self.gap)
        crossing = np.flatnonzero((above[:-1] < 0) & (above[1:] >= 0))
        if not len(crossing):
            return None
        i = crossing[0]
        return float(self.energy[i] + (self.energy[1] - self.energy[0]) * above[i] / (above[i] - above[i + 1]))

    def density_of_states(self, energy: np.ndarray) -> np.ndarray:
        """Return N(omega)/N(0) = Re omega/sqrt(omega^2 - Delta(omega)^2) at ``energy`` > 0 [J].

        Delta is interpolated linearly.
        """
        gap, mass = (np.interp(energy, self.energy, each) for each in (self.gap, self.mass))
        return np.real(energy / _root(energy, gap, mass))


def real_axis(one: Interaction, solution: GapFunction) -> RealAxis:
    """Continue a solution of E1 to real energies.

    alpha^2F is taken as constant over cells of width h, energies are multiples of h, and between them the inverse
    square root is integrated exactly with the mean Delta of the cell.
    """
    cells = energy_cells(one.spectrum, float(solution.gap[0]))
    wanted = cells.wanted
    phi_0, omega_z_0 = _from_matsubara(one, solution, cells)
    bose, fermi = _occupation(cells, solution.at.thermal)
    gap = np.full(wanted.shape, solution.gap[0], dtype=complex)
    mass = np.full(wanted.shape, solution.mass[0], dtype=complex)
    converged = False
    for _ in range(_PASSES):
        paired, single = _cell_means(cells, gap, mass)
        phi = phi_0 + 1j * pi * _scattered(cells, bose, fermi, paired)
        omega_z = omega_z_0 + 1j * pi * _scattered(cells, bose, fermi, single)
        before, gap = gap, _even(phi[1:] * wanted[1:] / omega_z[1:])
        mass = _even(omega_z[1:] / wanted[1:])
        if np.abs(gap - before).max() <= _TOLERANCE * abs(solution.gap[0]):
            converged = True
            break
    return RealAxis(wanted, gap, mass, converged)


def _even(positive: np.ndarray) -> np.ndarray:
    """Return a function with even real and odd imaginary part, from its values above zero."""
    return np.concatenate([np.real(positive[:1]), positive])


def _occupation(cells: EnergyCells, thermal: float) -> tuple[np.ndarray, np.ndarray]:
    """Return N in the cells of the phonons, and f in the middle of each cell of both signs."""
    phonon = (np.arange(cells.phonons) + 0.5) * cells.step
    electron = 0.5 * (cells.both_ways[1:] + cells.both_ways[:-1])
    limit = _LARGEST_EXPONENT
    bose = 1 / np.expm1(np.clip(phonon / thermal, None, limit))
    return bose, 1 / (1 + np.exp(np.clip(electron / thermal, -limit, limit)))


def _scattered(cells: EnergyCells, bose: np.ndarray, fermi: np.ndarray, mean: np.ndarray) -> np.ndarray:
    """Return int alpha^2F {[N + f(Omega - omega)] K(omega - Omega) + [N + f(Omega + omega)] K(omega + Omega)} dOmega.

    f(Omega - omega) = 1 - f(omega - Omega), so that both are functions of the energy after the phonon.
    """
    strength = cells.strength
    return (cells.after_emission(strength * bose, mean) + cells.after_emission(strength, mean * (1 - fermi))
            + cells.after_absorption(strength * bose, mean) + cells.after_absorption(strength, mean * fermi))


def _from_matsubara(one: Interaction, solution: GapFunction, cells: EnergyCells) -> tuple[np.ndarray, np.ndarray]:
    """Return the parts of phi and omega Z that are sums over Matsubara frequencies.

    lambda(z) = int alpha^2F [1/(Omega - z) + 1/(Omega + z)] dOmega with z = omega - i omega_m, so that the sum over m
    is a function of omega -+ Omega alone: it is computed once, its mean in each cell exactly, and convolved with
    alpha^2F.
    """
    frequency, weight, step = solution.frequency, solution.at.sums.weight, cells.step
    edges, unit = cells.both_ways[:, None], 2 * pi * solution.at.thermal
    paired, single = weight * solution.reduced / solution.root, weight * solution.at.sums.odd / solution.root
    # of 1/(x - i omega_m), the sum over +-omega_m is the slope of ln(x^2 + omega_m^2), the difference that of 2i arctan
    even = np.diff(unit * 0.5 * np.log(edges**2 + frequency**2) @ paired) / step
    odd = np.diff(unit * np.arctan2(edges, frequency) @ single) / step
    edge = repelled(one, frequency)
    repulsion = unit * one.mu_star * float(edge @ paired)
    phi = _folded(cells, even) - repulsion
    return phi, cells.wanted - _folded(cells, odd)


def _folded(cells: EnergyCells, mean: np.ndarray) -> np.ndarray:
    """Return int alpha^2F(Omega) [k(omega + Omega) - k(omega - Omega)] dOmega."""
    return cells.after_absorption(cells.strength, mean) - cells.after_emission(cells.strength, mean)


def _cell_means(cells: EnergyCells, gap: np.ndarray, mass: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the means of Delta/sqrt(x^2 - Delta^2) and x/sqrt(x^2 - Delta^2) in each cell of both signs.

    With the mean Delta of a cell, they are the slopes of Delta ln(x + root) and of the root. Below zero the first is
    K(-x) = -conj K(x), the second conj K(x).
    """
    gap, mass = (np.append(each, np.full(cells.phonons, each[-1])) for each in (gap, mass))
    delta, heavy = (0.5 * (each[1:] + each[:-1]) for each in (gap, mass))
    low, high = cells.beyond[:-1], cells.beyond[1:]
    below, above = _root(low, delta, heavy), _root(high, delta, heavy)
    from_zero = np.where(delta == 0, high + above, low + below)
    paired = delta * np.log((high + above) / from_zero) / cells.step
    single = (above - below) / cells.step
    return np.concatenate([-paired[::-1].conj(), paired]), np.concatenate([single[::-1].conj(), single])


def _root(energy: np.ndarray, gap: np.ndarray, mass: np.ndarray) -> np.ndarray:
    """Return sqrt(omega^2 - Delta^2) with the sign for which Z times it has no negative imaginary part, omega >= 0.

    Where that part is only rounding, between the gap and the first phonon above it, the real part is positive.
    """
    root = np.sqrt((energy**2 - gap**2).astype(complex))
    heavy = mass * root
    return np.where(np.imag(heavy) + _ROUNDING * np.real(heavy) < 0, -root, root)
