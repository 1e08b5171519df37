"""The numbers of a field-cooling run in reduced units, each resolved from what the user gave."""

from __future__ import annotations

from dataclasses import dataclass

from onnes.units import Scales

SLAB_ASPECT = 2.0
"""Width of the slab over its thickness."""


@dataclass(frozen=True)
class Setting:
    """Everything the run needs: lengths in xi, times in tau, fields in Bc2, all at the bath temperature.

    Attributes:
        scales: of the material at the bath temperature.
        shape: cylinder, slab or tube.
        radius: of the cylinder or tube; half the thickness of the slab.
        inner_radius: of the tube.
        field: applied induction.
        conductivity: sigma_hat.
        cooling: uniform, front, axis or nucleus.
        zero_field: cooled before the field is applied.
        front_speed: of the cold front.
        front_width: length over which epsilon rises from ``hot`` to 1.
        hot: epsilon before cooling (negative).
        cooling_time: of uniform cooling, or of the field ramp after zero-field cooling.
        nucleus_radius: of the superconducting seed.
        duration: of the whole run.
        noise: kT per energy unit for the given length of the sample.
        agitated: whether the noise goes on as a force after the start.
        seed: of the noise.
        spacing: of the grid.
    """

    scales: Scales
    shape: str
    radius: float
    inner_radius: float
    field: float
    conductivity: float
    cooling: str
    zero_field: bool
    front_speed: float
    front_width: float
    hot: float
    cooling_time: float
    nucleus_radius: float
    duration: float
    noise: float
    agitated: bool
    seed: int
    spacing: float

    @property
    def kappa(self) -> float:
        return self.scales.kappa

    @property
    def critical_field(self) -> float:
        """Bc in units of Bc2."""
        return 1 / (2**0.5 * self.kappa)

    @property
    def half_sides(self) -> tuple[float, float]:
        """Half the extent of the sample along x and y; the slab is a plate twice as wide as thick."""
        return self.radius, self.radius * (SLAB_ASPECT if self.shape == "slab" else 1.0)

    @property
    def nodes(self) -> float:
        """How many nodes the grid of the cross-section has."""
        x, y = self.half_sides
        return 4 * x * y / self.spacing**2

    @property
    def core_depth(self) -> float:
        """How deep below the surface the core begins: four penetration depths, at most half the sample."""
        thickness = self.radius - self.inner_radius
        return min(4 * self.kappa, 0.5 * thickness)
