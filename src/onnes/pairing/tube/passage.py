"""Passage of the electron integrated in time, with the force on every ion at its displaced position."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.pairing.tube.crossing import Crossing

_REACH = 34.0
"""Half length of the path that is followed, in screening lengths; the force beyond is below exp(-34)."""

_STEPS_PER_LENGTH = 12.0


@dataclass(frozen=True, eq=False)
class Wake:
    """Motion of any number of independent ions before, during and after the passage of the electron.

    Attributes:
        times: (steps + 1,), in tau; 0 when the electron is beside the ion.
        positions: (steps + 1, ions, 3), displacements along the path and across it, in d.
        velocities: (ions, 3) at the last time, in v_e.
        frequency: w of `Crossing`.
    """

    times: np.ndarray
    positions: np.ndarray
    velocities: np.ndarray
    frequency: float

    def displacement(self, delay: np.ndarray) -> np.ndarray:
        """Return the displacements a time ``delay`` (...) after the electron's passage, shape (..., ions, 3), in d.

        The delay counts from when the electron is beside the ion. Before the first time the displacements are those of
        the first time; between times they are linear; after the last the ion oscillates freely, which is exact.
        """
        delay = np.asarray(delay, dtype=float)
        phase = self.frequency * np.maximum(delay - self.times[-1], 0.0)[..., None, None]
        free = self.positions[-1] * np.cos(phase) + self.velocities / self.frequency * np.sin(phase)
        during = np.clip(delay, self.times[0], self.times[-1])
        step = self.times[1] - self.times[0]
        place = (during - self.times[0]) / step
        left = np.minimum(place.astype(int), len(self.times) - 2)
        share = (place - left)[..., None, None]
        followed = self.positions[left] * (1 - share) + self.positions[left + 1] * share
        return np.where((delay > self.times[-1])[..., None, None], free, followed)

    def amplitude(self) -> np.ndarray:
        """Return the amplitude of the free oscillation after the passage, shape (ions, 3), in d."""
        return np.hypot(self.positions[-1], self.velocities / self.frequency)


def passage(crossing: Crossing, across: np.ndarray, start: np.ndarray | None = None,
            velocity: np.ndarray | None = None, refine: float = 1.0) -> Wake:
    """Integrate u'' = -w^2 u + eta F(r), r from the displaced ion to the electron at (t, 0, 0).

    F = (1/r^2 + k/r) exp(-k r) r/|r|, the screened Coulomb attraction. Strang splitting: exact free oscillation between
    kicks at the middle of each step. The force is a smooth pulse, so the sum over kicks converges faster than any power
    of the step.

    Args:
        across: places of the ions across the path, shape (ions, 2), in d.
        start, velocity: displacements (d) and velocities (v_e) at the first time, shape (ions, 3); at rest if omitted.
        refine: factor by which the steps are finer than the default.

    Source: W4-W5 without the impulse approximation.
    """
    ions = len(across)
    nearest = float(np.min(np.hypot(*np.asarray(across).T)))
    reach = nearest + _REACH / crossing.screening
    finest = min(nearest, 1 / np.hypot(crossing.screening, crossing.frequency))
    steps = int(np.ceil(2 * reach / finest * _STEPS_PER_LENGTH * refine / 2))
    times = np.linspace(-reach, reach, steps + 1)
    step = times[1] - times[0]
    u = np.zeros((ions, 3)) if start is None else np.array(start, dtype=float)
    v = np.zeros((ions, 3)) if velocity is None else np.array(velocity, dtype=float)
    place = np.column_stack([np.zeros(ions), across])
    positions = np.empty((steps + 1, ions, 3))
    positions[0] = u
    half = _swing(crossing.frequency, step / 2)
    for index in range(steps):
        u, v = half(u, v)
        towards = np.array([times[index] + step / 2, 0.0, 0.0]) - place - u
        v = v + step * crossing.strength * attraction(towards, crossing.screening)
        u, v = half(u, v)
        positions[index + 1] = u
    return Wake(times, positions, v, crossing.frequency)


def attraction(towards: np.ndarray, screening: float) -> np.ndarray:
    """Return (1/r^2 + k/r) exp(-k r) r/|r|, in e_A/d, the screened Coulomb force on an ion.

    ``towards`` is the vector from the ion to the electron, shape (..., 3), in d.
    """
    r = np.linalg.norm(towards, axis=-1, keepdims=True)
    return (1 / r**2 + screening / r) * np.exp(-screening * r) * towards / r


def _swing(frequency: float, time: float):
    cosine, sine = np.cos(frequency * time), np.sin(frequency * time)

    def swing(u: np.ndarray, v: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return u * cosine + v * (sine / frequency), v * cosine - u * (sine * frequency)

    return swing
