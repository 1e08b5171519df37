"""Pins: columns along the flux lines, and how they keep flux."""

from __future__ import annotations

from dataclasses import dataclass
from math import exp, inf, pi, sqrt

from onnes.problems.cooldown.metal import Metal


@dataclass(frozen=True)
class Pins:
    """Columns at random places.

    Attributes:
        density: number per area perpendicular to the lines [1/m^2].
        radius: [m].
        depth: by how much Tc is lower in a pin, the mean of an exponential distribution [K].
        current: mean J of the pinning force Phi_0 J tau^(3/2) on a line [A/m^2]; None for that of a normal column.
    """

    density: float
    radius: float
    depth: float
    current: float | None = None

    def force(self, metal: Metal, field: float) -> float:
        """Return the mean force on a line, per length, where Bc1 is the field [N/m]."""
        if self.current is not None:
            return metal.current_pin_force(field, self.current)
        return metal.core_pin_force(field, self.radius)

    def left_behind(self, metal: Metal, gradient: float) -> float:
        """Return the fraction of the flux that normal islands keep: (1 - exp(-pi n r^2)) exp(-r |dT/dx|/depth).

        A place whose Tc is lower by more than r |dT/dx| is still normal when the front has closed around it: the flux
        through it stays, whatever the force of pins is. The share of area that such places cover is that of discs at
        random; their depth exceeds r |dT/dx| with the chance of an exponential distribution.

        A place smaller than xi at the temperature at which it would turn superconducting is no island: 0.
        """
        if not self.depth or self.radius < metal.length * sqrt(metal.critical_temperature / self.depth):
            return 0.0
        return (1 - exp(-pi * self.density * self.radius**2)) * exp(-self.radius * gradient / self.depth)

    @property
    def island_gradient(self) -> float:
        """depth/r, gradient up to which the mean place is left behind as an island [K/m]."""
        return self.depth / self.radius if self.radius else inf
