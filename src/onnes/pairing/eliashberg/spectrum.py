"""Electron-phonon spectrum alpha^2F(Omega) and its averages."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.errors import InputError


@dataclass(frozen=True, eq=False)
class Spectrum:
    """alpha^2F as a sum over phonons, sum_j g_j delta(Omega - Omega_j).

    Attributes:
        energy: Omega_j [J], shape (n,), rising, above zero.
        strength: g_j = int alpha^2F dOmega over the phonon's cell [J], shape (n,), not negative, not all zero.
        step: width of the cells [J] of a continuous spectrum, whose centres are at (j + 1/2) step; 0 for sharp phonons.

    Raises:
        InputError: energies that do not rise from above zero, a negative or infinite strength, no strength at all.
    """

    energy: np.ndarray
    strength: np.ndarray
    step: float = 0.0

    def __post_init__(self) -> None:
        energy, strength = (np.atleast_1d(np.asarray(each, dtype=float)) for each in (self.energy, self.strength))
        object.__setattr__(self, "energy", energy)
        object.__setattr__(self, "strength", strength)
        if not (np.isfinite(energy).all() and energy[0] > 0 and (np.diff(energy) > 0).all()):
            raise InputError("spectrum", "energies that do not rise", "phonon energies that rise from above zero")
        if not np.isfinite(strength).all():
            raise InputError("spectrum", "a value that is not finite", "finite values of alpha^2F")
        if (strength < 0).any():
            raise InputError("spectrum", f"{strength.min():g}", "values of alpha^2F that are not negative",
                             "alpha^2F is a density of phonons times a squared coupling.")
        if not strength.any():
            raise InputError("spectrum", "zero everywhere", "a non-zero coupling to phonons")

    @property
    def weight(self) -> np.ndarray:
        """lambda_j = 2 g_j/Omega_j, shape (n,), the part of each phonon in the coupling."""
        return 2 * self.strength / self.energy

    @property
    def coupling(self) -> float:
        """lambda = 2 int alpha^2F dOmega/Omega; the mass of an electron is enhanced by 1 + lambda."""
        return float(self.weight.sum())

    @property
    def log_energy(self) -> float:
        """Omega_log = exp[(2/lambda) int ln(Omega) alpha^2F dOmega/Omega] [J]."""
        return float(np.exp(self.weight @ np.log(self.energy) / self.coupling))

    @property
    def root_mean_square(self) -> float:
        """Omega_2 = [(2/lambda) int Omega alpha^2F dOmega]^(1/2) [J]."""
        return float(np.sqrt(self.weight @ self.energy**2 / self.coupling))

    @property
    def area(self) -> float:
        """A = int alpha^2F dOmega [J]."""
        return float(self.strength.sum())

    @property
    def largest(self) -> float:
        """Highest phonon energy [J] with non-zero strength."""
        return float(self.energy[self.strength > 0][-1])

    @property
    def density(self) -> np.ndarray:
        """alpha^2F at `energy`, dimensionless, shape (n,); only for a continuous spectrum."""
        return self.strength / self.step

    def with_coupling(self, coupling: float) -> Spectrum:
        """Return the spectrum of the same shape with another lambda."""
        return Spectrum(self.energy, self.strength * (coupling / self.coupling), self.step)

    def stiffened(self, factor: float) -> Spectrum:
        """Return the spectrum with energies multiplied by ``factor`` at the same lambda.

        This is the effect of ions lighter by factor^2.
        """
        return Spectrum(self.energy * factor, self.strength * factor, self.step * factor)


def sampled(density, largest: float, cells: int = 200) -> Spectrum:
    """Return a continuous alpha^2F as its mean over ``cells`` cells between zero and its largest energy.

    Args:
        density: function of energies [J] that gives alpha^2F.
        largest: energy above which there are no phonons [J].
        cells: number of cells; each is averaged with four Gauss points.
    """
    step = largest / cells
    nodes, weights = np.polynomial.legendre.leggauss(4)
    centre = (np.arange(cells) + 0.5) * step
    values = np.asarray(density(centre[:, None] + 0.5 * step * nodes), dtype=float)
    return Spectrum(centre, 0.5 * step * values @ weights, step)
