"""The image of a source of field in superconducting planes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from onnes.drives.sources import Pair, Source
from onnes.errors import InputError


@dataclass(frozen=True)
class Images(Source):
    """A weighted sum of sources whose field does not change with time.

    Attributes:
        parts: weights and sources.
    """

    parts: tuple[tuple[float, Source], ...]

    @classmethod
    def of(cls, source: Source, planes: tuple[tuple[float, float], ...]) -> Images | None:
        """Return the image of a source in perfect planes of weights and depths; None where it has none.

        Raises:
            InputError: as `Source.image`.
        """
        found = [(weight, source.image(depth)) for weight, depth in planes]
        parts = tuple((weight * image[0], image[1]) for weight, image in found if image is not None)
        return cls(parts) if parts else None

    def induction(self, x, y, t):
        return sum((weight * source.induction(x, y, t) for weight, source in self.parts), np.zeros(()))

    def vector_potential(self, x, y):
        return self._pair(lambda source: source.vector_potential(x, y))

    def in_plane_induction(self, x, y):
        return self._pair(lambda source: source.in_plane_induction(x, y))

    def seen_from(self, z):
        return Images(tuple((weight, source.seen_from(z)) for weight, source in self.parts))

    def image(self, depth):
        raise InputError("field", self.describe(), "sources without images")

    def describe(self) -> str:
        return " + ".join(f"{weight:g} * {source.describe()}" for weight, source in self.parts)

    def _pair(self, of: Callable[[Source], Pair]) -> Pair:
        weights = np.array([weight for weight, _ in self.parts])
        x, y = np.tensordot(weights, np.stack([of(source) for _, source in self.parts]), 1)
        return x, y
