"""Electrons of a plane oscillator in a magnetic field of any strength, to test results of first order in the field.

In units of the oscillator (hbar, m, omega_0; length a = sqrt(hbar/(m omega_0))) and with b = e B/(2 m omega_0), the
Hamiltonian is (p + A)^2/2 + rho^2/2 with A_phi = b rho. The field's linear term b L_z only shifts levels of given L_z =
m; the wave function changes through b^2 rho^2/2.

Source: V. Fock, Z. Phys. 47, 446 (1928); C. G. Darwin, Proc. Camb. Phil. Soc. 27, 86 (1931).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.linalg import eigh_tridiagonal


@dataclass(frozen=True)
class RadialState:
    """Lowest state of one L_z, on a radial grid.

    Attributes:
        angular_momentum: m, of L_z = m hbar.
        energy: in hbar omega_0.
        distance: rho, middles of rings, shape (n,) [a].
        ring: area of each [a^2].
        wave: |psi| there, normalised by sum ring wave^2 = 1.
    """

    angular_momentum: int
    energy: float
    distance: np.ndarray
    ring: np.ndarray
    wave: np.ndarray

    def current(self, b: float, full: bool = True) -> np.ndarray:
        """Return j_phi/(-e) = |psi|^2 (m/rho + b rho), shape (n,), without the term m/rho if not ``full``."""
        momentum = self.angular_momentum / self.distance if full else 0.0
        return self.wave**2 * (momentum + b * self.distance)


def exact_energy(angular_momentum: int, b: float) -> float:
    """Return the exact energy (|m| + 1) sqrt(1 + b^2) + m b, in hbar omega_0."""
    return (abs(angular_momentum) + 1) * np.sqrt(1 + b**2) + angular_momentum * b


def exact_density(angular_momentum: int, b: float, distance: np.ndarray) -> np.ndarray:
    """Return |psi|^2 = w^(|m|+1) rho^(2|m|) exp(-w rho^2)/(pi |m|!), w = sqrt(1 + b^2), for |m| = 0 or 1 [1/a^2]."""
    w, m = np.sqrt(1 + b**2), abs(angular_momentum)
    return w ** (m + 1) * distance ** (2 * m) * np.exp(-w * distance**2) / np.pi


def lowest_state(angular_momentum: int, b: float, reach: float = 8.0, cells: int = 600) -> RadialState:
    """Compute the lowest state of one L_z by finite volumes in rings, second order in the spacing.

    Args:
        angular_momentum: m.
        b: e B/(2 m omega_0).
        reach: where the wave is cut off [a]; cells: rings up to there.
    """
    h = reach / cells
    edge = h * np.arange(cells + 1)
    distance = 0.5 * (edge[1:] + edge[:-1])
    potential = 0.5 * (angular_momentum / distance + b * distance) ** 2 + 0.5 * distance**2
    diagonal = (edge[1:] + edge[:-1]) / (2 * h**2 * distance) + potential
    neighbour = -edge[1:-1] / (2 * h**2 * np.sqrt(distance[1:] * distance[:-1]))
    energies, vectors = eigh_tridiagonal(diagonal, neighbour, select="i", select_range=(0, 0))
    ring = np.pi * np.diff(edge**2)
    return RadialState(angular_momentum, float(energies[0]), distance, ring, np.abs(vectors[:, 0]) / np.sqrt(ring))


FILLED = (0, 1, -1)
"""L_z of the first two filled shells of the plane oscillator, the planar counterpart of the neon atom."""


@dataclass(frozen=True)
class FieldStep:
    """Changes of the filled shells when a field is applied.

    Attributes:
        b: e B/(2 m omega_0).
        wave_change: root mean square change of the wave functions, sqrt(int (psi_b - psi_0)^2) over the states.
        current_error: |j + (e^2/m) n_0 A| over |(e^2/m) n_0 A|, with the density n_0 without a field.
        canonical: sum of L_z [hbar]; kinetic: sum of (rho x m v)_z [hbar].
    """

    b: float
    wave_change: float
    current_error: float
    canonical: float
    kinetic: float


def switch_on(b: float) -> FieldStep:
    """Return the changes of the filled shells from zero field to b, each state solved on the grid."""
    before = [lowest_state(m, 0.0) for m in FILLED]
    after = [lowest_state(m, b) for m in FILLED]
    ring, rho = after[0].ring, after[0].distance
    change = [float(np.sum(ring * (x.wave - y.wave) ** 2)) for x, y in zip(before, after, strict=True)]
    current = sum((state.current(b) for state in after), np.zeros_like(rho))
    first = sum((state.wave**2 for state in before), np.zeros_like(rho)) * b * rho
    error = np.sqrt(np.sum(ring * (current - first) ** 2) / np.sum(ring * first**2))
    canonical = sum(state.angular_momentum * float(np.sum(ring * state.wave**2)) for state in after)
    return FieldStep(b, float(np.sqrt(np.mean(change))), float(error), canonical,
                     float(np.sum(ring * rho * current)))
