"""A run of the three routes in reduced units: lengths in xi, times in tau, fields in Bc2."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from onnes.errors import InputError
from onnes.problems.expulsion.nuclei import Place
from onnes.units import Scales

_FLAT, _CURVED = 0.590106, 0.254
_SECONDS = 5e-6
"""Time of computing per node and tau, in s, measured on two cores."""
_RESTARTS, _TRIES = 20, 300
_GAP = 1.0
"""Least distance between the surfaces of nuclei, and between them and that of the cylinder, in lambda."""


@dataclass(frozen=True)
class Setting:
    """Cylinder, field and nuclei.

    Attributes:
        scales: of the metal.
        p: 1 - H/Hc.
        radius, spacing: of the cylinder and of the grid.
        nucleus, critical_nucleus: radius of each nucleus and that below which one shrinks.
        domains, seed: number of random nuclei, and seed of their places and phases.
        given_duration: of a run; None for `duration`.
    """

    scales: Scales
    p: float
    radius: float
    spacing: float
    nucleus: float
    critical_nucleus: float
    domains: int
    seed: int
    given_duration: float | None

    @property
    def kappa(self) -> float:
        return self.scales.kappa

    @property
    def field(self) -> float:
        """Applied induction."""
        return (1 - self.p) / (math.sqrt(2) * self.kappa)

    @property
    def surface_field(self) -> float:
        """Hc3 of the cylinder: the root of 0.590106 B - 0.254 sqrt(B)/R = 1, so 1.69461 Bc2 of a flat surface.

        Source: Saint-James and de Gennes 1963; the curvature by Bernoff and Sternberg, J. Math. Phys. 39, 1272 (1998).
        """
        curvature = _CURVED / (2 * _FLAT * self.radius)
        return (curvature + math.sqrt(curvature**2 + 1 / _FLAT)) ** 2

    @property
    def nodes(self) -> float:
        """Nodes of the grid."""
        return (2 * self.radius / self.spacing) ** 2

    @property
    def expected_seconds(self) -> float:
        """Expected time of computing the three routes, at most: they end when the field has left."""
        return 3 * _SECONDS * self.nodes * self.duration

    @property
    def core_radius(self) -> float:
        """Radius of the core: what is deeper than four penetration depths, at least half of the cylinder."""
        return max(self.radius - 4 * self.kappa, 0.5 * self.radius)

    @property
    def duration(self) -> float:
        """Three times mu_0 sigma R^2/(4 p), which eddy currents give a front, and 6 R/p for order parameter."""
        diffusion = self.scales.reduced_conductivity * (self.radius / self.kappa) ** 2
        return self.given_duration or 3 * diffusion / (4 * self.p) + 6 * self.radius / self.p


def places(setting: Setting) -> tuple[list[Place], list[float]]:
    """Return random places of nuclei that do not touch, shape (domains,), and phases.

    Raises:
        InputError: they find no room.
    """
    random, most = np.random.default_rng(setting.seed), 0
    gap, reach = _GAP * setting.kappa, setting.radius - setting.nucleus
    for _ in range(_RESTARTS):
        found: list[Place] = []
        for x, y in random.uniform(-setting.radius, setting.radius, (_TRIES, 2)):
            if math.hypot(x, y) < reach - gap and all(
                    math.hypot(x - a, y - b) > 2 * setting.nucleus + gap for a, b in found):
                found.append((float(x), float(y)))
            if len(found) == setting.domains:
                return found, list(random.uniform(0, 2 * math.pi, setting.domains))
        most = max(most, len(found))
    raise InputError("domains", setting.domains, f"nuclei that find room, not only {most} of "
                     f"{setting.nucleus / setting.radius:.2g} of the radius",
                     "Take fewer, a larger cylinder, or a larger p, at which smaller nuclei grow.")
