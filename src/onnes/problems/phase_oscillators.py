"""Phase oscillators at random places of a periodic box, coupled by the overlap of their orbits.

    d_t phi_i = omega_i + k sum_j s(|x_i - x_j|; r) sin(phi_j - phi_i) + eta_i

s is the share of one orbit of radius r that another covers, with the periodic images of both, so that the couplings of
one add up to k n v(r) on average; <eta(t) eta(t')> = 2 D delta(t - t'). Lengths in the spacing n^(-1/d) of the centres,
rates in any unit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import product

import numpy as np

from onnes.carriers.orbit_overlap import orbit_content, overlap_share

_STEP = 0.1
"""Time step in 1/(coupling + width)."""

Torque = Callable[[np.ndarray], np.ndarray]
"""Phases -> the sum of the couplings on each, in the unit of rates."""


@dataclass(frozen=True)
class Held:
    """Oscillators held at one radius.

    Attributes:
        order: R = |<exp(i phi)>| at each step, shape (steps,).
        phases: at the frames, shape (frames, N).
        duration: time of all steps, in the inverse unit of rates.
    """

    order: np.ndarray
    phases: np.ndarray
    duration: float


@dataclass(frozen=True, eq=False)
class Oscillators:
    """N oscillators in a periodic box of N^(1/d) spacings.

    Attributes:
        places: shape (N, d), d = 2 ("plane") or 3 ("space").
        frequencies: omega_i less their middle, shape (N,).
        noise: D.
        strength: k, the coupling of two orbits of one centre.
        width: scale of frequencies and noise, which with the coupling sets the time step.
    """

    places: np.ndarray
    frequencies: np.ndarray
    noise: float
    strength: float
    width: float

    @classmethod
    def at_random(cls, number: int, space: str, strength: float, disorder: str, width: float,
                  rng: np.random.Generator) -> Oscillators:
        """Return oscillators at uniform random places.

        With disorder="spread" their frequencies are the N quantiles of a Lorentzian of half-width ``width``, in random
        order; with "noise" they are equal, and D is ``width``.
        """
        dimensions = 2 if space == "plane" else 3
        places = rng.random((number, dimensions)) * number ** (1 / dimensions)
        quantiles = (np.arange(number) + 0.5) / number - 0.5
        spread = rng.permutation(width * np.tan(np.pi * quantiles))
        if disorder == "spread":
            return cls(places, spread, 0.0, strength, width)
        return cls(places, np.zeros(number), width, strength, width)

    @property
    def space(self) -> str:
        """"plane" or "space"."""
        return "plane" if self.places.shape[1] == 2 else "space"

    @property
    def side(self) -> float:
        """Side of the box, in spacings."""
        return len(self.places) ** (1 / self.places.shape[1])

    def overlaps(self, radius: float) -> np.ndarray:
        """Return s(|x_i - x_j|; r) summed over the images of j, shape (N, N), for a radius in spacings."""
        apart = self.places[:, None, :] - self.places[None, :, :]
        apart -= self.side * np.round(apart / self.side)
        images = range(-int(2 * radius / self.side + 0.5), int(2 * radius / self.side + 0.5) + 1)
        total = np.zeros(apart.shape[:2])
        for image in product(images, repeat=apart.shape[2]):
            total += overlap_share(np.linalg.norm(apart + self.side * np.array(image), axis=2), radius, self.space)
        return total

    def torque(self, radius: float) -> Torque:
        """Return the torque at a radius in spacings; beyond the side of the box all couplings are taken as equal.

        They are then equal to a few parts in a hundred.
        """
        if radius >= self.side:
            total = self.strength * orbit_content(radius, self.space)

            def equal(phases: np.ndarray) -> np.ndarray:
                mean = np.mean(np.exp(1j * phases))
                return total * np.imag(mean * np.exp(-1j * phases))

            return equal
        coupling = self.strength * self.overlaps(radius)

        def by_overlap(phases: np.ndarray) -> np.ndarray:
            cosine, sine = np.cos(phases), np.sin(phases)
            pull = coupling @ np.column_stack([cosine, sine])
            return pull[:, 1] * cosine - pull[:, 0] * sine

        return by_overlap

    def hold(self, phases: np.ndarray, radius: float, steps: int, frames: int, rng: np.random.Generator) -> Held:
        """Advance the phases at one radius (in spacings), and record them at evenly spaced frames, the last at the end.

        Strang's splitting: the frequencies turn the phases exactly, also those whose turn in a step is large, the
        noise is added exactly, and the couplings act by the midpoint rule; of second order in the step.
        """
        pull, step = self.torque(radius), _STEP / (self.strength * orbit_content(radius, self.space) + self.width)
        order, kept = np.empty(steps), []
        for index in range(steps):
            phases = phases + self._drift(0.5 * step, rng)
            phases = phases + step * pull(phases + 0.5 * step * pull(phases))
            phases = phases + self._drift(0.5 * step, rng)
            order[index] = np.abs(np.mean(np.exp(1j * phases)))
            if (index + 1) * frames // steps > index * frames // steps:
                kept.append(phases)
        return Held(order, np.array(kept), steps * step)

    def _drift(self, step: float, rng: np.random.Generator) -> np.ndarray:
        if self.noise == 0:
            return step * self.frequencies
        return step * self.frequencies + np.sqrt(2 * self.noise * step) * rng.standard_normal(len(self.places))


def grow(oscillators: Oscillators, radii: np.ndarray, steps: int, frames: int, rng: np.random.Generator
         ) -> Iterator[Held]:
    """Yield the oscillators held at one radius after another, from random phases; each begins where the last ended."""
    phases = rng.uniform(-np.pi, np.pi, len(oscillators.places))
    for radius in radii:
        held = oscillators.hold(phases, radius, steps, frames, rng)
        phases = held.phases[-1]
        yield held
