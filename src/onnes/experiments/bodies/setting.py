"""Three bodies in reduced units: lengths in xi, times in tau, fields in Bc2."""

from __future__ import annotations

import math
from dataclasses import dataclass

from onnes.geometry import Shape, disc, ring
from onnes.units import Scales

FRONT_WIDTH = 4.0
"""Length over which the temperature falls from above Tc to that of the bath."""
_HOT = 0.3
"""epsilon ahead of the front over B/Bc2: the metal turns superconducting at 1, its surface at 0.59."""
COLD_AT_FIRST = 6.0
"""Position of the front at the start: the foot of the fall of temperature; superconductivity begins within it."""
RAMP = 10.0
"""Time in which the field is switched off."""
_SECONDS = 13e-6
"""Time of computing per node and tau under law=tdgl, in s, measured on two cores."""
_SETTLING, _AFTER = 40.0, 0.5
"""Times at rest: after the front, and after the field in diffusion times of the body, in tau."""


@dataclass(frozen=True)
class Setting:
    """Bodies, field and front.

    Attributes:
        scales: of the metal.
        field: applied induction.
        radius, ring, hollow: outer radius, and inner radii of the ring and of the hollow body.
        spacing: of the grid.
        front_speed: of the cold front from the axis.
        seed: of the first psi.
    """

    scales: Scales
    field: float
    radius: float
    ring: float
    hollow: float
    spacing: float
    front_speed: float
    seed: int

    @property
    def kappa(self) -> float:
        return self.scales.kappa

    @property
    def nodes(self) -> float:
        return (2 * self.radius / self.spacing) ** 2

    @property
    def expected_seconds(self) -> float:
        """Expected time of computing, right to a factor of about three."""
        return _SECONDS * len(self.loops) * self.nodes * (self.cooling_time + self.resting_time)

    @property
    def shapes(self) -> dict[str, Shape]:
        """Cross-sections by name."""
        return {"ring": ring(self.radius, self.ring), "hollow": ring(self.radius, self.hollow),
                "solid": disc(self.radius)}

    @property
    def loops(self) -> dict[str, float]:
        """Radius of the loop around which the fluxoid is read, in the middle of the wall; of the solid, half its."""
        return {"ring": 0.5 * (self.radius + self.ring), "hollow": 0.5 * (self.radius + self.hollow),
                "solid": 0.5 * self.radius}

    @property
    def hot(self) -> float:
        """epsilon ahead of the front, where the field keeps the metal normal."""
        return _HOT * self.field

    @property
    def cooling_time(self) -> float:
        return (self.radius + FRONT_WIDTH - COLD_AT_FIRST) / self.front_speed + _SETTLING

    @property
    def resting_time(self) -> float:
        """Time for which a body is watched without field: whole ramps, so that a record lies where the ramp ends."""
        diffusion = self.scales.reduced_conductivity * (self.radius / self.kappa) ** 2
        return RAMP * math.ceil(1 + (_SETTLING + _AFTER * diffusion) / RAMP)
