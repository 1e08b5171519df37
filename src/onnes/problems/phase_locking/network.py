"""Network of couplings: all with all, or neighbours on a periodic chain, square or cubic lattice."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

import numpy as np

Kind = Literal["all", "chain", "square", "cubic"]
DIMENSIONS = {"chain": 1, "square": 2, "cubic": 3}


@dataclass(frozen=True)
class Network:
    """N units whose couplings add up to K for each.

    Attributes:
        kind: "all": K/N for each other one; otherwise K/2d for each of 2 d neighbours.
        across: units along each axis of a lattice, N of "all".
    """

    kind: Kind
    across: int

    @property
    def shape(self) -> tuple[int, ...]:
        """Units along each axis."""
        return (self.across,) * DIMENSIONS.get(self.kind, 1)

    @property
    def number(self) -> int:
        """N."""
        return int(np.prod(self.shape))

    def torque(self, phases: np.ndarray) -> np.ndarray:
        """Return the sum of the couplings on each unit over K; phases and result of shape (runs, N)."""
        if self.kind == "all":
            cosine, sine = np.cos(phases), np.sin(phases)
            return sine.mean(axis=1, keepdims=True) * cosine - cosine.mean(axis=1, keepdims=True) * sine
        total = np.zeros(phases.shape)
        for axis, difference in enumerate(self.differences(phases), start=1):
            pull = np.sin(difference)
            total += (pull - np.roll(pull, 1, axis=axis)).reshape(phases.shape)
        return total / (2 * len(self.shape))

    def differences(self, phases: np.ndarray) -> list[np.ndarray]:
        """Return phi_j - phi_i of neighbours along each axis of a lattice, shape (runs, *shape) each."""
        placed = phases.reshape(-1, *self.shape)
        return [np.roll(placed, -1, axis=axis) - placed for axis in range(1, placed.ndim)]


def across(kind: Kind, number: int) -> int | None:
    """Return the units along each axis of a lattice of N; None if there is no such whole number."""
    dimensions = DIMENSIONS.get(kind, 1)
    side = round(number ** (1 / dimensions))
    return side if side**dimensions == number else None
