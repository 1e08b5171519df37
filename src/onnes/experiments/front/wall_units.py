"""Scales of a front of Ginzburg-Landau theory in SI units."""

from __future__ import annotations

from dataclasses import dataclass

from onnes.problems.front.wall import WallLaw


@dataclass(frozen=True, kw_only=True)
class WallUnits:
    """Wall as a sharp boundary (lengths in lambda), kappa, lambda [m], D [m^2/s] and Bc [T]."""

    wall: WallLaw
    kappa: float
    depth: float
    diffusion: float
    field: float

    @property
    def time_unit(self) -> float:
        """Return lambda^2/D, in s."""
        return self.depth**2 / self.diffusion
