"""A field-cooling run in reduced units: lengths in xi, times in tau, fields in Bc2, all at the bath temperature."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from onnes.materials import material
from onnes.units import Scales
from onnes.units.constants import BOLTZMANN

if TYPE_CHECKING:
    from onnes.experiments.field_cooling import FieldCooling

HOT = -0.5
"""epsilon before cooling: above Tc by half as much as the bath is below it."""

SLAB_ASPECT = 2.0
"""Width of the slab over its thickness."""

_SECONDS = 13e-6
"""Time of computing per node and tau under law=tdgl, in s, about one time step, measured on two cores."""
_STIFF = 0.02
"""Conductivity in reduced units below which the time of computing rises, as its root: the electric potential follows
psi the faster the less the metal conducts, so that each thermal kick is followed in many short steps."""


@dataclass(frozen=True, kw_only=True)
class CrossSection:
    """Cross-section of the sample and the spacing of its grid.

    Attributes:
        shape: cylinder, slab or tube.
        radius: of the cylinder or tube; half the thickness of the slab.
        inner_radius: of the tube.
        spacing: of the grid.
    """

    shape: str
    radius: float
    inner_radius: float
    spacing: float

    @property
    def half_sides(self) -> tuple[float, float]:
        """Half the extent of the sample along x and y; the slab is a plate twice as wide as thick."""
        return self.radius, self.radius * (SLAB_ASPECT if self.shape == "slab" else 1.0)

    @property
    def nodes(self) -> float:
        """Number of nodes of the grid."""
        x, y = self.half_sides
        return 4 * x * y / self.spacing**2


@dataclass(frozen=True, kw_only=True)
class Cooling:
    """Protocol of cooling.

    Attributes:
        manner: uniform, front, axis or nucleus.
        before_field: whether the sample is cooled before the field is applied.
        front_speed: of the cold front.
        front_width: length over which epsilon rises from `HOT` to 1.
        time: of uniform cooling, or of the field ramp after cooling without field.
        nucleus_radius: of the superconducting nucleus.
    """

    manner: str
    before_field: bool
    front_speed: float
    front_width: float
    time: float
    nucleus_radius: float


@dataclass(frozen=True, kw_only=True)
class Agitation:
    """Thermal agitation of psi.

    Attributes:
        energy: kT in units of (Bc^2/mu_0) xi^2 times the length of the sample.
        throughout: whether it acts as a force during the run; otherwise only in the initial state.
        seed: of the random numbers.
    """

    energy: float
    throughout: bool
    seed: int


@dataclass(frozen=True, kw_only=True)
class Setting:
    """Sample, protocol and field of a run.

    Attributes:
        scales: of the material at the bath temperature.
        section, cooling, agitation: see there.
        field: applied induction.
        given_duration: of the run; None for `natural_duration`.
    """

    scales: Scales
    section: CrossSection
    cooling: Cooling
    agitation: Agitation
    field: float
    given_duration: float | None

    @property
    def kappa(self) -> float:
        return self.scales.kappa

    @property
    def critical_field(self) -> float:
        """Bc in units of Bc2."""
        return 1 / (2**0.5 * self.kappa)

    @property
    def core_depth(self) -> float:
        """Depth below the surface at which the core begins: four penetration depths, at most half the sample."""
        return min(4 * self.kappa, 0.5 * (self.section.radius - self.section.inner_radius))

    @property
    def duration(self) -> float:
        return self.natural_duration if self.given_duration is None else self.given_duration

    @property
    def expected_seconds(self) -> float:
        """Expected time of computing under law=tdgl, right to a factor of about three."""
        stiffness = max(1.0, _STIFF / self.scales.reduced_conductivity) ** 0.5
        return _SECONDS * self.section.nodes * self.duration * stiffness

    @property
    def natural_duration(self) -> float:
        """Time for the protocol to pass and the field to come to rest.

        Fronts: path over speed. Nucleus: one and a half times mu_0 sigma R^2/(4 p), the time in which eddy currents let
        it grow to the surface, and 3 R/p for the relaxation of the order parameter. Otherwise 200 tau for vortices to
        come to rest. To each the diffusion time of the field through the sample is added.
        """
        (half_x, half_y), cooling = self.section.half_sides, self.cooling
        diffusion = self.scales.reduced_conductivity / self.kappa**2 * min(half_x, half_y) ** 2
        if cooling.before_field:
            return 2 * cooling.time + diffusion
        if cooling.manner == "nucleus":
            shortfall = max(1 - self.field / self.critical_field, 1e-3)
            return 1.5 * diffusion / (4 * shortfall) + 3 * half_x / shortfall + 20
        if cooling.manner == "uniform":
            return cooling.time + 200 + diffusion
        farthest = float(np.hypot(half_x, half_y * (self.section.shape == "slab")))
        path = 2 * half_x if cooling.manner == "front" else farthest
        return (path + cooling.front_width) / cooling.front_speed + diffusion + 20


def setting_of(experiment: FieldCooling) -> Setting:
    """Convert an experiment to reduced units."""
    chosen, scales = experiment.chosen(), experiment.scales()
    tc = material(experiment.material).critical_temperature
    front_width = (1 - HOT) * (tc - chosen["temperature"]) / chosen["gradient"]

    def reduced(name: str, kind: str) -> float:
        return scales.to_reduced(chosen.get(name, 0.0), kind)

    return Setting(
        scales=scales,
        section=CrossSection(
            shape=experiment.shape, radius=reduced("radius", "length"),
            inner_radius=reduced("inner_radius", "length"), spacing=reduced("spacing", "length")),
        cooling=Cooling(
            manner=experiment.cooling, before_field=experiment.sequence == "zero-field-cooled",
            front_speed=reduced("front_speed", "velocity"), front_width=scales.to_reduced(front_width, "length"),
            time=reduced("cooling_time", "time"), nucleus_radius=reduced("nucleus_radius", "length")),
        agitation=Agitation(
            energy=BOLTZMANN * chosen["temperature"] / (scales.energy_per_length * experiment.length),
            throughout=experiment.fluctuations == "throughout", seed=experiment.seed),
        field=reduced("field", "magnetic_field"),
        given_duration=None if experiment.duration is None else scales.to_reduced(experiment.duration, "time"),
    )
