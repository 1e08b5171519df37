"""Passage of an electron by ions in thermal and zero-point motion."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, tanh

import numpy as np

from onnes.pairing.tube.crossing import Crossing
from onnes.pairing.tube.passage import Wake, passage


def classical_energy(crossing: Crossing, temperature: float) -> float:
    """Return kT/(M v_e^2), the mean square of a velocity component, in v_e^2.

    Args:
        temperature: kT over hbar omega_D, dimensionless.
    """
    return temperature / crossing.action


def quantum_energy(crossing: Crossing, temperature: float) -> float:
    """Return (1/2) coth(hbar omega_D/2kT) hbar omega_D/(M v_e^2), the mean square with zero-point motion, in v_e^2.

    Args:
        temperature: kT over hbar omega_D, dimensionless.
    """
    occupied = tanh(1 / (2 * temperature)) if temperature > 0 else tanh(inf)
    return 1 / (2 * occupied * crossing.action)


@dataclass(frozen=True, eq=False)
class Ensemble:
    """Copies of the nearest ion that start from a Gaussian distribution of positions and velocities.

    Attributes:
        wake: of the copies; the second half starts from the mirror images of the first half's states.
        towards: unit vector across the path from the ion to the path, shape (2,).
    """

    wake: Wake
    towards: np.ndarray

    def mean(self, delay: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Return the mean displacement towards the path at each delay, in d, and its standard error, each (n,).

        A state and its mirror image are averaged first: their own motions cancel, the electron's contribution remains.
        """
        moved = self._towards(delay)
        pairs = moved.reshape(len(moved), 2, -1).mean(axis=1)
        return pairs.mean(axis=1), pairs.std(axis=1, ddof=1) / np.sqrt(pairs.shape[1])

    def spread(self, delay: np.ndarray) -> np.ndarray:
        """Return the standard deviation of the displacement towards the path at each delay, in d, shape (n,)."""
        return self._towards(delay).std(axis=1)

    def _towards(self, delay: np.ndarray) -> np.ndarray:
        return self.wake.displacement(delay)[..., 1:] @ self.towards


def agitated(crossing: Crossing, energy: float, copies: int, seed: int) -> Ensemble:
    """Simulate the passage of the electron by copies of the nearest ion, each with its own motion.

    Args:
        energy: `classical_energy`, for a Boltzmann distribution, or `quantum_energy`, for the Wigner function of an
            oscillator in thermal equilibrium: in quadratic potentials it evolves as a classical distribution.
        copies: number of copies, rounded up to even.
        seed: of the random numbers; the same seed gives the same ensemble.

    The force is taken at the position of each ion. To first order in the displacement the mean does not change; to
    second order it grows by the relative amount k^2 <u^2>/2, u one component, since the impulse obeys lap = k^2 across
    the path.
    """
    half = -(-copies // 2)
    random = np.random.default_rng(seed)
    velocity = np.sqrt(energy) * random.standard_normal((half, 3))
    start = np.sqrt(energy) / crossing.frequency * random.standard_normal((half, 3))
    place = crossing.rows[0]
    wake = passage(crossing, np.tile(place, (2 * half, 1)), np.vstack([start, -start]),
                   np.vstack([velocity, -velocity]))
    return Ensemble(wake, -place / np.hypot(*place))
