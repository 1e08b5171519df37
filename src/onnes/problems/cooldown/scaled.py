"""Cooling in dimensionless groups: lengths in s1, where Bc1 is the field B behind the isotherm Tc, fields in B."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf, sqrt

import numpy as np

from onnes.problems.cooldown.metal import Metal
from onnes.problems.cooldown.pins import Pins
from onnes.units.constants import VACUUM_PERMEABILITY


@dataclass(frozen=True)
class Scaled:
    """Groups that decide what stays behind a front; theta = tau/(B/b1), so that Bc1 = B where theta is 1.

    Attributes:
        ratio: Bc1/Bc2. The mixed state lies at theta from ``ratio`` to 1.
        pins: 2 n xi1 s1, pins whose cores a line meets on its way across s1; n is their number per area, xi1 is xi at
            theta = 1.
        radius: of a pin over xi1.
        strength: mean force of a pin over the thermal force, both per length of line, at theta = 1; infinite without
            gradient.
        core: whether the force is that of a normal column, else that of a critical current.
        drag: v mu_0 s1/rho, speed of the front over that at which flux crosses s1 in normal metal.
    """

    ratio: float
    pins: float
    radius: float
    strength: float
    core: bool
    drag: float

    @classmethod
    def behind_front(cls, metal: Metal, field: float, gradient: float, speed: float, pins: Pins) -> Scaled:
        """Return the groups of a front.

        Args:
            field: B [T].
            gradient: |dT/dx| [K/m].
            speed: of the front [m/s].
        """
        depth, xi = metal.depth(field, gradient), metal.length / sqrt(metal.coldness(field))
        return cls(metal.lower / metal.upper, 2 * pins.density * xi * depth, pins.radius / xi,
                   pins.force(metal, field) / metal.thermal_force(gradient), pins.current is None,
                   speed * VACUUM_PERMEABILITY * depth / metal.resistivity)

    @classmethod
    def everywhere(cls, metal: Metal, field: float, length: float, rate: float, pins: Pins) -> Scaled:
        """Return the groups of a sample that is cooled everywhere alike; lengths in its own.

        Args:
            length: of the sample [m].
            rate: -dT/dt [K/s].
        """
        tau = metal.coldness(field)
        xi, speed = metal.length / sqrt(tau), length * rate / (metal.critical_temperature * tau)
        return cls(metal.lower / metal.upper, 2 * pins.density * xi * length, pins.radius / xi,
                   inf if pins.force(metal, field) else 0.0, pins.current is None,
                   speed * VACUUM_PERMEABILITY * length / metal.resistivity)

    def met(self, theta: np.ndarray) -> np.ndarray:
        """Return the number of pins that a line meets on s1: those within r + xi of its path, xi ~ theta^(-1/2)."""
        return self.pins * (self.radius + 1 / np.sqrt(np.maximum(theta, _LEAST)))

    def holds(self, theta: np.ndarray) -> np.ndarray:
        """Return the share of pins that hold a line against the thermal force: exp(-f_thermal/f).

        Strengths are spread exponentially about their mean f.
        """
        theta = np.maximum(theta, _LEAST)
        force = theta**1.5
        if self.core:  # a column thinner than the core fills a share of it that grows with theta
            smaller = np.minimum(self.radius**2 * theta, 1) / min(self.radius**2, 1) if self.radius else theta
            force = force * smaller
        return np.exp(-1 / (self.strength * force)) if self.strength else np.zeros_like(theta)

    def capture(self, theta: np.ndarray) -> np.ndarray:
        """Return the chance of capture of a line per s1 of its way."""
        return self.met(theta) * self.holds(theta)

    def equilibrium(self, theta: np.ndarray) -> np.ndarray:
        """Return the flux density at rest in the field B: 1 above Bc2, 0 below Bc1, linear between, over B."""
        return np.clip((1 - theta) / (1 - self.ratio), 0.0, 1.0)

    def drive(self, flux: np.ndarray, theta: np.ndarray) -> np.ndarray:
        """Return mu_0 H/B in equilibrium with a flux density: B in the normal metal, Bc1 + (1 - Bc1/Bc2) B below."""
        return np.where(flux * self.ratio >= theta, flux, theta + (1 - self.ratio) * flux)


_LEAST = 1e-12
"""Theta below which a place is at Tc."""
