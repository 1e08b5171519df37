"""Bodies as signed distances, for grids other than the plane: a line, a meridian plane, space.

A signed distance is negative inside a body, positive outside, zero on its surface. Coordinates and lengths are in the
units of the grid. A body of another form is a subclass with its own `distance`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from onnes.errors import InputError


class SignedDistance:
    """A body given by its signed distance."""

    def distance(self, *coordinates: np.ndarray) -> np.ndarray:
        """Return the signed distance (or a function with its sign and zero set) at points, any array shape."""
        raise NotImplementedError


@dataclass(frozen=True)
class Ball(SignedDistance):
    """Points nearer to a centre than a radius: an interval, a disc or cylinder, a sphere in one to three dimensions.

    Raises:
        InputError: a radius that is not positive.
    """

    radius: float
    centre: tuple[float, ...] = ()

    def __post_init__(self):
        if not np.isfinite(self.radius) or self.radius <= 0:
            raise InputError("radius", self.radius, "a positive length", "Give the radius in units of the grid.")

    def distance(self, *coordinates):
        centre = self.centre or (0.0,) * len(coordinates)
        return np.sqrt(sum((x - c) ** 2 for x, c in zip(coordinates, centre, strict=True))) - self.radius
